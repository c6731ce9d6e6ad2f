"""Systems to compare cheats with: gold itself, half of it, and an honest imperfect one."""

from __future__ import annotations

import json
import random
from functools import lru_cache
from typing import Any

from copydesk.corpus import Document
from copydesk.labels import LAYERS
from copydesk.predictions import as_prediction
from copydesk.records import to_builtins
from copydesk.text import Text

from .units import hull, nearest, span

Answer = dict[str, Any]


def itself(document: Document) -> Answer:
    """Gold as a prediction, as plain lists."""

    def plain(one: Any) -> Any:
        if isinstance(one, dict):
            return {k: plain(v) for k, v in one.items() if k != "text"}
        return [plain(x) for x in one] if isinstance(one, (list, tuple)) else one

    found: Answer = plain(to_builtins(as_prediction(document.annotation)))
    return {"id": document.id, **{layer: found.get(layer, []) for layer in LAYERS}}


def half(document: Document) -> Answer:
    """Gold with every second item left out."""
    answer = itself(document)
    return {"id": document.id, **{layer: answer[layer][::2] for layer in LAYERS}}


@lru_cache(maxsize=4096)
def _honest(text: str, name: str, document: _Kept, seed: int) -> str:
    """Gold as a good but imperfect system would say it, as JSON."""
    rng = random.Random(f"{seed}/{name}")
    answer = itself(document.held)
    starts, ends = Text(text).words
    for layer in LAYERS:
        kept = []
        for item in answer[layer]:
            luck = rng.random()
            if luck < 0.2:
                continue
            if luck < 0.4:
                if layer == "entities" and luck < 0.3:
                    item["label"] = rng.choice(["PERSON", "ORG", "GPE"])
                else:
                    _shift(item["content"][0] if layer == "attributions" else item, rng, text)
            elif luck < 0.6 and layer == "attributions":
                near = nearest(document.held, hull(item), 4)
                if near:
                    item["source"] = [span(rng.choice(near))]
            kept.append(item)
        for _ in range(0 if layer == "boilerplate" else len(answer[layer]) // 5):
            number = rng.randrange(len(starts))
            last = min(len(starts) - 1, number + rng.randint(0, 12))
            extra = span((starts[number], ends[last]))
            if layer == "attributions":
                source = span((starts[number - 1], ends[number - 1]))
                kept.append({"content": [extra], "source": [source]})
            else:
                kept.append({**extra, "label": "ORG"} if layer == "entities" else extra)
        answer[layer] = kept
        for item in kept:
            item["score"] = round(rng.uniform(0.3, 1), 2)
    return json.dumps(answer)


class _Kept:
    """A document as a key of a cache: by its text and id, not by identity."""

    def __init__(self, held: Document) -> None:
        self.held = held

    def __hash__(self) -> int:
        return hash(self.held.text)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Kept) and self.held.text == other.held.text


def honest(document: Document) -> Answer:
    """Gold as a good but imperfect system would say it; the same on every call."""
    answer: Answer = json.loads(_honest(document.text, document.id, _Kept(document), 0))
    return answer


def _shift(span: dict[str, Any], rng: random.Random, text: str) -> None:
    """Move one end of a span by one to four words, in or out."""
    starts, ends = Text(text).words
    first, last = Text(text).word_run(span["start"], span["end"])
    by = rng.choice([-1, 1]) * rng.randint(1, 4)
    if rng.random() < 0.5:
        first = max(0, min(last - 1, first + by))
        span["start"] = min(starts[first], span["end"] - 1)
    elif last > first:
        last = max(first + 1, min(len(ends), last + by))
        span["end"] = max(ends[last - 1], span["start"] + 1)
