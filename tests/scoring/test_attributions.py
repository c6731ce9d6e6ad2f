from __future__ import annotations

import pytest
from hypothesis import given

from copydesk.scoring.attributions import reaches

from .checks import agree, measure, triple
from .markup import answer, gold, judge, score, value
from .search import few, layer_pairs, prediction, some

#: ten content words, so that each is a tenth
_TEN = "one two three four five six seven eight nine ten"
_SAID = f"[s1|Ada Lee] [q1|said] [c1|{_TEN}]."


def first(count: int, *, source: str = "[s1|Ada Lee]", cue: str = "[q1|said]") -> str:
    words = _TEN.split()
    kept, rest = " ".join(words[:count]), " ".join(words[count:])
    return f"{source} {cue} [c1|{kept}]{' ' if rest else ''}{rest}."


#: what, gold, answer, {metric: value}, options
TABLE = [
    (
        "gold against itself",
        _SAID,
        _SAID,
        {
            "wsw": 1,
            "wsw@.5": 1,
            "detection": 1,
            "detection@.5": 1,
            "who": 1,
            "content": 1,
            "source": 1,
            "cue": 1,
            "content_exact": 1,
            "source_exact": 1,
            "cue_exact": 1,
            "all_exact": 1,
            "detection/indirect": 1,
            "detection/direct": None,
            "detection@.5/quote_type=indirect": 1,
            "wsw@.5/quote_type=indirect": 1,
            "wsw@.5/quote_type=direct": None,
        },
        {"speakers": {1: ["Ada Lee"]}, "answer_speakers": {1: ["Ada Lee"]}},
    ),
    (
        "seven of ten words: IoU .7 passes five of ten thresholds",
        _SAID,
        first(7),
        {
            "wsw": 0.5,
            "wsw@.5": 1,
            "detection": 0.5,
            "detection@.5": 1,
            "who": None,
            "content": 2 * 7 / 17,
            "source": 1,
            "cue": 1,
            "content_exact": 0,
            "source_exact": 1,
            "cue_exact": 1,
            "all_exact": 0,
        },
        {},
    ),
    (
        "five of ten words: exactly half is enough for .5 alone",
        _SAID,
        first(5),
        {"wsw": 0.1, "wsw@.5": 1, "detection": 0.1, "content": 2 * 5 / 15},
        {},
    ),
    ("four of ten words", _SAID, first(4), {"wsw": 0, "detection@.5": 0, "content": 0}, {}),
    (
        "nothing: 0 wherever there is gold",
        _SAID,
        f"Ada Lee said {_TEN}.",
        {"wsw": 0, "detection": 0, "who": 0, "content": 0, "all_exact": 0, "detection/indirect": 0},
        {"speakers": {1: ["Ada Lee"]}},
    ),
    (
        "both empty: undefined",
        "It rained.",
        "It rained.",
        {
            "wsw": None,
            "wsw@.5": None,
            "detection": None,
            "who": None,
            "content": None,
            "source_exact": None,
            "all_exact": None,
            "detection/mixed": None,
        },
        {},
    ),
    (
        "a wrong source: found, but not who said what",
        "[s1|Ada Lee] [q1|said] [c1|it rained]. Bob left.",
        "Ada Lee [q1|said] [c1|it rained]. [s1|Bob] left.",
        {"wsw": 0, "detection": 1, "source": 0, "source_exact": 0, "all_exact": 0, "cue": 1},
        {},
    ),
    (
        "half a source is right: token F1 2 x 1 / 3",
        "[s1|Ada Lee] [q1|said] [c1|it rained].",
        "Ada [s1|Lee] [q1|said] [c1|it rained].",
        {"wsw": 1, "source": 2 / 3, "source_exact": 0, "all_exact": 0},
        {},
    ),
    (
        "a source of one word, predicted with two more: F1 exactly .5",
        "the new mayor [s1|Lee] [q1|said] [c1|it rained].",
        "the [s1|new mayor Lee] [q1|said] [c1|it rained].",
        {"wsw": 1, "source": 0.5},
        {},
    ),
    (
        "... with three more: below",
        "the new mayor [s1|Lee] [q1|said] [c1|it rained].",
        "[s1|the new mayor Lee] [q1|said] [c1|it rained].",
        {"wsw": 0, "source": 0.4},
        {},
    ),
    (
        "no source in gold, none predicted: right, and the empty roles agree",
        "[c1|It rained], so the talk.",
        "[c1|It rained], so the talk.",
        {"wsw": 1, "source": 1, "cue": 1, "source_exact": 1, "all_exact": 1, "who": None},
        {},
    ),
    (
        "no source in gold, one predicted",
        "[c1|It rained], so [q1|the talk].",
        "[c1|It rained], so the [s1|talk].",
        {"wsw": 0, "detection": 1, "source": 0, "cue": 0},
        {},
    ),
    (
        "no source in gold, a speaker predicted: silence must be whole",
        "[c1|It rained], so the talk.",
        "[c1|It rained], so the talk.",
        {"wsw": 0, "detection": 1, "who": 0},
        {"answer_speakers": {1: ["Ada"]}},
    ),
    (
        "a source in gold, silence predicted",
        "[s1|She] [q1|said] [c1|it rained].",
        "She [q1|said] [c1|it rained].",
        {"wsw": 0, "detection": 1},
        {"speakers": {1: ["Ada"]}},
    ),
    (
        "no span, but the right name",
        "[PERSON|Ada Lee] left. [s1|She] [q1|said] [c1|it rained].",
        "Ada Lee left. She [q1|said] [c1|it rained].",
        {"wsw": 1, "who": 1, "source": 0},
        {"speakers": {1: ["Ada Lee"]}, "answer_speakers": {1: ["Lee"]}},
    ),
    (
        "no span, and a name too many",
        "[PERSON|Ada Lee] left. [s1|She] [q1|said] [c1|it rained].",
        "Ada Lee left. She [q1|said] [c1|it rained].",
        {"wsw": 0, "who": 0},
        {"speakers": {1: ["Ada Lee"]}, "answer_speakers": {1: ["Ada Lee", "Bob"]}},
    ),
    (
        "a wrong span is not mended by the right name; `who` asks for names alone",
        "[PERSON|Ada Lee] left. [s1|She] [q1|said] [c1|it rained].",
        "Ada Lee [s1|left]. She [q1|said] [c1|it rained].",
        {"wsw": 0, "who": 1},
        {"speakers": {1: ["Ada Lee"]}, "answer_speakers": {1: ["Ada Lee"]}},
    ),
    (
        "a name that fits two people is wrong, and was a prediction",
        "[PERSON|Ada Lee], [PERSON|Bob Lee] left. [s1|She] [q1|said] [c1|it rained].",
        "Ada Lee, Bob Lee left. She [q1|said] [c1|it rained].",
        {"wsw": 0, "who": 0},
        {"speakers": {1: ["Ada Lee"]}, "answer_speakers": {1: ["Lee"]}},
    ),
    (
        "who: only attributions with speakers, on each side",
        "[s1|Ada] [q1|said] [c1|it rained]. [s2|They] [q2|say] [c2|it snowed].",
        "[s1|Ada] [q1|said] [c1|it rained]. [s2|They] [q2|say] [c2|it snowed].",
        {"who": 2 / 3, "wsw": 1},
        {"speakers": {1: ["Ada"]}, "answer_speakers": {1: ["Ada"], 2: ["Bob"]}},
    ),
    (
        "speakers unknown in gold: not scored, and no name is right",
        "[s1|Ada] [q1|said] [c1|it rained].",
        "Ada [q1|said] [c1|it rained].",
        {"who": None, "wsw": 0},
        {"speakers": {1: None}, "answer_speakers": {1: ["Ada"]}},
    ),
    (
        "marks, commas, line breaks and word edges cannot matter",
        "[c1|“It rained,\nand it snowed,”] [q1|said] [s1|Ada Lee].",
        "“[c1|It rained],\n[c1|and it sno]wed,” [q1|said] [s1|Ada Lee.]",
        {"wsw": 1, "all_exact": 1, "content_exact": 1},
        {},
    ),
    (
        "a role without any word is compared by its characters",
        "[s1|Ada][q1|:] [c1|it rained].",
        "[s1|Ada][q1|: ][c1|it rained].",
        {"cue": 1, "all_exact": 1},
        {},
    ),
    (
        "two halves of one content: one pair, one false positive",
        "[q1|said]: [c1|a b c d]",
        "[q1|said]: [c1|a b] [c2|c d]",
        {"detection@.5": 2 / 3, "detection": 0.1 * 2 / 3},
        {},
    ),
    (
        "a copy is a false positive",
        "[q1|said]: [c1|a b c d]",
        "[q1|said]: [c1|[c2|a b c d]]",
        {"wsw": 2 / 3, "detection/indirect": 2 / 3},
        {},
    ),
    (
        "detection by quote type: direct in gold, mixed predicted",
        "“[c1|Rain fell],” she said it.",
        "“[c1|Rain fell],” she said [c1|it].",
        {"detection@.5": 1, "detection/direct": 0, "detection/mixed": 0},
        {},
    ),
    (
        "slices: nested, discontinuous, over paragraphs",
        "[s1|A] [q1|says] [c1|[s2|B] [q2|says] [c2|it rains\n or snows]] now, [c1|and hails].",
        "[s1|A] [q1|says] [c1|B says it rains\n or snows] now, [c1|and hails].",
        {
            "detection@.5/nested": 0,
            "detection@.5/discontinuous": 1,
            "detection@.5/over_paragraphs": 1 / 2,
            "wsw@.5/over_paragraphs": 1 / 2,
            "detection@.5/source_type=person": 1,
            "detection@.5/source_type=unnamed": 0,
            "detection@.5/source_type=document": None,
        },
        {"source_types": {1: "person", 2: "unnamed"}},
    ),
]


@pytest.mark.parametrize(("held", "given", "wanted", "options"), [row[1:] for row in TABLE])
def test_by_hand(held, given, wanted, options) -> None:
    evaluation = judge(held, given, **options)
    found = {metric: value(evaluation, f"attributions:{metric}") for metric in wanted}
    assert found == pytest.approx(wanted)


#: Several contents reach IoU .5 with one gold content; which pair counts?
TIES = [
    ("overlap decides first", "[s1|A] [q1|says] [c1|a b c d]", ["a b c", "a b c d"], 1),
    ("... whatever the order", "[s1|A] [q1|says] [c1|a b c d]", ["a b c d", "a b c"], 0),
]


@pytest.mark.parametrize(("held", "contents", "winner"), [row[1:] for row in TIES])
def test_overlap_breaks_ties(held, contents, winner) -> None:
    document = gold(held)
    items = []
    for number, content in enumerate(contents):
        start = document.text.index(content)
        role = {"start": 0, "end": 1} if number == winner else {"start": 2, "end": 6}
        items.append({"content": [{"start": start, "end": start + len(content)}], "source": [role]})
    found = score(document, {"id": "x", "attributions": items})
    assert value(found, "attributions:source_exact") == pytest.approx(2 / 3)
    assert value(found, "attributions:wsw@.5") == pytest.approx(2 / 3)


def test_source_then_cue_break_ties() -> None:
    """Two gold and two predicted attributions of one content: roles decide who pairs with whom."""
    held = gold("[s1|Ada] [s2|Bob] [q1|says], [q2|adds] [c1|[c2|it rained]]")
    for text, source, cue in (
        ("[s1|Ada] [s2|Bob] [q1|says], [q2|adds] [c1|[c2|it rained]]", 1, 1),
        ("[s2|Ada] [s1|Bob] [q2|says], [q1|adds] [c1|[c2|it rained]]", 1, 1),
        ("[s1|Ada] [s2|Bob] [q2|says], [q1|adds] [c1|[c2|it rained]]", 1, 0),  # source before cue
        ("Ada Bob [q2|says], [q1|adds] [c1|[c2|it rained]]", 0, 1),
    ):
        found = score(held, answer(text))
        assert value(found, "attributions:source_exact") == source, text
        assert value(found, "attributions:cue_exact") == cue, text


def test_wsw_pairs_over_its_own_edges() -> None:
    """The greatest overlap has the wrong source; the lesser one is right and counts."""
    held = gold("[s1|Ada] Bob [q1|said] [c1|a b c d]")
    given = answer("[s2|Ada] [s1|Bob] said [c1|[c2|a b c] d]")
    found = score(held, given)
    assert value(found, "attributions:wsw@.5") == pytest.approx(2 / 3)
    assert value(found, "attributions:detection@.5") == pytest.approx(2 / 3)
    assert value(found, "attributions:source_exact") == 0


@pytest.mark.parametrize("twentieths", range(10, 20))
def test_a_threshold_that_is_met_exactly_counts(twentieths) -> None:
    assert reaches(twentieths, 20, twentieths)
    assert not reaches(twentieths, 20, twentieths + 1)
    assert not reaches(0, 0, twentieths)
    words = " ".join(f"w{n}" for n in range(20))
    cut = len(" ".join(words.split()[:twentieths]))
    held = gold(f"[c1|{words}] so.")
    found = score(held, {"id": "x", "attributions": [{"content": [{"start": 0, "end": cut}]}]})
    assert value(found, "attributions:wsw") == pytest.approx((twentieths - 9) / 10)


def test_a_source_that_is_not_found_is_a_wrong_source() -> None:
    """It was predicted: neither silence nor a name may take its place."""
    implicit = gold("[c1|It rained], so the talk.")
    named = gold("[s1|Ada] [q1|said] [c1|it rained].", speakers={1: ["Ada"]})
    for held, content, speakers in ((implicit, "It rained", []), (named, "it rained", ["Ada"])):
        item = {"content": [{"text": content}], "source": [{"text": "Zebulon Q. Pikestaff"}]}
        found = score(held, {"id": "x", "attributions": [{**item, "speakers": speakers}]})
        assert value(found, "attributions:detection@.5") == 1
        assert value(found, "attributions:wsw@.5") == 0
        assert value(found, "attributions:source") == 0
        assert value(found, "attributions:all_exact") == 0


def test_a_content_that_is_not_found_is_a_false_positive() -> None:
    held = gold("[s1|Ada] [q1|said] [c1|it rained].")
    given = {"id": "x", "attributions": [{"content": [{"text": "a wholly different matter"}]}]}
    found = score(held, given)
    headline = found.layers["attributions"].metrics["wsw@.5"]
    assert headline.counts == {"true_positives": 0, "predicted": 1, "gold": 1}
    assert found.leak.counts == {"part": 0, "whole": 1}


def test_the_words_of_a_part_that_is_not_found_count() -> None:
    """Content of four words found and four not: IoU 4/8."""
    held = gold("[s1|Ada] [q1|said] [c1|it rained all day].")
    parts = [{"text": "it rained all day"}, {"text": "Zebulon Pikestaff questioned nobody"}]
    source = [{"text": "Ada"}]
    found = score(held, {"id": "x", "attributions": [{"content": parts, "source": source}]})
    assert value(found, "attributions:wsw@.5") == 1
    assert value(found, "attributions:wsw") == pytest.approx(1 / 10)
    assert value(found, "attributions:content") == pytest.approx(2 * 4 / 12)
    assert value(found, "attributions:content_exact") == 0


@some
@given(layer_pairs("attributions"))
def test_equals_the_contract_by_brute_force(pair) -> None:
    agree(*pair, "attributions")


@some
@given(layer_pairs("attributions"))
def test_metrics_are_ordered(pair) -> None:
    measured = measure(*pair, "attributions")
    found = {name: triple(one)[0] for name, one in measured.items() if not _is_mean(one)}
    for k in range(50, 100, 5):
        if f"wsw@.{k}" in found:
            assert found[f"wsw@.{k}"] <= found[f"detection@.{k}"]
    assert found["wsw@.5"] <= found["detection@.5"]
    for role in ("content", "source", "cue"):
        assert found["all_exact"] <= found[f"{role}_exact"]
        assert found[f"{role}_exact"] <= found[role] + 1e-9
        assert found[role] <= found["detection@.5"] + 1e-9
    kinds = ("direct", "indirect", "mixed")
    assert sum(found[f"detection/{kind}"] for kind in kinds) <= found["detection@.5"]
    means = [measured[name]["value"] for name in ("wsw", "wsw@.5", "detection", "detection@.5")]
    if means[0] == means[0]:
        assert means[0] <= means[1] + 1e-9
        assert means[2] <= means[3] + 1e-9


@few
@given(layer_pairs("attributions"))
def test_swapping_the_sides_swaps_precision_and_recall_of_detection(pair) -> None:
    held, given = pair
    from .markup import document

    def plain(items) -> list[dict]:
        return [
            {
                role: [{"start": s.start, "end": s.end} for s in getattr(one, role) or ()]
                for role in ("content", "source", "cue")
            }
            for one in items or ()
        ]

    swapped = document(held.text, attributions=plain(given.attributions))
    back = prediction("x", attributions=plain(held.annotation.attributions))
    ahead, behind = measure(held, given, "attributions"), measure(swapped, back, "attributions")
    # Of matchings that are equal even in source and cue, position decides: `content` may differ.
    names = ["detection@.5", "source", "cue", *(f"detection/{q}" for q in _QUOTES)]
    for name in names:
        hits, predicted, golds = triple(ahead[name])
        assert triple(behind[name]) == (pytest.approx(hits), golds, predicted), name


_QUOTES = ("direct", "indirect", "mixed")


def _is_mean(counts) -> bool:
    return "averaged" in counts
