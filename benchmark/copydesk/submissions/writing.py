"""Writing a stored folder: made beside its place, checked, and only then put there."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from copydesk.errors import CopyDeskError, InputError, Problem
from copydesk.records import System
from copydesk.run import hash_system
from copydesk.run.launch import system_files
from copydesk.scoring import Evaluator
from copydesk.structure import show
from copydesk.submissions.card import note, to_toml
from copydesk.submissions.card_rules import ID, IDENTITY
from copydesk.submissions.check import HOME, check
from copydesk.submissions.files import MOST_UNPACKED, PREDICTIONS, README, RESULT, SIZE
from copydesk.submissions.record import result_record, to_json
from copydesk.submissions.stored import stated, stored_folders
from copydesk.validate.systems import CARD, read_system


@dataclass(frozen=True)
class Draft:
    """A system about to be stored.

    `stated` are the fields of the card that are meant even where they are empty. `predictions` is a
    file, plain or gzip. `source` is the folder of the system, which is copied; None for one
    without. `run` says what the harness ran, as in `result_record`, and comes with its `timing`.
    """

    id: str
    card: System
    predictions: Path
    environment: Mapping[str, Any]
    stated: frozenset[str] = frozenset()
    source: Path | None = None
    run: Mapping[str, str] | None = None
    timing: Mapping[str, Any] | None = None


def write(
    draft: Draft,
    root: Path,
    evaluator: Evaluator,
    others: Mapping[str, str],
    *,
    overwrite: bool = False,
) -> Path:
    """Write `root/submissions/<id>/` and return it, if every rule is kept.

    `others` are those of `check`. Raises InputError with every problem; then
    nothing is there that was not there before.
    """
    home = root / HOME
    if not ID.fullmatch(draft.id):
        what, mend = f"the id {show(draft.id)} is no plain slug", "pass --id like my-tagger-2"
        raise InputError(Problem(str(home), 0, "", IDENTITY.code, what, mend))
    target = home / draft.id
    if target.exists() and not overwrite:
        what, mend = "there is such a folder", "pass --overwrite, or choose another --id"
        raise InputError(Problem(str(target), 0, "", "exists", what, mend))
    home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".new-", dir=home) as scratch:
        made = Path(scratch) / draft.id
        made.mkdir()
        _fill(made, draft, evaluator, f"{HOME}/{draft.id}")
        checked = check(made, evaluator, others)
        if checked.problems:
            raise InputError(
                replace(one, file=one.file.replace(str(made), str(target)))
                for one in checked.problems
            )
        if target.exists():
            shutil.rmtree(target)
        os.replace(made, target)
    return target


def _fill(made: Path, draft: Draft, evaluator: Evaluator, place: str) -> None:
    if draft.source is not None:
        for file in system_files(draft.source):
            copy = made / file.relative_to(draft.source)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, copy)
    run, source = draft.run, draft.source
    if source is None or read_system(source) != draft.card or draft.stated - stated(source):
        (made / CARD).write_text(to_toml(draft.card, draft.stated), encoding="utf-8")
    if source is not None and (source / README).is_file():
        shutil.copyfile(source / README, made / README)
    else:
        (made / README).write_text(note(draft.card, run, place), encoding="utf-8")
    _pack(draft.predictions, made / PREDICTIONS)
    if run is not None and source is not None:
        # The card may have been written anew: the hash is that of what can be run again.
        run = {"system": ".", "sha256": hash_system(made, draft.card.uses)}
    evaluation = evaluator.score(made / PREDICTIONS, system=draft.card)
    record = result_record(evaluation, timing=draft.timing, environment=draft.environment, run=run)
    (made / RESULT).write_text(to_json(record), encoding="utf-8")


def _pack(source: Path, target: Path) -> None:
    """Copy predictions as gzip: equal predictions, equal bytes."""
    size = 0
    with source.open("rb") as file, target.open("wb") as out:
        packed = file.peek(2)[:2] == b"\x1f\x8b"
        stream: Any = gzip.GzipFile(fileobj=file) if packed else file
        with gzip.GzipFile(filename="", mode="wb", fileobj=out, mtime=0) as into:
            while piece := stream.read(2**16):
                size += len(piece)
                if size > MOST_UNPACKED:
                    what = f"the predictions have more than {MOST_UNPACKED:,} bytes"
                    mend = "predict each span once"
                    raise InputError(Problem(str(source), 0, "", SIZE.code, what, mend))
                into.write(piece)


def adopt(source: Path, target: Path, evaluator: Evaluator) -> list[str]:
    """Store what `bench` left in `source/<id>/` beside the systems `target/<id>/` that it ran.

    Returns the ids. Raises CopyDeskError where there is nothing to adopt, or where a system is
    another than the one that was run.
    """
    adopted = []
    for folder in stored_folders(source):
        home = target / folder.name
        if not (home / CARD).is_file():
            continue
        result = json.loads((folder / RESULT).read_bytes())
        card = read_system(home)
        digest = hash_system(home, card.uses)
        if (result.get("run") or {}).get("sha256") != digest:
            raise CopyDeskError(
                f"{home} has changed since it was run, or was not run: copydesk bench {home}"
            )
        _pack(folder / "predictions.jsonl", home / PREDICTIONS)
        record = result_record(
            evaluator.score(home / PREDICTIONS, system=card),
            timing=result.get("timing"),
            environment=result.get("environment"),
            run={"system": ".", "sha256": digest},
        )
        (home / RESULT).write_text(to_json(record), encoding="utf-8")
        adopted.append(folder.name)
    if not adopted:
        raise CopyDeskError(
            f"{source}: no results of the systems in {target}: run `copydesk bench`"
        )
    return adopted
