"""One fresh process on the clock: its phases, its answers, its memory."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from copydesk.errors import CopyDeskError
from copydesk.records import Article, Prediction, Record
from copydesk.run.check import RefusedError, check
from copydesk.run.launch import Launch
from copydesk.run.process import Worker
from copydesk.run.replies import Reply
from copydesk.run.usage import gpu_of, peak_memory, peak_of
from copydesk.run.warmup import WARM_UP, warm_up_articles

#: Articles handed over together: the largest whole number of batches in this many, at least one.
HANDED_OVER = 64
#: Disagreement between a worker's own account of its CPU time and the kernel's: this much of
#: the whole, and this many seconds, are let pass.
CLOCK_SLACK = (0.05, 0.25)


class Phase(Record, frozen=True):
    """Seconds of one phase: wall clock, and CPU of the process with its descendants."""

    wall: float
    cpu: float


class Process(Record, frozen=True):
    """The raw figures of one fresh process; `calibration` is the unit cost measured before it.

    `batch_size` is how many articles it was given at once, `peak_memory_mb` counts 10^6 bytes.
    """

    batch_size: int
    phases: dict[str, Phase]
    cold_start: float
    peak_memory_mb: float
    calibration: float


class StoppedError(Exception):
    """The worker ended or hung while it had these articles before it."""

    def __init__(self, reason: str, articles: Sequence[Article]) -> None:
        """Keep why, and the articles that one of is to blame."""
        super().__init__(reason)
        self.articles = tuple(articles)


@dataclass
class Pass:
    """One fresh process, from its start to its end, and what it answered.

    `gpu` is the GPU that it was seen to use, "" for none.
    """

    process: Process
    latencies: list[float]
    failures: int
    digest: str
    takes: str
    late: tuple[str, ...]
    gpu: str


@dataclass
class Session:
    """How every process of one measurement is run."""

    launch: Launch
    timeout: float
    start_timeout: float
    hidden: tuple[str | Path, ...] = ()
    takes: str = field(default="article", init=False)
    _batch_size: int = field(default=1, init=False)

    def measure(self, articles: Sequence[Article], unit: float, batch_size: int) -> Pass:
        """Run one fresh process over `articles`, each once; StoppedError if it does not last.

        `unit` is the CPU seconds of a calibration unit, measured just before.
        """
        self._batch_size = batch_size
        worker = Worker(self.launch, output_limit=16_000_000, memory_limit=None, hidden=self.hidden)
        try:
            return self._measure(worker, articles, unit)
        finally:
            worker.end()

    def _measure(self, worker: Worker, articles: Sequence[Article], unit: float) -> Pass:
        deadline = time.monotonic() + self.start_timeout
        ready = self._hear(worker, deadline)
        start = Phase(time.perf_counter() - worker.started, ready.cpu / 1e9)
        imported = self._hear(worker, deadline)
        loaded = self._hear(worker, deadline)
        self.takes = loaded.takes or "article"
        first = _Sum()
        self._extract(worker, [WARM_UP], first)
        warm_up = _Sum(first.wall, first.cpu)
        self._extract(worker, warm_up_articles(min(self._batch_size, 4)), warm_up)
        extract = _Sum()
        step = max(1, HANDED_OVER // self._batch_size) * self._batch_size
        for place in range(0, len(articles), step):
            self._extract(worker, articles[place : place + step], extract)
        peak = peak_memory(worker.pid)
        gpu = extract.gpu or gpu_of(worker.pid, worker.scratch)
        worker.end(self.timeout)
        self._compare_clocks(worker, extract.total)
        assert worker.usage is not None
        phases = {
            "start": start,
            "import": Phase(imported.wall / 1e9, imported.cpu / 1e9),
            "load": Phase(loaded.wall / 1e9, loaded.cpu / 1e9),
            "warm_up": Phase(warm_up.wall / 1e9, warm_up.cpu / 1e9),
            "extract": Phase(extract.wall / 1e9, extract.cpu / 1e9),
        }
        answered = start.wall + (imported.wall + loaded.wall + first.wall) / 1e9
        memory = max(peak or peak_of(worker.usage), extract.children)
        process = Process(self._batch_size, phases, answered, memory / 1e6, unit)
        return Pass(
            process,
            extract.latencies,
            extract.failures,
            extract.digest.hexdigest(),
            self.takes,
            extract.late,
            gpu,
        )

    def _extract(self, worker: Worker, articles: Sequence[Article], into: _Sum) -> None:
        """Hand over articles, check what comes back as a run does, and add up the figures."""
        batch = self._batch_size if self.takes == "batch" else 1
        worker.ask(
            do="extract",
            articles=[{"id": article.id, "text": article.text} for article in articles],
            batch_size=batch,
            timed=True,
        )
        for place, article in enumerate(articles):
            first = place - place % batch
            pending = articles[first : first + batch]
            reply = self._hear(worker, time.monotonic() + self.timeout * len(pending), pending)
            into.add(reply, article, self.launch)
            if place % batch == 0:
                size = sum(len(one.text or "") for one in pending)
                into.latencies.append(reply.wall / 1e9 / max(1, size) * 1000)
        done = self._hear(worker, time.monotonic() + self.timeout)
        into.wall += done.wall
        into.cpu += done.cpu
        into.total, into.children = done.total, max(into.children, done.children)
        into.late += done.late
        into.gpu = into.gpu or done.gpu

    def _hear(self, worker: Worker, deadline: float, articles: Sequence[Article] = ()) -> Reply:
        """Return the worker's next frame; StoppedError if it is none that can be used."""
        try:
            reply = worker.receive(deadline)
        except TimeoutError:
            raise StoppedError("timeout: no answer in time", articles) from None
        if reply is None:
            worker.end(2.0)
            raise StoppedError(worker.how_it_ended(), articles)
        if reply.error or reply.garbage:
            raise StoppedError(f"{reply.error or reply.garbage}", articles)
        return reply

    def _compare_clocks(self, worker: Worker, told: int) -> None:
        """Raise CopyDeskError if the kernel counted far more CPU time than the worker told of."""
        assert worker.usage is not None
        counted = worker.usage.ru_utime + worker.usage.ru_stime
        share, seconds = CLOCK_SLACK
        if counted - told / 1e9 > share * counted + seconds:
            raise CopyDeskError(
                f"system {self.launch.card.name!r} cannot be timed: the kernel counted "
                f"{counted:.2f} s of CPU time where its process told of {told / 1e9:.2f} s"
            )


@dataclass
class _Sum:
    """Nanoseconds and answers, added up over requests."""

    wall: int = 0
    cpu: int = 0
    total: int = 0
    children: int = 0
    failures: int = 0
    late: tuple[str, ...] = ()
    gpu: str = ""
    latencies: list[float] = field(default_factory=list)
    digest: Any = field(default_factory=sha256)

    def add(self, reply: Reply, article: Article, launch: Launch) -> None:
        """Count an answer; what it says goes into the digest line by line, as a run stores it."""
        failure = reply.failure
        if failure is None:
            try:
                prediction = check(reply.prediction, article, launch.card.layers)
            except RefusedError as refused:
                failure = f"invalid: {refused}"
        if failure is not None:
            prediction = Prediction(article.id, failure=failure)
        self.failures += prediction.failure is not None
        self.digest.update(msgspec.json.encode(prediction) + b"\n")
