"""What a system may read and write, as the paths that its worker is shut in with.

Out of reach: the checkout or the packaged data, the gold that the articles come from, the files
that the run writes. In reach: the interpreter and its packages, the system's own files, its
models, and everything else on the machine, which the benchmark does not know. It may write in
its empty working folder alone. `sandbox.py` does it; docs/systems.md says what holds where.
"""

from __future__ import annotations

import os
import site
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from copydesk.resources import data_root
from copydesk.run.launch import MODEL_FOLDERS, Launch

#: Folders of a corpus, and what else of a checkout knows the gold. Hidden even from a system
#: that lives in the folder that holds them.
_GOLD = ("annotations", "seeds", "tests", "runs", ".git")
_CORPUS = ("annotations", "seeds")


def restrictions(launch: Launch, scratch: str, hidden: Iterable[str | Path] = ()) -> dict[str, Any]:
    """Return the arguments of `sandbox.restrict` for a worker whose folder is `scratch`.

    `hidden` are files and folders that the system must not read; of a corpus folder, what a
    corpus has in it.
    """
    root = data_root()
    package = Path(__file__).resolve().parents[1]
    models = [os.environ[name] for name in MODEL_FOLDERS if name in os.environ]
    # In this order: what comes later overrules what came before, for the very same path.
    marks = {_real(root): False}
    own = (
        *(sys.prefix, sys.exec_prefix, sys.base_prefix, sys.base_exec_prefix),
        *([site.getuserbase()] if site.ENABLE_USER_SITE else ()),
        str(package),
        *models,
        *launch.path,
        *launch.readable,
        *launch.writable,
        *_paths_in(launch.config),
        str(launch.file.parent),
    )
    marks |= {_real(path): True for path in own}
    marks |= {_real(path): False for path in _hidden(root, package, hidden)}
    marks |= {_real(scratch): True}
    writable = [scratch, *launch.writable, *(models if launch.card.network else ())]
    return {
        "readable": marks,
        "writable": sorted({_real(path) for path in writable}),
        "network": launch.card.network,
    }


def weaker(one: Mapping[str, str], other: Mapping[str, str]) -> dict[str, str]:
    """Return what held for both of two runs.

    >>> weaker({"files": "landlock", "network": "seccomp"}, {"files": "none", "network": "seccomp"})
    {'files': 'none', 'network': 'seccomp'}
    """
    return {name: held if one.get(name) == held else "none" for name, held in other.items()}


def _hidden(root: Path, package: Path, hidden: Iterable[str | Path]) -> Iterator[str | Path]:
    yield package / "_data"
    for name in _GOLD:
        yield root / name
    for path in map(Path, hidden):
        if (path / _CORPUS[0]).is_dir():
            yield from (path / name for name in _CORPUS)
        else:
            yield path


def _paths_in(config: Any) -> Iterator[str]:
    """Yield the folders that a door's configuration names, and those of the files it names."""
    if isinstance(config, str):
        if config.startswith(os.sep) and os.path.exists(config):
            yield config if os.path.isdir(config) else os.path.dirname(config)
    elif isinstance(config, Mapping):
        for value in config.values():
            yield from _paths_in(value)
    elif isinstance(config, (list, tuple)):
        for value in config:
            yield from _paths_in(value)


def _real(path: str | Path) -> str:
    return os.path.realpath(path)
