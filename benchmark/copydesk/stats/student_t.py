"""Student's t without scipy: importing scipy to score would cost more than scoring."""

from __future__ import annotations

import math
from functools import lru_cache
from statistics import NormalDist


def central_probability(t: float, df: int) -> float:
    """P(|T| <= t) for t >= 0 and a whole number of degrees of freedom.

    For whole df the incomplete beta integral is a finite sum, exact to rounding, which is why no
    continued fraction is needed. Source: Abramowitz and Stegun (1964), 26.7.3 (odd df) and
    26.7.4 (even df). Raises ValueError for df < 1 or t < 0.
    """
    if df < 1 or t < 0:
        raise ValueError(f"t must be >= 0 and df >= 1, got t={t}, df={df}")
    return _central(math.atan2(t, math.sqrt(df)), df)


@lru_cache(maxsize=4096)
def critical_value(level: float, df: int) -> float:
    """Find the t with P(|T| <= t) = `level`: the multiple of se that an interval reaches.

    Newton's method on the angle atan(t / sqrt(df)), from the normal quantile, which lies below.
    The probability is concave in the angle, so no step overshoots and none needs guarding. Raises
    ValueError for a level outside (0, 1) or df < 1.
    """
    if df < 1 or not 0 < level < 1:
        raise ValueError(f"level must lie in (0, 1) and df be >= 1, got {level}, {df}")
    density = 2 / math.sqrt(math.pi) * math.exp(math.lgamma((df + 1) / 2) - math.lgamma(df / 2))
    angle = math.atan2(NormalDist().inv_cdf((1 + level) / 2), math.sqrt(df))
    step = math.inf
    while step > 1e-16 * angle:
        step = (level - _central(angle, df)) / (density * math.cos(angle) ** (df - 1))
        angle += step
    return math.sqrt(df) * math.tan(angle)


def _central(angle: float, df: int) -> float:
    cosine, sine = math.cos(angle), math.sin(angle)
    odd = df % 2 == 1
    term = total = (cosine if df > 1 else 0.0) if odd else 1.0
    for k in range(3 if odd else 2, df, 2):  # the term in cos^k: (k-1)/k x cos^2 x the last one
        term *= (k - 1) / k * cosine * cosine
        total += term
    return 2 / math.pi * (angle + sine * total) if odd else sine * total
