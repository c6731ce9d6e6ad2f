"""What these rooms ask of a metric, and the one array type they work on."""

from __future__ import annotations

from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
"""A float64 array; the shape is said where it is used."""


class Metric(Protocol):
    """A score that is a function of column sums, homogeneous of degree 0 in them.

    Homogeneous of degree 0 means that doubling every count leaves the score as it is: true of
    F1, of rates and means of rates, of MCC, of average precision. By Euler's theorem the sums
    are then orthogonal to the gradient, so the linearised residuals of the clusters add up to 0
    and need no centring.
    """

    @property
    def name(self) -> str:
        """The canonical name, as it stands in a signature (`wsw@.5`)."""

    def value(self, sums: Floats, /) -> Floats:
        """Score sums of shape (..., K), giving shape (...); NaN where the score is 0/0."""

    def gradient(self, sums: Floats, /) -> Floats:
        """Partial derivatives, shape (K,), of the score by each of the column sums (K,)."""


def score(metric: Metric, sums: Floats) -> float:
    """Score one row of sums, shape (K,), as a plain float; NaN where it is undefined."""
    return float(metric.value(sums))
