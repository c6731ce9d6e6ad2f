from __future__ import annotations

import math
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from copydesk.stats import (
    EXACT_CLUSTERS,
    bootstrap_difference,
    compare_systems,
    difference_error,
    linearized_difference,
    linearized_interval,
    randomizations_for,
)
from copydesk.stats.protocol import Floats

from .fakes import F1, draw_f1_clusters, f1_clusters


def f1(clusters: Floats) -> float:
    tp, predicted, gold = clusters.sum(axis=0)
    return math.nan if predicted + gold == 0 else 2 * tp / (predicted + gold)


def brute_force_p(first: Floats, second: Floats) -> float:
    """Swap each subset of all clusters in turn, also those where nothing differs."""
    observed = abs(f1(first) - f1(second))
    hits = total = 0
    for swap in product([False, True], repeat=len(first)):
        choice = np.array(swap)[:, np.newaxis]
        difference = f1(np.where(choice, second, first)) - f1(np.where(choice, first, second))
        hits += not abs(difference) < observed - 1e-12  # an undefined one counts
        total += 1
    return hits / total


def pairs_of_systems(rows: int) -> st.SearchStrategy[tuple[Floats, Floats]]:
    """Two systems against one gold standard; some clusters the same."""

    def build(raw: list[tuple[int, int, int, int, int]]) -> tuple[Floats, Floats]:
        columns = np.array(raw, dtype=float).T
        gold = columns[0]
        systems = [
            np.stack([np.minimum(tp, gold), np.minimum(tp, gold) + spurious, gold], axis=1)
            for tp, spurious in (columns[1:3], columns[3:5])
        ]
        return systems[0], systems[1]

    counts = st.integers(0, 6)
    row = st.tuples(st.integers(1, 6), counts, counts, counts, counts)
    same = st.tuples(st.integers(1, 6), counts, counts).map(lambda r: (*r, *r[1:]))
    return st.lists(row | same, min_size=rows, max_size=rows).map(build)


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 7).flatmap(pairs_of_systems))
def test_exact_p_equals_brute_force(systems) -> None:
    comparison = compare_systems(F1(), *systems, resamples=10)
    assert comparison.exact
    assert comparison.p == brute_force_p(*systems)


def test_hand_worked() -> None:
    # Right in 3 of 4 against 1 of 4, item by item: only 2 clusters differ, 4 assignments;
    # |d*| is .5, 0, 0, .5, so p = 2 / 4.
    ones = np.ones(4)
    first = np.stack([[1.0, 1.0, 1.0, 0.0], ones, ones], axis=1)
    second = np.stack([[1.0, 0.0, 0.0, 0.0], ones, ones], axis=1)
    comparison = compare_systems(F1(), first, second)
    assert (comparison.first, comparison.second, comparison.difference) == (0.75, 0.25, 0.5)
    assert (comparison.p, comparison.randomizations, comparison.exact) == (0.5, 4, True)
    assert comparison.linearized is not None
    differences = np.array([0.0, 1.0, 1.0, 0.0])
    assert comparison.linearized.se == pytest.approx(stats.sem(differences))
    low, high = stats.t.interval(0.95, 3, loc=0.5, scale=stats.sem(differences))
    assert (comparison.linearized.low, comparison.linearized.high) == pytest.approx(
        (low, min(1.0, high))
    )


def test_equals_scipy_on_equal_clusters() -> None:
    """With one gold item a cluster the statistic is a mean difference: scipy's paired test."""
    rng = np.random.default_rng(5)
    ones = np.ones(11)
    hits = rng.random((2, 11)).round(2)
    first, second = (np.stack([row, ones, ones], axis=1) for row in hits)
    expected = stats.permutation_test(
        (hits[0], hits[1]),
        lambda x, y, axis: np.mean(x - y, axis=axis),
        permutation_type="samples",
        n_resamples=np.inf,
    )
    assert compare_systems(F1(), first, second).p == pytest.approx(expected.pvalue, abs=1e-12)


@given(f1_clusters(most=40))
@settings(max_examples=25, deadline=None)
def test_a_system_against_its_own_copy(clusters) -> None:
    """Regression: sacreBLEU's paired test gives a system and its own copy p .001."""
    comparison = compare_systems(F1(), clusters, clusters.copy(), resamples=50)
    assert comparison.p == 1.0
    assert comparison.difference == 0.0
    for interval in (comparison.linearized, comparison.bootstrap):
        assert interval is not None
        assert (interval.low, interval.high, interval.se) == (0.0, 0.0, 0.0)


def test_a_large_sample_approximates_the_enumeration() -> None:
    rng = np.random.default_rng(8)
    base = draw_f1_clusters(rng, EXACT_CLUSTERS + 1)
    other = base.copy()
    other[:-1, 0] -= rng.choice([-2, -1, 1, 2, 3], EXACT_CLUSTERS)
    exact = compare_systems(F1(), base, other)
    nudged = other.copy()
    nudged[-1, 0] -= 1e-9  # one cluster more differs, by nothing
    drawn = compare_systems(F1(), base, nudged)
    assert exact.exact
    assert not drawn.exact
    assert drawn.randomizations == 100_000
    assert 0.01 < exact.p < 0.99
    assert drawn.p == pytest.approx(exact.p, abs=5 * math.sqrt(0.25 / 100_000))


def test_a_clear_difference_gets_the_smallest_p_of_the_sample() -> None:
    rng = np.random.default_rng(9)
    better, worse = draw_f1_clusters(rng, 40, 0.9), draw_f1_clusters(rng, 40, 0.2)
    worse[:, 2] = better[:, 2]
    comparison = compare_systems(F1(), better, worse, randomizations=999)
    assert comparison.p == 1 / 1000
    assert comparison.linearized is not None
    assert comparison.bootstrap is not None
    assert comparison.linearized.low > 0 < comparison.bootstrap.low


@settings(max_examples=15, deadline=None)
@given(st.integers(2, 20).flatmap(pairs_of_systems))
def test_swapping_the_sides_mirrors_everything(systems) -> None:
    first, second = systems
    one = compare_systems(F1(), first, second, resamples=200, randomizations=500)
    other = compare_systems(F1(), second, first, resamples=200, randomizations=500)
    assert other.p == one.p
    assert other.difference == -one.difference
    for mine, theirs in ((one.linearized, other.linearized), (one.bootstrap, other.bootstrap)):
        assert mine is not None
        assert theirs is not None
        assert (mine.low, mine.high) == pytest.approx((-theirs.high, -theirs.low), abs=1e-12)


def test_what_both_systems_share_cancels() -> None:
    """A system and the same with one hit less in one cluster: hard outlets do not blur that."""
    clusters = draw_f1_clusters(np.random.default_rng(2), 30)
    other = clusters.copy()
    other[0, 0] -= 1
    paired = difference_error(F1(), clusters, other)
    assert paired < 0.1 * math.hypot(*(_se(c) for c in (clusters, other)))


def _se(clusters: Floats) -> float:
    interval = linearized_interval(F1(), clusters)
    assert interval is not None
    return interval.se


def test_paired_intervals_agree_on_many_clusters() -> None:
    rng = np.random.default_rng(12)
    first, second = draw_f1_clusters(rng, 300), draw_f1_clusters(rng, 300, 0.65)
    second[:, 2] = first[:, 2]
    exact = linearized_difference(F1(), first, second)
    drawn = bootstrap_difference(F1(), first, second)
    assert exact is not None
    assert drawn is not None
    assert drawn.se == pytest.approx(exact.se, rel=0.03)


def test_the_seed_decides() -> None:
    rng = np.random.default_rng(6)
    systems = draw_f1_clusters(rng, 25), draw_f1_clusters(rng, 25)
    zero, again, one = (
        compare_systems(F1(), *systems, randomizations=2_000, seed=seed) for seed in (0, 0, 1)
    )
    assert zero == again
    assert zero.bootstrap != one.bootstrap
    assert zero.p != one.p


def test_golden_comparison() -> None:
    """The whole chain under seed 0, once; the draws below it have golden numbers of their own."""
    first = np.array([[k % 5 + 1, 7, 6 + k % 3] for k in range(20)], dtype=float)
    second = np.array([[k % 4 + 1, 6, 6 + k % 3] for k in range(20)], dtype=float)
    comparison = compare_systems(F1(), first, second)
    assert comparison.p == pytest.approx(49_027 / 100_001, abs=1e-12)
    assert comparison.bootstrap is not None
    assert comparison.bootstrap.low == pytest.approx(-0.0737302603, abs=1e-9)


@pytest.mark.parametrize("rows", [0, 1])
def test_few_clusters(rows: int) -> None:
    first, second = np.full((rows, 3), 4.0), np.full((rows, 3), 4.0)
    second[:, 0] = 1.0
    comparison = compare_systems(F1(), first, second)
    assert comparison.linearized is None
    assert comparison.bootstrap is None
    assert comparison.p == 1.0 if rows else math.isnan(comparison.p)


def test_two_clusters() -> None:
    first, second = np.full((2, 3), 4.0), np.full((2, 3), 4.0)
    second[:, 0] = 1.0
    comparison = compare_systems(F1(), first, second)
    assert comparison.p == 0.5  # of four assignments two reach the observed difference
    assert comparison.linearized is not None
    assert comparison.linearized.few_clusters


def test_an_undefined_score_leaves_the_difference_undefined() -> None:
    comparison = compare_systems(F1(), np.zeros((20, 3)), np.ones((20, 3)))
    assert math.isnan(comparison.first)
    assert comparison.second == 1.0
    assert math.isnan(comparison.difference)
    assert math.isnan(comparison.p)
    assert comparison.linearized is comparison.bootstrap is None


def test_an_undefined_assignment_counts_as_evidence_against() -> None:
    """Two clusters, each scored by one system only: half the swaps leave one system 0/0."""
    first = np.array([[2.0, 2.0, 2.0], [0.0, 0.0, 0.0]])
    second = np.array([[0.0, 0.0, 0.0], [0.0, 2.0, 2.0]])
    assert compare_systems(F1(), first, second).p == 1.0


def test_refuses_systems_on_different_clusters() -> None:
    with pytest.raises(ValueError, match="same clusters"):
        compare_systems(F1(), np.ones((3, 3)), np.ones((4, 3)))


def test_randomizations_grow_with_the_board() -> None:
    assert randomizations_for(1) == randomizations_for(500) == 100_000
    assert randomizations_for(780) == 156_000
