from __future__ import annotations

import numpy as np
import pytest

from copydesk.scoring.condense import condense
from copydesk.scoring.metrics import F1, Mean, Metric
from copydesk.scoring.registry import COLUMNS, HEADLINES
from copydesk.stats import rank_systems


def systems(count: int, seed: int = 1) -> list[np.ndarray]:
    rng = np.random.default_rng(seed)
    return [rng.integers(0, 9, (16, len(COLUMNS))).astype(float) for _ in range(count)]


@pytest.mark.parametrize("name", HEADLINES)
def test_headlines_keep_their_value_on_fewer_columns(name: str) -> None:
    own = systems(4)
    metric, arrays = condense(HEADLINES[name], own)
    assert arrays[0].shape[1] <= 12 < own[0].shape[1]
    for one, other in zip(own, arrays, strict=True):
        wanted = HEADLINES[name].value(one.sum(axis=0))
        assert metric.value(other.sum(axis=0)) == pytest.approx(wanted, abs=1e-12)


@pytest.mark.parametrize("name", ["entities", "attributions", "overall"])
def test_ranks_are_those_of_all_columns(name: str) -> None:
    own = systems(3)
    own[0][:, :] += 3
    metric, arrays = condense(HEADLINES[name], own)
    few = rank_systems(metric, dict(zip("abc", arrays, strict=True)), randomizations=500)
    all_ = rank_systems(HEADLINES[name], dict(zip("abc", own, strict=True)), randomizations=500)
    assert few.standings == pytest.approx(all_.standings) or [
        (one.name, one.best, one.worst) for one in few.standings
    ] == [(one.name, one.best, one.worst) for one in all_.standings]
    assert [one.p for one in few.pairs] == [one.p for one in all_.pairs]


def test_other_metrics_stay_as_they_are() -> None:
    own = systems(2)
    inner = Mean("inner", (F1("a", (0,), (1,), (2,)), F1("b", (3,), (4,), (5,))))
    metric: Metric = Mean("outer", (inner, F1("c", (0,), (1,), (2,))))
    assert condense(metric, own)[0] is metric
