"""Maximum-credit one-to-one matching: the definition that every metric rests on.

Greedy matching depends on the order of the input and undercounts; this one is optimal, so
that true positives are unique, free of order and symmetric.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from heapq import heappop, heappush

from copydesk.text import Offsets

#: Steps of a fractional credit or role score inside a weight. Every whole number up to 16
#: divides it, so that scores of roles with up to 16 words on both sides add up exactly.
SCALE = 720_720
_FIELD = 44

Edge = tuple[int, int, int]


def weight(credit: float, overlap: int = 0, source: float = 0.0, cue: float = 0.0) -> int:
    """Pack an edge's credit and its tie-breaks into one integer that adds up lexicographically.

    `credit`, `source` and `cue` lie in [0, 1] and are held in steps of 1 / SCALE, `overlap` is a
    count; sums stay apart for up to 2**23 pairs.
    """
    return (
        ((round(credit * SCALE) << _FIELD) + overlap << _FIELD) + round(source * SCALE) << _FIELD
    ) + round(cue * SCALE)


def overlapping(gold: Sequence[Offsets], predicted: Sequence[Offsets]) -> list[tuple[int, int]]:
    """Return all (gold index, predicted index) whose half-open spans share a position.

    Takes O((n + m) log(n + m)) and the number of pairs; empty spans pair with nothing.
    """
    by_gold = sorted((span[0], number) for number, span in enumerate(gold) if span[0] < span[1])
    by_predicted = sorted(
        (span[0], number) for number, span in enumerate(predicted) if span[0] < span[1]
    )
    gold_starts = [start for start, _ in by_gold]
    predicted_starts = [start for start, _ in by_predicted]
    pairs = []
    for start, number in by_predicted:  # gold spans that begin inside a predicted one
        first = bisect_left(gold_starts, start)
        last = bisect_left(gold_starts, predicted[number][1])
        pairs += [(by_gold[place][1], number) for place in range(first, last)]
    for start, number in by_gold:  # predicted spans that begin inside a gold one, not with it
        first = bisect_left(predicted_starts, start + 1)
        last = bisect_left(predicted_starts, gold[number][1])
        pairs += [(number, by_predicted[place][1]) for place in range(first, last)]
    return pairs


def match(edges: Iterable[Edge]) -> list[tuple[int, int]]:
    """Return the one-to-one pairs of greatest summed weight, sorted.

    `edges` are (gold index, predicted index, positive integer weight). Number the items in an
    order of their own content (position), not of the input: then the pairs among equally
    good matchings do not depend on the input's order either.
    """
    by_gold: dict[int, list[tuple[int, int]]] = defaultdict(list)
    by_predicted: dict[int, list[int]] = defaultdict(list)
    for gold, predicted, value in sorted(edges):
        by_gold[gold].append((predicted, value))
        by_predicted[predicted].append(gold)
    pairs: list[tuple[int, int]] = []
    seen: set[int] = set()
    for first, options in by_gold.items():
        if first in seen:
            continue
        if len(options) == 1 and len(by_predicted[options[0][0]]) == 1:
            pairs.append((first, options[0][0]))
            continue
        component, queue = [], [first]
        seen.add(first)
        while queue:
            gold = queue.pop()
            component.append(gold)
            for predicted, _ in by_gold[gold]:
                for other in by_predicted.pop(predicted, ()):
                    if other not in seen:
                        seen.add(other)
                        queue.append(other)
        pairs += _assign({gold: by_gold[gold] for gold in sorted(component)})
    return sorted(pairs)


def _assign(rows: dict[int, list[tuple[int, int]]]) -> list[tuple[int, int]]:
    """Solve one connected component by shortest augmenting paths.

    The Hungarian method on a sparse graph (Jonker and Volgenant 1987): rows enter one by one,
    Dijkstra on reduced costs finds where to put them. Costs are negated weights; a row may
    stay unmatched at cost 0.
    """
    row_price = {row: -max(value for _, value in options) for row, options in rows.items()}
    column_price: dict[int, int] = defaultdict(int)
    row_of: dict[int, int] = {}
    column_of: dict[int, int] = {}
    for root in rows:
        distance: dict[int, int] = {}
        parent: dict[int, int] = {}
        settled: list[int] = []
        done: set[int] = set()
        heap: list[tuple[int, int]] = []
        row, travelled = root, 0
        # The cheapest way to end so far: (cost, row that stays unmatched).
        unmatched = (-row_price[root], root)
        free: int | None = None
        while True:
            base = travelled - row_price[row]
            for column, value in rows[row]:
                if column in done:
                    continue
                cost = base - value - column_price[column]
                if column not in distance or cost < distance[column]:
                    distance[column] = cost
                    parent[column] = row
                    heappush(heap, (cost, column))
            while heap and heap[0][1] in done:
                heappop(heap)
            if not heap or unmatched[0] <= heap[0][0]:
                travelled = unmatched[0]
                break
            travelled, column = heappop(heap)
            if column not in row_of:
                free = column
                break
            done.add(column)
            settled.append(column)
            row = row_of[column]
            if travelled - row_price[row] < unmatched[0]:
                unmatched = (travelled - row_price[row], row)
        for column in settled:
            slack = travelled - distance[column]
            column_price[column] -= slack
            row_price[row_of[column]] += slack
        row_price[root] += travelled
        if free is None:  # the row that gives up its column lets the path end there
            if unmatched[1] == root:
                continue
            free = column_of.pop(unmatched[1])
        while True:
            row = parent[free]
            row_of[free] = row
            previous = column_of.get(row)
            column_of[row] = free
            if row == root or previous is None:
                break
            free = previous
    return sorted(column_of.items())
