"""Scores predictions against gold: `Evaluator(corpus)` is built once and used for many systems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from copydesk.corpus import Corpus, Document
from copydesk.errors import CopyDeskError
from copydesk.labels import LAYERS, Layer, views_for
from copydesk.predictions import Predictions
from copydesk.records import Annotation, Prediction, System
from copydesk.scoring.boilerplate import furniture_share
from copydesk.scoring.counts import Counts
from copydesk.scoring.evaluation import Evaluation
from copydesk.scoring.fast import GoldNames, Tally, read_names
from copydesk.scoring.layer import Attempted, Comparison
from copydesk.scoring.metrics import Array, Columns
from copydesk.scoring.registry import COLUMNS, LEAKING, SCORERS
from copydesk.scoring.spool import Spool
from copydesk.text import Offsets, Text, merge_offsets


@dataclass(frozen=True)
class _Gold:
    """One gold document as all systems meet it; names are held apart, by the fast path."""

    text: Text
    layers: dict[Layer, Any]
    furniture: list[Offsets] | None


class _Texts(Mapping[str, str]):
    """Texts by document id."""

    def __init__(self, place: Mapping[str, int], texts: Sequence[str]) -> None:
        self._place, self._texts = place, texts

    def __getitem__(self, name: str) -> str:
        return self._texts[self._place[name]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._place)

    def __len__(self) -> int:
        return len(self._place)


@dataclass
class _Said:
    """What predictions say as a whole; `answered` are numbers of documents."""

    layers: set[Layer] = field(default_factory=set)
    labels: set[str] = field(default_factory=set)
    scored: set[Layer] = field(default_factory=set)
    answered: set[int] = field(default_factory=set)
    failures: dict[str, str] = field(default_factory=dict)
    truncated: dict[str, int] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    lost: tuple[Any, ...] = ()


class Evaluator:
    """Compares any number of systems with one gold.

    `corpus` is what `read_corpus` returns; `split` limits it (None: all documents). Raises
    CopyDeskError where nothing is left to score.
    """

    def __init__(self, corpus: Corpus, split: str | None = None, *, seed: int = 0) -> None:
        self.corpus = corpus.select(split)
        #: The splits of the gold's other documents, by id.
        self.elsewhere: Mapping[str, str | None] = {
            one.id: one.split for one in corpus.documents if split not in (None, one.split)
        }
        self.split = split or "all"
        self.seed = seed
        documents: Sequence[Document] = self.corpus.documents
        if not documents:
            have = ", ".join(sorted({one.split or "none" for one in corpus.documents})) or "none"
            raise CopyDeskError(f"no document in split {self.split!r} (splits here: {have})")
        texts = documents.texts if isinstance(documents, Spool) else [d.text for d in documents]
        self._names = GoldNames(texts)
        self._gold: list[_Gold | None] = []
        self._annotated: set[Layer] = set()
        ids, clusters = [], []
        for one in documents:
            gold = _prepare(Text(one.text), one.annotation)
            self._names.add(one.text, one.annotation.entities, gold.furniture)
            self._gold.append(gold if gold.layers or gold.furniture is not None else None)
            self._annotated |= gold.layers.keys()
            if one.annotation.entities is not None:
                self._annotated.add("entities")
            ids.append(one.id)
            clusters.append(one.cluster)
        self._ids, self._clusters = tuple(ids), tuple(clusters)
        self._place = {name: number for number, name in enumerate(ids)}
        #: The texts by document id.
        self.texts: Mapping[str, str] = _Texts(self._place, texts)
        # Columns of layers without gold would stay 0; over many documents they are most of all.
        kept = {*self._annotated, "leak"}
        self._columns = Columns([one for one in COLUMNS.names if one.split("/")[0] in kept])

    def score(
        self,
        predictions: Path | str | Iterable[Prediction | Mapping[str, Any]],
        *,
        system: System | None = None,
        allow_missing: bool = False,
    ) -> Evaluation:
        """Score a file of predictions, or predictions as records or plain dicts.

        Every document of the gold counts: a missing one is an error unless `allow_missing`;
        then, like one with a `failure`, it counts as empty. Raises InputError with every
        problem found; then nothing is scored.
        """
        # By column: those that stay 0, as most labels do in most corpora, cost no memory.
        values = np.zeros((len(self._gold), len(self._columns)), order="F")
        said = self._read_names(predictions, values, allow_missing)
        if said is None:
            values[:] = 0
            said = self._read(predictions, values, allow_missing)
        if system is not None and not said.answered:
            said.layers |= set(system.layers)
        self._count_empty(values, set(range(len(self._ids))) - said.answered, said.layers)
        return Evaluation(
            counts=Counts(self._ids, self._clusters, self._columns.names, values),
            columns=self._columns,
            attempted=Attempted(
                frozenset(said.layers & self._annotated),
                views_for(said.labels),
                frozenset(said.scored),
            ),
            corpus=self.corpus,
            split=self.split,
            seed=self.seed,
            system=system,
            failures=said.failures,
            missing=said.missing,
            truncated=said.truncated,
            lost=said.lost,
        )

    def read(
        self,
        predictions: Path | str | Iterable[Prediction | Mapping[str, Any]],
        *,
        allow_missing: bool = False,
    ) -> Predictions:
        """Return predictions as they are scored: checked, with offsets."""
        return Predictions(
            predictions,
            self.texts,
            allow_missing=allow_missing,
            elsewhere=self.elsewhere,
            private=self.corpus.info.private,
        )

    def compare(self, prediction: Prediction) -> dict[Layer, Comparison]:
        """Compare one document (offsets given) and return, per layer, its counts and pairs."""
        place = self._place[prediction.id]
        document, gold = self.corpus.documents[place], self._gold[place]
        layers = dict(gold.layers) if gold is not None else {}
        if document.annotation.entities is not None:
            names = SCORERS["entities"].prepare(Text(document.text), document.annotation)
            layers = {"entities": names, **layers}
        return {
            layer: SCORERS[layer].compare(prepared, prediction)
            for layer, prepared in layers.items()
            if getattr(prediction, layer) is not None
        }

    def _tally(self, values: Array) -> Tally:
        number = self._columns.number
        leak = number["leak/entities/part"], number["leak/entities/whole"]
        return Tally(self._names, values, leak)

    def _read_names(self, predictions: Any, values: Array, allow_missing: bool) -> _Said | None:
        """Count a plain file of names in one go; None for any other, which `_read` then reads."""
        if not isinstance(predictions, (str, Path)) or Path(predictions).is_dir():
            return None
        answers = read_names(Path(predictions), self._place, self._tally(values))
        if answers is None or (answers.missing and not allow_missing):
            return None
        return _Said(
            layers={"entities"},
            labels=answers.labels,
            scored={"entities"} if answers.scored else set(),
            answered=set(range(len(self._gold))) - set(answers.missing),
            missing=tuple(self._ids[place] for place in answers.missing),
        )

    def _read(self, predictions: Any, values: Array, allow_missing: bool) -> _Said:
        """Count predictions one by one."""
        said = _Said()
        tally = self._tally(values)
        file = self.read(predictions, allow_missing=allow_missing)
        for prediction in file:
            place = self._place[prediction.id]
            if prediction.failure is not None:
                said.failures[prediction.id] = prediction.failure
                continue
            said.answered.add(place)
            if prediction.truncated_at is not None:
                said.truncated[prediction.id] = prediction.truncated_at
            said.labels |= {name.label for name in prediction.entities or ()}
            for layer in LAYERS:
                items: Sequence[Any] | None = getattr(prediction, layer)
                if items is None:
                    continue
                said.layers.add(layer)
                if any(getattr(one, "score", None) is not None for one in items):
                    said.scored.add(layer)
            if prediction.entities is not None:
                tally.add(place, prediction.entities)
            self._count(values[place], self._gold[place], prediction)
        tally.flush()
        said.missing = tuple(file.missing)
        said.lost = tuple(file.lost)
        return said

    def _count_empty(self, values: Array, places: set[int], layers: set[Layer]) -> None:
        """Count documents without an answer: as if every layer attempted were empty."""
        tally = self._tally(values)
        for place in sorted(places):
            nothing: dict[str, Any] = dict.fromkeys(layers, ())
            empty = Prediction(self._ids[place], **nothing)
            if "entities" in layers:
                tally.add(place, ())
            self._count(values[place], self._gold[place], empty)
        tally.flush()

    def _count(self, row: Array, gold: _Gold | None, prediction: Prediction) -> None:
        """Count all but the names of a document, which a tally counts."""
        if gold is None:
            return
        for layer, prepared in gold.layers.items():
            if getattr(prediction, layer) is not None:
                for name, count in SCORERS[layer].compare(prepared, prediction).counts.items():
                    row[self._columns.number[name]] = count
        if gold.furniture is not None:
            for layer in LEAKING:
                if layer == "entities":
                    continue
                for spans in _places(prediction, layer):
                    row[self._columns.number[f"leak/{layer}/whole"]] += 1
                    row[self._columns.number[f"leak/{layer}/part"]] += furniture_share(
                        gold.text, gold.furniture, spans
                    )


def _prepare(text: Text, annotation: Annotation) -> _Gold:
    layers: dict[Layer, Any] = {}
    for layer in LAYERS:
        if layer != "entities" and getattr(annotation, layer) is not None:
            layers[layer] = SCORERS[layer].prepare(text, annotation, layers)
    furniture = annotation.boilerplate
    return _Gold(
        text,
        layers,
        None if furniture is None else merge_offsets((one.start, one.end) for one in furniture),
    )


def _places(prediction: Prediction, layer: Layer) -> Iterator[list[Offsets]]:
    """Yield where each item of a layer stands: attributions by their content."""
    for item in getattr(prediction, layer) or ():
        spans = item.content if layer == "attributions" else (item,)
        yield [(one.start, one.end) for one in spans if one.start is not None]
