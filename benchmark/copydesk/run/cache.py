"""Predictions kept across runs: by what a system is, where it ran and what it was given.

The key is made of the system's content, its configuration, its environment (Python, platform,
processor, every installed distribution with its version, the variables it sees) and, an entry,
the ids and texts handed over together. A name is never part of it. Systems whose card asks for
the network are not kept: what answers there is not part of any key. Nor are failures.
"""

from __future__ import annotations

import fcntl
import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from importlib import metadata
from itertools import groupby
from pathlib import Path

import msgspec

from copydesk.records import Article, Prediction
from copydesk.run.check import RefusedError, check
from copydesk.run.environment import environment
from copydesk.run.launch import Launch, clean_environment
from copydesk.run.tasks import Task

FORMAT = 1


class Entry(msgspec.Struct):
    """One line of a cache file: what was given, and what was answered."""

    key: str
    predictions: list[msgspec.Raw]


_decode = msgspec.json.Decoder(Entry).decode


class Cache:
    """The kept predictions of one system as it is here and now.

    One file a system, in `folder`, which any number of runs may read and append to at once: a
    line is written whole under a lock, and a line that is torn or damaged counts as absent.
    What is read is checked like an answer of the system's.
    """

    def __init__(self, folder: Path, launch: Launch, takes: str, layers: Sequence[str]) -> None:
        """Read what there is; `takes` and `layers` as in the run record."""
        self._alone, self._layers = takes == "article", layers
        self._path: Path | None = None
        self._entries: dict[str, list[msgspec.Raw]] = {}
        self._waiting: deque[tuple[list[Article], bool]] = deque()
        self.used = 0
        if launch.card.network:
            return
        self._path = folder / f"{system_key(launch, takes, layers)}.jsonl"
        folder.mkdir(parents=True, exist_ok=True)
        if self._path.exists():
            with self._path.open("rb") as lines:
                for line in lines:
                    try:
                        entry = _decode(line)
                    except (msgspec.MsgspecError, UnicodeDecodeError):
                        continue
                    self._entries[entry.key] = [msgspec.Raw(bytes(p)) for p in entry.predictions]

    def filled(self, tasks: Iterable[Task]) -> Iterator[Task]:
        """Yield the tasks in their order, those whose predictions are kept finished already.

        A task that comes finished is none of the cache's.
        """
        for task in tasks:
            if task.finished:
                self._waiting.append((task.articles, True))
                yield task
                continue
            units = [[one] for one in task.articles] if self._alone else [task.articles]
            found = [(unit, self._find(unit)) for unit in units]
            for kept, group in groupby(found, lambda pair: bool(pair[1])):
                part = Task([])
                for unit, predictions in group:
                    self._waiting.append((unit, kept))
                    part.articles += unit
                    part.predictions += predictions
                self.used += len(part.predictions)
                yield part

    def keep(self, predictions: Sequence[Prediction]) -> None:
        """Store what is new among predictions that come in the order of the tasks."""
        first = 0
        lines = b""
        while first < len(predictions):
            unit, kept = self._waiting.popleft()
            answers = predictions[first : first + len(unit)]
            first += len(unit)
            if not kept and all(answer.failure is None for answer in answers):
                raw = [msgspec.Raw(msgspec.json.encode(answer)) for answer in answers]
                lines += msgspec.json.encode(Entry(input_key(unit), raw)) + b"\n"
        if lines and self._path is not None:
            self._append(lines)

    def _append(self, lines: bytes) -> None:
        """Write whole lines; where there is no room, go on without keeping anything."""
        assert self._path is not None
        try:
            with self._path.open("ab", buffering=0) as file:
                fcntl.flock(file, fcntl.LOCK_EX)
                file.write(lines)
        except OSError:
            self._path = None

    def _find(self, unit: Sequence[Article]) -> list[Prediction]:
        if not self._entries:
            return []
        kept = self._entries.get(input_key(unit), [])
        if len(kept) != len(unit):
            return []
        try:
            return [
                check(answer, article, self._layers)
                for answer, article in zip(kept, unit, strict=True)
            ]
        except RefusedError:
            return []


def system_key(launch: Launch, takes: str, layers: Sequence[str]) -> str:
    """Return the SHA-256 of a system, its configuration and its environment."""
    installed = sorted(
        {f"{found.metadata['Name']}=={found.version}" for found in metadata.distributions()}
    )
    variables = {**clean_environment(os.devnull), **launch.environment}
    parts = (
        FORMAT,
        launch.content,
        launch.config,
        launch.card.labels,
        takes,
        layers,
        environment(launch.card.requirements),
        installed,
        variables,
    )
    return sha256(msgspec.json.encode(parts, order="deterministic")).hexdigest()


def input_key(articles: Iterable[Article]) -> str:
    """Return the SHA-256 of the ids and texts that are handed over together."""
    return sha256(msgspec.json.encode([(one.id, one.text) for one in articles])).hexdigest()
