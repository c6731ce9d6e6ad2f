"""A linear-chain conditional random field: weights read from a file, labels found by Viterbi."""

import gzip
import json
from collections.abc import Sequence
from pathlib import Path

_NEVER = -1e9


class Chain:
    """Labels sequences of tokens with the weights that `train.py` found.

    The file is gzipped JSON: `labels`; `states`, for each feature its weights as
    {number of the label: weight}; `moves`, a row for each label with the weight of going from it
    to each other. A label `I-x` follows `B-x` or `I-x` only.
    """

    def __init__(self, path: Path) -> None:
        """Read the weights from `path`."""
        model = json.loads(gzip.decompress(path.read_bytes()))
        self.labels: list[str] = model["labels"]
        self._states = {
            feature: [(int(label), weight) for label, weight in weights.items()]
            for feature, weights in model["states"].items()
        }
        self._before = [
            [
                (before, model["moves"][before][after])
                for before in range(len(self.labels))
                if _may_follow(self.labels[after], self.labels[before])
            ]
            for after in range(len(self.labels))
        ]
        self._opening = [
            _NEVER if label.startswith("I-") else 0.0 for label in self.labels
        ]  # nothing is carried on at the start of a sequence

    def tag(self, tokens: Sequence[Sequence[str]]) -> list[str]:
        """Return the best labels for `tokens`, each given as the names of its features."""
        if not tokens:
            return []
        best = [one + two for one, two in zip(self._weigh(tokens[0]), self._opening, strict=True)]
        back: list[list[int]] = []
        for token in tokens[1:]:
            weights = self._weigh(token)
            came: list[int] = []
            reached: list[float] = []
            for weight, before in zip(weights, self._before, strict=True):
                value, label = max((best[one] + move, -one) for one, move in before)
                came.append(-label)
                reached.append(value + weight)
            best = reached
            back.append(came)
        at = max(range(len(best)), key=lambda label: (best[label], -label))
        path = [at]
        for came in reversed(back):
            at = came[at]
            path.append(at)
        return [self.labels[label] for label in reversed(path)]

    def _weigh(self, features: Sequence[str]) -> list[float]:
        """Return for each label the sum of what the features speak for it."""
        weights = [0.0] * len(self.labels)
        for feature in features:
            for label, weight in self._states.get(feature, ()):
                weights[label] += weight
        return weights


def _may_follow(after: str, before: str) -> bool:
    """Tell whether a label may follow another: what goes on must have begun."""
    return not after.startswith("I-") or before[2:] == after[2:]


def spans_of(labels: Sequence[str]) -> list[tuple[int, int, str]]:
    """Return (first, last, kind) of the stretches that `B-kind`, `I-kind` labels mark."""
    found: list[tuple[int, int, str]] = []
    for at, label in enumerate(labels):
        if label.startswith("B-"):
            found.append((at, at + 1, label[2:]))
        elif label.startswith("I-"):
            first, _, kind = found.pop()
            found.append((first, at + 1, kind))
    return found
