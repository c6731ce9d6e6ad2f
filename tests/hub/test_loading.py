"""What a user of `datasets` gets; each test asks a process that knows nothing of copydesk."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from copydesk.corpus import Corpus, corpus_from_rows
from copydesk.corpus import rows as rows_of
from copydesk.hub import publish
from copydesk.hub.features import CONFIGS, Shape, columns_of, plain
from copydesk.labels import ENTITY_LABELS, SPLITS
from copydesk.records import Row

from . import made
from .conftest import Loader

Released = tuple[Corpus, Path]


def expected(corpus: Corpus, config: str) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {split: [] for split in SPLITS}
    for row in rows_of(corpus, derived=True):
        whole = plain(row)
        found[row.split or ""].append({name: whole[name] for name in columns_of(config)})
    return {split: content for split, content in found.items() if content}


@pytest.mark.parametrize("config", CONFIGS)
@pytest.mark.parametrize("streaming", [False, True])
def test_every_config_gives_the_rows_that_were_published(
    load: Loader, released: Released, config: str, streaming: bool
) -> None:
    corpus, folder = released
    found = load(folder, config, streaming=streaming)
    assert found == expected(corpus, config)
    assert list(found) == [split for split in SPLITS if corpus.select(split).documents]


@pytest.mark.parametrize("config", CONFIGS)
def test_every_offset_slices_the_text(load: Loader, released: Released, config: str) -> None:
    corpus, folder = released
    seen = 0
    for content in load(folder, config).values():
        for row in content:
            for span in made.spans({**row, "text": None}):
                assert row["text"][span["start"] : span["end"]] == span["text"]
                seen += 1
    assert seen == sum(1 for split in expected(corpus, config).values() for _ in made.spans(split))
    assert seen > 0


def test_the_calls_of_the_readme(load: Loader, released: Released) -> None:
    corpus, folder = released
    assert load(folder) == expected(corpus, "default")
    train = expected(corpus, "attributions")["train"]
    assert load(folder, "attributions", split="train") == train
    assert load(folder, "attributions", split="train", streaming=True) == train


def test_the_cards_own_code_runs(load: Loader, released: Released) -> None:
    _, folder = released
    (code,) = re.findall(r"```python\n(.*?)```", (folder / "README.md").read_text("utf-8"), re.S)
    code = code.replace('"path/to/this/folder"', repr(str(folder)))
    assert str(folder) in code
    assert {"articles", "quotes"} <= set(load.run(code))


def datasets_features(shape: Shape) -> dict[str, Any]:
    if isinstance(shape, dict):
        return {name: datasets_features(inner) for name, inner in shape.items()}
    if isinstance(shape, list):
        return {"feature": datasets_features(shape[0]), "_type": "List"}
    return {"dtype": shape, "_type": "Value"}


@pytest.mark.parametrize("config", CONFIGS)
@pytest.mark.parametrize("streaming", [False, True])
def test_features_are_as_declared_even_where_every_list_is_empty(
    load: Loader, tmp_path: Path, config: str, streaming: bool
) -> None:
    publish(made.corpus([made.empty("one", "test"), made.bare("two", "test")]), tmp_path / "d")
    found = load(tmp_path / "d", config, split="test", streaming=streaming, features=True)
    assert found == datasets_features(columns_of(config))
    assert list(found) == list(columns_of(config))


def test_loaded_rows_are_the_records_again(load: Loader, released: Released) -> None:
    corpus, folder = released
    for split, content in load(folder).items():
        again = [msgspec.convert({**row, "split": split}, Row) for row in content]
        assert again == list(rows_of(corpus.select(split), derived=True))


def test_loaded_rows_are_the_same_gold_to_the_scorer(load: Loader, released: Released) -> None:
    corpus, folder = released
    content = [{**row, "split": split} for split, some in load(folder).items() for row in some]
    assert corpus_from_rows(content).sha256() == corpus.sha256()


def test_labels_are_strings(load: Loader, tmp_path: Path) -> None:
    publish(made.corpus(), tmp_path / "d")
    (row, _) = load(tmp_path / "d", split="train")
    assert [item["label"] for item in row["entities"]] == ["PERSON", "PRODUCT", "ORG", "ORG"]
    assert {item["label"] for item in row["entities"]} <= set(ENTITY_LABELS)
    assert [item["quote_type"] for item in row["attributions"]] == ["direct", "indirect"]
    assert [item["attribution"] for item in row["claims"]] == ["a2", "a1"]
    assert row["boilerplate"][0]["lines"] == [4]


def test_absent_and_empty_stay_apart(load: Loader, tmp_path: Path) -> None:
    publish(made.corpus(), tmp_path / "d")
    bare, empty = load(tmp_path / "d", split="test")
    assert (bare["id"], bare["entities"], bare["zones"]) == ("bare", None, None)
    assert (empty["id"], empty["entities"], empty["zones"]) == ("empty", [], [])
    astral, closed = load(tmp_path / "d", "attributions", split="train")
    assert [item["speakers"] for item in astral["attributions"]] == [["Zoë Ångström"], []]
    assert [item["speakers"] for item in closed["attributions"]] == [None]


def test_a_split_without_documents_is_absent(load: Loader, tmp_path: Path) -> None:
    publish(made.corpus(), tmp_path / "d")
    assert list(load(tmp_path / "d")) == ["train", "test"]
    with pytest.raises(RuntimeError, match="validation"):
        load(tmp_path / "d", split="validation")


def names(label: str) -> dict[str, Any]:
    """The astral row with its two organisations relabelled; labels of one length, files of one."""
    row = made.astral()
    for item in row["entities"][2:]:
        item["label"] = label
    return row


def sizes(folder: Path) -> Any:
    head = (folder / "README.md").read_text("utf-8").split("---\n")[1]
    return yaml.safe_load(head)["dataset_info"]


@pytest.mark.parametrize("config", ["default", "entities"])
def test_an_edited_row_is_seen_after_publishing_again(
    load: Loader, tmp_path: Path, config: str
) -> None:
    """`datasets` keys the cache of a local folder on card and file names, not on content.

    The edit changes no size in the card: only the files' names can tell.
    """
    folder = tmp_path / "made"
    told = []
    for label in ("ORG", "LOC", "ORG"):
        publish(made.corpus([names(label)]), folder)
        told.append(sizes(folder))
        (row,) = load(folder, config, split="train")
        assert [item["label"] for item in row["entities"][2:]] == [label, label]
    assert told[0] == told[1]


@pytest.mark.parametrize("versions", [("1.0.0", "1.0.0"), ("1.0.0", "1.1.0"), ("june", "july")])
def test_two_releases_side_by_side_do_not_share_a_cache(
    load: Loader, tmp_path: Path, versions: tuple[str, str]
) -> None:
    for label, version in zip(("ORG", "LOC"), versions, strict=True):
        publish(made.corpus([names(label)], version=version), tmp_path / label / "made")
    assert sizes(tmp_path / "ORG" / "made") == sizes(tmp_path / "LOC" / "made")
    for label in ("ORG", "LOC", "ORG"):
        (row,) = load(tmp_path / label / "made", split="train")
        assert row["entities"][2]["label"] == label


def test_the_open_edition_loads_without_the_closed_article(
    load: Loader, project: Corpus, tmp_path: Path
) -> None:
    folder = tmp_path / "made"
    publish(made.corpus(), folder)
    assert [row["id"] for row in load(folder, split="train")] == ["astral", "closed"]
    publish(made.corpus(), folder, only_open=True)
    assert [row["id"] for row in load(folder, split="train")] == ["astral"]
    publish(project, tmp_path / "project", only_open=True)
    assert all(row["open"] for some in load(tmp_path / "project").values() for row in some)
