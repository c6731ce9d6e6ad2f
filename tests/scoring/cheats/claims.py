"""Cheats with claims."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Any

from copydesk.corpus import Document

from .honest import honest
from .play import Cheat, blind, parasite
from .units import (
    Span,
    around,
    lines,
    pieces,
    place,
    sentence_of,
    sentences,
    span,
    windows,
)


def _clauses(document: Document) -> list[Span]:
    found = []
    for start, end in sentences(document):
        cuts = [
            start,
            *(start + c.end() for c in re.finditer(r"[,;:]\s", document.text[start:end])),
        ]
        found += list(pairwise([*cuts, end]))
    return found


def _worthy(units: Callable[[Document], Iterable[Span]]) -> Any:
    return blind("claims", lambda d: [span(u) for u in units(d)])


def _claims(change: Callable[[Document, dict[str, Any]], Iterable[dict[str, Any]]]) -> Any:
    return parasite("claims", lambda d, items: [one for i in items for one in change(d, i)])


CLAIMS = [
    Cheat(
        "each unit a claim",
        "claims:check_worthy",
        {
            "sentence": _worthy(sentences),
            "line": _worthy(lines),
            "clause": _worthy(_clauses),
        },
    ),
    Cheat(
        "each sentence, and its parts",
        "claims:check_worthy",
        {
            "+ halves": _worthy(lambda d: [u for s in sentences(d) for u in (s, *pieces(d, s, 2))]),
            "+ thirds": _worthy(lambda d: [u for s in sentences(d) for u in (s, *pieces(d, s, 3))]),
            "+ clauses": _worthy(lambda d: sorted({*sentences(d), *_clauses(d)})),
            "+ without its first third": _worthy(
                lambda d: [
                    u
                    for s in sentences(d)
                    for u in (s, (pieces(d, s, 3)[1:] or [s])[0][:1] + s[1:])
                ]
            ),
        },
    ),
    Cheat(
        "each sentence cut at one end",
        "claims:check_worthy",
        {
            f"first {n} of {parts} parts gone": _worthy(
                lambda d, n=n, parts=parts: [
                    (pieces(d, s, parts)[min(n, len(pieces(d, s, parts)) - 1)][0], s[1])
                    for s in sentences(d)
                    if pieces(d, s, parts)
                ]
            )
            for n, parts in ((1, 5), (1, 4), (1, 3), (1, 2))
        },
    ),
    Cheat(
        "windows of words",
        "claims:check_worthy",
        {
            f"{size} words, every {step}": _worthy(
                lambda d, size=size, step=step: windows(d, size, step)
            )
            for size in (6, 10, 14, 20)
            for step in (size // 2, size)
        },
    ),
    Cheat(
        "the whole text, n times",
        "claims:check_worthy",
        {f"{n}": _worthy(lambda d, n=n: [(0, len(d.text))] * n) for n in (1, 20)},
    ),
    Cheat(
        "each twice",
        "claims:check_worthy",
        {"": _claims(lambda d, i: [i, i])},
        honest,
    ),
    Cheat(
        "each widened to its sentence",
        "claims:check_worthy",
        {"": _claims(lambda d, i: [{**i, **span(sentence_of(d, place(i)))}])},
        honest,
        "whole sentences hold most claims; wrong cuts mend",
    ),
    Cheat(
        "each, and its sentence",
        "claims:check_worthy",
        {"": _claims(lambda d, i: [i, {**i, **span(sentence_of(d, place(i)))}])},
        honest,
    ),
    Cheat(
        "each split in two",
        "claims:check_worthy",
        {"": _claims(lambda d, i: [{**i, **span(s)} for s in pieces(d, place(i), 2)])},
        honest,
    ),
    Cheat(
        "each widened by words",
        "claims:check_worthy",
        {
            f"{left}+{right}": _claims(
                lambda d, i, left=left, right=right: [
                    {**i, **span(around(d, place(i), left, right))}
                ]
            )
            for left, right in ((1, 1), (2, 2), (0, 3), (3, 0))
        },
        honest,
    ),
    Cheat(
        "everything called check-worthy",
        "claims:check_worthy",
        {"": _claims(lambda d, i: [{**i, "check_worthy": True}])},
        honest,
        "pays as far as gold's claims are mostly check-worthy",
    ),
    Cheat(
        "every sentence more, called not check-worthy",
        "claims:check_worthy",
        {
            "": parasite(
                "claims",
                lambda d, items: [*items, *(span(s, check_worthy=False) for s in sentences(d))],
            )
        },
        honest,
        "a hedge that is not asked about",
    ),
    Cheat(
        "every sentence more, called not check-worthy",
        "claims:verifiable",
        {
            "": parasite(
                "claims",
                lambda d, items: [*items, *(span(s, check_worthy=False) for s in sentences(d))],
            )
        },
        honest,
    ),
    Cheat(
        "every sentence more, at score 0",
        "claims:average_precision",
        {
            "": parasite(
                "claims",
                lambda d, items: [*items, *(span(s, score=0.0) for s in sentences(d))],
            )
        },
        honest,
        "average precision never charges for a ranked tail; no headline",
        True,
    ),
    Cheat(
        "scores all equal, or all low",
        "claims:average_precision",
        {
            f"{mark}": _claims(lambda d, i, mark=mark: [{**i, "score": mark}])
            for mark in (1.0, 0.5, 0.0)
        },
        honest,
        "the honest scores are drawn at random: none are as good",
    ),
    Cheat(
        "every sentence, each with a score",
        "claims:average_precision",
        {
            "equal": blind("claims", lambda d: [span(s, score=0.5) for s in sentences(d)]),
            "by length": blind(
                "claims",
                lambda d: [span(s, score=min(1.0, (s[1] - s[0]) / 400)) for s in sentences(d)],
            ),
            "by place": blind(
                "claims",
                lambda d: [
                    span(s, score=1 - n / len(sentences(d))) for n, s in enumerate(sentences(d))
                ],
            ),
        },
    ),
]
