"""The four layers, and the columns of the count array that they fill."""

from __future__ import annotations

from typing import Any

from copydesk.labels import LAYERS, Layer
from copydesk.scoring.attributions import Attributions
from copydesk.scoring.boilerplate import Boilerplate
from copydesk.scoring.claims import Claims
from copydesk.scoring.entities import Entities
from copydesk.scoring.layer import Attempted, LayerScorer
from copydesk.scoring.metrics import Columns, Mean, Metric

SCORERS: dict[Layer, LayerScorer[Any]] = {
    scorer.name: scorer for scorer in (Entities(), Attributions(), Claims(), Boilerplate())
}
LEAKING: tuple[Layer, ...] = ("entities", "attributions", "claims")
COLUMNS = Columns(
    [
        *(column for layer in LAYERS for column in SCORERS[layer].columns),
        *(f"leak/{layer}/{kind}" for layer in LEAKING for kind in ("part", "whole")),
    ]
)

_ALL = Attempted(frozenset(LAYERS), ("core",), frozenset())
_HEADS: dict[str, Metric] = {layer: SCORERS[layer].metrics(COLUMNS, _ALL)[0] for layer in LAYERS}
#: The headline metric of each layer, and `overall`, their mean.
HEADLINES: dict[str, Metric] = {**_HEADS, "overall": Mean("overall", tuple(_HEADS.values()))}
