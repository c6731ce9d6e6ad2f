"""The result of a stored system: what is claimed, small, and compared with what is true."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from copydesk.corpus import Corpus
from copydesk.scoring import Evaluation
from copydesk.structure import join
from copydesk.validate.rules import text_hash

#: What stands in a stored result beside the scores; nothing of it can be scored again.
MEASURED = ("timing", "environment", "run")
#: Decimals of a stored score: what two machines agree on.
DECIMALS = 9


def result_record(
    evaluation: Evaluation,
    *,
    timing: Mapping[str, Any] | None = None,
    environment: Mapping[str, Any] | None = None,
    run: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Return the result that is stored beside predictions.

    It holds the headlines and the counts, from which every other metric follows, and the hashes
    of the texts. `run` says which SYSTEM the harness ran (`.`: the one in this folder) and the
    SHA-256 of it; None for predictions that came without their system.
    """
    record = evaluation.to_record()
    for scores in record["layers"].values():
        scores["headline"].pop("bootstrap")
        scores["metrics"] = scores["slices"] = {}
    if record["overall"]:
        record["overall"].pop("bootstrap")
    record["texts"] = text_hashes(evaluation.corpus)
    rounded: dict[str, Any] = _rounded(record)
    return rounded | {"timing": timing, "environment": environment, "run": run}


def text_hashes(corpus: Corpus) -> dict[str, str]:
    """Return of each document's text the first 16 digits of its SHA-256, by id."""
    return {one.id: text_hash(one.text)[:16] for one in corpus.documents}


def differences(claimed: Any, true: Any, path: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Yield (path, claimed, true) wherever two results differ; None for what is absent.

    >>> list(differences({"a": [1, 2.0]}, {"a": [1, 2.5], "b": 0}))
    [('a[1]', 2.0, 2.5), ('b', None, 0)]
    """
    if isinstance(claimed, dict) and isinstance(true, dict):
        for key in sorted(claimed.keys() | true.keys()):
            yield from differences(claimed.get(key), true.get(key), join(path, key))
    elif isinstance(claimed, list) and isinstance(true, list) and len(claimed) == len(true):
        for place, pair in enumerate(zip(claimed, true, strict=True)):
            yield from differences(*pair, f"{path}[{place}]")
    elif claimed != true or isinstance(claimed, bool) is not isinstance(true, bool):
        yield path, claimed, true


def to_json(record: Mapping[str, Any]) -> str:
    """Return a result as JSON that diffs well: a line a field, number lists on one line."""
    text = json.dumps(record, ensure_ascii=False, indent=1, allow_nan=False)
    return (
        re.sub(r"\[\s+([-0-9.,e+\s]+?)\s+\]", lambda m: f"[{' '.join(m[1].split())}]", text) + "\n"
    )


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, DECIMALS)
    if isinstance(value, dict):
        return {key: _rounded(one) for key, one in value.items()}
    return [_rounded(one) for one in value] if isinstance(value, (list, tuple)) else value
