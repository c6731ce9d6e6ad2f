"""A stored system as it was read: its card, its claimed result, and its predictions by path."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from copydesk.errors import InputError, Problem
from copydesk.jsonl import read_records
from copydesk.records import Prediction, System
from copydesk.resources import data_root
from copydesk.scoring import Evaluation, Evaluator
from copydesk.structure import parse
from copydesk.submissions.files import PREDICTIONS, RESULT, file_problems
from copydesk.submissions.record import text_hashes
from copydesk.validate.systems import CARD, load_system

_MEND = "write it by: copydesk submit"
_MOST_FAULTS = 20


@dataclass(frozen=True)
class Stored:
    """A stored folder: what its card and its result say. Neither is proof of anything.

    `stated` are the fields that the card gives, empty ones included.
    """

    folder: Path
    card: System
    stated: frozenset[str]
    result: Mapping[str, Any]

    @property
    def id(self) -> str:
        """The system's id: the name of its folder."""
        return self.folder.name

    def changed(self, evaluator: Evaluator) -> list[str]:
        """Return the documents of the gold that were not predicted, or have another text now."""
        then: Mapping[str, str] = self.result.get("texts") or {}
        now = text_hashes(evaluator.corpus)
        return [name for name, digest in now.items() if then.get(name) != digest]

    def score(self, evaluator: Evaluator) -> Evaluation:
        """Score the predictions; those for documents that the gold no longer has are left out.

        Raises InputError with every problem of the predictions.
        """
        path = self.folder / PREDICTIONS
        gone = (self.result.get("texts") or {}).keys() - evaluator.texts.keys()
        if not gone:
            return evaluator.score(path, system=self.card)
        kept = [one for _, one in read_records(path, Prediction) if one.id not in gone]
        return evaluator.score(kept, system=self.card)


def stored_folders(home: Path) -> list[Path]:
    """Return the folders of `home` that hold a result, by name."""
    return sorted(path.parent for path in home.glob(f"*/{RESULT}"))


def display_names(homes: Iterable[Path]) -> dict[str, str]:
    """Return the display names of the systems in `homes` by id; what cannot be read has none."""
    names = {}
    for folder in (path.parent for home in homes for path in home.glob(f"*/{CARD}")):
        card = None if any(file_problems(folder)) else load_system(folder, [])
        if card is not None:
            names[folder.name] = card.name
    return names


def stated(folder: Path) -> frozenset[str]:
    """Return the fields that the card of a system's folder gives, empty ones included."""
    return frozenset(tomllib.loads((folder / CARD).read_text(encoding="utf-8")))


def read_stored(folder: Path) -> Stored:
    """Read a stored folder.

    Raises InputError with everything wrong with its card and its result.
    """
    problems: list[Problem] = []
    stored = load_stored(folder, problems)
    if stored is None:
        raise InputError(problems)
    return stored


def load_stored(folder: Path, problems: list[Problem]) -> Stored | None:
    """Return a stored folder, or None and collect everything wrong with card and result."""
    before = len(problems)
    card = load_system(folder, problems)
    file = folder / RESULT
    plain, fault = parse(file.read_bytes())
    if fault:
        problems.append(Problem(str(file), fault.line, *fault[:4]))
    else:
        problems += _schema_problems(file, plain)
    if card is None or len(problems) > before:
        return None
    return Stored(folder, card, stated(folder), plain)


def _schema_problems(file: Path, plain: Any) -> Iterator[Problem]:
    try:
        for fault in islice(_validator().iter_errors(plain), _MOST_FAULTS):
            parts = (f"[{one}]" if isinstance(one, int) else f".{one}" for one in fault.path)
            place, what = ascii("".join(parts).lstrip("."))[1:-1], ascii(fault.message)[1:200]
            yield Problem(str(file), 1, place[:80], "schema", what, _MEND)
    except RecursionError:
        yield Problem(str(file), 1, "", "schema", "it is nested too deeply", _MEND)


@cache
def _validator() -> Any:
    from jsonschema import Draft202012Validator

    path = data_root() / "schemas" / "result.schema.json"
    return Draft202012Validator(json.loads(path.read_bytes()))
