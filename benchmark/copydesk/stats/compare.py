"""Two systems on the same clusters: by how much they differ, and whether that is chance."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from copydesk.stats.bootstrap import (
    RESAMPLES,
    bootstrap_sums,
    bootstrap_weights,
    percentile_interval,
)
from copydesk.stats.interval import Interval, residuals, standard_error, t_interval
from copydesk.stats.multiplicity import pairwise_tests
from copydesk.stats.protocol import Floats, Metric, score
from copydesk.stats.randomization import randomizations_for

DIFFERENCE_BOUNDS = (-1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two scores, their difference (first minus second), its intervals, and p.

    `p` is two-sided; `exact` says whether its `randomizations` are all there are or a sample.
    A difference that is undefined has NaN for p and no interval.
    """

    first: float
    second: float
    difference: float
    linearized: Interval | None
    bootstrap: Interval | None
    p: float
    randomizations: int
    exact: bool


def require_same_clusters(first: Floats, second: Floats) -> None:
    """Raise ValueError unless both arrays are (C, K) of one shape."""
    if first.ndim != 2 or first.shape != second.shape:
        raise ValueError(
            "systems are compared on the same clusters and columns, "
            f"got shapes {first.shape} and {second.shape}"
        )


def linearized_difference(
    metric: Metric, first: Floats, second: Floats, level: float = 0.95
) -> Interval | None:
    """Compute the paired interval of a difference, clipped to [-1, 1], from clusters (C, K).

    The residual of a cluster is the difference of its two residuals, so what both systems share
    (a hard outlet) cancels. None for fewer than two clusters or an undefined score. Raises
    ValueError for different shapes.
    """
    require_same_clusters(first, second)
    difference = score(metric, first.sum(axis=0)) - score(metric, second.sum(axis=0))
    u = residuals(metric, first) - residuals(metric, second)
    return t_interval(difference, u, level=level, bounds=DIFFERENCE_BOUNDS)


def difference_error(metric: Metric, first: Floats, second: Floats) -> float:
    """Compute the standard error of the paired difference; NaN where there is none."""
    require_same_clusters(first, second)
    return standard_error(residuals(metric, first) - residuals(metric, second))


def bootstrap_difference(
    metric: Metric,
    first: Floats,
    second: Floats,
    level: float = 0.95,
    *,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> Interval | None:
    """Compute the percentile interval of a difference: each resample scores both systems.

    None for fewer than two clusters. Raises ValueError for different shapes.
    """
    require_same_clusters(first, second)
    weights = bootstrap_weights(len(first), resamples, seed)
    drawn_first = metric.value(bootstrap_sums(weights, first))
    drawn_second = metric.value(bootstrap_sums(weights, second))
    return percentile_interval(drawn_first - drawn_second, len(first), level)


def compare_systems(
    metric: Metric,
    first: Floats,
    second: Floats,
    *,
    level: float = 0.95,
    resamples: int = RESAMPLES,
    randomizations: int | None = None,
    seed: int = 0,
) -> Comparison:
    """Compare two systems on the same clusters, (C, K) each.

    `randomizations` defaults to 100,000; up to 14 differing clusters are enumerated instead.
    Systems with the same counts get p 1 and the intervals [0, 0]. Raises ValueError for
    different shapes or a level outside (0, 1).
    """
    require_same_clusters(first, second)
    value, other = score(metric, first.sum(axis=0)), score(metric, second.sum(axis=0))
    if math.isnan(value - other):
        return Comparison(value, other, math.nan, None, None, math.nan, 0, False)
    tests = pairwise_tests(
        metric,
        np.stack([first, second]),
        [(0, 1)],
        randomizations=randomizations or randomizations_for(1),
        seed=seed,
    )
    return Comparison(
        first=value,
        second=other,
        difference=value - other,
        linearized=linearized_difference(metric, first, second, level),
        bootstrap=bootstrap_difference(
            metric, first, second, level, resamples=resamples, seed=seed
        ),
        p=float(tests.raw[0]),
        randomizations=tests.swaps.total,
        exact=tests.swaps.exact,
    )
