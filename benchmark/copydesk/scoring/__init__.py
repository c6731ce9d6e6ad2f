"""Scoring: matching, counts, metrics, and the evaluator that ties them together."""

from copydesk.scoring.counts import Counts
from copydesk.scoring.criteria import Chars, Criterion, Exact, IoU, Partial, Strict, Type, criterion
from copydesk.scoring.evaluation import Evaluation, LayerScores, Score
from copydesk.scoring.evaluator import Evaluator
from copydesk.scoring.matching import match
from copydesk.scoring.registry import COLUMNS, SCORERS

__all__ = [
    "COLUMNS",
    "SCORERS",
    "Chars",
    "Counts",
    "Criterion",
    "Evaluation",
    "Evaluator",
    "Exact",
    "IoU",
    "LayerScores",
    "Partial",
    "Score",
    "Strict",
    "Type",
    "criterion",
    "match",
]
