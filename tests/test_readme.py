"""Every command of the README, run in an empty folder; every snippet, executed."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)([^\n]*)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
SHELL = [body for kind, mode, body in BLOCKS if kind == "sh" and "setup" not in mode]
PYTHON = [body for kind, _, body in BLOCKS if kind == "python"]


def test_there_is_something_to_run() -> None:
    assert len(SHELL) == 3
    assert len(PYTHON) == 1


@pytest.mark.parametrize("body", SHELL, ids=lambda body: body.split("\n")[0][:30])
def test_shell(body: str, tmp_path: Path) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", body],
        cwd=tmp_path,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("body", PYTHON, ids=["python"])
def test_python(body: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", body], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "strict" in done.stdout


def test_the_minimal_predictions_are_valid() -> None:
    from jsonschema import Draft202012Validator

    schema = json.loads((ROOT / "schemas" / "prediction.schema.json").read_text())
    bodies = [body for kind, mode, body in BLOCKS if kind == "json" and not mode.strip()]
    assert bodies
    for body in bodies:
        Draft202012Validator(schema).validate(json.loads(body))


def test_the_gold_row_is_valid() -> None:
    from copydesk import corpus_from_rows

    (row,) = (json.loads(body) for kind, mode, body in BLOCKS if mode.strip() == "gold")
    assert len(corpus_from_rows([row]).documents) == 1


def test_setup_targets_exist() -> None:
    (setup,) = (body for kind, mode, body in BLOCKS if kind == "sh" and "setup" in mode)
    makefile = (ROOT / "Makefile").read_text()
    for target in re.findall(r"^make (\w+)", setup, re.MULTILINE):
        assert f"\n{target}: " in makefile


PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("annotations/*.md")])


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(page: Path) -> None:
    links = set(re.findall(r"\]\(([^)#:\s]+)\)", page.read_text(encoding="utf-8")))
    assert [link for link in sorted(links) if not (page.parent / link).exists()] == []
