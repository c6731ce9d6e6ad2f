"""The predictions file while it is written: durable appends, and the record that guards resuming.

The file holds one line an article, in article order, and nothing else. A killed run leaves whole
lines and at most one torn one. The record beside it (`x.jsonl` -> `x.run.json`) says what the
lines were made by and from; a run is resumed only where both are the same.
"""

from __future__ import annotations

import fcntl
import os
import time
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from copydesk.errors import InputError, Problem
from copydesk.records import Article, Record, System
from copydesk.run.infrastructure import not_written
from copydesk.run.stored import Stored, kept_path, take_stock

#: Seconds between two forced writes to the disk. A killed process loses nothing either way; a
#: machine that loses power loses this much.
SYNC_SECONDS = 2.0

FORMAT = 1


class RunRecord(Record, frozen=True):
    """What a predictions file was made by and from.

    `takes` is "article" or "batch": what the system is handed; `layers` those that it answers.
    `system_sha256` is over the system's files, `articles_sha256` over ids and texts, in order.
    `isolation` says what kept the system from files and from the network, in all sessions of
    the run; `cached` counts predictions of the last session that were taken from a cache.
    """

    format: int
    copydesk: str
    card: System
    system_sha256: str
    articles: int
    articles_sha256: str
    batch_size: int
    takes: str
    layers: tuple[str, ...]
    limits: dict[str, float | None]
    environment: dict[str, Any]
    isolation: dict[str, str] = msgspec.field(default_factory=dict)
    finished: bool = False
    failures: int = 0
    cached: int = 0


@dataclass(frozen=True)
class Fingerprint:
    """The lengths of the articles in code points, and the SHA-256 of their ids and texts."""

    lengths: Sequence[int]
    sha256: str

    @property
    def articles(self) -> int:
        """How many there are."""
        return len(self.lengths)


def fingerprint(articles: Iterable[Article]) -> Fingerprint:
    """Read through the articles once; InputError for a missing text or a repeated id."""
    digest, seen, lengths = sha256(), set(), array("L")
    for article in articles:
        if article.text is None:
            mend = "read the article together with its text"
            raise InputError(Problem(article.id, 0, "text", "ARTICLES", "is absent", mend))
        if article.id in seen:
            what = f"two articles have the id {article.id!r}"
            raise InputError(Problem(article.id, 0, "id", "ARTICLES", what, "give each its own"))
        seen.add(article.id)
        lengths.append(len(article.text))
        text = article.text.encode()
        digest.update(f"{article.id}\n{len(text)}\n".encode() + text)
    return Fingerprint(lengths, digest.hexdigest())


def record_path(out: Path) -> Path:
    """Return where the record of the predictions file `out` lies."""
    return out.with_suffix(".run.json")


def read_record(out: Path) -> RunRecord | None:
    """Return the record beside `out`, None if there is none; InputError if it is not readable."""
    path = record_path(out)
    try:
        return msgspec.json.decode(path.read_bytes(), type=RunRecord)
    except FileNotFoundError:
        return None
    except msgspec.MsgspecError as error:
        raise InputError(_problem(path, str(error), f"delete {out} and {path.name}")) from None


class Journal:
    """The predictions file, open for appending and locked against a second writer."""

    def __init__(self, out: Path) -> None:
        """Open `out` without changing it; InputError if another run is writing it."""
        self.path = out
        out.parent.mkdir(parents=True, exist_ok=True)
        self._file = os.open(out, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(self._file)
            mend = "wait for it, or choose another file"
            raise InputError(_problem(out, "another run is writing this file", mend)) from None
        self._synced = time.monotonic()
        self._end = self.size

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, *exception: object) -> None:
        if not self.size and not record_path(self.path).exists():
            self.path.unlink(missing_ok=True)
        try:
            os.ftruncate(self._file, self._end)
            os.fsync(self._file)
        except OSError as error:
            if exception[0] is None:
                raise not_written(self.path, error) from None
        finally:
            os.close(self._file)

    @property
    def size(self) -> int:
        """The length of the file in bytes."""
        return os.fstat(self._file).st_size

    def clear(self) -> None:
        """Forget everything stored, and the record."""
        record_path(self.path).unlink(missing_ok=True)
        kept_path(self.path).unlink(missing_ok=True)
        self._cut(0)

    def resume(self, articles: Iterable[Article], total: int, multiple: int) -> Stored:
        """Return what is stored of the `total` articles, and make ready to go on.

        What follows the last whole line is cut off, and so are lines beyond the last multiple
        of `multiple` where articles are missing: a batch is stored when all of it is. Failures
        of the machine or the network are not taken for stored: the file is cut off before the
        first of them, and all lines are kept beside it.
        Raises InputError if a line is not a prediction for the article in its place.
        """
        own, end = take_stock(self.path, articles, total, multiple)
        self._cut(end)
        return own

    def forget_kept(self) -> None:
        """Remove what was kept beside the file, once it is whole."""
        kept_path(self.path).unlink(missing_ok=True)

    def _cut(self, size: int) -> None:
        os.ftruncate(self._file, size)
        self._end = size

    def append(self, lines: bytes) -> None:
        """Write whole lines after the last; force them to the disk every `SYNC_SECONDS`.

        What somebody else appended meanwhile is written over, and cut off at the end.

        Raises InfrastructureError where there is no room; a resumed run cuts off what was torn.
        """
        view = memoryview(lines)
        try:
            while view:
                written = os.pwrite(self._file, view, self._end)
                view, self._end = view[written:], self._end + written
            if time.monotonic() - self._synced >= SYNC_SECONDS:
                os.fsync(self._file)
                self._synced = time.monotonic()
        except OSError as error:
            raise not_written(self.path, error) from None

    def write_record(self, record: RunRecord) -> None:
        """Replace the record, in one step, after what is stored has reached the disk."""
        path = record_path(self.path)
        fresh = path.with_suffix(".tmp")
        try:
            os.fsync(self._file)
            with fresh.open("wb") as file:
                file.write(msgspec.json.format(msgspec.json.encode(record), indent=2) + b"\n")
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(path)
        except OSError as error:
            raise not_written(path, error) from None


def _problem(path: Path, what: str, mend: str, line: int = 0) -> Problem:
    return Problem(str(path), line, "", "RUN", what, mend)
