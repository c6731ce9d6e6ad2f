"""Where predicted text stands in its article, for systems that give no offsets.

A text is searched for exactly, then with white space, quotation marks, apostrophes and dashes
folded, then for one fuzzy match. Which occurrence it takes is decided layer by layer; the
rules, with examples, are in `docs/scoring.md`. Offsets are code points, half-open.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import NamedTuple, TypeVar

from msgspec.structs import replace

from copydesk.records import (
    PredictedAttribution,
    PredictedClaim,
    PredictedEntity,
    PredictedFurniture,
    PredictedSpan,
    Prediction,
)
from copydesk.search import Search, fold
from copydesk.text import Offsets, merge_offsets

Item = TypeVar("Item", PredictedEntity, PredictedClaim, PredictedFurniture, PredictedSpan)
#: folded text -> its occurrences in the article, sorted and disjoint
Places = dict[str, list[Offsets]]


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


class _Locator:
    """Places the spans of one prediction."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._search = Search(text)
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
    options = [span for span in options if span not in used] or options
    if not around:
        return options[0]
    first = bisect_right(options, around[0][0], key=_end)
    last = bisect_left(options, around[-1][1], key=_start)
    inside: list[Offsets] = []
    outside = options[max(0, first - 1) : first] + options[last : last + 1]
    for span in options[first:last]:
        (inside if _distance(span, around)[0] < 0 else outside).append(span)
    if not outside:
        return inside[0]
    (gap, behind), best = min((_distance(span, around), span) for span in outside)
    start = best[0] - gap if behind else best[1]
    return inside[0] if inside and "\n" in text[start : start + gap] else best


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
