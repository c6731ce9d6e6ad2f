from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from copydesk.stats import compare_systems, holm, pairwise_tests
from copydesk.stats.multiplicity import randomization_scale
from copydesk.stats.protocol import Floats
from copydesk.stats.randomization import Swaps, swapped_differences

from .fakes import F1, draw_f1_clusters

PAIRS = list(combinations(range(4), 2))


def board(seed: int, rows: int = 12, systems: int = 4) -> Floats:
    rng = np.random.default_rng(seed)
    stack = np.stack([draw_f1_clusters(rng, rows, 0.5 + 0.08 * k) for k in range(systems)])
    stack[:, :, 2] = stack[0, :, 2]
    return stack


def brute_force_step_down(systems: Floats) -> tuple[list[float], list[float]]:
    """Raw and max-T p-values from the full table of all assignments, a line a rule."""
    scales = np.array([randomization_scale(F1(), systems[i], systems[j]) for i, j in PAIRS])
    table = np.array(
        [
            [abs(_f1(systems, i, j, codes) - _f1(systems, j, i, codes)) for i, j in PAIRS]
            for codes in range(2 ** systems.shape[1])
        ]
    )
    observed, raw = table[0], (table >= table[0] - 1e-12).mean(axis=0)
    order = np.argsort(-observed / scales)
    adjusted, so_far = np.empty(len(PAIRS)), 0.0
    for place, pair in enumerate(order):
        rest = order[place:]
        threshold = (observed[pair] - 1e-12) / scales[pair]
        so_far = max(so_far, ((table[:, rest] / scales[rest]).max(axis=1) >= threshold).mean())
        adjusted[pair] = so_far
    return raw.tolist(), adjusted.tolist()


def _f1(systems: Floats, own: int, other: int, codes: int) -> float:
    rows = [systems[other if codes >> c & 1 else own, c] for c in range(systems.shape[1])]
    tp, predicted, gold = np.sum(rows, axis=0)
    return float(2 * tp / (predicted + gold))


@pytest.mark.parametrize("seed", range(4))
def test_equals_brute_force_over_all_assignments(seed: int) -> None:
    systems = board(seed, rows=7)
    tests = pairwise_tests(F1(), systems, PAIRS, randomizations=1)
    raw, adjusted = brute_force_step_down(systems)
    assert tests.swaps.exact
    assert tests.swaps.total == 2**7
    assert tests.raw.tolist() == raw
    assert tests.max_t.tolist() == adjusted


def test_one_pair_needs_no_adjustment() -> None:
    systems = board(1, rows=20)[:2]
    tests = pairwise_tests(F1(), systems, [(0, 1)], randomizations=3_000)
    assert tests.raw == tests.holm == tests.max_t
    assert tests.raw == compare_systems(F1(), *systems, randomizations=3_000).p


def test_every_pair_of_a_board_has_the_p_of_its_own_comparison() -> None:
    """All clusters differ in every pair, so board and comparison draw the same swaps."""
    systems = board(2, rows=20) + np.array([0.0, 0.0, 1e-6]) * np.arange(4)[:, None, None]
    tests = pairwise_tests(F1(), systems, PAIRS, randomizations=2_000, seed=3)
    for (i, j), p in zip(PAIRS, tests.raw, strict=True):
        own = compare_systems(F1(), systems[i], systems[j], randomizations=2_000, seed=3)
        assert p == own.p


def test_chunks_do_not_change_the_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    systems = board(5, rows=18)
    swaps = Swaps.over(systems, 1_000)
    whole = np.concatenate(list(swapped_differences(F1(), systems, PAIRS, swaps)))
    monkeypatch.setattr("copydesk.stats.randomization.CHUNK_FLOATS", 500)
    pieces = list(swapped_differences(F1(), systems, PAIRS, swaps))
    assert len(pieces) > 20
    assert np.concatenate(pieces) == pytest.approx(whole, abs=1e-12)


def test_shared_swaps_keep_the_systems_correlation() -> None:
    """With equal denominators differences add up along a chain, under every assignment."""
    systems = board(6, rows=16)[:3]
    systems[:, :, 1] = systems[0, :, 1]
    swaps = Swaps.over(systems, 200)
    drawn = np.concatenate(
        list(swapped_differences(F1(), systems, [(0, 1), (1, 2), (0, 2)], swaps))
    )
    assert drawn[:, 0] + drawn[:, 1] == pytest.approx(drawn[:, 2], abs=1e-12)


def test_scale_is_the_deviation_under_swaps() -> None:
    systems = board(7, rows=30)
    tests = Swaps.over(systems, 20_000)
    drawn = np.concatenate(list(swapped_differences(F1(), systems, PAIRS, tests)))
    scales = [randomization_scale(F1(), systems[i], systems[j]) for i, j in PAIRS]
    assert scales == pytest.approx(drawn.std(axis=0), rel=0.03)
    assert randomization_scale(F1(), systems[0], systems[0]) == 1.0


def test_holm_by_hand() -> None:
    adjusted = holm(np.array([0.04, 0.01, 0.03, 0.5]))
    assert adjusted == pytest.approx([0.09, 0.04, 0.09, 0.5])
    assert holm(np.array([])).shape == (0,)
    assert holm(np.array([0.7, 0.6])).tolist() == [1.0, 1.0]


@given(arrays(np.float64, st.integers(1, 12), elements=st.floats(0, 1)))
def test_holm_rejects_what_the_textbook_procedure_rejects(p) -> None:
    order, rejected = np.argsort(p, kind="stable"), np.zeros(len(p), dtype=bool)
    for place, hypothesis in enumerate(order):
        if p[hypothesis] * (len(p) - place) > 0.05:
            break
        rejected[hypothesis] = True
    assert ((holm(p) <= 0.05) == rejected).all()


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 25))
def test_adjusted_values_never_fall_below_raw_ones(seed, rows) -> None:
    tests = pairwise_tests(F1(), board(seed, rows), PAIRS, randomizations=300)
    assert (tests.raw > 0).all()
    for adjusted in (tests.holm, tests.max_t):
        assert (adjusted >= tests.raw).all()
        assert (adjusted <= 1).all()
