"""What a worker has used: memory, a GPU, and what it says that it has spent."""

from __future__ import annotations

import os
import re
import resource
import sys
from pathlib import Path

import msgspec

from copydesk.run.devices import open_device
from copydesk.run.family import family

#: What a system that pays for its answers keeps the sums of, in its working folder.
USAGE_FILE = "usage.json"
_LARGEST = 1 << 16
_PEAK = re.compile(rb"VmHWM:\s*(\d+) kB")


def peak_memory(session: int) -> int | None:
    """Return the peak resident bytes of the largest live process of a session.

    Read from each process's own status, since `ru_maxrss` of a child starts, on Linux, at the
    peak of the parent that started it. None where there is no /proc.
    """
    peaks = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_bytes().rpartition(b")")[2].split()
            if int(fields[3]) == session:
                found = _PEAK.search((folder / "status").read_bytes())
                peaks.append(int(found[1]) * 1024 if found else 0)
        except OSError:
            continue
    return max(peaks, default=None)


def peak_of(usage: resource.struct_rusage) -> int:
    """Return `ru_maxrss` in bytes (kibibytes on Linux, bytes on macOS)."""
    return usage.ru_maxrss if sys.platform == "darwin" else usage.ru_maxrss * 1024


def gpu_of(worker: int, scratch: str) -> str:
    """Return the device file of a GPU that a worker or a process of its own holds open, or "".

    `scratch` is the worker's folder, by which its processes are known.
    """
    return open_device([worker, *family(worker, scratch)])


def spent(scratch: str) -> dict[str, float]:
    """Return the running sums that a system left in `usage.json`: tokens, cost and the like.

    Numbers alone are taken, from a small file; what is anything else is no account.
    """
    try:
        with open(os.path.join(scratch, USAGE_FILE), "rb") as file:
            return msgspec.json.decode(file.read(_LARGEST), type=dict[str, float])
    except (OSError, msgspec.MsgspecError, UnicodeError):
        return {}


def added(one: dict[str, float], other: dict[str, float]) -> dict[str, float]:
    """Return two accounts added up.

    >>> added({"cost": 1.0}, {"cost": 0.5, "requests": 2})
    {'cost': 1.5, 'requests': 2}
    """
    return {key: one.get(key, 0) + other.get(key, 0) for key in sorted({*one, *other})}
