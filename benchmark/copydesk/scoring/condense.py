"""A headline on no more columns than it reads: what a randomisation adds up 100,000 times."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from copydesk.scoring.metrics import F1, Array, Mean, Metric


def condense(metric: Metric, systems: Sequence[Array]) -> tuple[Metric, list[Array]]:
    """Return a metric of the same value on the columns that it reads, and these.

    `systems` are cluster sums (C, K), what is returned (C, k). Columns that F1 adds up are added
    up; a mean of F1s with one denominator (a mean over thresholds) is the F1 of the mean of their
    true positives. Other metrics stay as they are.
    """
    parts = _triples(metric)
    if parts is None:
        return metric, list(systems)
    heads = tuple(
        F1(metric.name, (3 * place,), (3 * place + 1,), (3 * place + 2,))
        for place in range(len(parts))
    )
    columns = [
        np.stack([_summed(system, one) for triple in parts for one in triple], axis=1)
        for system in systems
    ]
    return heads[0] if isinstance(metric, F1) else Mean(metric.name, heads), columns


#: Columns to be added up, and the number to divide by.
_Sum = tuple[tuple[int, ...], int]
_Triple = tuple[_Sum, _Sum, _Sum]


def _triples(metric: Metric) -> list[_Triple] | None:
    """Return true positives, predicted and gold of each F1 that a metric is the mean of."""
    if isinstance(metric, F1):
        return [((metric.true_positives, 1), (metric.predicted, 1), (metric.gold, 1))]
    if not isinstance(metric, Mean):
        return None
    inner = [_triples(one) for one in metric.of]
    if any(one is None or len(one) > 1 for one in inner):
        return None
    triples = [one[0] for one in inner if one]
    alike = len({triple[1:] for triple in triples}) == 1
    if alike and len(triples) > 1 and all(triple[0][1] == 1 for triple in triples):
        hits = tuple(column for triple in triples for column in triple[0][0])
        return [((hits, len(triples)), *triples[0][1:])]
    return triples


def _summed(system: Array, what: _Sum) -> Array:
    columns, divisor = what
    total: Array = system[:, list(columns)].sum(axis=1) / divisor
    return total
