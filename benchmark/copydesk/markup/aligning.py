"""From a text that was retyped or saved by an editor back to the stored one."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from copydesk.structure import show

#: Characters without width, which editors drop.
ZERO_WIDTH = frozenset(
    "\u00ad\u061c\u180e\ufeff"
    + "".join(map(chr, (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070))))
)
_LIKE = str.maketrans(
    dict.fromkeys("\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B))), " ")
    | dict.fromkeys("‘’‚‛", "'")
    | dict.fromkeys("“”„‟", '"')
)
_BRACKETED = re.compile(r"\s*\([^()]*\)$")
_AROUND = 16


class Difference(NamedTuple):
    """Where two texts differ: offset in one, line (from 1) in the other, both readings."""

    start: int
    line: int
    one: str
    other: str


class _Skeleton:
    """What of a text survives retyping; `starts` and `ends` say where each sign stands in it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts: list[int] = []
        self.ends: list[int] = []
        signs: list[str] = []
        plain = text.translate(_LIKE)
        begin = last = 0
        for line in text.split("\n"):
            end = begin + len(line)
            while end > begin and (text[end - 1].isspace() or text[end - 1] in ZERO_WIDTH):
                end -= 1
            if end > begin:
                if signs:  # one line end, whatever white space and blank lines it comes with
                    signs.append("\n")
                    self.starts.append(last)
                    self.ends.append(begin)
                for place in range(begin, end):
                    if text[place] not in ZERO_WIDTH:
                        signs.append(plain[place])
                        self.starts.append(place)
                        self.ends.append(place + 1)
                last = end
            begin += len(line) + 1
        self.signs = "".join(signs)

    def piece(self, number: int) -> str:
        return self.text[self.starts[number] : self.ends[number]]

    def gap(self, number: int) -> str:
        """Return what was left out before a sign (the number of signs: after the last)."""
        begin = self.ends[number - 1] if number else 0
        end = self.starts[number] if number < len(self.starts) else len(self.text)
        return self.text[begin:end]


class Alignment:
    """Two texts that differ in nothing but what retyping loses, or where they differ in more.

    Retyping loses the kind of spaces and of quotation marks, characters of no width, white
    space at line ends, and the number of blank lines.
    """

    def __init__(self, one: str, other: str) -> None:
        self._same = one == other
        self._one, self._other = _Skeleton(one), _Skeleton(other)

    @property
    def fits(self) -> bool:
        """Whether nothing else differs."""
        return self._same or self._one.signs == self._other.signs

    def restored(self) -> int:
        """Return how many characters differ, where the texts fit."""
        if self._same:
            return 0
        one, other = self._one, self._other
        total = 0
        for number in range(len(one.starts) + 1):
            pairs = [(one.gap(number), other.gap(number))]
            if number < len(one.starts):
                pairs.append((one.piece(number), other.piece(number)))
            total += sum(_lost(mine, yours) for mine, yours in pairs if mine != yours)
        return total

    def start(self, place: int) -> int:
        """Return where in the other text a span begins that begins here in the one."""
        if self._same:
            return place
        one, other = self._one, self._other
        number = bisect_right(one.ends, place)
        if number < len(one.starts) and place >= one.starts[number]:
            same = one.piece(number) == other.piece(number)
            return other.starts[number] + (place - one.starts[number] if same else 0)
        if number == len(one.starts):
            return len(other.text)
        inside = one.starts[number] - place if one.gap(number) == other.gap(number) else 0
        return other.starts[number] - inside

    def end(self, place: int) -> int:
        """Return where in the other text a span ends that ends here in the one."""
        if self._same:
            return place
        one, other = self._one, self._other
        number = bisect_left(one.starts, place) - 1
        if number < 0:
            return 0
        if place <= one.ends[number]:
            same = one.piece(number) == other.piece(number)
            return other.ends[number] - (one.ends[number] - place if same else 0)
        inside = place - one.ends[number] if one.gap(number + 1) == other.gap(number + 1) else 0
        return other.ends[number] + inside

    def differences(self) -> Iterator[Difference]:
        """Yield the differences that are none of retyping, at most one a line."""
        if self.fits:
            return
        one, other = self._one.signs.split("\n"), self._other.signs.split("\n")
        match = SequenceMatcher(None, one, other, autojunk=False)
        mine, yours = _beginnings(one), _beginnings(other)
        for kind, first, last, from_, to in match.get_opcodes():
            if kind == "equal":
                continue
            for step in range(max(last - first, to - from_)):
                left = one[first + step] if first + step < last else ""
                right = other[from_ + step] if from_ + step < to else ""
                shared = 0
                while shared < min(len(left), len(right)) and left[shared] == right[shared]:
                    shared += 1
                begin = max(0, shared - _AROUND)
                yield Difference(
                    self._at(self._one, mine[min(first + step, last)] + shared),
                    self._line(yours[min(from_ + step, to)]),
                    show(left[begin : shared + _AROUND]) if left else "nothing",
                    show(right[begin : shared + _AROUND]) if right else "nothing",
                )

    @staticmethod
    def _at(skeleton: _Skeleton, number: int) -> int:
        return skeleton.starts[number] if number < len(skeleton.starts) else len(skeleton.text)

    def _line(self, number: int) -> int:
        return self._other.text.count("\n", 0, self._at(self._other, number)) + 1


class Spellings:
    """How names are spelt in a text, whatever retyping made of their spaces and marks."""

    def __init__(self, text: str) -> None:
        self._skeleton = _Skeleton(text)
        self._lines = " ".join(text.split())

    def restored(self, name: str) -> tuple[str, int]:
        """Return a name as the text spells it, and how many characters were restored.

        A name that stands in the text, a bracketed last word aside, stays; so does one that
        stands nowhere in it, or in several spellings.
        """
        plain = _BRACKETED.sub("", name)
        if not plain or name in self._lines or plain in self._skeleton.text:
            return name, 0
        signs = self._skeleton.signs.replace("\n", " ")
        wanted = _Skeleton(plain).signs
        found: set[str] = set()
        place = signs.find(wanted) if wanted else -1
        while place >= 0:
            last = place + len(wanted) - 1
            piece = self._skeleton.text[self._skeleton.starts[place] : self._skeleton.ends[last]]
            found.add(" ".join(piece.split()))
            place = signs.find(wanted, place + 1)
        if len(found) != 1:
            return name, 0
        (spelt,) = found
        return spelt + name[len(plain) :], _lost(plain, spelt)


def _lost(one: str, other: str) -> int:
    """Return how many characters two stretches that mean the same do not share."""
    left, right = Counter(one), Counter(other)
    return max((left - right).total(), (right - left).total())


def _beginnings(lines: list[str]) -> list[int]:
    """Return at which sign each line begins, and one more for what would follow."""
    found = [0]
    for line in lines:
        found.append(found[-1] + len(line) + 1)
    return found
