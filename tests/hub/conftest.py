from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from copydesk.corpus import Corpus, read_corpus
from copydesk.hub import publish

from . import made


class Loader:
    """`load_dataset` in a process with a cache of its own, offline."""

    def __init__(self, home: Path) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("HF_")}
        own = {"HF_HOME": str(home), "HF_HUB_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1"}
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("loader.py"))],
            env={**kept, **own},
            cwd=home,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        )

    def __call__(self, path: Path, name: str | None = None, **wants: Any) -> Any:
        named = {} if name is None else {"name": name}
        return self._ask({"path": str(path), **named, **wants})

    def run(self, code: str) -> Any:
        return self._ask({"code": code})

    def _ask(self, request: dict[str, Any]) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        reply = json.loads(self._process.stdout.readline())
        if "error" in reply:
            raise RuntimeError(reply["error"])
        return reply["answer"]

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(timeout=60)


@pytest.fixture(scope="session")
def load(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loader]:
    loader = Loader(tmp_path_factory.mktemp("hf"))
    yield loader
    loader.close()


@pytest.fixture(scope="session")
def project() -> Corpus:
    return read_corpus(None)


@pytest.fixture(scope="session", params=["made", "project"])
def released(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Corpus, Path]:
    """A corpus and the folder it was published to: that of these tests, and the project's."""
    corpus = made.corpus() if request.param == "made" else read_corpus(None)
    folder = tmp_path_factory.mktemp("released") / request.param
    publish(corpus, folder)
    return corpus, folder
