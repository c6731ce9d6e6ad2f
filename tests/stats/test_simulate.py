from __future__ import annotations

import numpy as np
import pytest

from copydesk.stats import linearized_interval
from copydesk.stats.simulate import (
    ATTRIBUTIONS,
    ENTITIES,
    PAIRS,
    STRONG_OUTLETS,
    coverage,
    equal_boards,
    false_separation,
    main,
    power,
    span_rows,
    truly_different,
    unequal_boards,
)
from copydesk.stats.synthetic import MeanF1, Profile, World, draw_sample


@pytest.mark.parametrize("world", [ENTITIES, ATTRIBUTIONS, STRONG_OUTLETS])
def test_the_true_score_is_that_of_a_huge_sample(world: World) -> None:
    profiles = [Profile.with_f1(world, 0.8, 0.8), Profile.with_f1(world, 0.7, 0.65)]
    clusters = draw_sample(world, profiles, 4_000, np.random.default_rng(0)).clusters
    metric = MeanF1(world.thresholds)
    for profile, system in zip(profiles, clusters, strict=True):
        interval = linearized_interval(metric, system)
        assert interval is not None
        assert profile.true_score(world) == pytest.approx(
            float(metric.value(system.sum(axis=0))), abs=4 * interval.se
        )
        assert interval.se < 0.004


def test_with_f1_keeps_its_word() -> None:
    profile = Profile.with_f1(ENTITIES, f1=0.75, recall=0.8)
    assert profile.true_score(ENTITIES) == pytest.approx(0.75)
    assert ENTITIES.rate(profile.gold) == pytest.approx(0.8)


def test_samples_are_consistent() -> None:
    profiles = [Profile.with_f1(ATTRIBUTIONS, 0.8, 0.8)] * 3
    sample = draw_sample(ATTRIBUTIONS, profiles, 12, np.random.default_rng(1))
    assert sample.clusters.shape == (3, 12, ATTRIBUTIONS.thresholds + 2)
    assert (sample.documents.sum(axis=1) == sample.clusters.sum(axis=1)).all()
    hits, predicted, gold = sample.documents[..., :-2], *np.moveaxis(sample.documents, -1, 0)[-2:]
    assert (np.diff(hits, axis=-1) <= 0).all()
    assert (hits[..., 0] <= np.minimum(predicted, gold)).all()
    assert (gold == gold[0]).all()


def test_span_rows_add_up() -> None:
    rows = span_rows(np.array([3.0, 5.0, 4.0]))
    assert rows.sum(axis=0).tolist() == [3.0, 5.0, 4.0]
    assert len(rows) == 6


def test_coverage_falls_with_the_unit() -> None:
    found = coverage(STRONG_OUTLETS, outlets=36, trials=300, seed=0)
    assert found.linearized > 0.89
    assert found.bootstrap > 0.88
    assert found.spans < 0.65 < found.documents < found.linearized
    assert coverage(ATTRIBUTIONS, 10, trials=5, seed=0).spans == 0.0  # F1 only


def test_unadjusted_tests_separate_equal_systems() -> None:
    plan = equal_boards()[0]
    rates = false_separation(plan, boards=30, seed=0)
    assert rates.unadjusted > 0.4
    assert rates.holm <= rates.max_t < 0.25
    assert rates == false_separation(plan, boards=30, seed=0)


def test_power_grows_with_the_gap() -> None:
    small, _, large = unequal_boards()[:3]
    found = [power(plan, boards=6, seed=0) for plan in (small, large)]
    assert found[0].found.holm < found[1].found.holm
    assert 0.02 < found[0].resolvable < 0.08


def test_plans_say_what_they_are() -> None:
    for plan in equal_boards()[:-2]:
        assert not truly_different(plan).any(), plan.title
    halves = truly_different(equal_boards()[5])
    assert halves.sum() == 25
    for plan in unequal_boards()[:3]:
        assert truly_different(plan).sum() == 9, plan.title
    for plan in unequal_boards()[3:]:
        assert truly_different(plan).sum() == len(PAIRS), plan.title


def test_prints_its_tables(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("copydesk.stats.simulate.coverage", lambda *_: coverage(ENTITIES, 5, 2, 0))
    main(["--quick", "--seed", "1"])
    printed = capsys.readouterr().out
    assert printed.count("**Coverage of 95 % intervals") == 3
    assert "| board | unadjusted | Holm | max-T |" in printed
    assert "nan" not in printed
