from __future__ import annotations

import pytest
from hypothesis import given

from .checks import agree, measure, triple
from .markup import gold, judge, score, value
from .search import few, layer_pairs, prediction, some

_PAGE = (
    "[headline|Bridge falls]\nThe bridge fell in May.\n[related_inline|READ MORE: Ten bridges]\n"
    "Nobody was hurt.\n[related_list|Related\nOne\nTwo]\n[nav_ui|Menu]"
)

#: what, gold, answer, {metric: value}
TABLE = [
    (
        "gold against itself",
        _PAGE,
        _PAGE,
        {
            "lines": 1,
            "characters": 1,
            "category": 1,
            "blocks": 1,
            "content_loss": 0,
            "clean_documents": 1,
            "false_alarms": None,
            "lines/category=related_list": 1,
            "lines/category=nav_ui": 1,
            "lines/category=tag_list": None,
        },
    ),
    (
        "nothing",
        _PAGE,
        _PAGE.replace("[related_inline|", "")
        .replace("[related_list|", "")
        .replace("[nav_ui|", "")
        .replace("bridges]", "bridges")
        .replace("Two]", "Two")
        .replace("Menu]", "Menu"),
        {
            "lines": 0,
            "characters": 0,
            "category": 0,
            "blocks": 0,
            "content_loss": 0,
            "clean_documents": 0,
            "false_alarms": None,
            "lines/category=nav_ui": 0,
        },
    ),
    (
        "a clean document, left alone",
        "The bridge fell in May.\nNobody was hurt.",
        "The bridge fell in May.\nNobody was hurt.",
        {
            "lines": None,
            "characters": None,
            "category": None,
            "blocks": None,
            "content_loss": 0,
            "clean_documents": 1,
            "false_alarms": 0,
        },
    ),
    (
        "a clean document, one of two lines removed: 14 of 33 letters",
        "The bridge fell in May.\nNobody was hurt.",
        "The bridge fell in May.\n[f|Nobody was hurt.]",
        {
            "lines": 0,
            "characters": 0,
            "content_loss": 14 / 33,
            "clean_documents": 0,
            "false_alarms": 1,
        },
    ),
    (
        "no body at all: content loss is undefined",
        "[f|Menu]",
        "[f|Menu]",
        {"lines": 1, "content_loss": None, "false_alarms": None},
    ),
    (
        "half of a line's letters make it positive",
        "body body\n[f|abcd]",
        "body body\n[f|ab]cd",
        {"lines": 1, "characters": 2 * 2 / 6, "blocks": 0, "content_loss": 0},
    ),
    (
        "less than half does not",
        "body body\n[f|abcde]",
        "body body\n[f|ab]cde",
        {"lines": 0, "characters": 2 * 2 / 7},
    ),
    (
        "white space does not count in either share",
        "body body\n[f|ab        cd]",
        "body body\n[f|ab        ]cd",
        {"lines": 1, "characters": 2 * 2 / 6},
    ),
    (
        "a positive line is lost as a whole, an unfilled one by what is covered",
        "abcd\nefghij\n[f|x]",
        "[f|ab]cd\n[f|e]fghij\n[f|x]",
        {"lines": 2 / 3, "content_loss": (4 + 1) / 10, "characters": 2 / 5},
    ),
    (
        "body in a line that gold calls furniture is lost, too, if it is covered",
        "[f|abcdef]gh\nbody",
        "[f|abcdefgh]\nbody",
        {"lines": 1, "content_loss": 2 / 6, "clean_documents": 1},
    ),
    (
        "... and if it is not covered but the line is positive",
        "[f|abcdef]gh\nbody",
        "[f|abcdef]gh\nbody",
        {"lines": 1, "content_loss": 2 / 6, "characters": 1},
    ),
    (
        "blank lines are no lines",
        "[f|Menu\n\n\nSport]\nbody",
        "[f|Menu]\n\n\n[f|Sport]\nbody",
        {"lines": 1, "blocks": 1, "characters": 1},
    ),
    (
        "a line mostly in a zone is ignored, on both sides",
        "[headline|Bridge falls]\nbody\n[f|Menu]",
        "[f|Bridge falls]\nbody\n[f|Menu]",
        {"lines": 1, "characters": 1, "content_loss": 0, "clean_documents": 1},
    ),
    (
        "a line half in a zone is scored",
        "[byline|abcd]efgh\n[f|Menu]",
        "[f|abcdefgh]\n[f|Menu]",
        {"lines": 2 / 3, "characters": 2 * 4 / 12, "content_loss": 1},
    ),
    (
        "right line, wrong category",
        "body\n[nav_ui|Menu]\n[promo_ad|Buy]",
        "body\n[promo_ad|Menu]\n[promo_ad|Buy]",
        {"lines": 1, "category": 1 / 2, "blocks": 0, "lines/category=nav_ui": 1},
    ),
    (
        "two categories on a line: that which covers most of it",
        "body\n[nav_ui|Menu]",
        "body\n[nav_ui|Men][promo_ad|u]",
        {"category": 1, "blocks": 0},
    ),
    (
        "adjacent spans of one category are one block, of two are two",
        "[nav_ui|Menu\nSport]\nbody\n[promo_ad|Buy]\n[tag_list|Tags]",
        "[nav_ui|Menu]\n[nav_ui|Sport]\nbody\n[promo_ad|Buy\nTags]",
        {"blocks": 2 * 1 / (2 + 3), "lines": 1, "category": 3 / 4},
    ),
    (
        "a span of another category between does not part a block",
        "[nav_ui|Menu Sport] x\nbody",
        "[nav_ui|[promo_ad|Me]nu] [nav_ui|Sport] x\nbody",
        {"blocks": 2 * 1 / (2 + 1)},
    ),
    (
        "overlapping spans are a union",
        "body\n[f|Menu]",
        "body\n[f|[f|Me]nu]",
        {"lines": 1, "characters": 1, "blocks": 1},
    ),
]


@pytest.mark.parametrize(("held", "given", "wanted"), [row[1:] for row in TABLE])
def test_by_hand(held, given, wanted) -> None:
    evaluation = judge(held, given)
    found = {metric: value(evaluation, f"boilerplate:{metric}") for metric in wanted}
    assert found == pytest.approx(wanted)


def test_the_gate() -> None:
    """More than one hundredth of the body: listed, not ranked, and no `overall`."""
    body = "\n".join("abcde fghij" for _ in range(20))  # 200 letters
    held = gold(f"{body}\nx y\n[f|Menu]")
    start = held.text.index("x y")
    menu = held.text.index("Menu")

    def judged(*spans: tuple[int, int]):
        furniture = [{"start": s, "end": e} for s, e in [*spans, (menu, menu + 4)]]
        empty = {layer: [] for layer in ("entities", "attributions", "claims")}
        return score(held, {"id": "x", **empty, "boilerplate": furniture})

    exactly = judged((start, start + 3))  # the line "x y": 2 of 202 letters
    assert exactly.layers["boilerplate"].metrics["content_loss"].value == pytest.approx(2 / 202)
    assert exactly.gated is False
    assert exactly.overall is not None
    over = judged((start, start + 3), (0, 1))
    assert over.layers["boilerplate"].metrics["content_loss"].value == pytest.approx(3 / 202)
    assert over.gated is True
    assert over.overall is None


def test_exactly_one_hundredth_passes_the_gate() -> None:
    held = gold("a\n" + "b" * 99 + "\n[f|Menu]")
    found = score(held, {"id": "x", "boilerplate": [{"start": 0, "end": 1}]})
    assert value(found, "boilerplate:content_loss") == 1 / 100
    assert found.gated is False


def test_a_category_is_no_must() -> None:
    held = gold("body\n[nav_ui|Menu]")
    found = score(held, {"id": "x", "boilerplate": [{"start": 5, "end": 9}]})
    assert value(found, "boilerplate:lines") == 1
    assert value(found, "boilerplate:category") == 0


def test_a_block_that_is_not_found_is_a_false_positive() -> None:
    held = gold("body\n[f|Menu]")
    found = score(held, {"id": "x", "boilerplate": [{"text": "Subscribe now, all of you"}]})
    metrics = found.layers["boilerplate"].metrics
    assert metrics["lines"].counts == {"true_positives": 0, "predicted": 1, "gold": 1}
    assert metrics["blocks"].counts == {"true_positives": 0, "predicted": 1, "gold": 1}
    assert metrics["characters"].counts["predicted"] == len("Subscribenow,allofyou")
    assert metrics["clean_documents"].value == 0
    clean = score(gold("body"), {"id": "x", "boilerplate": [{"text": "Subscribe now, all"}]})
    assert value(clean, "boilerplate:false_alarms") == 1


@some
@given(layer_pairs("boilerplate", 4))
def test_equals_the_contract_by_brute_force(pair) -> None:
    agree(*pair, "boilerplate")


@few
@given(layer_pairs("boilerplate", 4))
def test_swapping_the_sides_swaps_precision_and_recall(pair) -> None:
    held, given = pair
    from .markup import document

    def plain(items) -> list[dict]:
        return [
            {"start": one.start, "end": one.end, "category": one.category} for one in items or ()
        ]

    zones = [
        {"start": one.start, "end": one.end, "kind": one.kind} for one in held.annotation.zones
    ]
    swapped = document(held.text, boilerplate=plain(given.boilerplate), zones=zones)
    back = prediction("x", boilerplate=plain(held.annotation.boilerplate))
    ahead, behind = measure(held, given, "boilerplate"), measure(swapped, back, "boilerplate")
    for name in ("lines", "characters", "category", "blocks"):
        hits, predicted, golds = triple(ahead[name])
        assert triple(behind[name]) == (hits, golds, predicted), name
