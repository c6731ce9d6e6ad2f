"""Cheats as values, and what they earn on a gold."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from copydesk.corpus import Corpus, Document, read_corpus
from copydesk.labels import LAYERS
from copydesk.scoring import Evaluator
from copydesk.text import Text
from copydesk.validate.predictions import SPANS_PER_WORD

from .honest import Answer, honest
from .made import synthetic

HEADLINES = {
    "entities": "entities:strict",
    "attributions": "attributions:wsw",
    "claims": "claims:check_worthy",
    "boilerplate": "boilerplate:lines",
}


@lru_cache
def golds() -> dict[str, Corpus]:
    """The golds that cheats are tried on."""
    return {
        "real": read_corpus().select("validation"),
        "dense": synthetic(1, speech=0.6),
        "sparse": synthetic(2, speech=0.15),
    }


@lru_cache
def evaluator(name: str) -> Evaluator:
    return Evaluator(golds()[name])


@dataclass(frozen=True)
class Cheat:
    """A strategy; `answers` are its variants: how to answer a document, by parameter."""

    name: str
    metric: str
    answers: dict[str, Callable[[Document], Answer]]
    honest: Callable[[Document], Answer] | None = None
    #: What is to be said about it; needed where it `pays`.
    note: str = ""
    pays: bool = False

    @property
    def layer(self) -> str:
        return self.metric.partition(":")[0]


@dataclass(frozen=True)
class Earned:
    """What a cheat got on one gold, by its best variant, and what honest play got."""

    cheat: Cheat
    gold: str
    value: float
    variant: str
    honest: float
    gated: bool = False

    @property
    def gain(self) -> float:
        return self.value - self.honest


def earned(cheat: Cheat, name: str) -> Earned:
    """Try every variant of a cheat on a gold."""
    best, which, gated = 0.0, "-", False
    for variant, answer in cheat.answers.items():
        got, closed = judged(answer, name, cheat.metric)
        if got > best:
            best, which, gated = got, variant, closed
    base = 0.0 if cheat.honest is None else judged(cheat.honest, name, cheat.metric)[0]
    return Earned(cheat, name, best, which, base, gated)


def judged(answer: Callable[[Document], Answer], name: str, metric: str) -> tuple[float, bool]:
    """Return the value of a metric (undefined is 0), and whether the gate is closed."""
    held = evaluator(name)
    found = held.score([bounded(answer(one), one) for one in held.corpus.documents])
    sums = found.counts.sums()

    def of(layer: str, wanted: str) -> float:
        for one in found.metrics(layer):  # type: ignore[arg-type]
            if one.name == wanted:
                got = float(one.value(sums))
                return got if got == got else 0.0
        return 0.0

    layer, _, wanted = metric.partition(":")
    closed = "boilerplate" in found.attempted.layers and of("boilerplate", "content_loss") > 0.01
    if metric == "overall":
        each = [of(*one.split(":")) for one in HEADLINES.values()]
        return (0.0 if closed else sum(each) / len(each)), closed
    return of(layer, wanted), closed


def bounded(answer: Answer, document: Document) -> Answer:
    """Cut an answer down to the ten spans a word that are let in."""
    room = SPANS_PER_WORD * max(1, len(Text(document.text).words[0]))
    kept: Answer = {"id": answer["id"]}
    for layer in LAYERS:
        kept[layer] = []
        for item in answer.get(layer, ()):
            spans = 1
            if layer == "attributions":
                spans = sum(len(item.get(role) or ()) for role in ("content", "source", "cue"))
            if (room := room - spans) < 0:
                break
            kept[layer].append(item)
    return kept


def blind(layer: str, items: Callable[[Document], Iterable[dict[str, Any]]]) -> Any:
    """An answer that sees the text alone, and says something in one layer."""
    return lambda document: {"id": document.id, layer: list(items(document))}


def parasite(layer: str, change: Callable[[Document, list[Any]], Iterable[Any]]) -> Any:
    """An answer that changes one layer of what the honest system says."""

    def answer(document: Document) -> Answer:
        found = honest(document)
        return {**found, layer: list(change(document, found[layer]))}

    return answer
