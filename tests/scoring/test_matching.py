from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.scoring.matching import SCALE, match, overlapping, weight

from .oracle import best, matchings
from .search import many, some

small = st.integers(0, 3)


@st.composite
def graphs(draw: st.DrawFn, top: int = 4) -> tuple[int, int, dict[tuple[int, int], tuple]]:
    """Edges with (credit in halves, overlap, source, cue): few values, so that ties happen."""
    gold, predicted = draw(st.integers(0, top)), draw(st.integers(0, top))
    cells = [(i, j) for i in range(gold) for j in range(predicted)]
    worth = st.none() | st.tuples(st.sampled_from([1, 2]), st.integers(1, 3), small, small)
    chosen = draw(st.lists(worth, min_size=len(cells), max_size=len(cells)))
    edges = {cell: key for cell, key in zip(cells, chosen, strict=True) if key}
    return gold, predicted, edges


def packed(edges: dict[tuple[int, int], tuple]) -> list[tuple[int, int, int]]:
    return [
        (i, j, weight(credit / 2, overlap, source / 3, cue / 3))
        for (i, j), (credit, overlap, source, cue) in edges.items()
    ]


def total(edges: dict[tuple[int, int], tuple], pairs: list[tuple[int, int]]) -> list[int]:
    return [sum(edges[pair][part] for pair in pairs) for part in range(4)]


def test_the_oracle_lists_every_matching_once() -> None:
    found = list(matchings(2, 2))
    assert len(found) == len(set(found)) == 7  # 1 empty, 4 of one pair, 2 of two


@many
@given(graphs())
def test_equals_brute_force_with_all_tie_breaks(graph) -> None:
    gold, predicted, edges = graph
    found = match(packed(edges))
    assert found == sorted(found)
    assert tuple(found) in best(gold, predicted, lambda i, j: edges.get((i, j)))


@many
@given(graphs(), st.randoms(use_true_random=False))
def test_the_order_of_edges_does_not_matter(graph, random) -> None:
    edges = packed(graph[2])
    mixed = list(edges)
    random.shuffle(mixed)
    assert match(mixed) == match(edges)


@many
@given(graphs())
def test_swapping_the_sides_keeps_every_sum(graph) -> None:
    edges = graph[2]
    swapped = {(j, i): key for (i, j), key in edges.items()}
    assert total(edges, match(packed(edges))) == total(swapped, match(packed(swapped)))


def test_scores_of_short_roles_add_up_exactly() -> None:
    for parts in range(1, 17):
        assert sum(weight(0, 0, 1 / parts) for _ in range(parts)) == weight(0, 0, 1)
        assert sum(weight(0, 0, 0, 1 / parts) for _ in range(parts)) == weight(0, 0, 0, 1)


@some
@given(graphs(5), st.integers(0, 5))
def test_one_more_item_changes_the_credit_by_no_more_than_itself(graph, gone) -> None:
    _, _, edges = graph
    fewer = {cell: key for cell, key in edges.items() if cell[1] != gone}
    before, after = total(fewer, match(packed(fewer)))[0], total(edges, match(packed(edges)))[0]
    assert before <= after <= before + 2


@pytest.mark.parametrize(
    ("edges", "pairs"),
    [
        ([], []),
        ([(0, 0, 1)], [(0, 0)]),
        # greedy by weight would take (0, 0) alone
        ([(0, 0, 3), (0, 1, 2), (1, 0, 2)], [(0, 1), (1, 0)]),
        ([(0, 0, 5), (0, 1, 2), (1, 0, 2)], [(0, 0)]),
        # equal in everything: position decides
        ([(0, 0, 1), (0, 1, 1), (1, 0, 1), (1, 1, 1)], [(0, 0), (1, 1)]),
        # a chain that a greedy matcher ends with two of three
        ([(0, 0, 1), (1, 0, 1), (1, 1, 1), (2, 1, 1), (2, 2, 1)], [(0, 0), (1, 1), (2, 2)]),
        # numbers need not be dense
        ([(7, 90, 1), (3, 90, 2)], [(3, 90)]),
    ],
)
def test_by_hand(edges, pairs) -> None:
    assert match(edges) == pairs


def test_a_long_chain_and_a_full_square_are_solved() -> None:
    chain = [(i, j, 1) for i in range(3000) for j in (i, i + 1)]
    assert len(match(chain)) == 3000
    square = [(i, j, 1 + (i * j) % 7) for i in range(60) for j in range(60)]
    assert len(match(square)) == 60


@many
@given(
    st.lists(st.tuples(small, st.integers(0, 2**23), small, small), max_size=6),
    st.lists(st.tuples(small, st.integers(0, 2**23), small, small), max_size=6),
)
def test_weights_add_up_lexicographically(one, other) -> None:
    def summed(keys):
        whole = sum(weight(c / 3, o, s / 3, q / 3) for c, o, s, q in keys)
        steps = [(c * SCALE // 3, o, s * SCALE // 3, q * SCALE // 3) for c, o, s, q in keys]
        return whole, [sum(step[part] for step in steps) for part in range(4)]

    (one_weight, one_key), (other_weight, other_key) = summed(one), summed(other)
    assert (one_weight < other_weight) == (one_key < other_key)


spans = st.lists(
    st.tuples(st.integers(0, 12), st.integers(0, 12)).map(lambda x: (min(x), max(x))), max_size=8
)


@many
@given(spans, spans)
def test_overlapping_finds_each_pair_that_shares_a_position_once(gold, predicted) -> None:
    wanted = [
        (i, j)
        for i, one in enumerate(gold)
        for j, other in enumerate(predicted)
        if set(range(*one)) & set(range(*other))
    ]
    assert sorted(overlapping(gold, predicted)) == wanted
