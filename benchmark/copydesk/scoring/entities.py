"""Entities: strict F1 in the core view after edge normalisation, and what stands beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from copydesk.labels import VIEW_LABELS, VIEWS, Layer, in_view, view_of
from copydesk.records import Annotation, Entity, PredictedEntity, Prediction
from copydesk.scoring.criteria import Criterion, Exact, IoU, Labelled, Partial, Type
from copydesk.scoring.layer import Attempted, Comparison, LayerScorer
from copydesk.scoring.metrics import Columns, Metric
from copydesk.scoring.normalise import edges, name_key
from copydesk.text import Text, common, merge_offsets

_KINDS = ("tp", "predicted", "gold")
#: Criteria that stand beside the headline, normalised, in the core view.
BESIDE: tuple[Criterion, ...] = (Exact(), Type(), Partial(), IoU(0.5))


@dataclass(frozen=True)
class Names:
    """A document's gold names: raw and edge-normalised, in gold labels."""

    text: Text
    raw: list[Labelled]
    normalised: list[Labelled]


def normalised(text: str, spans: Iterable[Labelled]) -> list[Labelled]:
    """Return spans with their edges normalised."""
    found = []
    for start, end, label in spans:
        left, right = edges(text[start:end])
        found.append((start + left, end - right, label))
    return found


def strict_pairs(gold: Sequence[Labelled], predicted: Sequence[Labelled]) -> list[tuple[int, int]]:
    """Return the pairs of equal spans, one to one.

    Equality is transitive, so any pairing of equal spans has the greatest credit.
    """
    waiting: dict[Labelled, list[int]] = defaultdict(list)
    for number in range(len(gold) - 1, -1, -1):
        waiting[gold[number]].append(number)
    return sorted(
        (waiting[span].pop(), number) for number, span in enumerate(predicted) if waiting[span]
    )


class Entities(LayerScorer[Names]):
    """Names."""

    name = "entities"
    columns = (
        *(
            f"entities/{view}/{label}/{kind}"
            for view, labels in VIEW_LABELS.items()
            for label in labels
            for kind in _KINDS
        ),
        "entities/raw_strict/tp",
        *(f"entities/{one!r}/tp" for one in BESIDE),
        *(f"entities/{what}/{kind}" for what in ("chars", "names") for kind in _KINDS),
    )

    def prepare(
        self, text: Text, annotation: Annotation, before: Mapping[Layer, Any] | None = None
    ) -> Names:
        raw: list[Labelled] = [(e.start, e.end, e.label) for e in annotation.entities or ()]
        return Names(text, raw, normalised(text.text, raw))

    def compare(self, gold: Names, predicted: Prediction) -> Comparison:
        names = predicted.entities or ()
        lost = [name for name in names if name.start is None]
        place = [number for number, name in enumerate(names) if name.start is not None]
        raw = [_labelled(names[number]) for number in place]
        trimmed = normalised(gold.text.text, raw)
        counts: dict[str, float] = defaultdict(float)
        found: list[tuple[int, int]] = []
        for view in VIEWS:
            if any(_too_coarse(name.label, view) for name in names):
                continue
            gold_view, gold_place = _viewed(gold.normalised, view)
            view_spans, view_place = _viewed(trimmed, view)
            pairs = strict_pairs(gold_view, view_spans)
            for _, _, label in gold_view:
                counts[f"entities/{view}/{label}/gold"] += 1
            for _, _, label in view_spans:
                counts[f"entities/{view}/{label}/predicted"] += 1
            for name in lost:
                if own := in_view(name.label, view):
                    counts[f"entities/{view}/{own}/predicted"] += 1
            for i, _ in pairs:
                counts[f"entities/{view}/{gold_view[i][2]}/tp"] += 1
            found = [(gold_place[i], place[view_place[j]]) for i, j in pairs]
        core_gold, core_place = _viewed(gold.normalised, "core")
        core, view_place = _viewed(trimmed, "core")
        counts["entities/raw_strict/tp"] = len(
            strict_pairs(_viewed(gold.raw, "core")[0], _viewed(raw, "core")[0])
        )
        overlaps: list[tuple[int, int]] = []
        for one in BESIDE:
            pairs_with_credit = one.pairs(core_gold, core)
            counts[f"entities/{one!r}/tp"] = sum(credit for _, _, credit in pairs_with_credit)
            if one == Partial():
                overlaps = [(core_place[i], place[view_place[j]]) for i, j, _ in pairs_with_credit]
        self._count_characters(counts, gold.text, core_gold, core, lost)
        self._count_names(counts, gold.text, core_gold, core, lost)
        unplaced = {
            number
            for number, name in enumerate(names)
            if name.start is None and in_view(name.label, "core")
        }
        counted = set(core_place), {place[number] for number in view_place} | unplaced
        return Comparison(dict(counts), found, overlaps, counted)

    @staticmethod
    def _count_characters(
        counts: dict[str, float],
        text: Text,
        gold: Sequence[Labelled],
        predicted: Sequence[Labelled],
        lost: Sequence[PredictedEntity],
    ) -> None:
        for label in VIEW_LABELS["core"]:
            ours = merge_offsets((start, end) for start, end, own in gold if own == label)
            theirs = merge_offsets((start, end) for start, end, own in predicted if own == label)
            both = common(ours, theirs)
            for kind, stretches in zip(_KINDS, (both, theirs, ours), strict=True):
                counts[f"entities/chars/{kind}"] += text.solid_all(stretches)
        for name in lost:
            if in_view(name.label, "core"):
                counts["entities/chars/predicted"] += sum(
                    not character.isspace() for character in name.text or ""
                )

    @staticmethod
    def _count_names(
        counts: dict[str, float],
        text: Text,
        gold: Sequence[Labelled],
        predicted: Sequence[Labelled],
        lost: Sequence[PredictedEntity],
    ) -> None:
        ours = {(name_key(text.text[start:end]), label) for start, end, label in gold}
        theirs = {(name_key(text.text[start:end]), label) for start, end, label in predicted}
        unseen = {
            (name_key(name.text or ""), label)
            for name in lost
            if (label := in_view(name.label, "core"))
        }
        counts["entities/names/tp"] += len(ours & theirs)
        counts["entities/names/predicted"] += len(theirs) + len(unseen - theirs)
        counts["entities/names/gold"] += len(ours)

    def metrics(self, columns: Columns, attempted: Attempted) -> Sequence[Metric]:
        def over(view: str, kind: str) -> list[str]:
            return [f"entities/{view}/{label}/{kind}" for label in VIEW_LABELS[view]]

        core = over("core", "predicted"), over("core", "gold")
        found: list[Metric] = [columns.f1("strict", over("core", "tp"), *core)]
        found.append(columns.f1("raw_strict", "entities/raw_strict/tp", *core))
        found += [columns.f1(repr(one), f"entities/{one!r}/tp", *core) for one in BESIDE]
        for what in ("chars", "names"):
            found.append(columns.f1(what, *(f"entities/{what}/{kind}" for kind in _KINDS)))
        for view in reversed(attempted.views):
            if view != "core":
                found.append(columns.f1(f"strict/{view}", *(over(view, kind) for kind in _KINDS)))
            for label in VIEW_LABELS[view]:
                kinds = (f"entities/{view}/{label}/{kind}" for kind in _KINDS)
                found.append(columns.f1(f"strict/{view}/{label}", *kinds))
        return found

    def unscored(self, attempted: Attempted) -> Mapping[str, str]:
        reason = "the predicted labels say less than this view asks"
        return {f"strict/{view}": reason for view in VIEWS if view not in attempted.views}


def _labelled(name: PredictedEntity | Entity) -> Labelled:
    assert name.start is not None
    assert name.end is not None
    return name.start, name.end, name.label


def _too_coarse(label: str, view: str) -> bool:
    own = view_of(label) or "core"
    return list(VIEWS).index(own) > list(VIEWS).index(view)


def _viewed(spans: Sequence[Labelled], view: str) -> tuple[list[Labelled], list[int]]:
    """Return the spans with the view's labels, dropped ones left out, and their old numbers."""
    kept, numbers = [], []
    for number, (start, end, label) in enumerate(spans):
        if own := in_view(label, view):
            kept.append((start, end, own))
            numbers.append(number)
    return kept, numbers
