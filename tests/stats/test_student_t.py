from __future__ import annotations

import math

import pytest
from scipy import stats

from copydesk.stats.student_t import central_probability, critical_value

DEGREES = (*range(1, 70), 99, 100, 499, 500, 9_999, 10_000)


@pytest.mark.parametrize("level", [0.5, 0.8, 0.9, 0.95, 0.99, 0.999])
def test_equals_scipy(level: float) -> None:
    for df in DEGREES:
        expected = stats.t.ppf((1 + level) / 2, df)
        assert abs(critical_value(level, df) - expected) < 1e-9


@pytest.mark.parametrize("t", [0.0, 0.01, 0.3, 1.0, 2.0, 12.7, 400.0])
def test_probability_equals_scipy(t: float) -> None:
    for df in DEGREES:
        assert central_probability(t, df) == pytest.approx(1 - 2 * stats.t.sf(t, df), abs=1e-13)


def test_closed_forms_of_one_and_two_degrees() -> None:
    assert central_probability(1e-6, 1) == pytest.approx(2e-6 / math.pi, rel=1e-11)
    assert critical_value(0.5, 1) == pytest.approx(1.0, abs=1e-14)  # Cauchy
    assert critical_value(0.95, 1) == pytest.approx(math.tan(0.475 * math.pi), rel=1e-12)
    assert critical_value(0.95, 2) == pytest.approx(0.95 * math.sqrt(2 / (1 - 0.95**2)), rel=1e-12)


@pytest.mark.parametrize(("level", "df"), [(0.0, 5), (1.0, 5), (-0.1, 5), (0.95, 0)])
def test_refuses_what_has_no_quantile(level: float, df: int) -> None:
    with pytest.raises(ValueError, match="level must lie in"):
        critical_value(level, df)


@pytest.mark.parametrize(("t", "df"), [(-1.0, 5), (1.0, 0)])
def test_refuses_what_has_no_probability(t: float, df: int) -> None:
    with pytest.raises(ValueError, match="t must be >= 0"):
        central_probability(t, df)
