"""Attributions: who said what (`wsw`), and what stands beside it.

Roles are compared as sets of word tokens, so quotation marks, commas and line breaks cannot
matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from copydesk.derive import nesting, quote_type
from copydesk.labels import QUOTE_TYPES, SOURCE_TYPES, Layer
from copydesk.records import (
    Annotation,
    PredictedAttribution,
    PredictedSpan,
    Prediction,
    Span,
)
from copydesk.scoring.layer import Attempted, Comparison, LayerScorer
from copydesk.scoring.matching import match, overlapping, weight
from copydesk.scoring.metrics import Columns, Mean, Metric
from copydesk.scoring.speakers import Names
from copydesk.text import Offsets, Runs, Text, hull, shared, size

#: Thresholds of intersection over union, in twentieths: .50, .55, ... .95.
THRESHOLDS = tuple(range(10, 20))
ROLES = ("content", "source", "cue")
_SLICED = ("detection@.5", "wsw@.5")


def reaches(intersection: int, union: int, twentieths: int) -> bool:
    """Is intersection / union >= twentieths / 20, without rounding?

    >>> reaches(11, 20, 11), reaches(10, 20, 11)
    (True, False)
    """
    return 20 * intersection >= twentieths * union and union > 0


@dataclass(frozen=True)
class Item:
    """An attribution as word sets; `speakers` are resolved names, None where one is ambiguous."""

    content: Runs
    source: Runs
    cue: Runs
    speakers: frozenset[str] | None
    quote_type: str
    named: bool = True
    slices: tuple[str, ...] = ()

    def role(self, name: str) -> Runs:
        """Return the word set of a role."""
        runs: Runs = getattr(self, name)
        return runs


@dataclass(frozen=True)
class Reports:
    """A document's gold attributions, in an order of their own content."""

    text: Text
    names: Names
    items: list[Item]
    order: list[int] = field(default_factory=list)


def predicted_items(gold: Reports, predicted: Prediction) -> list[Item]:
    """Return a prediction's attributions as word sets, speakers resolved by the gold's names."""
    return [
        _with_lost(
            gold.text,
            one,
            _item(
                gold.text,
                gold.names,
                _offsets(one.content),
                _offsets(one.source or ()),
                _offsets(one.cue or ()),
                one.speakers or (),
                named=one.speakers is not None,
            ),
        )
        for one in predicted.attributions or ()
    ]


def _with_lost(text: Text, predicted: PredictedAttribution, item: Item) -> Item:
    """Add the words of spans that were not found in the text: they stand nowhere, match nothing.

    So a source that was not found is a wrong source, not a missing one.
    """
    roles: dict[str, Any] = {}
    for role in ROLES:
        lost = sum(
            len(Text(span.text or "").words[0]) or 1
            for span in getattr(predicted, role) or ()
            if span.start is None
        )
        if lost:
            behind = len(text.words[0]) + len(text.text) + 1
            roles[role] = (*item.role(role), (behind, behind + lost))
    return replace(item, **roles) if roles else item


def position(item: Item) -> tuple[object, ...]:
    """Return the key of an order of attributions by their own content, free of the input's."""
    speakers = sorted(item.speakers or ())
    return item.content, item.source, item.cue, item.speakers is None, speakers


def source_right(gold: Item, predicted: Item) -> bool:
    """Is the source right: by its words, or, where no span is predicted, by silence or name?

    One guess, not two: a predicted span decides alone, and a list of candidates is no source:
    every stretch of it must share a word with gold's, all together have token F1 >= .5.
    Silence is right only where gold has no source; then no speaker may be predicted either.
    """
    if predicted.source:
        hits = shared(gold.source, predicted.source)
        return 4 * hits >= size(gold.source) + size(predicted.source) and all(
            shared((stretch,), gold.source) for stretch in predicted.source
        )
    if not gold.source and predicted.speakers == frozenset():
        return True
    return bool(gold.named and gold.speakers) and gold.speakers == predicted.speakers


def token_f1(one: Runs, other: Runs) -> float:
    """Return F1 of two word sets; two empty ones agree."""
    whole = size(one) + size(other)
    return 2 * shared(one, other) / whole if whole else 1.0


class Attributions(LayerScorer[Reports]):
    """Reported speech and writing."""

    name = "attributions"
    columns = (
        "attributions/predicted",
        "attributions/gold",
        *(f"attributions/{what}@{k}/tp" for what in ("wsw", "detection") for k in THRESHOLDS),
        *(f"attributions/who/{kind}" for kind in ("tp", "predicted", "gold")),
        *(f"attributions/{role}{how}/tp" for role in ROLES for how in ("", "_exact")),
        "attributions/all_exact/tp",
        *(
            f"attributions/{one}/{kind}"
            for one in QUOTE_TYPES
            for kind in ("tp", "predicted", "gold")
        ),
        *(
            f"attributions/slice/{name}/{kind}"
            for name in (
                *(f"quote_type={one}" for one in QUOTE_TYPES),
                *(f"source_type={one}" for one in SOURCE_TYPES),
                "nested",
                "discontinuous",
                "over_paragraphs",
            )
            for kind in ("gold", *_SLICED)
        ),
    )

    def prepare(
        self, text: Text, annotation: Annotation, before: Mapping[Layer, Any] | None = None
    ) -> Reports:
        names = Names(annotation)
        gold = annotation.attributions or ()
        inner = nesting({item.id: text.word_set(_offsets(item.content)) for item in gold})
        items = []
        for one in gold:
            content = _offsets(one.content)
            slices = [f"quote_type={quote_type(text, content)}"]
            if one.source_type:
                slices.append(f"source_type={one.source_type}")
            if inner[one.id]:
                slices.append("nested")
            if len(content) > 1:
                slices.append("discontinuous")
            if "\n" in text.text[min(content)[0] : max(end for _, end in content)]:
                slices.append("over_paragraphs")
            items.append(
                _item(
                    text,
                    names,
                    content,
                    _offsets(one.source),
                    _offsets(one.cue),
                    one.speakers or (),
                    named=one.speakers is not None,
                    slices=tuple(slices),
                )
            )
        return Reports(text, names, items, _by_position(items))

    def compare(self, gold: Reports, predicted: Prediction) -> Comparison:
        theirs = predicted_items(gold, predicted)
        order = _by_position(theirs)
        candidates = self._candidates(gold, theirs, order)
        counts: dict[str, float] = defaultdict(float)
        counts["attributions/predicted"] = len(theirs)
        counts["attributions/gold"] = len(gold.items)

        def best(allowed: Callable[[_Candidate], bool]) -> list[tuple[int, int]]:
            pairs = match(
                (one.gold, one.predicted, one.weight) for one in candidates if allowed(one)
            )
            return [(gold.order[i], order[j]) for i, j in pairs]

        for k in THRESHOLDS:
            reached = [one for one in candidates if reaches(one.shared, one.union, k)]
            right = [one for one in reached if one.source_right]
            counts[f"attributions/detection@{k}/tp"] = len(
                match((one.gold, one.predicted, one.weight) for one in reached)
            )
            counts[f"attributions/wsw@{k}/tp"] = len(
                match((one.gold, one.predicted, one.weight) for one in right)
            )
        found = best(lambda _: True)
        pairs = best(lambda one: one.source_right)
        self._count_speakers(counts, gold, theirs, best, order)
        self._count_roles(counts, gold.items, theirs, found)
        for kind in QUOTE_TYPES:
            counts[f"attributions/{kind}/gold"] = sum(one.quote_type == kind for one in gold.items)
            counts[f"attributions/{kind}/predicted"] = sum(one.quote_type == kind for one in theirs)
            counts[f"attributions/{kind}/tp"] = len(
                best(
                    lambda one, kind=kind: (  # type: ignore[misc]
                        gold.items[gold.order[one.gold]].quote_type == kind
                        and theirs[order[one.predicted]].quote_type == kind
                    )
                )
            )
        for one in gold.items:
            for name in one.slices:
                counts[f"attributions/slice/{name}/gold"] += 1
        for metric, matched in zip(_SLICED, (found, pairs), strict=True):
            for i, _ in matched:
                for name in gold.items[i].slices:
                    counts[f"attributions/slice/{name}/{metric}"] += 1
        counted = set(range(len(gold.items))), set(range(len(theirs)))
        return Comparison(dict(counts), pairs, found, counted)

    @staticmethod
    def _candidates(gold: Reports, theirs: list[Item], order: list[int]) -> list[_Candidate]:
        """Return all pairs whose contents reach the lowest threshold."""
        found = []
        ours = [gold.items[number] for number in gold.order]
        others = [theirs[number] for number in order]
        for i, j in overlapping(
            [hull(one.content) for one in ours], [hull(one.content) for one in others]
        ):
            one, other = ours[i], others[j]
            hits = shared(one.content, other.content)
            union = size(one.content) + size(other.content) - hits
            if hits and reaches(hits, union, THRESHOLDS[0]):
                value = weight(
                    1.0, hits, token_f1(one.source, other.source), token_f1(one.cue, other.cue)
                )
                found.append(_Candidate(i, j, hits, union, value, source_right(one, other)))
        return found

    @staticmethod
    def _count_speakers(
        counts: dict[str, float],
        gold: Reports,
        theirs: list[Item],
        best: Callable[[Callable[[_Candidate], bool]], list[tuple[int, int]]],
        order: list[int],
    ) -> None:
        """Count `who`, where the document's speakers are known."""
        if not all(one.named for one in gold.items):
            return
        counts["attributions/who/gold"] = sum(bool(one.speakers) for one in gold.items)
        counts["attributions/who/predicted"] = sum(one.speakers != frozenset() for one in theirs)
        counts["attributions/who/tp"] = len(
            best(
                lambda one: (
                    bool(gold.items[gold.order[one.gold]].speakers)
                    and gold.items[gold.order[one.gold]].speakers
                    == theirs[order[one.predicted]].speakers
                )
            )
        )

    @staticmethod
    def _count_roles(
        counts: dict[str, float], gold: list[Item], theirs: list[Item], pairs: list[tuple[int, int]]
    ) -> None:
        totals = dict.fromkeys(ROLES, 0.0)
        for i, j in pairs:
            one, other = gold[i], theirs[j]
            for role in ROLES:
                totals[role] += token_f1(one.role(role), other.role(role))
                counts[f"attributions/{role}_exact/tp"] += one.role(role) == other.role(role)
            counts["attributions/all_exact/tp"] += all(
                one.role(role) == other.role(role) for role in ROLES
            )
        for role, total in totals.items():
            counts[f"attributions/{role}/tp"] = total

    def metrics(self, columns: Columns, attempted: Attempted) -> Sequence[Metric]:
        both = "attributions/predicted", "attributions/gold"

        def mean(what: str) -> Mean:
            return Mean(
                what,
                tuple(
                    columns.f1(
                        f"{what}@{k / 20:.2f}".replace("0.", "."),
                        f"attributions/{what}@{k}/tp",
                        *both,
                    )
                    for k in THRESHOLDS
                ),
            )

        kinds = ("tp", "predicted", "gold")
        return [
            mean("wsw"),
            columns.f1("wsw@.5", "attributions/wsw@10/tp", *both),
            mean("detection"),
            columns.f1("detection@.5", "attributions/detection@10/tp", *both),
            columns.f1("who", *(f"attributions/who/{kind}" for kind in kinds)),
            *(
                columns.f1(f"{role}{how}", f"attributions/{role}{how}/tp", *both)
                for how in ("", "_exact")
                for role in ROLES
            ),
            columns.f1("all_exact", "attributions/all_exact/tp", *both),
            *(
                columns.f1(f"detection/{one}", *(f"attributions/{one}/{kind}" for kind in kinds))
                for one in QUOTE_TYPES
            ),
        ]

    def slices(self, columns: Columns) -> Sequence[Metric]:
        names = [
            name.split("/")[2]
            for name in self.columns
            if name.endswith("/gold") and "slice/" in name
        ]
        return [
            columns.rate(
                f"{metric}/{name}",
                f"attributions/slice/{name}/{metric}",
                f"attributions/slice/{name}/gold",
            )
            for metric in _SLICED
            for name in names
        ]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A gold and a predicted attribution whose contents could pair; numbers are by position."""

    gold: int
    predicted: int
    shared: int
    union: int
    weight: int
    source_right: bool


def _item(
    text: Text,
    names: Names,
    content: list[Offsets],
    source: list[Offsets],
    cue: list[Offsets],
    speakers: Sequence[str],
    *,
    named: bool,
    slices: tuple[str, ...] = (),
) -> Item:
    return Item(
        text.word_set(content),
        text.word_set(source),
        text.word_set(cue),
        names.resolve(speakers),
        quote_type(text, content) if content else "indirect",
        named,
        slices,
    )


def _offsets(spans: Iterable[Span | PredictedSpan]) -> list[Offsets]:
    return [(one.start, one.end) for one in spans if one.start is not None and one.end is not None]


def _by_position(items: list[Item]) -> list[int]:
    return sorted(range(len(items)), key=lambda number: position(items[number]))
