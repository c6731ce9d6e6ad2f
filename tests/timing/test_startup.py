"""What it costs to begin: printed, not asserted, since machines differ."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

import pytest

pytestmark = pytest.mark.timing

#: what -> the words, and the CPU seconds aimed at
BEGINNINGS = {
    "python -c pass": (["-c", "pass"], None),
    "import copydesk": (["-c", "import copydesk"], 0.1),
    "copydesk --help": (["-m", "copydesk", "--help"], 0.4),
}


def _cpu_seconds(words: list[str]) -> float:
    before = os.times()
    subprocess.run([sys.executable, *words], check=True, capture_output=True)
    after = os.times()
    return sum(after[2:4]) - sum(before[2:4])


@pytest.mark.parametrize("what", BEGINNINGS)
def test_start(what: str, benchmark: Any, capsys: pytest.CaptureFixture[str]) -> None:
    words, aim = BEGINNINGS[what]
    seconds: list[float] = []
    benchmark.pedantic(lambda: seconds.append(_cpu_seconds(words)), rounds=7, iterations=1)
    with capsys.disabled():
        said = "" if aim is None else f" (aim: under {aim})"
        print(f"\n{what}: {min(seconds):.3f} s of CPU, interpreter included{said}")  # noqa: T201
