from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.scoring.metrics import (
    F1,
    AveragePrecision,
    Columns,
    Correlation,
    Mean,
    Rate,
    divide,
    tidy,
)

from .search import some

f1 = F1("f1", (0,), (1,), (2,))
counts = st.integers(0, 50).map(float)


@pytest.mark.parametrize(
    ("sums", "value", "precision", "recall"),
    [
        ([0, 0, 0], None, None, None),
        ([0, 0, 5], 0, None, 0),  # `nothing`: precision is undefined, F1 is not
        ([0, 5, 0], 0, 0, None),
        ([2, 3, 4], 4 / 7, 2 / 3, 1 / 2),
        ([5, 5, 5], 1, 1, 1),
        ([1.5, 2, 3], 3 / 5, 3 / 4, 1 / 2),
    ],
)
def test_f1_by_hand(sums, value, precision, recall) -> None:
    sums = np.array(sums, dtype=float)
    found = f1.value(sums), f1.precision(sums), f1.recall(sums)
    assert [None if math.isnan(one) else float(one) for one in found] == [value, precision, recall]


def test_f1_adds_columns_of_a_kind_up() -> None:
    metric = F1("micro", (0, 3), (1, 4), (2, 5))
    assert metric.value(np.array([1.0, 2, 3, 1, 1, 1])) == 4 / 7


def test_shapes_are_kept() -> None:
    sums = np.ones((4, 5, 3))
    assert f1.value(sums).shape == (4, 5)
    assert f1.precision(sums).shape == (4, 5)


@pytest.mark.parametrize(("sums", "value"), [([0, 0], math.nan), ([0, 4], 0), ([1, 4], 0.25)])
def test_rate_by_hand(sums, value) -> None:
    assert Rate("r", (0,), (1,)).value(np.array(sums, float)) == pytest.approx(value, nan_ok=True)


@pytest.mark.parametrize(
    ("sums", "value", "averaged"),
    [
        ([1, 1, 1, 0, 0, 0], 1, 1),  # the undefined one is left out
        ([1, 1, 1, 0, 1, 0], 0.5, 2),
        ([0] * 6, math.nan, 0),
    ],
)
def test_mean_leaves_out_what_is_undefined_and_says_so(sums, value, averaged) -> None:
    metric = Mean("m", (f1, F1("other", (3,), (4,), (5,))))
    sums = np.array(sums, float)
    assert metric.value(sums) == pytest.approx(value, nan_ok=True)
    assert metric.counts(sums)["averaged"] == averaged


@pytest.mark.parametrize(
    ("hits", "yes", "gold", "whole", "value"),
    [
        (2, 2, 2, 5, 1),
        (0, 2, 3, 5, -1),  # every sentence wrong
        (1, 2, 2, 4, 0),
        (2, 3, 2, 5, 2 / 3),  # tp 2, fp 1, fn 0, tn 2: 4 / sqrt(3 x 2 x 3 x 2)
        (0, 0, 2, 5, math.nan),
        (2, 5, 2, 5, math.nan),
        (0, 0, 0, 0, math.nan),
    ],
)
def test_correlation_by_hand(hits, yes, gold, whole, value) -> None:
    found = Correlation("mcc", 0, 1, 2, 3).value(np.array([hits, yes, gold, whole], float))
    assert found == pytest.approx(value, nan_ok=True)


@pytest.mark.parametrize(
    ("hits", "predicted", "gold", "value"),
    [
        ([0, 0, 0], [0, 0, 0], 0, math.nan),
        ([0, 0, 0], [0, 0, 0], 4, 0),
        ([1, 1, 2], [1, 2, 3], 2, 1 / 2 * 1 + 1 / 2 * 2 / 3),
        ([0, 1, 1], [1, 2, 2], 2, 1 / 2 * 1 / 2),
        ([2, 2, 2], [2, 2, 2], 2, 1),
        ([2, 2, 2], [2, 2, 9], 2, 1),  # a tail without hits costs nothing: no headline
    ],
)
def test_average_precision_by_hand(hits, predicted, gold, value) -> None:
    metric = AveragePrecision("ap", (0, 1, 2), (3, 4, 5), 6)
    found = metric.value(np.array([*hits, *predicted, gold], float))
    assert found == pytest.approx(value, nan_ok=True)


@some
@given(st.lists(counts, min_size=12, max_size=12))
def test_gradients_are_derivatives(numbers) -> None:
    """Every metric does not change when all counts double, so sums . gradient = 0."""
    a, b, c, d, e, f, *rest = sorted(numbers)
    hits = sorted(rest[:3])
    sums = np.array(
        [
            a,
            b + 1,
            c + 1,
            d + 2,
            *hits,
            *(x + y + 1 for x, y in zip(hits, (d, e, f), strict=True)),
            f + 1,
        ]
    )
    metrics = [
        f1,
        Rate("r", (0,), (1,)),
        Mean("m", (f1, F1("g", (4,), (7,), (10,)))),
        Correlation("c", 0, 1, 2, 10) if sums[10] > sums[2] else f1,
        AveragePrecision("p", (4, 5, 6), (7, 8, 9), 10),
    ]
    for metric in metrics:
        if math.isnan(metric.value(sums)):
            continue
        slope = metric.gradient(sums)
        assert slope.shape == sums.shape
        assert float(slope @ sums) == pytest.approx(0, abs=1e-3)
        for column in np.flatnonzero(slope)[:4]:
            step = np.zeros_like(sums)
            step[column] = 1e-5
            rise = (metric.value(sums + step) - metric.value(sums - step)) / 2e-5
            if sums[column] > 1e-3:
                assert slope[column] == pytest.approx(float(rise), rel=1e-2, abs=1e-4)


def test_columns_find_their_numbers() -> None:
    columns = Columns(["a/tp", "a/predicted", "a/gold", "b/tp"])
    assert len(columns) == 4
    assert columns.f1("m", ["a/tp", "b/tp"], "a/predicted", "a/gold") == F1("m", (0, 3), (1,), (2,))
    assert columns.rate("r", "a/tp", "a/gold", higher_is_better=False).higher_is_better is False
    with pytest.raises(KeyError):
        columns.f1("m", "nobody", "a/predicted", "a/gold")


def test_small_things() -> None:
    assert np.isnan(divide(np.array(0.0), np.array(0.0)))
    assert (tidy(2.0), tidy(2.5)) == (2, 2.5)
    assert isinstance(tidy(np.float64(2)), int)
