"""What is documented of submissions is what is done."""

from __future__ import annotations

import os
import re
from typing import Any

import pytest

from copydesk.submissions import RULES
from tests.conftest import ROOT

PAGE = ROOT / "docs" / "submissions.md"
WORKFLOW = ROOT / ".github" / "workflows" / "submission.yml"
BEGIN, END = "<!-- rules: begin -->\n", "<!-- rules: end -->"


def table() -> str:
    lines = [f"| `{one.code}` | {one.applies_to} | {one.says} |\n" for one in RULES]
    return "".join(["| code | of | rule |\n|---|---|---|\n", *lines])


def test_the_table_of_rules_is_the_one_that_is_applied() -> None:
    """`COPYDESK_WRITE=1` writes it."""
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    found, _, after = rest.partition(END)
    if os.environ.get("COPYDESK_WRITE"):
        PAGE.write_text(before + BEGIN + table() + END + after, encoding="utf-8")
        return
    assert found == table()


def test_codes_are_plain_and_said_once() -> None:
    codes = [one.code for one in RULES]
    assert len(set(codes)) == len(codes)
    for one in RULES:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", one.code)
        assert one.says.endswith(".")


def workflow(name: str) -> Any:
    yaml = pytest.importorskip("yaml")
    return yaml.safe_load((WORKFLOW.parent / name).read_text())


def test_the_workflow_gives_a_fork_nothing() -> None:
    text = WORKFLOW.read_text()
    found = workflow("submission.yml")
    assert found["permissions"] == {"contents": "read"}
    assert set(found[True]) == {"pull_request"}, "not pull_request_target: no token of ours"
    assert "secrets." not in text
    (job,) = found["jobs"].values()
    assert "permissions" not in job
    for step in job["steps"]:
        assert set(step) <= {"uses", "with", "run", "working-directory"}
        assert "${{" not in step.get("run", ""), "nothing of the proposal in a command"
        if "checkout" in step.get("uses", ""):
            assert step["with"]["persist-credentials"] is False


def test_the_workflow_runs_the_base_on_the_proposal() -> None:
    runs = [
        step["run"]
        for step in workflow("submission.yml")["jobs"]["check"]["steps"]
        if "run" in step
    ]
    assert runs[-1] == "base/.venv/bin/copydesk validate proposed/submissions --changed changed"
    for run in runs:
        assert not re.search(r"(?:python|pip|make|sh|\./)\S* \S*proposed", run)
    used = {
        step["uses"]
        for step in workflow("submission.yml")["jobs"]["check"]["steps"]
        if "uses" in step
    }
    assert used <= {step.get("uses") for step in workflow("ci.yml")["jobs"]["test"]["steps"]}
