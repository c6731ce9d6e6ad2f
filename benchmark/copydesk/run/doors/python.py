"""The Python door, `python:package.module:object`: something importable that extracts.

The object is a class or a function to be called without arguments, or an object that has
`extract(article)` or `extract_batch(articles)` already. The current folder is searched first.
"""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from copydesk.run.launch import Launch


def open_system(argument: str) -> Launch:
    """Return how to start `module:object`; InputError if it is not written so or not found."""
    import sys
    from importlib.machinery import PathFinder

    from copydesk.errors import InputError, Problem
    from copydesk.records import System
    from copydesk.run.launch import Launch, hash_folder, hash_parts

    name = f"python:{argument}"
    module, colon, target = argument.partition(":")
    if not (module and colon and target):
        mend = "write python:package.module:object"
        raise InputError(Problem(name, 0, "", "SYSTEM", "names no object", mend))
    here = str(Path.cwd())
    # The topmost package is located without running any of its code in this process.
    spec = PathFinder.find_spec(module.partition(".")[0], [here, *sys.path])
    if spec is None or spec.origin is None:
        mend = "install it, or run from the folder that holds it"
        raise InputError(Problem(name, 0, "", "SYSTEM", f"no module {module!r}", mend))
    source = Path(spec.origin)
    whole = source.name == "__init__.py"
    content = hash_folder(source.parent).encode() if whole else source.read_bytes()
    return Launch(
        card=System(name=argument, version="0", layers=(), licence="LicenseRef-unstated"),
        file=Path(__file__),
        content=hash_parts([argument.encode(), content]),
        config={"module": module, "target": target},
        path=(here,),
    )


def load(module: str, target: str) -> Any:
    """Import the object (in the worker) and call it if it does not extract by itself."""
    found: Any = importlib.import_module(module)
    for part in target.split("."):
        found = getattr(found, part)
    ready = not isinstance(found, type) and (
        hasattr(found, "extract") or hasattr(found, "extract_batch")
    )
    return found if ready else found()
