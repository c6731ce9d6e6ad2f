"""Croissant: every file and column described, and every row read back through the description."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from copydesk.corpus import Corpus
from copydesk.hub import publish
from copydesk.hub.features import CONFIGS, columns_of
from copydesk.hub.folder import files_in

from . import made

ROLES = ("content", "source", "cue")


def described(folder: Path) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads((folder / "croissant.json").read_text("utf-8"))
    return plain


def test_every_data_file_is_there_with_its_hash(released: tuple[Corpus, Path]) -> None:
    _, folder = released
    hashes = {name: one for name, one in files_in(folder).items() if name.endswith(".parquet")}
    distribution = described(folder)["distribution"]
    assert {one["contentUrl"]: one["sha256"] for one in distribution} == hashes
    assert {one["encodingFormat"] for one in distribution} == {"application/x-parquet"}


def test_every_column_is_a_field(released: tuple[Corpus, Path]) -> None:
    corpus, folder = released
    sets = {one["@id"]: one for one in described(folder)["recordSet"]}
    splits = {item.split for item in corpus.documents}
    assert set(sets) == {f"{config}/{split}" for config in CONFIGS for split in splits}
    for name, one in sets.items():
        columns = columns_of(name.partition("/")[0])
        assert [field["@id"] for field in one["field"]] == [f"{name}/{key}" for key in columns]


def test_names_licences_and_version(project: Corpus, tmp_path: Path) -> None:
    publish(project, tmp_path / "d", only_open=True)
    plain = described(tmp_path / "d")
    assert (plain["name"], plain["version"], plain["license"]) == ("CopyDesk", "1.0.0", "CC-BY-4.0")
    publish(made.corpus(), tmp_path / "e")
    plain = described(tmp_path / "e")
    assert plain["license"] == ["CC-BY-4.0", "LicenseRef-third-party"]
    assert "url" not in plain


def rebuilt(field: dict[str, Any], value: Any) -> Any:
    """A column as the table has it, from what Croissant's reader returns of it."""
    if "subField" not in field:
        return plain(value)
    rows = []
    for item in value:
        row: dict[str, Any] = {}
        for name, found in item.items():
            key, *part = name.removeprefix(field["@id"] + "/").split("/")
            if not part:
                row[key] = plain(found)
            elif found is not None:
                number, edge = part
                row.setdefault(key, {}).setdefault(number, {})[edge] = plain(found)
        rows.append({key: list(one.values()) if key in ROLES else one for key, one in row.items()})
    return rows


def plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return value.decode("utf-8")
    return [plain(one) for one in value] if isinstance(value, list) else value


def without_empty_roles(row: dict[str, Any]) -> dict[str, Any]:
    """A table's row as the reader can return it: no empty role, no absent layer."""
    said = [
        {key: one for key, one in item.items() if key not in ROLES or one}
        for item in row.get("attributions") or ()
    ]
    return row | ({"attributions": said} if row.get("attributions") else {})


@pytest.mark.slow
def test_mlcroissant_reads_every_row(released: tuple[Corpus, Path]) -> None:
    """Without an error, and as the tables have it; null layers come as one item of nulls."""
    mlc = pytest.importorskip("mlcroissant", reason="mlcroissant is not installed")
    _, folder = released
    dataset = mlc.Dataset(folder / "croissant.json")
    assert not dataset.metadata.ctx.issues.errors
    files = {one["@id"]: folder / one["contentUrl"] for one in described(folder)["distribution"]}
    for one in described(folder)["recordSet"]:
        source = one["field"][0]["source"]["fileObject"]["@id"]
        wanted = [without_empty_roles(row) for row in pq.read_table(files[source]).to_pylist()]
        read = list(dataset.records(one["@id"]))
        assert len(read) == len(wanted)
        for row, record in zip(wanted, read, strict=True):
            for field in one["field"]:
                key = field["@id"].removeprefix(one["@id"] + "/")
                if row[key] is not None:
                    assert rebuilt(field, record.get(field["@id"])) == row[key], field["@id"]
