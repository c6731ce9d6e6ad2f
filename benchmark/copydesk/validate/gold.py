"""What must hold for the gold of one article, whatever the layer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any, NamedTuple

from copydesk.records import SLUG, Annotation
from copydesk.structure import show
from copydesk.text import Text
from copydesk.validate.rules import Finding, Rule, rule, text_hash

_GOLD = "gold"
_EDGE = "cut the span at its first and last character that is not white space"


class Mark(NamedTuple):
    """A span of any layer, and where in the record it stands."""

    path: str
    layer: str
    start: int
    end: int
    text: str


class Gold:
    """One annotated article, taken apart once for all rules."""

    def __init__(self, annotation: Annotation, text: str) -> None:
        self.annotation = annotation
        self.text = text

    @cached_property
    def geometry(self) -> Text:
        """The text's words and lines."""
        return Text(self.text)

    @cached_property
    def marks(self) -> list[Mark]:
        """Every span of every layer, in the order of the record."""
        gold = self.annotation
        marks = []
        for layer in ("entities", "claims", "boilerplate", "zones"):
            for number, item in enumerate(getattr(gold, layer) or ()):
                path = f"{layer}[{number}]"
                marks.append(Mark(path, layer, item.start, item.end, item.text))
        for number, said in enumerate(gold.attributions or ()):
            for role in ("source", "cue", "content"):
                for part, span in enumerate(getattr(said, role)):
                    path = f"attributions[{number}].{role}[{part}]"
                    marks.append(Mark(path, "attributions", span.start, span.end, span.text))
        return marks

    @cached_property
    def ids(self) -> list[tuple[str, str]]:
        """Every item's path and id."""
        return [
            (f"{layer}[{number}].id", item.id)
            for layer in ("entities", "attributions", "claims", "boilerplate", "zones")
            for number, item in enumerate(getattr(self.annotation, layer) or ())
        ]

    @cached_property
    def sound(self) -> bool:
        """Whether every span is one: not empty, within the text."""
        return all(mark.start < mark.end <= len(self.text) for mark in self.marks)

    def layer(self, name: str) -> list[Mark]:
        """Return the spans of one layer, by start, the longer first."""
        marks = [mark for mark in self.marks if mark.layer == name]
        return sorted(marks, key=lambda mark: (mark.start, -mark.end))


def spans_agree(annotation: Annotation, text: str) -> bool:
    """Say, fast, whether every span lies in the text and has the text it names."""
    spans: list[Any] = []
    for layer in (annotation.entities, annotation.claims, annotation.boilerplate, annotation.zones):
        spans += layer or ()
    for said in annotation.attributions or ():
        spans += (*said.source, *said.cue, *said.content)
    return all(
        span.end - span.start == len(span.text) and text.startswith(span.text, span.start)
        for span in spans
    )


def overlaps(marks: list[Mark]) -> Iterator[tuple[Mark, Mark]]:
    """Yield each span that begins before an earlier one ends, with the one that reaches on.

    `marks` are sorted by start.
    """
    reaching: Mark | None = None
    for mark in marks:
        if reaching and mark.start < reaching.end:
            yield reaching, mark
        if reaching is None or mark.end > reaching.end:
            reaching = mark


@rule("hash", _GOLD, "The annotation names the SHA-256 of its text.")
def _hash(gold: Gold) -> Iterator[Finding]:
    actual = text_hash(gold.text)
    if gold.annotation.sha256 != actual:
        what = f"the text's SHA-256 is {actual}, not {gold.annotation.sha256}"
        yield Finding("sha256", what, "a changed text is a changed document: annotate it anew")


@rule("carriage-return", _GOLD, "A text has LF line ends; it holds no carriage return.")
def _carriage_return(gold: Gold) -> Iterator[Finding]:
    place = gold.text.find("\r")
    if place >= 0:
        what = f"the text has a carriage return at offset {place}"
        yield Finding("", what, "write line ends as LF before anything is annotated")


@rule("empty-span", _GOLD, "No span is empty.")
def _empty(gold: Gold) -> Iterator[Finding]:
    for mark in gold.marks:
        if mark.end <= mark.start:
            what = f"the span [{mark.start}, {mark.end}) holds nothing"
            yield Finding(f"{mark.path}.end", what, "let end be greater than start")


@rule("outside-text", _GOLD, "No span leaves the text.")
def _outside(gold: Gold) -> Iterator[Finding]:
    length = len(gold.text)
    for mark in gold.marks:
        if mark.end > length:
            what = f"[{mark.start}, {mark.end}) leaves the text, which has {length} code points"
            yield Finding(f"{mark.path}.end", what, "count Unicode code points")


@rule("slice", _GOLD, "A span's text is the piece of the article between its offsets.")
def _slice(gold: Gold) -> Iterator[Finding]:
    for mark in gold.marks:
        piece = gold.text[mark.start : mark.end]
        if piece != mark.text and mark.end > mark.start and mark.end <= len(gold.text):
            what = f"text is {show(mark.text)}, the article has {show(piece)}"
            yield Finding(f"{mark.path}.text", what, "correct the offsets or the text")


@rule("white-space-edge", _GOLD, "No span starts or ends on white space.")
def _edge(gold: Gold) -> Iterator[Finding]:
    for mark in gold.marks:
        piece = gold.text[mark.start : mark.end]
        if piece and mark.end <= len(gold.text) and (piece[0].isspace() or piece[-1].isspace()):
            yield Finding(mark.path, f"{show(piece)} has white space at an edge", _EDGE)


@rule("id-form", _GOLD, "An id is a slug: letters, digits, `.` `_` `-`; at most 128 characters.")
def _id_form(gold: Gold) -> Iterator[Finding]:
    fits = re.compile(SLUG).search
    for path, name in gold.ids:
        if not fits(name):
            yield Finding(path, f"{show(name)} is not a slug", "name it like e12")


@rule("id-repeated", _GOLD, "Ids are unique in a document, over all layers.")
def _id_repeated(gold: Gold) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for path, name in gold.ids:
        if seen.setdefault(name, path) != path:
            what = f"{show(name)} is the id of {seen[name].removesuffix('.id')} too"
            yield Finding(path, what, "give it an id of its own")


@rule("in-furniture", _GOLD, "No other layer has a span inside furniture, or across its edge.")
def _in_furniture(gold: Gold) -> Iterator[Finding]:
    blocks = gold.layer("boilerplate")
    for mark in gold.marks if blocks else ():
        for block in blocks if mark.layer != "boilerplate" else ():
            first, last = max(mark.start, block.start), min(mark.end, block.end)
            # A claim or a role may run around a whole block that interrupts it.
            around = first == block.start and last == block.end and mark.layer != "zones"
            if first < last and (not around or (mark.start, mark.end) == (block.start, block.end)):
                what = f"{show(mark.text)} stands in the furniture {block.path}"
                yield Finding(mark.path, what, "furniture is not what the article says: remove one")


@rule("furniture-overlap", _GOLD, "Furniture blocks do not overlap.")
def _furniture_overlap(gold: Gold) -> Iterator[Finding]:
    for reaching, mark in overlaps(gold.layer("boilerplate")):
        yield Finding(mark.path, f"it overlaps {reaching.path}", "one span per block")


@rule("furniture-line", _GOLD, "Furniture is whole lines, unless body and furniture share one.")
def _furniture_line(gold: Gold) -> Iterator[Finding]:
    blocks, text = gold.layer("boilerplate"), gold.text
    covered = {place for block in blocks for place in (block.start, block.end)}
    for block in blocks if gold.sound else ():
        begin = text.rfind("\n", 0, block.start) + 1
        finish = text.find("\n", block.end)
        finish = len(text) if finish < 0 else finish
        for first, last in ((begin, block.start), (block.end, finish)):
            rest = text[first:last].strip()
            alone = not any(first <= place <= last for place in covered - {block.start, block.end})
            if rest and alone and not any(sign.isalnum() for sign in rest):
                what = f"{show(rest)} of the same line is left out, yet it is no body text"
                yield Finding(block.path, what, "let the span cover the whole line")
                break


@rule("zone-overlap", _GOLD, "Zones do not overlap.")
def _zone_overlap(gold: Gold) -> Iterator[Finding]:
    for reaching, mark in overlaps(gold.layer("zones")):
        yield Finding(mark.path, f"it overlaps {reaching.path}", "keep one of them")


@rule("editors-note", _GOLD, "In an editor's note names alone are annotated.")
def _editors_note(gold: Gold) -> Iterator[Finding]:
    notes = [zone for zone in gold.annotation.zones or () if zone.kind == "editors_note"]
    for mark in gold.marks if notes else ():
        if mark.layer in ("attributions", "claims"):
            for note in notes:
                if mark.start < note.end and note.start < mark.end:
                    what = f"{show(mark.text)} stands in an editor's note"
                    yield Finding(mark.path, what, "remove it")


GROUND: tuple[Rule[Gold], ...] = (
    _hash,
    _carriage_return,
    _empty,
    _outside,
    _slice,
    _edge,
    _id_form,
    _id_repeated,
    _in_furniture,
    _furniture_overlap,
    _furniture_line,
    _zone_overlap,
    _editors_note,
)
