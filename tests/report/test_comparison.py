from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from copydesk import Evaluator, corpus_from_rows
from copydesk.errors import CopyDeskError
from copydesk.report import Contender, compare, comparison_sections, sections
from tests.conftest import ROOT, Command

TEXT = " ".join(f"Name{number}" for number in range(20))


def _names(chosen: range | list[int]) -> list[dict[str, Any]]:
    found = []
    for number in chosen:
        start = TEXT.index(f"Name{number}")
        end = start + len(f"Name{number}")
        found.append({"start": start, "end": end, "text": TEXT[start:end], "label": "PERSON"})
    return found


def _evaluator(outlets: int = 12) -> Evaluator:
    return Evaluator(
        corpus_from_rows(
            {
                "id": f"d{number}",
                "text": TEXT,
                "outlet": f"o{number}",
                "entities": [{"id": f"e{i}", **one} for i, one in enumerate(_names(range(20)))],
            }
            for number in range(outlets)
        )
    )


def _contender(name: str, evaluator: Evaluator, found: float, seed: int) -> Contender:
    draw = random.Random(seed)
    answers = [
        {"id": one.id, "entities": _names([n for n in range(20) if draw.random() < found])}
        for one in evaluator.corpus.documents
    ]
    return Contender.from_record(name, evaluator.score(answers).to_record())


def test_a_clear_difference_is_found_and_an_equal_system_is_not() -> None:
    evaluator = _evaluator()
    systems = [
        _contender("good", evaluator, 0.9, 1),
        _contender("bad", evaluator, 0.3, 2),
        _contender("copy", evaluator, 0.9, 1),
    ]
    layer = compare(systems)["layers"]["entities"]
    by_pair = {(one["first"], one["second"]): one for one in layer["pairs"]}
    assert by_pair["good", "copy"]["p"] == 1
    assert by_pair["good", "copy"]["interval"] == [0, 0]
    assert by_pair["good", "bad"]["adjusted_p"] < 0.01
    assert by_pair["good", "bad"]["interval"][0] > 0
    assert by_pair["good", "bad"]["exact"], "12 clusters are enumerated"
    ranks = {one["system"]: one["ranks"] for one in layer["standings"]}
    assert ranks == {"good": [1, 2], "copy": [1, 2], "bad": [3, 3]}


def test_the_order_of_the_systems_only_turns_signs() -> None:
    evaluator = _evaluator()
    one, other = _contender("a", evaluator, 0.8, 1), _contender("b", evaluator, 0.5, 2)
    (there,) = compare([one, other])["layers"]["entities"]["pairs"]
    (back,) = compare([other, one])["layers"]["entities"]["pairs"]
    assert there["difference"] == -back["difference"]
    assert there["p"] == back["p"]


def test_one_cluster_allows_no_test() -> None:
    evaluator = _evaluator(outlets=1)
    systems = [_contender("a", evaluator, 0.9, 1), _contender("b", evaluator, 0.3, 2)]
    (pair,) = compare(systems)["layers"]["entities"]["pairs"]
    assert pair["p"] is None
    assert pair["interval"] is None


def test_other_gold_and_single_systems_are_refused() -> None:
    one = _contender("a", _evaluator(12), 0.9, 1)
    with pytest.raises(CopyDeskError, match="score both on one gold"):
        compare([one, _contender("b", _evaluator(11), 0.9, 1)])
    with pytest.raises(CopyDeskError, match="two systems"):
        compare([one])


def test_tables_say_what_the_record_says() -> None:
    evaluator = _evaluator()
    systems = [_contender("a_b", evaluator, 0.9, 1), _contender("c|d", evaluator, 0.3, 2)]
    record = compare(systems)
    scores, differences = comparison_sections(record)
    assert [row[0] for row in scores.rows] == ["a_b", "c|d"]
    assert differences.rows[0][4] == "< .001"
    assert "c\\|d" in scores.to_markdown()
    assert r"a\_b & " in scores.to_latex()
    assert scores.to_latex().count(r" \\") == 3
    json.dumps(record, allow_nan=False)


def test_result_files_are_enough(copydesk: Command, tmp_path: Path) -> None:
    done = copydesk(
        "compare",
        *(str(ROOT / "baselines" / name / "result.json") for name in ("rules", "everything")),
        "--format",
        "json",
    )
    assert done.returncode == 0, done.stderr
    record = json.loads(done.stdout)
    assert record["systems"] == ["rules", "everything"]
    assert set(record["layers"]) == {"entities", "attributions", "claims", "boilerplate"}


def test_score_sections_hold_the_headlines_first() -> None:
    evaluator = _evaluator()
    record = evaluator.score(
        [{"id": one.id, "entities": _names([1])} for one in evaluator.corpus.documents]
    ).to_record()
    first = sections(record)[0]
    assert first.rows[0][:2] == ("entities", "strict")
    assert record["signature"] in first.note
