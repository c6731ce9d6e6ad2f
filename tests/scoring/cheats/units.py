"""What strategies are made of: spans of a text, found without reading it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from copydesk.corpus import Document
from copydesk.text import Text

Span = tuple[int, int]

RUN = re.compile(r"[A-Z][\w’'-]*(?:\s+(?:of\s+)?[A-Z][\w’'-]*)*")
PRONOUN = re.compile(r"\b(?:he|she|they|it)\b", re.IGNORECASE)


def spans(text: str, pattern: re.Pattern[str] = RUN) -> list[Span]:
    return [found.span() for found in pattern.finditer(text)]


def span(offsets: Span, **rest: Any) -> dict[str, Any]:
    return {"start": offsets[0], "end": offsets[1], **rest}


def said(content: Iterable[Span], source: Iterable[Span] = (), **rest: Any) -> dict[str, Any]:
    return {
        "content": [span(one) for one in content],
        "source": [span(one) for one in source],
        **rest,
    }


def sentences(document: Document) -> list[Span]:
    return Text(document.text).sentences


def lines(document: Document) -> list[Span]:
    return [one for one in Text(document.text).lines if document.text[slice(*one)].strip()]


def windows(document: Document, size: int, step: int) -> Iterator[Span]:
    starts, ends = Text(document.text).words
    for first in range(0, max(1, len(starts) - size + 1), step):
        yield starts[first], ends[min(first + size, len(ends)) - 1]


def pieces(document: Document, span: Span, parts: int) -> list[Span]:
    """A span cut into so many pieces of about as many words."""
    starts, ends = Text(document.text).words
    inside = [n for n, start in enumerate(starts) if span[0] <= start < span[1]]
    cuts = [len(inside) * one // parts for one in range(parts + 1)]
    return [
        (starts[inside[one]], ends[inside[other - 1]])
        for one, other in pairwise(cuts)
        if one < other
    ]


def around(document: Document, span: Span, left: int, right: int) -> Span:
    """A span widened by words."""
    starts, ends = Text(document.text).words
    first, last = Text(document.text).word_run(*span)
    if not starts:
        return span
    return (
        min(span[0], starts[max(0, first - left)]),
        max(span[1], ends[min(len(ends), last + right) - 1]),
    )


def nearest(document: Document, content: Span, count: int) -> list[Span]:
    """The names and pronouns nearest to a content, outside it."""
    text = document.text
    found = [
        one
        for one in [*spans(text), *spans(text, PRONOUN)]
        if one[1] <= content[0] or one[0] >= content[1]
    ]
    kept: list[Span] = []
    for one in sorted(found, key=lambda s: max(content[0] - s[1], s[0] - content[1])):
        if not any(max(one[0], other[0]) < min(one[1], other[1]) for other in kept):
            kept.append(one)
    return sorted(kept[:count])


def hull(item: dict[str, Any]) -> Span:
    return (
        min(span["start"] for span in item["content"]),
        max(span["end"] for span in item["content"]),
    )


def names(document: Document) -> list[str]:
    return list(dict.fromkeys(document.text[slice(*one)] for one in spans(document.text)))


def sentence_of(document: Document, span: Span) -> Span:
    for start, end in sentences(document):
        if start <= span[0] < end:
            return start, end
    return span


def place(item: dict[str, Any]) -> Span:
    return item["start"], item["end"]
