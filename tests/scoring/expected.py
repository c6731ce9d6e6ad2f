"""What every metric is for gold itself, for nothing, and for gold with one item removed.

The corpus is small enough to work every number out by hand, and has something for every metric
and slice that does not ask for a rare label.
"""

from __future__ import annotations

from typing import Any

from copydesk.predictions import as_prediction
from copydesk.records import to_builtins

from .markup import gold, score, values

_ONE = (
    "[headline|Bridge closed]\n"
    "[s1|[PERSON|Ada Lee]] of [ORG|Acme] [q1|said] [c1|[k.event|the bridge in [GPE|Leeds] fell]].\n"
    "[c2|“[v.state|It was old],”] [s2|she] [q2|added].\n"
    "[related_inline|READ MORE: Ten bridges]\n"
    "[nav_ui|Menu\nSport]"
)
_TWO = "[k.quantity|Ten [NORP|British] people left [GPE|Leeds] for [GPE|York]]. It rained."

#: what is removed of the first document's list: layer, place in the list
REMOVED = {"entities": 1, "attributions": 1, "claims": 0, "boilerplate": 0}


def documents() -> list[Any]:
    return [
        gold(
            _ONE,
            "a",
            speakers={1: ["Ada Lee"], 2: ["Ada Lee"]},
            source_types={1: "person", 2: "person"},
        ),
        gold(_TWO, "b"),
    ]


def answers(without: str | None = None) -> list[dict[str, Any]]:
    """Gold as a prediction, claims with scores; `without` one item of a layer."""
    found = [to_builtins(as_prediction(one.annotation)) for one in documents()]
    for answer in found:
        for claim in answer["claims"]:
            claim["score"] = 0.9
    if without:
        kept = list(found[0][without])
        del kept[REMOVED[without]]
        found[0][without] = kept
    return found


def nothing() -> list[dict[str, Any]]:
    return [{"id": one.id, **{layer: [] for layer in REMOVED}} for one in documents()]


def table() -> dict[str, tuple[float | None, float | None, float | None]]:
    """metric -> value of gold itself, of nothing, and of gold without one item of the layer."""
    held = documents()
    itself, empty = values(score(held, answers())), values(score(held, nothing()))
    fewer = {layer: values(score(held, answers(layer))) for layer in REMOVED}
    return {
        metric: (
            value,
            empty.get(metric),
            fewer[metric.partition(":")[0]][metric] if ":" in metric else None,
        )
        for metric, value in itself.items()
    }
