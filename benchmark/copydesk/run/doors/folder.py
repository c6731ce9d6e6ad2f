"""The folder door: `system.toml` beside a Python file with `load()`, or beside a command."""

from __future__ import annotations

from pathlib import Path

from copydesk.errors import InputError, Problem
from copydesk.run.doors import cmd
from copydesk.run.launch import Launch, hash_system
from copydesk.validate.systems import read_system


def open_system(argument: str) -> Launch:
    """Return how to start the system in the folder `argument`; InputError if its card is wrong."""
    folder = Path(argument).resolve()
    card = read_system(folder)
    if card.entry is None and card.command is None:
        mend = "ask its makers for the system, or score the predictions that are there"
        raise InputError(Problem(argument, 0, "", "SYSTEM", "there are only predictions", mend))
    used = [folder.parent / name for name in card.uses]
    content = hash_system(folder, card.uses)
    if card.command:
        return Launch(
            card=card,
            file=Path(cmd.__file__),
            content=content,
            config={"words": cmd.absolute(card.command, folder)},
            readable=tuple(str(one) for one in (folder, *used)),
        )
    entry = folder / str(card.entry)
    path = tuple(str(one) for one in (folder, *used))
    return Launch(card=card, file=entry, content=content, module=entry.stem, path=path)
