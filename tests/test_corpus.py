"""Corpora from folders, files and rows: the same records, untouched texts, honest hashes."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import msgspec
import pytest

from copydesk import corpus as module
from copydesk.corpus import Corpus, corpus_from_rows, read_corpus, rows, write_corpus_file
from copydesk.derive import primary, with_derived
from copydesk.errors import InputError
from copydesk.records import to_builtins
from copydesk.validate.rules import text_hash

TEXT = "Ada Lovelace spoke.\n“It is built,” she said.\nREAD MORE: Engines"


def span(piece: str, text: str = TEXT) -> dict[str, Any]:
    start = text.index(piece)
    return {"start": start, "end": start + len(piece), "text": piece}


def row(name: str = "a", **fields: Any) -> dict[str, Any]:
    return {
        "id": name,
        "text": TEXT,
        "split": "test",
        "outlet": "Post",
        "entities": [{"id": "e1", **span("Ada Lovelace"), "label": "PERSON"}],
        "attributions": [
            {
                "id": "a1",
                "content": [span("“It is built,”")],
                "cue": [span("said")],
                "source": [span("she")],
            }
        ],
        "claims": [{"id": "c1", **span("It is built"), "check_worthy": False}],
        "boilerplate": [{"id": "b1", **span("READ MORE: Engines"), "category": "related_inline"}],
    } | fields


def write_folder(folder: Path, *records: dict[str, Any], **info: Any) -> Path:
    """Write rows as a corpus folder."""
    (folder / "seeds").mkdir(parents=True)
    (folder / "annotations").mkdir()
    about = {"name": "toy", "version": "2.0.0", **info}
    (folder / "annotations" / "corpus.json").write_text(json.dumps(about))
    layers = ("entities", "attributions", "claims", "boilerplate", "zones")
    for record in records:
        name, split = record["id"], record["split"]
        article = {
            key: value for key, value in record.items() if key not in (*layers, "split", "text")
        }
        gold = {key: record[key] for key in layers if key in record}
        (folder / "seeds" / f"{name}.txt").write_bytes(record["text"].encode("utf-8"))
        (folder / "seeds" / f"{name}.json").write_text(json.dumps(article))
        (folder / "annotations" / split).mkdir(exist_ok=True)
        (folder / "annotations" / split / f"{name}.json").write_text(
            json.dumps({"id": name, "sha256": text_hash(record["text"])} | gold)
        )
    return folder


def test_folder_file_and_rows_hold_the_same(tmp_path: Path) -> None:
    records = [row("b"), row("a", split="train", outlet="Herald"), row("c", outlet=None)]
    folder = read_corpus(write_folder(tmp_path / "toy", *records))
    assert (folder.name, folder.version) == ("toy", "2.0.0")
    write_corpus_file(tmp_path / "file.jsonl.gz", folder, derived=True)
    file = read_corpus(tmp_path / "file.jsonl.gz")
    plain = corpus_from_rows(records, "toy", "2.0.0")
    published = corpus_from_rows(to_builtins(item) for item in rows(folder, derived=True))
    assert file.name == "file"
    for other in (file, plain, published):
        assert [item.id for item in other.documents] == [item.id for item in folder.documents]
        assert [item.annotation for item in other.documents] == [
            item.annotation for item in folder.documents
        ]
        assert other.sha256() == folder.sha256()
        assert other.sha256("test") == folder.sha256("test") != folder.sha256()


def test_documents(tmp_path: Path) -> None:
    corpus = corpus_from_rows([row("b"), row("a", split="train", outlet="Herald"), row("c")])
    assert [(item.id, item.split) for item in corpus.documents] == [
        ("b", "test"),
        ("c", "test"),
        ("a", "train"),
    ]
    assert [item.id for item in corpus.select("train").documents] == ["a"]
    assert corpus.select(None) == corpus
    assert corpus.select("validation").documents == ()
    assert corpus.documents[0].text == TEXT
    with pytest.raises(AttributeError):
        corpus.documents[0].split = "train"  # type: ignore[misc]


def test_derived_fields_are_checked_dropped_and_computed() -> None:
    corpus = corpus_from_rows([row()])
    derived = next(rows(corpus, derived=True))
    assert derived.attributions is not None
    assert derived.attributions[0].quote_type == "direct"
    assert derived.claims is not None
    assert derived.claims[0].attribution == "a1"
    again = corpus_from_rows([to_builtins(derived)])
    assert again.documents[0].annotation == corpus.documents[0].annotation
    gold = again.documents[0].annotation
    assert gold == primary(with_derived(TEXT, gold))
    wrong = to_builtins(derived)
    wrong["claims"][0].pop("attribution")
    wrong["attributions"][0]["quote_type"] = "mixed"
    with pytest.raises(InputError, match="quote_type: derived"):
        corpus_from_rows([wrong])


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffAda Lovelace",
        "cafe\u0301 Ada Lovelace \u00e9",
        "\N{GRINNING FACE} Ada Lovelace\u2028\x85\x0b\x1c",
        "Ada Lovelace\n\n\n",
        "\u200bAda Lovelace\u200b",
    ],
)
def test_a_text_is_never_altered(tmp_path: Path, text: str) -> None:
    record = {
        "id": "a",
        "text": text,
        "split": "test",
        "entities": [{"id": "e1", **span("Ada Lovelace", text), "label": "PERSON"}],
    }
    corpus = read_corpus(write_folder(tmp_path / "toy", record))
    assert corpus.documents[0].text == text
    write_corpus_file(tmp_path / "file.jsonl", corpus)
    assert read_corpus(tmp_path / "file.jsonl").documents[0].text == text


STORIES = [
    # (id, outlet, story) ... -> cluster of each
    ([("a", "P", None), ("b", "P", None), ("c", "Q", None)], "PPQ"),
    ([("a", None, None), ("b", None, None)], "ab"),
    ([("a", "P", "s"), ("b", "Q", "s"), ("c", "Q", None)], "PPP"),
    (
        [("a", "R", "s"), ("b", "Q", "s"), ("c", "Q", "t"), ("d", "P", "t"), ("e", "S", None)],
        "PPPPS",
    ),
    ([("a", None, "s"), ("b", "P", "s"), ("c", None, "s"), ("d", None, None)], "PPPd"),
    ([("a", None, "s"), ("b", None, "s")], "aa"),
    ([("a", "s", "t"), ("b", "t", None)], "st"),
]


@pytest.mark.parametrize(("articles", "clusters"), STORIES)
def test_clusters_are_outlets_joined_over_stories(
    articles: list[tuple[str, str | None, str | None]], clusters: str
) -> None:
    records = [
        {"id": name, "text": "x", "outlet": outlet, "story": story}
        for name, outlet, story in articles
    ]
    wanted = dict(zip((name for name, _, _ in articles), clusters, strict=True))
    for _ in range(4):
        random.Random(1).shuffle(records)
        corpus = corpus_from_rows(records)
        assert {item.id: item.cluster for item in corpus.documents} == wanted


def test_the_hash_is_of_content_alone() -> None:
    two = [{"id": "e1", **span("Ada Lovelace"), "label": "PERSON"}]
    two.append({"id": "e2", **span("Engines"), "label": "ORG"})
    one = corpus_from_rows([row("a"), row("b", entities=two, boilerplate=None)])
    turned = corpus_from_rows(
        [row("b", entities=two[::-1], boilerplate=None, title="T"), row("a", licence="CC0-1.0")],
        "other",
    )
    assert one.sha256() == turned.sha256()
    assert len(one.sha256()) == 64
    changed = [
        [row("a"), row("c", entities=two, boilerplate=None)],
        [row("a"), row("b", entities=two[:1], boilerplate=None)],
        [row("a"), row("b", entities=two, boilerplate=[])],
        [row("a"), row("b", entities=two, boilerplate=None, text=TEXT + "\n")],
        [row("a")],
    ]
    hashes = {corpus_from_rows(records).sha256() for records in changed}
    assert len(hashes | {one.sha256()}) == len(changed) + 1


def test_every_problem_is_said_at_once(tmp_path: Path) -> None:
    records = [
        row("a", entities=[{"id": "e1", "start": 0, "end": 3, "text": "Bob", "label": "PERSON"}]),
        row("a", lable=1),
        row("a"),
        row("b", split="train", sha256="0" * 64),
    ]
    path = tmp_path / "c.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    with pytest.raises(InputError) as caught:
        read_corpus(path)
    expected = [
        (1, "slice"),
        (2, "unknown-field"),
        (3, "document-repeated"),
        (4, "article-hash"),
        (4, "hash"),
        (4, "outlet-in-two-splits"),
    ]
    assert [(problem.line, problem.code) for problem in caught.value.problems] == expected
    assert {problem.file for problem in caught.value.problems} == {str(path)}
    with pytest.raises(InputError) as caught:
        corpus_from_rows(records, "mine")
    assert [(problem.line, problem.code) for problem in caught.value.problems] == expected
    assert {problem.file for problem in caught.value.problems} == {"mine"}


def test_without_check_hashes_and_offsets_still_hold(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "toy", row("a", claims=[row()["claims"][0] | {"id": "e1"}]))
    with pytest.raises(InputError, match="id-repeated"):
        read_corpus(folder)
    assert len(read_corpus(folder, check=False).documents) == 1
    (folder / "seeds" / "a.txt").write_text(TEXT + ".")
    with pytest.raises(InputError, match="hash"):
        read_corpus(folder, check=False)
    path = tmp_path / "c.jsonl"
    for wrong in ({"start": 1}, {"end": 999}, {"text": "ada Lovelace"}):
        path.write_text(json.dumps(row(entities=[row()["entities"][0] | wrong])))
        with pytest.raises(InputError, match=r"slice|outside-text"):
            read_corpus(path, check=False)


def test_a_text_that_may_not_be_passed_on_may_be_absent(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "toy", row("a"), row("b", open=False, sha256=text_hash(TEXT)))
    assert len(read_corpus(folder).documents) == 2
    (folder / "seeds" / "b.txt").unlink()
    corpus = read_corpus(folder)
    assert [item.id for item in corpus.documents] == ["a"]
    assert corpus.withheld == ("b",)
    (folder / "seeds" / "a.txt").unlink()
    with pytest.raises(InputError, match="no-text"):
        read_corpus(folder)


def test_a_folder_without_description_reads(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "toy", row("a"))
    (folder / "annotations" / "corpus.json").unlink()
    corpus = read_corpus(folder)
    assert (corpus.name, corpus.version, corpus.info.complete) == ("toy", "0", False)


@pytest.mark.parametrize("missing", ["none", "none.jsonl"])
def test_a_path_without_anything(tmp_path: Path, missing: str) -> None:
    with pytest.raises(InputError, match="unreadable"):
        read_corpus(tmp_path / missing)


def test_a_folder_without_a_corpus(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="unrecognised"):
        read_corpus(tmp_path)


def test_the_packaged_corpus_is_the_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_folder(tmp_path / "toy", row("a"))
    monkeypatch.setattr(module, "data_root", lambda: folder)
    assert read_corpus() == read_corpus(folder)


def test_rows_of_datasets(tmp_path: Path) -> None:
    datasets = pytest.importorskip("datasets")
    corpus = corpus_from_rows([row("a"), row("b", outlet=None, attributions=[], claims=None)])
    table = datasets.Dataset.from_list([to_builtins(item) for item in rows(corpus, derived=True)])
    again = corpus_from_rows(table)
    assert again.sha256() == corpus.sha256()
    assert [item.annotation for item in again.documents] == [
        item.annotation for item in corpus.documents
    ]


def test_rows_say_what_they_hold() -> None:
    corpus = corpus_from_rows([row("a")])
    (only,) = rows(corpus)
    assert only.sha256 == text_hash(TEXT)
    assert msgspec.structs.replace(only, split=None).outlet == "Post"
    assert isinstance(corpus, Corpus)
