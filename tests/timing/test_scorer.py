"""The scorer against `orjson.loads` and the field's scorers: ratios within one run.

Only what issue and docs promise is asserted, with the noise of a shared machine in mind; the
figures themselves stand in `runs/timing/timing.json` and in `docs/scoring.md`. What has several
rounds is a `figure`, which is compared from run to run.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Any

import numpy as np
import orjson
import pytest

from copydesk.corpus import corpus_from_rows, read_corpus
from copydesk.errors import InputError
from copydesk.predictions import Predictions
from copydesk.scoring import Evaluator
from copydesk.stats import bootstrap_sums, bootstrap_weights

from . import made, peers
from .conftest import Files, child, least

pytestmark = pytest.mark.timing
Measured = dict[str, Any]
Figure = Callable[[str, float], None]

SIZES = (30_000, 300_000, 3_000_000)


def _loads(files: Files) -> Callable[[], None]:
    def work() -> None:
        for line in files.lines:
            orjson.loads(line)

    return work


@pytest.mark.parametrize("spans", SIZES[:2])
def test_names(
    spans: int,
    files: Callable[[int], Files],
    measured: Measured,
    figure: Figure,
    benchmark: Any,
) -> None:
    """Everything `Evaluator.score` does: read, check, normalise, all metrics of the layer."""
    own = files(spans)
    evaluator = Evaluator(read_corpus(own.gold, check=False))
    rounds = 60 if spans == SIZES[0] else 25
    loads, score = least(rounds, _loads(own), lambda: evaluator.score(own.predictions))
    found = {"orjson": loads, "copydesk": score}
    logging.disable(logging.CRITICAL)
    for name, (convert, run) in peers.PEERS.items():
        peer = convert(own.gold, own.predictions)
        found[name] = least(2, lambda run=run, peer=peer: run(peer))[0]
    logging.disable(logging.NOTSET)
    measured.setdefault("names", {})[str(spans)] = found
    figure(f"scorer: {spans:,} names", score)
    benchmark.extra_info.update(found, ratio=score / loads)
    benchmark.pedantic(evaluator.score, (own.predictions,), rounds=3)
    assert score < 4.5 * loads


def test_names_in_bounded_memory(
    files: Callable[[int], Files], measured: Measured, figure: Figure, root: Path
) -> None:
    """3,000,000 spans, each scorer in a process of its own; gold stays on disk."""
    spans = SIZES[2]
    own = files(spans)
    found: dict[str, Any] = {"orjson": least(3, _loads(own))[0]}
    memory = {}
    own.lines = []
    for name in ("copydesk", *peers.PEERS):
        words = child("-m", "tests.timing.memory", name, str(own.gold), str(own.predictions))
        runs = [
            subprocess.run(words, cwd=root, capture_output=True, check=True)
            for _ in range(3 if name == "copydesk" else 1)
        ]
        said = [json.loads(one.stdout) for one in runs]
        found[name] = min(one["seconds"] for one in said)
        memory[name] = max(one["megabytes"] for one in said)
    measured.setdefault("names", {})[str(spans)] = found
    measured["memory"] = memory
    figure(f"scorer: {spans:,} names", found["copydesk"])
    assert memory["copydesk"] < 300


def test_attributions(tmp_path: Path, measured: Measured, figure: Figure) -> None:
    """All metrics of the layer, 24 attributions a document."""
    rows = list(made.articles(150))
    path = tmp_path / "said.jsonl"
    with open(path, "w") as file:
        for one in made.answers(rows):
            file.write(json.dumps({key: one[key] for key in ("id", "attributions")}) + "\n")
    evaluator = Evaluator(corpus_from_rows(rows))
    count = sum(len(one["attributions"]) for one in rows)
    read = list(Predictions(path, evaluator.texts))
    compared, scored = least(
        9, lambda: [evaluator.compare(one) for one in read], lambda: evaluator.score(path)
    )
    figure(f"scorer: {count:,} attributions compared", compared)
    figure(f"scorer: {count:,} attributions read and compared", scored)
    measured["attributions"] = {
        "compared a second": count / compared,
        "read from a file and compared a second": count / scored,
    }
    assert count / compared > 10_000


def test_a_split_of_70_articles(tmp_path: Path, measured: Measured, figure: Figure) -> None:
    """`copydesk score` in all four layers, interpreter included."""
    rows = list(made.articles(70))
    gold, said = tmp_path / "gold.jsonl", tmp_path / "said.jsonl"
    gold.write_text("".join(json.dumps(one) + "\n" for one in rows))
    said.write_text("".join(json.dumps(one) + "\n" for one in made.answers(rows)))
    words = child("-m", "copydesk", "score", str(said), "--gold", str(gold), "--format", "json")
    seconds = []
    for _ in range(5):
        before = os.times()
        subprocess.run(words, capture_output=True, check=True)
        after = os.times()
        seconds.append(
            after.children_user
            + after.children_system
            - before.children_user
            - before.children_system
        )
    figure("scorer: `copydesk score`, 70 articles", min(seconds))
    measured["70 articles"] = {
        "seconds": min(seconds),
        "words": sum(len(one["text"].split()) for one in rows) / len(rows),
    }


def test_bootstrap(measured: Measured, figure: Figure) -> None:
    """10,000 resamples over 1,000 clusters and 32 columns."""
    clusters = np.random.default_rng(0).integers(0, 9, (1000, 32)).astype(np.float64)
    draw = least(3, lambda: bootstrap_weights.__wrapped__(1000))[0]
    weights = bootstrap_weights(1000)
    measured["bootstrap"] = {
        "weights": draw,
        "sums": least(5, lambda: bootstrap_sums(weights, clusters))[0],
    }
    figure("scorer: 10,000 resamples", measured["bootstrap"]["sums"])


def test_hostile_input(tmp_path: Path, measured: Measured) -> None:
    """200,000 overlapping spans in one document; 100,000 documents."""
    found: dict[str, float] = {}
    rng = np.random.default_rng(0)

    def crowd(words: int, name: str) -> tuple[Evaluator, Path]:
        text = "Ada " * words
        names = [
            {"id": f"e{n}", "start": 4 * n, "end": 4 * n + 3, "text": "Ada", "label": "PERSON"}
            for n in range(0, words, 10)
        ]
        evaluator = Evaluator(corpus_from_rows([{"id": "x", "text": text, "entities": names}]))
        edges = np.sort(rng.integers(0, len(text), (200_000, 2)), axis=1)
        spans = [{"start": a, "end": b + 1, "label": "PERSON"} for a, b in edges.tolist()]
        path = tmp_path / f"{name}.jsonl"
        path.write_bytes(orjson.dumps({"id": "x", "entities": spans}) + b"\n")
        return evaluator, path

    evaluator, path = crowd(400, "refused")
    began = process_time()
    with pytest.raises(InputError, match="too-many-spans"):
        evaluator.score(path)
    found["200,000 spans in 400 words, refused"] = process_time() - began
    evaluator, path = crowd(20_000, "scored")
    began = process_time()
    evaluator.score(path)
    found["200,000 overlapping spans in 20,000 words, scored"] = process_time() - began
    rows = [{"id": f"d{n}", "text": "Ada went.", "entities": []} for n in range(100_000)]
    evaluator = Evaluator(corpus_from_rows(rows))
    path = tmp_path / "many.jsonl"
    path.write_text(
        "".join(
            f'{{"id":"d{n}","entities":[{{"start":0,"end":3,"label":"ORG"}}]}}\n'
            for n in range(100_000)
        )
    )
    began = process_time()
    evaluator.score(path)
    found["100,000 documents, scored"] = process_time() - began
    measured["hostile"] = found
