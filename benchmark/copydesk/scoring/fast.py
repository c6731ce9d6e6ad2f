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
from functools import cached_property
from hashlib import sha256
from heapq import heappop, heappush
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from copydesk.errors import CopyDeskError
from copydesk.jsonl import MAX_LINE
from copydesk.labels import ENTITY_LABELS, VIEW_LABELS, VIEWS, in_view, view_of
from copydesk.records import PREDICTED_LABELS, Confidence, Entity, Offset, PredictedEntity
from copydesk.scoring.boilerplate import furniture_share
from copydesk.scoring.criteria import Criterion, IoU, Labelled
from copydesk.scoring.entities import BESIDE, Entities
from copydesk.scoring.matching import match
from copydesk.scoring.normalise import HONORIFICS, edges, name_key, normalise
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
#: Different surfaces that are remembered, and the longest of them.
_SURFACES, _LONG = 1 << 15, 200
#: More overlaps than this a span, and a document is counted without listing them.
_CROWDED = 32

_CODE: dict[str, int] = {label: code for code, label in enumerate(PREDICTED_LABELS)}
_LABEL_BITS = 5
#: Bits of a position on the axis of a batch, and of a name's key within a document.
_POSITION_BITS, _KEY_BITS = 29, 36
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
_NAMED = _CORE != _NONE
#: view -> number of its first label's first column
_FIRST = {view: _COLUMN[f"entities/{view}/{labels[0]}/tp"] for view, labels in VIEW_LABELS.items()}
#: label code -> how coarse: 0 onto11, 1 conll4, 2 core
_COARSENESS = np.array([list(VIEWS).index(view_of(label) or "") for label in PREDICTED_LABELS])
_TP, _PREDICTED, _GOLD = range(3)
_IOU = BESIDE[3]
assert IoU(0.5) == _IOU


def _number(name: str) -> int:
    return _COLUMN[f"entities/{name}"]


# --- one name -------------------------------------------------------------------------------

_LEADS = frozenset({"the", "an", "a"} | {one.split()[0].lower() for one in HONORIFICS})


def describe(surface: str) -> tuple[int, int, str, int]:
    """Return what `edges` strips, the name's key, and its non-space characters once stripped."""
    if len(surface) <= _LONG and (plain := _describe_plain(surface)):
        return 0, 0, *plain
    left, right = edges(surface)
    piece = surface[left : len(surface) - right]
    if len(surface) <= _LONG and (plain := _describe_plain(piece)):
        return left, right, *plain
    words = piece.split()
    key = " ".join(words)
    width = len(key) - len(words) + 1 if words else 0
    # `name_key` normalises once more, which mostly changes nothing.
    key = key.casefold().replace("’", "'") if normalise(piece) == piece else name_key(piece)
    return left, right, key, width


def _describe_plain(name: str) -> tuple[str, int] | None:
    """Return key and size of a name of which nothing is stripped, as far as a glance tells.

    Such are letters, digits and single spaces, unless an article or honorific leads.
    """
    if name.isalnum():
        return name.casefold(), len(name)
    words = name.split(" ")
    letters = "".join(words)
    if (
        letters.isalnum()
        and "" not in words
        and words[0].isascii()
        and words[0].lower() not in _LEADS
    ):
        return name.casefold(), len(letters)
    return None


def _short(key: str) -> str:
    """Return a key, or what stands for it where spans as long as an article would fill memory."""
    return key if len(key) <= _LONG else "\n" + sha256(key.encode()).hexdigest()


def solid(text: str) -> int:
    """Count the characters that are not white space."""
    return len("".join(text.split()))


# --- gold -----------------------------------------------------------------------------------


class GoldNames:
    """The gold names of all documents as columns, sorted by document, start, end and label.

    Built document by document with `add`; `texts` gives a document's text by its number.
    Positions are code points of the text; `left` and `right` are those of the normalised name.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self.keys: dict[str, int] = {}
        self.furniture: dict[int, Sequence[Offsets]] = {}
        spans = ("start", "end", "left", "right", "key", "solid")
        self._spans = {name: array("i") for name in spans}
        self._spans |= {name: array("b") for name in ("code", "alone")}
        self._documents = {name: array("i") for name in ("length", "characters", "names")}
        self._documents |= {name: array("b") for name in ("annotated", "furnished", "tangled")}
        self._first = array("q", [0])

    def __len__(self) -> int:
        return len(self._first) - 1

    @cached_property
    def column(self) -> dict[str, NDArray[Any]]:
        """The columns by name, of names and of documents; nothing can be added any more."""
        kinds = {"q": np.int64, "i": np.int32, "b": np.int8}
        arrays = {**self._spans, **self._documents, "first": self._first}
        return {name: np.frombuffer(one, kinds[one.typecode]) for name, one in arrays.items()}

    def add(
        self, text: str, names: Sequence[Entity] | None, furniture: Sequence[Offsets] | None = None
    ) -> None:
        """Take in the next document; None: the layer was not annotated."""
        if len(text) >= 1 << _POSITION_BITS:
            raise CopyDeskError(f"a text of {len(text):,} characters is too long: split it")
        if furniture:
            self.furniture[len(self)] = furniture
        spans = self._spans
        core: list[tuple[int, int, int]] = []
        distinct = set()
        for start, end, code in sorted((e.start, e.end, _CODE[e.label]) for e in names or ()):
            left, right, key, size = describe(text[start:end])
            number = self.keys.setdefault(_short(key), len(self.keys))
            if _CORE[code] != _NONE:
                core.append((start + left, end - right, len(spans["start"])))
                distinct.add((number, int(_CORE[code])))
            name = start, end, start + left, end - right, number, size, code, 1
            for column, value in zip(spans.values(), name, strict=True):
                column.append(value)
        characters, tangled = self._mark(text, sorted(core))
        self._first.append(len(spans["start"]))
        row = (
            len(text),
            characters,
            len(distinct),
            names is not None,
            furniture is not None,
            tangled,
        )
        for column, value in zip(self._documents.values(), row, strict=True):
            column.append(value)

    def _mark(self, text: str, core: list[tuple[int, int, int]]) -> tuple[int, bool]:
        """Note which names overlap another.

        Returns the characters that the names of each label cover, and whether names of one
        label overlap, so that their sizes do not add up.
        """
        alone, code, sizes = (self._spans[name] for name in ("alone", "code", "solid"))
        reached, last = -1, -1
        for start, end, number in core:
            if start < reached:
                alone[number] = alone[last] = 0
            if end > reached:
                reached, last = end, number
        characters, tangled = sum(sizes[number] for _, _, number in core), False
        if not all(alone[number] for _, _, number in core):
            for label in range(len(VIEW_LABELS["core"])):
                own = [(start, end) for start, end, n in core if _CORE[code[n]] == label]
                merged = merge_offsets(own)
                lost = sum(solid(text[slice(*one)]) for one in own)
                lost -= sum(solid(text[slice(*one)]) for one in merged)
                characters -= lost
                tangled = tangled or sum(e - s for s, e in merged) < sum(e - s for s, e in own)
        return characters, tangled


class _Surfaces:
    """What predicted names read, described once each; gold's names keep their key numbers."""

    def __init__(self, names: GoldNames) -> None:
        self.names = names
        self._forget()

    def _forget(self) -> None:
        self._known: dict[str, int] = {}
        self._new_keys: dict[str, int] = {}
        self._table = np.empty((0, 4), np.int64)

    def described(self, places: Ints, begin: Ints, end: Ints) -> Ints:
        """Describe slices of texts.

        Returns four rows: characters stripped left and right, key number, solid characters.
        """
        if len(self._table) > _SURFACES:
            self._forget()
        known, texts = self._known, self.names.texts
        which: list[int] = []
        more: list[int] = []
        last, text = -1, ""
        for place, low, high in zip(places.tolist(), begin.tolist(), end.tolist(), strict=True):
            if place != last:
                text, last = texts[place], place
            surface = text[low:high]
            row = known.get(surface)
            if row is None:
                left, right, key, width = describe(surface)
                row = len(self._table) + len(more) // 4
                more += left, right, self.key(key), width
                if high - low <= _LONG:
                    known[surface] = row
            which.append(row)
        rows = np.fromiter(more, np.int64, len(more)).reshape(-1, 4)
        self._table = np.concatenate([self._table, rows])
        return self._table[np.fromiter(which, np.int64, len(which))].T

    def key(self, key: str) -> int:
        """Return the number of a key; those that gold does not have are numbered behind gold's."""
        key = _short(key)
        number = self.names.keys.get(key)
        if number is None:
            number = self._new_keys.setdefault(key, len(self.names.keys) + len(self._new_keys))
        return number


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


def _among(keys: Ints, others: Ints) -> Flags:
    """Which of the keys are among the others?"""
    if not len(others):
        return np.zeros(len(keys), np.bool_)
    others = np.sort(others, kind="stable")
    place = np.minimum(np.searchsorted(others, keys), len(others) - 1)
    found: Flags = others[place] == keys
    return found


def _pairs(gold: Ints, predicted: Ints) -> tuple[Ints, Ints]:
    """Return the numbers of equal keys, paired one to one."""
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
    found = [np.empty(0, np.int64)]
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
        left = _absent(gold, gold[chosen]) & _absent(predicted, predicted[chosen])
        gold, predicted = gold[left], predicted[left]
    return np.concatenate(found)


def _absent(numbers: Ints, taken: Ints) -> Flags:
    """Which of the numbers are not taken?"""
    free = np.ones(max(numbers.max(initial=0), taken.max(initial=0)) + 1, np.bool_)
    free[taken] = False
    return free[numbers]


def _distinct(keys: Ints) -> Ints:
    """Return the keys once each, sorted; sorts them in place."""
    keys.sort()
    new = np.ones(len(keys), np.bool_)
    np.not_equal(keys[1:], keys[:-1], out=new[1:])
    return keys[new]


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
class _Waiting:
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
        self._waiting = _Waiting()
        self._surfaces = _Surfaces(gold)

    def add(self, place: int, names: Sequence[PredictedEntity]) -> None:
        """Count one document; a name without offsets was not found and is a false positive."""
        waiting = self._waiting
        here = [one for one in names if one.start is not None]
        if len(here) < len(names):
            number = len(waiting.places)
            waiting.lost += ((number, one) for one in names if one.start is None)
        waiting.places.append(place)
        waiting.counts.append(len(here))
        waiting.start += [one.start for one in here]  # type: ignore[misc]
        waiting.end += [one.end for one in here]  # type: ignore[misc]
        waiting.code += [_CODE[one.label] for one in here]
        if len(waiting.start) >= _BATCH or len(waiting.places) >= _BATCH:
            self.flush()

    def flush(self) -> None:
        """Count what has come in since the last time."""
        one, self._waiting = self._waiting, _Waiting()
        if one.places:
            places, counts = np.array(one.places), np.array(one.counts)
            start, end = np.array(one.start, np.int64), np.array(one.end, np.int64)
            self.count(places, counts, start, end, np.array(one.code, np.int64), one.lost)

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
        if len(places) > 1 and self.gold.column["length"][places].sum() >= 1 << _POSITION_BITS:
            half = len(places) // 2
            cut = int(counts[:half].sum())
            parts = [(number, one) for number, one in lost if number < half]
            self.count(places[:half], counts[:half], start[:cut], end[:cut], code[:cut], parts)
            parts = [(number - half, one) for number, one in lost if number >= half]
            self.count(places[half:], counts[half:], start[cut:], end[cut:], code[cut:], parts)
            return
        self._count_leak(places, counts, start, end, lost)
        annotated = self.gold.column["annotated"][places] > 0
        if not annotated.all():
            kept = np.repeat(annotated, counts)
            renumbered = np.cumsum(annotated) - 1
            lost = [(int(renumbered[one]), name) for one, name in lost if annotated[one]]
            places, counts = places[annotated], counts[annotated]
            start, end, code = start[kept], end[kept], code[kept]
        if len(places):
            rows = _Batch(self._surfaces, places, counts, start, end, code, lost).counts()
            own: Any = places
            if (np.diff(places) == 1).all():
                own = slice(places[0], places[-1] + 1)
            for number in np.flatnonzero(rows.any(axis=1)):
                self._values[own, number] = rows[number]

    def _count_leak(
        self,
        places: Ints,
        counts: Ints,
        start: Ints,
        end: Ints,
        lost: Sequence[tuple[int, PredictedEntity]],
    ) -> None:
        """Count names, and those that stand in furniture."""
        furnished = self.gold.column["furnished"][places] > 0
        if not furnished.any():
            return
        whole = counts.copy()
        np.add.at(whole, np.array([one for one, _ in lost], np.int64), 1)
        self._values[places, self._leak_whole] = np.where(furnished, whole, 0)
        first = np.cumsum(counts) - counts
        for number, place in enumerate(places.tolist()):
            furniture = self.gold.furniture.get(place)
            if furniture:
                own = slice(first[number], first[number] + counts[number])
                spans = zip(start[own].tolist(), end[own].tolist(), strict=True)
                low, high = furniture[0][0], furniture[-1][1]
                if near := [span for span in spans if span[0] < high and span[1] > low]:
                    text = Text(self.gold.texts[place])
                    inside = sum(furniture_share(text, furniture, [span]) for span in near)
                    self._values[place, self._leak_part] = inside


@dataclass
class _Spans:
    """Normalised names as columns; positions are on the axis of a batch."""

    document: Ints
    left: Ints
    right: Ints
    code: Ints
    key: Ints
    solid: Ints

    def columns(self) -> tuple[Ints, ...]:
        """Return all columns."""
        return self.document, self.left, self.right, self.code, self.key, self.solid

    def __len__(self) -> int:
        return len(self.document)

    def __getitem__(self, which: Any) -> _Spans:
        return _Spans(*(column[which] for column in self.columns()))

    def __add__(self, other: _Spans) -> _Spans:
        pairs = zip(self.columns(), other.columns(), strict=True)
        return _Spans(*(np.concatenate(pair) for pair in pairs))

    @property
    def core(self) -> Ints:
        """The labels in the core view."""
        return _CORE[self.code]

    def boundaries(self, bits: int) -> Ints:
        """Return left and right edges as one number each; lengths fit in `bits`."""
        return self.left << bits | (self.right - self.left)

    def equal(self, other: _Spans, keys: Ints, other_keys: Ints, labels: Ints) -> tuple[Ints, Ints]:
        """Pair equal keys whose labels are equal in a view that does not drop them."""
        ours, theirs = labels[self.code], labels[other.code]
        i, j = np.flatnonzero(ours != _NONE), np.flatnonzero(theirs != _NONE)
        one, two = _pairs(
            keys[i] << _LABEL_BITS | ours[i], other_keys[j] << _LABEL_BITS | theirs[j]
        )
        return i[one], j[two]


class _Batch:
    """Some documents: their gold and predicted names on one axis, all texts laid end to end.

    What gold and prediction share to the letter is paired at once (`hits`, numbers of gold
    names; `named`, those of the core view; `settled`, those of these that overlap nothing
    else); `ours` and `theirs` are what each side has besides.
    """

    def __init__(
        self,
        surfaces: _Surfaces,
        places: Ints,
        counts: Ints,
        start: Ints,
        end: Ints,
        code: Ints,
        lost: Sequence[tuple[int, PredictedEntity]],
    ) -> None:
        names = surfaces.names
        self.names, self.places, self.lost = names, places, lost
        self._surfaces = surfaces
        column = names.column
        length = column["length"][places].astype(np.int64)
        self.base = np.cumsum(length) - length
        begin = column["first"][places]
        count = column["first"][places + 1] - begin
        self.gold_document = np.repeat(np.arange(len(places)), count)
        number = np.repeat(begin - np.cumsum(count) + count, count)
        number += np.arange(len(number))
        self._number = number
        self.gold_code = column["code"][number]
        gold_start = column["start"][number].astype(np.int64)
        gold_size = column["end"][number] - gold_start
        document = np.repeat(np.arange(len(places)), counts)
        size = end - start
        self.bits = int(max(size.max(initial=1), gold_size.max(initial=1))).bit_length()
        gold_start += self.base[self.gold_document]
        gold_raw = gold_start << self.bits | gold_size
        start = start + self.base[document]
        keys = (start << self.bits | size) << _LABEL_BITS | code
        if (keys[1:] < keys[:-1]).any():
            keys.sort(kind="stable")
            start, size = self._unpacked(keys >> _LABEL_BITS)
        place, hit = _find(gold_raw << _LABEL_BITS | self.gold_code, keys)
        alone = self._alone(start, start + size)
        rest, found = np.flatnonzero(~hit), np.flatnonzero(hit)
        self.hits, self.hit_document = place[found], document[found]
        free = _absent(np.arange(len(gold_raw)), self.hits)
        self.ours = self.gold(np.flatnonzero(free))
        keys = keys[rest]
        self.theirs = self._normalised(document[rest], keys, gold_raw)
        self.raw_pairs = self.ours.equal(self.theirs, gold_raw[free], keys >> _LABEL_BITS, _CORE)[0]
        named = np.flatnonzero(_NAMED[self.gold_code[self.hits]])
        self.named = self.hits[named]
        self.settled = alone[found[named]] & (column["alone"][number[self.named]] > 0)

    def _unpacked(self, keys: Ints) -> tuple[Ints, Ints]:
        return keys >> self.bits, keys & ((1 << self.bits) - 1)

    @staticmethod
    def _alone(start: Ints, end: Ints) -> Flags:
        """Which sorted spans overlap no other?"""
        alone = np.ones(len(start), np.bool_)
        follows = np.flatnonzero(start[1:] < np.maximum.accumulate(end)[:-1])
        if len(follows):
            alone[follows + 1] = False
            alone[:-1] &= start[1:] >= end[:-1]
        return alone

    def gold(self, which: Ints) -> _Spans:
        """Return some gold names of the batch."""
        document = self.gold_document[which]
        number = self._number[which]
        left, right, key, size = (
            self.names.column[name][number].astype(np.int64)
            for name in ("left", "right", "key", "solid")
        )
        shift = self.base[document]
        return _Spans(document, left + shift, right + shift, self.gold_code[which], key, size)

    def _normalised(self, document: Ints, keys: Ints, gold_raw: Ints) -> _Spans:
        """Normalise predicted names: where gold has the same span, as gold has it."""
        code = keys & ((1 << _LABEL_BITS) - 1)
        raw = keys >> _LABEL_BITS
        place = np.minimum(np.searchsorted(gold_raw, raw), max(len(gold_raw) - 1, 0))
        known = gold_raw[place] == raw if len(gold_raw) else np.zeros(len(raw), np.bool_)
        new = np.flatnonzero(~known)
        start, size = self._unpacked(raw)
        left, right, key, width = start.copy(), start + size, start.copy(), size
        same = self.gold(place[known])
        left[known], right[known], key[known] = same.left, same.right, same.key
        width[known] = same.solid
        places, begin = self.places[document[new]], start[new] - self.base[document[new]]
        found = self._surfaces.described(places, begin, begin + size[new])
        left[new] += found[0]
        right[new] -= found[1]
        key[new], width[new] = found[2], found[3]
        return _Spans(document, left, right, code, key, width)

    def text(self, document: int) -> str:
        """Return the text of a document of the batch."""
        return self.names.texts[int(self.places[document])]

    def counts(self) -> Counts:
        """Return the counts, (columns of `Entities`, documents)."""
        documents = len(self.places)
        rows = np.zeros((len(_COLUMN), documents))

        def table(flat: Ints) -> Ints:
            counted = np.bincount(flat, minlength=len(_CODE) * documents)
            return counted.reshape(len(_CODE), documents)

        flat = self.gold_code * np.int64(documents) + self.gold_document
        hits = table(flat[self.hits])
        predicted = hits + table(self.theirs.code * documents + self.theirs.document)
        for document, name in self.lost:
            predicted[_CODE[name.label], document] += 1
        fine, conll4, core = self._strict()
        right = hits + table(fine.code * np.int64(documents) + fine.document)
        for kind, counted in ((_TP, right), (_PREDICTED, predicted), (_GOLD, table(flat))):
            for view, labels in _IN_VIEW.items():
                for code, label in enumerate(labels.tolist()):
                    if label != _NONE:
                        rows[_FIRST[view] + 3 * label + kind] += counted[code]
        for view, more in (
            ("conll4", conll4),
            ("core", conll4[_NAMED[conll4.code]]),
            ("core", core),
        ):
            column = _FIRST[view] + 3 * _IN_VIEW[view][more.code] + _TP
            np.add.at(rows, (column, more.document), 1)
        for view, finer in (("onto11", _COARSENESS > 0), ("conll4", _COARSENESS > 1)):
            void = predicted[finer].any(axis=0)
            if void.any():
                first = _FIRST[view]
                rows[first : first + 3 * len(VIEW_LABELS[view]), void] = 0
        raw = np.concatenate([self.gold_document[self.named], self.ours.document[self.raw_pairs]])
        rows[_number("raw_strict/tp")] = np.bincount(raw, minlength=documents)
        self._count_beside(rows)
        self._count_names(rows)
        return rows

    def _strict(self) -> tuple[_Spans, _Spans, _Spans]:
        """Pair equal normalised names: in gold labels, then what is left in coarser ones.

        Returns the gold names that pair in gold labels, first in conll4, and first in core.
        """
        found = []
        ours, theirs = self.ours, self.theirs
        keys = [one.boundaries(self.bits) for one in (ours, theirs)]
        ours, theirs = ours[_among(*keys)], theirs[_among(*keys[::-1])]
        for labels in (_IN_VIEW["onto11"], _IN_VIEW["conll4"], _CORE):
            i, j = ours.equal(
                theirs, ours.boundaries(self.bits), theirs.boundaries(self.bits), labels
            )
            found.append(ours[i])
            ours = ours[_absent(np.arange(len(ours)), i)]
            theirs = theirs[_absent(np.arange(len(theirs)), j)]
        return found[0], found[1], found[2]

    def _count_beside(self, rows: Counts) -> None:
        """Count exact, type, partial, iou(.5) and characters, all in the core view."""
        settled = self.named[self.settled]
        documents = self.gold_document[settled]
        tangled = self.gold(self.named[~self.settled])
        ours = self.ours[_NAMED[self.ours.code]] + tangled
        theirs = self.theirs[_NAMED[self.theirs.code]] + tangled
        overlaps = _Overlaps(self, ours, theirs)
        right = np.bincount(documents, minlength=len(self.places))
        sizes = np.bincount(
            documents, self.names.column["solid"][self._number[settled]], len(self.places)
        )
        for one, more in overlaps.matched().items():
            rows[_number(f"{one!r}/tp")] = right + more
        first = _number("chars/tp")
        rows[first + _TP] = sizes + overlaps.shared_characters()
        rows[first + _PREDICTED] = sizes + np.bincount(
            theirs.document, theirs.solid, len(self.places)
        )
        rows[first + _GOLD] = self.names.column["characters"][self.places]
        for document in np.flatnonzero(
            overlaps.tangled | (self.names.column["tangled"][self.places] > 0)
        ).tolist():
            counts: dict[str, float] = dict.fromkeys(Entities.columns[first : first + 3], 0)
            text = Text(self.text(document))
            Entities._count_characters(counts, text, *self.core_names(document), ())
            rows[first : first + 3, document] = list(counts.values())
        for document in np.flatnonzero(overlaps.crowded).tolist():
            for one, credit in _crowded(*self.core_names(document)).items():
                rows[_number(f"{one!r}/tp"), document] = credit
        for document, name in self.lost:
            if _NAMED[_CODE[name.label]]:
                rows[first + _PREDICTED, document] += solid(name.text or "")

    def core_names(self, document: int) -> tuple[list[Labelled], list[Labelled]]:
        """Return one document's normalised names in the core view, as the definition has them."""

        def own(documents: Ints) -> slice:
            return slice(*np.searchsorted(documents, [document, document + 1]))

        def listed(spans: _Spans) -> list[Labelled]:
            spans = spans[_NAMED[spans.code]]
            columns = spans.left - self.base[document], spans.right - self.base[document]
            labels = [VIEW_LABELS["core"][label] for label in spans.core.tolist()]
            return list(zip(columns[0].tolist(), columns[1].tolist(), labels, strict=True))

        places = own(self.gold_document)
        gold = self.gold(np.arange(places.start, places.stop))
        predicted = self.gold(self.hits[own(self.hit_document)])
        return listed(gold), listed(predicted + self.theirs[own(self.theirs.document)])

    def _count_names(self, rows: Counts) -> None:
        """Count distinct names of a document, by key and core label."""
        first = _number("names/tp")
        key = self.names.column["key"][self._number].astype(np.int64)
        ours = self.gold_document << _KEY_BITS | key << 2 | _CORE[self.gold_code]
        theirs = self.theirs.document << _KEY_BITS | self.theirs.key << 2 | self.theirs.core
        theirs = theirs[_NAMED[self.theirs.code]]
        predicted = _distinct(np.concatenate([ours[self.named], theirs]))
        gold = _distinct(ours[_NAMED[self.gold_code]])
        both = np.concatenate([gold, predicted])
        both.sort(kind="stable")
        seen = both[1:][both[1:] == both[:-1]]
        lost = []
        for document, name in self.lost:
            label = int(_CORE[_CODE[name.label]])
            if label != _NONE:
                number = self._surfaces.key(name_key(name.text or ""))
                lost.append(document << _KEY_BITS | number << 2 | label)
        if lost:
            predicted = _distinct(np.concatenate([predicted, np.array(lost)]))
        for kind, keys in ((_TP, seen), (_PREDICTED, predicted)):
            rows[first + kind] = np.bincount(keys >> _KEY_BITS, minlength=len(self.places))
        rows[first + _GOLD] = self.names.column["names"][self.places]


class _Overlaps:
    """Names of the core view that are no isolated pair of equal ones, and which of them meet.

    `crowded` documents have too many overlaps to list; in those and in `tangled` ones the
    characters that names cover do not add up.
    """

    def __init__(self, batch: _Batch, ours: _Spans, theirs: _Spans) -> None:
        self._batch = batch
        ours = ours[ours.left.argsort(kind="stable")]
        theirs = theirs[theirs.left.argsort(kind="stable")]
        spread, self.crowded = self._reach(ours, theirs)
        self.tangled = self.crowded.copy()
        if (theirs.left[1:] < np.maximum.accumulate(theirs.right)[:-1]).any():
            for label in range(len(VIEW_LABELS["core"])):
                own = theirs[theirs.core == label]
                again = own.left[1:] < np.maximum.accumulate(own.right)[:-1]
                self.tangled[own.document[1:][again]] = True
        if self.crowded.any():
            ours = ours[~self.crowded[ours.document]]
            theirs = theirs[~self.crowded[theirs.document]]
            spread, _ = self._reach(ours, theirs)
        self._ours, self._theirs = ours, theirs
        other, one = _spread(*spread[:2])
        more, more_others = _spread(*spread[2:])
        self._one, self._other = np.concatenate([one, more]), np.concatenate([other, more_others])
        gold, predicted = ours[self._one], theirs[self._other]
        self._left = np.maximum(gold.left, predicted.left)
        self._shared = np.minimum(gold.right, predicted.right) - self._left
        self._sizes = gold.right - gold.left, predicted.right - predicted.left
        self._same = gold.core == predicted.core

    def _reach(self, ours: _Spans, theirs: _Spans) -> tuple[tuple[Ints, ...], Flags]:
        """Return where each span's partners begin and end, and which documents have too many.

        Partners are listed on the side that begins first; of equals, on the predicted side.
        """
        spread = (
            np.searchsorted(ours.left, theirs.left),
            np.searchsorted(ours.left, theirs.right),
            np.searchsorted(theirs.left, ours.left, "right"),
            np.searchsorted(theirs.left, ours.right),
        )
        documents = len(self._batch.places)
        excess = np.zeros(documents)
        for spans, first, last in ((theirs, *spread[:2]), (ours, *spread[2:])):
            many = np.maximum(last - first, 0) - _CROWDED
            excess += np.bincount(spans.document, many, documents)
        return spread, excess > 0

    def matched(self) -> dict[Criterion, Counts]:
        """Return what the listed names earn, by criterion and document."""
        exact, type_, partial, iou = BESIDE
        documents, one, other = self._ours.document, self._one, self._other

        def count(gold: Ints) -> Counts:
            found = np.bincount(documents[gold], minlength=len(self._batch.places))
            return found.astype(np.float64)

        i, j = _pairs(*(one.boundaries(self._batch.bits) for one in (self._ours, self._theirs)))
        left = _absent(one, i) & _absent(other, j)
        size, other_size = self._sizes
        near = self._same & (3 * self._shared >= size + other_size)
        return {
            exact: count(i),
            type_: count(_matched(one[self._same], other[self._same])),
            partial: count(i) + 0.5 * count(_matched(one[left], other[left])),
            iou: count(_matched(one[near], other[near])),
        }

    def shared_characters(self) -> Counts:
        """Return the non-space characters that names of one label share, by document."""
        size, other_size = self._sizes
        documents = self._ours.document[self._one]
        width = np.where(
            self._shared == size, self._ours.solid[self._one], self._theirs.solid[self._other]
        )
        parts = self._same & (self._shared < size) & (self._shared < other_size)
        for edge in np.flatnonzero(parts).tolist():
            document = int(documents[edge])
            begin = int(self._left[edge] - self._batch.base[document])
            end = begin + int(self._shared[edge])
            width[edge] = solid(self._batch.text(document)[begin:end])
        same = self._same
        found = np.bincount(documents[same], width[same], len(self._batch.places))
        return found.astype(np.float64)


def _crowded(gold: Sequence[Labelled], predicted: Sequence[Labelled]) -> dict[Criterion, float]:
    """Count one document without listing its overlaps; for hostile input."""
    exact, type_, partial, iou = BESIDE
    ours, theirs = (Counter(span[:2] for span in side) for side in (gold, predicted))
    equal = ours & theirs
    rest = list((ours - equal).elements()), list((theirs - equal).elements())
    found: dict[Criterion, float] = {
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
        near = 3 * common >= (right - left)[i] + (others_right - others_left)[j]
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
        self._ids = list(places)
        self._tally = tally
        self._decode = msgspec.json.Decoder(_Line).decode
        self._unseen = np.ones(len(tally.gold), np.bool_)
        self._used = np.zeros(len(PREDICTED_LABELS), np.int64)
        self._scored = False
        self._waiting = 0
        self._documents: list[int] = []
        self._counts: list[int] = []
        self._columns: list[tuple[NDArray[Any], ...]] = []

    def take(self, block: bytes) -> None:
        """Decode some lines and keep their columns."""
        decode = self._decode
        records = [decode(line) for line in block.removesuffix(b"\n").split(b"\n")]
        documents = self._numbers([one.id for one in records])
        items = [one.entities for one in records]
        size = sum(map(len, items))
        start = np.fromiter([one.start for names in items for one in names], np.int32, size)
        end = np.fromiter([one.end for names in items for one in names], np.int32, size)
        code = bytes([_CODE[one.label] for names in items for one in names])
        # Of two equal keys the decoder keeps one. Every key brings a colon, and so do coarse
        # labels: with as many colons as that no key is given twice, and nothing else is there.
        colons = int(np.count_nonzero(np.frombuffer(block, np.uint8) == _COLON))
        labels = np.frombuffer(code, np.int8)
        plain = 2 * len(records) + 3 * size + int(np.count_nonzero(labels >= len(ENTITY_LABELS)))
        if b"\\" in block and b"\\u003" in block:  # an escaped colon would spoil the count
            raise _NotPlain
        if colons != plain:
            self._take_more(documents, items, colons - plain)
        self._documents += documents
        self._counts += map(len, items)
        self._columns.append((start, end, labels))
        self._waiting += size
        if self._waiting >= _BATCH or len(self._documents) >= _BATCH:
            self._count()

    def _numbers(self, names: list[str]) -> list[int]:
        """Return the documents' numbers; those in gold's order need no look-up."""
        begin = self._documents[-1] + 1 if self._documents else 0
        if names == self._ids[begin : begin + len(names)]:
            return list(range(begin, begin + len(names)))
        try:
            return [self._places[name] for name in names]
        except KeyError:
            raise _NotPlain from None

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
        places = np.fromiter(self._documents, np.int64)
        counts = np.fromiter(self._counts, np.int64)
        start, end, code = (
            np.concatenate(one).astype(np.int64) for one in zip(*self._columns, strict=True)
        )
        self._documents, self._counts, self._columns, self._waiting = [], [], [], 0
        length = self._tally.gold.column["length"][places]
        waiting = np.count_nonzero(self._unseen)
        self._unseen[places] = False
        if np.count_nonzero(self._unseen) != waiting - len(places):  # a document stands twice
            raise _NotPlain
        if (start >= end).any() or (end > np.repeat(length, counts)).any():
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
