"""Tiny systems and articles for the tests of the running rooms."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from copydesk.records import Article
from copydesk.run import Launch, open_system

CARD = """\
name = "tiny"
version = "1"
layers = ["entities"]
licence = "MIT"
"""

MakeSystem = Callable[..., Path]


@pytest.fixture
def make_system(tmp_path: Path) -> MakeSystem:
    """Write a system folder: `body` is what `extract` does with `article` and `text`."""

    def make(
        body: str = "return {'entities': []}", *, top: str = "", card: str = "", name: str = "sys"
    ) -> Path:
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        lines = "\n".join("        " + line for line in body.splitlines())
        (folder / "system.py").write_text(
            f"import os, sys, time\n{top}\n"
            "class Tiny:\n"
            "    def extract(self, article):\n"
            "        text = article['text']\n"
            f"{lines}\n"
            "def load():\n    return Tiny()\n",
            encoding="utf-8",
        )
        (folder / "system.toml").write_text(f'entry = "system.py"\n{CARD}{card}', encoding="utf-8")
        return folder

    return make


def noting(system: Path) -> Launch:
    """Let a system write notes into the folder beside its own, for the test to read."""
    return replace(open_system(system), writable=(str(system.parent),))


class Articles:
    """`count` short articles, made anew at each iteration; article 2 is the one that is `bad`."""

    def __init__(self, count: int) -> None:
        self.count = count

    def __iter__(self) -> Iterator[Article]:
        for number in range(self.count):
            word = "bad" if number == 2 else "good"
            yield Article(id=f"a{number}", text=f"Article {number} is {word}. Ann said “no”.\n")


@pytest.fixture
def articles() -> Articles:
    """Five articles."""
    return Articles(5)


def read(path: Path) -> list[dict[str, Any]]:
    """Return the predictions of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
