"""What must hold for names, attributions and claims, and for fields that are derived."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from copydesk.derive import quote_type, with_derived
from copydesk.records import Attribution, Span
from copydesk.structure import show
from copydesk.validate.gold import Gold, Mark, overlaps
from copydesk.validate.rules import Finding, Rule, rule

_GOLD = "gold"
_DERIVED = (
    ("attributions", "quote_type"),
    ("attributions", "nested_in"),
    ("claims", "attribution"),
    ("boilerplate", "lines"),
)
_BRACKETED = re.compile(r"\s*\([^()]*\)$")


def _attributions(gold: Gold) -> Iterator[tuple[str, Attribution]]:
    for number, said in enumerate(gold.annotation.attributions or ()):
        yield f"attributions[{number}]", said


def _roles(gold: Gold) -> Iterator[tuple[str, tuple[Span, ...]]]:
    for path, said in _attributions(gold):
        for role in ("source", "cue", "content"):
            yield f"{path}.{role}", getattr(said, role)


def _folded(text: str) -> str:
    return " ".join(text.split())


@rule("entity-overlap", _GOLD, "Names are flat: they never overlap.")
def _entity_overlap(gold: Gold) -> Iterator[Finding]:
    for reaching, mark in overlaps(gold.layer("entities")):
        what = f"{show(mark.text)} overlaps {show(reaching.text)}, {reaching.path}"
        yield Finding(mark.path, what, "keep the longest name alone")


@rule("canonical", _GOLD, "A canonical name stands in the text, a bracketed last word aside.")
def _canonical(gold: Gold) -> Iterator[Finding]:
    text, known = _folded(gold.text), dict[str, bool]()
    for number, name in enumerate(gold.annotation.entities or ()):
        full = name.canonical
        if full is not None and full not in known:
            plain = _BRACKETED.sub("", full)
            known[full] = full in text or (bool(plain) and plain in text)
        if full is not None and not known[full]:
            what = f"{show(full)} does not stand in the text"
            mend = "write the fullest correctly spelled form in the text"
            yield Finding(f"entities[{number}].canonical", what, mend)


@rule("speaker", _GOLD, "A speaker is a canonical name, or stands in the text.")
def _speaker(gold: Gold) -> Iterator[Finding]:
    known = {name.canonical for name in gold.annotation.entities or ()}
    text = ""
    for path, said in _attributions(gold):
        for number, speaker in enumerate(said.speakers or ()):
            if speaker not in known:
                text = text or _folded(gold.text)
                if speaker not in text:
                    what = f"{show(speaker)} is no canonical name and does not stand in the text"
                    yield Finding(f"{path}.speakers[{number}]", what, "use the canonical name")


@rule("role-order", _GOLD, "The spans of a role are sorted and disjoint.")
def _role_order(gold: Gold) -> Iterator[Finding]:
    for path, spans in _roles(gold):
        for number, (one, next_) in enumerate(pairwise(spans), 1):
            if next_.start < one.end:
                what = f"it begins at {next_.start}, before the last one ends at {one.end}"
                yield Finding(f"{path}[{number}]", what, "sort them; merge what overlaps")


@rule("role-gap", _GOLD, "Between two spans of a role stands more than white space.")
def _role_gap(gold: Gold) -> Iterator[Finding]:
    for path, spans in _roles(gold):
        for number, (one, next_) in enumerate(pairwise(spans), 1):
            gap = gold.text[one.end : next_.start]
            if one.end <= next_.start and (not gap or gap.isspace()):
                what = f"only white space parts it from {path}[{number - 1}]"
                yield Finding(f"{path}[{number}]", what, "make the two one span")


@rule("source", _GOLD, "An attribution has a source, unless it is implicit; then it has none.")
def _source(gold: Gold) -> Iterator[Finding]:
    for path, said in _attributions(gold):
        if said.source_type == "implicit" and said.source:
            what = "an implicit attribution has a source"
            yield Finding(f"{path}.source", what, "remove the source or correct source_type")
        elif said.source_type not in (None, "implicit") and not said.source:
            what = f"source_type is {said.source_type}, yet there is no source"
            yield Finding(f"{path}.source", what, "mark the source or write implicit")


@rule("cue", _GOLD, "An attribution has a cue, unless it is a floating quotation.")
def _cue(gold: Gold) -> Iterator[Finding]:
    for path, said in _attributions(gold):
        if gold.sound and not said.cue:
            kind = quote_type(gold.geometry, [(span.start, span.end) for span in said.content])
            if kind != "direct":
                what = f"there is no cue, yet the content is {kind}"
                yield Finding(f"{path}.cue", what, "mark the cue; only a quotation can float")


@rule("content-shared", _GOLD, "No two attributions have the same content.")
def _content_shared(gold: Gold) -> Iterator[Finding]:
    seen: dict[tuple[tuple[int, int], ...], str] = {}
    for path, said in _attributions(gold):
        content = tuple((span.start, span.end) for span in said.content)
        if seen.setdefault(content, path) != path:
            what = f"it is the content of {seen[content]} too"
            yield Finding(f"{path}.content", what, "one cue, one attribution: remove one")


@rule("claim-line", _GOLD, "A claim stands within one line.")
def _claim_line(gold: Gold) -> Iterator[Finding]:
    for mark in gold.layer("claims"):
        if "\n" in gold.text[mark.start : mark.end]:
            yield Finding(mark.path, "it runs over a line end", "end it with its line")


@rule("claim-shared", _GOLD, "No two claims share a span.")
def _claim_shared(gold: Gold) -> Iterator[Finding]:
    for one, other in pairwise(gold.layer("claims")):
        if (one.start, one.end) == (other.start, other.end):
            yield Finding(other.path, f"{one.path} has the same span", "remove one")


@rule("claim-crossing", _GOLD, "Claims nest, they never cross.")
def _claim_crossing(gold: Gold) -> Iterator[Finding]:
    around: list[Mark] = []
    for mark in gold.layer("claims"):
        while around and around[-1].end <= mark.start:
            around.pop()
        crossed = next((outer for outer in around if mark.end > outer.end), None)
        if crossed:
            what = f"it begins inside {crossed.path} and ends outside"
            yield Finding(mark.path, what, "let one hold the other, or cut them apart")
        else:
            around.append(mark)


@rule("derived", _GOLD, "Derived fields, where given, equal their recomputation.")
def _derived(gold: Gold) -> Iterator[Finding]:
    given = [
        (layer, number, field, value)
        for layer, field in _DERIVED
        for number, item in enumerate(getattr(gold.annotation, layer) or ())
        if (value := getattr(item, field)) is not None
    ]
    if given and gold.sound:
        computed = with_derived(gold.text, gold.annotation)
        for layer, number, field, value in given:
            right = getattr(getattr(computed, layer)[number], field)
            if value != right:
                what = f"it is {value!r}, computed it is {right!r}"
                yield Finding(f"{layer}[{number}].{field}", what, "leave it out: it is derived")


LAYERS: tuple[Rule[Gold], ...] = (
    _entity_overlap,
    _canonical,
    _speaker,
    _role_order,
    _role_gap,
    _source,
    _cue,
    _content_shared,
    _claim_line,
    _claim_shared,
    _claim_crossing,
    _derived,
)
