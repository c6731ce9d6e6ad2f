"""Cheats with attributions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from copydesk.corpus import Document

from .honest import Answer, honest, itself
from .play import Cheat, blind, parasite
from .units import (
    Span,
    around,
    hull,
    lines,
    names,
    nearest,
    pieces,
    said,
    sentence_of,
    sentences,
    span,
    spans,
    windows,
)


def _sources(document: Document, kind: str, content: Span) -> dict[str, Any]:
    whole = (0, len(document.text))
    return {
        "silence": {},
        "the nearest name": {"source": nearest(document, content, 1)},
        "the two nearest": {"source": nearest(document, content, 2)},
        "the three nearest": {"source": nearest(document, content, 3)},
        "the five nearest": {"source": nearest(document, content, 5)},
        "the whole article": {"source": [whole]},
        "all names": {"source": spans(document.text)[:40]},
        "all names as speakers": {"speakers": names(document)},
    }[kind]


_SOURCES = (
    "silence",
    "the nearest name",
    "the two nearest",
    "the three nearest",
    "the whole article",
    "all names as speakers",
)


def _each(units: Callable[[Document], Iterable[Span]]) -> dict[str, Any]:
    return {
        kind: blind(
            "attributions",
            lambda d, kind=kind: [said([u], **_sources(d, kind, u)) for u in units(d)],
        )
        for kind in _SOURCES
    }


def _respeak(kind: str) -> Any:
    """Gold's own contents, all right, with sources by a rule."""

    def answer(document: Document) -> Answer:
        items = [
            {"content": one["content"], **_as_spans(_sources(document, kind, hull(one)))}
            for one in itself(document)["attributions"]
        ]
        return {"id": document.id, "attributions": items}

    return answer


def _as_spans(said: dict[str, Any]) -> dict[str, Any]:
    if "source" in said:
        return {"source": [span(one) for one in said["source"]]}
    return said


def _contents(change: Callable[[Document, Span], Iterable[Span]]) -> Any:
    return parasite(
        "attributions",
        lambda d, items: [{**i, "content": [span(s)]} for i in items for s in change(d, hull(i))],
    )


def _merged(document: Document, items: list[Any]) -> list[Any]:
    ordered = sorted(items, key=hull)
    return [
        {**one, "content": [span((hull(one)[0], max(hull(one)[1], hull(other)[1])))]}
        for one, other in zip(ordered[::2], ordered[1::2], strict=False)
    ]


ATTRIBUTIONS = [
    Cheat("each sentence a quotation", "attributions:wsw", _each(sentences)),
    Cheat("each line a quotation", "attributions:wsw", _each(lines)),
    Cheat(
        "each sentence, whole, first half and second half",
        "attributions:wsw",
        _each(lambda d: [u for s in sentences(d) for u in (s, *pieces(d, s, 2))]),
    ),
    Cheat(
        "windows of words",
        "attributions:wsw",
        {
            f"{size} words, {kind}": blind(
                "attributions",
                lambda d, size=size, kind=kind: [
                    said([w], **_sources(d, kind, w)) for w in windows(d, size, max(1, size // 2))
                ],
            )
            for size in (4, 8, 12, 20)
            for kind in ("silence", "the nearest name")
        },
    ),
    Cheat(
        "the whole article, n times",
        "attributions:wsw",
        {
            f"{n}, {kind}": blind(
                "attributions",
                lambda d, n=n, kind=kind: (
                    [said([(0, len(d.text))], **_sources(d, kind, (0, len(d.text))))] * n
                ),
            )
            for n in (1, 20)
            for kind in ("silence", "the whole article")
        },
    ),
    Cheat(
        "each sentence a quotation, n times",
        "attributions:detection@.5",
        {
            f"{n}": blind(
                "attributions", lambda d, n=n: [said([s]) for s in sentences(d) for _ in range(n)]
            )
            for n in (1, 2)
        },
    ),
    Cheat(
        "no source and no speakers anywhere",
        "attributions:wsw",
        {"": parasite("attributions", lambda d, items: [{"content": i["content"]} for i in items])},
        honest,
        "gold without a source is real, and the honest system errs on it, too",
    ),
    Cheat(
        "the whole article as source",
        "attributions:wsw",
        {
            "": parasite(
                "attributions",
                lambda d, items: [{**i, "source": [span((0, len(d.text)))]} for i in items],
            )
        },
        honest,
    ),
    Cheat(
        "no source, all names of the document as speakers",
        "attributions:wsw",
        {
            "": parasite(
                "attributions",
                lambda d, items: [{"content": i["content"], "speakers": names(d)} for i in items],
            )
        },
        honest,
    ),
    Cheat(
        "all names of the document as speakers",
        "attributions:who",
        {
            "": parasite(
                "attributions", lambda d, items: [{**i, "speakers": names(d)} for i in items]
            )
        },
        honest,
    ),
    Cheat(
        "a copy for each of the first n names, as its speaker",
        "attributions:who",
        {
            f"{n}": parasite(
                "attributions",
                lambda d, items, n=n: [
                    {**i, "speakers": [name]} for i in items for name in names(d)[:n]
                ],
            )
            for n in (2, 4)
        },
        honest,
    ),
    Cheat(
        "each source widened by words",
        "attributions:wsw",
        {
            f"{left}+{right}": parasite(
                "attributions",
                lambda d, items, left=left, right=right: [
                    {
                        **i,
                        "source": [
                            span(around(d, (s["start"], s["end"]), left, right))
                            for s in i.get("source", ())
                        ],
                    }
                    for i in items
                ],
            )
            for left, right in ((1, 0), (0, 1), (1, 1), (2, 2))
        },
        honest,
    ),
    Cheat(
        "each source and the two names nearest to the content",
        "attributions:wsw",
        {
            f"{n}": parasite(
                "attributions",
                lambda d, items, n=n: [
                    {
                        **i,
                        "source": [
                            *i.get("source", ()),
                            *(span(s) for s in nearest(d, hull(i), n)),
                        ],
                    }
                    for i in items
                ],
            )
            for n in (1, 2)
        },
        honest,
    ),
    Cheat(
        "a second copy with the nearest name as source",
        "attributions:wsw",
        {
            "": parasite(
                "attributions",
                lambda d, items: [
                    one
                    for i in items
                    for one in (
                        i,
                        {**i, "source": [span(s) for s in nearest(d, hull(i), 1)]},
                    )
                ],
            )
        },
        honest,
    ),
    Cheat(
        "each twice",
        "attributions:wsw",
        {"": parasite("attributions", lambda d, items: [*items, *items])},
        honest,
    ),
    Cheat(
        "each content widened to its sentence",
        "attributions:wsw",
        {"": _contents(lambda d, s: [sentence_of(d, s)])},
        honest,
    ),
    Cheat(
        "each content split",
        "attributions:wsw",
        {f"{n}": _contents(lambda d, s, n=n: pieces(d, s, n)) for n in (2, 3)},
        honest,
    ),
    Cheat(
        "each content, and its halves",
        "attributions:wsw",
        {"": _contents(lambda d, s: [s, *pieces(d, s, 2)])},
        honest,
    ),
    Cheat(
        "neighbours merged",
        "attributions:wsw",
        {"": parasite("attributions", _merged)},
        honest,
    ),
    Cheat(
        "gold's contents, two, three or five names as one source",
        "attributions:wsw",
        {kind: _respeak(f"the {kind} nearest") for kind in ("two", "three", "five")},
        _respeak("the nearest name"),
        "compared with the nearest name alone: every stretch of a source must share a word with "
        "gold's",
    ),
    Cheat(
        "gold's contents, no source",
        "attributions:wsw",
        {"": _respeak("silence")},
        _respeak("the nearest name"),
        "compared with gold's contents and the nearest name",
    ),
]
