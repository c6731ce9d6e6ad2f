"""Looking a text up in an article: exactly, folded, and by one fuzzy match.

Offsets are code points, half-open, and always those of the article as it is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from unicodedata import combining

from copydesk.text import Offsets, merge_offsets, without

NO_TEXT = "it has neither offsets nor text"
ABSENT = "the article does not contain it"
AMBIGUOUS = "it resembles several different pieces of the article"
UNSEARCHED = "the prediction holds too much text that the article does not contain"

#: What fuzzy search may cost for one prediction, in steps of about a microsecond.
MAX_STEPS = 1_000_000

_QUOTES = '"`´“”„‟‘’‚‛«»‹›′″ʼ＂＇'
_DASHES = "‐‑‒–—―−－"
_MARKS = [(mark, "'") for mark in _QUOTES] + [(mark, "-") for mark in _DASHES]
_RUN = re.compile(r"\s{2,}")


def fold(text: str) -> str:
    """Return `text` with marks and runs of white space made one, edge white space left out.

    >>> fold(" He said:  “It’s 3–1” ")
    "He said: 'It's 3-1'"
    """
    return " ".join(_fold_marks(text).split())


def _fold_marks(text: str) -> str:
    for mark, plain in _MARKS:
        text = text.replace(mark, plain)
    return text


class Search:
    """Finds the occurrences of strings in one article; answers are kept."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = fold(text)
        # Folding only shortens runs of white space: behind each, places shift by a constant.
        lead = len(text) - len(text.lstrip())
        runs = [match.span() for match in _RUN.finditer(text, lead)]
        self._shifts = list(accumulate((end - start - 1 for start, end in runs), initial=lead))
        self._breaks = [end - shift for (_, end), shift in zip(runs, self._shifts[1:], strict=True)]
        self._known: dict[str, tuple[list[Offsets], str]] = {}
        self._steps = MAX_STEPS

    def find(self, key: str) -> tuple[list[Offsets], str]:
        """Return where a folded text occurs, sorted and disjoint; or nothing, and why not."""
        if key not in self._known:
            found, reason = self._all(key) if key else [], ABSENT if key else NO_TEXT
            if key and not found:
                try:
                    found, reason = self._fuzzy(key)
                except SpentError:
                    found, reason = [], UNSEARCHED
            original = [
                (self._original(start), self._original(end - 1) + 1) for start, end in found
            ]
            self._known[key] = original, reason
        return self._known[key]

    def _original(self, place: int) -> int:
        return place + self._shifts[bisect_right(self._breaks, place)]

    def _edge(self, place: int) -> bool:
        """Tell whether a word may begin or end at a place: it is not inside one."""
        before, after = self.folded[max(0, place - 1) : place], self.folded[place : place + 1]
        if after and combining(after):
            return False
        return not (_is_word(before) and _is_word(after))

    def _all(self, key: str) -> list[Offsets]:
        """Return exact occurrences: those that cut no word or, failing them, any."""
        whole: list[Offsets] = []
        cut: list[Offsets] = []
        start = self.folded.find(key)
        while start >= 0:
            end = start + len(key)
            if self._edge(start) and self._edge(end):
                whole.append((start, end))
                start = self.folded.find(key, end)
            else:
                if not cut or cut[-1][1] <= start:
                    cut.append((start, end))
                start = self.folded.find(key, start + 1)
        return whole or cut

    def _fuzzy(self, key: str) -> tuple[list[Offsets], str]:
        """Return the occurrences of the one word-aligned piece with similarity >= .9.

        It is the most similar one (then the first, then the shortest); there must be no other
        that shares no character with it or with a piece of the same wording.
        """
        # distance <= .1 * longer, and longer <= length + distance.
        slack = len(key) // 9
        if not slack or len(key) - slack > len(self.folded):
            return [], ABSENT
        regions = self._regions(key, slack)
        best = self._best(key, slack, regions)
        if best is None:
            return [], ABSENT
        found = self._all(self.folded[best[0] : best[1]])
        if self._best(key, slack, without(regions, found)):
            return [], AMBIGUOUS
        return found, ""

    def _regions(self, key: str, slack: int) -> list[Offsets]:
        """Return the stretches outside which no piece comes within `slack` edits of `key`.

        An edit spoils at most one of the parts `key` is cut into: of `slack + sure` parts
        `sure` occur as they are, on diagonals that differ by at most `slack`.
        """
        folded, sure = self.folded, 1 + len(key) // 40
        parts = slack + sure
        self._spend(parts * (2 + len(folded) // 2000))
        diagonals = []
        for number in range(parts):
            first, last = number * len(key) // parts, (number + 1) * len(key) // parts
            place = folded.find(key[first:last])
            while place >= 0:
                diagonals.append(place - first)
                place = folded.find(key[first:last], place + 1)
        self._spend(len(diagonals))
        diagonals.sort()
        return merge_offsets(
            (max(0, low - slack), min(len(folded), high + len(key) + slack))
            for low, high in zip(diagonals, diagonals[sure - 1 :], strict=False)
            if high - low <= slack
        )

    def _best(self, key: str, slack: int, regions: Sequence[Offsets]) -> Offsets | None:
        folded, size, mirrored = self.folded, len(key), key[::-1]
        best = (1.0, 0, 0)
        for low, high in regions:
            self._spend((high - low) * (1 + size // 300))
            scores = enumerate(_distances(key, folded[low:high], anchored=False), low + 1)
            ends = sorted((score, end) for end, score in scores if score <= slack)
            for score, end in ends:
                if score / (size + score) > best[0]:
                    break
                if not self._edge(end) or folded[end - 1] == " ":
                    continue
                self._spend((size + slack) * (1 + size // 300))
                back = folded[max(low, end - size - slack) : end][::-1]
                for length, distance in enumerate(_distances(mirrored, back, anchored=True), 1):
                    longer, start = max(size, length), end - length
                    if 10 * distance <= longer and folded[start] != " " and self._edge(start):
                        best = min(best, (distance / longer, start, end))
        return best[1:] if best[2] else None

    def _spend(self, steps: int) -> None:
        self._steps -= steps
        if self._steps < 0:
            raise SpentError


class SpentError(Exception):
    """The fuzzy search has cost what it may."""


def _is_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def _distances(key: str, text: str, *, anchored: bool) -> Iterator[int]:
    """Yield, for each end in `text`, the edit distance between `key` and a piece ending there.

    The piece begins where `text` does (`anchored`) or where it is most like `key`. Bit-parallel
    dynamic programming: Myers 1999, in the form of Hyyrö 2003.
    """
    top, full, carry = 1 << (len(key) - 1), (1 << len(key)) - 1, int(anchored)
    where: dict[str, int] = {}
    for place, sign in enumerate(key):
        where[sign] = where.get(sign, 0) | 1 << place
    up, down, distance = full, 0, len(key)
    for sign in text:
        equal = where.get(sign, 0)
        diagonal = (((equal & up) + up) ^ up) | equal | down
        right, left = down | (full & ~(diagonal | up)), up & diagonal
        distance += bool(right & top) - bool(left & top)
        right, left = right << 1 | carry, left << 1
        up, down = (left | ~(diagonal | right)) & full, right & diagonal & full
        yield distance
