"""Made-up systems on made-up news, with known scores: what the simulations draw from.

One latent scale carries everything. Each gold item and each tempting non-item gets, from each
system, a strength: the sum of a part that all systems share (this outlet, this document, this
item is hard) and a part of the system's own (this system on this outlet, on this item). A gold
item is found at threshold t where its strength exceeds the threshold's cut; a tempting non-item
is predicted where its strength exceeds 0. Strengths are normal, so every true score is known in
closed form, and outcomes are correlated within outlets, within documents and between systems.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from copydesk.stats.protocol import Floats

NORMAL = NormalDist()


@dataclass(frozen=True, slots=True)
class MeanF1:
    """The mean of F1 over thresholds; columns tp at each threshold, predicted, gold.

    F1 = 2 tp / (predicted + gold), NaN where both are 0. `MeanF1(1)` is plain F1.
    """

    thresholds: int = 1

    @property
    def name(self) -> str:
        """`F1` or `mean F1`."""
        return "F1" if self.thresholds == 1 else "mean F1"

    def value(self, sums: Floats, /) -> Floats:
        """Score sums of shape (..., thresholds + 2)."""
        tp = sums[..., 0] if self.thresholds == 1 else sums[..., : self.thresholds].mean(axis=-1)
        total = sums[..., -2] + sums[..., -1]
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.asarray(2 * tp / total)

    def gradient(self, sums: Floats, /) -> Floats:
        """Give the partial derivatives: 2 / (T (P + G)) by each tp, -F / (P + G) by P and by G."""
        total = sums[-2] + sums[-1]
        slopes = np.full(len(sums), 2 / (self.thresholds * total))
        slopes[-2:] = -self.value(sums) / total
        return slopes


@dataclass(frozen=True, slots=True)
class World:
    """How big documents are and how much outlets, documents and items matter.

    Spreads are standard deviations of the strength; the item's, shared and own together, is 1.
    Documents per outlet are 1 + Poisson(`more_documents`); gold items per document are Poisson
    about a gamma mean, so that long and short documents stand side by side.
    """

    items: float = 20.0
    more_documents: float = 1.2
    size_shape: float = 2.0
    temptations: float = 0.5
    outlet: float = 0.3
    outlet_own: float = 0.15
    document: float = 0.3
    item_shared: float = 0.5
    thresholds: int = 1
    step: float = 0.1
    near_miss: float = 0.4

    @property
    def spread(self) -> float:
        """The standard deviation of a strength over outlets, documents and items."""
        return math.sqrt(1 + self.outlet**2 + self.outlet_own**2 + self.document**2)

    def rate(self, mean: float, cut: float = 0.0) -> float:
        """How often a strength of that mean exceeds a cut."""
        return NORMAL.cdf((mean - cut) / self.spread)


@dataclass(frozen=True, slots=True)
class Profile:
    """A system: mean strength of gold items, and of tempting non-items."""

    gold: float
    tempting: float

    @classmethod
    def with_f1(cls, world: World, f1: float, recall: float) -> Profile:
        """Find the profile of that true F1 at the first threshold, and that recall.

        Solves F1 = 2 recall / (predicted + 1), both per gold item, for the share of temptations
        that is predicted. Raises statistics.StatisticsError where no share does it.
        """
        gold = world.spread * NORMAL.inv_cdf(recall)
        predicted = 2 * recall / f1 - 1
        share = (predicted - world.rate(gold, -world.near_miss)) / world.temptations
        return cls(gold, world.spread * NORMAL.inv_cdf(share))

    def true_score(self, world: World) -> float:
        """Compute the population's mean F1 over the world's thresholds."""
        found = [world.rate(self.gold, k * world.step) for k in range(world.thresholds)]
        predicted = world.rate(self.gold, -world.near_miss)
        predicted += world.temptations * world.rate(self.tempting)
        return 2 * sum(found) / len(found) / (predicted + 1)


class Sample(NamedTuple):
    """Counts as MeanF1 reads them: (systems, documents, columns), (systems, outlets, columns)."""

    documents: Floats
    clusters: Floats


def draw_sample(
    world: World, profiles: Sequence[Profile], outlets: int, rng: np.random.Generator
) -> Sample:
    """Draw outlets with their documents, and let every system predict on them."""
    home = np.repeat(np.arange(outlets), 1 + rng.poisson(world.more_documents, outlets))
    documents = len(home)
    means = world.items * rng.gamma(world.size_shape, 1 / world.size_shape, documents)
    gold = rng.poisson(means)

    def strengths(number: NDArray[np.int64], level: list[float]) -> tuple[Floats, NDArray[np.intp]]:
        place = np.repeat(np.arange(documents), number)
        shared = world.outlet * rng.standard_normal(outlets)[home]
        shared += world.document * rng.standard_normal(documents)
        own = world.outlet_own * rng.standard_normal((len(profiles), outlets))[:, home]
        ease = math.sqrt(world.item_shared) * rng.standard_normal(len(place))
        noise = rng.standard_normal((len(profiles), len(place)))
        noise *= math.sqrt(1 - world.item_shared)
        mean = np.array(level)[:, np.newaxis]
        return (mean + shared + own)[:, place] + ease + noise, place

    def add_up(hits: NDArray[np.bool_], place: NDArray[np.intp]) -> Floats:
        return np.array([np.bincount(place, row, documents) for row in hits])

    strength, place = strengths(gold, [profile.gold for profile in profiles])
    found = [add_up(strength > k * world.step, place) for k in range(world.thresholds)]
    predicted = add_up(strength > -world.near_miss, place)
    tempted, spot = strengths(
        rng.poisson(world.temptations * means), [profile.tempting for profile in profiles]
    )
    predicted += add_up(tempted > 0, spot)
    gold_counts = np.broadcast_to(gold.astype(np.float64), predicted.shape)
    counts = np.stack([*found, predicted, gold_counts], axis=-1)
    first_documents = np.searchsorted(home, np.arange(outlets))
    return Sample(counts, np.add.reduceat(counts, first_documents, axis=1))
