"""Errors sorted into kinds, counted, each with what would mend it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from copydesk.corpus import Document
from copydesk.derive import quote_type, with_derived
from copydesk.labels import LAYERS, Layer, in_view
from copydesk.markdown import escape, table
from copydesk.predictions import empty_prediction
from copydesk.records import Prediction
from copydesk.scoring import Evaluator
from copydesk.text import Offsets, Runs, Text, shared, size

Found = tuple[str, str]  # the kind of an error, the surface where it happened
_MOST = 10

#: What would mend a kind of error: the first of these with which its name begins.
MENDS: Mapping[Layer, tuple[tuple[str, str], ...]] = {
    "entities": (
        ("ORG taken for LOC", "knowledge that the place's name stands for its club or council"),
        (
            "LOC taken for ORG",
            "a gazetteer of towns; a model that has read more",
        ),
        ("PER taken for", "first names from more languages"),
        ("ORG taken for PER", "lists of firms and bands that bear a person's name"),
        ("LOC taken for PER", "a gazetteer of streets, rivers and villages"),
        ("cut too long", "where names join: lists of heads, and of titles that stay outside"),
        ("cut too short", "connectors and heads of longer names (bodies, buildings)"),
        ("missed", "evidence for capitals at line starts, in headlines, and for lone words"),
        ("spurious", "what the scheme does not name: works, products, events, peoples, roles"),
    ),
    "attributions": (
        ("source missing", "subjects far from their verbs: a parser"),
        ("source where", "passives and nouns without an agent"),
        ("wrong source", "the cut of long subjects, appositions aside: a parser"),
        ("content cut", "ends of clauses behind the cue: a parser"),
        ("missed quotation without a cue", "who is being quoted, over paragraphs"),
        ("missed speech inside speech", "a second pass inside contents, for indirect speech too"),
        ("missed", "cues beyond the lexicon and the 100 articles: verbs, nouns, passives"),
        ("spurious quotation without", "scare quotes, titles and slogans told from speech"),
        ("spurious", "verbs of saying that report nothing: habits, refusals, performatives"),
    ),
    "claims": (
        (
            "gold: not check-worthy",
            "what is disputed or matters: the whole article, the world",
        ),
        ("gold: no claim", "opinions, orders, questions and headlines without a verb"),
        ("cut too long", "clauses with subjects of their own: a parser"),
        ("cut too short", "clauses that belong together: a parser"),
        ("missed, own voice", "what the article states and somebody has a stake in"),
        ("missed, reported", "the same in speech, and speech that was itself missed"),
    ),
    "boilerplate": (
        ("missed", "cues of the category beyond the list, and runs of short lines"),
        ("body taken", "headlines, captions and lists that belong to the story"),
        ("spurious", "headlines, captions and lists that belong to the story"),
    ),
}


def error_tables(evaluator: Evaluator, answers: Iterable[Prediction]) -> str:
    """Return for each layer its commonest kinds of error with counts, examples and mends."""
    found: dict[Layer, list[Found]] = {layer: [] for layer in LAYERS}
    answered = {one.id: one for one in answers if one.failure is None}
    for document in evaluator.corpus.documents:
        answer = answered.get(document.id) or empty_prediction(document.id, LAYERS)
        compared = evaluator.compare(answer)
        for layer in LAYERS:
            if layer in compared:
                found[layer] += KINDS[layer](document, answer, compared[layer])
    return "\n".join(_table(layer, errors) for layer, errors in found.items())


def _table(layer: Layer, errors: Sequence[Found]) -> str:
    counts = Counter(kind for kind, _ in errors)
    examples = dict(reversed(errors))
    rows = [
        [kind, escape(_short(examples[kind])), mend(layer, kind), str(number)]
        for kind, number in sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:_MOST]
    ]
    header = [f"{layer}: {len(errors)} errors", "for example", "what would mend it", "count"]
    return table(header, rows, text_columns=3)


def mend(layer: Layer, kind: str) -> str:
    """Return what would mend a kind of error."""
    return next((text for begins, text in MENDS[layer] if kind.startswith(begins)), "-")


def _short(surface: str, most: int = 70) -> str:
    plain = " ".join(surface.split())
    return plain if len(plain) <= most else f"{plain[: most - 1]}…"


def _apart(compared: Any) -> tuple[set[int], set[int], list[tuple[int, int]]]:
    """Return what is missed, what is spurious, and what is found but not right."""
    right = {i for i, _ in compared.pairs}, {j for _, j in compared.pairs}
    wrong = [
        (i, j)
        for i, j in compared.found
        if i in compared.counted[0] - right[0] and j in compared.counted[1] - right[1]
    ]
    missed = compared.counted[0] - right[0] - {i for i, _ in wrong}
    spurious = compared.counted[1] - right[1] - {j for _, j in wrong}
    return missed, spurious, wrong


def _names(document: Document, answer: Prediction, compared: Any) -> Iterator[Found]:
    gold, predicted = document.annotation.entities or (), answer.entities or ()
    missed, spurious, wrong = _apart(compared)
    for i, j in wrong:
        one, other = gold[i], predicted[j]
        labels = in_view(one.label, "core"), in_view(other.label, "core")
        if labels[0] != labels[1]:
            yield f"{labels[0]} taken for {labels[1]}", one.text
        else:
            longer = other.end - other.start > one.end - one.start
            yield f"cut too {'long' if longer else 'short'}: {labels[0]}", one.text
    for i in sorted(missed):
        yield f"missed {in_view(gold[i].label, 'core')}", gold[i].text
    for j in sorted(spurious):
        one = predicted[j]
        yield f"spurious {in_view(one.label, 'core')}", document.text[one.start : one.end]


def _speech(document: Document, answer: Prediction, compared: Any) -> Iterator[Found]:
    text = Text(document.text)
    gold = with_derived(document.text, document.annotation).attributions or ()
    predicted = answer.attributions or ()
    missed, spurious, wrong = _apart(compared)
    for i, j in wrong:
        ours, theirs = gold[i].source, predicted[j].source
        if not theirs:
            kind = "source missing"
        elif not ours:
            kind = "source where there is none"
        else:
            kind = "wrong source or cut of it"
        yield kind, _said(document, ours or theirs)
    cut = {(i, j) for i in missed for j in spurious if _meet(text, gold[i].cue, predicted[j].cue)}
    for i, j in sorted(cut):
        longer = _words(text, predicted[j].content) > _words(text, gold[i].content)
        yield f"content cut too {'long' if longer else 'short'}", _said(document, gold[i].content)
    for i in sorted(missed - {i for i, _ in cut}):
        one = gold[i]
        if not one.cue:
            kind = "missed quotation without a cue"
        elif one.nested_in:
            kind = "missed speech inside speech"
        else:
            kind = f"missed {_quoted(text, one.content)} speech"
        yield kind, f"{_said(document, one.cue)}: {_said(document, one.content)}"
    for j in sorted(spurious - {j for _, j in cut}):
        other = predicted[j]
        if not other.cue:
            kind = "spurious quotation without a cue"
        else:
            kind = f"spurious {_quoted(text, other.content)} speech"
        yield kind, f"{_said(document, other.cue or ())}: {_said(document, other.content)}"


def _claims(document: Document, answer: Prediction, compared: Any) -> Iterator[Found]:
    text = Text(document.text)
    gold = with_derived(document.text, document.annotation).claims or ()
    predicted = answer.claims or ()
    missed, spurious, _ = _apart(compared)
    ours = [text.word_set([(one.start, one.end)]) for one in gold]
    theirs = [text.word_set([(one.start, one.end)]) for one in predicted]
    cut: set[int] = set()
    for i in sorted(missed):
        meets = [j for j in sorted(spurious) if shared(ours[i], theirs[j])]
        if meets:
            nearest = max(meets, key=lambda j: _iou(ours[i], theirs[j]))
            cut.add(nearest)
            longer = size(theirs[nearest]) > size(ours[i])
            yield f"cut too {'long' if longer else 'short'}", gold[i].text
        else:
            voice = "reported" if gold[i].attribution else "own voice"
            yield f"missed, {voice}: {gold[i].claim_type}", gold[i].text
    for j in sorted(spurious - cut):
        like = [i for i, one in enumerate(gold) if _iou(ours[i], theirs[j]) >= 0.5]
        kind = "gold: no claim"
        if like:
            one = gold[like[0]]
            voice = "reported" if one.attribution else "own voice"
            kind = (
                "a second claim in the place of one"
                if one.check_worthy
                else f"gold: not check-worthy, {voice}: {one.claim_type}"
            )
        yield kind, document.text[predicted[j].start : predicted[j].end]


def _lines(document: Document, answer: Prediction, compared: Any) -> Iterator[Found]:
    text = Text(document.text)
    missed, spurious, _ = _apart(compared)
    for number in sorted(missed):
        start, end = text.lines[number]
        category = max(
            document.annotation.boilerplate or (),
            key=lambda one: min(one.end, end) - max(one.start, start),
        ).category
        yield f"missed {category}", document.text[start:end]
    for number in sorted(spurious):
        start, end = text.lines[number]
        yield "body taken for furniture", document.text[start:end]


#: How the errors of a layer are sorted: (document, answer, comparison) -> kinds with surfaces.
KINDS: Mapping[Layer, Callable[[Document, Prediction, Any], Iterator[Found]]] = {
    "entities": _names,
    "attributions": _speech,
    "claims": _claims,
    "boilerplate": _lines,
}


def _offsets(spans: Iterable[Any]) -> list[Offsets]:
    return [(one.start, one.end) for one in spans]


def _said(document: Document, spans: Iterable[Any]) -> str:
    return " … ".join(document.text[start:end] for start, end in _offsets(spans))


def _words(text: Text, spans: Iterable[Any]) -> int:
    return size(text.word_set(_offsets(spans)))


def _meet(text: Text, one: Iterable[Any], other: Iterable[Any] | None) -> bool:
    return bool(shared(text.word_set(_offsets(one)), text.word_set(_offsets(other or ()))))


def _quoted(text: Text, spans: Iterable[Any]) -> str:
    return quote_type(text, _offsets(spans))


def _iou(one: Runs, other: Runs) -> float:
    both = shared(one, other)
    return both / (size(one) + size(other) - both) if both else 0.0
