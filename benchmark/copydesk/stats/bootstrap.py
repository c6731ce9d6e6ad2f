"""The percentile bootstrap: one set of weights for every system and every metric."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from copydesk.stats.draws import draw_weights
from copydesk.stats.interval import Interval
from copydesk.stats.protocol import Floats, Metric

RESAMPLES = 10_000


@lru_cache(maxsize=2)
def bootstrap_weights(n_clusters: int, resamples: int = RESAMPLES, seed: int = 0) -> Floats:
    """How often each resample holds each cluster: whole numbers, shape (resamples, n_clusters).

    Kept and shared, hence read-only: two systems on the same clusters meet the same resamples,
    which is what makes their comparison a paired one. Stored as float64 since the product that
    follows is in float64; 8 bytes a cell. Raises ValueError for a negative number.
    """
    if n_clusters < 0 or resamples < 0 or seed < 0:
        raise ValueError(
            f"n_clusters, resamples and seed must be >= 0, got {n_clusters}, {resamples}, {seed}"
        )
    weights = draw_weights(resamples, n_clusters, seed)
    weights.setflags(write=False)
    return weights


def bootstrap_sums(weights: Floats, clusters: Floats) -> Floats:
    """Compute the column sums of every resample: weights (B, C) and clusters (C, K) give (B, K)."""
    return weights @ clusters


def percentile_interval(
    replicates: Floats, n_clusters: int, level: float = 0.95
) -> Interval | None:
    """Take the central `level` of bootstrap replicates, shape (B,); se is their deviation.

    Replicates where the score is undefined (NaN) are left out. None for fewer than two clusters,
    or two replicates. Source: Efron and Tibshirani (1993), ch. 13. Raises ValueError for a level
    outside (0, 1).
    """
    if not 0 < level < 1:
        raise ValueError(f"level must lie in (0, 1), got {level}")
    defined = replicates[~np.isnan(replicates)]
    if n_clusters < 2 or len(defined) < 2:
        return None
    low, high = np.quantile(defined, [(1 - level) / 2, (1 + level) / 2])
    return Interval(float(low), float(high), float(np.std(defined, ddof=1)), n_clusters)


def bootstrap_interval(
    metric: Metric,
    clusters: Floats,
    level: float = 0.95,
    *,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> Interval | None:
    """Compute the percentile interval of one score from cluster sums (C, K).

    For many metrics of one system, call `bootstrap_sums` once and `percentile_interval` for
    each. None for fewer than two clusters or an undefined metric.
    """
    if np.isnan(metric.value(clusters.sum(axis=0))):
        return None
    sums = bootstrap_sums(bootstrap_weights(len(clusters), resamples, seed), clusters)
    return percentile_interval(metric.value(sums), len(clusters), level)
