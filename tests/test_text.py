from __future__ import annotations

import re
import sys
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.text import (
    Text,
    common,
    hull,
    merge_offsets,
    shared,
    size,
    without,
)

search = settings(max_examples=120, deadline=None)
SIGNS = "ab1 _-’'“”\".\n\t\u00a0\u200bÉ𝒳"
texts = st.text(st.sampled_from(list(SIGNS)), max_size=24)
span = st.tuples(st.integers(0, 20), st.integers(0, 20)).map(lambda x: (min(x), max(x)))
proper = span.filter(lambda x: x[0] < x[1])
sets = st.lists(proper, max_size=6).map(merge_offsets)


def elements(runs) -> set[int]:
    return {place for start, end in runs for place in range(start, end)}


# --- words ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It rained.", ["It", "rained"]),
        ("don’t don't re-elect", ["don’t", "don't", "re-elect"]),
        ("’tis dogs’ -x- y", ["tis", "dogs", "x", "y"]),
        ("U.S. 3.5% £2bn", ["U", "S", "3", "5", "2bn"]),
        ("a--b a–b", ["a", "b", "a", "b"]),
        ("_x_ naïve 北京 𝒳", ["_x_", "naïve", "北京", "𝒳"]),
        ("", []),
        ("… — !", []),
    ],
)
def test_words(text, words) -> None:
    starts, ends = Text(text).words
    assert [text[s:e] for s, e in zip(starts, ends, strict=True)] == words


@pytest.mark.parametrize(
    ("start", "end", "run"),
    [
        (0, 3, (0, 1)),
        (1, 2, (0, 1)),
        (3, 4, (1, 1)),
        (2, 5, (0, 2)),
        (0, 11, (0, 3)),
        (8, 8, (2, 2)),
    ],
)
def test_a_word_belongs_to_a_span_that_shares_a_character_with_it(start, end, run) -> None:
    found = Text("one two six").word_run(start, end)
    assert found == run or found[0] >= found[1]
    assert max(0, found[1] - found[0]) == run[1] - run[0]


def test_a_role_without_words_is_its_characters() -> None:
    text = Text("a : b … c")
    assert text.word_set([]) == ()
    assert text.word_set([(1, 4)]) == ((3 + 2, 3 + 3),)  # ":" stands at 2, behind three words
    assert text.word_set([(2, 3), (6, 7)]) == ((5, 6), (9, 10))
    assert text.word_set([(2, 5)]) == ((1, 2),)  # with a word, only words count
    assert text.word_set([(1, 2)]) == ()


@search
@given(texts, st.lists(span, max_size=3))
def test_word_sets_are_what_they_say(text, spans) -> None:
    spans = [(s, min(e, len(text))) for s, e in spans if s < min(e, len(text))]
    words = [found.span() for found in re.finditer(r"\w+(?:[’'\-]\w+)*", text)]
    wanted = {
        number
        for number, (first, last) in enumerate(words)
        if any(max(first, s) < min(last, e) for s, e in spans)
    }
    if not wanted:
        wanted = {
            len(words) + place
            for s, e in spans
            for place in range(s, e)
            if not text[place].isspace()
        }
    runs = Text(text).word_set(spans)
    assert elements(runs) == wanted
    assert list(runs) == merge_offsets(runs)


# --- lines and white space --------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("a\nb", ["a", "b"]),
        ("a\n", ["a", ""]),
        ("\n\na", ["", "", "a"]),
        ("a\r\nb\x0bc\x0cd\x85e\u2028f", ["a\r", "b\x0bc\x0cd\x85e\u2028f"]),  # `\n` alone ends one
    ],
)
def test_lines(text, lines) -> None:
    assert [text[s:e] for s, e in Text(text).lines] == lines


def test_white_space_is_what_isspace_says() -> None:
    everything = "".join(map(chr, range(sys.maxunicode + 1))).replace("\ud800", "")
    text = Text(everything)
    assert text.solid(0, len(everything)) == sum(not sign.isspace() for sign in everything)
    assert Text("\u200b").solid(0, 1) == 1
    assert Text("\u00a0\x1c\u3000").solid(0, 3) == 0


@search
@given(texts, st.lists(proper, max_size=4))
def test_solid_counts_what_is_no_white_space(text, spans) -> None:
    spans = merge_offsets((min(s, len(text)), min(e, len(text))) for s, e in spans)
    wanted = sum(not text[place].isspace() for place in elements(spans))
    assert Text(text).solid_all(spans) == wanted


@search
@given(texts, span)
def test_trim(text, offsets) -> None:
    start, end = (min(one, len(text)) for one in offsets)
    first, last = Text(text).trim(start, end)
    assert text[first:last] == text[start:end].strip()
    assert start <= first <= last <= end or not text[start:end].strip()


@search
@given(texts.filter(bool), proper)
def test_line_numbers(text, offsets) -> None:
    start, end = min(offsets[0], len(text) - 1), min(offsets[1], len(text))
    if start >= end:
        return
    held = Text(text)
    touched = {n for n, (s, e) in enumerate(held.lines) if max(s, start) < min(e + 1, end)}
    assert set(held.line_numbers(start, end)) == touched


# --- sentences --------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "text",
    [
        "It rained.|It snowed!|Did it?|Yes … it did.",
        "“It rained.”|She left.",
        "“It rained,” she said.|(It did.)|[So it did.]",
        "Mr. Lee met Dr. Kim at 3 p.m. on Jan. 5.|They left.",
        "J. K. Rowling wrote it.|U.S. Steel fell.",
        "It cost 3.5 million.|Then 4.",
        "No end mark|\nNew line begins a sentence",
        "One.|\n|\n“Two.”|‘Three.’|",
        "Inc. and Ltd. Corp. fell.",
        "He said so.|3 died.",
        "iPhone sales fell. iPads did not.",  # a small letter begins no sentence
        "What?!|No…|Élan it is.",
        "",
    ],
)
def test_sentences(text) -> None:
    wanted = [part.strip() for part in text.split("|") if part.strip()]
    plain = re.sub(r"\|(?=\S)", " ", text).replace("|", "")
    held = Text(plain)
    assert [plain[s:e] for s, e in held.sentences] == wanted


@search
@given(st.text(st.sampled_from(list("aB. !?…”“’)\n1")), max_size=30))
def test_sentences_hold_everything_but_white_space_and_stay_in_their_line(text) -> None:
    held = Text(text)
    assert held.solid_all(held.sentences) == held.solid(0, len(text))
    assert held.sentences == sorted(held.sentences)
    assert all("\n" not in text[s:e] and text[s:e].strip() for s, e in held.sentences)


# --- quotation --------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“It rained,” he said.", ["“It rained,”"]),
        ('"It rained," he said.', ['"It rained,"']),
        ("«Oui», dit-il. „Ja“, sagte er.", ["«Oui»", "„Ja“"]),
        ("‘It rained,’ he said.", ["‘It rained,’"]),
        ("It’s Ada’s dogs’ day.", []),
        ("“He said ‘no’ twice.”", ["“He said ‘no’ twice.”"]),
        ("“It rained.\n“It snowed,” he said.", ["“It rained.", "“It snowed,”"]),
        ("“It rained\nall day,” he said.", ["“It rained", "all day,”"]),
        ('A 6" pipe.', []),
        ("No marks.", []),
        ("“Open to its end", ["“Open to its end"]),
    ],
)
def test_quoted(text, quoted) -> None:
    assert [text[s:e] for s, e in Text(text).quoted] == quoted


@search
@given(st.text(st.sampled_from(list("ab “”\"’‘'«»„\n.6")), max_size=30))
def test_quoted_stretches_are_disjoint_and_in_the_text(text) -> None:
    found = Text(text).quoted
    assert found == merge_offsets(found)
    assert all(0 <= s < e <= len(text) for s, e in found)


# --- sets of places ---------------------------------------------------------------------------
@search
@given(st.lists(span, max_size=6))
def test_merge_offsets(spans) -> None:
    merged = merge_offsets(spans)
    assert elements(merged) == elements(spans)
    assert all(one[1] < other[0] for one, other in pairwise(merged))


@search
@given(sets, sets)
def test_sets(one, other) -> None:
    assert size(one) == len(elements(one))
    assert elements(common(one, other)) == elements(one) & elements(other)
    assert shared(one, other) == shared(other, one) == len(elements(one) & elements(other))
    assert elements(without(one, other)) == elements(one) - elements(other)
    assert hull(one) == ((min(elements(one)), max(elements(one)) + 1) if one else (0, 0))
