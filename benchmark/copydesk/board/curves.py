"""Precision and recall at falling scores: predictions under a threshold left out, scored again."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

import msgspec

from copydesk.board.entries import Entry, Field
from copydesk.labels import LAYERS, Layer
from copydesk.records import Prediction
from copydesk.scoring import Evaluator
from copydesk.scoring.metrics import known
from copydesk.submissions.files import PREDICTIONS

#: Thresholds of a curve: quantiles of the system's own scores.
STEPS = 12


@lru_cache(maxsize=4 * len(LAYERS))
def curves(field: Field, layer: Layer) -> dict[str, list[tuple[float, float]]]:
    """Return (recall, precision) by display name, for the systems that score this layer's items.

    Points are in order of falling threshold; the last is the system's own operating point. An
    item without a score counts as 1.
    """
    found = {}
    for entry in field.entries:
        if layer in entry.evaluation.attempted.scored and entry.stored is not None:
            points = curve(entry, field.evaluator, layer)
            if len(points) > 1:
                found[entry.card.name] = points
    return found


def curve(entry: Entry, evaluator: Evaluator, layer: Layer) -> list[tuple[float, float]]:
    """Return one system's points."""
    if entry.stored is None:
        return []
    answers = [_only(one, layer) for one in evaluator.read(entry.stored.folder / PREDICTIONS)]
    scores = sorted(_score(item) for one in answers for item in getattr(one, layer) or ())
    points = []
    for threshold in _quantiles(scores):
        kept = [_above(one, layer, threshold) for one in answers]
        scored = evaluator.score(kept)
        headline, sums = scored.metrics(layer)[0], scored.counts.sums()
        recall, precision = known(headline.recall(sums)), known(headline.precision(sums))
        if recall is not None and precision is not None:
            points.append((recall, precision))
    return points


def scored_layers(field: Field) -> list[Layer]:
    """Return the layers in which some system gives scores."""
    given = {layer for one in field.entries for layer in one.evaluation.attempted.scored}
    return [layer for layer in LAYERS if layer in given]


def _quantiles(scores: Sequence[float]) -> list[float]:
    """Return up to `STEPS` of sorted scores, evenly spread, falling; the least is among them.

    The greatest is not: precision of one item is no figure.

    >>> _quantiles([0.1, 0.1, 0.5, 0.9])
    [0.5, 0.1]
    """
    if not scores:
        return []
    places = sorted({step * (len(scores) - 1) // STEPS for step in range(STEPS)})
    chosen = [scores[place] for place in places]
    return [*(one for one, other in pairwise(chosen) if one != other), chosen[-1]][::-1]


def _only(prediction: Prediction, layer: Layer) -> Prediction:
    others: dict[str, Any] = {one: None for one in LAYERS if one != layer}
    return msgspec.structs.replace(prediction, **others)


def _above(prediction: Prediction, layer: Layer, threshold: float) -> Prediction:
    items = getattr(prediction, layer)
    if items is None:
        return prediction
    kept: Any = tuple(one for one in items if _score(one) >= threshold)
    return msgspec.structs.replace(prediction, **{layer: kept})


def _score(item: Any) -> float:
    return 1.0 if item.score is None else item.score
