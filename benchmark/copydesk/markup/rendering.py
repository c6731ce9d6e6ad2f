"""From a record to its markup, and to the JSON in which annotations are kept."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from copydesk.derive import primary
from copydesk.markup.grammar import LAYER_OF, UNKNOWN, escape_name, escape_text, one_line
from copydesk.records import Annotation, Attribution, Entity, to_builtins

_ROLES = {"s": "source", "q": "cue", "c": "content"}
#: The order of tags that begin at one place and are equally long, from the outermost.
_RANK = "zbcksqe"

Tag = tuple[int, int, str, str]


def render(annotation: Annotation, text: str) -> str:
    """Return the markup of a record; every span must be one, and names must not overlap.

    Ids and derived fields are not written: compiling numbers ids in the order of the text.
    """
    tags = sorted(_tags(annotation), key=lambda tag: (tag[0], -tag[1], _RANK.index(tag[2][0])))
    # At one place ends come before beginnings, the innermost first.
    events = [(start, 1, number) for number, (start, *_) in enumerate(tags)]
    events += [(end, 0, -number) for number, (_, end, *_) in enumerate(tags)]
    parts = [
        f"<no {layer}>"
        for layer in dict.fromkeys(LAYER_OF.values())
        if getattr(annotation, layer) is None
    ]
    done = 0
    for place, begins, number in sorted(events):
        parts.append(escape_text(text[done:place], before_tag=True))
        done = place
        _, _, kind, value = tags[abs(number)]
        parts.append(f"<{kind}{value and ' '}{value}>" if begins else f"</{kind}>")
    parts.append(escape_text(text[done:], before_tag=False))
    return "".join(parts)


def _tags(annotation: Annotation) -> Iterator[Tag]:
    """Yield (start, end, kind, value) of every span."""
    for name in annotation.entities or ():
        yield name.start, name.end, "e", _entity(name)
    for number, said in enumerate(annotation.attributions or (), 1):
        first = min(span.start for span in said.content)
        for letter, role in _ROLES.items():
            for span in getattr(said, role):
                value = _speech(said) if letter == "c" and span.start == first else ""
                yield span.start, span.end, f"{letter}{number}", value
    for claim in annotation.claims or ():
        value = (claim.claim_type or UNKNOWN) + "+" * claim.check_worthy
        yield claim.start, claim.end, "k", value
    for block in annotation.boilerplate or ():
        yield block.start, block.end, "b", block.category
    for zone in annotation.zones or ():
        yield zone.start, zone.end, "z", zone.kind


def _entity(name: Entity) -> str:
    if name.canonical == one_line(name.text):
        return name.label
    known = UNKNOWN if name.canonical is None else escape_name(name.canonical)
    return f"{name.label} {known}"


def _speech(said: Attribution) -> str:
    kind = said.source_type or UNKNOWN
    if said.speakers is None:
        return f"{kind}: {UNKNOWN}"
    names = "; ".join(escape_name(name) for name in said.speakers)
    return f"{kind}: {names}" if names else kind


def to_json(annotation: Annotation) -> str:
    """Return a record as annotation files have it: a span a line, without derived fields."""
    plain = to_builtins(primary(annotation))
    parts = [f'  "{key}": {_inline(plain[key])}' for key in ("id", "sha256")]
    for layer in dict.fromkeys(LAYER_OF.values()):
        if layer in plain:
            write = {"attributions": _said, "claims": _claim}.get(layer, _inline)
            parts.append(f'  "{layer}": {_lines(map(write, plain[layer]), 2)}')
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _inline(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _claim(claim: dict[str, Any]) -> str:
    """Return a claim with its type before its worth, as the guidelines have them."""
    worthy = claim.pop("check_worthy")
    return _inline({**claim, "check_worthy": worthy})


def _lines(items: Iterable[str], depth: int) -> str:
    """Return a list with an item a line."""
    written = ",\n".join(" " * (depth + 2) + item for item in items)
    return f"[\n{written}\n{' ' * depth}]" if written else "[]"


def _said(said: dict[str, Any]) -> str:
    """Return an attribution, its fields below one another."""
    parts = [f'"id": {_inline(said["id"])}']
    parts += [
        f'"{role}": {_lines(map(_inline, said.get(role, ())), 6)}' for role in _ROLES.values()
    ]
    parts += [
        f'"{key}": {_inline(said[key])}' for key in ("source_type", "speakers") if key in said
    ]
    return "{\n" + ",\n".join(f"      {part}" for part in parts) + "\n    }"
