"""The command: figures that can be worked out by hand, on a sample of our own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from copydesk.corpus import read_corpus
from tests.external.__main__ import VARIABLE, main
from tests.external.measure import measured, read_samples

SYSTEM = """\
class Half:
    def extract(self, article):
        at = article["text"].index("SHARE")
        marks = article["text"].index("___")
        return {"boilerplate": [{"start": at, "end": at + 5}, {"start": marks, "end": marks + 3}]}
def load():
    return Half()
"""
CARD = 'name = "half"\nversion = "1"\nlicence = "MIT"\nlayers = ["boilerplate"]\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    page = "SHARE\n{} met today, and the pier is to open again.\n___\nMORE NEWS\n"
    (tmp_path / "data" / "aeb_residual").mkdir(parents=True)
    with open(tmp_path / "data" / "aeb_residual" / "pages.jsonl", "w", encoding="utf-8") as file:
        for number in range(8):
            text = page.format(f"Council {number}")
            places = [(0, 5), (text.index("MORE"), text.index("MORE") + 9)]
            spans = [{"start": s, "end": e, "category": "nav_ui"} for s, e in places]
            row = {"id": f"p{number}", "publisher": "x", "text": text, "boilerplate": spans}
            file.write(json.dumps({**row, "ignore": []}) + "\n")
    return tmp_path / "data"


@pytest.fixture
def system(tmp_path: Path) -> str:
    home = tmp_path / "half"
    home.mkdir()
    (home / "system.py").write_text(SYSTEM, "utf-8")
    (home / "system.toml").write_text(f'entry = "system.py"\n{CARD}', "utf-8")
    return str(home)


def test_figures_of_each_half_and_with_separators_aside(folder, system, tmp_path):
    table = measured(system, read_samples(folder), tmp_path)
    lines, aside, loss = table.splitlines()[2:]
    assert lines.count(".500 (.500, .500)") == 2  # all and read: nobody left a page unread
    assert aside.count(".667 (1.000, .500)") == 2
    assert loss.count(" .068 ") == 2  # 3 of 44 characters


def test_the_command_prints_and_names_what_is_missing(folder, system, monkeypatch, capsys):
    monkeypatch.setenv(VARIABLE, str(folder))
    assert main(["--system", system]) == 0
    assert "aeb_residual: 8 documents" in capsys.readouterr().out
    monkeypatch.delenv(VARIABLE)
    for words in ([], [str(folder / "aeb_residual")]):
        with pytest.raises(SystemExit) as ended:
            main(words)
        assert ended.value.code == 2
    assert "holds none of the folders polnear" in capsys.readouterr().err


def test_samples_are_written_as_corpus_files(folder, tmp_path):
    out = tmp_path / "written"
    assert main([str(folder), "--write", str(out)]) == 0
    halves = [read_corpus(out / f"aeb_residual.{half}.jsonl") for half in ("read", "unread")]
    assert sum(len(one.documents) for one in halves) == 8
