"""From a markup and the stored text to the record: values, positions, order, ids, rules."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from typing import Any, NamedTuple

import msgspec

from copydesk.errors import InputError, Problem
from copydesk.labels import SOURCE_TYPES, Category, ClaimType, EntityLabel, SourceType, ZoneKind
from copydesk.markup.aligning import Alignment, Spellings
from copydesk.markup.grammar import (
    LAYER_OF,
    UNKNOWN,
    Mark,
    Parsed,
    Trouble,
    one_line,
    parse,
    position,
    split_names,
    tag_at,
    unescape_name,
)
from copydesk.records import Annotation
from copydesk.structure import faults, show
from copydesk.validate import annotation_problems
from copydesk.validate.rules import text_hash

_ROLES = {"s": "source", "q": "cue", "c": "content"}
#: kind of tag -> what its value is called, and which there are.
_VALUES: dict[str, tuple[str, Any]] = {
    "e": ("label", EntityLabel),
    "c": ("source_type", SourceType),
    "k": ("claim_type", ClaimType),
    "b": ("category", Category),
    "z": ("kind", ZoneKind),
}
_ITEM = re.compile(
    r"(entities|attributions|claims|boilerplate|zones)\[(\d+)\](?:\.(\w+)(?:\[(\d+)\])?)?"
)


class Compiled(NamedTuple):
    """A record, how many characters the markup had lost, and speakers that no entity names."""

    annotation: Annotation
    restored: int
    unnamed: tuple[str, ...]


class _Item(NamedTuple):
    """An item of a layer; `places` are offsets of its tags: its own, or by role and part."""

    order: tuple[int, ...]
    fields: dict[str, Any]
    places: dict[str, int]


def compile_record(
    markup: str, text: str, id: str, file: str | None = None, check: bool = True
) -> Compiled:
    """Return the annotation that a markup of a stored text stands for.

    Offsets, surfaces and the hash are those of `text`; ids are numbered in its order.

    Args:
        markup: the text with tags in it.
        text: the stored text.
        id: the document's id.
        file: what problems call the markup; absent: `<id>.markup`.
        check: whether to apply the rules for gold.

    Raises:
        InputError: with every problem, by line and column of the markup: of tags, of values,
            of the text; where there is none of these, of the rules for gold.
    """
    file = file or f"{id}.markup"
    parsed = parse(markup)
    alignment = Alignment(parsed.text, text)
    for one in alignment.differences():
        what = f"the markup's text is {one.one}, line {one.line} of the stored text {one.other}"
        mend = "restore it: a markup adds tags and changes nothing else"
        if "<" in one.one:
            mend += " (what is no tag of the grammar counts as text)"
        parsed.troubles.append(Trouble(parsed.place(one.start), "text-differs", what, mend))
    if not alignment.fits:  # what is wrong with the values can be said all the same
        alignment, text = Alignment(parsed.text, parsed.text), parsed.text
    work = _Compiler(parsed, alignment, text)
    layers = work.layers()
    if parsed.troubles:
        raise _refusal(markup, file, parsed.troubles)
    plain = {layer: [item.fields for item in items] for layer, items in layers.items()}
    annotation = msgspec.convert({"id": id, "sha256": text_hash(text), **plain}, Annotation)
    if check and (found := annotation_problems(annotation, text)):
        raise _refusal(markup, file, (_retold(one, markup, layers) for one in found))
    names = {name.canonical for name in annotation.entities or ()}
    speakers = [name for said in annotation.attributions or () for name in said.speakers or ()]
    unnamed = tuple(dict.fromkeys(name for name in speakers if name not in names))
    return Compiled(annotation, alignment.restored() + work.respelt, unnamed)


def _refusal(markup: str, file: str, troubles: Iterable[Trouble]) -> InputError:
    problems = []
    for trouble in sorted(troubles, key=lambda one: one.place):
        line, column = position(markup, trouble.place)
        problems.append(Problem(file, line, f"column {column}", *trouble[1:]))
    return InputError(problems)


def _retold(problem: Problem, markup: str, layers: dict[str, list[_Item]]) -> Trouble:
    """Return a broken rule in terms of the markup: tags instead of paths of the record."""

    def place(path: re.Match[str]) -> int:
        layer, number, role, part = path.groups()
        places = layers[layer][int(number)].places
        tags = (f"{role}[{part or 0}]", "", "content[0]")
        return next(places[tag] for tag in tags if tag in places)

    def name(path: re.Match[str]) -> str:
        if int(path[2]) >= len(layers[path[1]]):  # words of the article
            return path[0]
        line, column = position(markup, place(path))
        return f"{tag_at(markup, place(path))} of {line}:{column}"

    path = _ITEM.match(problem.path)
    what = _ITEM.sub(name, problem.what)
    return Trouble(place(path) if path else 0, problem.code, what, problem.mend)


class _Compiler:
    """Makes the items of one markup; what is wrong goes to the troubles of `parsed`."""

    def __init__(self, parsed: Parsed, alignment: Alignment, text: str) -> None:
        self.parsed, self.alignment, self.text = parsed, alignment, text
        self.respelt = 0

    @cached_property
    def spellings(self) -> Spellings:
        return Spellings(self.text)

    def layers(self) -> dict[str, list[_Item]]:
        """Return the items of every annotated layer, in order and with ids."""
        absent = self.parsed.absent
        found: dict[str, list[_Item]] = {
            layer: [] for layer in dict.fromkeys(LAYER_OF.values()) if layer not in absent
        }
        said: dict[int, list[Mark]] = {}
        for mark in self.parsed.marks:
            letter, layer = mark.kind[0], LAYER_OF[mark.kind[0]]
            if layer in absent:
                what = f"<{mark.kind}> stands here, yet <no {layer}> says that they are unknown"
                self._refuse(mark, "layer-absent", what, f"remove <no {layer}>, or the tags")
            elif letter in _ROLES:
                said.setdefault(int(mark.kind[1:]), []).append(mark)
            else:
                found[layer].append(self._item(mark))
        for number, marks in sorted(said.items()):
            found["attributions"].append(self._attribution(number, marks))
        for layer, items in found.items():
            items.sort(key=lambda item: item.order)
            for count, item in enumerate(items, 1):
                item.fields["id"] = f"{layer[0]}{count}"
        return found

    def _refuse(self, mark: Mark, code: str, what: str, mend: str) -> None:
        self.parsed.troubles.append(Trouble(mark.place, code, what, mend))

    def _span(self, mark: Mark) -> dict[str, Any]:
        start, end = self.alignment.start(mark.start), self.alignment.end(mark.end)
        if start >= end and mark.start < mark.end:
            what = f"nothing in <{mark.kind}> stands in the stored text"
            self._refuse(mark, "tag-empty", what, "remove the tags, or restore the text")
        return {"start": start, "end": end, "text": self.text[start:end]}

    def _item(self, mark: Mark) -> _Item:
        """Return an entity, claim, block or zone."""
        span = self._span(mark)
        value = mark.value
        fields: dict[str, Any] = {}
        if mark.kind == "e":
            label, *rest = value.split(maxsplit=1) or [""]
            fields["label"] = self._known(mark, label)
            if rest != [UNKNOWN]:
                surface = one_line(span["text"]) or span["text"]
                fields["canonical"] = self._name(mark, rest[0]) if rest else surface
        elif mark.kind == "k":
            fields["check_worthy"] = value.endswith("+")
            value = value.removesuffix("+").rstrip()
            if value != UNKNOWN:
                fields["claim_type"] = self._known(mark, value)
        else:
            fields[_VALUES[mark.kind][0]] = self._known(mark, value)
        order = (span["start"], -span["end"])
        return _Item(order, {**span, **fields}, {"": mark.place})

    def _known(self, mark: Mark, value: str) -> str:
        """Return a value, and refuse one that is not known."""
        word, kind = _VALUES[mark.kind[0]]
        for fault in faults(value, kind):
            what = f"{show(value)} is no {word}" if value else f"<{mark.kind}> has no {word}"
            mend = fault.mend if value else f"{fault.mend}; if it is text, write \\<{mark.kind}>"
            self._refuse(mark, "unknown-value", what, mend)
        return value

    def _name(self, mark: Mark, written: str) -> str:
        """Return the name that stands in a tag, spelt as the text has it."""
        try:
            name = unescape_name(written)
        except ValueError as error:
            what = f"{error} in {show(written)} means nothing"
            mend = "a backslash stands before > ; \\ and before a lone ? only, or in \\u003c"
            self._refuse(mark, "name-escape", what, mend)
            return written
        if not name:
            self._refuse(mark, "name-empty", "a name is empty", "write it, or remove its semicolon")
        spelt, lost = self.spellings.restored(name)
        self.respelt += lost
        return spelt

    def _attribution(self, number: int, marks: list[Mark]) -> _Item:
        """Return one attribution of all its tags."""
        roles: dict[str, list[dict[str, Any]]] = {"source": [], "cue": [], "content": []}
        places: dict[str, int] = {}
        for mark in marks:
            role = _ROLES[mark.kind[0]]
            places[f"{role}[{len(roles[role])}]"] = mark.place
            roles[role].append(self._span(mark))
            if role != "content" and mark.value:
                what = f"<{mark.kind}> takes no {show(mark.value)}"
                mend = f"source_type and speakers stand in the first <c{number} ...>"
                self._refuse(mark, "tag-value", what, mend)
        contents = [mark for mark in marks if mark.kind[0] == "c"]
        fields: dict[str, Any] = dict(roles)
        if contents:
            fields |= self._speech(number, contents)
        else:
            what = f"attribution {number} has no content"
            mend = f"mark what is said: <c{number} TYPE: SPEAKER>...</c{number}>"
            self._refuse(marks[0], "no-content", what, mend)
        starts = [mark.start for mark in marks]
        order = (min(starts), min((one.start for one in contents), default=0), number)
        return _Item(order, fields, places)

    def _speech(self, number: int, contents: list[Mark]) -> dict[str, Any]:
        """Return source type and speakers, which the first content tag carries."""
        first, *later = contents
        if not first.value:
            what = f"the first <c{number}> has no source_type"
            mend = f"write <c{number} TYPE: SPEAKER; SPEAKER>, TYPE: {', '.join(SOURCE_TYPES)}"
            self._refuse(first, "no-source-type", what, mend)
            return {}
        for mark in later:
            if mark.value and mark.value.split() != first.value.split():
                what = f"it says {show(mark.value)}, the first <c{number}> {show(first.value)}"
                mend = f"say it once, in the first; later ones are <c{number}>"
                self._refuse(mark, "source-type-twice", what, mend)
        kind, _, written = (part.strip() for part in first.value.partition(":"))
        fields: dict[str, Any] = {}
        if kind != UNKNOWN:
            fields["source_type"] = self._known(first, kind)
        if written != UNKNOWN:
            names = split_names(written) if written else []
            fields["speakers"] = [self._name(first, name) for name in names]
        return fields
