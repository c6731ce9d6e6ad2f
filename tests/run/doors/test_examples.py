"""The examples of docs/examples, run as their page says."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from copydesk.records import Article
from copydesk.run import run

from ..conftest import read

EXAMPLES = Path(__file__).parents[3] / "docs" / "examples"
TEXT = "😀 News\n“It is safe,” said Ann O’Hara. “No.” Bob Lee wrote.\n\nREAD MORE: Ten bridges\n"
STUB = """\
import re

class GLiNER:
    @classmethod
    def from_pretrained(cls, name):
        return cls()

    def predict_entities(self, text, labels, threshold):
        assert "\\n" not in text and "person" in labels
        return [
            {"start": one.start(), "end": one.end(), "label": "person", "score": 0.9}
            for one in re.finditer("Ann O’Hara|Bob Lee", text)
        ]
"""


@pytest.mark.skipif(not shutil.which("node"), reason="needs node")
def test_node(tmp_path: Path) -> None:
    out = tmp_path / "p.jsonl"
    articles = [Article(id="a", text=TEXT), Article(id="b", text="\u2028“Odd\u2028line”")]
    report = run(f"cmd:node {EXAMPLES / 'node' / 'extract.mjs'}", articles, out)
    assert report.failures == 0, report.first_failures
    found = [
        tuple(
            TEXT[span["start"] : span["end"]]
            for role in ("content", "source", "cue")
            for span in said[role]
        )
        for said in read(out)[0]["attributions"]
    ]
    assert found == [("“It is safe,”", "Ann O’Hara", "said"), ("“No.”", "Bob Lee", "wrote")]


@pytest.mark.skipif(not shutil.which("go"), reason="needs go")
def test_go(tmp_path: Path) -> None:
    program = tmp_path / "extract"
    subprocess.run(["go", "build", "-o", program, EXAMPLES / "go" / "extract.go"], check=True)
    out = tmp_path / "p.jsonl"
    articles = [Article(id="a", text=TEXT), Article(id="b", text="x " * 200_000)]
    report = run(f"cmd:{program}", articles, out)
    assert report.failures == 0, report.first_failures
    assert [line["boilerplate"] for line in read(out)] == [[{"text": "READ MORE: Ten bridges"}], []]


def test_gliner(tmp_path: Path) -> None:
    """With a stand-in for the package: what the example does around it."""
    folder = tmp_path / "gliner-example"
    shutil.copytree(EXAMPLES / "gliner", folder)
    (folder / "gliner.py").write_text(STUB, encoding="utf-8")
    out = tmp_path / "p.jsonl"
    long = "Ann O’Hara\n" + "word " * 384 + "Bob Lee\n"
    articles = [Article(id="a", text=TEXT), Article(id="b", text=long)]
    report = run(folder, articles, out)
    assert report.failures == 0, report.first_failures
    assert report.truncated == 1
    short, cut = read(out)
    assert [TEXT[one["start"] : one["end"]] for one in short["entities"]] == [
        "Ann O’Hara",
        "Bob Lee",
    ]
    assert short["entities"][0]["label"] == "PERSON"
    assert cut["truncated_at"] == long.index("Bob Lee")
