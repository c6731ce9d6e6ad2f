"""An article as the rules see it: parsed text, quotations, and how spans are cut."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import Any

Offsets = tuple[int, int]

#: Curly marks -> straight ones, one to one, so that offsets stay; the pipeline knows these better.
STRAIGHT = str.maketrans("‘’‚‛“”„‟", "''''\"\"\"\"")

_DOUBLE = re.compile(r"[“”„‟\"]|''|``|‘‘|’’")
#: Single marks beside apostrophes: inside words, and behind the s of a plural.
_INNER = r"(?:[^\n\"“”‘'’]|(?<=\w)['’](?=\w)|(?<=s)['’](?=[ ][a-z]))*?"
_SINGLE = re.compile(
    rf"(?<![\w'’\"”.,!?])(?:['‘](?=[\w$£€]){_INNER}(?:[.,!?…]['’](?!\w)|(?<=\w)['’](?!\w))"
    rf"|‘(?=[\w$£€])(?P<open>{_INNER})$)"
)
_LEADING = re.compile(r"(?:[\s,;:–—-]|(?:and|but|or)\b(?=\s))+", re.I)
_TRAILING = ",;:–—- \t\n\u00a0"


@dataclass(frozen=True)
class Quotation:
    """A stretch in quotation marks, marks included; `double` tells “...” from ‘...’."""

    start: int
    end: int
    double: bool = True


@dataclass
class Article:
    """A text, its parse, and its quotations; all positions are code points of `text`."""

    text: str
    doc: Any
    quotations: list[Quotation] = field(init=False)

    def __post_init__(self) -> None:
        self.quotations = quotations(self.text)
        self._starts = [one.start for one in self.quotations]

    def quotation_at(self, place: int) -> Quotation | None:
        """Return the quotation that holds a code point."""
        at = bisect_right(self._starts, place) - 1
        if at >= 0 and place < self.quotations[at].end:
            return self.quotations[at]
        return None

    def inside(self, token: Any) -> Quotation | None:
        """Return the quotation that holds a token of the parse."""
        return self.quotation_at(token.idx)

    def beside(self, start: int, end: int) -> tuple[Quotation | None, Quotation | None]:
        """Return the last quotation before a span and the first behind it, within its line."""
        at = bisect_left(self._starts, start)
        before = self.quotations[at - 1] if at else None
        if before and (before.end > start or not self.same_line(before.end, start)):
            before = None
        at = bisect_left(self._starts, end)
        behind = self.quotations[at] if at < len(self.quotations) else None
        if behind and not self.same_line(end, behind.start):
            behind = None
        return before, behind

    def same_line(self, start: int, end: int) -> bool:
        """Say whether no line ends between two code points."""
        return "\n" not in self.text[start:end]

    def span(self, tokens: list[Any]) -> Offsets:
        """Return the offsets from the first to the last of the tokens."""
        first = min(tokens, key=lambda token: token.i)
        last = max(tokens, key=lambda token: token.i)
        return first.idx, last.idx + len(last)

    def cut(self, start: int, end: int, home: Quotation | None = None) -> Offsets | None:
        """Return the offsets of a content without what does not belong to it; None: nothing left.

        Joining words, commas and the stop of indirect speech go. A quotation that is cut in two
        is taken as a whole, but for `home`, the one that the cue itself stands in: this is the
        bound that the content may not leave.
        """
        if home is not None:
            start, end = max(start, home.start), min(end, home.end)
        lead = _LEADING.match(self.text, start, end)
        start = lead.end() if lead else start
        end = start + len(self.text[start:end].rstrip(_TRAILING))
        if start >= end:
            return None
        first, last = self.quotation_at(start), self.quotation_at(end - 1)
        if first is not None and first != home:
            start = first.start
        if last is not None and last != home:
            return start, max(end, last.end)
        if self.text[end - 1] in '."”' and (home is not None or self.text[end - 1] == "."):
            if home is not None and end == home.end and start > home.start:
                end = start + len(self.text[start:end].rstrip('"”'))
            if self.text[end - 1] == "." and not re.search(r"\b[A-Z]\.$", self.text[:end]):
                end -= 1
        return (start, end) if start < end else None


def quotations(text: str) -> list[Quotation]:
    """Return the quotations of a text in order; one over several paragraphs is one."""
    found: list[Quotation] = []
    carried = False
    begin = 0
    for line in text.split("\n"):
        if line.strip():
            doubles, opened = _doubles(line)
            shifted = [Quotation(begin + start, begin + end) for start, end in doubles]
            if carried and shifted and not text[begin : shifted[0].start].strip():
                shifted[0] = Quotation(found.pop().start, shifted[0].end)
            matches = [
                one
                for one in _SINGLE.finditer(line)
                if not any(start < one.end() and one.start() < end for start, end in doubles)
            ]
            singles = [
                Quotation(begin + one.start(), begin + one.end(), double=False) for one in matches
            ]
            if carried and not doubles and singles and not text[begin : singles[0].start].strip():
                singles[0] = Quotation(found.pop().start, singles[0].end, double=False)
            carried = opened or any(one["open"] for one in matches)
            found += sorted([*shifted, *singles], key=lambda one: one.start)
        begin += len(line) + 1
    return found


def _doubles(line: str) -> tuple[list[Offsets], bool]:
    """Return the stretches in double marks of a line, and whether the last is not closed."""
    found: list[Offsets] = []
    start = -1
    for mark in _DOUBLE.finditer(line):
        if start < 0:
            if mark[0] not in ("”", "’’"):
                start = mark.start()
        elif mark[0] not in ("“", "„", "‟", "``", "‘‘"):
            found.append((start, mark.end()))
            start = -1
    if start >= 0:
        found.append((start, len(line.rstrip())))
    return found, start >= 0


def words(text: str) -> int:
    """Count the words of a text.

    >>> words("He's 41 — “safe”.")
    3
    """
    return len(re.findall(r"\w+(?:[’'-]\w+)*", text))
