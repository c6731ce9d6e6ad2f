"""Look-alikes: found in body, not in furniture, and not in plain news."""

from __future__ import annotations

from pathlib import Path

import pytest

from copydesk.profile import LOOKALIKES, SLICES

from .made import facts

FIND = {one.name: one.find for one in LOOKALIKES}

#: name, a line of body that is one, a line that is none
CASES = [
    ("begins like a caption", "The image is thought to show a tank.", "In the image was a tank."),
    ("begins like a pointer", "Read more about the plan and you find sums.", "She read more."),
    ("begins like a call", "Sign up for the permit and you can be fined.", "He had signed up."),
    ("newsletter, cookies, subscription", "The cookies law takes effect in May.", "He cooks."),
    ("advertising, copyright", "The firm sponsors the league.", "The firm runs the league."),
    ("told an outlet", "“It is old,” she told Reuters.", "“It is old,” she told Ms Poe."),
    ("one-line quotation", "“They can walk.”", "“They can walk,” he said."),
    ("sub-heading in capitals", "POOLSIDE PROFITS", "NATO met."),
    ("prices", "Tickets cost £85, or £50 if paid early.", "Tickets cost £85."),
    ("capitals for emphasis", "NOT a penny went back.", "Not a penny went back."),
]


def test_every_pattern_is_tried() -> None:
    assert [name for name, *_ in CASES] == [one.name for one in LOOKALIKES]
    assert all(one.reason for one in LOOKALIKES)


@pytest.mark.parametrize(("name", "like", "unlike"), CASES)
def test_patterns(name: str, like: str, unlike: str) -> None:
    text = f"{unlike}\n\n{like}\n"
    assert [text[start:end] for start, end in FIND[name](facts(text))] == [like]
    assert not list(FIND[name](facts(text, boilerplate=[(like, "promo_ad")])))
    assert not list(FIND[name](facts(text, zones=[(like, "caption")])))


def test_the_documentation_has_the_very_tables(root: Path) -> None:
    page = (root / "docs" / "dataset.md").read_text("utf-8")
    for one in SLICES:
        assert f"| {one.name} | {one.says} | {one.counts} | {one.source} |" in page
    for alike in LOOKALIKES:
        assert f"| {alike.name} | {alike.unit} | {alike.reason} |" in page
