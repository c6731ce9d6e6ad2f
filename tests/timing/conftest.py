"""What is measured is kept, and at the end written to `runs/timing`, into docs and charts."""

from __future__ import annotations

import json
import platform
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from time import process_time
from typing import Any

import pytest

from copydesk.run.timing import calibrate

from . import made, report
from .compare import figure_of

_PACKAGES = ("copydesk", "msgspec", "numpy", "orjson", "nervaluate", "seqeval")


class Files:
    """Made gold and predictions of one size."""

    def __init__(self, folder: Path, spans: int) -> None:
        self.spans = spans
        self.gold, self.predictions = folder / f"gold{spans}.jsonl", folder / f"said{spans}.jsonl"
        made.names_corpus(self.gold, self.predictions, spans)
        self.lines = self.predictions.read_bytes().splitlines()


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Files]:
    folder, known = tmp_path_factory.mktemp("made"), {}

    def of(spans: int) -> Files:
        if spans not in known:
            known[spans] = Files(folder, spans)
        return known[spans]

    return of


@pytest.fixture(scope="session")
def measured(root: Path) -> Iterator[dict[str, Any]]:
    """Results by name; written when all is measured."""
    found: dict[str, Any] = {}
    yield found
    found["environment"] = {
        "python": platform.python_version(),
        "machine": platform.machine(),
        "packages": {name: version(name) for name in _PACKAGES},
    }
    target = report.json_path(root, found)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(found, indent=1) + "\n")
    report.write(found, root)


@pytest.fixture
def figure(measured: dict[str, Any]) -> Iterator[Callable[[str, float], None]]:
    """Take CPU seconds by name, to be compared from run to run in calibration units.

    The calibration workload is run before and after what the test measures.
    """
    units = [calibrate() for _ in range(3)]
    seconds: dict[str, float] = {}
    yield seconds.__setitem__
    units += [calibrate() for _ in range(3)]
    for name, spent in seconds.items():
        measured.setdefault("figures", {})[name] = figure_of(spent / min(units), units)


def least(rounds: int, *works: Callable[[], Any]) -> list[float]:
    """Return the least CPU seconds of each work, run in turn `rounds` times.

    In turn, so that all meet the same noise; the least, since noise only adds.
    """
    best = [float("inf")] * len(works)
    for _ in range(rounds):
        for number, work in enumerate(works):
            began = process_time()
            work()
            best[number] = min(best[number], process_time() - began)
    return best


def child(*words: str) -> list[str]:
    """Return the command line of a Python process of this environment."""
    return [sys.executable, *words]
