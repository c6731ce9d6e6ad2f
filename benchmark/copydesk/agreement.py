"""Chance-corrected agreement of two annotations of the same documents.

`copydesk score SECOND --gold FIRST` says how well one finds the items of the other; here is how far
both agree beyond chance, on units that both had to decide: words, lines, and items that both found.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from copydesk.corpus import Corpus, Document
from copydesk.errors import CopyDeskError
from copydesk.records import Annotation
from copydesk.text import Offsets, Text

Value = Hashable
OUTSIDE = "-"


@dataclass(frozen=True)
class Agreement:
    """Two annotators on one question.

    `units` counts what both decided, `same` is the share decided alike; `kappa` (Cohen 1960) and
    `alpha` (Krippendorff, nominal) are None where both gave one and the same value throughout.
    """

    layer: str
    question: str
    units: int
    same: float | None
    kappa: float | None
    alpha: float | None


def agreement(first: Corpus, second: Corpus) -> list[Agreement]:
    """Return the agreement on every question of every layer that both annotated.

    Raises CopyDeskError where the two do not hold the same texts, and where scikit-learn or
    krippendorff is not installed.
    """
    other = {one.id: one for one in second.documents}
    absent = {one.id for one in first.documents} ^ set(other)
    changed = {
        one.id for one in first.documents if one.id in other and one.text != other[one.id].text
    }
    if absent or changed:
        raise CopyDeskError(
            f"{first.name} and {second.name} are not annotations of the same texts: see "
            f"{min(absent | changed)}"
        )
    pairs: dict[tuple[str, str], list[tuple[Value, Value]]] = {}
    for document in first.documents:
        for layer, question, values in _decisions(document, other[document.id].annotation):
            pairs.setdefault((layer, question), []).extend(values)
    return [_measured(layer, question, values) for (layer, question), values in pairs.items()]


def _decisions(
    document: Document, theirs: Annotation
) -> Iterable[tuple[str, str, list[tuple[Value, Value]]]]:
    """Yield (layer, question, what each of the two says of each unit) of a document."""
    text, ours = Text(document.text), document.annotation
    both = (ours, theirs)
    words, lines = len(text.words[0]), [one for one in text.lines if text.solid(*one)]
    if all(one.entities is not None for one in both):
        said = (
            _on_words(text, words, ((e.start, e.end, e.label) for e in one.entities or ()))
            for one in both
        )
        yield "entities", "label of each word", list(zip(*said, strict=True))
        spans = [{(e.start, e.end): e for e in one.entities or ()} for one in both]
        yield "entities", "label of the same span", _shared(spans[0], spans[1], "label")
    if all(one.attributions is not None for one in both):
        for role in ("content", "source", "cue"):
            said = (
                _on_words(
                    text,
                    words,
                    (
                        (s.start, s.end, role)
                        for a in one.attributions or ()
                        for s in getattr(a, role)
                    ),
                )
                for one in both
            )
            yield "attributions", f"is each word {role}?", list(zip(*said, strict=True))
        contents = [
            {text.word_set((s.start, s.end) for s in a.content): a for a in one.attributions or ()}
            for one in both
        ]
        yield (
            "attributions",
            "source type of the same content",
            _shared(contents[0], contents[1], "source_type"),
        )
    if all(one.claims is not None for one in both):
        for question, only in (("claim", False), ("check-worthy claim", True)):
            said = (
                _on_words(
                    text,
                    words,
                    ((k.start, k.end, 1) for k in one.claims or () if k.check_worthy or not only),
                )
                for one in both
            )
            yield "claims", f"is each word in a {question}?", list(zip(*said, strict=True))
        claims = [{text.word_set([(k.start, k.end)]): k for k in one.claims or ()} for one in both]
        yield "claims", "type of the same claim", _shared(claims[0], claims[1], "claim_type")
        yield (
            "claims",
            "is the same claim check-worthy?",
            _shared(claims[0], claims[1], "check_worthy"),
        )
    if all(one.boilerplate is not None for one in both):
        said = (_on_lines(text, lines, one) for one in both)
        yield "boilerplate", "category of each line", list(zip(*said, strict=True))


def _on_words(text: Text, words: int, spans: Iterable[tuple[int, int, Value]]) -> list[Value]:
    found: list[Value] = [OUTSIDE] * words
    for start, end, value in spans:
        first, last = text.word_run(start, end)
        found[first:last] = [value] * (last - first)
    return found


def _on_lines(text: Text, lines: Sequence[Offsets], one: Annotation) -> list[Value]:
    """Return the category that covers at least half of each line that is not blank."""
    found: list[Value] = []
    for start, end in lines:
        value: Value = OUTSIDE
        for block in one.boilerplate or ():
            shared = max(start, block.start), min(end, block.end)
            if shared[0] < shared[1] and 2 * text.solid(*shared) >= text.solid(start, end):
                value = block.category
        found.append(value)
    return found


def _shared(
    ours: Mapping[Any, object], theirs: Mapping[Any, object], field: str
) -> list[tuple[Value, Value]]:
    found = [
        (getattr(one, field), getattr(theirs[key], field))
        for key, one in ours.items()
        if key in theirs
    ]
    return [pair for pair in found if None not in pair]


def _measured(layer: str, question: str, pairs: list[tuple[Value, Value]]) -> Agreement:
    """Return kappa and alpha by the libraries that the field uses."""
    try:
        import krippendorff
        from sklearn.metrics import cohen_kappa_score
    except ImportError as error:
        raise CopyDeskError(
            f"{error.name} is missing: pip install 'copydesk[agreement]'"
        ) from error

    if not pairs:
        return Agreement(layer, question, 0, None, None, None)
    same = sum(one == other for one, other in pairs) / len(pairs)
    values = sorted({value for pair in pairs for value in pair}, key=str)
    if len(values) < 2:
        return Agreement(layer, question, len(pairs), same, None, None)
    number = {value: place for place, value in enumerate(values)}
    coded = [[number[pair[side]] for pair in pairs] for side in (0, 1)]
    return Agreement(
        layer,
        question,
        len(pairs),
        same,
        float(cohen_kappa_score(*coded)),
        float(krippendorff.alpha(coded, level_of_measurement="nominal")),
    )
