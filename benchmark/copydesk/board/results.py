"""The result files that the board is made of."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from copydesk.errors import CopyDeskError, InputError, Problem
from copydesk.jsonl import read_records, write_lines
from copydesk.records import Prediction
from copydesk.resources import data_root

RESULT = "result.json"
PREDICTIONS = "predictions.jsonl"


@dataclass(frozen=True)
class Entry:
    """A system on the board: its folder's name, and its result record."""

    id: str
    record: Mapping[str, Any]

    @property
    def name(self) -> str:
        """The system's own name for itself."""
        system = self.record.get("system") or {}
        return str(system.get("name", self.id))


def read_entries(folders: Iterable[Path]) -> list[Entry]:
    """Read `<folder>/<id>/result.json` of every system, sorted by id.

    Raises InputError for files that are no result records, with every problem.
    """
    validator = _validator()
    found: dict[str, Entry] = {}
    problems: list[Problem] = []
    for folder in folders:
        for path in sorted(folder.glob(f"*/{RESULT}")):
            try:
                record = json.loads(path.read_bytes())
            except ValueError as error:
                problems.append(
                    Problem(str(path), 0, "", "json", str(error), "write it with copydesk bench")
                )
                continue
            for fault in validator.iter_errors(record):
                place = ".".join(str(part) for part in fault.absolute_path)
                problems.append(
                    Problem(
                        str(path),
                        0,
                        place,
                        "schema",
                        fault.message[:200],
                        "write it with copydesk bench",
                    )
                )
            if path.parent.name in found:
                problems.append(
                    Problem(
                        str(path),
                        0,
                        "",
                        "repeated-id",
                        "another system has this id",
                        "rename the folder",
                    )
                )
            found[path.parent.name] = Entry(path.parent.name, record)
    if problems:
        raise InputError(problems)
    return [found[name] for name in sorted(found)]


def adopt(source: Path, target: Path) -> list[str]:
    """Copy results and predictions of `source/<id>/` to the systems of `target/<id>/`.

    Returns the ids. Raises CopyDeskError where there is nothing to adopt.
    """
    adopted = []
    for path in sorted(source.glob(f"*/{RESULT}")):
        home = target / path.parent.name
        if not home.is_dir():
            continue
        shutil.copyfile(path, home / RESULT)
        write_lines(
            home / f"{PREDICTIONS}.gz",
            (one for _, one in read_records(path.with_name(PREDICTIONS), Prediction)),
        )
        adopted.append(path.parent.name)
    if not adopted:
        raise CopyDeskError(
            f"{source}: no results of the systems in {target}: run `copydesk bench`"
        )
    return adopted


def _validator() -> Any:
    from jsonschema import Draft202012Validator

    path = data_root() / "schemas" / "result.schema.json"
    return Draft202012Validator(json.loads(path.read_bytes()))
