"""The field's scorers on the same spans, in their own input formats; conversion is not timed."""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from copydesk.text import Text


class Peer(NamedTuple):
    """A scorer's inputs: gold and predicted, and the labels."""

    gold: list[Any]
    predicted: list[Any]
    labels: list[str]


def _documents(gold: Path, predictions: Path) -> Iterator[tuple[str, list[Any], list[Any]]]:
    with open(gold, encoding="utf-8") as left, open(predictions) as right:
        for row, line in zip(left, right, strict=True):
            held = json.loads(row)
            yield held["text"], held["entities"], json.loads(line)["entities"]


def spans(gold: Path, predictions: Path) -> Peer:
    """Return the spans as nervaluate takes them."""
    labels: set[str] = set()
    sides: tuple[list[Any], list[Any]] = [], []
    for _, *names in _documents(gold, predictions):
        for side, own in zip(sides, names, strict=True):
            side.append([{key: one[key] for key in ("label", "start", "end")} for one in own])
            labels |= {one["label"] for one in own}
    return Peer(*sides, sorted(labels))


def tags(gold: Path, predictions: Path) -> Peer:
    """Return the names as one IOB2 tag a word, as seqeval takes them; a later name overwrites."""
    sides: tuple[list[Any], list[Any]] = [], []
    known: dict[str, str] = {}
    for text, *names in _documents(gold, predictions):
        starts, ends = Text(text).words
        for side, own in zip(sides, names, strict=True):
            line = ["O"] * len(starts)
            for one in own:
                first, last = bisect_right(ends, one["start"]), bisect_left(starts, one["end"])
                for place in range(first, last):
                    tag = f"{'B' if place == first else 'I'}-{one['label']}"
                    line[place] = known.setdefault(tag, tag)
            side.append(line)
    return Peer(*sides, [])


def run_nervaluate(peer: Peer) -> Any:
    """Score by nervaluate: its four schemes, overall and by label."""
    from nervaluate import Evaluator

    return Evaluator(peer.gold, peer.predicted, tags=peer.labels, loader="dict").evaluate()


def run_seqeval(peer: Peer) -> Any:
    """Score by seqeval: strict precision, recall and F1, overall and by label."""
    from seqeval.metrics import classification_report
    from seqeval.scheme import IOB2

    return classification_report(
        peer.gold, peer.predicted, mode="strict", scheme=IOB2, output_dict=True, zero_division=0
    )


#: name -> (conversion, scorer)
PEERS = {"nervaluate": (spans, run_nervaluate), "seqeval": (tags, run_seqeval)}
