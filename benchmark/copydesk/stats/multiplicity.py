"""Many pairs at once: p-values that hold for a whole board.

Ten equal systems make 45 pairs, and unadjusted tests separate some pair on most such boards.
Both adjustments here control the chance of any false separation; docs/scoring.md holds
the simulation that chose between them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from copydesk.stats.protocol import Floats, Metric
from copydesk.stats.randomization import TIE, Pair, Swaps, swapped_differences


@dataclass(frozen=True, slots=True)
class PairTests:
    """Every pair's difference and its p-values: unadjusted, by Holm, by step-down max-T.

    All arrays have shape (pairs,); `differences` are first minus second.
    """

    pairs: tuple[Pair, ...]
    differences: Floats
    raw: Floats
    holm: Floats
    max_t: Floats
    swaps: Swaps


def holm(p: Floats) -> Floats:
    """Adjust p-values, shape (n,), by Holm's rule; they keep their order.

    The r-th smallest of n is multiplied by n - r + 1, capped at 1, and never less than the one
    before it. Source: Holm (1979), A simple sequentially rejective multiple test procedure.

    >>> holm(np.array([0.04, 0.01, 0.03]))
    array([0.06, 0.03, 0.06])
    """
    order = np.argsort(p, kind="stable")
    adjusted = np.empty_like(p)
    adjusted[order] = np.minimum(1.0, np.maximum.accumulate(p[order] * np.arange(len(p), 0, -1)))
    return adjusted


def randomization_scale(metric: Metric, first: Floats, second: Floats) -> float:
    """Compute the standard deviation, to first order, of a pair's difference under random swaps.

    Clusters (C, K) of both. With D = first - second and g the gradient at the mean of their
    sums, a swap flips the sign of D_c . g, so the variance is the sum of (D_c . g)^2. Dividing
    by it lets pairs of precise and of noisy differences share one maximum. Returns 1 where
    nothing varies.
    """
    middle = (first.sum(axis=0) + second.sum(axis=0)) / 2
    scale = float(np.linalg.norm((first - second) @ metric.gradient(middle)))
    return scale if scale > 0 else 1.0


def pairwise_tests(
    metric: Metric, systems: Floats, pairs: Sequence[Pair], *, randomizations: int, seed: int = 0
) -> PairTests:
    """Test pairs of systems (m, C, K) for a difference, on one shared randomisation.

    Two-sided: raw p counts assignments with |d*| >= |d| - 1e-12. An assignment that leaves the
    score undefined counts as reaching it. The score of every system must be defined.

    Step-down max-T ranks the pairs by |d| / scale and compares each with the greatest |d*| /
    scale among itself and all pairs ranked below it. Source: Westfall and Young (1993),
    Resampling-based multiple testing, algorithm 4.1; Romano and Wolf (2005), JASA 100.
    """
    values = metric.value(systems.sum(axis=1))
    first, second = np.array(pairs, dtype=np.intp).reshape(-1, 2).T
    differences = values[first] - values[second]
    scales = np.array([randomization_scale(metric, systems[i], systems[j]) for i, j in pairs])
    order = np.argsort(-np.abs(differences) / scales, kind="stable")
    ascending = order[::-1]
    thresholds = np.abs(differences) - TIE

    swaps = Swaps.over(systems, randomizations, seed)
    raw_counts = np.zeros(len(pairs), dtype=np.int64)
    max_counts = np.zeros(len(pairs), dtype=np.int64)
    for drawn in swapped_differences(metric, systems, pairs, swaps):
        extremes = np.abs(drawn)
        extremes[np.isnan(extremes)] = np.inf
        raw_counts += (extremes >= thresholds).sum(axis=0)
        extremes = extremes[:, ascending] / scales[ascending]
        np.maximum.accumulate(extremes, axis=1, out=extremes)
        max_counts[ascending] += (extremes >= (thresholds / scales)[ascending]).sum(axis=0)

    raw = swaps.p_values(raw_counts)
    max_t = np.empty_like(raw)
    max_t[order] = np.maximum.accumulate(swaps.p_values(max_counts)[order])
    return PairTests(tuple(pairs), differences, raw, holm(raw), max_t, swaps)
