from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from scipy.optimize import approx_fprime

from copydesk.stats import cluster_sums, linearized_interval, residuals, standard_error
from copydesk.stats.protocol import Floats, Metric
from copydesk.stats.synthetic import MeanF1

from .fakes import F1, Mcc, draw_f1_clusters, f1_clusters

TWO = np.array([[3.0, 4.0, 5.0], [1.0, 4.0, 3.0]])  # F1 = 8 / 16 = .5


def test_hand_worked() -> None:
    # u = ((2 x 3 - .5 x 9) / 16, (2 x 1 - .5 x 7) / 16) = (.09375, -.09375)
    assert residuals(F1(), TWO) == pytest.approx([0.09375, -0.09375])
    interval = linearized_interval(F1(), TWO, level=0.5)  # t(1) at 50 % is 1
    assert interval is not None
    assert interval.se == pytest.approx(math.sqrt(2 * 2 * 0.09375**2))
    assert (interval.low, interval.high) == pytest.approx((0.3125, 0.6875))
    assert interval.clusters == 2
    assert interval.few_clusters


def test_is_clipped_to_its_bounds() -> None:
    wide = linearized_interval(F1(), TWO)
    assert wide is not None
    assert (wide.low, wide.high) == (0.0, 1.0)
    signed = linearized_interval(F1(), TWO, bounds=(-1.0, 0.75))
    assert signed is not None
    assert (signed.low, signed.high) == (-1.0, 0.75)


def test_a_negative_score_needs_bounds_of_its_own() -> None:
    wrong = np.array([[1.0, 40.0, 40.0, 1.0]] * 10)
    signed = linearized_interval(Mcc(), wrong, bounds=(-1.0, 1.0))
    assert signed is not None
    assert -1.0 <= signed.low <= signed.high < -0.9
    clipped = linearized_interval(Mcc(), wrong)
    assert clipped is not None
    assert (clipped.low, clipped.high) == (0.0, 0.0)  # never the wrong way round


def test_a_mean_of_equal_clusters_has_the_textbook_interval() -> None:
    """With one gold item a cluster, recall is a plain mean and the interval Student's own."""
    hits = np.array([1.0, 0.0, 1.0, 1.0, 0.5, 0.0, 1.0])
    clusters = np.stack([hits, np.ones(7), np.ones(7)], axis=1)
    interval = linearized_interval(F1(), clusters)
    low, high = stats.t.interval(0.95, 6, loc=hits.mean(), scale=stats.sem(hits))
    assert interval is not None
    assert interval.se == pytest.approx(stats.sem(hits))
    assert (interval.low, interval.high) == pytest.approx((low, min(1.0, high)))


@pytest.mark.parametrize("clusters", [np.empty((0, 3)), TWO[:1], np.zeros((5, 3))])
def test_none_without_two_clusters_or_a_score(clusters: Floats) -> None:
    assert linearized_interval(F1(), clusters) is None


def test_residuals_of_an_undefined_score_are_undefined() -> None:
    assert np.isnan(residuals(F1(), np.zeros((3, 3)))).all()
    assert math.isnan(standard_error(np.array([1.0])))


def test_all_right_leaves_no_residual() -> None:
    interval = linearized_interval(F1(), np.full((4, 3), 7.0))
    assert interval is not None
    assert (interval.low, interval.high, interval.se) == pytest.approx((1.0, 1.0, 0.0))


def test_thirty_clusters_are_enough() -> None:
    rng = np.random.default_rng(0)
    for rows in (29, 30):
        interval = linearized_interval(F1(), draw_f1_clusters(rng, rows))
        assert interval is not None
        assert interval.few_clusters == (rows < 30)


@given(f1_clusters(), st.randoms(use_true_random=False))
def test_order_and_empty_size_of_clusters_do_not_matter(clusters, random) -> None:
    order = list(range(len(clusters)))
    random.shuffle(order)
    one, other = linearized_interval(F1(), clusters), linearized_interval(F1(), clusters[order])
    assert one is not None
    assert other is not None
    assert other.se == pytest.approx(one.se, abs=1e-12)
    scaled = linearized_interval(F1(), 3 * clusters)  # homogeneous of degree 0
    assert scaled is not None
    assert scaled.se == pytest.approx(one.se, abs=1e-12)


@given(f1_clusters())
def test_residuals_add_up_to_nothing_and_are_the_formula(clusters) -> None:
    tp, predicted, gold = clusters.T
    f1 = 2 * tp.sum() / (predicted.sum() + gold.sum())
    expected = (2 * tp - f1 * (predicted + gold)) / (predicted.sum() + gold.sum())
    assert residuals(F1(), clusters) == pytest.approx(expected, abs=1e-12)
    assert residuals(F1(), clusters).sum() == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize(
    ("metric", "sums"),
    [
        (F1(), [30.0, 50.0, 40.0]),
        (Mcc(), [30.0, 20.0, 10.0, 90.0]),
        (MeanF1(), [30.0, 50.0, 40.0]),
        (MeanF1(3), [30.0, 25.0, 11.0, 50.0, 40.0]),
    ],
)
def test_gradients_are_derivatives(metric: Metric, sums: list[float]) -> None:
    point = np.array(sums)
    numeric = approx_fprime(point, lambda x: float(metric.value(x)), 1e-6)
    assert metric.gradient(point) == pytest.approx(numeric, abs=1e-6)
    assert metric.gradient(point) @ point == pytest.approx(0, abs=1e-12)


def test_mean_over_thresholds_has_the_mean_of_residuals() -> None:
    rng = np.random.default_rng(1)
    strict, gold = draw_f1_clusters(rng, 8), 40.0
    loose = np.minimum(strict[:, 0] + 2, gold)
    both = np.stack([loose, strict[:, 0], strict[:, 1] + 2, strict[:, 2]], axis=1)
    each = [residuals(F1(), both[:, [column, 2, 3]]) for column in (0, 1)]
    assert residuals(MeanF1(2), both) == pytest.approx(np.mean(each, axis=0))


def test_cluster_sums_add_documents_in_sorted_label_order() -> None:
    counts = np.array([[1.0, 2.0], [10.0, 20.0], [100.0, 200.0]])
    assert cluster_sums(counts, ["b", "a", "b"]).tolist() == [[10.0, 20.0], [101.0, 202.0]]
    assert cluster_sums(np.empty((0, 2)), []).shape == (0, 2)


@given(st.lists(st.tuples(st.sampled_from("abcde"), st.integers(0, 9)), max_size=20), st.data())
def test_cluster_sums_do_not_depend_on_document_order(documents, data) -> None:
    shuffled = data.draw(st.permutations(documents))
    sums = [
        cluster_sums(
            np.array([[n, 2 * n] for _, n in rows], dtype=float).reshape(-1, 2),
            [label for label, _ in rows],
        )
        for rows in (documents, shuffled)
    ]
    assert np.array_equal(*sums)
    assert sums[0].sum() == 3 * sum(n for _, n in documents)


@pytest.mark.parametrize("counts", [np.zeros((3, 2)), np.zeros(2)])
def test_cluster_sums_refuse_labels_that_do_not_fit(counts: Floats) -> None:
    with pytest.raises(ValueError, match="one label a document"):
        cluster_sums(counts, ["a", "b"])
