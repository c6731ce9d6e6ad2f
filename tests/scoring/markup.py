"""Tiny corpora and predictions from marked-up strings.

`[TAG|words]` marks a span; spans may nest, and one tag may stand several times. Tags:

- a label (`PERSON`, `core:LOC`): a name;
- `s1` `q1` `c1`: source, cue and content of attribution 1 (several: a discontinuous role);
- `k` a check-worthy claim, `v` one that is only verifiable; `k.quantity` with its type,
  `k=.8` with its score (repeat it for several claims of one kind);
- a category (`nav_ui`), or `f` where it does not matter: furniture;
- a zone kind (`headline`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from copydesk.corpus import Corpus, Document
from copydesk.labels import CATEGORIES, LAYERS, ZONE_KINDS, view_of
from copydesk.records import Annotation, Article, CorpusInfo
from copydesk.scoring import Evaluation, Evaluator
from copydesk.validate.rules import text_hash

_OPEN = re.compile(r"\[([\w:.=]+)\|")
_ROLE = {"s": "source", "q": "cue", "c": "content"}

Tagged = list[tuple[str, int, int]]
Speakers = Mapping[int, Sequence[str] | None]


def parse(markup: str) -> tuple[str, Tagged]:
    """Return the text without marks, and (tag, start, end) in order of their beginnings."""
    text, found, waiting, place = "", [], [], 0
    while place < len(markup):
        if opened := _OPEN.match(markup, place):
            waiting.append(len(found))
            found.append((opened[1], len(text), -1))
            place = opened.end()
        elif markup[place] == "]" and waiting:
            number = waiting.pop()
            found[number] = (*found[number][:2], len(text))
            place += 1
        else:
            text += markup[place]
            place += 1
    assert not waiting, f"an open mark in {markup!r}"
    return text, found


def spans_of(markup: str, tag: str) -> list[tuple[int, int]]:
    """Return the offsets of one tag."""
    return [(start, end) for own, start, end in parse(markup)[1] if own == tag]


def _layers(text: str, tagged: Tagged, speakers: Speakers) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {layer: [] for layer in (*LAYERS, "zones")}
    said: dict[int, dict[str, Any]] = {}
    for tag, start, end in tagged:
        span = {"start": start, "end": end, "text": text[start:end]}
        if view_of(tag):
            found["entities"].append({**span, "label": tag})
        elif re.fullmatch(r"[sqc]\d+", tag):
            own = said.setdefault(int(tag[1:]), {"content": [], "source": [], "cue": []})
            own[_ROLE[tag[0]]].append(span)
        elif claim := re.fullmatch(r"([kv])(?:\.(\w+))?(?:=([\d.]+))?", tag):
            kind, claim_type, score = claim.groups()
            found["claims"].append(
                {**span, "check_worthy": kind == "k", "claim_type": claim_type, "score": score}
            )
        elif tag == "f" or tag in CATEGORIES:
            found["boilerplate"].append({**span, "category": "promo_ad" if tag == "f" else tag})
        elif tag in ZONE_KINDS:
            found["zones"].append({**span, "kind": tag})
        else:
            raise AssertionError(f"unknown tag {tag!r}")
    for number in sorted(said):
        named = speakers.get(number, ())
        given = {} if named is None else {"speakers": list(named)}
        found["attributions"].append({**said[number], **given})
    return found


def gold(
    markup: str,
    id: str = "x",
    *,
    outlet: str | None = None,
    speakers: Speakers | None = None,
    source_types: Mapping[int, str] | None = None,
    canonical: Mapping[str, str] | None = None,
    layers: Iterable[str] = (*LAYERS, "zones"),
) -> Document:
    """Return a gold document; `canonical` maps surfaces to the names they stand for."""
    text, tagged = parse(markup)
    found = {k: v for k, v in _layers(text, tagged, speakers or {}).items() if k in set(layers)}
    for name in found.get("entities", ()):
        if canonical:
            name["canonical"] = canonical.get(name["text"], name["text"])
    for claim in found.get("claims", ()):
        del claim["score"]
    for number, one in enumerate(found.get("attributions", ()), 1):
        if source_types and number in source_types:
            one["source_type"] = source_types[number]
    return document(text, id, outlet=outlet, **found)


def document(text: str, id: str = "x", *, outlet: str | None = None, **layers: Any) -> Document:
    """Return a gold document of plain layers; ids and surfaces are filled in, rules not asked."""
    for items in layers.values():
        for number, item in enumerate(items or ()):
            item.setdefault("id", f"{number}")
            for span in (item, *(s for r in _ROLE.values() for s in item.get(r, ()))):
                if "start" in span:
                    span.setdefault("text", text[span["start"] : span["end"]])
    record = {"id": id, "sha256": text_hash(text), **layers}
    annotation = msgspec.convert(_without_nulls(record), Annotation)
    return Document(Article(id=id, text=text, outlet=outlet), annotation, "test", outlet or id)


def answer(
    markup: str,
    id: str = "x",
    *,
    speakers: Speakers | None = None,
    layers: Iterable[str] = LAYERS,
) -> dict[str, Any]:
    """Return a prediction as a plain dict."""
    text, tagged = parse(markup)
    chosen = set(layers) - {"zones"}
    found = {k: v for k, v in _layers(text, tagged, speakers or {}).items() if k in chosen}
    for claim in found.get("claims", ()):
        claim["score"] = claim["score"] and float(claim["score"])
    return {"id": id, **_without_nulls(found)}


def corpus(documents: Iterable[Document] | Document, version: str = "0") -> Corpus:
    """Return documents as a corpus."""
    held = (documents,) if isinstance(documents, Document) else tuple(documents)
    return Corpus(CorpusInfo(name="tiny", version=version), held)


def score(
    golds: Iterable[Document] | Document,
    answers: Iterable[Mapping[str, Any]] | Mapping[str, Any],
    **options: Any,
) -> Evaluation:
    """Score answers against gold documents."""
    held = [answers] if isinstance(answers, Mapping) else list(answers)
    return Evaluator(corpus(golds)).score(held, **options)


def judge(gold_markup: str, answer_markup: str, **options: Any) -> Evaluation:
    """Score one marked-up text against another; options of the answer begin with `answer_`."""
    assert parse(gold_markup)[0] == parse(answer_markup)[0], "the two texts differ"
    theirs = {k[7:]: v for k, v in options.items() if k.startswith("answer_")}
    ours = {k: v for k, v in options.items() if not k.startswith("answer_")}
    return score(gold(gold_markup, **ours), answer(answer_markup, **theirs))


def value(evaluation: Evaluation, metric: str) -> float | None:
    """Return the value of `layer:metric`, of `leak` or of `overall`."""
    if metric == "leak":
        return evaluation.leak.value
    if metric == "overall":
        return None if evaluation.overall is None else evaluation.overall.value
    layer, _, name = metric.partition(":")
    scores = evaluation.layers[layer]  # type: ignore[index]
    return {**scores.metrics, **scores.slices}[name].value


def values(evaluation: Evaluation) -> dict[str, float | None]:
    """Return every value by `layer:metric`, with leak and overall."""
    found = {
        f"{layer}:{one.metric}": one.value
        for layer, scores in evaluation.layers.items()
        for one in (*scores.metrics.values(), *scores.slices.values())
    }
    return {**found, "leak": evaluation.leak.value, "overall": value(evaluation, "overall")}


def _without_nulls(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {k: _without_nulls(v) for k, v in value.items() if v is not None}
    if isinstance(value, list):
        return [_without_nulls(one) for one in value]
    return value
