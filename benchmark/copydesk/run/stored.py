"""What a run has stored already, while failures of the machine or the network are tried again.

The predictions file is only ever appended to. To do articles in its middle again, all of its
lines are first kept in a file beside it (`x.jsonl` -> `x.kept.jsonl`, in one step); then it is
cut off before the first of them and goes on from there, stored lines taken from the file beside.
Killed at any moment, the two together hold every line. The file beside goes when the run is done.
"""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path

import msgspec

from copydesk.errors import InputError, Problem
from copydesk.records import Article, Prediction
from copydesk.run.infrastructure import INFRASTRUCTURE, not_written
from copydesk.run.tasks import Task


@dataclass(frozen=True)
class Stored:
    """What an earlier session has left.

    `lines` stand in the predictions file, `failures` of them are failures. The first `kept`
    lines of the run are there, those beyond in the file beside, but for the ones in the places
    `again` (counted from 0), which are to be run again.
    """

    lines: int = 0
    failures: int = 0
    kept: int = 0
    again: frozenset[int] = frozenset()

    def holds(self, place: int) -> bool:
        """Whether the prediction in this place of the run is one of an earlier session."""
        return place < self.lines or (place < self.kept and place not in self.again)


def kept_path(out: Path) -> Path:
    """Return where lines of the predictions file `out` are kept meanwhile."""
    return out.with_suffix(".kept.jsonl")


def take_stock(
    out: Path, articles: Iterable[Article], total: int, multiple: int
) -> tuple[Stored, int]:
    """Return what there is of a run of `total` articles, and the bytes of `out` to go on from.

    Where articles are to be run again, all lines are kept beside `out` when this returns; `out`
    itself is left to the caller. `multiple`: a batch is stored when all of it is.
    Raises InputError if a line is not a prediction for the article in its place,
    InfrastructureError where lines cannot be kept.
    """
    beside = kept_path(out)
    own, kept = _read(out, articles), _read(beside, articles)
    lines = len(own.ends)
    if lines != total:
        lines = max(lines - lines % multiple, min(lines, len(kept.ends)))
    failed = {place: passing for place, passing in own.failed.items() if place < lines}
    failed |= {place: passing for place, passing in kept.failed.items() if place >= lines}
    again = frozenset(place for place, passing in failed.items() if passing)
    length = max(lines, len(kept.ends))
    if again:
        _keep(out, lines)
    elif length == lines:
        beside.unlink(missing_ok=True)
    first = min([lines, *again])
    stored = Stored(first, sum(place < first for place in failed), length, again)
    return stored, own.ends[first - 1] if first else 0


def _keep(out: Path, lines: int) -> None:
    """Keep beside `out` its first `lines`, and what was kept beyond them, in one step."""
    path = kept_path(out)
    fresh = path.with_suffix(".tmp")
    try:
        with fresh.open("wb") as file:
            with out.open("rb") as own:
                file.writelines(islice(own, lines))
            if path.exists():
                with path.open("rb") as kept:
                    file.writelines(islice(kept, lines, None))
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except OSError as error:
        raise not_written(path, error) from None


@dataclass
class _Lines:
    """Where each whole line of a file ends, and which places hold failures: passing ones?"""

    ends: array[int]
    failed: dict[int, bool]


def _read(path: Path, articles: Iterable[Article]) -> _Lines:
    """Read the whole lines of a file; InputError if one is not for the article in its place."""
    found = _Lines(array("Q"), {})
    if not path.exists():
        return found
    decode = msgspec.json.Decoder(Prediction).decode
    expected = iter(articles)
    end = 0
    with path.open("rb") as lines:
        for place, line in enumerate(lines):
            if not line.endswith(b"\n"):
                break
            try:
                prediction = decode(line)
            except (msgspec.MsgspecError, UnicodeDecodeError) as error:
                raise _wrong(path, place, str(error)) from None
            article = next(expected, None)
            if article is None or article.id != prediction.id:
                wanted = repr(article.id) if article else "no further article"
                said = f"is for {prediction.id!r}, the corpus has {wanted} in this place"
                raise _wrong(path, place, said)
            end += len(line)
            found.ends.append(end)
            if prediction.failure is not None:
                kind = prediction.failure.partition(":")[0]
                found.failed[place] = kind == INFRASTRUCTURE
    return found


def _wrong(path: Path, place: int, what: str) -> InputError:
    mend = f"delete {path} and run again without resuming"
    return InputError(Problem(str(path), place + 1, "", "RUN", what, mend))


def tasks_of(
    articles: Iterable[Article], size: int, stored: Stored, out: Path, *, batch: int
) -> Iterator[Task]:
    """Yield the tasks of a run that goes on: those kept beside `out` come finished.

    `size` is articles a task; `batch` the same where they are handed over together, so that
    batches are cut as in a run that was never stopped, and else 0.
    """
    places = enumerate(islice(articles, stored.lines, None), stored.lines)
    kept = _predictions(out, stored) if stored.kept > stored.lines else iter(())
    length = size - stored.lines % batch if batch else size
    while part := list(islice(places, length)):
        for held, group in groupby(part, lambda pair: stored.holds(pair[0])):
            task = Task([article for _, article in group])
            if held:
                task.predictions += islice(kept, len(task.articles))
            yield task
        length = size


def _predictions(out: Path, stored: Stored) -> Iterator[Prediction]:
    """Yield what is kept from where the predictions file ends."""
    decode = msgspec.json.Decoder(Prediction).decode
    with kept_path(out).open("rb") as lines:
        for place, line in enumerate(lines):
            if place >= stored.lines and stored.holds(place):
                yield decode(line)
