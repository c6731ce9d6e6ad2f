"""Doors: what a SYSTEM argument can be, each a file of this folder.

A door is a module with two functions. `open_system(argument)` runs in the parent and returns a
`Launch`: the card, the content hash, and which Python file the worker executes. `load(**config)`
runs in the worker, where the door's file is that Python file; it returns an object with
`extract(article)` or `extract_batch(articles)`, and `close()` if it likes. (The folder door
points at the system's own file instead.) A door's file therefore imports the benchmark inside
`open_system` only. A new door is one such file and its line in `DOORS`.
"""

from __future__ import annotations

import importlib
from pathlib import Path

from copydesk.errors import InputError, Problem
from copydesk.resources import data_root
from copydesk.run.launch import Launch
from copydesk.validate.systems import CARD

#: prefix of a SYSTEM argument -> the module that opens it.
DOORS: dict[str, str] = {
    "cmd": "copydesk.run.doors.cmd",
    "openai": "copydesk.run.doors.openai_api",
    "python": "copydesk.run.doors.python",
    "spacy": "copydesk.run.doors.spacy_model",
    "transformers": "copydesk.run.doors.transformers_model",
}
FOLDER_DOOR = "copydesk.run.doors.folder"


def open_system(system: str | Path) -> Launch:
    """Return what is needed to start `system`.

    `system` is the id of an embedded system (`rules`), a folder with a `system.toml`
    (`./rules` where the name is also an embedded one), or `door:argument`.
    Raises InputError if it is none of these.
    """
    name = str(system)
    prefix, colon, argument = name.partition(":")
    if isinstance(system, str) and colon and prefix in DOORS:
        return _open(DOORS[prefix], argument)
    if isinstance(system, str) and name in embedded():
        return _open(FOLDER_DOOR, str(data_root() / "baselines" / name))
    if Path(name).is_dir():
        return _open(FOLDER_DOOR, name)
    mend = (
        f"give a folder with a {CARD}, an embedded system ({', '.join(embedded()) or 'none'}), "
        f"or {' or '.join(f'{door}:...' for door in DOORS)}"
    )
    raise InputError(Problem(name, 0, "", "SYSTEM", "no such system", mend))


def embedded() -> tuple[str, ...]:
    """Return the ids of the systems that come with the package, sorted."""
    return tuple(sorted(card.parent.name for card in (data_root() / "baselines").glob(f"*/{CARD}")))


def _open(module: str, argument: str) -> Launch:
    launch: Launch = importlib.import_module(module).open_system(argument)
    return launch
