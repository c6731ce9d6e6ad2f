from __future__ import annotations

import pytest
from hypothesis import given

from copydesk.scoring import Evaluator

from .checks import agree, measure, triple
from .markup import answer, corpus, gold, judge, score, value
from .search import layer_pairs, some

_E = "[PERSON|Ada Lee] of [ORG|Acme] met [NORP|British] MPs in [GPE|Leeds]."

#: what, gold, answer, {metric: value}; every value is worked out by hand
TABLE = [
    (
        "gold against itself: what the core view drops does not count there",
        _E,
        _E,
        {
            "strict": 1,
            "raw_strict": 1,
            "exact": 1,
            "type": 1,
            "partial": 1,
            "iou(.5)": 1,
            "chars": 1,
            "names": 1,
            "strict/conll4": 1,
            "strict/onto11": 1,
            "strict/core/PER": 1,
            "strict/conll4/MISC": 1,
            "strict/onto11/NORP": 1,
            "strict/onto11/LAW": None,
        },
    ),
    (
        "one of three core names missing: 2 TP / (2 + 3)",
        _E,
        "[PERSON|Ada Lee] of [ORG|Acme] met [NORP|British] MPs in Leeds.",
        {
            "strict": 4 / 5,
            "raw_strict": 4 / 5,
            "exact": 4 / 5,
            "type": 4 / 5,
            "partial": 4 / 5,
            "iou(.5)": 4 / 5,
            "chars": 20 / (10 + 15),  # AdaLee + Acme = 10 of 15 letters
            "names": 4 / 5,
            "strict/conll4": 6 / 7,
            "strict/onto11": 6 / 7,
            "strict/core/LOC": 0,
            "strict/onto11/GPE": 0,
        },
    ),
    (
        "gold empty, answer not: 0 where there is a prediction",
        "Ada Lee left.",
        "[PERSON|Ada Lee] left.",
        {"strict": 0, "raw_strict": 0, "type": 0, "chars": 0, "names": 0, "strict/core/ORG": None},
    ),
    (
        "both empty: undefined",
        "It rained.",
        "It rained.",
        {
            "strict": None,
            "raw_strict": None,
            "exact": None,
            "type": None,
            "partial": None,
            "iou(.5)": None,
            "chars": None,
            "names": None,
            "strict/conll4": None,
            "strict/onto11": None,
        },
    ),
    (
        "a wrong label: boundaries right",
        "[PERSON|Ada Lee] left.",
        "[ORG|Ada Lee] left.",
        {
            "strict": 0,
            "exact": 1,
            "type": 0,
            "partial": 1,
            "iou(.5)": 0,
            "chars": 0,
            "names": 0,
            "strict/core/PER": 0,
            "strict/core/ORG": 0,
        },
    ),
    (
        "GPE, LOC and FAC are one label in core and conll4, not in onto11",
        "[GPE|Leeds] left.",
        "[FAC|Leeds] left.",
        {"strict": 1, "strict/conll4": 1, "strict/onto11": 0, "strict/onto11/GPE": 0},
    ),
    (
        "a MISC name sent to PER is a false positive in core, a wrong label in conll4",
        "[EVENT|Brexit] left.",
        "[PERSON|Brexit] left.",
        {"strict": 0, "strict/conll4": 0, "strict/core/PER": 0},
    ),
    (
        "a MISC name of another kind: right in conll4, dropped in core",
        "[EVENT|Brexit] left.",
        "[LAW|Brexit] left.",
        {"strict": None, "strict/conll4": 1, "strict/onto11": 0, "chars": None, "names": None},
    ),
    (
        "edges: article, title, possessive, marks and spaces cost nothing but in raw_strict",
        "the “[ORG|Kremlin]” told Mr. [PERSON|Kirby]’s wife, [PERSON|Ann].",
        "[ORG|the “Kremlin”] told [PERSON|Mr. Kirby’s] wife[PERSON|, Ann.]",
        {"strict": 1, "raw_strict": 0, "exact": 1, "type": 1, "iou(.5)": 1, "chars": 1, "names": 1},
    ),
    (
        "half a name: 3 of 6 letters; IoU of characters 3/7",
        "[PERSON|Ada Lee] left.",
        "[PERSON|Ada] Lee left.",
        {
            "strict": 0,
            "exact": 0,
            "type": 1,
            "partial": 0.5,
            "iou(.5)": 0,
            "chars": 2 * 3 / (3 + 6),
            "names": 0,
        },
    ),
    (
        "IoU exactly one half counts",
        "[ORG|abcd] x",
        "[ORG|ab]cd x",
        {"iou(.5)": 1, "strict": 0},
    ),
    (
        "a duplicate is a further prediction; characters and names are unions",
        "[ORG|Acme] x",
        "[ORG|[ORG|Acme]] x",
        {
            "strict": 2 / 3,
            "raw_strict": 2 / 3,
            "exact": 2 / 3,
            "type": 2 / 3,
            "partial": 2 / 3,
            "iou(.5)": 2 / 3,
            "chars": 1,
            "names": 1,
        },
    ),
    (
        "names: once a document, whatever the case and the edges",
        "[ORG|Acme] and [ORG|ACME] and [ORG|Beta]",
        "[ORG|Acme] and ACME and Beta",
        {"strict": 2 / 4, "names": 2 / 3},
    ),
    (
        "one prediction over two names pairs with one",
        "[PERSON|Ada] [PERSON|Lee] left.",
        "[PERSON|Ada Lee] left.",
        {"strict": 0, "type": 2 / 3, "partial": 1 / 3, "iou(.5)": 0, "chars": 1},
    ),
    (
        "a predicted article alone does not vanish",
        "[ORG|Acme] x. The end",
        "[ORG|Acme] x. [ORG|The] end",
        {"strict": 2 / 3, "names": 2 / 3},
    ),
]


@pytest.mark.parametrize(("held", "given", "wanted"), [row[1:] for row in TABLE])
def test_by_hand(held: str, given: str, wanted: dict[str, float | None]) -> None:
    evaluation = judge(held, given)
    found = {metric: value(evaluation, f"entities:{metric}") for metric in wanted}
    assert found == pytest.approx(wanted)


def test_precision_and_recall() -> None:
    headline = (
        judge("[ORG|Acme] [ORG|Beta] x y", "[ORG|Acme] Beta [ORG|x] [ORG|y]")
        .layers["entities"]
        .headline
    )
    assert (headline.precision, headline.recall) == (pytest.approx(1 / 3), 1 / 2)
    assert headline.counts == {"true_positives": 1, "predicted": 3, "gold": 2}


@pytest.mark.parametrize(
    ("label", "views"),
    [
        ("GPE", {"core", "conll4", "onto11"}),
        ("conll4:LOC", {"core", "conll4"}),
        ("core:LOC", {"core"}),
    ],
)
def test_coarse_labels_leave_finer_views_unscored(label: str, views: set[str]) -> None:
    scores = judge("[GPE|Leeds] and [ORG|Acme].", f"[{label}|Leeds] and [ORG|Acme].").layers[
        "entities"
    ]
    assert scores.headline.value == 1
    missing = {"strict/conll4", "strict/onto11"} - {f"strict/{view}" for view in views}
    assert set(scores.unscored) == missing
    assert not missing & scores.metrics.keys()
    assert not any(name.startswith(tuple(f"{one}/" for one in missing)) for name in scores.metrics)


def test_one_coarse_label_decides_for_the_whole_file() -> None:
    held = [gold("[GPE|Leeds]", "a"), gold("[GPE|Leeds]", "b")]
    given = [answer("[GPE|Leeds]", "a"), answer("[core:LOC|Leeds]", "b")]
    found = score(held, given)
    assert found.attempted.views == ("core",)
    assert found.layers["entities"].headline.value == 1


def test_a_name_that_is_not_found_is_a_false_positive() -> None:
    given = {"id": "x", "entities": [{"text": "Zebulon", "label": "PERSON"}]}
    found = score(gold("[PERSON|Ada] left."), given)
    metrics = found.layers["entities"].metrics
    for name in ("strict", "raw_strict", "type", "partial", "exact", "iou(.5)", "names"):
        assert metrics[name].counts == {"true_positives": 0, "predicted": 1, "gold": 1}, name
    assert metrics["chars"].counts["predicted"] == len("Zebulon")
    assert metrics["strict/onto11/PERSON"].counts["predicted"] == 1
    assert found.leak.counts == {"part": 0, "whole": 1}
    assert len(found.lost) == 1


@some
@given(layer_pairs("entities", 4))
def test_equals_the_contract_by_brute_force(pair) -> None:
    agree(*pair, "entities")


@some
@given(layer_pairs("entities", 4))
def test_criteria_are_ordered(pair) -> None:
    found = {name: triple(one)[0] for name, one in measure(*pair, "entities").items()}
    assert found["strict"] <= found["exact"] <= found["partial"]
    assert found["strict"] <= found["iou(.5)"] <= found["type"]
    assert found["strict/core/PER"] <= found["strict"]
    assert found["strict/onto11"] <= found["strict/conll4"]
    assert found["strict"] <= found["strict/conll4"]


@some
@given(layer_pairs("entities", 4))
def test_the_definition_and_the_fast_path_agree(pair) -> None:
    """`Evaluator.compare` counts by the definition, `Evaluator.score` by the fast path."""
    held, given = pair
    evaluator = Evaluator(corpus(held))
    defined = evaluator.compare(given)["entities"].counts
    found = evaluator.score([given]).counts
    row = dict(zip(found.columns, found.values[0], strict=True))
    assert {k: n for k, n in row.items() if k.startswith("entities/") and n} == {
        k: n for k, n in defined.items() if n
    }
