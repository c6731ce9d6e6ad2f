"""When a predicted span counts as a gold one: criteria as values.

A criterion's `repr` is its canonical name, and `criterion(name)` reads it back. Each turns
two lists of labelled spans into edges for the matcher; credits are halves at the least.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from copydesk.errors import CopyDeskError
from copydesk.scoring.matching import Edge, match, overlapping, weight

#: start, end (code points, half-open), label
Labelled = tuple[int, int, str]


class Criterion(ABC):
    """A rule that says which gold and predicted spans may pair, and for what credit."""

    @abstractmethod
    def credit(self, gold: Labelled, predicted: Labelled, shared: int) -> float:
        """Return the credit of a pair that shares `shared` characters; 0 where it is no edge."""

    def pairs(
        self, gold: Sequence[Labelled], predicted: Sequence[Labelled]
    ) -> list[tuple[int, int, float]]:
        """Return (gold index, predicted index, credit) of the maximum-credit matching.

        The indices point into the lists as given. Ties go to the greatest summed overlap,
        then to position.
        """
        gold_order = sorted(range(len(gold)), key=gold.__getitem__)
        predicted_order = sorted(range(len(predicted)), key=predicted.__getitem__)
        edges: list[Edge] = []
        credits: dict[tuple[int, int], float] = {}
        for i, j in overlapping(
            [gold[place][:2] for place in gold_order],
            [predicted[place][:2] for place in predicted_order],
        ):
            one, other = gold[gold_order[i]], predicted[predicted_order[j]]
            shared = min(one[1], other[1]) - max(one[0], other[0])
            if credit := self.credit(one, other, shared):
                credits[i, j] = credit
                edges.append((i, j, weight(credit, shared)))
        return [(gold_order[i], predicted_order[j], credits[i, j]) for i, j in match(edges)]


@dataclass(frozen=True, repr=False)
class Strict(Criterion):
    """Same start, end and label: credit 1."""

    def __repr__(self) -> str:
        return "strict"

    def credit(self, gold: Labelled, predicted: Labelled, shared: int) -> float:
        return float(gold == predicted)


@dataclass(frozen=True, repr=False)
class Exact(Criterion):
    """Same start and end, whatever the label: credit 1."""

    def __repr__(self) -> str:
        return "exact"

    def credit(self, gold: Labelled, predicted: Labelled, shared: int) -> float:
        return float(gold[:2] == predicted[:2])


@dataclass(frozen=True, repr=False)
class Type(Criterion):
    """Same label and a shared character: credit 1."""

    def __repr__(self) -> str:
        return "type"

    def credit(self, gold: Labelled, predicted: Labelled, shared: int) -> float:
        return float(gold[2] == predicted[2])


@dataclass(frozen=True, repr=False)
class Partial(Criterion):
    """A shared character, whatever the label: credit 1 for the same boundaries, else .5 (MUC-5)."""

    def __repr__(self) -> str:
        return "partial"

    def credit(self, gold: Labelled, predicted: Labelled, shared: int) -> float:
        return 1.0 if gold[:2] == predicted[:2] else 0.5


@dataclass(frozen=True, repr=False)
class IoU(Criterion):
    """Same label and intersection / union of characters of at least `threshold`: credit 1."""

    threshold: float

    def __post_init__(self) -> None:
        if not 0 < self.threshold <= 1:
            raise CopyDeskError(f"iou({self.threshold}): the threshold must lie in (0, 1]")

    def __repr__(self) -> str:
        decimal = f"{Decimal(repr(self.threshold)).normalize():f}"
        return f"iou({decimal})".replace("(0.", "(.")

    def credit(self, gold: Labelled, predicted: Labelled, shared: int) -> float:
        union = gold[1] - gold[0] + predicted[1] - predicted[0] - shared
        numerator, denominator = _ratio(self.threshold)
        return float(gold[2] == predicted[2] and denominator * shared >= numerator * union)


@dataclass(frozen=True, repr=False)
class Chars(Criterion):
    """No pairs: characters covered, per label, white space aside, union within a side."""

    def __repr__(self) -> str:
        return "chars"

    def credit(self, gold: Labelled, predicted: Labelled, shared: int) -> float:
        return 0.0


@lru_cache
def _ratio(threshold: float) -> tuple[int, int]:
    # The float's own decimal is what the user wrote; in integers nothing is rounded.
    return Fraction(repr(threshold)).as_integer_ratio()


_PLAIN: dict[str, Criterion] = {
    repr(one): one for one in (Strict(), Exact(), Type(), Partial(), Chars())
}


def criterion(name: str) -> Criterion:
    """Return the criterion of a canonical name.

    Raises CopyDeskError for an unknown one.

    >>> criterion("iou(.5)"), criterion(repr(Strict())) == Strict()
    (iou(.5), True)
    """
    if found := _PLAIN.get(name):
        return found
    if threshold := re.fullmatch(r"iou\((\d*\.?\d+)\)", name):
        return IoU(float(threshold[1]))
    known = ", ".join([*_PLAIN, "iou(t)"])
    raise CopyDeskError(f"unknown criterion {name!r}: write one of {known}")
