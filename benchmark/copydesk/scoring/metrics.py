"""Metrics as values: each is a pure function of summed counts, with its gradient.

A metric names the columns it reads. `value`, `precision` and `recall` take sums of shape
(..., columns) and return shape (...); undefined (0/0) is NaN. `gradient` takes sums of shape
(columns,) and returns the partial derivatives, which is all that a linearised interval needs.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def divide(top: Array, bottom: Array) -> Array:
    """Divide element by element; 0/0 is NaN."""
    with np.errstate(divide="ignore", invalid="ignore"):
        result: Array = np.where(bottom > 0, top / bottom, np.nan)
    return result


@dataclass(frozen=True)
class Metric(ABC):
    """A named function of summed counts, bound to the numbers of its columns."""

    name: str

    #: Does a greater value mean a better system?
    higher_is_better = True
    #: Least and greatest value.
    bounds = (0.0, 1.0)

    @abstractmethod
    def value(self, sums: Array) -> Array:
        """Return the metric for sums of shape (..., columns)."""

    @abstractmethod
    def gradient(self, sums: Array) -> Array:
        """Return the partial derivative by each column at sums of shape (columns,)."""

    def precision(self, sums: Array) -> Array | None:
        """Return precision for sums of shape (..., columns); None where the metric has none."""
        return None

    def recall(self, sums: Array) -> Array | None:
        """Return recall for sums of shape (..., columns); None where the metric has none."""
        return None

    def counts(self, sums: Array) -> dict[str, Any]:
        """Return the summed counts that the value is made of."""
        return {}


@dataclass(frozen=True)
class F1(Metric):
    """F1 = 2 TP / (predicted + gold); several columns of one kind are added up.

    >>> f1 = F1("strict", (0,), (1,), (2,))
    >>> float(f1.value(np.array([2.0, 3.0, 4.0]))), float(f1.precision(np.array([2.0, 3.0, 4.0])))
    (0.5714285714285714, 0.6666666666666666)
    """

    true_positives: tuple[int, ...]
    predicted: tuple[int, ...]
    gold: tuple[int, ...]

    def _parts(self, sums: Array) -> tuple[Array, Array, Array]:
        return (
            sums[..., list(self.true_positives)].sum(axis=-1),
            sums[..., list(self.predicted)].sum(axis=-1),
            sums[..., list(self.gold)].sum(axis=-1),
        )

    def value(self, sums: Array) -> Array:
        hits, predicted, gold = self._parts(sums)
        return divide(2 * hits, predicted + gold)

    def precision(self, sums: Array) -> Array:
        hits, predicted, _ = self._parts(sums)
        return divide(hits, predicted)

    def recall(self, sums: Array) -> Array:
        hits, _, gold = self._parts(sums)
        return divide(hits, gold)

    def gradient(self, sums: Array) -> Array:
        hits, predicted, gold = self._parts(sums)
        whole = predicted + gold
        slope = np.zeros(sums.shape[-1])
        if whole > 0:
            np.add.at(slope, list(self.true_positives), 2 / whole)
            np.add.at(slope, list(self.predicted + self.gold), -2 * hits / whole**2)
        return slope

    def counts(self, sums: Array) -> dict[str, Any]:
        hits, predicted, gold = (tidy(part) for part in self._parts(sums))
        return {"true_positives": hits, "predicted": predicted, "gold": gold}


@dataclass(frozen=True)
class Rate(Metric):
    """A share: part / whole, each a sum of columns."""

    part: tuple[int, ...]
    whole: tuple[int, ...]
    higher_is_better: bool = True

    def value(self, sums: Array) -> Array:
        return divide(
            sums[..., list(self.part)].sum(axis=-1), sums[..., list(self.whole)].sum(axis=-1)
        )

    def gradient(self, sums: Array) -> Array:
        part, whole = sums[list(self.part)].sum(), sums[list(self.whole)].sum()
        slope = np.zeros(sums.shape[-1])
        if whole > 0:
            np.add.at(slope, list(self.part), 1 / whole)
            np.add.at(slope, list(self.whole), -part / whole**2)
        return slope

    def counts(self, sums: Array) -> dict[str, Any]:
        return {
            "part": tidy(sums[list(self.part)].sum()),
            "whole": tidy(sums[list(self.whole)].sum()),
        }


@dataclass(frozen=True)
class Mean(Metric):
    """The unweighted mean of metrics; undefined ones are left out, all undefined is undefined."""

    of: tuple[Metric, ...]

    def value(self, sums: Array) -> Array:
        return _nanmean([metric.value(sums) for metric in self.of])

    def precision(self, sums: Array) -> Array | None:
        return _nanmean_or_none([metric.precision(sums) for metric in self.of])

    def recall(self, sums: Array) -> Array | None:
        return _nanmean_or_none([metric.recall(sums) for metric in self.of])

    def gradient(self, sums: Array) -> Array:
        slopes = [
            metric.gradient(sums) for metric in self.of if not np.isnan(metric.value(sums)).any()
        ]
        if not slopes:
            return np.zeros(sums.shape[-1])
        mean: Array = np.mean(slopes, axis=0)
        return mean

    def counts(self, sums: Array) -> dict[str, Any]:
        """Return the averaged metrics, each with its value and counts; undefined is None."""
        parts = [
            {"metric": metric.name, "value": known(metric.value(sums)), **metric.counts(sums)}
            for metric in self.of
        ]
        return {"averaged": sum(part["value"] is not None for part in parts), "of": parts}


@dataclass(frozen=True)
class Correlation(Metric):
    """Matthews' correlation coefficient of a yes/no decision (Matthews 1975)."""

    bounds = (-1.0, 1.0)

    true_positives: int
    predicted: int
    gold: int
    whole: int

    def value(self, sums: Array) -> Array:
        hits, yes, gold, whole = (
            sums[..., column]
            for column in (self.true_positives, self.predicted, self.gold, self.whole)
        )
        top = hits * whole - yes * gold
        return divide(top, np.sqrt(yes * gold * (whole - yes) * (whole - gold)))

    def gradient(self, sums: Array) -> Array:
        return _numeric_gradient(self, sums)


@dataclass(frozen=True)
class AveragePrecision(Metric):
    """Average precision over fixed thresholds: sum of (R_k - R_{k-1}) P_k, threshold falling.

    The step sum of scikit-learn (`average_precision_score`), not interpolated, with recall
    over all gold items: what is never predicted costs.
    """

    true_positives: tuple[int, ...]
    predicted: tuple[int, ...]
    gold: int

    def value(self, sums: Array) -> Array:
        hits = sums[..., list(self.true_positives)]
        predicted = sums[..., list(self.predicted)]
        precision = np.nan_to_num(divide(hits, predicted))
        gained = np.diff(hits, axis=-1, prepend=0.0)
        return divide((gained * precision).sum(axis=-1), sums[..., self.gold])

    def gradient(self, sums: Array) -> Array:
        return _numeric_gradient(self, sums)

    def counts(self, sums: Array) -> dict[str, Any]:
        return {
            "true_positives": [tidy(sums[column]) for column in self.true_positives],
            "predicted": [tidy(sums[column]) for column in self.predicted],
            "gold": tidy(sums[self.gold]),
        }


class Columns:
    """The names of the count columns, and metrics built from names."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        self.number: Mapping[str, int] = {name: place for place, name in enumerate(self.names)}

    def __len__(self) -> int:
        return len(self.names)

    def f1(
        self,
        name: str,
        hits: str | Sequence[str],
        predicted: str | Sequence[str],
        gold: str | Sequence[str],
    ) -> F1:
        """Build an F1 from column names."""
        return F1(name, self._all(hits), self._all(predicted), self._all(gold))

    def rate(
        self,
        name: str,
        part: str | Sequence[str],
        whole: str | Sequence[str],
        *,
        higher_is_better: bool = True,
    ) -> Rate:
        """Build a share from column names."""
        return Rate(name, self._all(part), self._all(whole), higher_is_better)

    def _all(self, names: str | Sequence[str]) -> tuple[int, ...]:
        if isinstance(names, str):
            names = (names,)
        return tuple(self.number[name] for name in names)


def known(value: Array | None) -> float | None:
    """Return a metric's value as a number; None where it is undefined or there is none."""
    return None if value is None or np.isnan(value) else float(value)


def tidy(number: Any) -> int | float:
    """Return a count as an integer where it is one."""
    number = float(number)
    return int(number) if number.is_integer() else number


def _nanmean(values: Sequence[Array]) -> Array:
    stacked = np.stack(np.broadcast_arrays(*values))
    known = np.isfinite(stacked)
    return divide(np.where(known, stacked, 0.0).sum(axis=0), known.sum(axis=0).astype(np.float64))


def _nanmean_or_none(values: Sequence[Array | None]) -> Array | None:
    known = [value for value in values if value is not None]
    return _nanmean(known) if len(known) == len(values) else None


def _numeric_gradient(metric: Metric, sums: Array) -> Array:
    """Central differences; the steps are small against counts and exact enough for intervals."""
    slope = np.zeros(sums.shape[-1])
    if np.isnan(metric.value(sums)):
        return slope
    for column in range(sums.shape[-1]):
        step = 1e-4 * max(1.0, abs(float(sums[column])))
        above, below = sums.copy(), sums.copy()
        above[column] += step
        below[column] = max(0.0, below[column] - step)
        rise = metric.value(above) - metric.value(below)
        slope[column] = rise / (above[column] - below[column])
    return np.nan_to_num(slope)
