"""Made corpora to time the scorer on: equal seeds, equal bytes."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from copydesk.records import Article
from copydesk.run.warmup import WARM_UP

_SYLLABLES = (
    "an bel cor dan el far gor han is jon kal lor mar nor os pel qui ros sal tor un vel wil"
)
_LABELS = ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP")


def _word(rng: random.Random) -> str:
    return "".join(rng.choices("etaoinshrdlu", k=rng.randint(2, 9)))


def _proper(rng: random.Random) -> str:
    return "".join(rng.choices(_SYLLABLES.split(), k=rng.randint(2, 3))).capitalize()


def _names(rng: random.Random, count: int) -> list[tuple[str, str]]:
    shapes = (
        (40, "PERSON", lambda: f"{_proper(rng)} {_proper(rng)}"),
        (15, "PERSON", lambda: _proper(rng)),
        (20, "ORG", lambda: f"{_proper(rng)} {rng.choice(('Group', 'Council', 'Bank'))}"),
        (15, "GPE", lambda: _proper(rng)),
        (3, "LOC", lambda: f"Lake {_proper(rng)}"),
        (2, "FAC", lambda: f"{_proper(rng)} Airport"),
        (5, "NORP", lambda: f"{_proper(rng)}ian"),
    )
    weights = [weight for weight, _, _ in shapes]
    chosen = rng.choices(shapes, weights, k=count)
    return [(make(), label) for _, label, make in chosen]


def names_corpus(gold: Path, predictions: Path, spans: int, seed: int = 7) -> None:
    """Write gold with about `spans` names, 10 to 30 a document, and a system's predictions.

    A name stands every 45 characters or so, as in CoNLL-2003. The system finds 96 % of them:
    3 % with another label, 6 % with other boundaries (half of these differ only in what
    normalisation strips); and one name in twenty that is none. Its raw strict F1 is about .9.
    """
    rng = random.Random(seed)
    names = _names(rng, 8000)
    common = [min(int(rng.paretovariate(0.7)) - 1, len(names) - 1) for _ in range(1 << 15)]
    common += [rng.randrange(len(names)) for _ in range(1 << 15)]
    words = [_word(rng) for _ in range(3000)]
    with open(gold, "w", encoding="utf-8") as left, open(predictions, "w") as right:
        done = number = 0
        while done < spans:
            count = min(rng.randint(10, 30), spans - done)
            done += count
            text, ours, theirs = _document(
                rng, [names[rng.choice(common)] for _ in range(count)], words
            )
            name, number = f"doc-{number:07d}", number + 1
            entities = [
                {
                    "id": f"e{place}",
                    "start": start,
                    "end": end,
                    "text": text[start:end],
                    "label": label,
                }
                for place, (start, end, label) in enumerate(ours)
            ]
            row = {"id": name, "text": text, "outlet": f"o{number % 40}", "entities": entities}
            left.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")
            said = [{"start": start, "end": end, "label": label} for start, end, label in theirs]
            line = {"id": name, "entities": said}
            right.write(json.dumps(line, separators=(",", ":")) + "\n")


_Names = list[tuple[int, int, str]]


def _document(
    rng: random.Random, names: list[tuple[str, str]], words: list[str]
) -> tuple[str, _Names, _Names]:
    parts: list[str] = []
    ours: _Names = []
    theirs: _Names = []
    position = 0
    for name, label in names:
        gap = " ".join(rng.choices(words, k=rng.randint(2, 9))) + " "
        lead = rng.choice(("the ", "Mr. ", "“")) if rng.random() < 0.12 else ""
        tail = rng.choice(("’s", ",", ".")) if rng.random() < 0.3 else ""
        parts += gap, lead, name, tail, " "
        if rng.random() < 0.05:
            theirs.append((position, position + len(gap.split()[0]), rng.choice(_LABELS)))
        first = position + len(gap)
        start = first + len(lead)
        end = start + len(name)
        position = end + len(tail) + 1
        whole = first if rng.random() < 0.5 else start
        ours.append((whole, end, label))
        draw = rng.random()
        if draw < 0.87:
            theirs.append((whole, end, label))
        elif draw < 0.90:
            theirs.append((whole, end, rng.choice(_LABELS)))
        elif draw < 0.93:
            theirs.append((start, end + len(tail), label))
        elif draw < 0.96:
            theirs.append((start - 2, end, label))
    return "".join(parts), ours, theirs


def news(count: int, seed: int = 11) -> Iterator[Article]:
    """Yield articles of real sentences: paragraphs of the warm-up article in ever new orders.

    Our own words, so that figures do not move when the corpus grows.
    """
    rng = random.Random(seed)
    paragraphs = [part for part in (WARM_UP.text or "").split("\n\n") if part]
    for number in range(count):
        parts = [*rng.sample(paragraphs, len(paragraphs) - 2), f"This was report {number}."]
        yield Article(id=f"news-{number:03d}", text="\n\n".join(parts) + "\n")


def articles(
    count: int, seed: int = 3, reports: int = 24, words: int = 0
) -> Iterator[dict[str, Any]]:
    """Yield rows of articles with all four layers; gold of our own has the optional fields too."""
    rng = random.Random(seed)
    for number in range(count):
        yield _article(rng, f"article-{number:04d}", f"outlet {number % 35}", reports)


def _article(rng: random.Random, name: str, outlet: str, reports: int) -> dict[str, Any]:
    parts: list[str] = []
    row: dict[str, Any] = {"id": name, "outlet": outlet, "split": "test"}
    layers: dict[str, list[dict[str, Any]]] = {
        layer: [] for layer in ("entities", "attributions", "claims", "boilerplate", "zones")
    }

    def put(piece: str) -> dict[str, Any]:
        start = sum(map(len, parts))
        parts.append(piece)
        return {"start": start, "end": start + len(piece), "text": piece}

    def add(layer: str, **item: Any) -> None:
        layers[layer].append({"id": f"{layer[0]}{len(layers[layer])}", **item})

    def prose(low: int, high: int) -> str:
        return " ".join(_word(rng) for _ in range(rng.randint(low, high))).capitalize()

    people = [f"{_proper(rng)} {_proper(rng)}" for _ in range(5)]
    seen: set[str] = set()
    add("zones", kind="headline", **put(prose(5, 9)))
    put("\n\n")
    for _ in range(reports):
        who = rng.choice(people)
        claim = put(prose(4, 8))
        if rng.random() < 0.4:
            add("claims", check_worthy=rng.random() < 0.6, claim_type="event", **claim)
        put(". ")
        place = put(_proper(rng))
        add("entities", label=rng.choice(_LABELS[1:]), canonical=place["text"], **place)
        direct = rng.random() < 0.6
        put(", “" if direct else ", ")
        content = [put(prose(4, 12))]
        put(",” " if direct else ", ")
        source = put(who if who not in seen else who.split()[1])
        seen.add(who)
        add("entities", label="PERSON", canonical=who, **source)
        put(" ")
        cue = put("said")
        if direct and rng.random() < 0.3:
            put(", “")
            content.append(put(prose(3, 8)))
            put("”")
        put(".")
        add(
            "attributions",
            content=content,
            source=[source],
            cue=[cue],
            source_type="person",
            speakers=[who],
        )
        put("\n\n" if rng.random() < 0.3 else " ")
    put("\n\n")
    add("boilerplate", category="newsletter_signup", **put("Sign up for our newsletter"))
    return {**row, "text": "".join(parts), **layers}


def answers(rows: list[dict[str, Any]], seed: int = 5) -> Iterator[dict[str, Any]]:
    """Yield a system's predictions of articles: much right, some cut differently, some missed."""
    rng = random.Random(seed)
    for row in rows:
        size = len(row["text"])

        def shifted(span: dict[str, Any], size: int = size) -> dict[str, Any]:
            start, end = span["start"], span["end"]
            if rng.random() < 0.3:
                start = max(0, start - rng.randint(0, 20))
                end = min(size, end + rng.randint(0, 20))
            return {"start": start, "end": end}

        kept = {
            layer: [one for one in row[layer] if rng.random() < 0.88]
            for layer in ("entities", "attributions", "claims", "boilerplate")
        }
        yield {
            "id": row["id"],
            "entities": [{**shifted(one), "label": one["label"]} for one in kept["entities"]],
            "attributions": [
                {
                    "content": [shifted(span) for span in one["content"]],
                    "source": [shifted(span) for span in one["source"]],
                    "cue": [shifted(span) for span in one["cue"]],
                    "speakers": one["speakers"],
                }
                for one in kept["attributions"]
            ],
            "claims": [{**shifted(one), "score": rng.random()} for one in kept["claims"]],
            "boilerplate": [
                {**shifted(one), "category": one["category"]} for one in kept["boilerplate"]
            ],
        }
