"""The baselines by cross-validation inside train: for choices that validation must not be asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from copydesk.corpus import Corpus, Document
from copydesk.labels import LAYERS
from copydesk.markdown import number, table
from copydesk.scoring import Evaluator

from . import variants

FOLDS = 5


def parts(documents: Sequence[Document]) -> Iterator[tuple[list[Document], list[Document]]]:
    """Yield (to train on, to answer) for each part; an outlet is never in both.

    The outlets with most articles are dealt out first, each to the smallest part.
    """
    clusters: dict[str, list[Document]] = {}
    for one in documents:
        clusters.setdefault(one.cluster, []).append(one)
    dealt: list[list[Document]] = [[] for _ in range(FOLDS)]
    for _, own in sorted(clusters.items(), key=lambda item: (-len(item[1]), item[0])):
        min(dealt, key=len).extend(own)
    for part in dealt:
        ids = {one.id for one in part}
        yield [one for one in documents if one.id not in ids], part


def fold_table(corpus: Corpus, folder: Path) -> str:
    """Return the headlines of `rules`, `crf` and `pipeline` over train, models trained without."""
    from crf_gold import Read
    from crf_train import fit, write

    evaluator = Evaluator(corpus, "train")
    documents = evaluator.corpus.documents
    reads = {one.id: Read(one) for one in documents}
    rows: dict[str, list[variants.Row]] = {name: [] for name in ("rules", "crf", "pipeline")}
    for learnt, asked in parts(documents):
        write(fit([reads[one.id] for one in learnt]), folder)
        for name, found in rows.items():
            found += variants.whole(name, folder).rows(asked)
    lines = []
    for name, found in rows.items():
        scores = evaluator.score(found)
        heads = [number(scores.layers[layer].headline.value) for layer in LAYERS]
        lines.append([name, *heads, number(scores.overall.value if scores.overall else None)])
    return table([f"train, in {FOLDS} parts", *LAYERS, "overall"], lines)
