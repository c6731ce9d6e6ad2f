"""Approximate randomisation: what if the two systems had swapped outlets at random.

A swap exchanges all of a cluster's counts between two systems. For a board every pair reads the
same swaps, so that the pairs' differences vary together as the systems do; that is what step-down
max-T needs, and it costs one matrix product a system instead of one a pair.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from copydesk.stats.draws import draw_swaps
from copydesk.stats.protocol import Floats, Metric

RANDOMIZATIONS = 100_000
EXACT_CLUSTERS = 14
"""Up to so many differing clusters all 2^k assignments are enumerated."""
CHUNK_FLOATS = 1 << 16
"""Floats of swapped sums held at a time (half a MB), however long the board and the gold."""
TIE = 1e-12
"""Differences so close to the observed one count as ties, hence as evidence against it."""

Pair = tuple[int, int]


def randomizations_for(pairs: int) -> int:
    """Say how many assignments a board of so many pairs needs: 200 each, at least 100,000.

    The smallest p possible must stay far below the level divided by the number of pairs.
    """
    return max(RANDOMIZATIONS, 200 * pairs)


@dataclass(frozen=True, slots=True)
class Swaps:
    """A set of swap assignments over the clusters in which any of the systems differ.

    `clusters` are the places of those clusters; `exact` says that `total` counts every
    assignment there is, the observed one included, rather than a random sample.
    """

    clusters: NDArray[np.intp]
    total: int
    exact: bool
    seed: int

    @classmethod
    def over(cls, systems: Floats, total: int, seed: int = 0) -> Swaps:
        """Plan for systems (m, C, K): enumerate up to 14 differing clusters, else sample."""
        differing = np.flatnonzero((systems != systems[:1]).any(axis=(0, 2)))
        exact = len(differing) <= EXACT_CLUSTERS
        return cls(differing, 1 << len(differing) if exact else total, exact, seed)

    def chunks(self, step: int) -> Iterator[Floats]:
        """Yield 1. where a cluster is swapped and 0. where not, in shapes (<= step, clusters)."""
        width = len(self.clusters)
        if not self.exact:
            yield from draw_swaps(self.total, width, self.seed, step=step)
            return
        for start in range(0, self.total, step):
            codes = np.arange(start, min(start + step, self.total))
            yield ((codes[:, np.newaxis] >> np.arange(width)) & 1).astype(np.float64)

    def p_values(self, exceeding: NDArray[np.int64]) -> Floats:
        """Turn counts of the assignments that reach the observed statistic into p-values.

        A sample adds the observed assignment to both counts, so p is never 0 and the test never
        liberal; an enumeration holds it already. Source: Phipson and Smyth (2010), Permutation
        p-values should never be zero.
        """
        observed = 0 if self.exact else 1
        return (exceeding + observed) / (self.total + observed)


def swapped_differences(
    metric: Metric, systems: Floats, pairs: Sequence[Pair], swaps: Swaps
) -> Iterator[Floats]:
    """Yield the difference of each pair under each assignment: shapes (<= step, pairs).

    Systems (m, C, K). By linearity, swapping i and j leaves i with what it keeps of its own sums
    plus what j gives up: one product of swaps and clusters a system serves all its pairs.
    """
    totals = systems.sum(axis=1)[:, np.newaxis]
    swappable = systems[:, swaps.clusters]
    step = max(1, CHUNK_FLOATS // max(1, len(systems) * systems.shape[2]))
    for signs in swaps.chunks(step):
        given = signs @ swappable
        kept = totals - given
        differences = np.empty((len(signs), len(pairs)))
        for column, (i, j) in enumerate(pairs):
            differences[:, column] = metric.value(kept[i] + given[j]) - metric.value(
                kept[j] + given[i]
            )
        yield differences
