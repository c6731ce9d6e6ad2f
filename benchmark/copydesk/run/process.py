"""The parent's handle on one worker: start, frames out and in, end."""

from __future__ import annotations

import contextlib
import fcntl
import os
import resource
import selectors
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from copydesk.run.family import end_family
from copydesk.run.isolation import restrictions
from copydesk.run.launch import Launch
from copydesk.run.replies import Replies, Reply, harmless

STDERR_KEPT = 4096
_CHUNK = 1 << 16
_PIPE_SIZE = 1 << 18


class Worker:
    """A running worker process in a session and an empty working folder of its own."""

    def __init__(
        self,
        launch: Launch,
        *,
        output_limit: int,
        memory_limit: int | None,
        hidden: Iterable[str | Path] = (),
        isolate: bool = True,
        stdout: int | None = None,
    ) -> None:
        """Start the process and ask it to import and load the system.

        `output_limit` is in bytes an answer, `memory_limit` in bytes of address space, `hidden`
        what the system must not read beside the benchmark's own files. `stdout` is the
        descriptor that its standard output goes to, if not where its errors go.
        Raises OSError if the machine gives no process, folder or pipe.
        """
        self._replies = Replies(output_limit + _CHUNK)
        self.scratch = tempfile.mkdtemp(prefix="copydesk-")
        self._out = bytearray()
        self._stderr = bytearray()
        self._arrived: list[Reply] = []
        self._ended = False
        self._waiting = ""
        self.last_read = 0
        self.usage: resource.struct_rusage | None = None
        self.status: int | None = None
        request_read, self.requests = os.pipe()
        self.replies, reply_write = os.pipe()
        if sys.platform == "linux":  # a worker need not wait while nobody looks
            with contextlib.suppress(OSError):
                fcntl.fcntl(reply_write, fcntl.F_SETPIPE_SZ, _PIPE_SIZE)
        life_read, self._life = os.pipe()
        self.errors, error_write = os.pipe()
        theirs = (request_read, reply_write, life_read, error_write)
        self.started = time.perf_counter()
        try:
            self._process = subprocess.Popen(
                launch.command(request_read, reply_write, life_read),
                stdin=subprocess.DEVNULL,
                stdout=error_write if stdout is None else stdout,
                stderr=error_write,
                pass_fds=theirs[:3],
                cwd=self.scratch,
                env=launch.variables(self.scratch),
                start_new_session=True,
            )
        except BaseException:
            self._close_ours()
            raise
        finally:
            for number in theirs:
                os.close(number)
        os.set_blocking(self.requests, False)
        os.set_blocking(self.errors, False)
        os.set_blocking(self.replies, False)
        self.pid = self._process.pid
        self.ask(
            do="import",
            file=str(launch.file),
            module=launch.module,
            path=launch.path,
            memory=memory_limit,
            network=launch.card.network,
            isolation=restrictions(launch, self.scratch, hidden) if isolate else None,
        )
        self.ask(
            do="load",
            config=launch.config,
            labels=launch.card.labels,
            limit=output_limit,
        )

    def ask(self, **request: Any) -> None:
        """Queue a request; `flush` writes it as the worker reads."""
        body = msgspec.json.encode(request)
        self._out += len(body).to_bytes(4, "big") + body
        self.flush()

    def flush(self) -> None:
        """Write what the pipe takes of the queued requests."""
        try:
            while self._out:
                del self._out[: os.write(self.requests, self._out[:_CHUNK])]
        except BlockingIOError:
            pass
        except BrokenPipeError:
            self._out.clear()

    @property
    def waiting_to_write(self) -> bool:
        """Whether requests are still queued."""
        return bool(self._out)

    def read(self) -> list[Reply] | None:
        """Return the frames that have arrived; None at the end of the stream."""
        try:
            part = os.read(self.replies, _CHUNK)
        except BlockingIOError:
            return []
        self.last_read = len(part)
        if not part:
            return None
        answers = []
        for reply in self._replies.add(part):
            self._waiting = reply.waiting
            if not reply.waiting:
                answers.append(reply)
        return answers

    def timed_out(self, seconds: float) -> str:
        """Return the reason of a time-out, with what the system says that it is waiting for."""
        why = f": {harmless(self._waiting)}" if self._waiting else ""
        return f"timeout: no answer within {seconds:g} s{why}"

    def drain(self) -> bool:
        """Read what the system printed, keep its end; False once nobody can print any more."""
        try:
            part = os.read(self.errors, _CHUNK)
        except BlockingIOError:
            return True
        self._stderr = (self._stderr + part)[-STDERR_KEPT:]
        return bool(part)

    @property
    def last_words(self) -> str:
        """The last line that the system printed, "" if none."""
        lines = self._stderr.decode(errors="replace").split("\n")
        return next((line.strip() for line in reversed(lines) if line.strip()), "")

    def receive(self, deadline: float) -> Reply | None:
        """Wait for one frame (`deadline` on `time.monotonic`); None if the worker has ended.

        Raises TimeoutError. For callers that run one worker at a time.
        """
        with selectors.DefaultSelector() as selector:
            selector.register(self.replies, selectors.EVENT_READ, "replies")
            selector.register(self.errors, selectors.EVENT_READ, "errors")
            while not self._arrived:
                left = deadline - time.monotonic()
                if left <= 0:
                    raise TimeoutError
                self.flush()
                for key, _ in selector.select(min(left, 0.01 if self._out else 0.25)):
                    if key.data == "errors":
                        if not self.drain():
                            selector.unregister(self.errors)
                    elif (frames := self.read()) is None:
                        return None
                    else:
                        self._arrived += frames
                if not self._arrived and self.has_ended():
                    self._arrived += self.read() or []
                    if not self._arrived:
                        return None
        return self._arrived.pop(0)

    def has_ended(self) -> bool:
        """Whether the process is gone (then it has been reaped)."""
        if self.status is None:
            pid, status, usage = os.wait4(self.pid, os.WNOHANG)
            if pid:
                self._reaped(status, usage)
        return self.status is not None

    def end(self, grace: float = 0.0) -> None:
        """End the process and its group, after `grace` seconds to end by itself; reap it."""
        if self._ended:
            return
        self._ended = True
        os.close(self.requests)
        deadline = time.monotonic() + grace
        while not self.has_ended() and time.monotonic() < deadline:
            self.drain()
            time.sleep(0.002)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)
        end_family(self.pid, self.scratch)
        if self.status is None:
            _, status, usage = os.wait4(self.pid, 0)
            self._reaped(status, usage)
        while not self._stderr_done():
            pass
        self._close_ours(requests=False)

    def how_it_ended(self) -> str:
        """Say how the process ended, as a reason."""
        code = self._process.returncode
        assert code is not None
        if code >= 0:
            return f"exit: the process ended with status {code}"
        try:
            name = signal.Signals(-code).name
        except ValueError:
            name = f"signal {-code}"
        return f"signal: the process was ended by {name}"

    @property
    def was_killed(self) -> bool:
        """Whether the process got a SIGKILL: by itself, by somebody, or for lack of memory."""
        return self._process.returncode == -signal.SIGKILL

    def _stderr_done(self) -> bool:
        """Read what is left without waiting; an escaped descendant may hold the pipe open."""
        try:
            part = os.read(self.errors, _CHUNK)
        except OSError:
            return True
        self._stderr = (self._stderr + part)[-STDERR_KEPT:]
        return not part

    def _reaped(self, status: int, usage: resource.struct_rusage) -> None:
        self.status, self.usage = status, usage
        self._process.returncode = os.waitstatus_to_exitcode(status)

    def _close_ours(self, *, requests: bool = True) -> None:
        ours: Iterable[int] = (self.replies, self.errors, self._life)
        for number in (*ours, self.requests) if requests else ours:
            with contextlib.suppress(OSError):
                os.close(number)
        shutil.rmtree(self.scratch, ignore_errors=True)
