"""What stands on the board: systems scored from their stored predictions, and references."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from copydesk.corpus import read_corpus
from copydesk.errors import InputError, Problem
from copydesk.labels import LAYERS
from copydesk.records import System
from copydesk.scoring import Evaluation, Evaluator
from copydesk.submissions import Stored, read_stored, stored_folders

Mark = Literal["re-run", "predictions only", "reference", "agreement"]

#: Embedded systems that are there to compare with, and hold no rank.
REFERENCES = ("nothing", "everything", "always_claim")
FIRST, SECOND = "first", "second"
SECOND_PASS = "second pass (language model)"


@dataclass(frozen=True)
class Entry:
    """A system on the board, scored on the current gold.

    `timing` is what its result claims. `stored` is the folder that it was read from, if any.
    """

    id: str
    card: System
    evaluation: Evaluation
    mark: Mark
    timing: Mapping[str, Any] | None = None
    stored: Stored | None = None

    @property
    def ranked(self) -> bool:
        """Whether the system competes: references do not."""
        return self.mark in ("re-run", "predictions only")


@dataclass(frozen=True)
class Stale:
    """A system that cannot be scored: `changed` documents have another text than it was given."""

    id: str
    stored: Stored
    changed: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Field:
    """All that the board shows, each part sorted by id; `evaluator` holds the gold.

    Fields are told apart by identity: what was computed of one is kept.
    """

    evaluator: Evaluator
    entries: tuple[Entry, ...]
    stale: tuple[Stale, ...] = ()

    def with_entry(self, entry: Entry) -> Field:
        """Return the field with one system more."""
        entries = sorted((*self.entries, entry), key=lambda one: one.id)
        return replace(self, entries=tuple(entries))

    @property
    def names(self) -> dict[str, str]:
        """The display names of all systems, by id."""
        shown = {one.id: one.card.name for one in self.entries}
        return shown | {one.id: one.stored.card.name for one in self.stale}


def read_field(homes: Iterable[Path], evaluator: Evaluator, annotations: Path) -> Field:
    """Score every stored system of the folders `homes`, and the second pass of `annotations`.

    Raises InputError for a folder that cannot be read or predictions that cannot be scored.
    """
    entries: dict[str, Entry] = {}
    stale: dict[str, Stale] = {}
    problems: list[Problem] = []
    for folder in (folder for home in homes for folder in stored_folders(home)):
        if folder.name in entries or folder.name in stale:
            what, mend = "another system has this id", "rename the folder"
            problems.append(Problem(str(folder), 0, "", "id-used", what, mend))
            continue
        try:
            stored = read_stored(folder)
            changed = stored.changed(evaluator)
            if changed:
                stale[folder.name] = Stale(folder.name, stored, tuple(changed))
            else:
                entries[folder.name] = entry_of(stored, stored.score(evaluator))
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    found = (*entries.values(), *second_pass(annotations, evaluator))
    return Field(
        evaluator,
        tuple(sorted(found, key=lambda one: one.id)),
        tuple(stale[name] for name in sorted(stale)),
    )


def entry_of(stored: Stored, evaluation: Evaluation) -> Entry:
    """Return a stored system as the board shows it."""
    mark = mark_of(stored.id, ran=stored.result.get("run") is not None)
    timing = stored.result.get("timing")
    return Entry(stored.id, stored.card, evaluation, mark, timing, stored)


def mark_of(name: str, *, ran: bool) -> Mark:
    """Return how a system stands on the board; `ran`: the harness ran it."""
    if name in REFERENCES:
        return "reference"
    return "re-run" if ran else "predictions only"


def second_pass(annotations: Path, evaluator: Evaluator) -> Iterator[Entry]:
    """Yield the second pass over the split, scored against the first, where both are at hand.

    They are folders of `annotations`: a record a document, as it was before adjudication.
    """
    first, second = annotations / FIRST, annotations / SECOND
    if not all(any(folder.glob("*.json")) for folder in (first, second)):
        return
    whole = read_corpus(first, check=False)
    kept = tuple(one for one in whole.documents if one.id in evaluator.texts)
    if not kept:
        return
    corpus = replace(whole, documents=kept)
    evaluation = Evaluator(corpus).score(second, allow_missing=True)
    card = System(SECOND_PASS, corpus.version, LAYERS, corpus.info.licence or "-")
    yield Entry("second-pass", card, evaluation, "agreement")
