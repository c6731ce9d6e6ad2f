"""Systems side by side: scores with intervals, ranks, and every pair tested."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from copydesk.errors import CopyDeskError
from copydesk.labels import LAYERS
from copydesk.markdown import count, interval, number
from copydesk.report.scores import Section
from copydesk.scoring import COLUMNS, Counts
from copydesk.scoring.condense import condense
from copydesk.scoring.registry import HEADLINES
from copydesk.stats import (
    Interval,
    compare_systems,
    linearized_interval,
    randomizations_for,
    rank_systems,
)


@dataclass(frozen=True)
class Contender:
    """A system's counts on a split, and the layers that it attempted.

    `gold` says which gold it was scored on: all contenders' must agree.
    """

    name: str
    counts: Counts
    layers: frozenset[str]
    gold: str

    @classmethod
    def from_record(cls, name: str, record: Mapping[str, Any]) -> Contender:
        """Read a result record (`score --format json`, `result.json`).

        Raises CopyDeskError where its counts cannot be read.
        """
        try:
            gold = record["gold"]
            layers = frozenset(record["layers"]) | ({"overall"} if record["overall"] else set())
            return cls(
                name,
                Counts.from_record(record["documents"], COLUMNS.names),
                layers,
                f"{gold['name']} {gold['version']}@{gold['sha256'][:8]} {gold['split']}",
            )
        except (KeyError, TypeError, ValueError) as error:
            raise CopyDeskError(
                f"{name}: no result record that this version reads ({error}): score it again"
            ) from error


def compare(contenders: Sequence[Contender], *, seed: int = 0) -> dict[str, Any]:
    """Compare two or more systems on the headlines that at least two of them attempted.

    Returns plain data: per layer the standings (value, interval, rank interval) and all pairs
    (difference, intervals, p, p adjusted over the pairs). Raises CopyDeskError for systems
    scored on different gold.
    """
    if len(contenders) < 2:
        raise CopyDeskError("a comparison needs two systems or more")
    first = contenders[0]
    for other in contenders[1:]:
        if other.gold != first.gold or other.counts.documents != first.counts.documents:
            raise CopyDeskError(
                f"{other.name} was scored on {other.gold} ({len(other.counts.documents)} documents)"
                f", {first.name} on {first.gold} ({len(first.counts.documents)}): "
                "score both on one gold and split"
            )
    layers = {}
    for layer in ("overall", *LAYERS):
        own = [one for one in contenders if layer in one.layers]
        if len(own) > 1:
            layers[layer] = _layer(layer, own, seed)
    if not layers:
        attempted = "; ".join(f"{one.name}: {', '.join(sorted(one.layers))}" for one in contenders)
        raise CopyDeskError(f"no layer that two of the systems attempt ({attempted})")
    return {
        "gold": first.gold,
        "documents": len(first.counts.documents),
        "clusters": len(set(first.counts.clusters)),
        "seed": seed,
        "systems": [one.name for one in contenders],
        "layers": layers,
    }


def _layer(layer: str, contenders: Sequence[Contender], seed: int) -> dict[str, Any]:
    metric, arrays = condense(HEADLINES[layer], [one.counts.by_cluster() for one in contenders])
    clusters = {one.name: array for one, array in zip(contenders, arrays, strict=True)}
    testable = len(next(iter(clusters.values()))) > 1
    ranking = rank_systems(metric, clusters, seed=seed)
    adjusted = {frozenset((one.first, one.second)): one.adjusted_p for one in ranking.pairs}
    pairs = []
    for place, one in enumerate(contenders):
        for other in contenders[place + 1 :]:
            tested = compare_systems(
                metric,
                clusters[one.name],
                clusters[other.name],
                randomizations=randomizations_for(len(ranking.pairs)),
                seed=seed,
            )
            pairs.append(
                {
                    "first": one.name,
                    "second": other.name,
                    "difference": _known(tested.difference),
                    "interval": _ends(tested.linearized),
                    "bootstrap": _ends(tested.bootstrap),
                    # One cluster allows no test: nothing could have come out otherwise.
                    "p": _known(tested.p) if testable else None,
                    "adjusted_p": adjusted.get(frozenset((one.name, other.name)))
                    if testable
                    else None,
                    "randomizations": tested.randomizations,
                    "exact": tested.exact,
                }
            )
    return {
        "metric": metric.name,
        "adjustment": ranking.adjustment,
        "resolvable": ranking.resolvable,
        "standings": [
            {
                "system": one.name,
                "value": one.value,
                "interval": _ends(linearized_interval(metric, clusters[one.name])),
                "ranks": [one.best, one.worst],
            }
            for one in ranking.standings
        ],
        "pairs": pairs,
    }


def comparison_sections(record: Mapping[str, Any]) -> list[Section]:
    """Return a comparison as tables: systems by layers, then the pairs."""
    layers: Mapping[str, Any] = record["layers"]
    cells = {
        (one["system"], layer): " ".join(
            filter(None, (number(one["value"]), one["interval"] and interval(one["interval"])))
        )
        for layer, scores in layers.items()
        for one in scores["standings"]
    }
    rows = tuple(
        (name, *(cells.get((name, layer), "-") for layer in layers)) for name in record["systems"]
    )
    pairs = tuple(
        (
            layer,
            f"{one['first']} - {one['second']}",
            number(one["difference"]),
            interval(one["interval"]),
            _p(one["p"]),
            _p(one["adjusted_p"]),
        )
        for layer, scores in layers.items()
        for one in scores["pairs"]
    )
    clusters = record["clusters"]
    rough = " Under 30 clusters: rough." if clusters < 30 else ""
    size = f"{count(record['documents'], 'document')}, {count(clusters, 'cluster')}"
    note = f"{record['gold']}: {size}. [lo, hi]: 95 %, linearised over clusters.{rough}"
    header = ("layer", "pair", "difference", "[lo, hi]", "p", "p adjusted")
    tested = (
        "Paired over clusters; p: two-sided approximate randomisation, adjusted by Holm over the "
        f"pairs of a layer; seed {record['seed']}."
    )
    return [
        Section("Scores", ("system", *layers), rows, note),
        Section("Differences", header, pairs, tested),
    ]


def _p(value: float | None) -> str:
    if value is None:
        return "-"
    return "< .001" if value < 0.001 else number(value)


def _known(value: float) -> float | None:
    return None if math.isnan(value) else value


def _ends(found: Interval | None) -> list[float] | None:
    return None if found is None else [found.low, found.high]
