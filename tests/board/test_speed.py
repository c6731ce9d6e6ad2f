"""The speed of results of either contract; by the wall clock it is marked and explained."""

from __future__ import annotations

import json
from typing import Any

import pytest

from copydesk.board import speed
from copydesk.run import time_system
from tests.conftest import ROOT
from tests.run.conftest import Articles

FIRST = {"contract": 1, "articles_per_cpu_second": 107.4, "ratio": 15.6, "noisy": True}
WALL = {
    "contract": 2,
    "clock": "wall",
    "clock_because": "gpu",
    "batch_size": 32,
    "takes": "batch",
    "articles_per_cpu_second": None,
    "ratio": None,
    "articles_per_wall_second": 2.125,
    "throughput": {"1": {"articles_per_wall_second": 0.4}, "32": {"articles_per_wall_second": 2.1}},
}


@pytest.mark.parametrize(
    ("timing", "shown"),
    [({}, "-"), (FIRST, "107\u00a0(15.60) (noisy)"), (WALL, "2.1\u00a0(wall)")],
)
def test_the_cell(timing: dict[str, Any], shown: str) -> None:
    assert speed.cell(timing) == shown


def test_the_mark_is_explained_where_it_stands_and_nowhere_else() -> None:
    assert speed.legend([FIRST, None, {}]) == []
    assert speed.legend([FIRST, WALL, WALL]) == [speed.LEGEND]
    assert speed.LEGEND.startswith("- *(wall)*: articles per second by the wall clock")


def test_both_batch_sizes_are_said() -> None:
    assert speed.said(WALL) == (
        "2.1 articles per second by the wall clock (GPU) at batch size 32, 0.4 at batch size 1"
    )
    timing = time_system("nothing", Articles(3), repeats=1).to_record()
    assert speed.said(timing).endswith("one article at a time")
    assert speed.cell(timing) != "-"


def test_committed_results_are_read() -> None:
    for path in ROOT.glob("baselines/*/result.json"):
        timing = json.loads(path.read_text())["timing"]
        assert speed.cell(timing) != "-"
