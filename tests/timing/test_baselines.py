"""Every system that comes with the package, as `copydesk bench` times it, on made articles."""

from __future__ import annotations

from typing import Any

import pytest

from copydesk.run import embedded, open_system, time_system
from tests.baselines.targets import WRAPPED

from . import made
from .compare import figure_of
from .needs import missing

pytestmark = pytest.mark.timing

#: Enough for the fastest that does anything, in enough processes for a quartile.
ARTICLES, REPEATS = 300, 8


@pytest.mark.parametrize("name", embedded())
def test_baseline(name: str, measured: dict[str, Any], benchmark: Any) -> None:
    launch = open_system(name)
    lacking = missing(launch.card.requirements)
    measured.setdefault("baselines", {})
    if lacking:
        measured.setdefault("skipped", {})[name] = lacking
        pytest.skip(f"{name}: {lacking}")
    articles = list(made.news(ARTICLES))
    timings = []

    def measure() -> None:
        timings.append(time_system(launch, articles, repeats=REPEATS))

    benchmark.pedantic(measure, rounds=1)
    timing = timings[0].to_record()
    processes = timing.pop("processes")
    benchmark.extra_info.update(timing["throughput"]["32"], noisy=timing["noisy"])
    if timing["failures"] and name in WRAPPED:
        return  # it crashes on many an article, as counted on the board: no time to compare
    measured["baselines"][name] = timing
    assert not timing["failures"]
    assert not timing["left_out"]
    units = [one["calibration"] for one in processes]
    sizes = ("1", "32") if timing["takes"] == "batch" else ("32",)
    for size in sizes:
        ratio = timing["throughput"][size]["ratio"]
        # What is over in a moment, and what the wall clock alone can time, is not compared.
        if ratio is not None and not timing["coarse"]:
            label = f"{name}, batch size {size}" if len(sizes) > 1 else name
            measured.setdefault("figures", {})[label] = figure_of(ratio, units)
