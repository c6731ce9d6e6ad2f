from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.derive import (
    claimant,
    filled_lines,
    nesting,
    primary,
    quote_type,
    smallest_around,
    with_derived,
)
from copydesk.text import Text, merge_offsets

from .scoring.markup import gold, parse, spans_of

search = settings(max_examples=120, deadline=None)
runs = st.lists(st.integers(0, 8), min_size=1, max_size=5).map(
    lambda places: tuple(merge_offsets((one, one + 1) for one in places))
)


def places(found) -> set[int]:
    return {place for start, end in found for place in range(start, end)}


@pytest.mark.parametrize(
    ("markup", "kind"),
    [
        ("She said [c1|it rained].", "indirect"),
        ("[c1|“It rained,”] she said.", "direct"),
        ("“[c1|It rained],” she said.", "direct"),  # the marks need not be in the span
        ("[c1|“It rained,”] she said, [c1|“all day.”]", "direct"),
        ("She said it [c1|“rained” all day].", "mixed"),
        ("She said [c1|that “it rained”].", "direct"),  # "that" is not counted
        ("She asked him [c1|to “stay away”].", "direct"),
        ("She said [c1|that it rained].", "indirect"),
        ("She said [c1|that].", "indirect"),
        ("She said “[c1|that]”.", "direct"),  # nothing else is there to count
        ("[c1|“It rained.\n“It snowed,”] she said.", "direct"),  # paragraphs reopen the mark
        ("[c1|“It rained.\nIt snowed”], she said.", "direct"),
        ("“Yes.” She said [c1|it rained].", "indirect"),
        (f"[c1|“{'a ' * 18}a” b]", "direct"),  # 19 of 20
        (f"[c1|“{'a ' * 17}a” b]", "mixed"),  # 18 of 19
        ("She said [c1|…].", "indirect"),
    ],
)
def test_quote_type(markup, kind) -> None:
    text, _ = parse(markup)
    assert quote_type(Text(text), spans_of(markup, "c1")) == kind


@pytest.mark.parametrize(
    ("contents", "nested"),
    [
        ({}, {}),
        ({"a": ((0, 9),), "b": ((2, 4),)}, {"a": None, "b": "a"}),
        ({"a": ((0, 9),), "b": ((1, 6),), "c": ((2, 4),)}, {"a": None, "b": "a", "c": "b"}),
        ({"a": ((0, 4),), "b": ((0, 4),)}, {"a": None, "b": None}),  # equal is not nested
        ({"a": ((0, 4),), "b": ((3, 6),)}, {"a": None, "b": None}),  # crossing is not
        ({"a": ((0, 2), (4, 6)), "b": ((1, 2), (4, 5))}, {"a": None, "b": "a"}),
        ({"a": ((0, 2), (4, 6)), "b": ((1, 5),)}, {"a": None, "b": None}),  # over the gap
        # of equally small ones the first
        ({"a": ((0, 4),), "b": ((1, 5),), "c": ((2, 3),)}, {"a": None, "b": None, "c": "a"}),
    ],
)
def test_nesting(contents, nested) -> None:
    assert nesting(contents) == nested


@search
@given(st.dictionaries(st.sampled_from("abcd"), runs, max_size=4))
def test_nesting_is_the_smallest_proper_superset(contents) -> None:
    for inner, outer in nesting(contents).items():
        around = [
            len(places(other))
            for key, other in contents.items()
            if places(contents[inner]) < places(other)
        ]
        assert (outer is None) == (not around)
        if outer is not None:
            assert places(contents[inner]) < places(contents[outer])
            assert len(places(contents[outer])) == min(around)


def test_smallest_around() -> None:
    held = {"a": ((0, 9),), "b": ((0, 5),)}
    assert smallest_around(((1, 2),), held) == "b"
    assert smallest_around(((6, 7),), held) == "a"
    assert smallest_around(((8, 10),), held) is None


@pytest.mark.parametrize(
    ("markup", "said_by"),
    [
        ("[s1|Ada] [q1|said] [c1|[k|it rained]].", "1"),
        ("[k|It rained]. [s1|Ada] [q1|said] [c1|so].", None),
        ("[k|[s1|Ada] [q1|said] [c1|it rained]].", "1"),  # words of cue and source do not count
        ("[k|Then [s1|Ada] [q1|said] [c1|it rained]].", None),
        ("[k|[c1|Rain], [s1|she] [q1|said], [c1|fell]].", "1"),
        ("[k|[c1|Rain], [q1|said] [s1|Ada], the clerk, [c1|fell]].", "1"),  # nor of the gap
        ("[c1|Rain], [q1|said] [s1|Ada], [k|a clerk], [c1|fell].", None),  # an aside of the article
        ("[s1|A] [q1|says] [c1|[s2|B] [q2|says] [c2|[k|it rains]]].", "2"),  # the smallest
        ("[s1|A] [q1|says] [c1|[k|[s2|B] [q2|says] [c2|it rains]]].", "2"),
        ("[s1|[k|Ada]] [q1|said] [c1|it rained].", None),  # nothing is left of the claim
    ],
)
def test_claimant(markup, said_by) -> None:
    text, tagged = parse(markup)
    held = Text(text)
    (claim,) = spans_of(markup, "k")
    numbers = sorted({tag[1:] for tag, _, _ in tagged if tag[0] == "c"})
    frames = [
        (
            number,
            held.word_set(spans_of(markup, f"c{number}")),
            held.word_set([*spans_of(markup, f"s{number}"), *spans_of(markup, f"q{number}")]),
        )
        for number in numbers
    ]
    assert claimant(held, claim, frames) == said_by


@pytest.mark.parametrize(
    ("start", "end", "lines"),
    [
        (0, 4, (0,)),
        (0, 2, (0,)),
        (0, 1, ()),
        (0, 12, (0, 3)),
        (5, 7, ()),
        (9, 12, (3,)),
        (2, 10, (0,)),
    ],
)
def test_filled_lines(start, end, lines) -> None:
    assert filled_lines(Text("abcd\n\n \nefghi"), start, end) == lines


def test_derived_facts_are_filled_in_and_taken_out_again() -> None:
    held = gold(
        "[s1|A] [q1|says] [c1|“[s2|B] [q2|says] [c2|[k|it rains]]”].\n[nav_ui|Menu\nSport]",
        speakers={1: ["A"], 2: ["B"]},
    )
    full = with_derived(held.text, held.annotation)
    one, two = full.attributions
    assert (one.quote_type, one.nested_in) == ("direct", None)
    assert (two.quote_type, two.nested_in) == ("direct", one.id)
    assert full.claims[0].attribution == two.id
    assert full.boilerplate[0].lines == (1, 2)
    assert primary(full) == held.annotation
    assert with_derived(held.text, full) == full


def test_a_layer_that_is_absent_stays_absent() -> None:
    held = gold("It rained.", layers=[])
    full = with_derived(held.text, held.annotation)
    assert full == held.annotation
    assert full.claims is None
