"""`annotations/errata.jsonl`: what was changed in gold that has been published, and why."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from copydesk.derive import primary
from copydesk.errors import Problem
from copydesk.jsonl import read_records
from copydesk.records import Annotation, Attribution, Claim, Entity, Erratum, Furniture, Zone
from copydesk.structure import faults, join, show
from copydesk.validate.documents import Entry
from copydesk.validate.rules import Finding, Rule, Where, broken, rule

#: Where errata stand in a corpus folder.
ERRATA = Path("annotations", "errata.jsonl")

_KINDS: dict[str, Any] = {
    "entities": Entity,
    "attributions": Attribution,
    "claims": Claim,
    "boilerplate": Furniture,
    "zones": Zone,
}
_DERIVED = ("quote_type", "nested_in", "attribution", "lines")
_ISSUE = re.compile(r"#\d+|https?://\S+")


class Change(NamedTuple):
    """An erratum, those after it, and the gold of its document; None: there is none."""

    erratum: Erratum
    later: Sequence[Erratum]
    gold: Annotation | None


@rule("erratum", "erratum", "An erratum says of a document what changed: `old` and `new` differ.")
def _changes(change: Change) -> Iterator[Finding]:
    one = change.erratum
    if change.gold is None:
        what = f"no article has the id {show(one.document)}"
        yield Finding("document", what, "give the id of an annotated article")
    if one.old == one.new:
        yield Finding("new", "nothing changes", "give the item as it was and as it is")
    if not _ISSUE.fullmatch(one.issue):
        what = f"{show(one.issue)} leads nowhere"
        yield Finding("issue", what, "give the address of the issue, or its number: #12")
    for field in ("old", "new"):
        item = getattr(one, field)
        for fault in [] if item is None else faults(item, _KINDS[one.layer]):
            path = join(field, fault.path) if fault.path else field
            yield Finding(path, fault.what, fault.mend)


@rule("erratum-gold", "erratum", "Gold has what the errata say: `new`, and `old` no longer.")
def _holds(change: Change) -> Iterator[Finding]:
    one = change.erratum
    if change.gold is None or one.old == one.new:
        return
    items = {msgspec.json.encode(item) for item in getattr(change.gold, one.layer) or ()}
    changed = [other for other in change.later if other.document == one.document]
    old, new = (_encoded(one.layer, item) for item in (one.old, one.new))
    undone = {_encoded(other.layer, other.old) for other in changed}
    redone = {_encoded(other.layer, other.new) for other in changed}
    if new is not None and new not in items and new not in undone:
        what = "the gold has no such item, and no later line takes it back"
        yield Finding("new", what, "correct the gold, or log the change that undid it")
    if old is not None and old in items and old not in redone:
        yield Finding("old", "the gold still has the item", "correct the gold, or the line")


ERRATUM: tuple[Rule[Change], ...] = (_changes, _holds)


def errata_problems(folder: Path, entries: Sequence[Entry]) -> list[Problem]:
    """Return what is wrong with the errata of a corpus folder; nothing where there are none."""
    file = folder / ERRATA
    problems: list[Problem] = []
    if not file.is_file():
        return problems
    gold = {entry.annotation.id: primary(entry.annotation) for entry in entries}
    lines = list(read_records(file, Erratum, problems))
    errata = [one for _, one in lines]
    for place, (number, one) in enumerate(lines):
        where = Where(str(file), number)
        change = Change(one, errata[place + 1 :], gold.get(one.document))
        problems += map(where.problem, broken(ERRATUM, change))
    return problems


def _encoded(layer: str, item: dict[str, Any] | None) -> bytes | None:
    """Return an item as gold would be written; None where there is none, or it is not sound."""
    if item is None:
        return None
    facts = {key: value for key, value in item.items() if key not in _DERIVED}
    try:
        return msgspec.json.encode(msgspec.convert(facts, _KINDS[layer]))
    except msgspec.ValidationError:
        return None
