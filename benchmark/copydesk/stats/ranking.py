"""A board: every pair tested together, and for each system the ranks it may hold."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations, pairwise
from statistics import median
from typing import Literal, TypeAlias

import numpy as np

from copydesk.stats.compare import difference_error, require_same_clusters
from copydesk.stats.multiplicity import pairwise_tests
from copydesk.stats.protocol import Floats, Metric, score
from copydesk.stats.randomization import randomizations_for

Adjustment: TypeAlias = Literal["holm", "max-t"]
ADJUSTMENT: Adjustment = "holm"
"""Chosen by simulation: max-T finds a point more of the true differences but separates equal
systems on 6 % of some boards where 5 % is promised (docs/scoring.md)."""

RESOLVABLE = 2.8
"""z(.975) + z(.8): a true difference of so many standard errors is found in 80 % of samples by a
two-sided test at 5 %. Source: Cohen (1988), Statistical power analysis; any text on sample size."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A system's score and its rank interval: it may stand anywhere from `best` to `worst`."""

    name: str
    value: float
    best: int
    worst: int


@dataclass(frozen=True, slots=True)
class PairResult:
    """One pair of a board: `first` scores `difference` more than `second`."""

    first: str
    second: str
    difference: float
    p: float
    adjusted_p: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """The board of one metric: standings from the highest score down, and all their pairs.

    `undefined` names systems without a score, which are not ranked. `resolvable` is the smallest
    resolvable difference, None where it cannot be estimated.
    """

    standings: tuple[Standing, ...]
    pairs: tuple[PairResult, ...]
    undefined: tuple[str, ...]
    resolvable: float | None
    alpha: float
    adjustment: Adjustment
    randomizations: int
    exact: bool


def rank_intervals(
    systems: int, significant: Mapping[tuple[int, int], bool]
) -> list[tuple[int, int]]:
    """[1 + significantly better, m - significantly worse] for systems 0 ... m - 1.

    `significant` says of each pair (better, worse) whether the difference is significant.
    """
    better, worse = [0] * systems, [0] * systems
    for (upper, lower), separated in significant.items():
        better[lower] += separated
        worse[upper] += separated
    return [(1 + better[k], systems - worse[k]) for k in range(systems)]


def smallest_resolvable_difference(metric: Metric, board: list[Floats]) -> float | None:
    """2.8 x the median standard error of the paired difference between board neighbours.

    `board` holds clusters (C, K) of each system, by headline value. None for fewer than two
    systems or two clusters.
    """
    errors = [difference_error(metric, upper, lower) for upper, lower in pairwise(board)]
    defined = [error for error in errors if not math.isnan(error)]
    return RESOLVABLE * median(defined) if defined else None


def rank_systems(
    metric: Metric,
    systems: Mapping[str, Floats],
    *,
    alpha: float = 0.05,
    adjustment: Adjustment = ADJUSTMENT,
    randomizations: int | None = None,
    seed: int = 0,
) -> Ranking:
    """Rank systems by name, clusters (C, K) each, on one shared randomisation.

    Higher is better; equal scores stand in the order of their names. `randomizations` defaults
    to 200 a pair, at least 100,000. The chance that any two equal systems are separated is at
    most `alpha`. Raises ValueError for systems on different clusters.
    """
    arrays = list(systems.values())
    for array in arrays:
        require_same_clusters(arrays[0], array)
    values = {name: score(metric, array.sum(axis=0)) for name, array in systems.items()}
    undefined = tuple(sorted(name for name, value in values.items() if math.isnan(value)))
    names = sorted(values.keys() - undefined, key=lambda name: (-values[name], name))
    board = [systems[name] for name in names]
    pairs = list(combinations(range(len(names)), 2))

    adjusted: Floats
    if pairs:
        tests = pairwise_tests(
            metric,
            np.stack(board),
            pairs,
            randomizations=randomizations or randomizations_for(len(pairs)),
            seed=seed,
        )
        adjusted = tests.max_t if adjustment == "max-t" else tests.holm
        significant = {pair: bool(p <= alpha) for pair, p in zip(pairs, adjusted, strict=True)}
        results = tuple(
            PairResult(names[i], names[j], float(difference), float(p), float(adjusted_p))
            for (i, j), difference, p, adjusted_p in zip(
                pairs, tests.differences, tests.raw, adjusted, strict=True
            )
        )
        total, exact = tests.swaps.total, tests.swaps.exact
    else:
        significant, results, total, exact = {}, (), 0, True
    standings = tuple(
        Standing(name, values[name], best, worst)
        for name, (best, worst) in zip(names, rank_intervals(len(names), significant), strict=True)
    )
    return Ranking(
        standings=standings,
        pairs=results,
        undefined=undefined,
        resolvable=smallest_resolvable_difference(metric, board),
        alpha=alpha,
        adjustment=adjustment,
        randomizations=total,
        exact=exact,
    )
