"""What all tests share: the checkout, and commands run as a user runs them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

# Machines are noisy, so no example has a time limit. A run in CI searches the same examples each
# time; a developer's searches new ones.
settings.register_profile("search", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "search")

ROOT = Path(__file__).resolve().parent.parent

Command = Callable[..., "subprocess.CompletedProcess[str]"]


def small_gold(folder: Path) -> None:
    """Write a corpus of three articles, one a split, whose facts tests may know by heart."""
    for split, name in (
        ("train", "000_5d3843279f2ec046"),
        ("validation", "001_0fa9d40731d86030"),
        ("test", "002_a43c84f8abe44c9a"),
    ):
        for part in (f"seeds/{name}.txt", f"seeds/{name}.json", f"annotations/{split}/{name}.json"):
            (folder / part).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / part, folder / part)
    card = json.loads((ROOT / "annotations" / "corpus.json").read_bytes())
    (folder / "annotations" / "corpus.json").write_text(json.dumps({**card, "complete": False}))


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture
def copydesk(tmp_path: Path) -> Command:
    """Run `copydesk ...` in an empty folder, without a terminal."""

    def call(*words: str, cwd: Path = tmp_path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "copydesk", *words],
            cwd=cwd,
            capture_output=True,
            text=True,
            env={**os.environ, "COLUMNS": "120", "NO_COLOR": "1"},
            check=False,
        )

    return call
