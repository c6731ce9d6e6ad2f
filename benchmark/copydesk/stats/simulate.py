"""The simulations behind the claims: `python -m copydesk.stats.simulate [--quick] [--seed N]`.

Three questions, one function each, answered on made-up systems whose true scores are known
(`synthetic`) by the very functions that score real ones. Prints the Markdown tables that stand in
docs/scoring.md. Takes about two and a half minutes on one core, a few seconds with
`--quick`.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from copydesk.stats.bootstrap import bootstrap_interval
from copydesk.stats.interval import Interval, linearized_interval
from copydesk.stats.multiplicity import pairwise_tests
from copydesk.stats.protocol import Floats
from copydesk.stats.ranking import smallest_resolvable_difference
from copydesk.stats.synthetic import MeanF1, Profile, World, draw_sample

LEVEL = 0.95
ALPHA = 0.05
BOARD = 10
PAIRS = list(combinations(range(BOARD), 2))
RANDOMIZATIONS = 200 * len(PAIRS)

ENTITIES = World(items=20)
ATTRIBUTIONS = World(items=6, thresholds=10)
STRONG_OUTLETS = World(items=20, outlet=0.5, outlet_own=0.3)


class Coverage(NamedTuple):
    """How often an interval held the true score, by method and unit."""

    linearized: float
    bootstrap: float
    documents: float
    spans: float


class Rates(NamedTuple):
    """A rate for each adjustment."""

    unadjusted: float
    holm: float
    max_t: float


class Power(NamedTuple):
    """The share of truly different pairs found, and the mean smallest resolvable difference."""

    found: Rates
    resolvable: float


@dataclass(frozen=True, slots=True)
class BoardPlan:
    """A made-up board: its world, its systems, and how many outlets it is measured on."""

    title: str
    world: World
    profiles: tuple[Profile, ...]
    outlets: int = 36


def span_rows(sums: Floats) -> Floats:
    """Take F1's sums (tp, predicted, gold) apart into one row a span, (N, 3).

    These rows are what resampling by spans believes to be independent.
    """
    tp, predicted, gold = (int(number) for number in sums)
    kinds = np.array([[1.0, 1.0, 1.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]])
    return np.repeat(kinds, [tp, predicted - tp, gold - tp], axis=0)


def coverage(world: World, outlets: int, trials: int, seed: int) -> Coverage:
    """How often each interval of a system's score holds the true one (`spans` for F1 only)."""
    rng = np.random.default_rng([seed, outlets])
    profile = Profile.with_f1(world, f1=0.8, recall=0.8)
    truth, metric = profile.true_score(world), MeanF1(world.thresholds)

    def holds(interval: Interval | None) -> bool:
        return interval is not None and interval.low <= truth <= interval.high

    hits = np.zeros(4)
    for _ in range(trials):
        documents, clusters = (counts[0] for counts in draw_sample(world, [profile], outlets, rng))
        hits += (
            holds(linearized_interval(metric, clusters, LEVEL)),
            holds(bootstrap_interval(metric, clusters, LEVEL, resamples=2_000)),
            holds(linearized_interval(metric, documents, LEVEL)),
            world.thresholds == 1
            and holds(linearized_interval(metric, span_rows(clusters.sum(axis=0)), LEVEL)),
        )
    return Coverage(*(hits / trials).tolist())


def false_separation(plan: BoardPlan, boards: int, seed: int) -> Rates:
    """On how many boards any pair of systems with the same true score is called different."""
    rng, metric = np.random.default_rng([seed, *plan.title.encode()]), MeanF1(plan.world.thresholds)
    equal = ~truly_different(plan)
    wrong = np.zeros(3)
    for board in range(boards):
        clusters = draw_sample(plan.world, plan.profiles, plan.outlets, rng).clusters
        tests = pairwise_tests(metric, clusters, PAIRS, randomizations=RANDOMIZATIONS, seed=board)
        wrong += [(p[equal] <= ALPHA).any() for p in (tests.raw, tests.holm, tests.max_t)]
    return Rates(*(wrong / boards).tolist())


def power(plan: BoardPlan, boards: int, seed: int) -> Power:
    """Which share of the pairs with different true scores is called different."""
    rng, metric = np.random.default_rng([seed, *plan.title.encode()]), MeanF1(plan.world.thresholds)
    different = truly_different(plan)
    found, resolvable = np.zeros(3), 0.0
    for board in range(boards):
        clusters = draw_sample(plan.world, plan.profiles, plan.outlets, rng).clusters
        tests = pairwise_tests(metric, clusters, PAIRS, randomizations=RANDOMIZATIONS, seed=board)
        found += [(p[different] <= ALPHA).mean() for p in (tests.raw, tests.holm, tests.max_t)]
        order = np.argsort(-metric.value(clusters.sum(axis=1)))
        resolvable += smallest_resolvable_difference(metric, list(clusters[order])) or 0.0
    return Power(Rates(*(found / boards).tolist()), resolvable / boards)


def truly_different(plan: BoardPlan) -> NDArray[np.bool_]:
    """Which of PAIRS differ in their true scores."""
    truth = [profile.true_score(plan.world) for profile in plan.profiles]
    return np.array([abs(truth[i] - truth[j]) > 1e-9 for i, j in PAIRS])


def equal_boards() -> list[BoardPlan]:
    """Boards with equal systems on them: where no adjustment may separate them."""

    def alike(world: World) -> tuple[Profile, ...]:
        return (Profile.with_f1(world, f1=0.75, recall=0.75),) * BOARD

    def balances(world: World) -> tuple[Profile, ...]:
        return tuple(Profile.with_f1(world, 0.75, r) for r in np.linspace(0.70, 0.84, BOARD))

    upper, lower = Profile.with_f1(ENTITIES, 0.75, 0.75), Profile.with_f1(ENTITIES, 0.70, 0.72)
    halves = (*[upper] * 5, *[lower] * 5)
    return [
        BoardPlan("ten alike", ENTITIES, alike(ENTITIES)),
        BoardPlan("ten alike, 20 outlets", ENTITIES, alike(ENTITIES), outlets=20),
        BoardPlan("ten alike, strong outlets", STRONG_OUTLETS, alike(STRONG_OUTLETS)),
        BoardPlan("same F1, other recall (.70 to .84)", ENTITIES, balances(ENTITIES)),
        BoardPlan(
            "same F1, other recall, strong outlets", STRONG_OUTLETS, balances(STRONG_OUTLETS)
        ),
        BoardPlan("five at .75, five at .70", ENTITIES, halves),
        BoardPlan("ten alike, mean of ten thresholds", ATTRIBUTIONS, alike(ATTRIBUTIONS)),
    ]


def unequal_boards() -> list[BoardPlan]:
    """Boards with real differences: one system ahead of nine equals, and evenly spaced ladders."""

    def profile(f1: float) -> Profile:
        return Profile.with_f1(ENTITIES, f1, recall=0.75 + (f1 - 0.75) / 2)

    ahead = [
        BoardPlan(
            f"one ahead by {gap:.2f}", ENTITIES, (profile(0.75 + gap),) + (profile(0.75),) * 9
        )
        for gap in (0.02, 0.04, 0.06)
    ]
    ladders = [
        BoardPlan(
            f"ladder, steps of {step:.2f}",
            ENTITIES,
            tuple(profile(0.78 - step * k) for k in range(BOARD)),
        )
        for step in (0.01, 0.02)
    ]
    return ahead + ladders


def markdown(title: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Render a titled Markdown table; numbers are shown to three places."""

    def cell(value: object) -> str:
        return f"{value:.3f}".removeprefix("0") if isinstance(value, float) else str(value)

    lines = [header, ["---"] + ["---:"] * (len(header) - 1)]
    lines += [[cell(value) for value in row] for row in rows]
    return "\n".join([f"**{title}**", "", *("| " + " | ".join(line) + " |" for line in lines), ""])


def separations(boards: int, seed: int) -> Iterable[Sequence[object]]:
    """Yield a row for each board with equal systems, and one for all of them."""
    rates = []
    for plan in equal_boards():
        rates.append(false_separation(plan, boards, seed))
        yield [plan.title, *rates[-1]]
    yield ["all of these", *np.mean(rates, axis=0).tolist()]


def tables(samples: int, boards: int, seed: int) -> Iterable[str]:
    """Yield every table in turn, as Markdown."""
    worlds = {
        "F1": ENTITIES,
        "F1, strong outlets": STRONG_OUTLETS,
        "mean of ten thresholds": ATTRIBUTIONS,
    }
    for name, world in worlds.items():
        yield markdown(
            f"Coverage of 95 % intervals: {name} ({samples:,} samples)",
            ["outlets", "linearised", "bootstrap", "documents as unit", "spans as unit"],
            (
                [outlets, *found[:3], found.spans if world.thresholds == 1 else "-"]
                for outlets in (10, 20, 30, 36, 60)
                for found in [coverage(world, outlets, samples, seed)]
            ),
        )
    yield markdown(
        f"Boards of ten on which a pair of equal systems is separated at 5 % ({boards:,} boards)",
        ["board", "unadjusted", "Holm", "max-T"],
        separations(boards, seed),
    )
    yield markdown(
        f"Share of truly different pairs found at 5 % ({boards // 4:,} boards of ten, 36 outlets)",
        ["board", "unadjusted", "Holm", "max-T", "smallest resolvable difference"],
        (
            [plan.title, *result.found, result.resolvable]
            for plan in unequal_boards()
            for result in [power(plan, boards // 4, seed)]
        ),
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables: the one place of these rooms that prints."""
    parser = argparse.ArgumentParser(prog="python -m copydesk.stats.simulate")
    parser.add_argument("--samples", type=int, default=6_000, help="samples for each coverage")
    parser.add_argument("--boards", type=int, default=1_000, help="boards for each separation")
    parser.add_argument("--quick", action="store_true", help="200 samples, 20 boards: seconds")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args(arguments)
    samples, boards = (200, 20) if options.quick else (options.samples, options.boards)
    for table in tables(samples, boards, options.seed):
        print(table, flush=True)  # noqa: T201 (this module is a tool)


if __name__ == "__main__":
    main()
