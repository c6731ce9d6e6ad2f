"""Small metrics that keep the protocol, and hypothesis strategies for cluster sums."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from copydesk.stats.protocol import Floats


def divide(top: Floats, bottom: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.where(bottom != 0, top / bottom, np.nan))


@dataclass(frozen=True)
class F1:
    """Columns tp, predicted, gold."""

    name: str = "F1"

    def value(self, sums: Floats, /) -> Floats:
        return divide(2 * sums[..., 0], sums[..., 1] + sums[..., 2])

    def gradient(self, sums: Floats, /) -> Floats:
        tp, total = sums[0], sums[1] + sums[2]
        return np.array([2 / total, -2 * tp / total**2, -2 * tp / total**2])


@dataclass(frozen=True)
class Mcc:
    """Columns tp, fp, fn, tn: a score in [-1, 1], and one that is no ratio of sums."""

    name: str = "MCC"

    def value(self, sums: Floats, /) -> Floats:
        tp, fp, fn, tn = np.moveaxis(sums, -1, 0)
        return divide(tp * tn - fp * fn, np.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn)))

    def gradient(self, sums: Floats, /) -> Floats:
        tp, fp, fn, tn = sums
        value = float(self.value(sums))
        root = np.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))
        a, b, c, d = 1 / (tp + fp), 1 / (tp + fn), 1 / (tn + fp), 1 / (tn + fn)
        return np.array([tn, -fn, -fp, tp]) / root - value / 2 * np.array(
            [a + b, a + c, b + d, c + d]
        )


def f1_clusters(rows: int | None = None, *, most: int = 12) -> st.SearchStrategy[Floats]:
    """Clusters of tp <= min(predicted, gold), some of them empty, not all."""
    size = st.integers(2, most) if rows is None else st.just(rows)
    parts = size.flatmap(lambda n: arrays(np.int64, (n, 3), elements=st.integers(0, 20)))

    def build(raw: np.ndarray) -> Floats:
        tp, spurious, missed = raw.T.astype(float)
        return np.stack([tp, tp + spurious, tp + missed], axis=1)

    return parts.map(build).filter(lambda clusters: clusters.sum() > 0)


def draw_f1_clusters(rng: np.random.Generator, rows: int, rate: float = 0.7) -> Floats:
    gold = rng.integers(5, 40, rows)
    tp = rng.binomial(gold, rate)
    return np.stack([tp, tp + rng.poisson(4, rows), gold], axis=1).astype(float)
