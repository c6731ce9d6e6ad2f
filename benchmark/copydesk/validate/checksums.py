"""`annotations/MANIFEST.sha256`: every file of a corpus folder with its hash.

Its lines are those of `sha256sum`: `sha256sum -c annotations/MANIFEST.sha256`, called in the
corpus folder, checks them without this package.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from copydesk.errors import Problem
from copydesk.validate.rules import Rule

#: Where the manifest stands in a corpus folder.
MANIFEST = Path("annotations", "MANIFEST.sha256")
#: What it covers: texts, records, gold (the passes before adjudication too), rules, name.
COVERED = (
    "annotations/GUIDELINES.md",
    "annotations/corpus.json",
    "annotations/errata.jsonl",
    *(f"annotations/{one}/*.json" for one in ("first", "second", "test", "train", "validation")),
    "seeds/*.json",
    "seeds/*.txt",
)
LISTED: Rule[None] = Rule(
    "manifest",
    "corpus folder",
    "Where there is an `annotations/MANIFEST.sha256`, it lists every file with its hash.",
)

_LINE = re.compile(r"([0-9a-f]{64})  (\S.*)")
_MEND = "check that the change is meant, then write it anew: copydesk manifest"


def checksums(folder: Path) -> str:
    """Return the manifest of a corpus folder: a line a file, sorted by path, LF line ends."""
    return "".join(f"{_sha256(folder / name)}  {name}\n" for name in _files(folder))


def write_checksums(folder: Path) -> Path:
    """Write the manifest of a corpus folder, and return where it stands."""
    target = folder / MANIFEST
    target.write_text(checksums(folder), encoding="utf-8", newline="\n")
    return target


def checksum_problems(folder: Path) -> Iterator[Problem]:
    """Yield what differs from the manifest of a corpus folder; nothing where there is none.

    A file of an article that may not be passed on (`open: false`) may be missing.
    """
    target = folder / MANIFEST
    if not target.is_file():
        return
    listed: set[str] = set()
    for number, line in enumerate(target.read_bytes().decode("utf-8", "replace").split("\n"), 1):
        match = _LINE.fullmatch(line)
        if match is None:
            if line:
                mend = "write it anew: copydesk manifest"
                yield _problem(target, number, "the line is no hash with a path", mend)
            continue
        digest, name = match.groups()
        listed.add(name)
        file = folder / name
        if not file.is_file():
            if not _withheld(folder, file):
                yield _problem(target, number, f"{name} is missing", f"restore it, or {_MEND}")
        elif _sha256(file) != digest:
            yield _problem(target, number, f"{name} has another hash", _MEND)
    for name in _files(folder):
        if name not in listed:
            yield _problem(target, 0, f"{name} is not listed", _MEND)


def _files(folder: Path) -> list[str]:
    found = (file for pattern in COVERED for file in folder.glob(pattern) if file.is_file())
    return sorted(file.relative_to(folder).as_posix() for file in found)


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


class _Open(msgspec.Struct):
    open: bool | None = None


def _withheld(folder: Path, file: Path) -> bool:
    try:
        record = (folder / "seeds" / f"{file.stem}.json").read_bytes()
        return msgspec.json.decode(record, type=_Open).open is False
    except (OSError, msgspec.MsgspecError):
        return False


def _problem(target: Path, line: int, what: str, mend: str) -> Problem:
    return Problem(str(target), line, "", LISTED.code, what, mend)


__all__ = ["COVERED", "LISTED", "MANIFEST", "checksum_problems", "checksums", "write_checksums"]
