"""What two articles share: found where it must not be, passed where it may."""

from __future__ import annotations

import hashlib
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.records import Annotation, Article, Furniture, Zone
from copydesk.validate.documents import Entry
from copydesk.validate.leaks import NEAR, PARAGRAPH, copy_problems, story_problems
from copydesk.validate.overlap import containment, grams, shared_grams
from copydesk.validate.rules import Where

LONG = "The harbour master has run the port of Saltby alone since the great spring flood."
AD = "Sign up here for our free letter and get the best of the week every Friday."


def entry(name: str, text: str, split: str = "train", furniture: str = "", **about: Any) -> Entry:
    """An article; `furniture` is a part of its text."""
    place = text.find(furniture) if furniture else 0
    end = place + len(furniture)
    block = Furniture(id="b1", start=place, end=end, text=furniture or "x", category="promo_ad")
    gold = Annotation(id=name, sha256="0" * 64, boilerplate=(block,) if furniture else ())
    return Entry(Article(id=name, text=text, **about), gold, split, Where(name), Where(name))


def filler(seed: str, words: int) -> str:
    """So many words, in short lines, that no other seed has."""
    made = [hashlib.sha256(f"{seed}{number}".encode()).hexdigest()[:6] for number in range(words)]
    return "\n".join(" ".join(made[place : place + 8]) for place in range(0, words, 8))


def codes(*entries: Entry) -> list[str]:
    return sorted(problem.code for problem in copy_problems(entries))


BODY = filler("one", 400)
OTHER = filler("two", 400)


def test_different_articles_pass() -> None:
    assert codes(entry("a", BODY, outlet="A"), entry("b", OTHER, outlet="B")) == []


@pytest.mark.parametrize("split", ["train", "test"])
def test_a_shared_paragraph(split: str) -> None:
    one = entry("a", f"{BODY}\n{LONG}\n", outlet="A")
    other = entry("b", f"{OTHER}\n{LONG.upper()}\n", split, outlet="B")
    (problem,) = copy_problems([one, other])
    assert problem.code == "shared-paragraph"
    assert problem.file == "b"
    assert "line 51" in problem.what
    assert "line 51 of a" in problem.what
    short = " ".join(LONG.split()[: PARAGRAPH - 1])
    assert codes(entry("a", f"{BODY}\n{short}"), entry("b", f"{OTHER}\n{short}")) == []


def test_one_declared_story_may_repeat_itself() -> None:
    one = entry("a", BODY + LONG, outlet="A", story="flood")
    other = entry("b", BODY + LONG, outlet="B", story="flood")
    assert codes(one, other) == []
    assert codes(one, entry("b", BODY + LONG, outlet="B", story="storm")) != []
    assert codes(one, entry("b", BODY + LONG, outlet="B")) != []


def test_an_outlet_may_repeat_its_own_furniture_only() -> None:
    one = entry("a", f"{BODY}\n{AD}", furniture=AD, outlet="A")
    assert codes(one, entry("b", f"{OTHER}\n{AD}", furniture=AD, outlet="A")) == []
    assert codes(one, entry("b", f"{OTHER}\n{AD}", outlet="A")) == []
    assert codes(one, entry("b", f"{OTHER}\n{AD}", furniture=AD, outlet="B")) == [
        "shared-paragraph"
    ]
    assert codes(one, entry("b", f"{OTHER}\n{AD}", furniture=AD)) == ["shared-paragraph"]
    both = [
        entry(name, f"{body}\n{LONG}", outlet="A") for name, body in (("a", BODY), ("b", OTHER))
    ]
    assert codes(*both) == ["shared-paragraph"]


def test_a_zone_is_not_body() -> None:
    def noted(name: str, body: str) -> Entry:
        made = entry(name, f"{LONG}\n{body}", outlet="A")
        zone = Zone(id="z1", start=0, end=len(LONG), text=LONG, kind="editors_note")
        gold = Annotation(id=name, sha256="0" * 64, zones=(zone,))
        return made._replace(annotation=gold)

    assert codes(noted("a", BODY), noted("b", OTHER)) == []


def test_near_duplicates_are_told_from_the_threshold_on() -> None:
    # 100 lines of 8 words: 4 runs of 5 words each in 400; a run never goes over a line
    body, other = filler("a", 800).split("\n"), filler("b", 800).split("\n")
    for copied, found in ((9, []), (10, ["near-duplicate"])):
        mixed = "\n".join(body[:copied] + other[copied:])
        assert codes(entry("a", "\n".join(body)), entry("b", mixed)) == found


def test_a_paragraph_that_stands_in_three_articles_is_told_twice() -> None:
    made = [entry(name, f"{filler(name, 400)}\n{LONG}", outlet=name) for name in "abc"]
    assert codes(*made) == ["shared-paragraph"] * 2


def test_stories_keep_to_a_split() -> None:
    one, other = entry("a", BODY, "train", story="s"), entry("b", OTHER, "test", story="s")
    (problem,) = story_problems([one, other])
    assert (problem.file, problem.path, problem.code) == ("b", "story", "story-in-two-splits")
    assert not list(story_problems([one, entry("b", OTHER, "train", story="s")]))
    assert not list(story_problems([entry("a", BODY, "train"), entry("b", OTHER, "test")]))


@given(st.lists(st.lists(st.text("ab", min_size=1, max_size=1), max_size=12), max_size=5))
def test_shared_grams_are_those_of_each_pair(texts: list[list[str]]) -> None:
    found = [grams([" ".join(words)], 2) for words in texts]
    counts = shared_grams(found)
    for i, j in combinations(range(len(found)), 2):
        assert counts.get((i, j), 0) == len(found[i] & found[j])
        share = containment(counts.get((i, j), 0), len(found[i]), len(found[j]))
        assert 0 <= share <= 1
    assert 0 < NEAR < 1
