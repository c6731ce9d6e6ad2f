"""What a run counts while it goes, and what it came to."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from copydesk.records import (
    PredictedClaim,
    PredictedEntity,
    PredictedFurniture,
    PredictedSpan,
    Prediction,
)
from copydesk.run.journal import RunRecord, record_path
from copydesk.run.stored import Stored

#: Failures that a report quotes.
QUOTED = 20

#: A cut is suspected where, of texts of at least this many code points with at least this many
#: predicted spans, at least so many go on for more than this factor beyond the last span of all.
CUT_LENGTH, CUT_SPANS, CUT_ARTICLES, CUT_FACTOR = 3_000, 8, 5, 1.25


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

    `reasons` counts this run's failures by kind ("infrastructure" are the machine's or the
    network's) and `first_failures` quotes the first of them as (id, reason); `failures` includes
    those stored by an earlier run. `truncated` counts articles that the system says it cut;
    `suspected_cut` is the code point beyond which it never predicts anything, None where there
    is no reason to think that it cuts its input. `retried` counts failures of the machine or the
    network that an earlier run stored and this one tried again. `wall_because` is "network" or
    "gpu" where only wall time says how fast the system is, else "". `cached` predictions came
    from the cache. `isolation` says what kept the system from files and network. `seconds` is
    wall time, `extract_seconds` the CPU seconds that the workers spent in calls of the system.
    `spent` are the sums that a system keeps in `usage.json` in its working folder: tokens, cost.
    """

    predictions: Path
    record: Path
    layers: tuple[str, ...]
    articles: int
    resumed: int
    retried: int
    wall_because: str
    cached: int
    failures: int
    truncated: int
    suspected_cut: int | None
    reasons: dict[str, int]
    first_failures: tuple[tuple[str, str], ...]
    isolation: dict[str, str]
    restarts: int
    seconds: float
    extract_seconds: float
    spent: dict[str, float]


class Tally:
    """The counts of a run in progress."""

    def __init__(
        self,
        lengths: Sequence[int],
        stored: Stored,
        started: float,
        on_progress: Callable[[Progress], None] | None,
    ) -> None:
        """Begin after what is stored; `lengths` are those of all texts, in code points."""
        self._lengths, self._stored, self._started = lengths, stored, started
        self._resumed = stored.lines
        self._on_progress = on_progress
        self._done, self.failures = stored.lines, stored.failures
        self._truncated = self.restarts = self.extract_ns = 0
        self._reasons: Counter[str] = Counter()
        self.spent: dict[str, float] = {}
        self.wall_because = ""
        self._quoted: list[tuple[str, str]] = []
        self._reach = 0
        self._long: list[int] = []
        self._encode = msgspec.json.Encoder().encode_lines

    def lines(self, predictions: Sequence[Prediction]) -> bytes:
        """Count predictions and return them as they are stored."""
        for number, prediction in enumerate(predictions, self._done):
            if self._stored.holds(number):
                self._resumed += 1
                self.failures += prediction.failure is not None
                continue
            self._truncated += prediction.truncated_at is not None
            if prediction.failure is not None:
                self.failures += 1
                self._reasons[prediction.failure.partition(":")[0]] += 1
                if len(self._quoted) < QUOTED:
                    self._quoted.append((prediction.id, prediction.failure))
            elif self._lengths[number] >= CUT_LENGTH:
                ends = span_ends(prediction)
                self._reach = max(self._reach, max(ends, default=0))
                if len(ends) >= CUT_SPANS:
                    self._long.append(self._lengths[number])
        self._done += len(predictions)
        if self._on_progress is not None:
            seconds = time.monotonic() - self._started
            progress = Progress(
                self._done, len(self._lengths), self.failures, seconds, self._resumed
            )
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
            retried=len(self._stored.again),
            wall_because=self.wall_because,
            cached=record.cached,
            failures=self.failures,
            truncated=self._truncated,
            suspected_cut=self._suspected_cut(),
            reasons=dict(sorted(self._reasons.items())),
            first_failures=tuple(self._quoted),
            isolation=record.isolation,
            restarts=self.restarts,
            seconds=time.monotonic() - self._started,
            extract_seconds=self.extract_ns / 1e9,
            spent=self.spent,
        )

    def _suspected_cut(self) -> int | None:
        beyond = sum(length > CUT_FACTOR * self._reach for length in self._long)
        return self._reach if beyond >= CUT_ARTICLES else None


def span_ends(prediction: Prediction) -> list[int]:
    """Return where predicted spans end, as far as they carry offsets.

    >>> span_ends(Prediction("x"))
    []
    """
    spans: list[PredictedSpan | PredictedEntity | PredictedClaim | PredictedFurniture] = [
        *(prediction.entities or ()),
        *(span for one in prediction.attributions or () for span in one.content),
        *(prediction.claims or ()),
        *(prediction.boilerplate or ()),
    ]
    return [span.end for span in spans if span.end is not None]
