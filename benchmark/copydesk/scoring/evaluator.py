"""Scores predictions against gold: `Evaluator(corpus)` is built once and used for many systems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from copydesk.corpus import Corpus
from copydesk.errors import CopyDeskError
from copydesk.labels import LAYERS, Layer, views_for
from copydesk.predictions import Predictions
from copydesk.records import Annotation, Prediction, System
from copydesk.scoring.boilerplate import furniture_share
from copydesk.scoring.counts import Counts
from copydesk.scoring.evaluation import Evaluation
from copydesk.scoring.fast import GoldNames, Tally, read_names
from copydesk.scoring.layer import Attempted, Comparison
from copydesk.scoring.registry import COLUMNS, LEAKING, SCORERS
from copydesk.text import Offsets, Text, merge_offsets


@dataclass(frozen=True)
class _Gold:
    """One gold document as all systems meet it."""

    text: Text
    layers: dict[Layer, Any]
    furniture: list[Offsets] | None


class Evaluator:
    """Compares any number of systems with one gold.

    `corpus` is what `read_corpus` returns; `split` limits it (None: all documents). Raises
    CopyDeskError where nothing is left to score.
    """

    def __init__(self, corpus: Corpus, split: str | None = None, *, seed: int = 0) -> None:
        self.corpus = corpus.select(split)
        self.split = split or "all"
        self.seed = seed
        if not self.corpus.documents:
            have = ", ".join(sorted({one.split or "none" for one in corpus.documents})) or "none"
            raise CopyDeskError(f"no document in split {self.split!r} (splits here: {have})")
        self._place = {one.id: number for number, one in enumerate(self.corpus.documents)}
        self._gold = [_prepare(Text(one.text), one.annotation) for one in self.corpus.documents]
        self._names = GoldNames([one.text for one in self.corpus.documents])
        for one, gold in zip(self.corpus.documents, self._gold, strict=True):
            self._names.add(one.text, one.annotation.entities, gold.furniture)

    @property
    def texts(self) -> dict[str, str]:
        """The texts by document id."""
        return {one.id: one.text for one in self.corpus.documents}

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
        values = np.zeros((len(self._gold), len(COLUMNS)))
        leak = COLUMNS.number["leak/entities/part"], COLUMNS.number["leak/entities/whole"]
        tally = Tally(self._names, values, leak)
        file = Predictions(predictions, self.texts, allow_missing=allow_missing)
        layers: set[Layer] = set()
        labels: set[str] = set()
        scored: set[Layer] = set()
        failures: dict[str, str] = {}
        truncated: dict[str, int] = {}
        answered: set[int] = set()
        for prediction in file:
            place = self._place[prediction.id]
            if prediction.failure is not None:
                failures[prediction.id] = prediction.failure
                continue
            answered.add(place)
            if prediction.truncated_at is not None:
                truncated[prediction.id] = prediction.truncated_at
            labels |= {name.label for name in prediction.entities or ()}
            for layer in LAYERS:
                items: Sequence[Any] | None = getattr(prediction, layer)
                if items is None:
                    continue
                layers.add(layer)
                if any(getattr(one, "score", None) is not None for one in items):
                    scored.add(layer)
            self._count(values[place], self._gold[place], prediction)
        if system is not None:
            layers |= set(system.layers) if not answered else set()
        for place in set(range(len(self._gold))) - answered:
            empty = Prediction(self.corpus.documents[place].id, **dict.fromkeys(layers, ()))
            self._count(values[place], self._gold[place], empty)
        annotated = {layer for gold in self._gold for layer in gold.layers}
        return Evaluation(
            counts=Counts(
                tuple(one.id for one in self.corpus.documents),
                tuple(one.cluster for one in self.corpus.documents),
                COLUMNS.names,
                values,
            ),
            columns=COLUMNS,
            attempted=Attempted(
                frozenset(layers & annotated), views_for(labels), frozenset(scored)
            ),
            corpus=self.corpus,
            split=self.split,
            seed=self.seed,
            system=system,
            failures=failures,
            missing=tuple(file.missing),
            truncated=truncated,
            lost=tuple(file.lost),
        )

    def compare(self, prediction: Prediction) -> dict[Layer, Comparison]:
        """Compare one document (offsets given) and return, per layer, its counts and pairs."""
        gold = self._gold[self._place[prediction.id]]
        return {
            layer: SCORERS[layer].compare(prepared, prediction)
            for layer, prepared in gold.layers.items()
            if getattr(prediction, layer) is not None
        }

    def _count(self, row: np.ndarray[Any, Any], gold: _Gold, prediction: Prediction) -> None:
        for layer, prepared in gold.layers.items():
            if getattr(prediction, layer) is not None:
                for name, count in SCORERS[layer].compare(prepared, prediction).counts.items():
                    row[COLUMNS.number[name]] = count
        if gold.furniture is not None:
            for layer in LEAKING:
                for spans in _places(prediction, layer):
                    row[COLUMNS.number[f"leak/{layer}/whole"]] += 1
                    row[COLUMNS.number[f"leak/{layer}/part"]] += furniture_share(
                        gold.text, gold.furniture, spans
                    )


def _prepare(text: Text, annotation: Annotation) -> _Gold:
    layers = {
        layer: SCORERS[layer].prepare(text, annotation)
        for layer in LAYERS
        if getattr(annotation, layer) is not None
    }
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
