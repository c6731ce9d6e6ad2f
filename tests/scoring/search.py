"""Hypothesis strategies: small documents and predictions whose spans nest, repeat and cross."""

from __future__ import annotations

from typing import Any

import msgspec
from hypothesis import settings
from hypothesis import strategies as st

from copydesk.corpus import Document
from copydesk.labels import CATEGORIES, LAYERS
from copydesk.records import Prediction

from .markup import document

#: Thorough enough for one property; `--hypothesis-profile` and CI settings still apply.
few, some, many = (settings(max_examples=n, deadline=None) for n in (25, 80, 250))

_PIECES = [
    "Ada",
    "Ada-Lee",
    "the",
    "Lee’s",
    "Mr",
    "Kim",
    "said",
    "it",
    "rained",
    ".",
    ",",
    "“",
    "”",
    '"',
    "'",
    "–",
    "\n",
    "\n\n",
    "and",
    "in",
    "U.S.",
    "Acme",
    "3.5",
    "%",
    "𝒳",
]
_TAIL = "\nThat is how it went on."
_NAMES = ["Ada", "Ada Lee", "Lee", "Mr Kim", "KIM", "Kim (father)", "Kim (son)", "Acme", "nobody"]
_LABELS = ["PERSON", "ORG", "GPE", "LOC", "NORP"]


@st.composite
def texts(draw: st.DrawFn) -> str:
    pieces = draw(st.lists(st.sampled_from(_PIECES), min_size=3, max_size=14))
    joins = draw(st.lists(st.sampled_from([" ", " ", " ", "", "\n"]), min_size=14, max_size=14))
    # The tail keeps the number of spans under the ten a word that a prediction may have.
    return "".join(one + gap for one, gap in zip(pieces, joins, strict=False)) + _TAIL


def spans(text: str) -> st.SearchStrategy[tuple[int, int]]:
    """Any span; half of them end where words end, so that equal ones are frequent."""
    places = [0, len(text)]
    for place in range(1, len(text)):
        if text[place - 1].isspace() != text[place].isspace():
            places.append(place)
    cut = st.sampled_from(sorted(set(places)))
    loose = st.integers(0, len(text))
    pair = st.tuples(cut, cut) | st.tuples(loose, loose)
    return pair.filter(lambda one: one[0] != one[1]).map(lambda one: (min(one), max(one)))


def _span(offsets: tuple[int, int]) -> dict[str, Any]:
    return {"start": offsets[0], "end": offsets[1]}


def labelled(text: str, most: int = 4) -> st.SearchStrategy[list[tuple[int, int, str]]]:
    one = st.tuples(spans(text), st.sampled_from(_LABELS)).map(lambda x: (*x[0], x[1]))
    return st.lists(one, max_size=most)


#: What must be drawn so that a layer can be scored.
_NEEDS = {
    "entities": ("entities",),
    "attributions": ("entities", "attributions"),
    "claims": ("entities", "attributions", "claims"),
    "boilerplate": ("boilerplate",),
}


@st.composite
def layers(
    draw: st.DrawFn,
    text: str,
    *,
    gold: bool,
    most: int = 3,
    known: bool = True,
    of: tuple[str, ...] = LAYERS,
) -> dict[str, Any]:
    """Layers of one side; `known`: does gold say who speaks?"""
    place = spans(text)
    found: dict[str, Any] = {}
    if "entities" in of:
        found["entities"] = [
            {**_span((start, end)), "label": label}
            for start, end, label in draw(labelled(text, most + 1))
        ]
        if gold:
            for name in found["entities"]:
                name["canonical"] = draw(st.sampled_from([None, *_NAMES]))
    if "attributions" in of:
        role = st.lists(place, max_size=2).map(lambda own: [_span(one) for one in own])
        one = st.tuples(
            place,
            st.none() | place,
            role,
            role,
            st.lists(st.sampled_from(_NAMES), max_size=2),
            st.sampled_from([None, "person", "implicit"]),
        )
        found["attributions"] = [
            {
                "content": [_span(first)] + ([_span(second)] if second else []),
                "source": source,
                "cue": cue,
                "speakers": speakers if known else None,
                **({"source_type": source_type} if gold else {}),
            }
            for first, second, source, cue, speakers, source_type in draw(
                st.lists(one, max_size=most)
            )
        ]
    if "claims" in of:
        one = st.tuples(place, st.sampled_from([True, True, False]), st.sampled_from(_SCORES))
        found["claims"] = [
            {**_span(span), "check_worthy": worthy, **({} if gold else {"score": score})}
            for span, worthy, score in draw(st.lists(one, max_size=most))
        ]
    if "boilerplate" in of:
        one = st.tuples(place, st.sampled_from(CATEGORIES[:3]))
        found["boilerplate"] = [
            {**_span(span), "category": category}
            for span, category in draw(st.lists(one, max_size=most))
        ]
        if gold:
            zones = draw(st.lists(place, max_size=1))
            found["zones"] = [{**_span(span), "kind": "headline"} for span in zones]
    return found


_SCORES = [None, 0.0, 0.29, 0.5, 0.505, 1.0]


@st.composite
def documents(
    draw: st.DrawFn, id: str = "x", most: int = 3, of: tuple[str, ...] = LAYERS
) -> Document:
    text = draw(texts())
    known = draw(st.sampled_from([True, True, True, False]))
    return document(text, id, **draw(layers(text, gold=True, most=most, known=known, of=of)))


@st.composite
def pairs(
    draw: st.DrawFn, id: str = "x", most: int = 3, of: tuple[str, ...] = LAYERS
) -> tuple[Document, Prediction]:
    """A gold document and a prediction, which repeats some of gold so that matches happen."""
    gold = draw(documents(id, most, of))
    found = draw(layers(gold.text, gold=False, most=most, of=of))
    plain = msgspec.to_builtins(gold.annotation)
    for layer, own in found.items():
        items = plain.get(layer, ())
        chosen = draw(st.integers(0, 2 ** len(items) - 1))
        dropped = draw(st.sampled_from(["", "source", "cue", "speakers"]))
        for number, item in enumerate(items):
            if chosen >> number & 1:
                kept = {k: v for k, v in item.items() if k in _KEPT[layer] and k != dropped}
                for role in ("content", "source", "cue"):
                    for part in kept.get(role, ()):
                        part.pop("text", None)
                own.append(kept)
    return gold, prediction(id, **found)


def layer_pairs(layer: str, most: int = 3) -> st.SearchStrategy[tuple[Document, Prediction]]:
    """Pairs with no more than what scoring a layer needs."""
    return pairs(of=_NEEDS[layer], most=most)


_KEPT = {
    "entities": ("start", "end", "label"),
    "attributions": ("content", "source", "cue", "speakers"),
    "claims": ("start", "end", "check_worthy"),
    "boilerplate": ("start", "end", "category"),
}


def prediction(id: str, **layers: Any) -> Prediction:
    """Return a prediction of plain layers, nulls left out."""

    def known(value: Any) -> Any:
        if isinstance(value, dict):
            return {k: known(v) for k, v in value.items() if v is not None}
        return [known(one) for one in value] if isinstance(value, (list, tuple)) else value

    return msgspec.convert({"id": id, **known(layers)}, Prediction)
