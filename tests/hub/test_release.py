from __future__ import annotations

import json
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from copydesk.corpus import Corpus
from copydesk.errors import CopyDeskError, InputError, MissingExtraError
from copydesk.hub import card, publish
from copydesk.hub.folder import MARKER, files_in

from . import made


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def problem(error: pytest.ExceptionInfo[InputError]) -> tuple[str, str]:
    (only,) = error.value.problems
    return only.code, only.what


def test_what_is_returned(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "d"
    done = publish(made.corpus(), folder)
    assert (done.folder, done.name, done.version) == (folder, "made", "1.0.0")
    assert done.documents == {"train": 2, "test": 2}
    assert done.left_out == ()
    assert done.files == tuple(sorted(contents(folder)))
    assert len(done.files) == 3 + 5 * 2


def test_the_manifest_names_every_file_with_its_hash(tmp_path: Path) -> None:
    corpus = made.corpus()
    publish(corpus, tmp_path / "d", only_open=True)
    manifest = json.loads((tmp_path / "d" / MARKER).read_text("utf-8"))
    files = files_in(tmp_path / "d")
    del files[MARKER]
    assert manifest["files"] == files
    assert manifest["left_out"] == ["closed"]
    assert manifest["only_open"] is True
    assert manifest["gold_sha256"]["test"] == corpus.sha256("test")
    assert sorted(manifest["gold_sha256"]) == ["test", "train"]


def test_the_same_corpus_gives_the_same_bytes(project: Corpus, tmp_path: Path) -> None:
    publish(project, tmp_path / "a")
    publish(project, tmp_path / "elsewhere" / "b")
    assert contents(tmp_path / "a") == contents(tmp_path / "elsewhere" / "b")
    publish(made.corpus(), tmp_path / "c")
    publish(made.corpus(made.rows()[::-1]), tmp_path / "d")
    assert contents(tmp_path / "c") == contents(tmp_path / "d")


def test_publishing_again_replaces_everything(tmp_path: Path) -> None:
    folder = tmp_path / "d"
    publish(made.corpus(), folder)
    row = made.astral()
    row["entities"] = []
    publish(made.corpus([row]), folder)
    publish(made.corpus([row]), tmp_path / "fresh")
    assert contents(folder) == contents(tmp_path / "fresh")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["d", "fresh"]


def test_only_files_whose_content_changed_get_a_new_name(tmp_path: Path) -> None:
    row = made.astral()
    publish(made.corpus([row]), tmp_path / "a")
    row["claims"] = []
    publish(made.corpus([row]), tmp_path / "b")
    changed = {
        name.partition("/")[0]
        for name in contents(tmp_path / "a").keys() ^ contents(tmp_path / "b")
    }
    assert changed == {"default", "claims"}


def strings(folder: Path) -> str:
    """All that the folder says, Parquet unpacked."""
    parts = [json.dumps(sorted(contents(folder)))]
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".parquet":
            table = pq.read_table(path)
            parts.append(json.dumps(table.to_pylist(), ensure_ascii=False))
            parts.append(str(table.schema.metadata) + str(pq.read_metadata(path).to_dict()))
        elif path.is_file():
            parts.append(path.read_text("utf-8"))
    return "\n".join(parts)


def test_the_open_edition_holds_nothing_of_a_closed_article(
    project: Corpus, tmp_path: Path
) -> None:
    """The marks are words of the seed that no other article has."""
    (seed,) = (item for item in project.documents if item.article.open is False)
    others = " ".join(item.text for item in project.documents if item is not seed)
    marks = [line for line in seed.text.split("\n") if len(line) > 20]
    marks += [word for word in set(seed.text.split()) if len(word) > 8 and word not in others]
    assert len(marks) > 30
    publish(project, tmp_path / "whole")
    said = strings(tmp_path / "whole")
    assert all(json.dumps(mark, ensure_ascii=False)[1:-1] in said for mark in marks)
    done = publish(project, tmp_path / "whole", only_open=True)
    assert done.left_out == (seed.id,)
    said = strings(tmp_path / "whole")
    assert not [mark for mark in marks if mark in said]
    assert seed.annotation.sha256 not in said
    assert os.listdir(tmp_path) == ["whole"]


def test_the_open_edition_is_that_of_a_corpus_that_never_had_the_article(tmp_path: Path) -> None:
    publish(made.corpus(), tmp_path / "part", only_open=True)
    publish(made.corpus([row for row in made.rows() if row["id"] != "closed"]), tmp_path / "never")
    part, never = contents(tmp_path / "part"), contents(tmp_path / "never")
    assert {name for name in part.keys() | never if part.get(name) != never.get(name)} == {
        "README.md",
        MARKER,
    }
    assert b"ZQXJ" not in b"".join(part.values())


def test_an_article_that_does_not_say_is_open(tmp_path: Path) -> None:
    done = publish(made.corpus([made.bare("silent", "test")]), tmp_path / "d", only_open=True)
    assert done.documents == {"test": 1}


@pytest.mark.parametrize("name", ["notes.txt", ".git/HEAD", "default/mine.parquet"])
def test_a_folder_with_strange_files_is_refused(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "d"
    for ours in (False, True):
        if ours:
            publish(made.corpus(), folder)
        strange = folder / name
        strange.parent.mkdir(parents=True, exist_ok=True)
        strange.write_text("mine")
        before = contents(folder)
        with pytest.raises(InputError) as error:
            publish(made.corpus(), folder)
        assert problem(error)[0] == "not-ours"
        assert (name in problem(error)[1]) is ours
        assert contents(folder) == before
        assert os.listdir(tmp_path) == ["d"]
        strange.unlink()
        if strange.parent != folder and not ours:
            strange.parent.rmdir()


def test_an_empty_folder_is_taken_and_a_damaged_marker_is_none(tmp_path: Path) -> None:
    folder = tmp_path / "d"
    folder.mkdir()
    publish(made.corpus(), folder)
    (folder / ".DS_Store").write_bytes(b"\0")
    publish(made.corpus(), folder)
    (folder / MARKER).write_bytes(b'{"name": 1}')
    with pytest.raises(InputError, match="not-ours"):
        publish(made.corpus(), folder)


def test_a_file_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(InputError) as error:
        publish(made.corpus(), tmp_path / "file")
    assert problem(error)[0] == "not-a-folder"
    with pytest.raises(InputError) as error:
        publish(made.corpus(), tmp_path / "file" / "below")
    assert problem(error)[0] == "unwritable"
    assert (tmp_path / "file").read_text() == "mine"


def test_a_link_to_a_folder_stays_a_link(tmp_path: Path) -> None:
    publish(made.corpus(), tmp_path / "real")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    publish(made.corpus([made.astral()]), tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert not list((tmp_path / "real").rglob("test-*"))


def test_a_failure_leaves_the_earlier_release(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(made.corpus(), tmp_path / "d")
    before = contents(tmp_path / "d")

    def fail(*_: Any) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("copydesk.hub.release.render_card", fail)
    with pytest.raises(KeyboardInterrupt):
        publish(made.corpus([made.astral()]), tmp_path / "d")
    assert contents(tmp_path / "d") == before
    assert os.listdir(tmp_path) == ["d"]


def test_a_failure_while_renaming_puts_the_earlier_release_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(made.corpus(), tmp_path / "d")
    before = contents(tmp_path / "d")
    rename = Path.rename

    def fail(path: Path, target: Path) -> Path:
        if path.name.startswith(".d.new"):
            raise OSError(28, "No space left on device")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(InputError, match="No space left") as error:
        publish(made.corpus([made.astral()]), tmp_path / "d")
    assert problem(error)[0] == "unwritable"
    assert contents(tmp_path / "d") == before
    assert os.listdir(tmp_path) == ["d"]


@pytest.mark.parametrize("column", ["text", "entities"])
def test_what_does_not_read_back_is_not_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, column: str
) -> None:
    write = pq.write_table

    def spoil(table: Any, *rest: Any, **options: Any) -> None:
        place = table.schema.get_field_index(column)
        if place >= 0:
            field = table.schema.field(place)
            table = table.set_column(place, field, pa.nulls(len(table), field.type))
        write(table, *rest, **options)

    monkeypatch.setattr(pq, "write_table", spoil)
    with pytest.raises(CopyDeskError, match="does not read back"):
        publish(made.corpus(), tmp_path / "d")
    assert not os.listdir(tmp_path)


def test_a_private_corpus_is_not_published(tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        publish(made.corpus(private=True), tmp_path / "d")
    assert problem(error)[0] == "private"
    assert not os.listdir(tmp_path)


def test_a_document_needs_a_split(tmp_path: Path) -> None:
    homeless = made.empty("homeless", "test")
    del homeless["split"]
    with pytest.raises(InputError) as error:
        publish(made.corpus([homeless, made.astral()]), tmp_path / "d")
    assert problem(error)[0] == "no-split"
    assert "homeless" in problem(error)[1]


@pytest.mark.parametrize(
    "corpus", [replace(made.corpus(), documents=()), made.corpus([made.closed()])]
)
def test_nothing_to_publish(tmp_path: Path, corpus: Corpus) -> None:
    with pytest.raises(InputError) as error:
        publish(corpus, tmp_path / "d", only_open=True)
    assert problem(error)[0] == "nothing-to-publish"
    assert not os.listdir(tmp_path)


@pytest.mark.parametrize("module", ["pyarrow", "yaml"])
def test_without_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtraError, match=r"publish needs .*copydesk\[hub\]"):
        publish(made.corpus(), tmp_path / "d")
    assert not os.listdir(tmp_path)


def test_the_template_is_beside_the_code() -> None:
    assert Path(card.__file__).with_name("card.md").is_file()
