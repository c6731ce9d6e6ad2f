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
from dataclasses import replace
from pathlib import Path

import msgspec

from copydesk.errors import CopyDeskError
from copydesk.records import Article
from copydesk.run import calibration
from copydesk.run.doors import open_system
from copydesk.run.figures import Timing, clock_because, timing_of
from copydesk.run.journal import fingerprint
from copydesk.run.launch import Launch, clean_environment
from copydesk.run.stopwatch import Pass, Session, StoppedError
from copydesk.run.warmup import WARM_UP

#: Fresh processes, of each batch size, go on until their extract phases sum to this many seconds
#: of the clock that counts ...
ENOUGH_SECONDS = 0.3
#: ... or there are this many of them, or this many wall seconds have gone by for each batch size.
MOST_PROCESSES = 20
MOST_SECONDS = 60.0
#: Fresh processes at least; where the network is asked, a pass may cost money.
REPEATS, REPEATS_BY_NETWORK = 3, 1
#: A system that ends or hangs its process more often than this is not timed.
MOST_STOPS = 20


def time_system(
    system: str | Path | Launch,
    articles: Iterable[Article],
    *,
    repeats: int | None = None,
    batch_size: int = 32,
    timeout: float = 60.0,
    start_timeout: float = 600.0,
    hidden: Iterable[str | Path] = (),
) -> Timing:
    """Measure `system` on `articles` in at least `repeats` fresh processes, isolated as in a run.

    A system that takes batches is measured as often again with one article at a time. None
    repeats: 3; 1, and no more than that, for a system that asks the network. An article that ends
    or hangs its process is left out and named. `timeout` is in seconds an article, `hidden` as
    for `run`. Raises InputError for a wrong system or articles, CopyDeskError if the system
    cannot be started, ends on the warm-up article or too often, or tampers with its clocks.
    """
    launch = system if isinstance(system, Launch) else open_system(system)
    launch = replace(launch, config={**launch.config, **launch.timed})
    chosen = list(articles)
    fingerprint(chosen)
    if not chosen:
        raise CopyDeskError("there is nothing to time: no articles")
    network = launch.card.network
    least = repeats or (REPEATS_BY_NETWORK if network else REPEATS)
    session = Session(launch, timeout, start_timeout, tuple(hidden))
    measured: dict[int, list[Pass]] = {batch_size: []}
    left_out: list[str] = []
    stops = 0
    began = time.monotonic()
    while True:
        short = [
            size
            for size, passes in measured.items()
            if len(passes) < least or not (network or _enough(launch, passes))
        ]
        seconds = time.monotonic() - began
        late = seconds >= MOST_SECONDS * len(measured)
        if not short or (late and all(len(passes) >= least for passes in measured.values())):
            return timing_of(launch, batch_size, chosen, left_out, measured)
        try:
            for size in short:
                measured[size].append(session.measure(chosen, calibrate(), size))
                if session.takes == "batch":
                    measured.setdefault(1, [])
        except StoppedError as stopped:
            blamed = {article.id for article in stopped.articles} - {WARM_UP.id}
            chosen = [article for article in chosen if article.id not in blamed]
            left_out += sorted(blamed)
            stops += 1
            measured = {size: [] for size in measured}
            if not chosen or not blamed or stops > MOST_STOPS:
                name = launch.card.name
                raise CopyDeskError(f"system {name!r} cannot be timed: {stopped}") from None


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


def _enough(launch: Launch, passes: Sequence[Pass]) -> bool:
    clock = "wall" if clock_because(launch, passes) else "cpu"
    spent = sum(getattr(one.process.phases["extract"], clock) for one in passes)
    return spent >= ENOUGH_SECONDS or len(passes) >= MOST_PROCESSES
