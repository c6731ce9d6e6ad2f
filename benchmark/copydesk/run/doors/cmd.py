"""The command door, `cmd:./my-extractor --flag`: a program in any language.

It reads one JSON article a line (`{"id": ..., "text": ...}`) on standard input and writes one
prediction a line on standard output, flushed, in the same order. It starts once and stays up.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from copydesk.run.launch import Launch

#: Bytes of a line that are read at most; a longer one is no prediction.
LINE_LIMIT = 64_000_000


def open_system(argument: str) -> Launch:
    """Return how to start the command line `argument`; InputError if it cannot be found."""
    import shlex
    import shutil

    from copydesk.errors import InputError, Problem
    from copydesk.records import System
    from copydesk.run.launch import Launch, hash_parts

    try:
        words = shlex.split(argument)
    except ValueError as error:
        mend = "quote the words as in a shell"
        raise InputError(Problem(f"cmd:{argument}", 0, "", "SYSTEM", str(error), mend)) from None
    found = absolute(words, Path.cwd())
    if not found or shutil.which(found[0]) is None:
        what = f"no program {words[0]!r}" if words else "no program named"
        mend = "give a program on the PATH or an executable file, as in cmd:./extract"
        raise InputError(Problem(f"cmd:{argument}", 0, "", "SYSTEM", what, mend))
    program = shutil.which(found[0]) or found[0]
    files = [Path(word) for word in (program, *found[1:]) if Path(word).is_file()]
    parts = [*(word.encode() for word in words), *(file.read_bytes() for file in files)]
    return Launch(
        card=System(
            name=argument,
            version="0",
            layers=(),
            licence="LicenseRef-unstated",
            command=tuple(words),
        ),
        file=Path(__file__),
        content=hash_parts(parts),
        config={"words": found},
    )


def absolute(words: Sequence[str], folder: Path) -> list[str]:
    """Return a command's words with those that name files of `folder` made absolute."""
    return [str((folder / word).resolve()) if (folder / word).is_file() else word for word in words]


def load(words: list[str]) -> Command:
    """Start the command (in the worker)."""
    return Command(words)


class Command:
    """A running program that answers lines with lines; started anew after it has gone wrong."""

    def __init__(self, words: list[str]) -> None:
        """Start the program."""
        self._words = words
        self._process: subprocess.Popen[bytes] | None = self._start()

    def extract(self, article: dict[str, str]) -> dict[str, Any]:
        """Return the program's answer; ValueError, and a new start, if it is none."""
        process = self._process = self._process or self._start()
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(json.dumps(article, ensure_ascii=False).encode() + b"\n")
            process.stdin.flush()
            line = process.stdout.readline(LINE_LIMIT)
        except BrokenPipeError:
            line = b""
        if not line:
            self._give_up("the command ended without an answer")
        try:
            answer = json.loads(line, parse_constant=_refuse)
        except ValueError as error:
            self._give_up(f"the command's line is not JSON ({error}): {_short(line)}")
        if not isinstance(answer, dict):
            self._give_up(f"the command's line is not a JSON object: {_short(line)}")
        if answer.get("id") != article["id"]:
            self._give_up(f"the command answered for {answer.get('id')!r}")
        return answer

    def close(self) -> None:
        """Let the program end, and wait until it has."""
        if self._process is not None:
            self._process.communicate()

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            self._words,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def _give_up(self, reason: str) -> NoReturn:
        """End the program, whose next line could belong to anything, and say why."""
        process, self._process = self._process, None
        if process is not None:
            if "without an answer" not in reason:
                process.kill()
            process.communicate()
            if "without an answer" in reason:
                reason += f" (status {process.returncode})"
        raise ValueError(reason)


def _short(line: bytes) -> str:
    return repr(line[:80].decode(errors="replace"))


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON number")
