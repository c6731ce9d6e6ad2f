"""The interval that is printed: linearised, with the cluster (outlet) as the unit."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from copydesk.stats.protocol import Floats, Metric, score
from copydesk.stats.student_t import critical_value

FEW_CLUSTERS = 30
"""Under this many clusters an interval deserves a warning (docs/scoring.md)."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A confidence interval: its ends, the standard error, and how many clusters it rests on."""

    low: float
    high: float
    se: float
    clusters: int

    @property
    def few_clusters(self) -> bool:
        """Whether there are too few clusters to trust the promised level."""
        return self.clusters < FEW_CLUSTERS


def cluster_sums(counts: Floats, labels: Sequence[str]) -> Floats:
    """Add the rows of each cluster: counts (D, K) and D labels give sums (C, K).

    Clusters stand in sorted order of their labels, so that one seed draws the same clusters
    whatever the order of the documents. Raises ValueError where counts and labels do not match.
    """
    if counts.ndim != 2 or len(counts) != len(labels):
        raise ValueError(
            f"counts of shape {counts.shape} need one label a document, got {len(labels)}"
        )
    names, places = np.unique(np.asarray(labels, dtype=np.str_), return_inverse=True)
    sums = np.zeros((len(names), counts.shape[1]))
    np.add.at(sums, places, counts)
    return sums


def residuals(metric: Metric, clusters: Floats) -> Floats:
    """Give what each cluster adds to the score's error, to first order: (C, K) gives (C,).

    u_c = counts_c . gradient; for F1 that is (2 tp_c - F (p_c + g_c)) / (P + G). NaN throughout
    where the metric is undefined. Source: Woodruff (1971), A simple method for approximating the
    variance of a complicated estimate, JASA 66.
    """
    sums = clusters.sum(axis=0)
    if math.isnan(score(metric, sums)):
        return np.full(len(clusters), np.nan)
    return clusters @ metric.gradient(sums)


def standard_error(u: Floats) -> float:
    """Compute sqrt(C / (C - 1) x sum u_c^2) of residuals u, shape (C,); NaN for C < 2."""
    count = len(u)
    return math.sqrt(count / (count - 1) * float(u @ u)) if count > 1 else math.nan


def t_interval(
    value: float, u: Floats, *, level: float, bounds: tuple[float, float]
) -> Interval | None:
    """Return value +- t(C - 1) se, clipped to `bounds`; None where value or se is undefined."""
    se = standard_error(u)
    if math.isnan(value) or math.isnan(se):
        return None
    reach = critical_value(level, len(u) - 1) * se
    low, high = (min(max(end, bounds[0]), bounds[1]) for end in (value - reach, value + reach))
    return Interval(low, high, se, len(u))


def linearized_interval(
    metric: Metric,
    clusters: Floats,
    level: float = 0.95,
    *,
    bounds: tuple[float, float] = (0.0, 1.0),
) -> Interval | None:
    """Compute the interval of a score from cluster sums (C, K), clipped to its `bounds`.

    A score that can be negative (MCC) needs `bounds` of its own, (-1, 1). None for fewer than two
    clusters or an undefined metric. A score without any residual (all right, or all wrong) has
    se 0: the sample then says nothing about its own error. Raises ValueError for a level outside
    (0, 1).
    """
    value = score(metric, clusters.sum(axis=0))
    return t_interval(value, residuals(metric, clusters), level=level, bounds=bounds)
