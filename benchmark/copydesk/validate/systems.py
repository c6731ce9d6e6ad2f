"""What must hold for a system's folder: its card, its entry, its labels."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from copydesk.errors import InputError, Problem
from copydesk.labels import view_of
from copydesk.records import SLUG, System
from copydesk.structure import Fault, faults, show
from copydesk.validate.loading import read_text
from copydesk.validate.rules import Finding, Rule, broken, rule

_SYSTEM = "system"
CARD = "system.toml"
#: Predictions that are kept beside a card.
STORED = "predictions.jsonl.gz"


class Candidate(NamedTuple):
    """A card, and the folder it stands in."""

    card: System
    folder: Path


@rule("folder-name", _SYSTEM, "A system's folder is named by a slug: it is the system's id.")
def _folder_name(system: Candidate) -> Iterator[Finding]:
    name = system.folder.resolve().name
    if not re.search(SLUG, name):
        what = f"the folder's name {show(name)} is not a slug"
        yield Finding("", what, "use letters, digits, . _ -")


@rule("layer-repeated", _SYSTEM, "A system names each layer once.")
def _layer_repeated(system: Candidate) -> Iterator[Finding]:
    layers = system.card.layers
    for number, layer in enumerate(layers):
        if layer in layers[:number]:
            yield Finding(f"layers[{number}]", f"{layer} is named already", "name each layer once")


@rule(
    "entry-or-command",
    _SYSTEM,
    "A system has an entry or a command, not both; neither where there are only predictions.",
)
def _entry_or_command(system: Candidate) -> Iterator[Finding]:
    entry, command = system.card.entry, system.card.command
    if entry is None and command is None and (system.folder / STORED).is_file():
        return
    if (entry is None) == (command is None):
        what = "there are both entry and command" if entry else "neither entry nor command is given"
        mend = 'give entry = "system.py", or command = ["program", "argument"]'
        yield Finding("entry", what, mend)


@rule("entry", _SYSTEM, "The entry is a Python file in the system's folder.")
def _entry(system: Candidate) -> Iterator[Finding]:
    entry = system.card.entry
    if entry is None:
        return
    file = (system.folder / entry).resolve()
    if file.suffix != ".py" or not file.is_file():
        yield Finding(
            "entry", f"there is no Python file {show(entry)}", "name the file with load()"
        )
    elif not file.is_relative_to(system.folder.resolve()):
        yield Finding("entry", f"{show(entry)} leaves the folder", "put the file into the folder")


@rule("label", _SYSTEM, "`labels` maps raw labels to gold labels, view labels, or nothing.")
def _label(system: Candidate) -> Iterator[Finding]:
    for raw, label in system.card.labels.items():
        if label and (label.startswith("onto11:") or view_of(label) is None):
            what = f"{show(raw)} is mapped to {show(label)}, which is no label"
            yield Finding(f"labels.{raw}", what, 'map it to PERSON, core:LOC ..., or "" to drop it')


@rule(
    "uses",
    _SYSTEM,
    "`uses` names systems beside this one that have an entry, and those that these use.",
)
def _uses(system: Candidate) -> Iterator[Finding]:
    home = system.folder.resolve()
    for number, name in enumerate(system.card.uses):
        place = f"uses[{number}]"
        other = home.parent / name
        try:
            card = tomllib.loads((other / CARD).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            what = f"there is no system {show(name)} beside {show(home.name)}"
            yield Finding(place, what, "name the folder of a system in the same folder as this one")
            continue
        if other.resolve() != other or name == home.name:
            yield Finding(place, f"{show(name)} is this system, or a link", "name another system")
        elif not card.get("entry"):
            yield Finding(place, f"{show(name)} has no Python entry", "use a system that has one")
        else:
            for inner in card.get("uses") or ():
                if inner not in system.card.uses:
                    what = f"{show(name)} itself uses {show(inner)}, which is not named"
                    yield Finding(place, what, f"add {show(inner)} to uses")


SYSTEM: tuple[Rule[Candidate], ...] = (
    _folder_name,
    _layer_repeated,
    _entry_or_command,
    _entry,
    _uses,
    _label,
)


def read_system(folder: str | Path) -> System:
    """Read the card of a system's folder.

    Raises:
        InputError: with everything wrong with the card or the folder.
    """
    problems: list[Problem] = []
    card = load_system(Path(folder), problems)
    if card is None or problems:
        raise InputError(problems)
    return card


def load_system(folder: Path, problems: list[Problem]) -> System | None:
    """Return the card of a system's folder, or None; collect everything wrong with it."""
    file = folder / CARD
    text = read_text(file, problems)
    if text is None:
        return None
    try:
        plain = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        place = re.search(r"\(at line (\d+)", str(error))
        line = int(place[1]) if place else text.count("\n") + 1
        mend = 'write it as TOML: key = "value"'
        problems.append(Problem(str(file), line, "", "toml", f"not TOML: {error}", mend))
        return None
    found = faults(plain, System)
    card = None
    if not found:
        card = msgspec.convert(plain, System)
        found = broken(SYSTEM, Candidate(card, folder))
    problems += (_problem(file, text, fault) for fault in found)
    return card


def _problem(file: Path, text: str, fault: Fault) -> Problem:
    table, _, key = fault.path.partition(".")
    keys = [re.escape(name) for name in (key, re.split(r"[\[.]", table)[0]) if name]
    line = 1 if keys else 0
    for name in keys:
        match = re.search(rf"""^[ \t]*(?:\[[ \t]*)?["']?{name}["']?[ \t]*[=\]]""", text, re.M)
        if match:
            line = text.count("\n", 0, match.start()) + 1
            break
    return Problem(str(file), line, *fault[:4])
