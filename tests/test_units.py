"""Offsets in other units: hand-worked tables, and true units converted back."""

from __future__ import annotations

import doctest
import sys
from unicodedata import normalize

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from copydesk import units as module
from copydesk.records import (
    PredictedAttribution,
    PredictedClaim,
    PredictedEntity,
    PredictedFurniture,
    PredictedSpan,
    Prediction,
)
from copydesk.units import UNITS, convert, diagnose

TEXT = "A 😀 cafe\u0301,\nünd Bob"
#        0 2   4567 8  9 10   14: "Bob" stands at [15, 18)


def claim(start: int, end: int, text: str | None = None) -> Prediction:
    return Prediction(id="x", claims=(PredictedClaim(start=start, end=end, text=text),))


def offsets(prediction: Prediction) -> tuple[int, int]:
    (item,) = prediction.claims
    return item.start, item.end


BOB = [
    # unit, offsets of "Bob" in it
    ("utf-16", 16, 19),
    ("utf-8", 20, 23),
    ("nfc", 14, 17),
    ("crlf", 16, 19),
    ("inclusive-end", 15, 17),
    ("one-based", 16, 18),
    ("one-ahead", 16, 19),
]


def test_the_table_is_about_bob():
    assert TEXT[15:18] == "Bob"
    assert TEXT.encode()[20:23] == b"Bob"
    assert TEXT.encode("utf-16-le")[32:38].decode("utf-16-le") == "Bob"
    assert normalize("NFC", TEXT)[14:17] == "Bob"
    assert TEXT.replace("\n", "\r\n")[16:19] == "Bob"
    assert {unit for unit, _, _ in BOB} == set(UNITS)


@pytest.mark.parametrize(("unit", "start", "end"), BOB)
def test_convert(unit, start, end):
    assert offsets(convert(claim(start, end, "Bob"), TEXT, unit)) == (15, 18)
    assert offsets(convert(claim(start, end), TEXT, unit)) == (15, 18)


@pytest.mark.parametrize(("unit", "start", "end"), BOB)
def test_diagnose(unit, start, end):
    found = diagnose([(TEXT, claim(start, end, "Bob")), (TEXT, claim(start, end))])
    assert (found.spans, found.disagreeing, found.fits[unit]) == (1, 1, 1)
    assert found.share(unit) == 1
    # One span alone cannot tell these three apart.
    assert found.unit == ("utf-16" if (start, end) == (16, 19) else unit)


ODD = [
    # unit, offsets, their code points: inside characters, and behind the text
    ("utf-16", (2, 3), (2, 3)),
    ("utf-16", (3, 4), (2, 3)),
    ("utf-16", (0, 3), (0, 3)),
    ("utf-16", (19, 25), (18, 24)),
    ("utf-8", (3, 5), (2, 3)),
    ("nfc", (7, 8), (7, 9)),
    ("nfc", (4, 8), (4, 9)),
    ("crlf", (0, 11), (0, 11)),
    ("inclusive-end", (4, 4), (4, 5)),
    ("one-based", (0, 3), (0, 3)),
    ("one-ahead", (1, 2), (0, 1)),
]


@pytest.mark.parametrize(("unit", "given", "expected"), ODD)
def test_convert_odd_offsets(unit, given, expected):
    assert offsets(convert(claim(*given), TEXT, unit)) == expected


def test_the_text_becomes_the_articles_where_it_fits_in_the_unit():
    (fitting,) = convert(claim(4, 8, "caf\u00e9"), TEXT, "nfc").claims
    assert (fitting.start, fitting.end, fitting.text) == (4, 9, "cafe\u0301")
    (other,) = convert(claim(4, 8, "cafe"), TEXT, "nfc").claims
    assert other.text == "cafe"  # still wrong, and to be said


def test_every_layer_is_converted():
    span = PredictedSpan(start=3, end=4)
    prediction = Prediction(
        id="x",
        entities=(PredictedEntity(label="ORG", start=3, end=4, score=0.5),),
        attributions=(
            PredictedAttribution(content=(span,), source=(span,), cue=(span,)),
            PredictedAttribution(content=(PredictedSpan(text="b"),)),
        ),
        claims=(PredictedClaim(start=3, end=4, check_worthy=False),),
        boilerplate=(PredictedFurniture(start=3, end=4, category="nav_ui"),),
        truncated_at=4,
    )
    moved = PredictedSpan(start=2, end=3)
    assert convert(prediction, "😀ab", "utf-16") == Prediction(
        id="x",
        entities=(PredictedEntity(label="ORG", start=2, end=3, score=0.5),),
        attributions=(
            PredictedAttribution(content=(moved,), source=(moved,), cue=(moved,)),
            PredictedAttribution(content=(PredictedSpan(text="b"),)),
        ),
        claims=(PredictedClaim(start=2, end=3, check_worthy=False),),
        boilerplate=(PredictedFurniture(start=2, end=3, category="nav_ui"),),
        truncated_at=3,
    )
    assert convert(Prediction(id="x", claims=()), "", "nfc") == Prediction(id="x", claims=())


SILENT = [
    # why nothing is named, pairs
    ("nothing at all", []),
    ("no text to compare", [(TEXT, claim(16, 19))]),
    ("nothing disagrees", [(TEXT, claim(15, 18, "Bob"))]),
    ("no unit fits", [(TEXT, claim(3, 8, "Bob"))]),
    ("it would spoil another", [(TEXT, claim(*at, "Bob")) for at in ((16, 19), (15, 18))]),
    ("it mends too few", [(TEXT, claim(16, 19, "Bob")), (TEXT, claim(0, 3, "Bob"))]),
    ("behind the text", [(TEXT, claim(15, 99, "Bob"))]),
]  # fmt: skip


@pytest.mark.parametrize(("why", "pairs"), SILENT)
def test_nothing_is_named(why, pairs):
    assert diagnose(pairs) is None


def test_one_stray_span_in_a_hundred_does_not_hide_the_unit():
    pairs = [(TEXT, claim(20, 23, "Bob"))] * 99 + [(TEXT, claim(0, 2, "Bob"))]
    found = diagnose(iter(pairs))
    assert (found.unit, found.spans, found.disagreeing) == ("utf-8", 100, 100)
    assert (found.fits["utf-8"], found.fits["utf-16"]) == (99, 0)


def test_the_advice_says_what_and_how():
    pairs = [("plain", claim(0, 5, "plain"))] * 2 + [(TEXT, claim(16, 19, "Bob"))]
    assert diagnose(pairs).advice("runs/p.jsonl") == (
        "offsets fit as UTF-16 code units (3 of 3 spans): "
        "run `copydesk validate --fix runs/p.jsonl`"
    )


# A system that really counts in a unit

SIGNS = "ab \n’é😀\u0301\u0327\u030a한가\u1100\u1161\u11a8Å\u212b\U0001d11e\u09c7\u09be"
TEXTS = st.text(SIGNS, min_size=1, max_size=30)


def recount(text: str, start: int, end: int, unit: str) -> tuple[int, int]:
    """Say by the plainest means what a system would have written."""
    if unit == "inclusive-end":
        return start, end - 1
    if unit == "one-based":
        return start + 1, end
    if unit == "one-ahead":
        return start + 1, end + 1
    count = {
        "utf-16": lambda piece: len(piece.encode("utf-16-le")) // 2,
        "utf-8": lambda piece: len(piece.encode()),
        "nfc": lambda piece: len(normalize("NFC", piece)),
        "crlf": lambda piece: len(piece.replace("\n", "\r\n")),
    }[unit]
    return count(text[:start]), count(text[:end])


@given(TEXTS, st.data(), st.sampled_from(sorted(UNITS)))
def test_conversion_gives_back_what_the_unit_was_counted_from(text, data, unit):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    if unit == "nfc":  # a place inside what NFC joins has no offset in it
        for place in (start, end):
            assume(
                normalize("NFC", text[:place]) + normalize("NFC", text[place:])
                == normalize("NFC", text)
            )
            assume(place in (0, len(text)) or not module._joins(text[place]))
    given_offsets = recount(text, start, end, unit)
    assert offsets(convert(claim(*given_offsets), text, unit)) == (start, end)


@given(st.lists(st.tuples(TEXTS, st.data()), max_size=4), st.sampled_from(sorted(UNITS)))
def test_a_whole_file_in_a_unit_fits_it(files, unit):
    pairs, written = (
        [],
        {
            "nfc": lambda text: normalize("NFC", text),
            "crlf": lambda text: text.replace("\n", "\r\n"),
        },
    )
    for text, data in files:
        seen = written.get(unit, str)(text)
        start = data.draw(st.integers(0, len(seen) - 1))
        end = data.draw(st.integers(start + 1, len(seen)))
        given_offsets = (start, end) if unit in written else recount(seen, start, end, unit)
        pairs.append((text, claim(*given_offsets, seen[start:end])))
    found = diagnose(pairs)
    if found:
        assert found.fits[unit] == found.spans == found.fits[found.unit] == len(pairs)
        for text, prediction in pairs:
            (mended,) = convert(prediction, text, found.unit).claims
            assert mended.text == text[mended.start : mended.end]
    else:
        assert all(
            text[start:end] == item.text
            for text, prediction in pairs
            for item in prediction.claims
            for start, end in [(item.start, item.end)]
        ) or unit in ("inclusive-end", "one-based", "one-ahead")


def test_normalisation_joins_nothing_across_the_pieces_it_is_cut_into():
    for code in range(0x300, sys.maxunicode + 1):
        whole = normalize("NFD", chr(code)) if not 0xD800 <= code < 0xE000 else ""
        if len(whole) > 1 and normalize("NFC", whole) == chr(code):
            assert all(map(module._joins, whole[1:])), hex(code)


def test_doctests():
    assert doctest.testmod(module).failed == 0
