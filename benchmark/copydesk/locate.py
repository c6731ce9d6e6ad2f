"""Where predicted text stands in its article, for systems that give no offsets.

A text is searched for exactly, then with white space, quotation marks, apostrophes and dashes
folded, then for one fuzzy match. Which occurrence it takes is decided layer by layer; the
rules, with examples, are in `docs/parts/locating.md`. Offsets are code points, half-open.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import accumulate, islice
from typing import NamedTuple, TypeVar
from unicodedata import combining

from msgspec.structs import replace

from copydesk.records import (
    PredictedAttribution,
    PredictedClaim,
    PredictedEntity,
    PredictedFurniture,
    PredictedSpan,
    Prediction,
)
from copydesk.text import Offsets, merge_offsets, without

Item = TypeVar("Item", PredictedEntity, PredictedClaim, PredictedFurniture, PredictedSpan)
#: folded text -> its occurrences in the article, sorted and disjoint
Places = dict[str, list[Offsets]]

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


class Lost(NamedTuple):
    """A predicted span that has no place: its path in the prediction, its text, and why."""

    path: str
    text: str
    reason: str


class Located(NamedTuple):
    """A prediction whose spans have offsets, and the spans that could not be given any."""

    prediction: Prediction
    lost: tuple[Lost, ...]


def locate(prediction: Prediction, text: str) -> Located:
    """Give every predicted span its offsets in `text`.

    A span that had none gets offsets and, as its text, the slice between them. One that is
    not found has neither (`start` and `end` None), keeps its text, and is listed as lost. A
    prediction that needs nothing is returned as it is. In every layer but attributions, the
    places taken do not depend on the order of the list.
    """
    if _complete(prediction):
        return Located(prediction, ())
    return _Locator(text).run(prediction)


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


def _complete(prediction: Prediction) -> bool:
    for layer in (prediction.entities, prediction.claims, prediction.boilerplate):
        for item in layer or ():
            if item.start is None or item.end is None:
                return False
    for said in prediction.attributions or ():
        for role in (said.content, said.source, said.cue):
            for span in role or ():
                if span.start is None or span.end is None:
                    return False
    return True


class _Search:
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
                except _SpentError:
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
            raise _SpentError


class _SpentError(Exception):
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


class _Locator:
    """Places the spans of one prediction."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._search = _Search(text)
        self._lost: list[Lost] = []

    def run(self, prediction: Prediction) -> Located:
        entities = self._layer("entities", prediction.entities, _outermost)
        attributions = self._attributions(prediction.attributions)
        claims = self._layer("claims", prediction.claims)
        boilerplate = self._layer("boilerplate", prediction.boilerplate, self._whole_lines)
        located = replace(
            prediction,
            entities=entities,
            attributions=attributions,
            claims=claims,
            boilerplate=boilerplate,
        )
        return Located(located, tuple(self._lost))

    def _layer(
        self,
        name: str,
        items: tuple[Item, ...] | None,
        narrow: Callable[[Places, Collection[Offsets]], Places] | None = None,
    ) -> tuple[Item, ...] | None:
        """Place the items of a flat layer; `narrow` leaves out the less likely places."""
        if not items:
            return items
        spans = [_given(item) for item in items]
        taken = {span for span in spans if span}
        missing = [number for number, span in enumerate(spans) if span is None]
        wanted = [items[number].text or "" for number in missing]
        places = {key: self._search.find(key)[0] for key in map(fold, wanted)}
        if narrow:
            places = narrow(places, taken)
        for number, span in zip(missing, self._allot(wanted, places, taken), strict=True):
            spans[number] = span
        return self._put_all(name, items, spans)

    def _allot(
        self, wanted: Sequence[str], places: Places, taken: set[Offsets]
    ) -> list[Offsets | None]:
        """Give the k-th of equal texts its k-th free place, or the last place if none is free.

        Texts are served first where they stand exactly, then where they stand folded. What is
        given is added to `taken`.
        """
        given: list[Offsets | None] = [None] * len(wanted)
        free: dict[tuple[str, bool], Iterator[Offsets]] = {}
        keys = [fold(surface) for surface in wanted]
        for exact in (True, False):
            for number, (surface, key) in enumerate(zip(wanted, keys, strict=True)):
                if given[number] or not places[key]:
                    continue
                name = (surface.strip() if exact else key, exact)
                if name not in free:
                    free[name] = self._free(places[key], name[0] if exact else None, taken)
                span = next(free[name], None if exact else places[key][-1])
                if span:
                    given[number] = span
                    taken.add(span)
        return given

    def _free(
        self, places: list[Offsets], surface: str | None, taken: set[Offsets]
    ) -> Iterator[Offsets]:
        for start, end in places:
            if (start, end) not in taken and surface in (None, self.text[start:end]):
                yield start, end

    def _whole_lines(self, places: Places, taken: Collection[Offsets]) -> Places:
        """Leave out, where furniture also stands as whole lines, its places inside lines."""

        def whole(span: Offsets) -> bool:
            before = self.text[self.text.rfind("\n", 0, span[0]) + 1 : span[0]]
            finish = self.text.find("\n", span[1])
            after = self.text[span[1] : finish if finish >= 0 else None]
            return not before.strip() and not after.strip()

        return {key: list(filter(whole, spans)) or spans for key, spans in places.items()}

    def _attributions(
        self, items: tuple[PredictedAttribution, ...] | None
    ) -> tuple[PredictedAttribution, ...] | None:
        if not items:
            return items
        contents = [[_given(span) for span in said.content] for said in items]
        taken = {span for spans in contents for span in spans if span}
        places = {
            key: self._search.find(key)[0]
            for said in items
            for key in (fold(span.text or "") for span in said.content if not _given(span))
        }
        # Discontinuous contents first: their parts fix each other's places.
        for several in (True, False):
            anchors = []
            for number, said in enumerate(items):
                if (len(said.content) > 1) is several and not any(contents[number]):
                    counts = [len(places[fold(span.text or "")]) for span in said.content]
                    if any(counts):
                        rarest = min((count, part) for part, count in enumerate(counts) if count)
                        anchors.append((number, rarest[1]))
            wanted = [items[number].content[part].text or "" for number, part in anchors]
            spans = self._allot(wanted, places, taken)
            for (number, part), span in zip(anchors, spans, strict=True):
                contents[number][part] = span
            if several:
                for number, said in enumerate(items):
                    self._chain(said.content, contents[number], places)
                    taken.update(span for span in contents[number] if span)
        placed = []
        for number, (said, content) in enumerate(zip(items, contents, strict=True)):
            path = f"attributions[{number}]"
            placed.append(
                replace(
                    said,
                    content=self._put_all(f"{path}.content", said.content, content),
                    source=self._role(f"{path}.source", said.source, content),
                    cue=self._role(f"{path}.cue", said.cue, content),
                )
            )
        return tuple(placed)

    def _chain(
        self, parts: Sequence[PredictedSpan], spans: list[Offsets | None], places: Places
    ) -> None:
        """Place the other parts of a content in order, each nearest to the part beside it."""
        anchor = next((number for number, span in enumerate(spans) if span), None)
        if anchor is None:
            return
        used = {span for span in spans if span}
        for ahead, numbers in ((1, range(anchor + 1, len(spans))), (0, range(anchor - 1, -1, -1))):
            reached = hub = spans[anchor] or (0, 0)
            for number in numbers:
                options = places.get(fold(parts[number].text or ""))
                if spans[number] is None and options:
                    if ahead:
                        place = bisect_left(options, reached[1], key=_start)
                    else:
                        place = bisect_right(options, reached[0], key=_end) - 1
                    if 0 <= place < len(options):
                        spans[number] = options[place]
                    else:
                        spans[number] = _nearest(options, [hub], used, self.text)
                reached = spans[number] or reached
                used.add(reached)

    def _role(
        self,
        path: str,
        items: tuple[PredictedSpan, ...] | None,
        content: Sequence[Offsets | None],
    ) -> tuple[PredictedSpan, ...] | None:
        """Place source or cue spans at their occurrences nearest to the content."""
        if not items:
            return items
        spans = [_given(span) for span in items]
        used = {span for span in spans if span}
        around = merge_offsets(span for span in content if span)
        for number, item in enumerate(items):
            options = self._search.find(fold(item.text or ""))[0]
            if spans[number] is None and options:
                spans[number] = span = _nearest(options, around, used, self.text)
                used.add(span)
        return self._put_all(path, items, spans)

    def _put_all(
        self, path: str, items: Sequence[Item], spans: Sequence[Offsets | None]
    ) -> tuple[Item, ...]:
        return tuple(
            self._put(f"{path}[{number}]", item, span)
            for number, (item, span) in enumerate(zip(items, spans, strict=True))
        )

    def _put(self, path: str, item: Item, span: Offsets | None) -> Item:
        if span and _given(item):
            return item
        if span:
            return replace(item, start=span[0], end=span[1], text=self.text[slice(*span)])
        reason = self._search.find(fold(item.text or ""))[1]
        self._lost.append(Lost(path, item.text or "", reason))
        return replace(item, start=None, end=None)


def _given(item: Item) -> Offsets | None:
    return None if item.start is None or item.end is None else (item.start, item.end)


def _outermost(places: Places, given: Collection[Offsets]) -> Places:
    """Leave out, where a name also stands alone, its places inside longer predicted names."""
    spans = {*given, *(span for found in places.values() for span in found)}
    inner: set[Offsets] = set()
    reached = 0
    for span in sorted(spans, key=lambda span: (span[0], -span[1])):
        if span[1] <= reached:
            inner.add(span)
        reached = max(reached, span[1])
    return {
        key: [span for span in found if span not in inner] or found for key, found in places.items()
    }


def _nearest(
    options: list[Offsets], around: list[Offsets], used: Collection[Offsets], text: str
) -> Offsets:
    """Return the place nearest to `around` (sorted, disjoint), if possible not a used one.

    A place outside `around` goes before one inside, unless a line break parts the two.
    """
    if not around:
        return next((span for span in options if span not in used), options[-1])
    first = bisect_right(options, around[0][0], key=_end)
    last = bisect_left(options, around[-1][1], key=_start)
    outside: list[Offsets] = []
    inside: list[Offsets] = []
    for numbers in (range(first - 1, -1, -1), range(last, len(options))):
        outside.extend(islice((options[n] for n in numbers if options[n] not in used), 1))
    for span in options[first:last]:
        if span not in used:
            (inside if _distance(span, around)[0] < 0 else outside).append(span)
    if outside:
        (gap, behind), best = min((_distance(span, around), span) for span in outside)
        start = best[0] - gap if behind else best[1]
        if not inside or "\n" not in text[start : start + gap]:
            return best
    if inside:
        return inside[0]
    return _nearest(options, around, (), text)


def _distance(span: Offsets, around: list[Offsets]) -> tuple[int, bool]:
    """Return the characters between a span and the nearest part, and whether it stands behind.

    Negative where the two share a character.
    """
    place = bisect_left(around, span[1], key=_start)
    gaps = []
    if place < len(around):
        gaps.append((around[place][0] - span[1], False))
    if place:
        gaps.append((span[0] - around[place - 1][1], True))
    return min(gaps)


def _start(span: Offsets) -> int:
    return span[0]


def _end(span: Offsets) -> int:
    return span[1]
