"""The processes that come from a worker, wherever they have gone; from /proc, so on Linux."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from pathlib import Path

#: Processes that a worker may have at once, itself included.
PROCESSES = 512
#: Seconds between two looks at how many tasks there are.
WATCH_SECONDS = 0.05
#: Rounds of looking for processes that are still there, and the pause between two.
_ROUNDS, _PAUSE = 50, 0.01


def family(root: int, scratch: str) -> list[int]:
    """Return the live processes of the worker `root`, itself left out.

    They are in its session, descend from it, or have its folder `scratch` in their environment,
    which is how one is known that has left both.
    """
    mark = scratch.encode()
    sessions: dict[int, int] = {}
    parents: dict[int, int] = {}
    for name in _listed():
        try:
            with open(f"/proc/{name}/stat", "rb") as file:
                state, parent, _, session = file.read().rpartition(b")")[2].split()[:4]
        except OSError:
            continue
        if state not in b"ZX":
            sessions[int(name)], parents[int(name)] = int(session), int(parent)
    return [
        number
        for number in sessions
        if number != root
        and (sessions[number] == root or _descends(number, root, parents) or _marked(number, mark))
    ]


def end_family(root: int, scratch: str) -> None:
    """End what is left of a worker's processes."""
    for _ in range(_ROUNDS):
        left = family(root, scratch)
        if not left:
            return
        for number in left:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(number, signal.SIGKILL)
        time.sleep(_PAUSE)


class Watch:
    """Notices when there are so many more tasks on the machine that a worker may be to blame.

    Looking through every process is left to that moment: this reads one number.
    """

    def __init__(self) -> None:
        self._base = _tasks()
        self._next = 0.0

    def alarm(self) -> bool:
        """Whether there are half as many more tasks as one worker may have processes."""
        now = time.monotonic()
        if now < self._next:
            return False
        self._next = now + WATCH_SECONDS
        tasks = _tasks()
        self._base = min(self._base, tasks)
        return tasks - self._base > PROCESSES // 2

    def false_alarm(self) -> None:
        """Take the tasks there are now for others'."""
        self._base = _tasks()


def _tasks() -> int:
    """Return how many tasks (processes and threads) the machine has; 0 where it does not say."""
    try:
        return int(Path("/proc/loadavg").read_bytes().split()[3].partition(b"/")[2])
    except (OSError, IndexError, ValueError):
        return 0


def _listed() -> list[str]:
    try:
        return [name for name in os.listdir("/proc") if name.isdigit()]
    except OSError:
        return []


def _descends(number: int, root: int, parents: dict[int, int]) -> bool:
    seen = 0
    while number in parents and seen < len(parents):
        number, seen = parents[number], seen + 1
        if number == root:
            return True
    return False


def _marked(number: int, mark: bytes) -> bool:
    try:
        with open(f"/proc/{number}/environ", "rb") as file:
            return mark in file.read()
    except OSError:
        return False
