"""What a comparison with gold says: scores with intervals, and the record of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from copydesk.corpus import Corpus
from copydesk.labels import LAYERS, Layer
from copydesk.markdown import number
from copydesk.records import System, to_builtins
from copydesk.scoring.boilerplate import CONTENT_LOSS_GATE
from copydesk.scoring.counts import Counts
from copydesk.scoring.layer import Attempted
from copydesk.scoring.metrics import Array, Columns, Mean, Metric, known
from copydesk.scoring.registry import SCORERS
from copydesk.scoring.signature import render, signature
from copydesk.stats import bootstrap_interval, linearized_interval

if TYPE_CHECKING:
    import pandas

FORMAT = 1


@dataclass(frozen=True)
class Score:
    """A metric's value on a split; None is undefined (0/0)."""

    metric: str
    value: float | None
    precision: float | None
    recall: float | None
    interval: tuple[float, float] | None
    counts: Mapping[str, Any]

    def to_record(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        return {
            "metric": self.metric,
            "value": self.value,
            "precision": self.precision,
            "recall": self.recall,
            "interval": None if self.interval is None else list(self.interval),
            **self.counts,
        }


@dataclass(frozen=True)
class LayerScores:
    """A layer's headline, all its metrics by name, recall by slice, and what was not scored."""

    headline: Score
    metrics: Mapping[str, Score]
    slices: Mapping[str, Score]
    unscored: Mapping[str, str]
    signature: Mapping[str, str]


@dataclass(frozen=True, repr=False)
class Evaluation:
    """A system's predictions compared with a split of a corpus.

    Everything is computed from `counts`. `failures` (document -> reason) and `missing`
    documents count as empty; `lost` spans had text that was not found in the document.
    """

    counts: Counts
    columns: Columns
    attempted: Attempted
    corpus: Corpus
    split: str
    seed: int
    system: System | None
    failures: Mapping[str, str]
    missing: tuple[str, ...]
    truncated: Mapping[str, int]
    lost: tuple[Any, ...]

    def __repr__(self) -> str:
        heads = [(layer, scores.headline) for layer, scores in self.layers.items()]
        if self.overall:
            heads.append(("overall", self.overall))  # type: ignore[arg-type]
        shown = (f"{name}={number(score.value)}" for name, score in heads)
        return f"<Evaluation {' '.join(shown)} {render(self.signature)}>"

    @cached_property
    def _gold_hash(self) -> str:
        return self.corpus.sha256()

    @cached_property
    def _sums(self) -> Array:
        return self.counts.sums()

    @cached_property
    def _clusters(self) -> Array:
        return self.counts.by_cluster()

    def metrics(self, layer: Layer) -> Sequence[Metric]:
        """Return the metrics that this layer's predictions allow, the headline first."""
        return SCORERS[layer].metrics(self.columns, self.attempted)

    @cached_property
    def _headlines(self) -> dict[str, Metric]:
        heads: dict[str, Metric] = {
            layer: self.metrics(layer)[0] for layer in LAYERS if layer in self.layers
        }
        return {**heads, "overall": Mean("overall", tuple(heads.values()))}

    @cached_property
    def layers(self) -> dict[Layer, LayerScores]:
        """The scores of every layer that was attempted and is annotated."""
        found: dict[Layer, LayerScores] = {}
        for layer in LAYERS:
            if layer not in self.attempted.layers:
                continue
            scores = {one.name: self._score(one) for one in self.metrics(layer)}
            headline = next(iter(scores.values()))
            found[layer] = LayerScores(
                headline,
                scores,
                {one.name: self._score(one) for one in SCORERS[layer].slices(self.columns)},
                SCORERS[layer].unscored(self.attempted),
                self._signature(layer, headline.metric),
            )
        return found

    @cached_property
    def gated(self) -> bool | None:
        """Is too much of the body removed to be ranked? None where furniture was not attempted."""
        if "boilerplate" not in self.layers:
            return None
        loss = self.layers["boilerplate"].metrics["content_loss"].value
        return loss is not None and loss > CONTENT_LOSS_GATE

    @cached_property
    def overall(self) -> Score | None:
        """The mean of the four headlines, for a system that attempts all and passes the gate."""
        if len(self.layers) < len(LAYERS) or self.gated:
            return None
        return self._score(self._headlines["overall"])

    @cached_property
    def leak(self) -> Score:
        """The share of predicted items that lie at least half in furniture; lower is better."""
        names = [name for name in self.columns.names if name.startswith("leak/")]
        return self._score(
            self.columns.rate(
                "leak",
                [name for name in names if name.endswith("/part")],
                [name for name in names if name.endswith("/whole")],
                higher_is_better=False,
            )
        )

    @property
    def coverage(self) -> float:
        """The share of documents that the system answered."""
        whole = len(self.counts.documents)
        return (whole - len(self.failures) - len(self.missing)) / whole

    @cached_property
    def signature(self) -> dict[str, str]:
        """What the scores must be quoted with."""
        return self._signature("all", "headline")

    def to_record(self) -> dict[str, Any]:
        """Return the result record (`schemas/result.schema.json`) without timing."""
        return {
            "format": FORMAT,
            "signature": render(self.signature),
            "signature_fields": self.signature,
            "system": None if self.system is None else to_builtins(self.system),
            "gold": {
                "name": self.corpus.name,
                "version": self.corpus.version,
                "sha256": self._gold_hash,
                "split": self.split,
                "documents": len(self.counts.documents),
                "clusters": len(set(self.counts.clusters)),
            },
            "layers": {
                layer: {
                    "headline": scores.headline.to_record() | self._bootstrap(layer),
                    "signature": render(scores.signature),
                    "metrics": {name: one.to_record() for name, one in scores.metrics.items()},
                    "slices": {name: one.to_record() for name, one in scores.slices.items()},
                    "unscored": dict(scores.unscored),
                }
                for layer, scores in self.layers.items()
            },
            "overall": self.overall and self.overall.to_record() | self._bootstrap("overall"),
            "gated": self.gated,
            "leak": self.leak.to_record(),
            "coverage": self.coverage,
            "failures": self._reasons(),
            "missing": list(self.missing),
            "truncated": dict(self.truncated),
            "lost": len(self.lost),
            "documents": self.counts.to_record(),
        }

    def to_frame(self) -> pandas.DataFrame:
        """Return one row a document, layer, metric and kind (metric or slice), with its value.

        Columns: document, cluster, layer, kind, metric, value, precision, recall. Needs pandas
        (`pip install 'copydesk[hub]'`).
        """
        try:
            import pandas
        except ImportError as error:
            from copydesk.errors import MissingExtraError

            raise MissingExtraError("to_frame()", "hub") from error
        rows = []
        for layer in self.layers:
            kinds = {"metric": self.metrics(layer), "slice": SCORERS[layer].slices(self.columns)}
            for kind, metrics in kinds.items():
                for metric in metrics:
                    values = (
                        metric.value(self.counts.values),
                        metric.precision(self.counts.values),
                        metric.recall(self.counts.values),
                    )
                    for place, document in enumerate(self.counts.documents):
                        numbers = (np.nan if one is None else float(one[place]) for one in values)
                        cluster = self.counts.clusters[place]
                        rows.append((document, cluster, layer, kind, metric.name, *numbers))
        names = ["document", "cluster", "layer", "kind", "metric", "value", "precision", "recall"]
        return pandas.DataFrame.from_records(rows, columns=names)

    def _reasons(self) -> dict[str, str]:
        """Return why documents failed; of private ones the kind alone, a reason may quote them."""
        private = self.corpus.info.private
        return {
            name: why.partition(":")[0][:40] if private else why
            for name, why in self.failures.items()
        }

    def _score(self, metric: Metric) -> Score:
        sums = self._sums
        interval = linearized_interval(metric, self._clusters, bounds=metric.bounds)
        return Score(
            metric.name,
            known(metric.value(sums)),
            known(metric.precision(sums)),
            known(metric.recall(sums)),
            None if interval is None else (interval.low, interval.high),
            metric.counts(sums),
        )

    def _bootstrap(self, headline: str) -> dict[str, Any]:
        """Return the percentile interval of a headline, for those who ask what it would be."""
        found = bootstrap_interval(self._headlines[headline], self._clusters, seed=self.seed)
        return {"bootstrap": None if found is None else [found.low, found.high]}

    def _signature(self, layer: str, metric: str) -> dict[str, str]:
        from copydesk import __version__

        return signature(
            version=__version__,
            gold=f"{self.corpus.version}@{self._gold_hash[:8]}",
            split=self.split,
            layer=layer,
            metric=metric,
            documents=len(self.counts.documents),
            clusters=len(set(self.counts.clusters)),
            seed=self.seed,
        )
