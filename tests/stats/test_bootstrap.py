from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.stats import (
    bootstrap_interval,
    bootstrap_sums,
    bootstrap_weights,
    linearized_interval,
    percentile_interval,
)
from copydesk.stats.draws import CHUNK_CELLS, draw_swaps, draw_weights
from copydesk.stats.protocol import Floats

from .fakes import F1, Mcc, draw_f1_clusters

GOLDEN_WEIGHTS = [[1, 2, 0, 2, 0, 1], [2, 1, 0, 1, 1, 1], [0, 0, 0, 4, 1, 1]]
GOLDEN_SWAPS = [[1, 0, 1, 0, 0, 1, 0, 0, 0, 1], [0, 0, 1, 1, 0, 0, 1, 1, 1, 1]]


def test_golden_first_draws() -> None:
    """These numbers are part of the protocol: no platform or numpy version may change them."""
    assert bootstrap_weights(6, 3, 0).tolist() == GOLDEN_WEIGHTS
    swaps = next(draw_swaps(2, 10, 0, step=2))
    assert swaps.tolist() == GOLDEN_SWAPS


def by_hand(rows: int, clusters: int, seed: int) -> list[list[int]]:
    """The definition, a pick at a time: the low half of a word first."""
    words = (int(word) for word in np.random.PCG64([seed, 0]).random_raw(rows * clusters))
    halves = (half for word in words for half in (word & 0xFFFFFFFF, word >> 32))
    weights = [[0] * clusters for _ in range(rows)]
    for row in weights:
        for _ in range(clusters):
            row[next(halves) * clusters >> 32] += 1
    return weights


@pytest.mark.parametrize(("rows", "clusters"), [(5, 7), (1, 1), (4, 3), (3, CHUNK_CELLS // 4 + 1)])
def test_weights_equal_their_definition(rows: int, clusters: int) -> None:
    assert draw_weights(rows, clusters, 3).tolist() == by_hand(rows, clusters, 3)


@given(st.integers(0, 40), st.integers(0, 40), st.integers(0, 2**32))
def test_every_resample_holds_as_many_clusters_as_there_are(clusters, resamples, seed) -> None:
    weights = bootstrap_weights(clusters, resamples, seed)
    assert weights.shape == (resamples, clusters)
    assert (weights == np.floor(weights)).all()
    assert (weights.sum(axis=1) == clusters).all()


def test_weights_are_multinomial() -> None:
    weights = bootstrap_weights(20, 20_000, 1)
    assert weights.mean(axis=0) == pytest.approx(np.ones(20), abs=0.03)
    covariance = np.cov(weights, rowvar=False)
    assert covariance == pytest.approx(np.eye(20) - 1 / 20, abs=0.04)


def test_weights_are_shared_and_read_only() -> None:
    assert bootstrap_weights(4, 10) is bootstrap_weights(4, 10)
    assert not np.array_equal(bootstrap_weights(4, 10, 1), bootstrap_weights(4, 10, 0))
    with pytest.raises(ValueError, match="read-only"):
        bootstrap_weights(4, 10)[0, 0] = 1


@pytest.mark.parametrize("arguments", [(-1, 10, 0), (3, -1, 0), (3, 10, -1)])
def test_weights_refuse_negative_numbers(arguments: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="must be >= 0"):
        bootstrap_weights(*arguments)


def test_swaps_do_not_depend_on_the_chunk_and_are_fair() -> None:
    whole = np.concatenate(list(draw_swaps(5_000, 70, 0, step=5_000)))
    pieces = np.concatenate(list(draw_swaps(5_000, 70, 0, step=17)))
    assert np.array_equal(whole, pieces)
    assert set(np.unique(whole)) == {0.0, 1.0}
    assert whole.mean(axis=0) == pytest.approx(np.full(70, 0.5), abs=0.03)


def test_sums_are_those_of_the_drawn_clusters() -> None:
    clusters = np.array([[1.0, 10.0], [2.0, 20.0], [4.0, 40.0]])
    weights = np.array([[3.0, 0.0, 0.0], [0.0, 1.0, 2.0]])
    assert bootstrap_sums(weights, clusters).tolist() == [[3.0, 30.0], [10.0, 100.0]]


def test_percentiles_by_hand() -> None:
    interval = percentile_interval(np.arange(101) / 100, 40, level=0.9)
    assert interval is not None
    assert (interval.low, interval.high) == pytest.approx((0.05, 0.95))
    assert interval.se == pytest.approx(np.std(np.arange(101) / 100, ddof=1))
    assert interval.clusters == 40


def test_undefined_replicates_are_left_out() -> None:
    replicates = np.array([np.nan, 0.0, 0.5, 1.0, np.nan])
    assert percentile_interval(replicates, 3) == percentile_interval(replicates[1:4], 3)
    assert percentile_interval(np.full(9, np.nan), 3) is None


def test_refuses_a_level_that_is_none() -> None:
    with pytest.raises(ValueError, match="level"):
        percentile_interval(np.zeros(5), 5, level=1.0)


@pytest.mark.parametrize("clusters", [np.empty((0, 3)), np.ones((1, 3)), np.zeros((5, 3))])
def test_none_without_two_clusters_or_a_score(clusters: Floats) -> None:
    assert bootstrap_interval(F1(), clusters) is None


def test_agrees_with_the_linearised_interval_on_many_clusters() -> None:
    clusters = draw_f1_clusters(np.random.default_rng(3), 300)
    exact, drawn = linearized_interval(F1(), clusters), bootstrap_interval(F1(), clusters)
    assert exact is not None
    assert drawn is not None
    assert drawn.se == pytest.approx(exact.se, rel=0.03)
    assert (drawn.low, drawn.high) == pytest.approx((exact.low, exact.high), abs=0.002)


def test_works_for_a_score_that_is_no_ratio() -> None:
    clusters = np.random.default_rng(4).integers(3, 30, (200, 4)).astype(float)
    exact = linearized_interval(Mcc(), clusters, bounds=(-1.0, 1.0))
    drawn = bootstrap_interval(Mcc(), clusters)
    assert exact is not None
    assert drawn is not None
    assert drawn.se == pytest.approx(exact.se, rel=0.04)
    assert exact.low < 0 or exact.high > 0
