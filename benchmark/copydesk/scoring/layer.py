"""What every layer gives the evaluator."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from copydesk.labels import Layer
from copydesk.records import Annotation, Prediction
from copydesk.scoring.metrics import Columns, Metric
from copydesk.text import Text

Prepared = TypeVar("Prepared")


@dataclass(frozen=True)
class Attempted:
    """What a file of predictions offers as a whole; it decides which metrics are defined.

    `layers` were attempted, names can be read in `views` (finest first), and `scored` layers
    carry a score somewhere.
    """

    layers: frozenset[Layer]
    views: tuple[str, ...]
    scored: frozenset[Layer]


@dataclass
class Comparison:
    """One document in one layer.

    `counts` by column name (columns left out are 0); `pairs` are the (gold number, predicted
    number) that the headline counts as right; `found` are those that detection pairs, right
    or not; `counted` are the gold and the predicted items that the headline counts at all.
    Numbers point into the records' lists (boilerplate: they are the numbers of lines).
    """

    counts: dict[str, float]
    pairs: list[tuple[int, int]] = field(default_factory=list)
    found: list[tuple[int, int]] = field(default_factory=list)
    counted: tuple[set[int], set[int]] = field(default_factory=lambda: (set(), set()))


class LayerScorer(ABC, Generic[Prepared]):
    """Scores one layer: counts of each document, and the metrics that are made of them."""

    name: Layer
    columns: tuple[str, ...]

    @abstractmethod
    def prepare(
        self, text: Text, annotation: Annotation, before: Mapping[Layer, Any] | None = None
    ) -> Prepared:
        """Compute once what comparing a document with any system needs of its gold.

        `before` holds what earlier layers of the document made of theirs, to build on.
        """

    @abstractmethod
    def compare(self, gold: Prepared, predicted: Prediction) -> Comparison:
        """Count one document.

        Spans of `predicted` carry offsets; one without any was not found in the text and is
        a false positive.
        """

    @abstractmethod
    def metrics(self, columns: Columns, attempted: Attempted) -> Sequence[Metric]:
        """Return the layer's metrics that these predictions allow, the headline first."""

    def unscored(self, attempted: Attempted) -> Mapping[str, str]:
        """Return the metrics that these predictions do not allow, each with the reason."""
        return {}

    def slices(self, columns: Columns) -> Sequence[Metric]:
        """Return recall by gold property: a false positive has no gold property."""
        return ()
