from __future__ import annotations

import math

import pytest
from hypothesis import given

from .checks import agree, measure, triple
from .markup import answer, gold, judge, score, value
from .search import few, layer_pairs, prediction, some

_TWO = "[k|Rain fell all day]. [k|The bridge fell in May]. [v|It is old]. Nobody knew."

#: what, gold, answer, {metric: value}
TABLE = [
    (
        "gold against itself",
        _TWO,
        _TWO,
        {
            "check_worthy": 1,
            "check_worthy@.75": 1,
            "check_worthy_exact": 1,
            "check_worthy_soft": 1,
            "verifiable": 1,
            "sentences": 1,
            "sentences_mcc": 1,
            "own_voice": 1,
            "attributed": None,
            "check_worthy/own_voice": 1,
            "check_worthy/attributed": None,
        },
    ),
    (
        "one of two check-worthy claims missing",
        _TWO,
        "[k|Rain fell all day]. The bridge fell in May. [v|It is old]. Nobody knew.",
        {
            "check_worthy": 2 / 3,
            "check_worthy@.75": 2 / 3,
            "check_worthy_exact": 2 / 3,
            "check_worthy_soft": 2 / 3,
            "verifiable": 4 / 5,
            "sentences": 2 / 3,
            "sentences_mcc": (1 * 4 - 1 * 2) / math.sqrt(1 * 2 * 3 * 2),
            "own_voice": 2 / 3,
        },
    ),
    (
        "nothing",
        _TWO,
        "Rain fell all day. The bridge fell in May. It is old. Nobody knew.",
        {
            "check_worthy": 0,
            "check_worthy_soft": 0,
            "verifiable": 0,
            "sentences": 0,
            "sentences_mcc": None,
            "own_voice": 0,
        },
    ),
    (
        "both empty",
        "Nobody knew.",
        "Nobody knew.",
        {
            "check_worthy": None,
            "check_worthy@.75": None,
            "check_worthy_exact": None,
            "check_worthy_soft": None,
            "verifiable": None,
            "sentences": None,
            "sentences_mcc": None,
            "own_voice": None,
            "attributed": None,
        },
    ),
    (
        "every sentence on both sides: MCC says nothing",
        "[k|It rained]. [k|It snowed].",
        "[k|It rained]. [k|It snowed].",
        {"sentences": 1, "sentences_mcc": None},
    ),
    (
        "two of four words: IoU exactly .5",
        "[k|Rain fell all day]. Nobody knew.",
        "[k|Rain fell] all day. Nobody knew.",
        {
            "check_worthy": 1,
            "check_worthy@.75": 0,
            "check_worthy_exact": 0,
            "check_worthy_soft": 0.5,
            "sentences": 1,
        },
    ),
    (
        "three of four words: IoU exactly .75",
        "[k|Rain fell all day]. Nobody knew.",
        "[k|Rain fell all] day. Nobody knew.",
        {"check_worthy@.75": 1, "check_worthy_exact": 0, "check_worthy_soft": 0.75},
    ),
    (
        "one of four words",
        "[k|Rain fell all day]. Nobody knew.",
        "[k|Rain] fell all day. Nobody knew.",
        {"check_worthy": 0, "check_worthy_soft": 0.25, "sentences": 1},
    ),
    (
        "edge marks and spaces are no words",
        "“[k|Rain fell all day].” Nobody knew.",
        "[k|“Rain fell all day.” ]Nobody knew.",
        {"check_worthy_exact": 1, "check_worthy_soft": 1},
    ),
    (
        "right span, called not check-worthy: a miss, still verifiable",
        "[k|Rain fell all day]. Nobody knew.",
        "[v|Rain fell all day]. Nobody knew.",
        {"check_worthy": 0, "verifiable": 1, "sentences": 0, "own_voice": 0},
    ),
    (
        "called check-worthy where gold says it is not: a false positive",
        "[k|Rain fell all day]. [v|It is old].",
        "[k|Rain fell all day]. [k|It is old].",
        {"check_worthy": 2 / 3, "verifiable": 1, "sentences": 2 / 3},
    ),
    (
        "a copy is a false positive; a sentence is one sentence",
        "[k|Rain fell all day]. Nobody knew.",
        "[k|[k|Rain fell all day]]. Nobody knew.",
        {"check_worthy": 2 / 3, "check_worthy_soft": 2 / 3, "sentences": 1},
    ),
    (
        "nested claims pair with nested ones",
        "[k|Rain, [k|which fell all day], stopped]. Nobody knew.",
        "[k|Rain, [k|which fell all day], stopped]. Nobody knew.",
        {"check_worthy_exact": 1},
    ),
    (
        "soft credit goes to the best pairing, not to the first: 2/4 + 2/3",
        "[k|a b c d] e [k|f g h] so",
        "a b [k|c d] e [k|f g] h so",
        {"check_worthy_soft": 2 * (2 / 4 + 2 / 3) / 4},
    ),
    (
        "claims of a speaker and of the article",
        "[s1|Ada] [q1|said] [c1|[k|rain fell all day]]. [k|The bridge fell in May].",
        "[s1|Ada] [q1|said] [c1|[k|rain fell all day]]. [k|The bridge fell in May].",
        {
            "own_voice": 1,
            "attributed": 1,
            "check_worthy/own_voice": 1,
            "check_worthy/attributed": 1,
        },
    ),
    (
        "right claim, wrong claimant",
        "[s1|Ada] [q1|said] [c1|[k|rain fell all day]]. Bob left.",
        "Ada [q1|said] [c1|[k|rain fell all day]]. [s1|Bob] left.",
        {"check_worthy": 1, "attributed": 0, "own_voice": None, "check_worthy/attributed": 1},
    ),
    (
        "right claim, its speech not seen: own voice predicted",
        "[s1|Ada] [q1|said] [c1|[k|rain fell all day]]. Bob left.",
        "Ada said [k|rain fell all day]. Bob left.",
        {"check_worthy": 1, "attributed": 0, "own_voice": 0},
    ),
    (
        "a claim interrupted by its cue lies in the content",
        "[k|[c1|Rain], [s1|she] [q1|said], [c1|fell all day]].",
        "[k|[c1|Rain], [s1|she] [q1|said], [c1|fell all day]].",
        {"attributed": 1, "own_voice": None},
    ),
    (
        "types are recall slices",
        "[k.event|Rain fell all day]. [k.quantity|Ten people died]. [v.state|It is old].",
        "[k|Rain fell all day]. Ten people died. [k|It is old].",
        {
            "check_worthy/claim_type=event": 1,
            "check_worthy/claim_type=quantity": 0,
            "check_worthy/claim_type=state": None,
            "check_worthy/claim_type=causal": None,
        },
    ),
    (
        "a claim over two sentences marks the one that holds most of it",
        "Rain fell. [k|It fell all day]. Nobody knew.",
        "Rain [k|fell. It fell all day]. Nobody knew.",
        {"sentences": 1},
    ),
]


@pytest.mark.parametrize(("held", "given", "wanted"), [row[1:] for row in TABLE])
def test_by_hand(held, given, wanted) -> None:
    evaluation = judge(held, given)
    found = {metric: value(evaluation, f"claims:{metric}") for metric in wanted}
    assert found == pytest.approx(wanted)


#: what, gold, answer, value
SCORED = [
    ("right first, wrong later: the tail costs nothing", "[k=.9|a b]. [k=.2|c d]. e f.", 1 / 2),
    ("wrong first: 1/2 x 1/2", "[k=.2|a b]. [k=.9|c d]. e f.", 1 / 4),
    ("equal scores are one step", "[k=.5|a b]. [k=.5|c d]. e f.", 1 / 4),
    ("closer than a hundredth is equal", "[k=.501|a b]. [k=.505|c d]. e f.", 1 / 4),
    ("all found, in order", "[k=.9|a b]. c d. [k=.8|e f].", 1),
    (
        "all found, a wrong one between: 1/2 + 1/2 x 2/3",
        "[k=.9|a b]. [k=.8|c d]. [k=.7|e f].",
        5 / 6,
    ),
    ("an absent score is 1", "[k|a b]. [k=.5|c d]. e f.", 1 / 2),
    ("a score of 0 counts at the last threshold", "[k=0|a b]. c d. [k=0|e f].", 1),
    ("what is not check-worthy does not count", "[k=.5|a b]. [v=.9|c d]. e f.", 1 / 2),
]


@pytest.mark.parametrize(("given", "wanted"), [row[1:] for row in SCORED])
def test_average_precision_by_hand(given, wanted) -> None:
    found = judge("[k|a b]. c d. [k|e f].", given)
    assert value(found, "claims:average_precision") == pytest.approx(wanted)


def test_average_precision_at_its_edges() -> None:
    held = gold("[k|a b]. c d.")
    assert value(score(held, answer("[k=.5|a b]. c d.")), "claims:average_precision") == 1
    assert value(score(held, answer("a b. [k=.5|c d].")), "claims:average_precision") == 0
    nowhere = score(gold("a b. c d."), answer("a b. [k=.5|c d]."))
    assert value(nowhere, "claims:average_precision") is None


def test_what_is_not_scored_says_why() -> None:
    found = score(gold("[k|a b]. c d."), answer("[k|a b]. c d.", layers=["claims"]))
    assert set(found.layers["claims"].unscored) == {"average_precision", "own_voice", "attributed"}
    assert not found.layers["claims"].unscored.keys() & found.layers["claims"].metrics.keys()


def test_gold_without_attributions_has_no_voices() -> None:
    held = gold("[k|a b]. c d.", layers=["claims"])
    found = score(held, answer("[k|a b]. c d.", layers=["claims"]))
    assert value(found, "claims:check_worthy/own_voice") is None
    assert value(found, "claims:check_worthy") == 1


def test_a_claim_that_is_not_found_is_a_false_positive() -> None:
    given = {"id": "x", "claims": [{"text": "an altogether different matter"}]}
    found = score(gold("[k|a b]. c d."), given)
    counts = {"true_positives": 0, "predicted": 1, "gold": 1}
    for name in ("check_worthy", "check_worthy_soft", "verifiable"):
        assert found.layers["claims"].metrics[name].counts == counts


def test_of_two_equal_contents_the_claimant_does_not_depend_on_the_order() -> None:
    held = gold("[s1|Ada] told Bob: [c1|[k|rain fell all day]].")
    given = answer("[s1|Ada] told [s2|Bob]: [c1|[c2|[k|rain fell all day]]].")
    turned = {**given, "attributions": given["attributions"][::-1]}
    found = [value(score(held, one), "claims:attributed") for one in (given, turned)]
    assert found == [1, 1]


@some
@given(layer_pairs("claims"))
def test_equals_the_contract_by_brute_force(pair) -> None:
    agree(*pair, "claims")


@some
@given(layer_pairs("claims"))
def test_metrics_are_ordered(pair) -> None:
    measured = measure(*pair, "claims")
    found = {
        name: one["true_positives"]
        for name, one in measured.items()
        if not isinstance(one.get("true_positives", []), list)
    }
    exact, high, half = (found[f"check_worthy{how}"] for how in ("_exact", "@.75", ""))
    assert exact <= high <= half <= found["verifiable"]
    assert exact <= found["check_worthy_soft"] + 1e-9
    assert half <= 2 * found["check_worthy_soft"] + 1e-9
    assert found["own_voice"] + found["attributed"] <= half
    if "average_precision" in measured and measured["average_precision"]["gold"]:
        recall = half / measured["check_worthy"]["gold"]
        assert measured["average_precision"]["value"] <= recall + 1e-9


@few
@given(layer_pairs("claims"))
def test_swapping_the_sides_swaps_precision_and_recall(pair) -> None:
    held, given = pair
    from .markup import document

    def plain(items) -> list[dict]:
        return [
            {"start": one.start, "end": one.end, "check_worthy": one.check_worthy is not False}
            for one in items or ()
        ]

    swapped = document(held.text, claims=plain(given.claims))
    back = prediction("x", claims=plain(held.annotation.claims))
    ahead, behind = measure(held, given, "claims"), measure(swapped, back, "claims")
    for name in (
        "check_worthy",
        "check_worthy@.75",
        "check_worthy_exact",
        "verifiable",
        "sentences",
    ):
        hits, predicted, golds = triple(ahead[name])
        assert triple(behind[name]) == (hits, golds, predicted), name
    assert ahead["check_worthy_soft"]["value"] == pytest.approx(
        behind["check_worthy_soft"]["value"], abs=1e-5, nan_ok=True
    )
    assert ahead["sentences_mcc"]["value"] == pytest.approx(
        behind["sentences_mcc"]["value"], nan_ok=True
    )
