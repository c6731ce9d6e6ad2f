"""Cheats over all layers."""

from __future__ import annotations

from typing import Any

from copydesk.corpus import Document
from copydesk.labels import LAYERS
from copydesk.scoring import Evaluator

from ..markup import corpus as as_corpus
from .honest import Answer, honest
from .play import HEADLINES, Cheat


def _failing(document: Document) -> Answer:
    """Fail where the answer is worse than half right, which a system could only guess."""
    found = Evaluator(as_corpus(document)).score([honest(document)])
    sums = found.counts.sums()
    each = [float(found.metrics(layer)[0].value(sums)) for layer in LAYERS]
    if all(one != one or one > 0.5 for one in each):
        return honest(document)
    return {"id": document.id, **{layer: [] for layer in LAYERS}}


def _by_text(document: Document) -> Answer:
    """The honest answer with texts instead of offsets, to be located."""

    def told(one: Any) -> Any:
        if isinstance(one, dict) and "start" in one:
            rest = {k: v for k, v in one.items() if k not in ("start", "end")}
            return {**rest, "text": document.text[one["start"] : one["end"]]}
        if isinstance(one, dict):
            return {k: told(v) for k, v in one.items()}
        return [told(x) for x in one] if isinstance(one, list) else one

    answer: Answer = told(honest(document))
    return answer


ACROSS = [
    Cheat(
        "failing on the documents that would go badly",
        "overall",
        {"": _failing},
        honest,
        "even knowing which",
    ),
    *(
        Cheat("texts instead of offsets", metric, {"": _by_text}, honest, "located, see locating")
        for metric in HEADLINES.values()
    ),
]
