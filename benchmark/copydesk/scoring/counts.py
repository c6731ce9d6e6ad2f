"""The per-document count array: all that is left of a comparison, and all that scores need."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from copydesk.scoring.metrics import Array, tidy
from copydesk.stats import cluster_sums

FORMAT = 1


@dataclass(frozen=True)
class Counts:
    """`values[document, column]`, float64, with the statistical cluster of each document."""

    documents: tuple[str, ...]
    clusters: tuple[str, ...]
    columns: tuple[str, ...]
    values: Array

    def sums(self) -> Array:
        """Return the sums over documents, shape (columns,)."""
        total: Array = self.values.sum(axis=0)
        return total

    def by_cluster(self) -> Array:
        """Return the sums of each cluster, in sorted order of the clusters, (clusters, columns)."""
        return cluster_sums(self.values, self.clusters)

    def to_record(self) -> dict[str, Any]:
        """Return plain lists: columns that are 0 throughout are left out."""
        used = np.flatnonzero(self.values.any(axis=0))
        return {
            "format": FORMAT,
            "ids": list(self.documents),
            "clusters": list(self.clusters),
            "counts": {
                self.columns[column]: [tidy(value) for value in self.values[:, column]]
                for column in used
            },
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any], columns: Sequence[str]) -> Counts:
        """Read what `to_record` wrote.

        Raises ValueError where the record is of another format or does not fit `columns`.
        """
        if record.get("format") != FORMAT:
            raise ValueError(f"counts of format {record.get('format')!r}, not {FORMAT}")
        documents = tuple(record["ids"])
        values = np.zeros((len(documents), len(columns)))
        number = {name: place for place, name in enumerate(columns)}
        for name, column in record["counts"].items():
            if name not in number or len(column) != len(documents):
                raise ValueError(f"counts do not fit: column {name!r} of {len(column)} documents")
            values[:, number[name]] = column
        return cls(documents, tuple(record["clusters"]), tuple(columns), values)
