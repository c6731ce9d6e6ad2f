"""Cheats with names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from copydesk.corpus import Document

from .honest import honest
from .play import Cheat, blind, parasite
from .units import (
    Span,
    around,
    span,
    spans,
    windows,
)

_CORE = ("PERSON", "ORG", "GPE")


def _subruns(document: Document) -> Iterator[Span]:
    for start, end in spans(document.text):
        words = [found.span() for found in re.finditer(r"\S+", document.text[start:end])]
        for one in range(len(words)):
            for other in range(one, min(len(words), one + 4)):
                yield start + words[one][0], start + words[other][1]


def _variants(document: Document, item: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A name without its first or last word, and with one more on either side."""
    whole = item["start"], item["end"]
    pieces = [found.span() for found in re.finditer(r"\S+", document.text[slice(*whole)])]
    if len(pieces) > 1:
        yield {**item, "start": whole[0] + pieces[1][0]}
        yield {**item, "end": whole[0] + pieces[-2][1]}
    for left, right in ((1, 0), (0, 1)):
        start, end = around(document, whole, left, right)
        yield {**item, "start": start, "end": end}


ENTITIES = [
    Cheat(
        "every word a name",
        "entities:strict",
        {
            label: blind(
                "entities",
                lambda d, label=label: (span(w, label=label) for w in windows(d, 1, 1)),
            )
            for label in _CORE
        },
    ),
    Cheat(
        "every capitalised run a name, one label",
        "entities:strict",
        {
            label: blind(
                "entities", lambda d, label=label: (span(s, label=label) for s in spans(d.text))
            )
            for label in _CORE
        },
    ),
    Cheat(
        "... with two or all three labels",
        "entities:strict",
        {
            "+".join(chosen): blind(
                "entities",
                lambda d, chosen=chosen: (
                    span(s, label=label) for s in spans(d.text) for label in chosen
                ),
            )
            for chosen in (_CORE[:2], _CORE[1:], _CORE[::2], _CORE)
        },
    ),
    Cheat(
        "... with all its parts",
        "entities:strict",
        {
            label: blind(
                "entities", lambda d, label=label: (span(s, label=label) for s in _subruns(d))
            )
            for label in _CORE
        },
    ),
    Cheat(
        "near-document-wide spans",
        "entities:strict",
        {
            f"{count}": blind(
                "entities",
                lambda d, count=count: (
                    span((n, len(d.text) - n), label=_CORE[n % 3]) for n in range(count)
                ),
            )
            for count in (1, 10, 100)
        },
    ),
    Cheat(
        "near-document-wide spans",
        "entities:type",
        {
            f"{count}": blind(
                "entities",
                lambda d, count=count: (
                    span((n, len(d.text) - n), label=_CORE[n % 3]) for n in range(count)
                ),
            )
            for count in (10, 30, 100)
        },
        note="why `type` is no headline",
        pays=True,
    ),
    Cheat(
        "each prediction twice",
        "entities:strict",
        {"": parasite("entities", lambda d, items: [*items, *items])},
        honest,
    ),
    Cheat(
        "each with every label",
        "entities:strict",
        {
            "": parasite(
                "entities",
                lambda d, items: [{**i, "label": label} for i in items for label in _CORE],
            )
        },
        honest,
    ),
    Cheat(
        "each with its shorter and longer variants",
        "entities:strict",
        {
            f"{n} more": parasite(
                "entities",
                lambda d, items, n=n: [
                    one for i in items for one in (i, *list(_variants(d, i))[:n])
                ],
            )
            for n in (1, 2, 4)
        },
        honest,
    ),
    Cheat(
        "each widened by a word",
        "entities:iou(.5)",
        {
            f"{left}+{right}": parasite(
                "entities",
                lambda d, items, left=left, right=right: [
                    {**i, **span(around(d, (i["start"], i["end"]), left, right))} for i in items
                ],
            )
            for left, right in ((1, 0), (0, 1), (1, 1))
        },
        honest,
    ),
    Cheat(
        "each split into words",
        "entities:strict",
        {
            "": parasite(
                "entities",
                lambda d, items: [
                    {**i, "start": i["start"] + w.start(), "end": i["start"] + w.end()}
                    for i in items
                    for w in re.finditer(r"\S+", d.text[i["start"] : i["end"]])
                ],
            )
        },
        honest,
    ),
]
