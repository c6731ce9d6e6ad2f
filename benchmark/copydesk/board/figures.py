"""The figures of one row of the board, from the counts of an entry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from copydesk.board.entries import Entry, Field
from copydesk.labels import LAYERS, Layer
from copydesk.scoring import Evaluation, Score
from copydesk.scoring.condense import condense
from copydesk.scoring.metrics import Mean, Metric, divide, known
from copydesk.scoring.registry import LEAKING
from copydesk.stats import rank_systems

OVERALL = "overall"
#: What has a table of its own, in this order.
TABLES: tuple[str, ...] = (OVERALL, *LAYERS)


@dataclass(frozen=True)
class Row:
    """An entry in one table: its headline score, and `ranks`, the places that it may hold."""

    entry: Entry
    score: Score
    ranks: tuple[int, int] | None


@dataclass(frozen=True)
class Standings:
    """A table of the board: ranked systems by score, then those without a rank, then references.

    `resolvable` is the smallest difference that the split resolves, None where it is unknown.
    """

    table: str
    rows: tuple[Row, ...]
    resolvable: float | None


@lru_cache(maxsize=4 * len(TABLES))
def standings(field: Field, table: str) -> Standings:
    """Return one table of the board; a system over the gate holds no rank on boilerplate."""
    scored = [(one, found) for one in field.entries if (found := score_of(one.evaluation, table))]
    gated = {one.id for one, _ in scored if table == "boilerplate" and one.evaluation.gated}
    ranked = [one for one, _ in scored if one.ranked and one.id not in gated]
    ranks, resolvable = _ranks(table, ranked)
    rows = [Row(entry, score, ranks.get(entry.id)) for entry, score in scored]

    def place(row: Row) -> tuple[object, ...]:
        value = row.score.value
        return (
            not row.entry.ranked,
            row.entry.id in gated,
            -(-1.0 if value is None else value),
            row.entry.id,
        )

    return Standings(table, tuple(sorted(rows, key=place)), resolvable)


def score_of(evaluation: Evaluation, table: str) -> Score | None:
    """Return the headline of a layer, or `overall`; None where there is none."""
    if table == OVERALL:
        return evaluation.overall
    scores = evaluation.layers.get(_layer(table))
    return scores.headline if scores else None


def leak_of(evaluation: Evaluation, table: str) -> float | None:
    """Return the share of a layer's items, or of all, that lie in furniture; None: no items."""
    if table == OVERALL:
        return evaluation.leak.value
    if table not in LEAKING:
        return None
    number, sums = evaluation.columns.number, evaluation.counts.sums()
    part, whole = (sums[number[f"leak/{table}/{kind}"]] for kind in ("part", "whole"))
    return known(divide(part, whole))


def seen_of(entry: Entry) -> list[str]:
    """Return the documents of the split that the system says it may have seen."""
    return sorted(set(entry.card.seen_documents).intersection(entry.evaluation.counts.documents))


def clean_score(entry: Entry, table: str) -> float | None:
    """Return the headline over the documents that the system has not seen."""
    seen = set(entry.card.seen_documents)
    counts = entry.evaluation.counts
    kept = np.array([name not in seen for name in counts.documents])
    return known(_metric(entry.evaluation, table).value(counts.values[kept].sum(axis=0)))


def _metric(evaluation: Evaluation, table: str) -> Metric:
    if table == OVERALL:
        return Mean(OVERALL, tuple(evaluation.metrics(layer)[0] for layer in LAYERS))
    return evaluation.metrics(_layer(table))[0]


def _layer(table: str) -> Layer:
    return next(layer for layer in LAYERS if layer == table)


def _ranks(table: str, entries: Sequence[Entry]) -> tuple[dict[str, tuple[int, int]], float | None]:
    if not entries or len(set(entries[0].evaluation.counts.clusters)) < 2:
        return {}, None
    sums = [one.evaluation.counts.by_cluster() for one in entries]
    metric, condensed = condense(_metric(entries[0].evaluation, table), sums)
    names = [one.id for one in entries]
    ranking = rank_systems(metric, dict(zip(names, condensed, strict=True)))
    ranks = {one.name: (one.best, one.worst) for one in ranking.standings}
    return ranks, ranking.resolvable
