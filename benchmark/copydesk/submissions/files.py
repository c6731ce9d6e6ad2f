"""What may lie in a stored folder, looked at without following a link or unpacking a bomb."""

from __future__ import annotations

import gzip
import os
import re
import zlib
from collections.abc import Iterator
from pathlib import Path

from copydesk.errors import Problem
from copydesk.validate.rules import Rule
from copydesk.validate.systems import CARD, STORED

PREDICTIONS = STORED
RESULT = "result.json"
README = "README.md"
#: What every stored folder holds; a system that can be run again holds its own files beside.
WRITTEN = (CARD, PREDICTIONS, RESULT, README)

#: Bytes that a file may have; any other file as many as the folder.
LIMITS = {CARD: 2**15, PREDICTIONS: 2**22, RESULT: 2**22, README: 2**16}
MOST_BYTES = 2**23
MOST_FILES = 100
#: Bytes that the predictions may unpack to.
MOST_UNPACKED = 2**26

MOST_DEPTH = 4
#: Folders that tools leave behind; Git ignores them, and so do we.
CACHES = ("__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache")

_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,79}")

KIND: Rule[None] = Rule(
    "file-kind",
    "stored folder",
    "There are plain files with plain names and nothing else: no links, no devices.",
)
SIZE: Rule[None] = Rule(
    "file-size",
    "stored folder",
    f"Predictions have at most {LIMITS[PREDICTIONS] // 2**20} MiB packed and "
    f"{MOST_UNPACKED // 2**20} MiB unpacked, the folder at most {MOST_BYTES // 2**20} MiB and "
    f"{MOST_FILES} files.",
)
MISSING: Rule[None] = Rule(
    "file-missing", "stored folder", f"{', '.join(WRITTEN[:-1])} and {WRITTEN[-1]} are there."
)
FILES: tuple[Rule[None], ...] = (KIND, SIZE, MISSING)


def file_problems(folder: Path) -> Iterator[Problem]:
    """Yield what is wrong with the files of a folder, before any of them is read."""
    if folder.is_symlink() or not folder.is_dir():
        yield _problem(folder, KIND, "it is no folder of its own", "add a real folder")
        return
    sizes: dict[str, int] = {}
    for path in walk(folder):
        name = path.relative_to(folder).as_posix()
        if not _NAME.fullmatch(path.name):
            what = f"the name {ascii(path.name)[:90]} is not plain"
            yield _problem(folder, KIND, what, "use letters, digits, . _ -")
        elif path.is_symlink() or not path.is_file():
            yield _problem(folder, KIND, f"{name} is no plain file", "put the file itself there")
        else:
            sizes[name] = path.lstat().st_size
        if len(sizes) > MOST_FILES:
            yield _problem(folder, SIZE, f"over {MOST_FILES} files", "leave out what is not needed")
            return
    for name in WRITTEN:
        if name not in sizes:
            yield _problem(folder, MISSING, f"there is no {name}", "write it by: copydesk submit")
    for name, limit in LIMITS.items():
        if sizes.get(name, 0) > limit:
            what = f"{name} has {sizes[name]:,} bytes; {limit:,} are allowed"
            yield _problem(folder, SIZE, what, "predict each span once; leave out their text")
            return
    if sum(sizes.values()) > MOST_BYTES:
        what = f"the files have {sum(sizes.values()):,} bytes together; {MOST_BYTES:,} are allowed"
        yield _problem(folder, SIZE, what, "leave models and data out: name where they are")
    elif PREDICTIONS in sizes:
        yield from _packed_problems(folder)


def plain_path(path: str) -> bool:
    """Say whether a relative path has plain names only: no `..`, nothing hidden, no cache.

    >>> plain_path("a/system.py"), plain_path("../a"), plain_path("a/.git"), plain_path("/a")
    (True, False, False, False)
    """
    parts = path.split("/")
    return all(_NAME.fullmatch(part) and part not in CACHES for part in parts)


def walk(folder: Path, depth: int = 0) -> Iterator[Path]:
    """Yield everything in a folder but plain folders, without following links."""
    for entry in sorted(os.scandir(folder), key=lambda one: one.name):
        inside = entry.is_dir(follow_symlinks=False)
        if inside and entry.name in CACHES:
            continue
        if inside and depth < MOST_DEPTH and _NAME.fullmatch(entry.name):
            yield from walk(Path(entry.path), depth + 1)
        else:
            yield Path(entry.path)


def _packed_problems(folder: Path) -> Iterator[Problem]:
    unpacked = 0
    try:
        with gzip.open(folder / PREDICTIONS) as stream:
            while piece := stream.read(2**16):
                unpacked += len(piece)
                if unpacked > MOST_UNPACKED:
                    what = f"{PREDICTIONS} unpacks to more than {MOST_UNPACKED:,} bytes"
                    yield _problem(folder, SIZE, what, "predict each span once")
                    return
    except (OSError, EOFError, zlib.error) as error:
        what = f"{PREDICTIONS} cannot be unpacked ({error})"
        yield _problem(folder, KIND, what, "pack it by: gzip predictions.jsonl")


def _problem(folder: Path, rule: Rule[None], what: str, mend: str) -> Problem:
    return Problem(ascii(str(folder))[1:-1], 0, "", rule.code, what, mend)
