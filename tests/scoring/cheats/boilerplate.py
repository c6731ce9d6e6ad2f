"""Cheats with furniture."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from copydesk.corpus import Document
from copydesk.labels import CATEGORIES
from copydesk.text import Text

from .honest import honest
from .play import Cheat, blind, parasite
from .units import (
    Span,
    lines,
    place,
    span,
)


def _halved(document: Document, line: Span, share: float) -> Span:
    return line[0], max(line[0] + 1, line[0] + round((line[1] - line[0]) * share))


def _furniture(units: Callable[[Document], Iterable[Span]]) -> Any:
    return blind("boilerplate", lambda d: [span(u) for u in units(d)])


def _filled_gate(document: Document, items: list[Any]) -> list[Any]:
    """The honest lines, and the shortest lines more until a hundredth of the text is gone."""
    text = Text(document.text)
    taken = [place(i) for i in items]
    room = 0.01 * text.solid(0, len(document.text))
    more = []
    for line in sorted(lines(document), key=lambda one: text.solid(*one)):
        if any(max(line[0], s) < min(line[1], e) for s, e in taken):
            continue
        if (room := room - text.solid(*line)) < 0:
            break
        more.append(span(line))
    return [*items, *more]


BOILERPLATE = [
    Cheat(
        "each line furniture",
        "boilerplate:lines",
        {"": _furniture(lines)},
        note="gated",
    ),
    Cheat(
        "each line that is short",
        "boilerplate:lines",
        {
            f"under {n} words": _furniture(
                lambda d, n=n: [one for one in lines(d) if len(d.text[slice(*one)].split()) < n]
            )
            for n in (3, 5, 8, 12)
        },
        note="an honest rule of thumb; the gate decides",
    ),
    Cheat(
        "the last lines",
        "boilerplate:lines",
        {
            f"{share:.0%}": _furniture(
                lambda d, share=share: lines(d)[-max(1, round(len(lines(d)) * share)) :]
            )
            for share in (0.1, 0.25, 0.5)
        },
    ),
    Cheat(
        "half of each line",
        "boilerplate:lines",
        {
            f"{share:.0%}": _furniture(
                lambda d, share=share: [_halved(d, one, share) for one in lines(d)]
            )
            for share in (0.4, 0.55)
        },
        note="a positive line is lost as a whole",
    ),
    Cheat(
        "each line in all categories",
        "boilerplate:category",
        {
            "": blind(
                "boilerplate",
                lambda d: [span(u, category=c) for u in lines(d) for c in CATEGORIES],
            )
        },
    ),
    Cheat(
        "each honest line in all categories",
        "boilerplate:category",
        {
            "": parasite(
                "boilerplate",
                lambda d, items: [{**i, "category": c} for i in items for c in CATEGORIES],
            )
        },
        honest,
    ),
    Cheat(
        "each honest block cut into lines, and whole",
        "boilerplate:blocks",
        {
            "": parasite(
                "boilerplate",
                lambda d, items: [
                    *items,
                    *(span(one, category="nav_ui") for one in lines(d) if _in(one, items)),
                ],
            )
        },
        honest,
        note="rounding a cut block to whole lines mends it",
        pays=True,
    ),
    Cheat(
        "each twice",
        "boilerplate:lines",
        {"": parasite("boilerplate", lambda d, items: [*items, *items])},
        honest,
        "coverage is a union",
    ),
    Cheat(
        "short lines more, up to the gate",
        "boilerplate:lines",
        {"": parasite("boilerplate", _filled_gate)},
        honest,
        "short lines are furniture more often than half of F1: a rule of thumb, honestly earned",
        True,
    ),
]


def _in(line: Span, items: list[Any]) -> bool:
    return any(i["start"] <= line[0] and line[1] <= i["end"] for i in items)
