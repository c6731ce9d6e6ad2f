"""Baselines are found, not listed; one whose requirements are not installed is skipped, aloud."""

from __future__ import annotations

import importlib
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from copydesk.cli import app, running
from copydesk.run import embedded, open_system
from copydesk.run.contract import check_contract

from ..conftest import ROOT


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    row = {"id": "a", "text": "Ann Lee left.\n", "claims": []}
    (tmp_path / "gold.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    return tmp_path / "gold.jsonl"


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without any package, and with two embedded systems."""
    monkeypatch.setattr("copydesk.run.embedded", lambda: ("nothing", "spacy"))
    environment = importlib.import_module("copydesk.run.environment")
    monkeypatch.setattr(environment, "package_version", lambda name: None)


assert running.bench, "importing it adds the command"


def bench(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["bench", "--repeats", "1", *words])
    said = str(done.exception) if done.exception else ""
    return done.exit_code, done.output + said


@pytest.mark.usefixtures("bare")
def test_bench_skips_what_cannot_run_and_says_what_installs_it(gold: Path, tmp_path: Path) -> None:
    code, said = bench("--gold", str(gold), "--out", str(tmp_path / "runs"))
    assert code == 0, said
    assert "spacy: skipped, its requirements are not installed: pip install 'spacy>=" in said
    assert sorted(one.parent.name for one in tmp_path.glob("runs/*/result.json")) == ["nothing"]


@pytest.mark.usefixtures("bare")
def test_a_system_that_is_named_must_run(gold: Path, tmp_path: Path) -> None:
    code, said = bench("spacy", "--gold", str(gold), "--out", str(tmp_path / "runs"))
    assert code != 0
    assert "pip install" in said


@pytest.mark.usefixtures("bare")
def test_validate_says_what_to_install() -> None:
    (problem,) = check_contract("spacy").problems
    assert "not installed here: spacy" in problem.what
    assert problem.mend.startswith("pip install ")


def test_each_has_a_note_and_requirements_of_the_extra() -> None:
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    assert {"always_claim", "c4_lines", "regex_quotes", "spacy"} <= set(embedded())
    for name in embedded():
        assert (ROOT / "baselines" / name / "README.md").is_file(), name
        for requirement in open_system(name).card.requirements:
            assert f'"{requirement}' in project, f"{name}: {requirement} is in no extra"
