"""The Parquet files: written, named by what is in them, and read back."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from copydesk.corpus import Corpus, rows
from copydesk.errors import CopyDeskError
from copydesk.hub.extras import optional
from copydesk.hub.features import CONFIGS, arrow_schema, columns_of, plain
from copydesk.labels import SPLITS

#: Rows a reader must hold at once.
ROW_GROUP = 1000


@dataclass(frozen=True, slots=True)
class DataFile:
    """One Parquet file: `path` within the folder, documents, bytes in memory and on disk."""

    config: str
    split: str
    path: str
    documents: int
    memory: int
    size: int


def write_tables(corpus: Corpus, folder: Path, metadata: Mapping[str, str]) -> list[DataFile]:
    """Write one file per configuration and split that has documents; return them in order.

    A file's name carries a hash of its bytes: `datasets` keys its cache of a local folder on
    the card and the names of the data files, not on what is in them.

    Raises:
        CopyDeskError: if a file does not read back as what was written.
        MissingExtraError: without pyarrow.
    """
    found = []
    for split in SPLITS:
        chosen = [plain(row) for row in rows(corpus.select(split), derived=True)]
        if not chosen:  # `load_dataset` refuses an empty split
            continue
        for config in CONFIGS:
            columns = columns_of(config)
            content = [{name: row[name] for name in columns} for row in chosen]
            schema = arrow_schema(columns, dict(metadata))
            found.append(_write(folder, config, split, content, schema))
    return sorted(found, key=lambda file: CONFIGS.index(file.config))


def _write(
    folder: Path, config: str, split: str, content: Sequence[Mapping[str, Any]], schema: Any
) -> DataFile:
    pa, parquet = optional("pyarrow"), optional("pyarrow.parquet")
    place = folder / config
    place.mkdir(exist_ok=True)
    scratch = place / f"{split}.parquet"
    table = pa.Table.from_pylist(content, schema=schema)
    parquet.write_table(table, scratch, row_group_size=ROW_GROUP)
    digest = hashlib.sha256(scratch.read_bytes()).hexdigest()
    file = scratch.rename(place / f"{split}-{digest[:16]}.parquet")
    back = parquet.ParquetFile(file).read()
    if back.schema != schema or back.to_pylist() != content:
        raise CopyDeskError(
            f"{config}/{split}: the Parquet file does not read back as what was written; nothing "
            f"was published: try another pyarrow (this is {pa.__version__}) and report it"
        )
    path = file.relative_to(folder).as_posix()
    return DataFile(config, split, path, len(content), back.nbytes, os.path.getsize(file))


__all__ = ["ROW_GROUP", "DataFile", "write_tables"]
