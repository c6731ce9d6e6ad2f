"""The geometry of a text: words, lines, sentences, quotations, and sets of words.

All positions are Unicode code points, half-open. A set of words is held as `Runs`:
sorted, disjoint, non-adjacent `(first, last + 1)` word numbers, so that its size does not
depend on the text's length.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import islice

Offsets = tuple[int, int]
Runs = tuple[tuple[int, int], ...]

_WORD = re.compile(r"\w+(?:[’'\-]\w+)*")
_SPACE = re.compile(r"\s")
_STOP = re.compile(r"[.!?…]+[\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[^\W_a-z])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Mx|Dr|Prof|St|Sen|Rep|Gov|Gen|Lt|Col|Maj|Capt|Sgt|Cpl|Rev|Hon|Jr|Sr|Inc|Ltd"
    r"|Co|Corp|vs|No|Nos|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|e\.g|i\.e|approx|Fig|Art)"
    r"|\b[A-Z](?:\.[A-Z])*)\.$"
)


class Text:
    """One text and, computed on first use, where its words, lines and sentences stand."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def words(self) -> tuple[list[int], list[int]]:
        r"""Starts and ends of the words, `\w+(?:[’'\-]\w+)*`."""
        spans = [match.span() for match in _WORD.finditer(self.text)]
        return [start for start, _ in spans], [end for _, end in spans]

    @cached_property
    def lines(self) -> list[Offsets]:
        r"""The lines without their line ends; a line ends at `\n` alone."""
        found, start = [], 0
        for line in self.text.split("\n"):
            found.append((start, start + len(line)))
            start += len(line) + 1
        return found

    @cached_property
    def sentences(self) -> list[Offsets]:
        """Sentences, each within one line, edge white space left out; one fixed rule.

        A sentence ends at `.`, `!`, `?` or `…`, with closing marks, before white space and
        something that begins like a sentence; not after a title, an initial or another
        common abbreviation.
        """
        found: list[Offsets] = []
        for start, end in self.lines:
            begin = start
            for stop in _STOP.finditer(self.text, start, end):
                if not _ABBREVIATION.search(
                    self.text, max(begin, stop.start() - 12), stop.start() + 1
                ):
                    found.append(self.trim(begin, stop.end()))
                    begin = stop.end()
            found.append(self.trim(begin, end))
        return [(start, end) for start, end in found if start < end]

    @cached_property
    def quoted(self) -> list[Offsets]:
        """Stretches inside quotation marks, marks included, sorted and disjoint.

        A double mark that is not closed quotes to the end of its paragraph; where the next
        line closes it without opening one (a stray line break), from that line's beginning.
        """
        found: list[Offsets] = []
        carried = False
        for start, end in self.lines:
            if self.text[start:end].strip():
                stretches, carried = _quotations(self.text, start, end, carried=carried)
                found += stretches
        return merge_offsets(found)

    @cached_property
    def _spaces(self) -> list[int]:
        return [match.start() for match in _SPACE.finditer(self.text)]

    def solid(self, start: int, end: int) -> int:
        """Count the characters in `[start, end)` that are not white space."""
        spaces = self._spaces
        return end - start - (bisect_left(spaces, end) - bisect_left(spaces, start))

    def solid_all(self, spans: Iterable[Offsets]) -> int:
        """Count the characters of disjoint spans that are not white space."""
        return sum(self.solid(start, end) for start, end in spans)

    def trim(self, start: int, end: int) -> Offsets:
        """Return the offsets without white space at the edges; an all-blank span ends empty."""
        piece = self.text[start:end]
        start += len(piece) - len(piece.lstrip())
        return start, start + len(piece.strip())

    def word_run(self, start: int, end: int) -> tuple[int, int]:
        """Return the numbers (first, last + 1) of the words that share a character with a span."""
        starts, ends = self.words
        return bisect_right(ends, start), bisect_left(starts, end)

    def word_set(self, spans: Iterable[Offsets]) -> Runs:
        """Return the words of a role.

        A role without any word falls back, as a whole, to its characters that are not white
        space; they are numbered behind the last word, so the two never meet.
        """
        spans = list(spans)
        runs = merge_offsets(
            run for run in (self.word_run(start, end) for start, end in spans) if run[0] < run[1]
        )
        if runs or not spans:
            return tuple(runs)
        offset = len(self.words[0])
        return tuple(
            merge_offsets(
                (offset + place, offset + place + 1)
                for start, end in spans
                for place in range(start, end)
                if not self.text[place].isspace()
            )
        )

    def line_numbers(self, start: int, end: int) -> range:
        """Return the numbers of the lines that a span touches."""
        starts = self._line_starts
        return range(bisect_right(starts, start) - 1, bisect_left(starts, end))

    @cached_property
    def _line_starts(self) -> list[int]:
        return [begin for begin, _ in self.lines]


def has_words(text: str, number: int) -> bool:
    """Say whether a text has at least so many words, reading no further than it must.

    >>> has_words("two words", 2), has_words("two words", 3)
    (True, False)
    """
    return sum(1 for _ in islice(_WORD.finditer(text), number)) == number


def merge_offsets(spans: Iterable[Offsets]) -> list[Offsets]:
    """Return the union of spans, sorted, with overlapping and adjacent ones joined."""
    merged: list[Offsets] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            if end > merged[-1][1]:
                merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged


def size(runs: Sequence[Offsets]) -> int:
    """Count the elements of disjoint runs."""
    return sum(end - start for start, end in runs)


def common(one: Sequence[Offsets], other: Sequence[Offsets]) -> list[Offsets]:
    """Return the stretches that two sorted, disjoint lists of spans have in common."""
    found: list[Offsets] = []
    i = j = 0
    while i < len(one) and j < len(other):
        start, end = max(one[i][0], other[j][0]), min(one[i][1], other[j][1])
        if start < end:
            found.append((start, end))
        if one[i][1] < other[j][1]:
            i += 1
        else:
            j += 1
    return found


def shared(one: Sequence[Offsets], other: Sequence[Offsets]) -> int:
    """Count the positions that two sorted, disjoint lists of spans have in common."""
    if len(one) == 1 == len(other):
        return max(0, min(one[0][1], other[0][1]) - max(one[0][0], other[0][0]))
    return size(common(one, other))


def hull(runs: Sequence[Offsets]) -> Offsets:
    """Return the smallest stretch around sorted runs; (0, 0) where there are none."""
    return (runs[0][0], runs[-1][1]) if runs else (0, 0)


def without(runs: Sequence[Offsets], taken: Sequence[Offsets]) -> Runs:
    """Return the elements of `runs` that are not in `taken` (both sorted and disjoint)."""
    left: list[Offsets] = []
    for start, end in runs:
        for first, last in taken:
            if last <= start or first >= end:
                continue
            if first > start:
                left.append((start, first))
            start = max(start, last)
        if start < end:
            left.append((start, end))
    return tuple(left)


_OPEN_DOUBLE, _CLOSE_DOUBLE = "“«„", "”»"


def _quotations(text: str, start: int, end: int, *, carried: bool) -> tuple[list[Offsets], bool]:
    """Return the quoted stretches of one line, and whether its last double mark stays open.

    `carried`: the line before left one open. A single mark that is not closed is an
    apostrophe, unless the paragraph opens with it.
    """
    found: list[Offsets] = []
    double = single = -1
    for place in range(start, end):
        mark = text[place]
        if mark not in "“”«»„\"‘’'":
            continue
        before = text[place - 1] if place > start else " "
        after = text[place + 1] if place + 1 < end else " "
        if mark in _OPEN_DOUBLE and not (mark == "“" and double >= 0 and text[double] == "„"):
            if double < 0:
                double = place
        elif mark in _CLOSE_DOUBLE or mark == "“" or (mark == '"' and double >= 0):
            if double >= 0:
                found.append((double, place + 1))
            elif carried and not found:
                found.append((start, place + 1))
            double = -1
        elif mark == '"':
            if carried and not found and not before.isspace():
                found.append((start, place + 1))
            elif not before.isdigit():
                double = place
        elif single >= 0 and mark in "’'" and not before.isspace() and not after.isalnum():
            found.append((single, place + 1))
            single = -1
        elif single < 0 and mark in "‘'" and not before.isalnum() and not after.isspace():
            single = place
    if double >= 0:
        found.append((double, end))
    if single >= 0 and not text[start:single].strip():
        found.append((single, end))
    return found, double >= 0
