"""How fast a system is, how soon it answers, how much memory it takes: docs/timing.md in code.

One rule carries the rest: a process gets each article once. Repeats are fresh processes, in turn
with the calibration workload, so that nothing remembered from an earlier pass can earn anything.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from copydesk.errors import CopyDeskError
from copydesk.records import Article, Record
from copydesk.run import calibration
from copydesk.run.doors import open_system
from copydesk.run.environment import environment
from copydesk.run.journal import fingerprint
from copydesk.run.launch import THREADS, Launch, clean_environment
from copydesk.run.stopwatch import Pass, Phase, Process, Session, StoppedError
from copydesk.run.warmup import WARM_UP

CONTRACT = 1

#: Fresh processes go on until their extract phases sum to this many CPU seconds ...
ENOUGH_CPU_SECONDS = 0.3
#: ... or there are this many of them, or this many wall seconds have gone by.
MOST_PROCESSES = 20
MOST_SECONDS = 60.0
#: A system that ends or hangs its process more often than this is not timed.
MOST_STOPS = 20
#: An extract phase under this many CPU seconds is measured coarsely, and is marked so.
COARSE_CPU_SECONDS = 0.02
#: A run is marked noisy when the upper quartile of its calibrations is above the least of them
#: by more than this factor. (Not the greatest: that grows with the number of processes.)
NOISY_FACTOR = 1.12
PHASES = ("start", "import", "load", "warm_up", "extract")


class Timing(Record, frozen=True):
    """What `time_system` measured; every field is defined in docs/timing.md.

    Times are seconds, `latency` seconds per 1,000 characters, memory 10^6 bytes, `ratio`
    calibration units per 1,000 characters. `phases`, `cold_start` and `peak_memory_mb` are the
    least over the processes (memory: the greatest).
    """

    contract: int
    batch_size: int
    takes: str
    articles: int
    characters: int
    articles_per_cpu_second: float
    cpu_seconds_per_1000_characters: float
    latency: dict[str, float]
    phases: dict[str, Phase]
    cold_start: float
    peak_memory_mb: float
    spread: float
    ratio: float
    calibration: dict[str, float]
    noisy: bool
    coarse: bool
    threads: int
    failures: int
    left_out: tuple[str, ...]
    late_imports: tuple[str, ...]
    predictions_sha256: str
    processes: tuple[Process, ...]
    environment: dict[str, Any]

    def to_record(self) -> dict[str, Any]:
        """Return the figures as plain, JSON-ready values."""
        plain: dict[str, Any] = msgspec.to_builtins(self)
        return plain


def time_system(
    system: str | Path | Launch,
    articles: Iterable[Article],
    *,
    repeats: int = 3,
    batch_size: int = 32,
    timeout: float = 60.0,
    start_timeout: float = 600.0,
    hidden: Iterable[str | Path] = (),
) -> Timing:
    """Measure `system` on `articles` in at least `repeats` fresh processes, isolated as in a run.

    An article that ends or hangs its process is left out and named. `timeout` is in seconds an
    article, `hidden` as for `run`. Raises InputError for a wrong system or articles,
    CopyDeskError if the system cannot be started, ends on the warm-up article or too often, or
    tampers with its clocks.
    """
    launch = system if isinstance(system, Launch) else open_system(system)
    chosen = list(articles)
    fingerprint(chosen)
    if not chosen:
        raise CopyDeskError("there is nothing to time: no articles")
    session = Session(launch, batch_size, timeout, start_timeout, tuple(hidden))
    passes: list[Pass] = []
    left_out: list[str] = []
    stops = 0
    began = time.monotonic()
    while len(passes) < repeats or not _enough(passes, time.monotonic() - began):
        unit = calibrate()
        try:
            passes.append(session.measure(chosen, unit))
        except StoppedError as stopped:
            blamed = {article.id for article in stopped.articles} - {WARM_UP.id}
            chosen = [article for article in chosen if article.id not in blamed]
            left_out += sorted(blamed)
            stops += 1
            passes.clear()
            if not chosen or not blamed or stops > MOST_STOPS:
                name = launch.card.name
                raise CopyDeskError(f"system {name!r} cannot be timed: {stopped}") from None
    return _timing(launch, batch_size, chosen, left_out, passes)


def calibrate() -> float:
    """Return the CPU seconds of one calibration unit, measured in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="copydesk-") as scratch:
        done = subprocess.run(
            [sys.executable, "-P", "-B", calibration.__file__],
            capture_output=True,
            check=True,
            cwd=scratch,
            env=clean_environment(scratch),
        )
    figures = msgspec.json.decode(done.stdout, type=dict[str, int])
    if figures["checksum"] != calibration.CHECKSUM:
        raise CopyDeskError("the calibration workload computes something else on this Python")
    return figures["cpu"] / 1e9 / figures["units"]


def _enough(passes: Sequence[Pass], seconds: float) -> bool:
    spent = sum(one.process.phases["extract"].cpu for one in passes)
    return spent >= ENOUGH_CPU_SECONDS or len(passes) >= MOST_PROCESSES or seconds >= MOST_SECONDS


def _timing(
    launch: Launch,
    batch_size: int,
    articles: Sequence[Article],
    left_out: Sequence[str],
    passes: Sequence[Pass],
) -> Timing:
    processes = tuple(one.process for one in passes)
    characters = sum(len(article.text or "") for article in articles)
    extract = [process.phases["extract"].cpu for process in processes]
    units = [process.calibration for process in processes]
    least = min(extract)
    cost = least / max(1, characters) * 1000
    latencies = sorted(map(min, zip(*(one.latencies for one in passes), strict=True)))
    return Timing(
        contract=CONTRACT,
        batch_size=batch_size,
        takes=passes[0].takes,
        articles=len(articles),
        characters=characters,
        articles_per_cpu_second=len(articles) / max(least, 1e-9),
        cpu_seconds_per_1000_characters=cost,
        latency={"median": quantile(latencies, 0.5), "p95": quantile(latencies, 0.95)},
        phases={
            name: Phase(
                min(process.phases[name].wall for process in processes),
                min(process.phases[name].cpu for process in processes),
            )
            for name in PHASES
        },
        cold_start=min(process.cold_start for process in processes),
        peak_memory_mb=max(process.peak_memory_mb for process in processes),
        spread=max(extract) / max(least, 1e-9),
        ratio=cost / min(units),
        calibration={
            "version": calibration.VERSION,
            "cpu_seconds_per_unit": min(units),
            "spread": max(units) / min(units),
        },
        noisy=quantile(sorted(units), 0.75) > NOISY_FACTOR * min(units),
        coarse=least < COARSE_CPU_SECONDS,
        threads=THREADS,
        failures=max(one.failures for one in passes),
        left_out=tuple(left_out),
        late_imports=tuple(sorted({name for one in passes for name in one.late})),
        predictions_sha256=passes[0].digest,
        processes=processes,
        environment=environment(launch.card.requirements),
    )


def quantile(ordered: Sequence[float], share: float) -> float:
    """Return the least value that at least `share` of the ordered values do not exceed.

    >>> quantile([1.0, 2.0, 3.0, 4.0], 0.5), quantile([1.0, 2.0, 3.0, 4.0], 0.95)
    (2.0, 4.0)
    """
    rank = -(-len(ordered) * round(share * 1000) // 1000)
    return ordered[max(0, rank - 1)]
