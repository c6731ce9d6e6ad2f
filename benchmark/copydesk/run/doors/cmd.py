"""The command door, `cmd:./my-extractor --flag`: a program in any language.

It reads one JSON article a line (`{"id": ..., "text": ...}`) on standard input and writes one
prediction a line on standard output, flushed, in the same order. It starts once and stays up.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import re
import select
import signal
import subprocess
import termios
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from copydesk.run.launch import Launch

#: Bytes of a line that are read at most; a longer one is no prediction.
LINE_LIMIT = 64_000_000
#: Seconds in which a second line after an answer is noticed; a later one is thrown away.
SETTLE_SECONDS = 0.001
#: Seconds without a sign of the program after which it is said what it is waited for.
PATIENCE_SECONDS = 0.25
#: Seconds that a program has to end once its output has.
GRACE_SECONDS = 0.5
#: Bytes of standard error that are kept, and characters that are quoted of them.
_KEPT, _QUOTED = 4096, 200
_CHUNK = 1 << 16
_COLOUR = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_FAULT = re.compile(r"\b\w*(?:error|exception|panic|fatal)\b", re.IGNORECASE)


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
    """A program that answers lines with lines; started anew after it has gone wrong.

    `on_wait` is called with what the program is waited for, where that takes long.
    """

    def __init__(self, words: list[str]) -> None:
        """Start the program."""
        self._words = words
        self._program: Program | None = Program(words)
        self.on_wait: Callable[[str], None] | None = None

    def extract(self, article: dict[str, str]) -> dict[str, Any]:
        """Return the program's answer; ValueError, and a new start, if it is none."""
        if self._program is not None and self._program.more(0):
            self._end()  # an answer too many, to an article before this one
        program = self._program = self._program or Program(self._words)
        question = json.dumps(article, ensure_ascii=False).encode() + b"\n"
        reply = program.ask(question, self.on_wait or (lambda why: None))
        if not reply:
            self._give_up("the command ended without an answer", ended=True)
        if len(reply) > LINE_LIMIT:
            self._give_up(f"the command's line has more than {LINE_LIMIT} bytes")
        try:
            answer = json.loads(reply, parse_constant=_refuse)
        except ValueError as error:
            self._give_up(f"the command's line is not JSON ({error}): {_short(reply)}")
        if not isinstance(answer, dict):
            self._give_up(f"the command's line is not a JSON object: {_short(reply)}")
        name = answer.get("id")
        if name != article["id"]:
            if isinstance(name, str) and name in program.answered:
                self._end()  # the same, noticed later: a fresh program has answered nothing yet
                return self.extract(article)
            self._give_up(f"the command answered for {name!r}")
        if extra := program.more(SETTLE_SECONDS):
            line = extra.partition(b"\n")[0]
            self._give_up(f"the command printed more than one line: {_short(line)}")
        program.answered.add(article["id"])
        program.forget()
        return answer

    def close(self) -> None:
        """Let the program end, and wait until it has."""
        if self._program is not None:
            self._program.end(None)

    def _end(self) -> None:
        program, self._program = self._program, None
        if program is not None:
            program.end(0)

    def _give_up(self, reason: str, *, ended: bool = False) -> NoReturn:
        """End the program, whose next line could belong to anything, and say why."""
        program, self._program = self._program, None
        assert program is not None
        status = program.end(GRACE_SECONDS if ended else 0)
        said = program.last_words()
        raise ValueError(reason + (f" ({status})" if ended else "") + (f": {said}" if said else ""))


class Program:
    """A running program: lines in, lines out, and the end of what it says on standard error.

    `answered` are the ids of the articles that it has answered.
    """

    def __init__(self, words: list[str]) -> None:
        """Start it."""
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(words, stdin=pipe, stdout=pipe, stderr=pipe, bufsize=0)
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        assert self._process.stderr is not None
        self._in, self._out = self._process.stdin.fileno(), self._process.stdout.fileno()
        os.set_blocking(self._in, False)
        self._bytes = bytearray()
        self._said = bytearray()
        self.answered: set[str] = set()
        # The thread holds the file, so that its number goes to no other before the thread ends.
        errors = self._process.stderr
        self._listener = threading.Thread(target=self._listen, args=(errors,), daemon=True)
        self._listener.start()

    def ask(self, line: bytes, on_wait: Callable[[str], None]) -> bytes:
        """Hand over a line and return the next of its own, b"" if there will be none."""
        left, searched, told = memoryview(line), 0, ""
        while (end := self._bytes.find(b"\n", searched)) < 0 and len(self._bytes) <= LINE_LIMIT:
            searched = len(self._bytes)
            readable, writable, _ = select.select(
                [self._out], [self._in] if left else [], [], PATIENCE_SECONDS
            )
            if writable:
                try:
                    left = left[os.write(self._in, left[:_CHUNK]) :]
                except BrokenPipeError:
                    left = left[:0]
            if readable:
                part = os.read(self._out, _CHUNK)
                if not part:
                    return b""
                self._bytes += part
            elif not writable and (why := self._waited_for(unread=bool(left))) != told:
                told = why
                on_wait(why)
        cut = end + 1 if end >= 0 else len(self._bytes)
        reply = bytes(self._bytes[:cut])
        del self._bytes[:cut]
        return reply

    def more(self, seconds: float) -> bytes:
        """Return what it has printed beyond its answer, or prints within so many seconds."""
        if not self._bytes and select.select([self._out], [], [], seconds)[0]:
            self._bytes += os.read(self._out, _CHUNK)
        return bytes(self._bytes[:_CHUNK])

    def forget(self) -> None:
        """Let what it has said so far on standard error be no part of its last words."""
        self._said.clear()

    def last_words(self) -> str:
        """Return the end of what it said on standard error, in one line, "" if it said nothing.

        The last line; before it the last one that speaks of an error, if that is another.
        """
        text = _COLOUR.sub("", self._said.decode(errors="replace"))
        lines = [found for line in text.split("\n") if (found := _harmless(line))]
        faults = [line for line in lines if _FAULT.search(line)]
        return " ... ".join(dict.fromkeys([*faults[-1:], *lines[-1:]]))[:_QUOTED]

    def end(self, grace: float | None) -> str:
        """End it, after `grace` seconds to end by itself (None: as long as it takes); say how."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        if grace is None:
            while os.read(self._out, _CHUNK):
                pass
        try:
            self._process.wait(grace)
            how = _ending(self._process.returncode)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
            how = "it closed its output and ran on"
        self._process.stdout.close()
        self._listener.join(GRACE_SECONDS)  # what it has started may hold the pipe open
        return how

    def _listen(self, errors: IO[bytes]) -> None:
        """Keep the end of what is said, and pass it on to be captured as any system's is."""
        with contextlib.suppress(OSError):
            while part := os.read(errors.fileno(), _CHUNK):
                self._said += part
                del self._said[:-_KEPT]
                os.write(2, part)

    def _waited_for(self, *, unread: bool) -> str:
        if self._bytes:
            return "the command has printed no whole line: does it end its lines?"
        with contextlib.suppress(OSError):
            buffered = fcntl.ioctl(self._in, termios.FIONREAD, b"\0" * 4)
            unread = unread or any(buffered)
        if unread:
            return "the command has not read the article"
        read = "the command has read the article and printed nothing"
        return f"{read}: does it flush its standard output?"


def _ending(status: int) -> str:
    with contextlib.suppress(ValueError):
        return signal.Signals(-status).name
    return f"status {status}"


def _short(line: bytes) -> str:
    return repr(line[:80].decode(errors="replace"))


def _harmless(line: str) -> str:
    """Return a line without what a terminal would act on."""
    kept = "".join(one if one.isprintable() else " " if one.isspace() else "?" for one in line)
    return " ".join(kept.split())


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON number")
