"""What is made of measurements; nothing is measured here."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from copydesk.run import embedded

from . import made, report
from .compare import NOISE, STORED, compare, figure_of, told
from .needs import missing


def figure(ratio: float, noise: float = 1.0) -> dict[str, float]:
    return {"ratio": ratio, "noise": noise}


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        (figure(10), figure(10 * NOISE * 0.99), ""),
        (figure(10), figure(10 / NOISE * 1.01), ""),
        (figure(10), figure(12), "x: 1.20 times the stored run (10 -> 12 calibration units"),
        (figure(10), figure(5), "x: 0.50 times the stored run"),
        (figure(10), figure(12, 1.3), ""),
        (figure(10, 1.3), figure(12), ""),
        (figure(10, 1.3), figure(14), "x: 1.40 times"),
    ],
)
def test_what_moved_is_told_and_noise_is_not(
    before: dict[str, float], now: dict[str, float], said: str
) -> None:
    lines = compare({"x": before}, {"x": now})
    assert [line.startswith(said) for line in lines] == ([True] if said else [])


def test_what_is_new_missing_or_skipped_is_told() -> None:
    here = {"python": "3"}
    stored = {"environment": here, "figures": {"a": figure(1), "b": figure(2)}}
    found = {
        "environment": here,
        "figures": {"b": figure(2), "c": figure(3)},
        "skipped": {"d": "needs spacy, which is not installed"},
    }
    assert told(stored, found) == [
        "a: not measured this time",
        "c: new, 3 calibration units",
        "1 of 2 figures as in the stored run",
        "d: skipped, needs spacy, which is not installed",
    ]
    assert "measured elsewhere" in told(stored, {**found, "environment": {}})[-1]


def test_noise_is_what_the_calibrations_vary_by() -> None:
    assert figure_of(3.0, [2.0, 2.2, 2.1, 9.0]) == {"ratio": 3.0, "noise": pytest.approx(1.1)}


def test_what_is_lacking_is_said() -> None:
    assert missing([]) == missing(["numpy>=1", "msgspec"]) == ""
    assert missing(["no-such-thing>=2"]) == "needs no-such-thing>=2, which is not installed"
    assert missing(["numpy>=999"]).startswith("needs numpy>=999, here is ")


SPEEDS: dict[str, Any] = {
    name: {"clock": "cpu", "throughput": {"1": {"ratio": one}, "32": {"ratio": many}}}
    for name, one, many in (("rules", 15.6, 15.6), ("model", 40.0, 12.0))
}


def test_charts_are_the_same_bytes_for_the_same_figures(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    speeds = {**SPEEDS, "remote": {"clock": "wall"}}
    names = {
        str(size): dict.fromkeys(("orjson", "copydesk", "nervaluate", "seqeval"), size / 1e6)
        for size in (1000, 10_000)
    }
    for number in (1, 2):
        report.systems_chart(speeds, tmp_path / f"systems{number}.svg")
        report.scorer_chart(names, tmp_path / f"scorer{number}.svg")
    for name in ("systems", "scorer"):
        one, two = (tmp_path / f"{name}{number}.svg" for number in (1, 2))
        assert one.read_bytes() == two.read_bytes()
    drawn = (tmp_path / "systems1.svg").read_text()
    assert "rules" in drawn
    assert "remote" not in drawn, "the wall clock has no ratio"


def test_a_part_does_not_pass_for_the_whole(tmp_path: Path) -> None:
    part = {"baselines": SPEEDS, "figures": {}}
    assert report.json_path(tmp_path, part).name == "timing-part.json"
    whole: dict[str, Any] = {**{key: {} for key in report.ALL}, **part}
    assert report.json_path(tmp_path, whole).name == "timing.json"


def test_made_articles_are_all_different() -> None:
    texts = [one.text for one in made.news(60)]
    assert len(set(texts)) == 60
    assert texts == [one.text for one in made.news(60)]


def test_the_stored_run_is_of_this_harness() -> None:
    stored = json.loads(STORED.read_text())
    names = {name.partition(",")[0] for name in stored["figures"]}
    assert "scorer" in {name.partition(":")[0] for name in names}
    assert names & set(embedded())
    assert all(one["ratio"] > 0 and one["noise"] >= 1 for one in stored["figures"].values())
