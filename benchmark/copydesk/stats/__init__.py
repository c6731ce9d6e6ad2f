"""Statistics on count arrays: intervals, comparisons and rankings, with the outlet as the unit.

Everything here reads cluster sums, a float64 array (clusters, columns), and a metric that is a
function of column sums (`Metric`). Nothing here matches, reads files or prints.
"""

from copydesk.stats.bootstrap import (
    RESAMPLES,
    bootstrap_interval,
    bootstrap_sums,
    bootstrap_weights,
    percentile_interval,
)
from copydesk.stats.compare import (
    Comparison,
    bootstrap_difference,
    compare_systems,
    difference_error,
    linearized_difference,
)
from copydesk.stats.interval import (
    FEW_CLUSTERS,
    Interval,
    cluster_sums,
    linearized_interval,
    residuals,
    standard_error,
)
from copydesk.stats.multiplicity import PairTests, holm, pairwise_tests
from copydesk.stats.protocol import Floats, Metric
from copydesk.stats.randomization import EXACT_CLUSTERS, RANDOMIZATIONS, randomizations_for
from copydesk.stats.ranking import (
    ADJUSTMENT,
    RESOLVABLE,
    PairResult,
    Ranking,
    Standing,
    rank_systems,
    smallest_resolvable_difference,
)
from copydesk.stats.student_t import critical_value

__all__ = [
    "ADJUSTMENT",
    "EXACT_CLUSTERS",
    "FEW_CLUSTERS",
    "RANDOMIZATIONS",
    "RESAMPLES",
    "RESOLVABLE",
    "Comparison",
    "Floats",
    "Interval",
    "Metric",
    "PairResult",
    "PairTests",
    "Ranking",
    "Standing",
    "bootstrap_difference",
    "bootstrap_interval",
    "bootstrap_sums",
    "bootstrap_weights",
    "cluster_sums",
    "compare_systems",
    "critical_value",
    "difference_error",
    "holm",
    "linearized_difference",
    "linearized_interval",
    "pairwise_tests",
    "percentile_interval",
    "randomizations_for",
    "rank_systems",
    "residuals",
    "smallest_resolvable_difference",
    "standard_error",
]
