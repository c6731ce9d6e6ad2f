"""The parent: runs a system over articles, in its own processes, and stores what it says.

A crash, a hang or an answer that cannot stand costs its article only: the line for it is
`{"id": ..., "failure": "kind: reason"}` and the worker is started anew. Kinds: `exception`,
`invalid`, `output`, `timeout`, `exit`, `signal`, `processes`, `protocol`, `reported` by the system
itself, and `infrastructure`, which is not the system's fault and is tried again on resuming.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec

from copydesk.errors import CopyDeskError, InputError, Problem
from copydesk.records import Article
from copydesk.run.cache import Cache
from copydesk.run.check import layers_of
from copydesk.run.doors import open_system
from copydesk.run.environment import environment, package_version
from copydesk.run.isolation import weaker
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
from copydesk.run.pool import Pool
from copydesk.run.stored import Stored, kept_path, tasks_of
from copydesk.run.tally import Progress, RunReport, Tally
from copydesk.run.tasks import Limits, Task
from copydesk.run.warmup import WARM_UP

#: Tasks a worker gets at least, where articles are answered one by one and there are enough.
SHARES = 4


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
    hidden: Iterable[str | Path] = (),
    isolate: bool = True,
    cache: str | Path | None = None,
    on_progress: Callable[[Progress], None] | None = None,
) -> RunReport:
    """Run `system` over `articles` and write one prediction a line to `out`, in their order.

    `articles` is read more than once: a list, or an object that reads a file each time it is
    iterated. `timeout` is in seconds an article, `output_limit` in bytes an article,
    `memory_limit` in bytes of address space a process (None: none). `resume` goes on where a
    killed run of the same system over the same articles stopped; what is stored is not run
    again, but for failures of the machine or the network. `overwrite` throws away what is there.
    `hidden` are files and folders that the system must not read, beside the benchmark's own and
    `out`: the corpus that the articles come from. `isolate` may be switched off; where the
    machine cannot isolate, the report says so and the run goes on. `cache` is a folder of
    predictions kept across runs (None: every article is run).
    Raises InputError for a wrong system, articles that cannot be run, or an `out` that is there
    already or belongs to another run; CopyDeskError if the system cannot be started;
    InfrastructureError if the machine has no process or no room to give.
    """
    if iter(articles) is articles:
        raise TypeError("articles is a one-shot iterator: pass a list or a re-iterable object")
    if workers < 1 or batch_size < 1:
        raise ValueError("workers and batch_size count from 1")
    started = time.monotonic()
    launch = system if isinstance(system, Launch) else open_system(system)
    corpus = fingerprint(articles)
    path = Path(out)
    own = (path, record_path(path), kept_path(path), *([cache] if cache else ()), *hidden)
    shown = tuple(os.fspath(one) for one in own)
    limits = Limits(timeout, start_timeout, output_limit, memory_limit, shown, isolate)
    with Journal(path) as journal:
        record = None if overwrite else _record_of(journal, resume=resume)
        stored = Stored()
        if record is not None:
            _refuse_other(record, launch, corpus, batch_size, path)
            multiple = record.batch_size if record.takes == "batch" else 1
            stored = journal.resume(articles, record.articles, multiple)
            if record.finished and stored.lines < record.articles:
                record = msgspec.structs.replace(record, finished=False)
                journal.write_record(record)
        tally = Tally(corpus.lengths, stored, started, on_progress)
        tally.wall_because = "network" if launch.card.network else ""
        if record is None or stored.lines < record.articles:
            with Pool(launch, limits, workers) as pool:
                if record is None:
                    journal.clear()
                    record = _new_record(launch, corpus, batch_size, limits, pool)
                    journal.write_record(record)
                pool.layers = record.layers
                size = _task_size(record, stored.lines, workers)
                batch = record.batch_size if record.takes == "batch" else 0
                tasks = tasks_of(articles, size, stored, path, batch=batch)
                kept = Cache(Path(cache), launch, record.takes, record.layers) if cache else None
                for predictions in pool.run(kept.filled(tasks) if kept else tasks):
                    journal.append(tally.lines(predictions))
                    if kept:
                        kept.keep(predictions)
                tally.restarts, tally.extract_ns = pool.restarts, pool.extract_ns
                tally.spent = pool.spent
                record = msgspec.structs.replace(
                    record,
                    cached=kept.used if kept else 0,
                    isolation=weaker(record.isolation, pool.isolation),
                )
            tally.wall_because = tally.wall_because or ("gpu" if pool.gpu else "")
        if not record.finished:
            finished = msgspec.structs.replace(record, finished=True, failures=tally.failures)
            journal.write_record(finished)
            journal.forget_kept()
    return tally.report(path, record)


def _record_of(journal: Journal, *, resume: bool) -> RunRecord | None:
    """Return the record of the run to resume, None where a new one begins."""
    record = read_record(journal.path)
    if record is None and not journal.size:
        return None
    if not resume:
        what = "is there already"
        mend = "go on with --resume, throw it away with --overwrite, or name another file by --out"
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
        isolation=pool.isolation,
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
