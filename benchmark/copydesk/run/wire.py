"""The child's ends of its pipes: requests, replies, and the line that it dies by.

Loaded by the worker from this file, so standard library alone.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import signal
from typing import Any

encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode


class Frames:
    """The two ends of the protocol in the child."""

    def __init__(self, requests: int, replies: int) -> None:
        """Take the file descriptors to read requests from and to write replies to."""
        self._requests, self._replies = requests, replies

    def receive(self) -> dict[str, Any] | None:
        """Return the next request, None when the parent has closed its end."""
        head = self._read(4)
        body = self._read(int.from_bytes(head, "big")) if head else b""
        return json.loads(body) if body else None

    def send(self, message: dict[str, Any]) -> None:
        """Write one frame."""
        self.send_encoded(encode(message).encode())

    def send_encoded(self, body: bytes) -> None:
        """Write one frame that is JSON already."""
        view = memoryview(len(body).to_bytes(4, "big") + body)
        while view:
            view = view[os.write(self._replies, view) :]

    def _read(self, size: int) -> bytes:
        parts = []
        while size:
            part = os.read(self._requests, min(size, 1 << 20))
            if not part:
                return b""
            parts.append(part)
            size -= len(part)
        return b"".join(parts)


def die_with_parent(life: int) -> None:
    """Have the kernel end this process group when the parent's end of the pipe `life` closes.

    The parent never writes to it. SIGKILL cannot be blocked, so that a hanging system dies
    with a killed runner too; where the signal cannot be chosen (macOS) it is SIGIO.
    """
    with contextlib.suppress(OSError):  # not every kernel signals for pipes
        _signal_at_close(life)
    os.set_blocking(life, False)
    with contextlib.suppress(BlockingIOError):
        os.read(life, 1)  # it has closed already
        os._exit(1)


def _signal_at_close(life: int) -> None:
    fcntl.fcntl(life, fcntl.F_SETOWN, -os.getpgrp())
    if hasattr(fcntl, "F_SETSIG"):
        fcntl.fcntl(life, fcntl.F_SETSIG, signal.SIGKILL)
    else:
        signal.signal(signal.SIGIO, lambda number, frame: os.killpg(0, signal.SIGKILL))
    flags = fcntl.fcntl(life, fcntl.F_GETFL)
    fcntl.fcntl(life, fcntl.F_SETFL, flags | os.O_ASYNC)
