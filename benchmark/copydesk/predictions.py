"""Predictions on their way to the scorer: read, checked against their articles, located."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from copydesk.errors import CopyDeskError, InputError, Problem
from copydesk.jsonl import read_records
from copydesk.labels import LAYERS, SPLITS, Layer, view_of
from copydesk.locate import Lost, locate
from copydesk.records import (
    Annotation,
    PredictedAttribution,
    PredictedClaim,
    PredictedEntity,
    PredictedFurniture,
    PredictedSpan,
    Prediction,
    Span,
)
from copydesk.structure import faults, without_nulls
from copydesk.text import has_words
from copydesk.validate.loading import in_order, read_json
from copydesk.validate.predictions import SPANS_PER_WORD, predictions_problems
from copydesk.validate.rules import Where

Source = str | Path | Iterable[Prediction | Mapping[str, Any]]


class Predictions:
    """Iterates over predictions whose spans carry offsets, or raises all that is wrong.

    `source` is a file of predictions, a folder of annotations (gold read as a system's answer),
    or records and plain dicts; `texts` are the articles that must be answered, by id,
    `elsewhere` the splits of the gold's other articles. After the
    iteration `missing` names the documents without a line and `lost` the spans whose text was
    not found, with their document. Iterating raises InputError with every problem of the
    whole source; of articles that are `private` a problem says where, not what they hold.
    """

    def __init__(
        self,
        source: Source,
        texts: Mapping[str, str],
        *,
        allow_missing: bool = False,
        elsewhere: Mapping[str, str | None] | None = None,
        private: bool = False,
    ) -> None:
        self._elsewhere = elsewhere
        self._private = private
        self._texts = texts
        self._allow_missing = allow_missing
        self._path: Path | None = None
        self._held: list[Prediction | Mapping[str, Any]] | None = None
        if isinstance(source, (str, Path)):
            self._path = Path(source)
            if self._path.is_dir():
                self._held = list(annotations_as_predictions(self._path, texts))
                self._path = None
        else:
            self._held = list(source)
        self.missing: list[str] = []
        self.lost: list[tuple[str, Lost]] = []

    def __iter__(self) -> Iterator[Prediction]:
        self.missing, self.lost = [], []
        unseen = dict.fromkeys(self._texts)
        layers: tuple[Layer, ...] | None = None
        for prediction in self._read():
            if prediction is None or prediction.id not in unseen:
                raise self._refusal()
            del unseen[prediction.id]
            text = self._texts[prediction.id]
            own = tuple(layer for layer in LAYERS if getattr(prediction, layer) is not None)
            if prediction.failure is None:
                layers = layers or own
            if own != (layers if prediction.failure is None else ()) or not sound(prediction, text):
                raise self._refusal()
            located = locate(prediction, text)
            self.lost += ((prediction.id, lost) for lost in located.lost)
            yield located.prediction
        self.missing = list(unseen)
        if unseen and not self._allow_missing:
            raise self._refusal()

    def _read(self) -> Iterator[Prediction | None]:
        """Yield the predictions; at a bad line, raise with every problem, not its alone."""
        try:
            for _, prediction in self._records(None):
                yield prediction
        except InputError:
            raise self._refusal() from None

    def _records(self, problems: list[Problem] | None) -> Iterator[tuple[Where, Prediction | None]]:
        """Yield what is read and where; None for what is no prediction, if `problems` is None."""
        if self._path is not None:
            for number, prediction in read_records(self._path, Prediction, problems):
                yield Where(str(self._path), number), prediction
            return
        for number, plain in enumerate(self._held or (), 1):
            where = Where("predictions", number)
            if isinstance(plain, Prediction):
                yield where, plain
                continue
            found = faults(plain, Prediction)
            if not found:
                yield where, msgspec.convert(without_nulls(plain), Prediction)
            elif problems is None:
                yield where, None
            else:
                problems += (where.problem(fault) for fault in found)

    def _refusal(self) -> InputError:
        problems: list[Problem] = []
        wanted: Collection[str] = () if self._allow_missing else self._texts.keys()
        records = ((where, one) for where, one in self._records(problems) if one is not None)
        name = str(self._path) if self._path is not None else "predictions"
        found = predictions_problems(records, name, self._texts, wanted, elsewhere=self._elsewhere)
        if problems:  # a document on a line that cannot be read is not missing
            found = [one for one in found if one.code != "missing-document"]
        ordered = sorted(problems + found, key=lambda one: one.line)
        return InputError(in_order(ordered, private=True) if self._private else ordered)


def sound(prediction: Prediction, text: str) -> bool:
    """Say quickly whether a prediction holds up against its text; what is wrong the rules say.

    Labels are known, offsets lie in the text, a text that is given is its slice, and there are
    not more spans than a text of this length can have.
    """
    length = len(text)
    count = 0
    for layer in LAYERS:
        items: Any = getattr(prediction, layer) or ()
        if layer == "entities":
            labels = {item.label for item in items}
            if any(view_of(label) is None for label in labels):
                return False
        if layer == "attributions":
            items = [
                span
                for item in items
                for role in (item.content, item.source, item.cue)
                for span in role or ()
            ]
        count += len(items)
        for span in items:
            start, end = span.start, span.end
            if start is None or end is None:
                if start is not end or not span.text:
                    return False
            elif not 0 <= start < end <= length or (
                span.text is not None and text[start:end] != span.text
            ):
                return False
    return count <= SPANS_PER_WORD or has_words(text, -(-count // SPANS_PER_WORD))


def empty_prediction(document: str, layers: Iterable[Layer]) -> Prediction:
    """Return what a document without an answer counts as: nothing, in every layer attempted."""
    return msgspec.structs.replace(Prediction(document), **dict.fromkeys(layers, ()))


def annotations_as_predictions(folder: Path, texts: Mapping[str, str]) -> Iterator[Prediction]:
    """Yield the annotations of a folder as predictions, for the documents in `texts`.

    The folder holds `<id>.json` files, itself or in folders of splits (also `annotations/`, of a
    corpus folder). Raises InputError for a file that is no annotation, CopyDeskError where there
    is none.
    """
    problems: list[Any] = []
    found = False
    homes = [folder, *(home / one for home in (folder, folder / "annotations") for one in SPLITS)]
    for path in sorted(file for home in homes for file in home.glob("*.json")):
        if path.stem not in texts:
            continue
        found = True
        annotation = read_json(path, Annotation, problems)
        if annotation is not None:
            yield as_prediction(annotation)
    if problems:
        raise InputError(problems)
    if not found:
        raise CopyDeskError(
            f"{folder}: no annotation of these documents (<id>.json): give a folder of "
            "annotations, or a .jsonl file of predictions"
        )


def as_prediction(annotation: Annotation) -> Prediction:
    """Return gold as a system would have to say it to be all right."""

    def spans(role: Iterable[Span]) -> tuple[PredictedSpan, ...]:
        return tuple(PredictedSpan(one.start, one.end, one.text) for one in role)

    def layer(items: Iterable[Any] | None, make: Any) -> Any:
        return None if items is None else tuple(make(one) for one in items)

    return Prediction(
        id=annotation.id,
        entities=layer(
            annotation.entities,
            lambda one: PredictedEntity(
                one.label, one.start, one.end, one.text, canonical=one.canonical
            ),
        ),
        attributions=layer(
            annotation.attributions,
            lambda one: PredictedAttribution(
                spans(one.content), spans(one.source), spans(one.cue), one.speakers
            ),
        ),
        claims=layer(
            annotation.claims,
            lambda one: PredictedClaim(
                one.start,
                one.end,
                one.text,
                claim_type=one.claim_type,
                check_worthy=one.check_worthy,
            ),
        ),
        boilerplate=layer(
            annotation.boilerplate,
            lambda one: PredictedFurniture(one.start, one.end, one.text, one.category),
        ),
    )
