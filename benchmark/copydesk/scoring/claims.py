"""Claims: F1 of check-worthy claims at IoU .5, and what stands beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from copydesk.derive import claimant
from copydesk.labels import CLAIM_TYPES, Layer
from copydesk.records import Annotation, PredictedClaim, Prediction
from copydesk.scoring.attributions import (
    Attributions,
    Item,
    Reports,
    position,
    predicted_items,
    reaches,
    source_right,
)
from copydesk.scoring.layer import Attempted, Comparison, LayerScorer
from copydesk.scoring.matching import match, overlapping, weight
from copydesk.scoring.metrics import AveragePrecision, Columns, Correlation, Metric
from copydesk.text import Offsets, Runs, Text, hull, merge_offsets, shared, size

#: Fixed thresholds of average precision, in hundredths, falling.
THRESHOLDS = tuple(range(100, -1, -1))
_KINDS = ("tp", "predicted", "gold")
_VOICES = ("own_voice", "attributed")


@dataclass(frozen=True)
class Statement:
    """A claim as a word set; `score` in [0, 1]; `speaker` is the attribution it stands in."""

    words: Runs
    check_worthy: bool
    score: float
    speaker: Item | None
    slices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Statements:
    """A document's gold claims, and the attributions they stand in."""

    text: Text
    reports: Reports
    items: list[Statement]


class Claims(LayerScorer[Statements]):
    """Check-worthy, verifiable propositions."""

    name = "claims"
    columns = (
        *(
            f"claims/{what}/{kind}"
            for what in ("check_worthy", "verifiable", "sentences", *_VOICES)
            for kind in _KINDS
        ),
        *(f"claims/check_worthy_{how}/tp" for how in ("75", "exact", "soft")),
        "claims/sentences/all",
        *(f"claims/scored@{k}/{kind}" for k in THRESHOLDS for kind in ("tp", "predicted")),
        *(
            f"claims/slice/{name}/{kind}"
            for name in (*(f"claim_type={one}" for one in CLAIM_TYPES), *_VOICES)
            for kind in ("tp", "gold")
        ),
    )

    def prepare(
        self, text: Text, annotation: Annotation, before: Mapping[Layer, Any] | None = None
    ) -> Statements:
        reports = (before or {}).get("attributions") or Attributions().prepare(text, annotation)
        keyed = {str(number): reports.items[number] for number in reports.order}
        frames = _frames(keyed)
        known = annotation.attributions is not None
        items = []
        for one in annotation.claims or ():
            inside = claimant(text, (one.start, one.end), frames)
            slices = [f"claim_type={one.claim_type}"] if one.claim_type else []
            if known:
                slices.append("attributed" if inside else "own_voice")
            items.append(
                Statement(
                    text.word_set([(one.start, one.end)]),
                    one.check_worthy,
                    1.0,
                    keyed[inside] if inside else None,
                    tuple(slices),
                )
            )
        return Statements(text, reports, items)

    def compare(self, gold: Statements, predicted: Prediction) -> Comparison:
        theirs = self._predicted(gold, predicted)
        ours_order = sorted(range(len(gold.items)), key=lambda number: gold.items[number].words)
        their_order = sorted(
            range(len(theirs)), key=lambda number: (theirs[number].words, -theirs[number].score)
        )
        ours = [gold.items[number] for number in ours_order]
        others = [theirs[number] for number in their_order]
        overlaps = []
        for i, j in overlapping(
            [hull(one.words) for one in ours], [hull(one.words) for one in others]
        ):
            hits = shared(ours[i].words, others[j].words)
            if hits:
                overlaps.append((i, j, hits, size(ours[i].words) + size(others[j].words) - hits))
        worthy = [
            one for one in overlaps if ours[one[0]].check_worthy and others[one[1]].check_worthy
        ]
        counts: dict[str, float] = defaultdict(float)

        def pairs(
            among: Sequence[tuple[int, int, int, int]],
            twentieths: int,
            allowed: Callable[[Statement, Statement], bool] = lambda one, other: True,
        ) -> list[tuple[int, int]]:
            return match(
                (i, j, weight(1.0, hits))
                for i, j, hits, union in among
                if reaches(hits, union, twentieths) and allowed(ours[i], others[j])
            )

        right = pairs(worthy, 10)
        for kind, claims in (("gold", ours), ("predicted", others)):
            counts[f"claims/check_worthy/{kind}"] = sum(one.check_worthy for one in claims)
            counts[f"claims/verifiable/{kind}"] = len(claims)
        counts["claims/check_worthy/tp"] = len(right)
        counts["claims/check_worthy_75/tp"] = len(pairs(worthy, 15))
        counts["claims/check_worthy_exact/tp"] = len(pairs(worthy, 20))
        soft = match((i, j, weight(hits / union, hits)) for i, j, hits, union in worthy)
        iou = {(i, j): hits / union for i, j, hits, union in worthy}
        counts["claims/check_worthy_soft/tp"] = sum(iou[pair] for pair in soft)
        found = pairs(overlaps, 10)
        counts["claims/verifiable/tp"] = len(found)
        self._count_thresholds(counts, worthy, others)
        self._count_sentences(counts, gold.text, ours, others)
        if predicted.attributions is not None:
            self._count_voices(counts, worthy, ours, others, pairs)
        for one in ours:
            if one.check_worthy:
                for name in one.slices:
                    counts[f"claims/slice/{name}/gold"] += 1
        for i, _ in right:
            for name in ours[i].slices:
                counts[f"claims/slice/{name}/tp"] += 1
        return Comparison(
            dict(counts),
            [(ours_order[i], their_order[j]) for i, j in right],
            [(ours_order[i], their_order[j]) for i, j in found],
            (
                {number for number, one in enumerate(gold.items) if one.check_worthy},
                {number for number, one in enumerate(theirs) if one.check_worthy},
            ),
        )

    @staticmethod
    def _predicted(gold: Statements, predicted: Prediction) -> list[Statement]:
        said = sorted(predicted_items(gold.reports, predicted), key=position)
        keyed = {str(number): item for number, item in enumerate(said)}
        frames = _frames(keyed)

        def statement(one: PredictedClaim) -> Statement:
            worthy = one.check_worthy is not False
            score = 1.0 if one.score is None else one.score
            if one.start is None or one.end is None:
                return Statement((), worthy, score, None)
            inside = claimant(gold.text, (one.start, one.end), frames) if frames else None
            return Statement(
                gold.text.word_set([(one.start, one.end)]),
                worthy,
                score,
                keyed[inside] if inside else None,
            )

        return [statement(one) for one in predicted.claims or ()]

    @staticmethod
    def _count_thresholds(
        counts: dict[str, float],
        worthy: Sequence[tuple[int, int, int, int]],
        others: Sequence[Statement],
    ) -> None:
        kept = -1
        hits = 0
        for k in THRESHOLDS:
            passing = {
                j for j, one in enumerate(others) if one.check_worthy and one.score >= k / 100
            }
            if len(passing) != kept:
                kept = len(passing)
                hits = len(
                    match(
                        (i, j, 1)
                        for i, j, common, union in worthy
                        if j in passing and reaches(common, union, 10)
                    )
                )
            counts[f"claims/scored@{k}/tp"] = hits
            counts[f"claims/scored@{k}/predicted"] = kept

    @staticmethod
    def _count_sentences(
        counts: dict[str, float],
        text: Text,
        ours: Sequence[Statement],
        others: Sequence[Statement],
    ) -> None:
        sentences = [text.word_run(*span) for span in text.sentences]
        marked = []
        for claims in (ours, others):
            best = {_sentence(sentences, one.words) for one in claims if one.check_worthy}
            marked.append({number for number in best if number is not None})
        counts["claims/sentences/tp"] = len(marked[0] & marked[1])
        counts["claims/sentences/gold"] = len(marked[0])
        counts["claims/sentences/predicted"] = len(marked[1])
        counts["claims/sentences/all"] = len(sentences)

    @staticmethod
    def _count_voices(
        counts: dict[str, float],
        worthy: Sequence[tuple[int, int, int, int]],
        ours: Sequence[Statement],
        others: Sequence[Statement],
        pairs: Callable[..., list[tuple[int, int]]],
    ) -> None:
        for kind, claims in (("gold", ours), ("predicted", others)):
            for one in claims:
                if one.check_worthy:
                    counts[f"claims/{_VOICES[one.speaker is not None]}/{kind}"] += 1
        counts["claims/own_voice/tp"] = len(
            pairs(worthy, 10, lambda one, other: one.speaker is None and other.speaker is None)
        )
        counts["claims/attributed/tp"] = len(
            pairs(
                worthy,
                10,
                lambda one, other: (
                    one.speaker is not None
                    and other.speaker is not None
                    and source_right(one.speaker, other.speaker)
                ),
            )
        )

    def metrics(self, columns: Columns, attempted: Attempted) -> Sequence[Metric]:
        both = "claims/check_worthy/predicted", "claims/check_worthy/gold"

        def plain(name: str) -> Metric:
            return columns.f1(name, *(f"claims/{name}/{kind}" for kind in _KINDS))

        found: list[Metric] = [
            plain("check_worthy"),
            columns.f1("check_worthy@.75", "claims/check_worthy_75/tp", *both),
            columns.f1("check_worthy_exact", "claims/check_worthy_exact/tp", *both),
            columns.f1("check_worthy_soft", "claims/check_worthy_soft/tp", *both),
            plain("verifiable"),
            plain("sentences"),
            Correlation(
                "sentences_mcc",
                *(columns.number[f"claims/sentences/{kind}"] for kind in (*_KINDS, "all")),
            ),
        ]
        if "claims" in attempted.scored:
            found.append(
                AveragePrecision(
                    "average_precision",
                    tuple(columns.number[f"claims/scored@{k}/tp"] for k in THRESHOLDS),
                    tuple(columns.number[f"claims/scored@{k}/predicted"] for k in THRESHOLDS),
                    columns.number["claims/check_worthy/gold"],
                )
            )
        if "attributions" in attempted.layers:
            found += [plain(voice) for voice in _VOICES]
        return found

    def unscored(self, attempted: Attempted) -> Mapping[str, str]:
        missing = {}
        if "claims" not in attempted.scored:
            missing["average_precision"] = "no claim carries a score"
        if "attributions" not in attempted.layers:
            missing |= dict.fromkeys(_VOICES, "attributions were not attempted")
        return missing

    def slices(self, columns: Columns) -> Sequence[Metric]:
        names = [
            name.split("/")[2]
            for name in self.columns
            if name.startswith("claims/slice/") and name.endswith("/gold")
        ]
        return [
            columns.rate(
                f"check_worthy/{name}", f"claims/slice/{name}/tp", f"claims/slice/{name}/gold"
            )
            for name in names
        ]


def _frames(keyed: Mapping[str, Item]) -> list[tuple[str, Runs, Runs]]:
    """Return what `claimant` asks for; of equally small contents it takes the first."""
    return [
        (key, item.content, tuple(merge_offsets((*item.cue, *item.source))))
        for key, item in keyed.items()
    ]


def _sentence(sentences: Sequence[Offsets], words: Runs) -> int | None:
    """Return the number of the sentence that holds most of the words; of equals the first."""
    if not words:
        return None
    common = np.array([shared([run], words) for run in sentences] or [0])
    return int(common.argmax()) if common.any() else None
