"""No headline pays for what is no better reading: every strategy, on a small made-up gold."""

from __future__ import annotations

import pytest

from .cheats import CHEATS, HEADLINES, Cheat, earned, half, judged, play, synthetic

#: Room for luck on so small a gold.
MARGIN = 0.025


@pytest.fixture(scope="module", autouse=True)
def _small() -> object:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(play, "golds", lambda: {"small": synthetic(3, documents=6)})
        play.evaluator.cache_clear()
        yield
    play.evaluator.cache_clear()


def _label(cheat: Cheat) -> str:
    return f"{cheat.name} ({cheat.metric})"


@pytest.mark.parametrize("cheat", [c for c in CHEATS if c.honest and not c.pays], ids=_label)
def test_changing_an_honest_answer_does_not_pay(cheat) -> None:
    found = earned(cheat, "small")
    assert found.gain <= MARGIN, found


@pytest.mark.parametrize("cheat", [c for c in CHEATS if not c.honest and not c.pays], ids=_label)
def test_an_answer_without_reading_earns_less_than_half_of_gold(cheat) -> None:
    found = earned(cheat, "small")
    most = judged(half, "small", cheat.metric)[0] if cheat.metric in HEADLINES.values() else 1.0
    assert found.value < most, found


@pytest.mark.parametrize("layer", HEADLINES)
def test_every_headline_is_searched(layer) -> None:
    on_it = [one for one in CHEATS if one.metric == HEADLINES[layer]]
    assert sum(one.honest is None for one in on_it) >= 4
    assert sum(one.honest is not None for one in on_it) >= 2


def test_every_line_is_furniture_closes_the_gate() -> None:
    (each_line,) = [one for one in CHEATS if one.name == "each line furniture"]
    found = earned(each_line, "small")
    assert found.gated


def test_what_is_known_to_pay_says_why() -> None:
    assert all(one.note for one in CHEATS if one.pays)
