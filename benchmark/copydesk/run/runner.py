"""The parent: runs a system over articles, in its own processes, and stores what it says.

A crash, a hang or an answer that cannot stand costs its article only: the line for it is
`{"id": ..., "failure": "kind: reason"}` and the worker is started anew. Kinds: `exception`,
`invalid`, `output`, `timeout`, `exit`, `signal`, `protocol`, and `reported` by the system itself.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import msgspec

from copydesk.errors import CopyDeskError, InputError, Problem
from copydesk.records import Article, Prediction
from copydesk.run.check import layers_of
from copydesk.run.doors import open_system
from copydesk.run.environment import environment, package_version
from copydesk.run.journal import (
    FORMAT,
    Fingerprint,
    Journal,
    RunRecord,
    fingerprint,
    read_record,
    record_path,
)
from copydesk.run.launch import Launch
from copydesk.run.pool import Limits, Pool, Task
from copydesk.run.warmup import WARM_UP

#: Failures that a report quotes.
QUOTED = 20
#: Tasks a worker gets at least, where articles are answered one by one and there are enough.
SHARES = 4


@dataclass(frozen=True)
class Progress:
    """How far a run is: articles stored, of how many, how many failed, seconds since it began.

    `resumed` of the `done` articles were stored by an earlier run.
    """

    done: int
    total: int
    failures: int
    seconds: float
    resumed: int


@dataclass(frozen=True)
class RunReport:
    """What a run came to.

    `reasons` counts this run's failures by kind and `first_failures` quotes the first of them as
    (id, reason); `truncated` counts articles that the system says it cut; `failures` includes
    those stored by an earlier run. `seconds` is wall time, `extract_seconds` the CPU seconds
    that the workers spent in calls of the system.
    """

    predictions: Path
    record: Path
    layers: tuple[str, ...]
    articles: int
    resumed: int
    failures: int
    truncated: int
    reasons: dict[str, int]
    first_failures: tuple[tuple[str, str], ...]
    restarts: int
    seconds: float
    extract_seconds: float


def run(
    system: str | Path | Launch,
    articles: Iterable[Article],
    out: str | Path,
    *,
    resume: bool = False,
    overwrite: bool = False,
    timeout: float = 60.0,
    start_timeout: float = 600.0,
    workers: int = 1,
    batch_size: int = 32,
    output_limit: int = 16_000_000,
    memory_limit: int | None = None,
    on_progress: Callable[[Progress], None] | None = None,
) -> RunReport:
    """Run `system` over `articles` and write one prediction a line to `out`, in their order.

    `articles` is read more than once: a list, or an object that reads a file each time it is
    iterated. `timeout` is in seconds an article, `output_limit` in bytes an article,
    `memory_limit` in bytes of address space a process (None: none). `resume` goes on where a
    killed run of the same system over the same articles stopped; what is stored is not run
    again. `overwrite` throws away what is there.
    Raises InputError for a wrong system, articles that cannot be run, or an `out` that is there
    already or belongs to another run; CopyDeskError if the system cannot be started.
    """
    if iter(articles) is articles:
        raise TypeError("articles is a one-shot iterator: pass a list or a re-iterable object")
    if workers < 1 or batch_size < 1:
        raise ValueError("workers and batch_size count from 1")
    started = time.monotonic()
    launch = system if isinstance(system, Launch) else open_system(system)
    corpus = fingerprint(articles)
    limits = Limits(timeout, start_timeout, output_limit, memory_limit)
    path = Path(out)
    with Journal(path) as journal:
        record = None if overwrite else _record_of(journal, resume=resume)
        resumed = failures = 0
        if record is not None:
            _refuse_other(record, launch, corpus, batch_size, path)
            multiple = record.batch_size if record.takes == "batch" else 1
            resumed, failures = journal.resume(articles, record.articles, multiple)
        tally = _Tally(corpus.articles, resumed, failures, started, on_progress)
        if record is None or resumed < record.articles:
            with Pool(launch, limits, workers) as pool:
                if record is None:
                    journal.clear()
                    record = _new_record(launch, corpus, batch_size, limits, pool)
                    journal.write_record(record)
                pool.layers = record.layers
                size = _task_size(record, resumed, workers)
                rest = islice(articles, resumed, None)
                for predictions in pool.run(_tasks(rest, size)):
                    journal.append(tally.lines(predictions))
                tally.restarts, tally.extract_ns = pool.restarts, pool.extract_ns
        if not record.finished:
            finished = msgspec.structs.replace(record, finished=True, failures=tally.failures)
            journal.write_record(finished)
    return tally.report(path, record)


class _Tally:
    """What a run counts while it goes."""

    def __init__(
        self,
        total: int,
        resumed: int,
        failures: int,
        started: float,
        on_progress: Callable[[Progress], None] | None,
    ) -> None:
        self._total, self._resumed, self._started = total, resumed, started
        self._on_progress = on_progress
        self._done, self.failures = resumed, failures
        self._truncated = self.restarts = self.extract_ns = 0
        self._reasons: Counter[str] = Counter()
        self._quoted: list[tuple[str, str]] = []
        self._encode = msgspec.json.Encoder().encode_lines

    def lines(self, predictions: list[Prediction]) -> bytes:
        """Count predictions and return them as they are stored."""
        for prediction in predictions:
            self._truncated += prediction.truncated_at is not None
            if prediction.failure is not None:
                self.failures += 1
                self._reasons[prediction.failure.partition(":")[0]] += 1
                if len(self._quoted) < QUOTED:
                    self._quoted.append((prediction.id, prediction.failure))
        self._done += len(predictions)
        if self._on_progress is not None:
            seconds = time.monotonic() - self._started
            progress = Progress(self._done, self._total, self.failures, seconds, self._resumed)
            self._on_progress(progress)
        return self._encode(predictions)

    def report(self, path: Path, record: RunRecord) -> RunReport:
        """Return the sum."""
        return RunReport(
            predictions=path,
            record=record_path(path),
            layers=record.layers,
            articles=record.articles,
            resumed=self._resumed,
            failures=self.failures,
            truncated=self._truncated,
            reasons=dict(sorted(self._reasons.items())),
            first_failures=tuple(self._quoted),
            restarts=self.restarts,
            seconds=time.monotonic() - self._started,
            extract_seconds=self.extract_ns / 1e9,
        )


def _record_of(journal: Journal, *, resume: bool) -> RunRecord | None:
    """Return the record of the run to resume, None where a new one begins."""
    record = read_record(journal.path)
    if record is None and not journal.size:
        return None
    if not resume:
        what, mend = "is there already", "resume the run, overwrite it, or name another file"
    elif record is None:
        what = f"has no {record_path(journal.path).name} beside it that says how it was made"
        mend = "overwrite it, or name another file"
    else:
        return record
    raise InputError(Problem(str(journal.path), 0, "", "RUN", what, mend))


def _refuse_other(
    record: RunRecord, launch: Launch, corpus: Fingerprint, batch_size: int, path: Path
) -> None:
    """Raise InputError if the stored run is not the one that is asked for."""
    if record.system_sha256 != launch.content:
        what = "the stored predictions were made by another system, or it has changed since"
    elif record.articles_sha256 != corpus.sha256:
        what = "the stored predictions are for other articles, or their texts have changed"
    elif record.batch_size != batch_size:
        what = f"the stored run has batch size {record.batch_size}, not {batch_size}"
    elif record.format != FORMAT:
        what = f"the stored run has record format {record.format}, this release writes {FORMAT}"
    else:
        return
    mend = "overwrite it, or name another file"
    raise InputError(Problem(str(record_path(path)), 0, "", "RUN", what, mend))


def _new_record(
    launch: Launch, corpus: Fingerprint, batch_size: int, limits: Limits, pool: Pool
) -> RunRecord:
    layers = pool.layers or _answered_layers(launch, pool)
    return RunRecord(
        format=FORMAT,
        copydesk=package_version("copydesk") or "unknown",
        card=msgspec.structs.replace(launch.card, layers=layers),
        system_sha256=launch.content,
        articles=corpus.articles,
        articles_sha256=corpus.sha256,
        batch_size=batch_size,
        takes=pool.takes,
        layers=layers,
        limits={
            "timeout": limits.timeout,
            "output_bytes": float(limits.output),
            "memory_bytes": limits.memory,
        },
        environment=environment(launch.card.requirements),
    )


def _answered_layers(launch: Launch, pool: Pool) -> tuple[str, ...]:
    """Learn from the warm-up article which layers a system without a card answers."""
    (predictions,) = pool.run([Task([WARM_UP])])
    failure = predictions[0].failure
    layers = layers_of(predictions[0])
    if failure is None and layers:
        return layers
    why = failure or "its answer holds no layer"
    raise CopyDeskError(f"system {launch.card.name!r} cannot do the warm-up article: {why}")


def _task_size(record: RunRecord, resumed: int, workers: int) -> int:
    """Return how many articles go to a worker at once; batches stay as they are cut."""
    if record.takes == "batch" or workers == 1:
        return record.batch_size
    return max(1, min(record.batch_size, (record.articles - resumed) // (workers * SHARES)))


def _tasks(articles: Iterable[Article], size: int) -> Iterator[Task]:
    source = iter(articles)
    while part := list(islice(source, size)):
        yield Task(part)
