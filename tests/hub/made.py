"""A small corpus for these tests: astral characters, odd spaces, empty and absent layers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from copydesk.corpus import Corpus, corpus_from_rows
from copydesk.validate.rules import text_hash

CLOSED_TEXT = "Harbour strike ends\n\nZQXJ dockers went home, the union said. 🛟\n"

_ASTRAL = (
    "🚀 Zoë Ångström’s 𝐗-9 fails over 𠮷野家\n\n"
    "“We 😀 saw it,” she told Kestrel Radio, “and then 🔥 nothing.”\u2028\u200b\t\n\n"
    "READ MORE: ten 🛰️ that fell\n"
    "The cost rose to 4\u00a0million, according to a report.\n"
)


class Cutter:
    """Cuts spans out of a text by their surface; `nth` counts from 0."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __call__(self, surface: str, nth: int = 0) -> dict[str, Any]:
        start = -1
        for _ in range(nth + 1):
            start = self.text.index(surface, start + 1)
        return {"start": start, "end": start + len(surface), "text": surface}


def astral() -> dict[str, Any]:
    """A row with every layer filled and characters beyond the basic plane before every span."""
    cut = Cutter(_ASTRAL)
    return {
        "id": "astral",
        "text": _ASTRAL,
        "split": "train",
        "sha256": text_hash(_ASTRAL),
        "outlet": "Kestrel | *Radio*",
        "language": "en-IE",
        "title": "A title",
        "url": "https://example.org/a",
        "published": "2031-02-03",
        "genre": "science",
        "licence": "CC-BY-4.0",
        "open": True,
        "story": "launch",
        "entities": [
            {"id": "e1", **cut("Zoë Ångström"), "label": "PERSON", "canonical": "Zoë Ångström"},
            {"id": "e2", **cut("𝐗-9"), "label": "PRODUCT", "canonical": "𝐗-9"},
            {"id": "e3", **cut("𠮷野家"), "label": "ORG"},
            {"id": "e4", **cut("Kestrel Radio"), "label": "ORG", "canonical": "Kestrel Radio"},
        ],
        "attributions": [
            {
                "id": "a1",
                "content": [cut("“We 😀 saw it,”"), cut("“and then 🔥 nothing.”")],
                "source": [cut("she")],
                "cue": [cut("told")],
                "source_type": "person",
                "speakers": ["Zoë Ångström"],
            },
            {
                "id": "a2",
                "content": [cut("The cost rose to 4\u00a0million")],
                "source": [cut("a report")],
                "cue": [cut("according to")],
                "source_type": "document",
                "speakers": [],
            },
        ],
        "claims": [
            {
                "id": "c1",
                **cut("The cost rose to 4\u00a0million"),
                "check_worthy": True,
                "claim_type": "quantity",
            },
            {"id": "c2", **cut("We 😀 saw it"), "check_worthy": False},
        ],
        "boilerplate": [
            {"id": "b1", **cut("READ MORE: ten 🛰️ that fell"), "category": "related_inline"}
        ],
        "zones": [
            {"id": "z1", **cut("🚀 Zoë Ångström’s 𝐗-9 fails over 𠮷野家"), "kind": "headline"}
        ],
    }


def bare(name: str, split: str, **more: Any) -> dict[str, Any]:
    """A row without any gold; layers on request."""
    text = f"Nothing of note was said in {name}.\n"
    return {"id": name, "text": text, "split": split, "sha256": text_hash(text), **more}


def empty(name: str, split: str) -> dict[str, Any]:
    """A row whose layers are all there and all empty."""
    layers = ("entities", "attributions", "claims", "boilerplate", "zones")
    return bare(name, split, **{layer: [] for layer in layers})


def closed() -> dict[str, Any]:
    """A row whose text may not be passed on."""
    cut = Cutter(CLOSED_TEXT)
    return {
        "id": "closed",
        "text": CLOSED_TEXT,
        "split": "train",
        "sha256": text_hash(CLOSED_TEXT),
        "outlet": "The ZQXJ Harbour Wire",
        "language": "en",
        "licence": "LicenseRef-third-party",
        "open": False,
        "attributions": [
            {
                "id": "a1",
                "content": [cut("ZQXJ dockers went home")],
                "source": [cut("the union")],
                "cue": [cut("said")],
            }
        ],
    }


def rows() -> list[dict[str, Any]]:
    """The corpus's rows: train (astral, closed), test (all empty, nothing annotated)."""
    return [astral(), closed(), empty("empty", "test"), bare("bare", "test")]


def corpus(content: list[dict[str, Any]] | None = None, **info: Any) -> Corpus:
    """The rows as a corpus; what it says of itself on request."""
    made = corpus_from_rows(rows() if content is None else content, "made", "1.0.0")
    return replace(made, info=type(made.info)(**{"name": "made", "version": "1.0.0", **info}))


def spans(value: Any) -> Iterator[dict[str, Any]]:
    """Every `{start, end, text}` at any depth of a row."""
    if isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys():
            yield value
        for inner in value.values():
            yield from spans(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spans(inner)
