"""The commands of `baselines/llm/README.md`, against an endpoint on the loopback."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from copydesk.run.doors.openai_api import FOLDER

from ..conftest import ROOT
from ..run.doors.conftest import ANSWER, Endpoint, endpoint

pytest.importorskip("httpx2", reason="needs copydesk[openai]")

HOME = ROOT / "baselines" / "llm"
__all__ = ["endpoint"]


def test_the_readme_runs_and_scores(endpoint: Endpoint, tmp_path: Path) -> None:
    shown = (HOME / "README.md").read_text("utf-8")
    (block,) = re.findall(r"^```sh\n(.*?)^```$", shown, re.MULTILINE | re.DOTALL)
    run, score = (line for line in block.splitlines() if line.startswith("copydesk "))
    gold = tmp_path / "gold.jsonl"
    text = "Article is good. Ann said “no”.\n"
    name = {"id": "e1", "start": 17, "end": 20, "text": "Ann", "label": "PERSON"}
    gold.write_text(json.dumps({"id": "a", "text": text, "entities": [name]}) + "\n", "utf-8")
    for line in (run, score):
        words = f"{line} --gold {gold}".replace("--split validation", "").replace("'", "").split()
        done = subprocess.run(
            [sys.executable, "-m", "copydesk", *words[1:]],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
    assert re.search(r"entities\s+strict\s+1\.000", done.stdout)
    (asked,) = endpoint.requests
    assert asked["messages"][0]["content"] == (FOLDER / "prompt.md").read_text("utf-8")
    assert asked["messages"][1]["content"] == text
    (kept,) = (tmp_path / "llm.jsonl").read_text("utf-8").splitlines()
    assert [one["text"] for one in json.loads(kept)["claims"]] == [
        one["text"] for one in ANSWER["claims"]
    ]
    assert (tmp_path / "usage.jsonl").exists()


def test_the_files_it_names_are_there() -> None:
    shown = (HOME / "README.md").read_text("utf-8")
    for link in re.findall(r"\]\(([^)#]+)", shown):
        assert (HOME / link).is_file(), link
