from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, Command

TEST = "002_a43c84f8abe44c9a"
GOLD = ROOT / "annotations" / "test" / f"{TEST}.json"


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "a.txt").write_text("Saltby council met.\nIt’s late.\n", encoding="utf-8")
    (folder / "b.txt").write_text("Grimsby slept.\n", encoding="utf-8")
    return folder


def test_there_and_back(copydesk: Command, tmp_path: Path) -> None:
    done = copydesk("convert", str(GOLD), "--out", "work")
    assert (done.returncode, done.stdout) == (0, f"work/{TEST}.markup\n"), done.stderr
    done = copydesk("convert", "work")
    assert (done.returncode, done.stdout) == (0, f"work/{TEST}.json\n"), done.stderr
    assert (tmp_path / "work" / GOLD.name).read_bytes() == GOLD.read_bytes()


def test_a_file_with_problems_is_not_written_the_others_are(
    copydesk: Command, tmp_path: Path, seeds: Path
) -> None:
    work = tmp_path / "work"
    work.mkdir()
    (work / "a.markup").write_text("<e ORG>Saltby council</e> met.\nIt's late.")
    (work / "b.markup").write_text("<e GPE>Grimsby <k>slept</k>.\n")
    (work / "c.markup").write_text("No text.\n")
    done = copydesk("convert", "work", "--out", "out")
    assert (done.returncode, done.stdout) == (2, "out/a.json\n")
    assert {one.name for one in (tmp_path / "out").iterdir()} == {"a.json"}
    assert json.loads((tmp_path / "out" / "a.json").read_text())["entities"][0]["end"] == 14
    said = done.stderr.splitlines()
    assert "work/a.markup: 2 characters restored" in said[0]
    assert said[1].startswith("work/b.markup:1: column 1: tag-not-closed: <e GPE> is never closed")
    assert said[2].startswith("work/b.markup:1: column 16: unknown-value")
    assert "work/b.markup: 2 problems, nothing is written" in said
    assert "there is no stored text c.txt" in done.stderr
    assert said[-1] == "1 file written, 2 with problems"


def test_records_that_break_rules_are_not_rendered(
    copydesk: Command, tmp_path: Path, seeds: Path
) -> None:
    record = json.loads(GOLD.read_text())
    record["entities"][0]["end"] += 1
    (tmp_path / GOLD.name).write_text(json.dumps(record))
    done = copydesk("convert", GOLD.name)
    assert done.returncode == 2
    assert "slice" in done.stderr
    assert not (tmp_path / f"{TEST}.markup").exists()


def test_nothing_is_overwritten_unasked(copydesk: Command, tmp_path: Path, seeds: Path) -> None:
    (tmp_path / "b.markup").write_text("Grimsby slept.\n")
    assert copydesk("convert", "b.markup").returncode == 0
    assert copydesk("convert", "b.markup").returncode == 0, "the same again is no change"
    (tmp_path / "b.markup").write_text("<e GPE>Grimsby</e> slept.\n")
    before = (tmp_path / "b.json").read_bytes()
    refused = copydesk("convert", "b.markup")
    assert refused.returncode == 2
    assert "--overwrite" in refused.stderr
    assert (tmp_path / "b.json").read_bytes() == before
    assert copydesk("convert", "b.markup", "--overwrite").returncode == 0
    assert (tmp_path / "b.json").read_bytes() != before
    both = copydesk("convert", "b.markup", "b.json", "--overwrite")
    assert both.returncode == 2
    assert "is an input" in both.stderr


def test_seeds_elsewhere_and_paths_that_are_nothing(
    copydesk: Command, tmp_path: Path, seeds: Path
) -> None:
    seeds.rename(tmp_path / "texts")
    (tmp_path / "b.markup").write_text("Grimsby slept.\n")
    assert copydesk("convert", "b.markup").returncode == 2
    assert copydesk("convert", "b.markup", "--seeds", "texts").returncode == 0
    for path in ("b.txt", "texts", "nowhere.markup", "nowhere"):
        done = copydesk("convert", path)
        assert done.returncode == 2, path
        assert "Traceback" not in done.stderr


def test_problems_of_private_gold_quote_nothing(
    copydesk: Command, tmp_path: Path, seeds: Path
) -> None:
    home = tmp_path / "annotations" / "test"
    home.mkdir(parents=True)
    (home.parent / "corpus.json").write_text('{"name": "x", "version": "1", "private": true}')
    (home / "b.markup").write_text("<e GPE Grimsbyx>Grimsby</e> slept.\n")
    done = copydesk("convert", str(home))
    assert done.returncode == 2
    assert "b.markup:1: column 1: canonical: " in done.stderr
    assert "Grimsby" not in done.stderr


def test_help_has_examples(copydesk: Command) -> None:
    assert "copydesk convert work/" in copydesk("convert", "--help").stdout


def test_importing_is_light() -> None:
    heavy = "{'numpy', 'pandas', 'datasets', 'sklearn', 'pyarrow'}"
    code = f"import sys, copydesk.markup, copydesk.cli.convert; print({heavy} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
