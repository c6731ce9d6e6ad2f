"""What a system got wrong, item by item, with its place in the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from copydesk.corpus import Document
from copydesk.labels import LAYERS, Layer
from copydesk.predictions import empty_prediction
from copydesk.records import Prediction
from copydesk.scoring import Evaluator
from copydesk.scoring.layer import Comparison
from copydesk.text import Offsets, Text

_CONTEXT = 60


@dataclass(frozen=True, slots=True)
class Mistake:
    """One item that cost score.

    `kind`: `missed` (gold, nothing paired), `spurious` (predicted, nothing paired), `mispaired`
    (found, but not right). `gold` and `predicted` describe the items in a line; `context` shows
    the place with the item in ⟦brackets⟧; `start` is its offset (code points, -1: not found).
    """

    layer: Layer
    kind: Literal["missed", "spurious", "mispaired"]
    document: str
    start: int
    gold: str | None
    predicted: str | None
    context: str


def mistakes(
    evaluator: Evaluator, predictions: Iterable[Prediction], layers: Sequence[Layer] = LAYERS
) -> Iterator[Mistake]:
    """Yield the mistakes of located predictions, document by document, in text order.

    They are read from the pairs of the headline's own matching, so they add up to its counts;
    documents that failed or are missing count as empty here too.
    """
    answers = {one.id: one for one in predictions if one.failure is None}
    attempted = [
        layer
        for layer in layers
        if any(getattr(one, layer) is not None for one in answers.values())
    ]
    for document in evaluator.corpus.documents:
        prediction = answers.get(document.id) or empty_prediction(document.id, attempted)
        compared = evaluator.compare(prediction)
        for layer in layers:
            if layer in compared:
                found = _layer(layer, document, prediction, compared[layer])
                yield from sorted(found, key=lambda one: (one.start < 0, one.start))


def _layer(
    layer: Layer, document: Document, prediction: Prediction, compared: Comparison
) -> Iterator[Mistake]:
    text = Text(document.text)
    if layer == "boilerplate":
        yield from _lines(text, document, prediction, compared)
        return
    gold = getattr(document.annotation, layer)
    predicted = getattr(prediction, layer)
    counted = compared.counted
    right_gold = {i for i, _ in compared.pairs}
    right_predicted = {j for _, j in compared.pairs}
    mispaired = {
        (i, j)
        for i, j in compared.found
        if i not in right_gold and j not in right_predicted and i in counted[0] and j in counted[1]
    }
    seen_gold = right_gold | {i for i, _ in mispaired}
    seen_predicted = right_predicted | {j for _, j in mispaired}
    for i, j in mispaired:
        place = _places(layer, gold[i])
        yield _mistake(
            layer,
            "mispaired",
            document,
            place,
            _describe(layer, gold[i], text),
            _describe(layer, predicted[j], text),
        )
    for i in sorted(counted[0] - seen_gold):
        place = _places(layer, gold[i])
        yield _mistake(layer, "missed", document, place, _describe(layer, gold[i], text), None)
    for j in sorted(counted[1] - seen_predicted):
        place = _places(layer, predicted[j])
        yield _mistake(
            layer, "spurious", document, place, None, _describe(layer, predicted[j], text)
        )


def _lines(
    text: Text, document: Document, prediction: Prediction, compared: Comparison
) -> Iterator[Mistake]:
    ours, theirs = compared.counted
    for number in sorted(ours ^ theirs):
        line = text.lines[number]
        kind: Literal["missed", "spurious"] = "missed" if number in ours else "spurious"
        what = f"line {number + 1}"
        yield _mistake(
            "boilerplate",
            kind,
            document,
            [line],
            what if number in ours else None,
            what if number in theirs else None,
        )
    for one in prediction.boilerplate or ():
        if one.start is None:
            yield _mistake("boilerplate", "spurious", document, [], None, repr(one.text))


def _places(layer: Layer, item: Any) -> list[Offsets]:
    spans = item.content if layer == "attributions" else (item,)
    return [(one.start, one.end) for one in spans if one.start is not None]


def _describe(layer: Layer, item: Any, text: Text) -> str:
    if layer == "entities":
        return f"{item.label} {_surface(item, text)!r}"
    if layer == "claims":
        worthy = "not check-worthy" if item.check_worthy is False else "check-worthy"
        return f"{worthy} {_surface(item, text)!r}"

    def role(name: str) -> str:
        spans = getattr(item, name) or ()
        return " … ".join(_surface(one, text) for one in spans) or "(none)"

    roles = " ".join(f"{name}={role(name)!r}" for name in ("source", "cue", "content"))
    named = f" speakers={', '.join(item.speakers)}" if item.speakers else ""
    return roles + named


def _surface(span: Any, text: Text) -> str:
    if span.start is None:
        return f"{span.text} (not in the text)"
    return " ".join(text.text[span.start : span.end].split())


def _mistake(
    layer: Layer,
    kind: Literal["missed", "spurious", "mispaired"],
    document: Document,
    places: Sequence[Offsets],
    gold: str | None,
    predicted: str | None,
) -> Mistake:
    if not places:
        return Mistake(layer, kind, document.id, -1, gold, predicted, "")
    text = document.text
    start, end = min(places)[0], max(end for _, end in places)
    before = text[max(0, start - _CONTEXT) : start].rpartition("\n")[2]
    after = text[end : end + _CONTEXT].partition("\n")[0]
    middle = text[start:end].replace("\n", " ¶ ")
    if len(middle) > 4 * _CONTEXT:
        middle = f"{middle[: 2 * _CONTEXT]} … {middle[-2 * _CONTEXT :]}"
    return Mistake(layer, kind, document.id, start, gold, predicted, f"{before}⟦{middle}⟧{after}")
