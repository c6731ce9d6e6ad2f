"""The fast path for entities: the counts of `Entities.compare`, many documents at a time.

`copydesk.scoring.entities` is the definition; this file is proven equal to it by search
(`tests/scoring/test_fast.py`). Names are held as columns (int32), not as records. Every span of
a batch becomes one int64 key, position | length | label; equal spans are found by looking keys
up, and only what differs between gold and prediction (about one span in seven) is normalised,
overlapped and, where more than a chain of spans is left, given to the matcher.

Why equal spans may pair first. Strict and exact are equalities: of every class of equal spans
min(gold, predicted) pair, whatever pairs finer classes took before. For `partial` an exact pair
(credit 1) can take the place of two inexact ones (.5 + .5). For `type` and `iou` only a pair
that no other span overlaps is settled early. A span with one possible partner may always take
it (Karp and Sipser 1981), so chains and stars of overlapping spans are counted without search.
"""

from __future__ import annotations

import io
from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from copydesk.jsonl import MAX_LINE
from copydesk.labels import ENTITY_LABELS, VIEW_LABELS, VIEWS, in_view, view_of
from copydesk.records import PREDICTED_LABELS, Confidence, Entity, Offset, PredictedEntity
from copydesk.scoring.boilerplate import furniture_share
from copydesk.scoring.criteria import IoU, Labelled
from copydesk.scoring.entities import BESIDE, Entities
from copydesk.scoring.matching import match
from copydesk.scoring.normalise import HONORIFICS, edges, name_key
from copydesk.text import Offsets, Text, merge_offsets
from copydesk.validate.predictions import SPANS_PER_WORD

if TYPE_CHECKING:
    _Label = str
else:
    _Label = Literal[PREDICTED_LABELS]

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Counts = NDArray[np.float64]

#: Bytes of a file that are decoded at once: few enough for the records to stay in the cache.
_BLOCK = 1 << 16
#: Spans that are tallied at once.
_BATCH = 1 << 16
#: More overlaps than this a span, and a document is counted without listing them.
_CROWDED = 32

_CODE: dict[str, int] = {label: code for code, label in enumerate(PREDICTED_LABELS)}
_LABEL_BITS = 5
_COLON = ord(":")
#: A label that says less than a view asks, or that the view drops; never equal to anything.
_NONE = 31
_COLUMN = {name: number for number, name in enumerate(Entities.columns)}


def _coarser(view: str) -> Ints:
    rank = list(VIEWS)
    table = []
    for label in PREDICTED_LABELS:
        fine = rank.index(view_of(label) or "core") <= rank.index(view)
        own = in_view(label, view) if fine else None
        table.append(VIEW_LABELS[view].index(own) if own else _NONE)
    return np.array(table)


#: view -> label code -> number of the label in the view
_IN_VIEW = {view: _coarser(view) for view in VIEWS}
_CORE = _IN_VIEW["core"]
#: view -> number of its first label's first column
_FIRST = {view: _COLUMN[f"entities/{view}/{labels[0]}/tp"] for view, labels in VIEW_LABELS.items()}
#: label code -> how coarse: 0 onto11, 1 conll4, 2 core
_COARSENESS = np.array([list(VIEWS).index(view_of(label) or "") for label in PREDICTED_LABELS])
_TP, _PREDICTED, _GOLD = range(3)
_IOU = BESIDE[3]
assert isinstance(_IOU, IoU) and _IOU.threshold == 0.5


def _number(name: str) -> int:
    return _COLUMN[f"entities/{name}"]


# --- one name -------------------------------------------------------------------------------

_LEADS = frozenset({"the", "an", "a"} | {one.split()[0].lower() for one in HONORIFICS})


def describe(surface: str) -> tuple[int, int, str, int]:
    """Return what `edges` strips, the name's key, and its non-space characters once stripped.

    Most names need no regular expression: they begin and end with a letter or digit, do not
    begin with an article or honorific, and have no possessive.
    """
    words = surface.split()
    head = words[0] if words else ""
    if (
        head.isascii()
        and surface[0].isalnum()
        and surface[-1].isalnum()
        and head.rstrip(".").lower() not in _LEADS
        and (surface[-1] not in "sSſ" or surface[-2:-1] not in "'’`´")
    ):
        plain = " ".join(words)
        key = plain.casefold().replace("’", "'")
        return 0, 0, key, len(plain) - len(words) + 1
    left, right = edges(surface)
    piece = surface[left : len(surface) - right]
    return left, right, name_key(piece), sum(map(len, piece.split()))


# --- gold -----------------------------------------------------------------------------------


class GoldNames:
    """The gold names of all documents as columns, sorted by document, start, end and label.

    Built document by document with `add`; then `texts` gives a document's text by its number.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self.keys: dict[str, int] = {}
        self.furniture: dict[int, Sequence[Offsets]] = {}
        self._furnished = array("b")
        self._first = array("q", [0])
        self._length, self._start, self._end = array("i"), array("i"), array("i")
        self._left, self._right, self._key, self._solid = (array("i") for _ in range(4))
        self._label, self._alone = array("b"), array("b")
        self._annotated, self._clash = array("b"), array("b")
        self._characters, self._names = array("i"), array("i")

    def add(
        self, text: str, names: Sequence[Entity] | None, furniture: Sequence[Offsets] | None = None
    ) -> None:
        """Take in the next document; None: the layer was not annotated."""
        if furniture:
            self.furniture[len(self)] = furniture
        self._furnished.append(furniture is not None)
        raw = sorted((one.start, one.end, _CODE[one.label]) for one in names or ())
        core: list[tuple[int, int, int]] = []
        seen = set()
        first = len(self._start)
        for start, end, code in raw:
            left, right, key, solid = describe(text[start:end])
            number = self.keys.setdefault(key, len(self.keys))
            for column, value in (
                (self._start, start),
                (self._end, end),
                (self._left, start + left),
                (self._right, end - right),
                (self._key, number),
                (self._solid, solid),
                (self._label, code),
                (self._alone, 1),
            ):
                column.append(value)
            if _CORE[code] != _NONE:
                core.append((start + left, end - right, len(self._start) - 1))
                seen.add((number, int(_CORE[code])))
        self._first.append(len(self._start))
        self._length.append(len(text))
        self._annotated.append(names is not None)
        self._names.append(len(seen))
        self._mark(text, first, sorted(core))

    def _mark(self, text: str, first: int, core: list[tuple[int, int, int]]) -> None:
        """Note which names overlap others, and what the names of each label cover."""
        reached, last, clash = -1, -1, False
        for start, end, number in core:
            if start < reached:
                self._alone[number] = self._alone[last] = 0
            if end > reached:
                reached, last = end, number
        by_label: dict[int, list[Offsets]] = {}
        for start, end, number in core:
            by_label.setdefault(int(_CORE[self._label[number]]), []).append((start, end))
        characters = 0
        if any(not self._alone[number] for _, _, number in core):
            for spans in by_label.values():
                merged = merge_offsets(spans)
                clash = clash or sum(e - s for s, e in merged) < sum(e - s for s, e in spans)
                characters += sum(len("".join(text[s:e].split())) for s, e in merged)
        else:
            characters = sum(self._solid[number] for _, _, number in core)
        self._characters.append(characters)
        self._clash.append(clash)

    def __len__(self) -> int:
        return len(self._length)

    @property
    def lengths(self) -> NDArray[np.int32]:
        """The texts' lengths, code points."""
        return np.frombuffer(self._length, np.int32)

    @property
    def annotated(self) -> Flags:
        """Which documents have a layer of names."""
        return np.frombuffer(self._annotated, np.bool_)

    @property
    def furnished(self) -> Flags:
        """Which documents have a layer of furniture."""
        return np.frombuffer(self._furnished, np.bool_)

    def some(self, places: Ints, base: Ints) -> _Gold:
        """Return the names of some documents, their positions shifted to one common axis."""
        first = np.frombuffer(self._first, np.int64)
        begin, end = first[places], first[places + 1]
        count = end - begin
        document = np.repeat(np.arange(len(places)), count)
        number = np.arange(len(document)) + np.repeat(begin - np.cumsum(count) + count, count)
        shift = base[document]

        def column(values: array[int]) -> Ints:
            kind = np.int8 if values.typecode == "b" else np.int32
            return np.frombuffer(values, kind)[number].astype(np.int64)

        return _Gold(
            document,
            column(self._start) + shift,
            column(self._end) + shift,
            column(self._left) + shift,
            column(self._right) + shift,
            column(self._label),
            column(self._key),
            column(self._solid),
            column(self._alone).astype(np.bool_),
            np.frombuffer(self._clash, np.bool_)[places],
            np.frombuffer(self._characters, np.int32)[places],
            np.frombuffer(self._names, np.int32)[places],
        )


@dataclass
class _Gold:
    """Gold names of a batch; positions are on the axis of all its texts, laid end to end."""

    document: Ints
    start: Ints
    end: Ints
    left: Ints
    right: Ints
    code: Ints
    key: Ints
    solid: Ints
    alone: Flags
    clash: Flags
    characters: NDArray[np.int32]
    names: NDArray[np.int32]


# --- equal keys, and matchings that need no search ------------------------------------------


def _find(gold: Ints, predicted: Ints) -> tuple[Ints, Flags]:
    """Pair equal keys of two sorted arrays one to one: the k-th copy with the k-th copy.

    Returns, for every predicted key, a place in gold and whether its partner stands there.
    """
    place = np.searchsorted(gold, predicted)
    repeated = np.flatnonzero(predicted[1:] == predicted[:-1]) + 1
    if len(repeated):
        begins = np.ones(len(predicted), np.bool_)
        begins[repeated] = False
        begin = np.flatnonzero(begins)
        place += np.arange(len(predicted)) - begin[np.cumsum(begins) - 1]
    if not len(gold):
        return place, np.zeros(len(predicted), np.bool_)
    hit = place < len(gold)
    np.minimum(place, len(gold) - 1, out=place)
    hit &= gold[place] == predicted
    return place, hit


def _pairs(gold: Ints, predicted: Ints) -> tuple[Ints, Ints]:
    """Return the numbers of equal keys, paired one to one."""
    if not len(gold) or not len(predicted):
        return np.empty(0, np.int64), np.empty(0, np.int64)
    by_gold, by_predicted = gold.argsort(kind="stable"), predicted.argsort(kind="stable")
    place, hit = _find(gold[by_gold], predicted[by_predicted])
    return by_gold[place[hit]], by_predicted[hit]


def _spread(first: Ints, last: Ints) -> tuple[Ints, Ints]:
    """Return (i, j) for every i and every j in `range(first[i], last[i])`."""
    count = np.maximum(last - first, 0)
    i = np.repeat(np.arange(len(count)), count)
    j = np.arange(len(i)) - np.repeat(np.cumsum(count) - count - first, count)
    return i, j


def _matched(gold: Ints, predicted: Ints) -> Ints:
    """Return the gold numbers of a largest one-to-one matching of the edges (gold, predicted).

    A span with one possible partner takes it, until every span left has several; those the
    matcher decides.
    """
    found = []
    while len(gold):
        leaf = np.bincount(gold)[gold] == 1
        leaf |= np.bincount(predicted)[predicted] == 1
        chosen = np.flatnonzero(leaf)
        if not len(chosen):
            edges = zip(gold.tolist(), predicted.tolist(), strict=True)
            pairs = match((one, other, 1) for one, other in edges)
            found.append(np.array([one for one, _ in pairs]))
            break
        chosen = chosen[np.unique(gold[chosen], return_index=True)[1]]
        chosen = chosen[np.unique(predicted[chosen], return_index=True)[1]]
        found.append(gold[chosen])
        taken_gold = np.zeros(gold.max() + 1, np.bool_)
        taken_predicted = np.zeros(predicted.max() + 1, np.bool_)
        taken_gold[gold[chosen]] = taken_predicted[predicted[chosen]] = True
        left = ~(taken_gold[gold] | taken_predicted[predicted])
        gold, predicted = gold[left], predicted[left]
    return np.concatenate(found) if found else np.empty(0, np.int64)


def overlap_matching(gold: Sequence[Offsets], predicted: Sequence[Offsets]) -> int:
    """Return how many spans can pair one to one with a span they share a position with.

    Takes O(n log n), however many pairs overlap. By ascending end: of the other side's spans
    that have begun, take the one that ends first; its further partners are a subset of those
    of any other.
    """
    sides = sorted(gold), sorted(predicted)
    order = sorted((span[1], side, n) for side in (0, 1) for n, span in enumerate(sides[side]))
    begun: tuple[list[tuple[int, int]], ...] = ([], [])
    reached = [0, 0]
    done = [bytearray(len(side)) for side in sides]
    size = 0
    for end, side, number in order:
        if done[side][number]:
            continue
        done[side][number] = 1
        other = 1 - side
        spans, heap = sides[other], begun[other]
        while reached[other] < len(spans) and spans[reached[other]][0] < end:
            heappush(heap, (spans[reached[other]][1], reached[other]))
            reached[other] += 1
        while heap and done[other][heap[0][1]]:
            heappop(heap)
        if heap:
            done[other][heappop(heap)[1]] = 1
            size += 1
    return size


# --- the tally ------------------------------------------------------------------------------


@dataclass
class _Batch:
    """Predicted names of some documents, as they come in."""

    places: list[int] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)
    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    code: list[int] = field(default_factory=list)
    lost: list[tuple[int, PredictedEntity]] = field(default_factory=list)


class Tally:
    """Counts names of many documents into the rows of `values`, whose first columns are theirs.

    `leak` are the columns for names in furniture and for all names of documents that have that
    layer. `add` takes one checked document; nothing is complete before `flush`.
    """

    def __init__(self, gold: GoldNames, values: Counts, leak: tuple[int, int]) -> None:
        self.gold = gold
        self._values = values
        self._leak_part, self._leak_whole = leak
        self._batch = _Batch()

    def add(self, place: int, names: Sequence[PredictedEntity]) -> None:
        """Count one document; a name without offsets was not found and is a false positive."""
        batch = self._batch
        here = [one for one in names if one.start is not None]
        batch.lost += ((len(batch.places), one) for one in names if one.start is None)
        batch.places.append(place)
        batch.counts.append(len(here))
        batch.start += [one.start for one in here]  # type: ignore[misc]
        batch.end += [one.end for one in here]  # type: ignore[misc]
        batch.code += [_CODE[one.label] for one in here]
        if len(batch.start) >= _BATCH or len(batch.places) >= _BATCH:
            self.flush()

    def flush(self) -> None:
        """Count what has come in since the last time."""
        batch, self._batch = self._batch, _Batch()
        if batch.places:
            start, end = (np.fromiter(one, np.int64) for one in (batch.start, batch.end))
            code = np.fromiter(batch.code, np.int64)
            places, counts = np.array(batch.places), np.array(batch.counts)
            self.count(places, counts, start, end, code, batch.lost)

    def count(
        self,
        places: Ints,
        counts: Ints,
        start: Ints,
        end: Ints,
        code: Ints,
        lost: Sequence[tuple[int, PredictedEntity]] = (),
    ) -> None:
        """Count a batch: documents, how many names each has, and the names' columns."""
        self._count_leak(places, counts, start, end, lost)
        annotated = self.gold.annotated[places]
        if not annotated.all():
            kept = np.repeat(annotated, counts)
            renumbered = np.cumsum(annotated) - 1
            lost = [(int(renumbered[one]), name) for one, name in lost if annotated[one]]
            places, counts = places[annotated], counts[annotated]
            start, end, code = start[kept], end[kept], code[kept]
        if len(places):
            rows = _Comparison(self.gold, places, counts, start, end, code, lost).counts()
            self._values[places, : rows.shape[1]] = rows

    def _count_leak(
        self,
        places: Ints,
        counts: Ints,
        start: Ints,
        end: Ints,
        lost: Sequence[tuple[int, PredictedEntity]],
    ) -> None:
        whole = counts + np.bincount([one for one, _ in lost] or [0], minlength=len(counts))
        if not lost:
            whole = counts
        furnished = self.gold.furnished[places]
        self._values[places, self._leak_whole] = np.where(furnished, whole, 0)
        if self.gold.furniture:
            first = np.cumsum(counts) - counts
            for number in np.flatnonzero(furnished).tolist():
                furniture = self.gold.furniture.get(int(places[number]))
                if furniture is not None:
                    low, high = first[number], first[number] + counts[number]
                    spans = zip(start[low:high].tolist(), end[low:high].tolist(), strict=True)
                    text = Text(self.gold.texts[int(places[number])])
                    self._values[places[number], self._leak_part] = sum(
                        furniture_share(text, furniture, [span]) for span in spans
                    )


def _table(view: str, kind: int) -> Counts:
    """Return the matrix (label code, column) that adds up a view's counts of one kind."""
    table = np.zeros((1 << _LABEL_BITS, len(_COLUMN)))
    for code, label in enumerate(_IN_VIEW[view]):
        if label != _NONE:
            table[code, _FIRST[view] + 3 * label + kind] = 1
    return table


_TABLES = [sum((_table(view, kind) for view in VIEWS), np.zeros(())) for kind in range(3)]


class _Comparison:
    """One batch: gold and predicted names as columns, compared."""

    def __init__(
        self,
        names: GoldNames,
        places: Ints,
        counts: Ints,
        start: Ints,
        end: Ints,
        code: Ints,
        lost: Sequence[tuple[int, PredictedEntity]],
    ) -> None:
        length = names.lengths[places].astype(np.int64)
        self.base = np.cumsum(length) - length
        self.names, self.places, self.lost = names, places, lost
        self.gold = gold = names.some(places, self.base)
        self.document = np.repeat(np.arange(len(places)), counts)
        start, size = start + self.base[self.document], end - start
        self._bits = max((int(one.max(initial=1)) for one in (size, gold.end - gold.start)))
        self._bits = self._bits.bit_length()
        keys = (start << self._bits | size) << _LABEL_BITS | code
        if (keys[1:] < keys[:-1]).any():
            keys.sort(kind="stable")
            code = keys & ((1 << _LABEL_BITS) - 1)
            size = keys >> _LABEL_BITS & ((1 << self._bits) - 1)
            start = keys >> (_LABEL_BITS + self._bits)
        self.code = code
        self._key_of: dict[str, int] = {}
        self._lay_out(keys, start, size)

    def _lay_out(self, keys: Ints, start: Ints, size: Ints) -> None:
        """Normalise: what gold holds too is normalised already, the rest is looked at."""
        gold = self.gold
        boundaries = gold.start << self._bits | (gold.end - gold.start)
        gold_keys = boundaries << _LABEL_BITS | gold.code
        place, hit = _find(gold_keys, keys)
        self.rest = np.flatnonzero(~hit)
        self.hit_gold = place[hit]
        free = np.ones(len(gold_keys), np.bool_)
        free[self.hit_gold] = False
        self.hit, self.free = hit, np.flatnonzero(free)
        wanted = keys[self.rest] >> _LABEL_BITS
        self.raw_pairs = self._pairs_in_core(self.free, self.rest, boundaries[self.free], wanted)
        known = np.searchsorted(boundaries, wanted)
        np.minimum(known, len(boundaries) - 1, out=known)
        if len(boundaries):
            place[self.rest] = known
            columns = [one[place] for one in (gold.left, gold.right, gold.key, gold.solid)]
            unknown = self.rest[boundaries[known] != wanted]
        else:
            columns = [np.empty(len(keys), np.int64) for _ in range(4)]
            unknown = self.rest
        self.left, self.right, self.key, self.solid = columns
        found = self._described(unknown, start[unknown], size[unknown])
        self.left[unknown] = start[unknown] + found[0]
        self.right[unknown] = start[unknown] + size[unknown] - found[1]
        self.key[unknown], self.solid[unknown] = found[2], found[3]
        self.gold_keys = gold.left << self._bits | (gold.right - gold.left)
        self.keys = self.left << self._bits | (self.right - self.left)

    def _described(self, numbers: Ints, start: Ints, size: Ints) -> Ints:
        """Return four rows: characters stripped left and right, key number, solid characters."""
        known: dict[str, tuple[int, int, int, int]] = {}
        rows = []
        documents = self.document[numbers]
        start = start - self.base[documents]
        last, text = -1, ""
        for document, begin, end in zip(
            documents.tolist(), start.tolist(), (start + size).tolist(), strict=True
        ):
            if document != last:
                text, last = self._text(document), document
            surface = text[begin:end]
            row = known.get(surface)
            if row is None:
                left, right, key, solid = describe(surface)
                row = known[surface] = left, right, self._key(key), solid
            rows.append(row)
        flat = np.fromiter(chain.from_iterable(rows), np.int64, 4 * len(rows))
        return flat.reshape(-1, 4).T

    def _text(self, document: int) -> str:
        return self.names.texts[int(self.places[document])]

    def _key(self, key: str) -> int:
        number = self.names.keys.get(key)
        if number is None:
            number = self._key_of.setdefault(key, len(self.names.keys) + len(self._key_of))
        return number

    def _pairs_in_core(
        self, gold: Ints, predicted: Ints, gold_keys: Ints, keys: Ints
    ) -> tuple[Ints, Ints]:
        """Pair equal keys that have the same core label; return numbers of gold and predicted."""
        ours, theirs = _CORE[self.gold.code[gold]], _CORE[self.code[predicted]]
        i, j = np.flatnonzero(ours != _NONE), np.flatnonzero(theirs != _NONE)
        one, other = _pairs(
            gold_keys[i] << _LABEL_BITS | ours[i], keys[j] << _LABEL_BITS | theirs[j]
        )
        return gold[i[one]], predicted[j[other]]

    def counts(self) -> Counts:
        """Return the counts, (documents, columns of `Entities`)."""
        gold, documents = self.gold, len(self.places)
        lost_at = np.array([one for one, _ in self.lost], np.int64)
        lost_code = np.array([_CODE[name.label] for _, name in self.lost], np.int64)

        def by_label(document: Ints, code: Ints) -> Ints:
            width = 1 << _LABEL_BITS
            flat = np.bincount(document << _LABEL_BITS | code, minlength=documents * width)
            return flat.reshape(documents, width)

        fine, coarse, core = self._strict()
        predicted = by_label(self.document, self.code) + by_label(lost_at, lost_code)
        rows: Counts = (
            by_label(gold.document[fine], gold.code[fine]) @ _TABLES[_TP]
            + predicted @ _TABLES[_PREDICTED]
            + by_label(gold.document, gold.code) @ _TABLES[_GOLD]
        )
        for view, among in (("conll4", coarse), ("core", coarse), ("core", core)):
            label = _IN_VIEW[view][gold.code[among]]
            seen = label != _NONE
            column = _FIRST[view] + 3 * label[seen] + _TP
            np.add.at(rows, (gold.document[among][seen], column), 1)
        for view, finer in (("onto11", _COARSENESS > 0), ("conll4", _COARSENESS > 1)):
            void = predicted[:, : len(finer)][:, finer].any(axis=1)
            first = _FIRST[view]
            rows[void, first : first + 3 * len(VIEW_LABELS[view])] = 0
        raw = np.concatenate([self.hit_gold[_CORE[gold.code[self.hit_gold]] != _NONE], self.raw_pairs[0]])
        rows[:, _number("raw_strict/tp")] = self._per_document(raw)
        self._beside(rows)
        self._names(rows)
        return rows

    def _per_document(self, gold: Ints, weights: Ints | None = None) -> Counts:
        found = np.bincount(self.gold.document[gold], weights, len(self.places))
        return found.astype(np.float64)

    def _strict(self) -> tuple[Ints, Ints, Ints]:
        """Pair equal normalised names: in gold labels, then what is left in coarser ones.

        Returns the gold numbers that pair in gold labels, first in conll4, first in core.
        """
        gold = self.gold
        ours, theirs = self.free, self.rest
        pairs = [(self.hit_gold, np.flatnonzero(self.hit))]
        found = [self.hit_gold]
        for codes in (None, _IN_VIEW["conll4"], _CORE):
            if codes is _CORE:
                i, j = self._pairs_in_core(ours, theirs, self.gold_keys[ours], self.keys[theirs])
            else:
                one = gold.code[ours] if codes is None else codes[gold.code[ours]]
                other = self.code[theirs] if codes is None else codes[self.code[theirs]]
                i, j = _pairs(
                    self.gold_keys[ours] << _LABEL_BITS | one,
                    self.keys[theirs] << _LABEL_BITS | other,
                )
                i, j = ours[i], theirs[j]
            pairs.append((i, j))
            found.append(i)
            ours, theirs = _without(ours, i), _without(theirs, j)
        one, other = (np.concatenate([pair[side] for pair in pairs]) for side in (0, 1))
        named = _CORE[gold.code[one]] != _NONE
        self.core_pairs = one[named], other[named]
        return np.concatenate(found[:2]), found[2], found[3]

    def _beside(self, rows: Counts) -> None:
        """Count exact, type, partial, iou(.5) and characters, all in the core view."""
        gold = self.gold
        named = np.flatnonzero(_CORE[self.code] != _NONE)
        alone = self._alone(named)
        i, j = self.core_pairs
        both = gold.alone[i] & alone[j]
        i, j = i[both], j[both]
        settled = self._per_document(i)
        tp = {one: settled.copy() for one in BESIDE}
        characters = self._per_document(i, gold.solid[i])
        ours = np.flatnonzero(_CORE[gold.code] != _NONE)
        left = _Unsettled(self, _without(ours, i), _without(named, j))
        left.count(tp, characters)
        for one, column in tp.items():
            rows[:, _number(f"{one!r}/tp")] = column
        first = _number("chars/tp")
        rows[:, first + _TP] = characters
        rows[:, first + _GOLD] = gold.characters
        rows[:, first + _PREDICTED] = np.bincount(
            self.document[named], self.solid[named], len(self.places)
        )
        for document in np.flatnonzero(left.tangled | gold.clash).tolist():
            counted: dict[str, float] = dict.fromkeys(Entities.columns[first : first + 3], 0)
            Entities._count_characters(
                counted, Text(self._text(document)), *self.core_names(document), ()
            )
            rows[document, first : first + 3] = list(counted.values())
        for document, name in self.lost:
            if _CORE[_CODE[name.label]] != _NONE:
                rows[document, first + _PREDICTED] += len("".join((name.text or "").split()))

    def core_names(self, document: int) -> tuple[list[Labelled], list[Labelled]]:
        """Return one document's normalised names in the core view, as the definition has them."""
        sides = []
        for one in (self.gold, self):
            low, high = np.searchsorted(one.document, [document, document + 1])
            label = _CORE[one.code[low:high]]
            kept = label != _NONE
            spans = (one.left[low:high] - self.base[document], one.right[low:high] - self.base[document])
            sides.append(
                [
                    (left, right, VIEW_LABELS["core"][number])
                    for left, right, number in zip(
                        spans[0][kept].tolist(), spans[1][kept].tolist(), label[kept].tolist(),
                        strict=True,
                    )
                ]
            )
        return sides[0], sides[1]

    def _alone(self, named: Ints) -> Flags:
        """Which predicted names overlap no other of the core view?"""
        left = self.left[named]
        if (left[1:] < left[:-1]).any():
            named = named[left.argsort(kind="stable")]
            left = self.left[named]
        right = self.right[named]
        follows = left[1:] < np.maximum.accumulate(right)[:-1]
        alone = np.ones(len(self.left), np.bool_)
        alone[named[1:][follows]] = False
        alone[named[:-1][left[1:] < right[:-1]]] = False
        return alone

    def _names(self, rows: Counts) -> None:
        """Count distinct names of a document, by key and core label."""
        first = _number("names/tp")
        sides = []
        for document, key, code in (
            (self.gold.document, self.gold.key, self.gold.code),
            (self.document, self.key, self.code),
        ):
            label = _CORE[code]
            packed = ((document << 32 | key) << 2 | label)[label != _NONE]
            sides.append(_distinct(packed))
        ours, theirs = sides
        place, hit = _find(ours, theirs)
        unseen = [
            (document << 32 | self._key(name_key(name.text or ""))) << 2 | int(label)
            for document, name in self.lost
            if (label := _CORE[_CODE[name.label]]) != _NONE
        ]
        if unseen:
            both = _distinct(np.concatenate([theirs, np.array(unseen)]))
        else:
            both = theirs
        for kind, keys in ((_TP, theirs[hit]), (_PREDICTED, both)):
            rows[:, first + kind] = np.bincount(keys >> 34, minlength=len(rows))
        rows[:, first + _GOLD] = self.gold.names


def _distinct(keys: Ints) -> Ints:
    keys.sort()
    new = np.ones(len(keys), np.bool_)
    np.not_equal(keys[1:], keys[:-1], out=new[1:])
    return keys[new]


def _without(numbers: Ints, taken: Ints) -> Ints:
    """Return the numbers that are not taken, in their order."""
    if not len(numbers) or not len(taken):
        return numbers
    gone = np.zeros(max(int(numbers.max()), int(taken.max())) + 1, np.bool_)
    gone[taken] = True
    return numbers[~gone[numbers]]


class _Unsettled:
    """The names of a batch that are no isolated pair of equal ones."""

    def __init__(self, batch: _Comparison, gold: Ints, predicted: Ints) -> None:
        ours, self._batch = batch.gold, batch
        gold = gold[ours.left[gold].argsort(kind="stable")]
        predicted = predicted[batch.left[predicted].argsort(kind="stable")]
        spread, crowded = self._overlaps(gold, predicted)
        self._crowded = np.flatnonzero(crowded).tolist()
        if self._crowded:
            gold = gold[~crowded[ours.document[gold]]]
            predicted = predicted[~crowded[batch.document[predicted]]]
            spread, _ = self._overlaps(gold, predicted)
        self._gold, self._predicted = gold, predicted
        self._one, self._other = self._edges(*spread)
        self.tangled = crowded
        for label in range(len(VIEW_LABELS["core"])):
            own = predicted[_CORE[batch.code[predicted]] == label]
            reach = np.maximum.accumulate(batch.right[own])
            again = own[1:][batch.left[own][1:] < reach[:-1]]
            self.tangled[batch.document[again]] = True

    def _overlaps(self, gold: Ints, predicted: Ints) -> tuple[tuple[Ints, ...], Flags]:
        """Return where each span's partners begin and end, and which documents have too many."""
        batch, ours = self._batch, self._batch.gold
        left, right = ours.left[gold], ours.right[gold]
        others_left, others_right = batch.left[predicted], batch.right[predicted]
        spread = (
            np.searchsorted(left, others_left),
            np.searchsorted(left, others_right),
            np.searchsorted(others_left, left, "right"),
            np.searchsorted(others_left, right),
        )
        many = np.zeros(len(batch.places))
        spans = np.zeros(len(batch.places))
        for document, first, last in (
            (batch.document[predicted], *spread[:2]),
            (ours.document[gold], *spread[2:]),
        ):
            many += np.bincount(document, np.maximum(last - first, 0), len(many))
            spans += np.bincount(document, minlength=len(many))
        return spread, many > _CROWDED * spans

    def _edges(self, *spread: Ints) -> tuple[Ints, Ints]:
        """Return all overlapping pairs as places in `self._gold` and `self._predicted`."""
        predicted, gold = _spread(*spread[:2])
        more_gold, more_predicted = _spread(*spread[2:])
        return np.concatenate([gold, more_gold]), np.concatenate([predicted, more_predicted])

    def count(self, tp: dict[Any, Counts], characters: Counts) -> None:
        """Add what these names earn to `tp` by criterion, and their shared characters."""
        batch, ours = self._batch, self._batch.gold
        gold, predicted = self._gold, self._predicted
        document = ours.document[gold]
        one, other = self._one, self._other
        left = np.maximum(ours.left[gold][one], batch.left[predicted][other])
        right = np.minimum(ours.right[gold][one], batch.right[predicted][other])
        shared = right - left
        size = (ours.right - ours.left)[gold][one]
        other_size = (batch.right - batch.left)[predicted][other]
        same = _CORE[ours.code[gold]][one] == _CORE[batch.code[predicted]][other]

        def add(column: Counts, places: Ints, credit: float = 1.0) -> None:
            column += credit * np.bincount(document[places], minlength=len(column))

        exact, type_, partial, iou = BESIDE
        i, j = _pairs(batch.gold_keys[gold], batch.keys[predicted])
        add(tp[exact], i)
        add(tp[partial], i)
        taken, other_taken = np.zeros(len(gold), np.bool_), np.zeros(len(predicted), np.bool_)
        taken[i] = other_taken[j] = True
        open_ = ~(taken[one] | other_taken[other])
        add(tp[partial], _matched(one[open_], other[open_]), 0.5)
        add(tp[type_], _matched(one[same], other[same]))
        near = same & (2 * shared >= size + other_size - shared)
        add(tp[iou], _matched(one[near], other[near]))
        solid = np.where(
            shared == size, ours.solid[gold][one], batch.solid[predicted][other]
        )
        for edge in np.flatnonzero(same & (shared < size) & (shared < other_size)).tolist():
            place = int(document[one[edge]])
            begin = int(left[edge] - batch.base[place])
            piece = batch._text(place)[begin : begin + int(shared[edge])]
            solid[edge] = len("".join(piece.split()))
        characters += np.bincount(document[one[same]], solid[same], len(characters))
        for place in self._crowded:
            names = batch.core_names(place)
            for criterion, credit in _crowded(*names).items():
                tp[criterion][place] = credit


def _crowded(gold: Sequence[Labelled], predicted: Sequence[Labelled]) -> dict[Any, float]:
    """Count one document without listing its overlaps; for hostile input."""
    exact, type_, partial, iou = BESIDE
    ours, theirs = (Counter(span[:2] for span in side) for side in (gold, predicted))
    equal = ours & theirs
    rest = list((ours - equal).elements()), list((theirs - equal).elements())
    found: dict[Any, float] = {
        exact: equal.total(),
        partial: equal.total() + 0.5 * overlap_matching(*rest),
        type_: 0,
        iou: 0,
    }
    for label in VIEW_LABELS["core"]:
        one, other = (sorted(s[:2] for s in side if s[2] == label) for side in (gold, predicted))
        if not one or not other:
            continue
        found[type_] += overlap_matching(one, other)
        (left, right), (others_left, others_right) = np.array(one).T, np.array(other).T
        # Spans that share half of their union hold each other's middle.
        middle = others_left + others_right
        j, i = _spread(
            np.searchsorted(2 * np.maximum.accumulate(right), middle),
            np.searchsorted(2 * left, middle, "right"),
        )
        common = np.minimum(right[i], others_right[j]) - np.maximum(left[i], others_left[j])
        union = (right - left)[i] + (others_right - others_left)[j] - common
        near = 2 * common >= union
        found[iou] += len(_matched(i[near], j[near]))
    return found


# --- a file of names ------------------------------------------------------------------------


class _Name(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    """A predicted name, its fields in the order in which they are mostly written."""

    start: Offset
    end: Offset
    label: _Label
    text: Annotated[str, msgspec.Meta(min_length=1)] | None = None
    score: Confidence | None = None


class _Line(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    """A line that holds names alone; its id is looked up, so its form needs no check."""

    id: str
    entities: list[_Name]


class _NotPlain(Exception):
    """The file holds something else, or something wrong."""


class Answers(NamedTuple):
    """What a file said: labels used, whether scores are given, documents without a line."""

    labels: set[str]
    scored: bool
    missing: list[int]


def read_names(path: Path, places: Mapping[str, int], tally: Tally) -> Answers | None:
    """Count a file that is plain and all right: a line a document, names alone, with offsets.

    Returns None for any other file, and says nothing of it (what was counted is then void):
    what it holds or what is wrong with it, `copydesk.predictions` finds out. Every line is
    decoded by itself, in full; what columns show is checked on columns.
    """
    reader = _Names(places, tally)
    try:
        with open(path, "rb", buffering=0) as file:
            for lines in _blocks(file):
                reader.take(lines)
        return reader.finish()
    except (_NotPlain, OSError, msgspec.MsgspecError, UnicodeError, RecursionError):
        return None


def _blocks(file: io.FileIO) -> Iterator[bytes]:
    """Yield a file in blocks of whole lines."""
    held: list[bytes] = []
    while block := file.read(_BLOCK):
        held.append(block)
        if (cut := block.rfind(b"\n") + 1) > 0:
            held[-1] = block[:cut]
            yield b"".join(held)
            held = [block[cut:]]
        elif len(held) > MAX_LINE // _BLOCK:
            raise _NotPlain
    if any(held):
        yield b"".join(held)


class _Names:
    """Gathers the columns of a plain file; raises where it is not plain or not right."""

    def __init__(self, places: Mapping[str, int], tally: Tally) -> None:
        self._places = places
        self._tally = tally
        self._decode = msgspec.json.Decoder(_Line).decode
        self._unseen = np.ones(len(tally.gold), np.bool_)
        self._used = np.zeros(len(PREDICTED_LABELS), np.int64)
        self._scored = False
        self._waiting = 0
        self._documents: list[int] = []
        self._counts: list[int] = []
        self._columns: list[tuple[NDArray[np.int32], ...]] = []

    def take(self, block: bytes) -> None:
        """Decode some lines and keep their columns."""
        decode = self._decode
        records = [decode(line) for line in block.removesuffix(b"\n").split(b"\n")]
        try:
            documents = [self._places[one.id] for one in records]
        except KeyError:
            raise _NotPlain from None
        items = [one.entities for one in records]
        names = list(chain.from_iterable(items))
        size = len(names)
        start = np.fromiter([one.start for one in names], np.int32, size)
        end = np.fromiter([one.end for one in names], np.int32, size)
        code = np.fromiter([_CODE[one.label] for one in names], np.int32, size)
        # Of two equal keys the decoder keeps one. Every key brings a colon, and so do coarse
        # labels: with as many colons as that no key is given twice, and nothing else is there.
        colons = int(np.count_nonzero(np.frombuffer(block, np.uint8) == _COLON))
        plain = 2 * len(records) + 3 * size + int(np.count_nonzero(code >= len(ENTITY_LABELS)))
        if b"\\" in block and b"\\u003" in block:  # an escaped colon would spoil the count
            raise _NotPlain
        if colons != plain:
            self._take_more(documents, items, colons - plain)
        self._documents += documents
        self._counts += map(len, items)
        self._columns.append((start, end, code))
        self._waiting += size
        if self._waiting >= _BATCH or len(self._documents) >= _BATCH:
            self._count()

    def _take_more(self, documents: list[int], items: list[list[_Name]], colons: int) -> None:
        """Check texts, and that they and scores bring the colons that are left."""
        texts = self._tally.gold.texts
        for document, names in zip(documents, items, strict=True):
            article = texts[document]
            for one in names:
                if one.text is not None:
                    if article[one.start : one.end] != one.text:
                        raise _NotPlain
                    colons -= 1 + one.text.count(":")
                if one.score is not None:
                    self._scored = True
                    colons -= 1
        if colons:
            raise _NotPlain

    def _count(self) -> None:
        places = np.array(self._documents, np.int64)
        counts = np.array(self._counts, np.int64)
        start, end, code = (
            np.concatenate(one).astype(np.int64) for one in zip(*self._columns, strict=True)
        )
        self._documents, self._counts, self._columns, self._waiting = [], [], [], 0
        length = self._tally.gold.lengths[places]
        if not (self._unseen[places].all() and (end <= np.repeat(length, counts)).all()):
            raise _NotPlain
        self._unseen[places] = False
        if len(np.unique(places)) < len(places) or (start >= end).any():
            raise _NotPlain
        for number in np.flatnonzero((counts > SPANS_PER_WORD) & (counts > length // 20)):
            words, _ = Text(self._tally.gold.texts[int(places[number])]).words
            if counts[number] > SPANS_PER_WORD * max(1, len(words)):
                raise _NotPlain
        self._used += np.bincount(code, minlength=len(PREDICTED_LABELS))
        self._tally.count(places, counts, start, end, code)

    def finish(self) -> Answers:
        """Count what is left and return what the file said."""
        if self._documents:
            self._count()
        if self._unseen.all():
            raise _NotPlain
        labels = {PREDICTED_LABELS[code] for code in np.flatnonzero(self._used)}
        return Answers(labels, self._scored, np.flatnonzero(self._unseen).tolist())
