"""CopyDesk: a benchmark for extracting entities, attributions, claims and boilerplate from news.

>>> import copydesk
>>> gold = [{"id": "x", "text": "Ada Lovelace wrote.", "entities": [
...     {"id": "e1", "start": 0, "end": 12, "text": "Ada Lovelace", "label": "PERSON"}]}]
>>> predicted = [{"id": "x", "entities": [{"start": 0, "end": 12, "label": "PERSON"}]}]
>>> copydesk.score(predicted, gold).layers["entities"].headline.value
1.0
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "1.0.0"

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from copydesk.corpus import Corpus, Document, corpus_from_rows, read_corpus
    from copydesk.errors import CopyDeskError, InputError, Problem
    from copydesk.records import Annotation, Article, Prediction, System
    from copydesk.scoring import Evaluation, Evaluator

#: Public name -> module. Imported on first use, so that `import copydesk` costs nothing.
_HOME = {
    "Annotation": "copydesk.records",
    "Article": "copydesk.records",
    "CopyDeskError": "copydesk.errors",
    "Corpus": "copydesk.corpus",
    "Document": "copydesk.corpus",
    "Evaluation": "copydesk.scoring",
    "Evaluator": "copydesk.scoring",
    "InputError": "copydesk.errors",
    "Prediction": "copydesk.records",
    "Problem": "copydesk.errors",
    "System": "copydesk.records",
    "corpus_from_rows": "copydesk.corpus",
    "read_corpus": "copydesk.corpus",
}

__all__ = [
    "Annotation",
    "Article",
    "CopyDeskError",
    "Corpus",
    "Document",
    "Evaluation",
    "Evaluator",
    "InputError",
    "Prediction",
    "Problem",
    "System",
    "corpus_from_rows",
    "read_corpus",
    "score",
]


def score(
    predictions: str | Path | Iterable[Mapping[str, Any] | Prediction],
    gold: Corpus | str | Path | Iterable[Mapping[str, Any]] | None = None,
    split: str | None = None,
    *,
    allow_missing: bool = False,
) -> Evaluation:
    """Score predictions (a file, records, plain dicts) against gold.

    `gold` is a corpus, its folder or file, rows (plain dicts, a `datasets` split), or None for
    the packaged gold; `split` limits it. To score several systems build an `Evaluator` once.
    Raises InputError with every problem of the input; then nothing is scored.
    """
    from copydesk.corpus import Corpus, corpus_from_rows, read_corpus
    from copydesk.scoring import Evaluator

    if not isinstance(gold, Corpus):
        from_file = gold is None or isinstance(gold, str) or hasattr(gold, "__fspath__")
        gold = read_corpus(gold, check=False) if from_file else corpus_from_rows(gold)  # type: ignore[arg-type]
    return Evaluator(gold, split).score(predictions, allow_missing=allow_missing)


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'copydesk' has no attribute {name!r}")
