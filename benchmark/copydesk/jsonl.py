"""JSON Lines, plain or gzip, read in bounded memory and written so that runs compare.

One line is one record. `msgspec` parses and checks a line in one pass; what is wrong with a
line it refuses is found out by `copydesk.structure`. Beyond the schemas the reader refuses
`1.0` as an offset, duplicate keys, NaN, and lone surrogates.
"""

from __future__ import annotations

import codecs
import gzip
import io
import json
import os
import tempfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO, Generic, TypeVar

import msgspec

from copydesk.errors import MAX_PROBLEMS, InputError, Problem
from copydesk.structure import faults, parse, without_nulls

#: The longest line, in bytes without its line end.
MAX_LINE = 64 * 2**20
#: The most that a gzip file may unpack to, in bytes.
MAX_UNPACKED = 8 * 2**30

_GZIP = b"\x1f\x8b"

R = TypeVar("R", bound=msgspec.Struct)


def read_lines(path: str | os.PathLike[str]) -> Iterator[tuple[int, bytes]]:
    """Yield (line number from 1, line without its end) of a plain or gzip file.

    Whether it is gzip is seen from its first bytes. A byte order mark at the beginning and
    CR before LF are dropped; the last line may lack its end.

    Raises:
        InputError: unreadable file, damaged gzip, a blank line before the last record, a line
            over `MAX_LINE` bytes, a gzip file that unpacks to more than `MAX_UNPACKED` bytes.
    """
    name = os.fspath(path)
    number = blank = unpacked = 0

    def problem(code: str, what: str, mend: str, line: int) -> InputError:
        return InputError(Problem(name, line, "", code, what, mend))

    try:
        with open(path, "rb") as file:
            packed = file.peek(2)[:2] == _GZIP
            stream: BinaryIO = gzip.GzipFile(fileobj=file) if packed else file  # type: ignore[assignment]
            while line := stream.readline(MAX_LINE + 2):
                number += 1
                unpacked += len(line)
                if packed and unpacked > MAX_UNPACKED:
                    what = f"the file unpacks to more than {MAX_UNPACKED:,} bytes"
                    raise problem("too-large", what, "split it", number)
                if number == 1 and line.startswith(codecs.BOM_UTF8):
                    line = line[len(codecs.BOM_UTF8) :]
                if line.endswith(b"\n"):
                    line = line[:-2] if line.endswith(b"\r\n") else line[:-1]
                if len(line) > MAX_LINE:
                    what = f"the line is longer than {MAX_LINE:,} bytes"
                    raise problem("too-large", what, "write one record a line", number)
                if not line or line.isspace():
                    blank = blank or number
                    continue
                if blank:
                    what = "a blank line stands before a record"
                    raise problem("blank-line", what, "remove it", blank)
                yield number, line
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        what = f"the gzip file is damaged or cut off ({error})"
        raise problem("unreadable", what, "write or copy it again", number + 1) from None
    except OSError as error:
        what = error.strerror or str(error)
        raise problem("unreadable", what, "check the path and its permissions", 0) from None


class RecordDecoder(Generic[R]):
    """Decodes lines into records of one type; reusable, not thread-safe."""

    def __init__(self, kind: type[R]) -> None:
        self._kind = kind
        self._decode = msgspec.json.Decoder(kind).decode
        self._encode_into = msgspec.json.Encoder().encode_into
        self._buffer = bytearray()

    def __call__(self, line: bytes, file: str, number: int) -> R:
        """Return the record on a line; `file` and `number` say in problems where it stands.

        Raises:
            InputError: with every problem of the line.
        """
        try:
            record = self._decode(line)
        except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
            return self._explain(line, file, number, error)
        # msgspec keeps the last of two equal keys. Every key brings a colon, and what is kept
        # of a line was in it, so the record written anew has as many colons as the line if
        # and only if no key was lost. (An escaped colon would spoil the count.)
        self._encode_into(record, self._buffer)
        if line.count(b":") != self._buffer.count(b":") or (b"\\" in line and b"\\u003" in line):
            self._refuse_repeated(line, file, number)
        return record

    def _refuse_repeated(self, line: bytes, file: str, number: int) -> None:
        """Find out exactly: nulls and explicit defaults bring colons too."""
        repeated = False

        def build(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
            nonlocal repeated
            built = dict(pairs)
            repeated = repeated or len(built) < len(pairs)
            return built

        json.loads(line, object_pairs_hook=build)
        if repeated:
            self._explain(line, file, number, None)

    def _explain(self, line: bytes, file: str, number: int, error: Exception | None) -> R:
        plain, fault = parse(line)
        found = [fault] if fault else faults(plain, self._kind)
        if found:
            raise InputError(Problem(file, number + fault.line - 1, *fault[:4]) for fault in found)
        try:  # nothing but nulls where the type wants a value: absent, by the contract
            return msgspec.convert(without_nulls(plain), self._kind)
        except msgspec.ValidationError as other:
            what = str(error or other)
            problem = Problem(file, number, "", "wrong-type", what, "see the schema")
            raise InputError(problem) from None


def read_records(
    path: str | os.PathLike[str], kind: type[R], problems: list[Problem] | None = None
) -> Iterator[tuple[int, R]]:
    """Yield (line number, record) of a JSON Lines file.

    Args:
        path: the file, plain or gzip.
        kind: the record type, e.g. `Prediction`.
        problems: where to collect problems and read on, until there are `MAX_PROBLEMS`; absent:
            the first bad line raises.

    Raises:
        InputError: with every problem of the first bad line.
    """
    name = os.fspath(path)
    decode = RecordDecoder(kind)
    try:
        for number, line in read_lines(path):
            if number == 1 and line.strip() in (b"[", b"{"):
                what = "this is one JSON document over several lines"
                raise InputError(Problem(name, 1, "", "json", what, "write one object a line"))
            try:
                record = decode(line, name, number)
            except InputError as error:
                if problems is None:
                    raise
                problems.extend(error.problems)
                if len(problems) >= MAX_PROBLEMS:
                    what = f"{len(problems)} problems so far: the rest is not read"
                    problems.append(Problem(name, number, "", "too-many", what, "mend these first"))
                    return
            else:
                yield number, record
    except InputError as error:
        if problems is None:
            raise
        problems.extend(error.problems)


def write_lines(
    path: str | os.PathLike[str], records: Iterable[msgspec.Struct | Mapping[str, Any]]
) -> None:
    """Write records as JSON Lines, gzip where the name ends in `.gz`; equal input, equal bytes.

    The file appears whole or not at all: it is written beside its place, synced and renamed.
    """
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    encode = msgspec.json.Encoder().encode
    handle, scratch = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            if target.suffix == ".gz":
                with gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0) as packed:
                    _write_all(packed, records, encode)
            else:
                _write_all(file, records, encode)
            file.flush()
            os.fsync(file.fileno())
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(scratch, 0o666 & ~mask)
        os.replace(scratch, target)
    except BaseException:
        Path(scratch).unlink(missing_ok=True)
        raise


def _write_all(file: Any, records: Iterable[Any], encode: Any) -> None:
    buffered = io.BufferedWriter(file, 2**16) if isinstance(file, gzip.GzipFile) else file
    for record in records:
        buffered.write(encode(record) + b"\n")
    buffered.flush()
    if buffered is not file:
        buffered.detach()


__all__ = [
    "MAX_LINE",
    "MAX_UNPACKED",
    "RecordDecoder",
    "read_lines",
    "read_records",
    "write_lines",
]
