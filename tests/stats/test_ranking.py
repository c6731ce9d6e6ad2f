from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats

from copydesk.stats import RESOLVABLE, difference_error, rank_systems
from copydesk.stats.protocol import Floats
from copydesk.stats.ranking import rank_intervals, smallest_resolvable_difference

from .fakes import F1, draw_f1_clusters


def board(*rates: float, rows: int = 40, seed: int = 0) -> dict[str, Floats]:
    rng = np.random.default_rng(seed)
    systems = {f"s{k}": draw_f1_clusters(rng, rows, rate) for k, rate in enumerate(rates)}
    for clusters in systems.values():
        clusters[:, 2] = systems["s0"][:, 2]
    return systems


def test_rank_intervals_by_hand() -> None:
    # 0 beats 2 and 3; 1 beats 3: 0 may be 1st or 2nd, 3 is third at best.
    significant = {(0, 1): False, (0, 2): True, (0, 3): True, (1, 2): False, (1, 3): True}
    assert rank_intervals(4, significant) == [(1, 2), (1, 3), (2, 4), (3, 4)]


@pytest.mark.parametrize("adjustment", ["holm", "max-t"])
def test_clear_differences_pin_the_ranks(adjustment) -> None:
    ranking = rank_systems(F1(), board(0.2, 0.9, 0.5), adjustment=adjustment, randomizations=2_000)
    assert [(s.name, s.best, s.worst) for s in ranking.standings] == [
        ("s1", 1, 1),
        ("s2", 2, 2),
        ("s0", 3, 3),
    ]
    assert all(pair.difference > 0 for pair in ranking.pairs)
    assert [(pair.first, pair.second) for pair in ranking.pairs] == [
        ("s1", "s2"),
        ("s1", "s0"),
        ("s2", "s0"),
    ]
    assert ranking.adjustment == adjustment


def test_copies_share_their_ranks_and_stand_by_name() -> None:
    clusters = board(0.7)["s0"]
    ranking = rank_systems(F1(), {"b": clusters, "a": clusters.copy(), "c": clusters.copy()})
    assert [(s.name, s.best, s.worst) for s in ranking.standings] == [
        ("a", 1, 3),
        ("b", 1, 3),
        ("c", 1, 3),
    ]
    assert {pair.adjusted_p for pair in ranking.pairs} == {1.0}
    assert ranking.exact
    assert ranking.resolvable == 0.0


def test_the_order_of_systems_does_not_matter() -> None:
    systems = board(0.7, 0.72, 0.6, 0.75)
    turned = dict(reversed(systems.items()))
    assert rank_systems(F1(), systems, randomizations=500) == rank_systems(
        F1(), turned, randomizations=500
    )


def test_undefined_systems_are_named_and_not_ranked() -> None:
    systems = board(0.7, 0.3)
    systems["empty"] = np.zeros((40, 3))
    ranking = rank_systems(F1(), systems, randomizations=500)
    assert ranking.undefined == ("empty",)
    assert [standing.name for standing in ranking.standings] == ["s0", "s1"]
    assert ranking.standings[1].worst == 2


@pytest.mark.parametrize("names", [0, 1])
def test_small_boards(names: int) -> None:
    ranking = rank_systems(F1(), dict(list(board(0.7).items())[:names]))
    assert [(s.best, s.worst) for s in ranking.standings] == [(1, 1)] * names
    assert ranking.pairs == ()
    assert ranking.resolvable is None


def test_one_cluster_separates_nothing() -> None:
    ranking = rank_systems(F1(), board(0.1, 0.9, rows=1))
    assert [(s.best, s.worst) for s in ranking.standings] == [(1, 2), (1, 2)]
    assert ranking.resolvable is None


def test_smallest_resolvable_difference_is_of_neighbours() -> None:
    systems = list(board(0.8, 0.7, 0.6, 0.5).values())
    errors = [difference_error(F1(), systems[k], systems[k + 1]) for k in range(3)]
    assert smallest_resolvable_difference(F1(), systems) == RESOLVABLE * sorted(errors)[1]
    assert rank_systems(F1(), board(0.8, 0.7, 0.6, 0.5), randomizations=99).resolvable == (
        smallest_resolvable_difference(F1(), systems)
    )
    assert not math.isnan(errors[0])


def test_a_resolvable_difference_is_one_of_eighty_per_cent_power() -> None:
    assert pytest.approx(stats.norm.ppf(0.975) + stats.norm.ppf(0.8), abs=0.01) == RESOLVABLE


def test_refuses_systems_on_different_clusters() -> None:
    with pytest.raises(ValueError, match="same clusters"):
        rank_systems(F1(), {"a": np.ones((3, 3)), "b": np.ones((4, 3))})
