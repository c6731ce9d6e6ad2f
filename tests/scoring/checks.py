"""What the layers' tests share: the scorer's counts against the plain oracle's."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import pytest

from copydesk.corpus import Document
from copydesk.labels import CATEGORIES
from copydesk.records import Prediction
from copydesk.scoring import SCORERS, Evaluator

from . import oracle
from .markup import corpus

#: Room for credits that are held in small steps.
LAYER_ORACLES = oracle.LAYER_ORACLES
CLOSE = {"abs": 1e-5}


def measure(gold: Document, predicted: Prediction, layer: str) -> dict[str, dict[str, Any]]:
    """Return counts and value of every metric and slice of a layer, without intervals."""
    evaluation = Evaluator(corpus(gold)).score([predicted])
    sums = evaluation.counts.sums()
    both = (*evaluation.metrics(layer), *SCORERS[layer].slices(evaluation.columns))
    return {one.name: {**one.counts(sums), "value": float(one.value(sums))} for one in both}


def alike(one: dict[str, dict[str, Any]], other: dict[str, dict[str, Any]]) -> None:
    """Assert that two measurements have the same metrics, values and counts."""
    assert one.keys() == other.keys()
    for name, counts in one.items():
        assert counts == pytest.approx(other[name], nan_ok=True), name


def triple(counts: dict[str, Any]) -> tuple[Any, ...]:
    """Return counts as the oracle writes them."""
    keys = ("part", "whole") if "part" in counts else ("true_positives", "predicted", "gold")
    return tuple(counts[key] for key in keys)


def agree(gold: Document, predicted: Prediction, layer: str) -> None:
    """Assert that every metric of a layer has the counts that the contract asks for."""
    scores = measure(gold, predicted, layer)
    wanted = LAYER_ORACLES[layer](gold, predicted)
    for name, possible in wanted.items():
        if name.startswith("_"):
            continue
        if name not in scores:
            assert "@" in name, f"{name} is not scored"
            continue
        found = triple(scores[name])
        assert any(found == pytest.approx(tuple(map(float, one)), **CLOSE) for one in possible), (
            f"{name}: {found}, by the contract {possible}"
        )
    _EXTRA.get(layer, lambda *_: None)(scores, wanted)


def _attributions(scores: Any, wanted: Any) -> None:
    roles = tuple(scores[name]["true_positives"] for name in oracle.ROLE_MEASURES)
    assert any(
        roles == pytest.approx(tuple(map(float, one)), **CLOSE) for one in wanted["_roles"]
    ), f"roles: {roles}, by the contract {wanted['_roles']}"
    for what in ("wsw", "detection"):
        each = [wanted[f"{what}@.{k}"][0] for k in range(50, 100, 5)]
        f1s = [2 * hits / (predicted + gold) for hits, predicted, gold in each if predicted + gold]
        assert scores[what]["value"] == pytest.approx(mean(f1s), nan_ok=True)
    for metric in ("detection@.5", "wsw@.5"):
        found = {
            name.partition("/")[2]: triple(one)
            for name, one in scores.items()
            if name.startswith(f"{metric}/")
        }
        assert {name: whole for name, (_, whole) in found.items() if whole} == dict(
            wanted["_slices/gold"][0]
        )
        hits = {name: part for name, (part, _) in found.items() if part}
        assert hits in [dict(one) for one in wanted[f"_slices/{metric}"]]


def _claims(scores: Any, wanted: Any) -> None:
    hits, yes, gold = wanted["sentences"][0]
    whole = wanted["_sentences"][0]
    bottom = (yes * gold * (whole - yes) * (whole - gold)) ** 0.5
    mcc = (hits * whole - yes * gold) / bottom if bottom else math.nan
    assert scores["sentences_mcc"]["value"] == pytest.approx(mcc, nan_ok=True)
    if "average_precision" in scores:
        thresholds, gold = wanted["_average_precision"][0]
        before, area = 0, 0.0
        for hits, kept in thresholds:
            area += (hits - before) * (hits / kept if kept else 0)
            before = hits
        area = area / gold if gold else math.nan
        assert scores["average_precision"]["value"] == pytest.approx(area, nan_ok=True)


def _boilerplate(scores: Any, wanted: Any) -> None:
    hits, gold = wanted["_categories"][0]
    for category in CATEGORIES:
        found = triple(scores[f"lines/category={category}"])
        assert found == (hits[category], gold[category])


_EXTRA = {"attributions": _attributions, "claims": _claims, "boilerplate": _boilerplate}


def mean(numbers: Sequence[float]) -> float:
    return sum(numbers) / len(numbers) if numbers else math.nan
