"""What a door makes of a SYSTEM argument: everything needed to start its worker."""

from __future__ import annotations

import hashlib
import os
import site
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from copydesk.records import System

WORKER = Path(__file__).with_name("worker.py")

#: Each numerical library is held to this many threads; the result states it.
THREADS = 1

_THREAD_VARIABLES = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "NUMEXPR_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
    "BLIS_NUM_THREADS",
    "RAYON_NUM_THREADS",
)

#: Variables that name folders of models: a system may read there, and write there if its card
#: asks for the network.
MODEL_FOLDERS = ("HF_HOME", "HF_HUB_CACHE", "TORCH_HOME", "NLTK_DATA")

#: Where runtimes, libraries and models live; nothing else of the user's environment is passed
#: to a system whose card does not ask for the network.
_PASSED = (
    "LD_LIBRARY_PATH",
    "DYLD_LIBRARY_PATH",
    "JAVA_HOME",
    "CUDA_VISIBLE_DEVICES",
    *MODEL_FOLDERS,
    "TZ",
)

#: Files at the top of a system's folder that are written about it, not part of it.
_WRITTEN = ("predictions", "result")


@dataclass(frozen=True)
class Launch:
    """A system, ready to be started in a process of its own.

    `file` is Python with `load(**config)`, which gives an object with `extract(article)` or
    `extract_batch(articles)`, and may have `close()`. `module` is the name it is imported under,
    `path` what stands first on the module path. `content` is the SHA-256 of everything that
    makes the system what it is. A card without layers (doors that have no card) leaves them to
    be asked for. `environment` is added to the worker's own. `readable` are files and folders of
    the system's that would be hidden with the checkout they lie in (those that `path` and
    `config` name need no mention), `writable` folders that it may write in beside its own.
    `timed` overrules `config` when the system is timed: answers kept earlier are not used then.
    """

    card: System
    file: Path
    content: str
    module: str = "copydesk_system"
    config: Mapping[str, Any] = field(default_factory=dict)
    path: tuple[str, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)
    readable: tuple[str, ...] = ()
    writable: tuple[str, ...] = ()
    timed: Mapping[str, Any] = field(default_factory=dict)

    def command(self, *descriptors: int) -> list[str]:
        """Return the worker's command line: safe module path, nothing written beside sources."""
        return [sys.executable, "-P", "-B", str(WORKER), *(str(number) for number in descriptors)]

    def variables(self, scratch: str) -> dict[str, str]:
        """Return the worker's environment, whose home and temporary folder are `scratch`."""
        return {**clean_environment(scratch, everything=self.card.network), **self.environment}


def clean_environment(scratch: str, *, everything: bool = False) -> dict[str, str]:
    """Return a small, fixed environment: fixed hash seed, pinned threads, UTF-8.

    `everything` keeps the user's own variables too, but for those that steer Python.
    """
    source = os.environ
    kept = {
        name: value
        for name, value in source.items()
        if name in _PASSED or (everything and not name.startswith("PYTHON"))
    }
    folder = str(Path(sys.executable).parent)
    fixed = {
        "PATH": os.pathsep.join([folder, source.get("PATH", os.defpath)]),
        "HOME": scratch,
        "TMPDIR": scratch,
        "LANG": "C.UTF-8",
        "PYTHONUTF8": "1",
        "PYTHONHASHSEED": "0",
        "TOKENIZERS_PARALLELISM": "false",
        **dict.fromkeys(_THREAD_VARIABLES, str(THREADS)),
    }
    if site.ENABLE_USER_SITE:
        fixed["PYTHONUSERBASE"] = site.getuserbase()
    return {**kept, **fixed}


def hash_folder(folder: Path) -> str:
    """Return the SHA-256 of a system's folder: names and bytes of its files, in order of name.

    Left out: hidden files, compiled Python, `README.md`, and what is written about the system
    (`predictions*`, `result*` at the top).
    """
    return hash_parts(
        part
        for file in sorted(system_files(folder))
        for part in (file.relative_to(folder).as_posix().encode(), _digest(file))
    )


def hash_system(folder: Path, uses: Iterable[str] = ()) -> str:
    """Return the SHA-256 of a system: its folder's, joined with those of the systems it uses."""
    own = hash_folder(folder)
    used = [hash_folder(folder.parent / name) for name in uses]
    return hash_parts(one.encode() for one in (own, *used)) if used else own


def hash_parts(parts: Iterable[bytes]) -> str:
    """Return the SHA-256 of byte strings, each with its length, so that no two lists collide."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


def _digest(file: Path) -> bytes:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").digest()


def system_files(folder: Path) -> Iterable[Path]:
    """Yield the files that make a system what it is, as `hash_folder` takes them."""
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != "__pycache__" and name[0] != "."]
        top = Path(root) == folder
        if top:
            folders[:] = [name for name in folders if not name.startswith(_WRITTEN)]
        for name in names:
            written = top and (name == "README.md" or name.startswith(_WRITTEN))
            file = Path(root, name)
            if name[0] != "." and not name.endswith(".pyc") and not written and file.is_file():
                yield file
