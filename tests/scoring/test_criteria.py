from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.errors import CopyDeskError
from copydesk.scoring import Chars, Exact, IoU, Partial, Strict, Type, criterion

from .oracle import best
from .search import labelled, many, some

ALL = (Strict(), Exact(), Type(), Partial(), IoU(0.5), IoU(0.75), IoU(1 / 3))
TEXT = "abcdefgh"
sides = labelled(TEXT, 4)


def credit(one: object, gold: list, predicted: list) -> float:
    return sum(part for _, _, part in one.pairs(gold, predicted))  # type: ignore[attr-defined]


#: gold, predicted, then the credit under strict, exact, type, partial, iou(.5)
TABLE = [
    ([(0, 5, "X")], [(0, 5, "X")], (1, 1, 1, 1, 1)),
    ([(0, 5, "X")], [(0, 5, "Y")], (0, 1, 0, 1, 0)),
    ([(0, 5, "X")], [(0, 4, "X")], (0, 0, 1, 0.5, 1)),
    ([(0, 5, "X")], [(4, 9, "X")], (0, 0, 1, 0.5, 0)),
    ([(0, 5, "X")], [(5, 9, "X")], (0, 0, 0, 0, 0)),
    ([(0, 4, "X")], [(0, 2, "X")], (0, 0, 1, 0.5, 1)),  # IoU exactly .5
    ([(0, 4, "X")], [(0, 8, "Y")], (0, 0, 0, 0.5, 0)),
    ([(0, 5, "X")] * 2, [(0, 5, "X")], (1, 1, 1, 1, 1)),
    ([(0, 5, "X")], [(0, 5, "X")] * 3, (1, 1, 1, 1, 1)),
    # nested: the exact pair and the inner one both count
    ([(0, 9, "X"), (2, 4, "X")], [(0, 9, "X"), (2, 4, "X")], (2, 2, 2, 2, 2)),
    # one prediction across two: one pair; the other prediction takes the other
    ([(0, 4, "X"), (4, 8, "X")], [(2, 6, "X"), (0, 3, "X")], (0, 0, 2, 1, 1)),
    # same boundaries is worth more to `partial` than two halves apart
    ([(0, 4, "X"), (2, 6, "X")], [(2, 6, "X")], (1, 1, 1, 1, 1)),
    ([], [(0, 4, "X")], (0, 0, 0, 0, 0)),
]


@pytest.mark.parametrize(("gold", "predicted", "credits"), TABLE)
def test_by_hand(gold, predicted, credits) -> None:
    for one, wanted in zip(ALL, credits, strict=False):
        assert credit(one, gold, predicted) == wanted, one
        assert credit(one, predicted, gold) == wanted, one


@pytest.mark.parametrize("one", [*ALL, Chars()], ids=repr)
def test_a_name_reads_back(one) -> None:
    assert criterion(repr(one)) == one
    assert repr(criterion(repr(one))) == repr(one)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("iou(0.5)", "iou(.5)"),
        ("iou(.50)", "iou(.5)"),
        ("iou(1)", "iou(1)"),
        ("iou(1.0)", "iou(1)"),
        ("iou(.00001)", "iou(.00001)"),
    ],
)
def test_several_spellings_have_one_name(written, name) -> None:
    assert repr(criterion(written)) == name


@pytest.mark.parametrize("name", ["", "Strict", "iou", "iou()", "iou(0)", "iou(1.5)", "iou(-.5)"])
def test_an_unknown_criterion_is_refused(name) -> None:
    with pytest.raises(CopyDeskError):
        criterion(name)


@pytest.mark.parametrize("twentieths", range(1, 21))
def test_a_threshold_that_is_met_exactly_counts(twentieths) -> None:
    gold, predicted = [(0, 20, "X")], [(0, twentieths, "X")]
    assert credit(IoU(twentieths / 20), gold, predicted) == 1
    if twentieths < 20:
        assert credit(IoU((twentieths + 1) / 20), gold, predicted) == 0


def edge_of(name: str, gold: tuple, predicted: tuple) -> tuple | None:
    """The table of the contract, as written."""
    shared = len(set(range(*gold[:2])) & set(range(*predicted[:2])))
    union = len(set(range(*gold[:2])) | set(range(*predicted[:2])))
    same, label = gold[:2] == predicted[:2], gold[2] == predicted[2]
    worth = {
        "strict": same and label,
        "exact": same,
        "type": bool(shared) and label,
        "partial": (1 if same else 0.5) if shared else 0,
        "iou(.5)": 2 * shared >= union and label,
        "iou(.75)": 4 * shared >= 3 * union and label,
    }[name]
    return (float(worth), shared) if worth else None


@many
@given(sides, sides, st.sampled_from(ALL[:6]))
def test_equals_brute_force(gold, predicted, one) -> None:
    def edge(i, j):
        return edge_of(repr(one), gold[i], predicted[j])

    found = one.pairs(gold, predicted)
    assert all(part == edge(i, j)[0] for i, j, part in found)
    optimal = best(len(gold), len(predicted), edge)[0]
    keys = [[edge(i, j) for i, j in pairs] for pairs in ([(i, j) for i, j, _ in found], optimal)]
    assert sum(key[0] for key in keys[0]) == sum(key[0] for key in keys[1])
    assert sum(key[1] for key in keys[0]) == sum(key[1] for key in keys[1])


@many
@given(sides, sides, st.randoms(use_true_random=False))
def test_order_does_not_matter(gold, predicted, random) -> None:
    mixed = list(gold), list(predicted)
    for side in mixed:
        random.shuffle(side)
    for one in ALL:
        paired = [
            sorted((a[i], b[j], part) for i, j, part in one.pairs(a, b))
            for a, b in ((gold, predicted), mixed)
        ]
        assert paired[0] == paired[1]


@many
@given(sides, sides)
def test_the_sides_are_equal(gold, predicted) -> None:
    for one in ALL:
        assert credit(one, gold, predicted) == credit(one, predicted, gold)


@many
@given(sides, sides)
def test_criteria_are_ordered(gold, predicted) -> None:
    strict, exact, kind, partial, half = (credit(one, gold, predicted) for one in ALL[:5])
    assert strict <= exact <= partial
    assert strict <= kind
    assert strict <= half <= kind


@some
@given(sides, sides, labelled(TEXT, 1))
def test_one_more_prediction_never_lowers_the_credit(gold, predicted, extra) -> None:
    for one in ALL:
        before = credit(one, gold, predicted)
        assert before <= credit(one, gold, [*predicted, *extra]) <= before + 1
        if gold:  # a further correct one
            assert credit(one, gold, [*predicted, gold[0]]) >= before


@some
@given(sides, sides)
def test_each_item_is_paired_once(gold, predicted) -> None:
    for one in ALL:
        pairs = one.pairs(gold, predicted)
        for part in (0, 1):
            assert len({pair[part] for pair in pairs}) == len(pairs)
