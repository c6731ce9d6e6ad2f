"""What the processes of one measurement come to: docs/timing.md defines every figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from copydesk.records import Article, Record
from copydesk.run import calibration
from copydesk.run.environment import environment
from copydesk.run.launch import THREADS, Launch
from copydesk.run.stopwatch import Pass, Phase, Process

CONTRACT = 2

#: An extract phase under this many CPU seconds is measured coarsely, and is marked so.
COARSE_CPU_SECONDS = 0.02
#: A run is marked noisy when the upper quartile of its calibrations is above the least of them
#: by more than this factor. (Not the greatest: that grows with the number of processes.)
NOISY_FACTOR = 1.12
PHASES = ("start", "import", "load", "warm_up", "extract")


class Throughput(Record, frozen=True):
    """How fast a system is at one batch size: see `Timing` for the fields, all of its own.

    `processes` counts those that were measured.
    """

    articles_per_cpu_second: float | None
    articles_per_wall_second: float
    ratio: float | None
    spread: float
    latency: dict[str, float]
    predictions_sha256: str
    processes: int


class Timing(Record, frozen=True):
    """What `time_system` measured.

    `clock` is what the speed is read from: "cpu", or "wall" where CPU time says little, and
    `clock_because` says why: "" for CPU, else "network" or "gpu". By the wall clock there is
    no figure in CPU seconds and no `ratio`: they are None.
    Times are seconds, `latency` seconds per 1,000 characters, memory 10^6 bytes, `ratio`
    calibration units per 1,000 characters. `throughput` is by batch size: "1", and that of the
    other figures, which are of `batch_size` alone. `phases`, `cold_start` and `peak_memory_mb`
    are the least over the processes (memory: the greatest).
    """

    contract: int
    clock: str
    clock_because: str
    batch_size: int
    takes: str
    articles: int
    characters: int
    articles_per_cpu_second: float | None
    articles_per_wall_second: float
    cpu_seconds_per_1000_characters: float | None
    wall_seconds_per_1000_characters: float
    throughput: dict[str, Throughput]
    latency: dict[str, float]
    phases: dict[str, Phase]
    cold_start: float
    peak_memory_mb: float
    spread: float
    ratio: float | None
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


def timing_of(
    launch: Launch,
    batch_size: int,
    articles: Sequence[Article],
    left_out: Sequence[str],
    measured: Mapping[int, Sequence[Pass]],
) -> Timing:
    """Return what came of the passes over `articles`, which are given by batch size.

    A system that takes articles one by one has passes at `batch_size` alone: they stand for 1.
    """
    every = [one for passes in measured.values() for one in passes]
    passes = measured[batch_size]
    processes = [one.process for one in passes]
    characters = max(1, sum(len(article.text or "") for article in articles))
    units = [one.process.calibration for one in every]
    because = clock_because(launch, every)
    by_cpu = not because
    cpu = min(_extract(passes, "cpu"))
    wall = min(_extract(passes, "wall"))

    def throughput(passes: Sequence[Pass]) -> Throughput:
        cpu, wall = _extract(passes, "cpu"), _extract(passes, "wall")
        counted = cpu if by_cpu else wall
        latencies = sorted(map(min, zip(*(one.latencies for one in passes), strict=True)))
        return Throughput(
            articles_per_cpu_second=len(articles) / max(min(cpu), 1e-9) if by_cpu else None,
            articles_per_wall_second=len(articles) / max(min(wall), 1e-9),
            ratio=min(cpu) / characters * 1000 / min(units) if by_cpu else None,
            spread=max(counted) / max(min(counted), 1e-9),
            latency={"median": quantile(latencies, 0.5), "p95": quantile(latencies, 0.95)},
            predictions_sha256=passes[0].digest,
            processes=len(passes),
        )

    speeds = {str(size): throughput(measured.get(size, passes)) for size in (1, batch_size)}
    own = speeds[str(batch_size)]
    return Timing(
        contract=CONTRACT,
        clock="cpu" if by_cpu else "wall",
        clock_because=because,
        batch_size=batch_size,
        takes=passes[0].takes,
        articles=len(articles),
        characters=sum(len(article.text or "") for article in articles),
        articles_per_cpu_second=own.articles_per_cpu_second,
        articles_per_wall_second=own.articles_per_wall_second,
        cpu_seconds_per_1000_characters=cpu / characters * 1000 if by_cpu else None,
        wall_seconds_per_1000_characters=wall / characters * 1000,
        throughput=speeds,
        latency=own.latency,
        phases={
            name: Phase(
                min(process.phases[name].wall for process in processes),
                min(process.phases[name].cpu for process in processes),
            )
            for name in PHASES
        },
        cold_start=min(process.cold_start for process in processes),
        peak_memory_mb=max(process.peak_memory_mb for process in processes),
        spread=own.spread,
        ratio=own.ratio,
        calibration={
            "version": calibration.VERSION,
            "cpu_seconds_per_unit": min(units),
            "spread": max(units) / min(units),
        },
        noisy=quantile(sorted(units), 0.75) > NOISY_FACTOR * min(units),
        coarse=by_cpu and cpu < COARSE_CPU_SECONDS,
        threads=THREADS,
        failures=max(one.failures for one in passes),
        left_out=tuple(left_out),
        late_imports=tuple(sorted({name for one in every for name in one.late})),
        predictions_sha256=own.predictions_sha256,
        processes=tuple(one.process for one in every),
        environment=environment(launch.card.requirements),
    )


def clock_because(launch: Launch, passes: Sequence[Pass]) -> str:
    """Return why the wall clock counts: "network", "gpu", or "" where CPU time does."""
    if launch.card.network:
        return "network"
    return "gpu" if any(one.gpu for one in passes) else ""


def quantile(ordered: Sequence[float], share: float) -> float:
    """Return the least value that at least `share` of the ordered values do not exceed.

    >>> quantile([1.0, 2.0, 3.0, 4.0], 0.5), quantile([1.0, 2.0, 3.0, 4.0], 0.95)
    (2.0, 4.0)
    """
    rank = -(-len(ordered) * round(share * 1000) // 1000)
    return ordered[max(0, rank - 1)]


def _extract(passes: Sequence[Pass], clock: str) -> list[float]:
    return [getattr(one.process.phases["extract"], clock) for one in passes]
