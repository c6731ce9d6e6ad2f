"""A folder that appears whole or not at all, and replaces only what came from here."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from copydesk.errors import InputError, Problem

#: Names a folder as one of ours, and the files that are.
MARKER = "copydesk.json"
#: What a desktop leaves behind by itself.
_HARMLESS = frozenset({".DS_Store"})


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a published folder says of itself: whose gold, and each file with its SHA-256."""

    written_by: str = "copydesk publish"
    name: str
    version: str
    only_open: bool
    left_out: tuple[str, ...]
    gold_sha256: dict[str, str]
    files: dict[str, str]


def read_manifest(folder: Path) -> Manifest | None:
    """Return the manifest of a published folder, or None if the folder is not one."""
    try:
        return msgspec.json.decode((folder / MARKER).read_bytes(), type=Manifest)
    except (OSError, msgspec.MsgspecError, UnicodeError):
        return None


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest, whose presence makes the folder ours."""
    plain = msgspec.json.encode(manifest)
    (folder / MARKER).write_bytes(msgspec.json.format(plain, indent=2) + b"\n")


def files_in(folder: Path) -> dict[str, str]:
    """Return every file below a folder with its SHA-256, in order of the names."""
    paths = sorted(path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())
    return {path.relative_to(folder).as_posix(): _sha256(path) for path in paths}


def _sha256(path: Path) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _refuse(folder: Path, code: str, what: str, mend: str) -> InputError:
    return InputError(Problem(str(folder), 0, "", code, what, mend))


def _check_replaceable(folder: Path) -> None:
    if not os.path.lexists(folder):
        return
    if not folder.is_dir():
        raise _refuse(folder, "not-a-folder", "a file stands there", "name a folder")
    inside = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if (path.is_symlink() or not path.is_dir()) and path.name not in _HARMLESS
    }
    manifest = read_manifest(folder)
    if manifest is None and inside:
        what = "the folder is not empty, and `publish` did not write it"
        raise _refuse(folder, "not-ours", what, "name a new or empty folder")
    strange = sorted(inside - set(manifest.files) - {MARKER}) if manifest else []
    if strange:
        what = f"the folder holds files that `publish` did not write: {', '.join(strange[:5])}"
        what += f" and {len(strange) - 5} more" if len(strange) > 5 else ""
        raise _refuse(folder, "not-ours", what, "move them elsewhere, or name another folder")


@contextmanager
def replacing(folder: Path) -> Iterator[Path]:
    """Give an empty folder beside `folder` that takes its place when the block ends well.

    What was published there before goes as a whole; on any failure it stays as it was.

    Raises:
        InputError: if the folder holds what `publish` did not write, or cannot be written.
    """
    target = folder.resolve()
    _check_replaceable(target)
    scratch: Path | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        scratch = _beside(target, "new")
        yield scratch
        _put(scratch, target)
    except OSError as error:
        what = f"it cannot be written ({error.strerror or error})"
        mend = "check the path, its permissions and the space left"
        raise _refuse(folder, "unwritable", what, mend) from error
    finally:
        if scratch is not None:
            shutil.rmtree(scratch, ignore_errors=True)


def _beside(target: Path, what: str) -> Path:
    made = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}.{what}."))
    mask = os.umask(0)
    os.umask(mask)
    made.chmod(0o777 & ~mask)
    return made


def _put(scratch: Path, target: Path) -> None:
    if not target.exists():
        scratch.rename(target)
        return
    old = _beside(target, "old")
    target.rename(old)  # onto an empty folder: allowed by POSIX
    try:
        scratch.rename(target)
    except BaseException:
        old.rename(target)
        raise
    try:
        shutil.rmtree(old)
    except OSError as error:  # it may hold what the new release leaves out
        what = f"the earlier release could not be removed ({error.strerror or error})"
        raise _refuse(old, "left-behind", what, "remove it by hand") from error


__all__ = ["MARKER", "Manifest", "files_in", "read_manifest", "replacing", "write_manifest"]
