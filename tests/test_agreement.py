"""Agreement of two annotations: against figures worked by hand, and the command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from copydesk import corpus_from_rows
from copydesk.agreement import agreement
from copydesk.errors import CopyDeskError
from tests.conftest import Command, small_gold

TEXT = "Ada Lee said it rained. Bo left."


def corpus(**layers: object):
    return corpus_from_rows([{"id": "x", "text": TEXT, **layers}])


def entity(start: int, end: int, label: str) -> dict[str, object]:
    return {"id": f"e{start}", "start": start, "end": end, "text": TEXT[start:end], "label": label}


def one(found, question):
    (agreed,) = [item for item in found if item.question == question]
    return agreed


def test_words_by_hand() -> None:
    # Seven words. First: P P - - - - -; second: P P - - - G -: six of seven alike.
    first = corpus(entities=[entity(0, 7, "PERSON")])
    second = corpus(entities=[entity(0, 7, "PERSON"), entity(24, 26, "GPE")])
    words = one(agreement(first, second), "label of each word")
    assert words.units == 7
    assert words.same == pytest.approx(6 / 7)
    by_chance = (2 / 7) * (2 / 7) + (5 / 7) * (4 / 7)
    assert words.kappa == pytest.approx((6 / 7 - by_chance) / (1 - by_chance))
    # alpha: 14 values in all, P 4, - 9, G 1; two of them stand in the one disagreement.
    observed = 2 / 14
    expected = 1 - (4 * 3 + 9 * 8 + 1 * 0) / (14 * 13)
    assert words.alpha == pytest.approx(1 - observed / expected)
    assert one(agreement(first, second), "label of the same span").units == 1


def test_a_layer_that_one_lacks_is_left_out() -> None:
    found = agreement(corpus(entities=[]), corpus(entities=[], boilerplate=[]))
    assert {item.layer for item in found} == {"entities"}


def test_one_value_throughout_has_no_kappa() -> None:
    words = one(agreement(corpus(entities=[]), corpus(entities=[])), "label of each word")
    assert (words.same, words.kappa, words.alpha) == (1, None, None)


def test_nothing_shared_is_no_agreement() -> None:
    first = corpus(entities=[entity(0, 3, "PERSON")])
    second = corpus(entities=[entity(24, 26, "PERSON")])
    shared = one(agreement(first, second), "label of the same span")
    assert (shared.units, shared.same, shared.kappa, shared.alpha) == (0, None, None, None)


def test_lines_count_by_half() -> None:
    rows = [{"id": "x", "text": "Share this story\nIt rained."}]

    def block(end: int) -> list[dict[str, object]]:
        text = "Share this story"[:end]
        category = "reader_callout"
        return [{"id": "b1", "start": 0, "end": end, "text": text, "category": category}]

    whole = corpus_from_rows([{**rows[0], "boilerplate": block(16)}])
    most = corpus_from_rows([{**rows[0], "boilerplate": block(10)}])
    less = corpus_from_rows([{**rows[0], "boilerplate": block(5)}])
    assert one(agreement(whole, most), "category of each line").same == 1
    assert one(agreement(whole, less), "category of each line").same == 0.5


def test_other_texts_are_refused() -> None:
    other = corpus_from_rows([{"id": "y", "text": TEXT, "entities": []}])
    with pytest.raises(CopyDeskError, match="not annotations of the same texts: see x"):
        agreement(corpus(entities=[]), other)


def test_the_command_agrees_with_itself(copydesk: Command, tmp_path: Path) -> None:
    small_gold(tmp_path / "gold")
    done = copydesk("agreement", "gold", "gold", "--format", "json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert {item["layer"] for item in found} == {
        "entities",
        "attributions",
        "claims",
        "boilerplate",
    }
    assert all(item["same"] == 1 for item in found)
    assert "kappa" in copydesk("agreement", "gold", "gold").stdout
