"""What must hold for a system's predictions: line by line, and over a whole file."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from copydesk.errors import MAX_PROBLEMS, Problem
from copydesk.labels import LAYERS
from copydesk.records import Prediction
from copydesk.structure import Fault, show
from copydesk.text import Text
from copydesk.units import UNITS, diagnose
from copydesk.validate.rules import Finding, Rule, Where, broken, rule

#: More spans than this for each word of the text are no analysis of it.
SPANS_PER_WORD = 10

_LINE = "prediction"


class Predicted(NamedTuple):
    """A prediction and its article's text (None: unknown, so offsets are not looked up)."""

    prediction: Prediction
    text: str | None


def _places(prediction: Prediction) -> Iterator[tuple[str, Any]]:
    for layer in ("entities", "claims", "boilerplate"):
        for number, item in enumerate(getattr(prediction, layer) or ()):
            yield f"{layer}[{number}]", item
    for number, said in enumerate(prediction.attributions or ()):
        for role in ("source", "cue", "content"):
            for part, span in enumerate(getattr(said, role) or ()):
                yield f"attributions[{number}].{role}[{part}]", span


@rule("half-offsets", _LINE, "Offsets come in pairs: start and end.")
def _half(subject: Predicted) -> Iterator[Finding]:
    for path, span in _places(subject.prediction):
        if (span.start is None) != (span.end is None):
            there, missing = ("end", "start") if span.start is None else ("start", "end")
            yield Finding(f"{path}.{missing}", f"there is {there}, but no {missing}", "give both")


@rule("no-place", _LINE, "A span has offsets, or a text by which to find it.")
def _no_place(subject: Predicted) -> Iterator[Finding]:
    for path, span in _places(subject.prediction):
        if span.start is None and span.end is None and span.text is None:
            yield Finding(path, "neither offsets nor text", "give start and end, or text")


@rule("reversed", _LINE, "A span ends behind its start.")
def _reversed(subject: Predicted) -> Iterator[Finding]:
    for path, span in _places(subject.prediction):
        if span.start is not None and span.end is not None and span.end <= span.start:
            what = f"the span [{span.start}, {span.end}) holds nothing"
            yield Finding(f"{path}.end", what, "end is exclusive and greater than start")


@rule("outside", _LINE, "A span stays within its text.")
def _outside(subject: Predicted) -> Iterator[Finding]:
    length = None if subject.text is None else len(subject.text)
    for path, span in _places(subject.prediction):
        if length is not None and span.end is not None and span.end > length:
            what = f"{span.end} lies outside the text, which has {length} code points"
            yield Finding(f"{path}.end", what, "count Unicode code points of the text as given")


@rule("text-mismatch", _LINE, "Where a span has offsets and text, the two agree.")
def _mismatch(subject: Predicted) -> Iterator[Finding]:
    text = subject.text
    for path, span in _places(subject.prediction):
        if text is None or span.text is None or span.start is None or span.end is None:
            continue
        piece = text[span.start : span.end]
        if span.start < span.end <= len(text) and piece != span.text:
            what = f"text is {show(span.text)}, the article has {show(piece)} there"
            yield Finding(f"{path}.text", what, "correct the offsets, or give text alone")


@rule("failure-with-layers", _LINE, "A line with `failure` has no layers.")
def _failure(subject: Predicted) -> Iterator[Finding]:
    if subject.prediction.failure is not None and _layers(subject.prediction):
        what = f"a failure, yet with {', '.join(_layers(subject.prediction))}"
        yield Finding("failure", what, "drop the layers or the failure")


@rule("too-many-spans", _LINE, f"A line has at most {SPANS_PER_WORD} spans a word of the text.")
def _too_many(subject: Predicted) -> Iterator[Finding]:
    if subject.text is not None:
        count = sum(1 for _ in _places(subject.prediction))
        limit = SPANS_PER_WORD * max(1, len(Text(subject.text).words[0]))
        if count > limit:
            what = f"{count} spans, where the text allows {limit}"
            yield Finding("", what, "predict each span once")


PREDICTION: tuple[Rule[Predicted], ...] = (
    _half,
    _no_place,
    _reversed,
    _outside,
    _mismatch,
    _failure,
    _too_many,
)

#: What only the lines of a file together can break.
PREDICTIONS: tuple[Rule[None], ...] = (
    Rule("unknown-document", "predictions", "A line's id is that of an article."),
    Rule("repeated-document", "predictions", "A document stands on one line."),
    Rule("missing-document", "predictions", "Every article of the split has a line."),
    Rule("layers-differ", "predictions", "All lines have the same layers, failures aside."),
    Rule("offset-unit", "predictions", "Offsets count Unicode code points of the text as given."),
)


def prediction_problems(
    prediction: Prediction, text: str | None, where: Where | None = None
) -> list[Problem]:
    """Return everything wrong with one line; without `text`, what can be seen without it."""
    where = where or Where(prediction.id)
    return [where.problem(fault) for fault in broken(PREDICTION, Predicted(prediction, text))]


def predictions_problems(
    records: Iterable[tuple[Where, Prediction]],
    name: str,
    texts: Mapping[str, str],
    wanted: Collection[str],
    counted: dict[str, int] | None = None,
    elsewhere: Mapping[str, str | None] | None = None,
) -> list[Problem]:
    """Return everything wrong with a file of predictions, beyond what its reader refused.

    Args:
        records: the predictions and where they stand; read once, until there are
            `MAX_PROBLEMS`.
        name: the file.
        texts: the text of every article a line may speak of.
        wanted: ids of the documents that must have a line.
        counted: where to count lines and items.
        elsewhere: the splits of the gold's other documents, by id.
    """
    others = elsewhere or {}
    problems: list[Problem] = []
    lines: dict[str, int] = {}

    def checked() -> Iterator[tuple[str, Prediction]]:
        first: tuple[int, tuple[str, ...]] | None = None
        for where, prediction in records:
            if len(problems) >= MAX_PROBLEMS:
                return
            text, layers = texts.get(prediction.id), _layers(prediction)
            found = list(_about_document(prediction.id, text, lines, where.line, others))
            if prediction.failure is None:
                first = first or (where.line, layers)
                found += _about_layers(layers, *first)
            problems.extend(where.problem(fault) for fault in found)
            problems.extend(prediction_problems(prediction, text, where))
            _count(prediction, counted)
            if text is not None:
                yield text, prediction

    diagnosis = diagnose(checked())
    if diagnosis:
        fitting = f"{diagnosis.fits[diagnosis.unit]} of {diagnosis.spans} spans"
        what = f"offsets fit as {UNITS[diagnosis.unit]} ({fitting})"
        mend = f"run `copydesk validate --fix {name}`"
        problems.append(Problem(name, 0, "", "offset-unit", what, mend))
    missing = sorted(set(wanted) - lines.keys())
    astray = any(name in others for name in lines)  # then the split is wrong, not the file
    if missing and not astray and len(problems) < MAX_PROBLEMS:
        shown = ", ".join(missing[:5]) + (", ..." if len(missing) > 5 else "")
        what = f"{len(missing)} of {len(wanted)} documents have no line: {shown}"
        mend = "predict them, or pass --allow-missing to have them counted as empty"
        problems.append(Problem(name, 0, "", "missing-document", what, mend))
    return problems


def _about_layers(layers: tuple[str, ...], line: int, first: tuple[str, ...]) -> Iterator[Fault]:
    if layers != first:
        what = f"the layers are {_named(layers)}, on line {line} {_named(first)}"
        mend = "write [] where a layer is attempted and empty"
        yield Fault("", "layers-differ", what, mend)


def _about_document(
    name: str,
    text: str | None,
    lines: dict[str, int],
    number: int,
    elsewhere: Mapping[str, str | None],
) -> Iterator[Fault]:
    if text is None and elsewhere.get(name):
        what = f"{show(name)} is of the split {elsewhere[name]}"
        yield Fault("id", "unknown-document", what, f"pass --split {elsewhere[name]}, or all")
    elif text is None:
        what = f"no article has the id {show(name)}"
        yield Fault("id", "unknown-document", what, "use the articles' ids; check the split")
    if lines.setdefault(name, number) != number:
        what = f"{show(name)} stands on line {lines[name]} too"
        yield Fault("id", "repeated-document", what, "write one line a document")


def _layers(prediction: Prediction) -> tuple[str, ...]:
    return tuple(layer for layer in LAYERS if getattr(prediction, layer) is not None)


def _named(layers: tuple[str, ...]) -> str:
    return ", ".join(layers) or "none"


def _count(prediction: Prediction, counted: dict[str, int] | None) -> None:
    if counted is not None:
        counted["predictions"] = counted.get("predictions", 0) + 1
        for layer in _layers(prediction):
            counted[layer] = counted.get(layer, 0) + len(getattr(prediction, layer))
