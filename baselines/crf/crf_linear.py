"""Logistic regression over named features: weights read from a file, answers as probabilities."""

import gzip
import json
import math
from collections.abc import Mapping
from pathlib import Path


class Linear:
    """Weighs features with the weights that `train.py` found.

    The file is gzipped JSON: `classes`, and for each its `bias` and `weights` by feature; one
    row of them where there are two classes, for the second.
    """

    def __init__(self, path: Path) -> None:
        """Read the weights from `path`."""
        model = json.loads(gzip.decompress(path.read_bytes()))
        self.classes: list[str] = model["classes"]
        self.threshold: float = model["threshold"]
        self._rows: list[tuple[float, dict[str, float]]] = [
            (row["bias"], row["weights"]) for row in model["rows"]
        ]

    def probabilities(self, features: Mapping[str, float]) -> list[float]:
        """Return the probability of each class for an item with these features."""
        sums = [
            bias + sum(weights.get(name, 0.0) * value for name, value in features.items())
            for bias, weights in self._rows
        ]
        if len(sums) == 1:
            sums = [0.0, sums[0]]
        highest = max(sums)
        powers = [math.exp(one - highest) for one in sums]
        return [power / sum(powers) for power in powers]
