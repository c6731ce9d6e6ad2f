"""A corpus as far as it can be read: one that is being made is counted as it stands."""

from __future__ import annotations

import os

from copydesk.corpus import Corpus, Document, cluster_names
from copydesk.derive import primary
from copydesk.errors import Problem
from copydesk.resources import data_root
from copydesk.validate.loading import load


def readable(path: str | os.PathLike[str] | None = None) -> tuple[Corpus, list[Problem]]:
    """Return the documents of a corpus in whose files nothing is wrong, and what is wrong.

    Args:
        path: a corpus folder or file; None is the data that came with the package. Records,
            hashes and offsets are checked, not the rules for gold.
    """
    loaded = load(data_root() if path is None else path, check=False)
    bad = {(problem.file, problem.line) for problem in loaded.problems}
    files = {file for file, _ in bad if file.endswith((".json", ".txt"))}
    kept = []
    for entry in sorted(loaded.entries, key=lambda one: (one.split or "", one.article.id)):
        places = {entry.article_at, entry.annotation_at}
        if not any(place.file in files or tuple(place) in bad for place in places):
            kept.append(entry)
    clusters = cluster_names([entry.article for entry in kept])
    documents = tuple(
        Document(entry.article, primary(entry.annotation), entry.split, cluster)
        for entry, cluster in zip(kept, clusters, strict=True)
    )
    return Corpus(loaded.info, documents, tuple(loaded.withheld)), loaded.problems


__all__ = ["readable"]
