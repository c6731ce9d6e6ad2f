"""The clocks of the child process: CPU time of itself and of all that comes from it.

Loaded by the worker from this file, so standard library alone.
"""

from __future__ import annotations

import os
import resource
import sys
from time import perf_counter_ns, process_time_ns
from typing import Any


def cpu_ns() -> int:
    """Return the CPU nanoseconds of this process and of the descendants it has waited for."""
    waited = resource.getrusage(resource.RUSAGE_CHILDREN)
    return process_time_ns() + round((waited.ru_utime + waited.ru_stime) * 1e9)


def children_peak() -> int:
    """Return the peak resident bytes of the largest descendant that has been waited for."""
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def live_cpu_ns() -> int:
    """Return the CPU nanoseconds of the descendants that still live, and of our whole session.

    What they have waited for themselves counts too. From /proc and the processes' own clocks:
    to the nanosecond, but for what they have waited for (a clock tick). Without /proc (macOS)
    from `ps`, to a hundredth of a second.
    """
    listed = _from_proc() if os.path.isdir("/proc/self") else _from_ps()
    parents = {number: parent for number, (parent, _, _) in listed.items()}
    own, group = os.getpid(), os.getpgrp()
    total = 0
    for number, (_, its_group, spent) in listed.items():
        ancestor = number
        while ancestor in parents and ancestor != own:
            ancestor = parents[ancestor]
        if number != own and (ancestor == own or its_group == group):
            total += spent(number) if callable(spent) else spent
    return total


def _from_proc() -> dict[int, tuple[int, int, Any]]:
    """Return process -> parent, session, how to learn its CPU nanoseconds."""
    from time import clock_gettime_ns

    tick = 10**9 // os.sysconf("SC_CLK_TCK")
    listed: dict[int, tuple[int, int, Any]] = {}
    for name in os.listdir("/proc"):
        if not name.isdigit():
            continue
        try:
            with open(f"/proc/{name}/stat", "rb") as file:
                fields = file.read().rpartition(b")")[2].split()
        except OSError:
            continue
        waited = (int(fields[13]) + int(fields[14])) * tick

        def spent(number: int, waited: int = waited) -> int:
            try:
                return clock_gettime_ns((~number << 3) | 2) + waited  # clock_getcpuclockid(3)
            except OSError:
                return 0

        listed[int(name)] = (int(fields[1]), int(fields[3]), spent)
    return listed


def _from_ps() -> dict[int, tuple[int, int, Any]]:
    """Return process -> parent, process group, CPU nanoseconds."""
    listed: dict[int, tuple[int, int, Any]] = {}
    with os.popen("ps -A -o pid=,ppid=,pgid=,time=") as lines:
        for line in lines:
            number, parent, group, spent = line.split()
            listed[int(number)] = (int(parent), int(group), clock_ns(spent))
    return listed


def clock_ns(text: str) -> int:
    """Return the nanoseconds of a time as `ps` writes it: `[[days-]hours:]minutes:seconds`."""
    days, _, rest = text.rpartition("-")
    seconds = 0.0
    for part in rest.split(":"):
        seconds = seconds * 60 + float(part)
    return round((int(days or 0) * 86400 + seconds) * 1e9)


class Stopwatch:
    """Wall and CPU nanoseconds of a phase, descendants included."""

    def __init__(self, *, live: bool = True) -> None:
        """Start; `live` looks for descendants that still run, which costs a millisecond or two."""
        self._live = live_cpu_ns() if live else None
        self._cpu, self._wall = cpu_ns(), perf_counter_ns()

    def stop(self) -> dict[str, int]:
        """Return `{"wall": ns, "cpu": ns}` since the start."""
        wall, cpu = perf_counter_ns() - self._wall, cpu_ns() - self._cpu
        if self._live is not None:
            cpu += live_cpu_ns() - self._live
        return {"wall": wall, "cpu": max(0, cpu)}
