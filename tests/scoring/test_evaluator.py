from __future__ import annotations

import math

import msgspec
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from copydesk.errors import CopyDeskError, InputError
from copydesk.labels import LAYERS
from copydesk.predictions import as_prediction
from copydesk.records import System
from copydesk.scoring import COLUMNS, SCORERS, Counts, Evaluator

from . import expected, oracle
from .checks import alike, measure, triple
from .markup import answer, corpus, document, gold, judge, score, value, values
from .search import documents, few, layer_pairs, layers, pairs, prediction, some

#: metric -> gold itself, `nothing`, gold without one item (ACME; the second attribution; the
#: first claim; the first block) of tests/scoring/expected.py, all worked out by hand
EXPECTED: dict[str, tuple[float | None, float | None, float | None]] = {
    **{
        f"entities:{name}": (1, 0, 8 / 9)
        for name in ("strict", "raw_strict", "exact", "type", "partial", "iou(.5)", "names")
    },
    "entities:chars": (1, 0, 2 * 20 / (20 + 24)),
    "entities:strict/conll4": (1, 0, 10 / 11),
    "entities:strict/onto11": (1, 0, 10 / 11),
    "entities:strict/core/PER": (1, 0, 1),
    "entities:strict/core/ORG": (1, 0, 0),
    "entities:strict/core/LOC": (1, 0, 1),
    "entities:strict/conll4/PER": (1, 0, 1),
    "entities:strict/conll4/ORG": (1, 0, 0),
    "entities:strict/conll4/LOC": (1, 0, 1),
    "entities:strict/conll4/MISC": (1, 0, 1),
    "entities:strict/onto11/PERSON": (1, 0, 1),
    "entities:strict/onto11/NORP": (1, 0, 1),
    "entities:strict/onto11/ORG": (1, 0, 0),
    "entities:strict/onto11/GPE": (1, 0, 1),
    **{
        f"attributions:{name}": (1, 0, 2 / 3)
        for name in (
            *("wsw", "wsw@.5", "detection", "detection@.5", "who", "content", "source", "cue"),
            *("content_exact", "source_exact", "cue_exact", "all_exact"),
        )
    },
    "attributions:detection/direct": (1, 0, 0),
    "attributions:detection/indirect": (1, 0, 1),
    **{
        f"attributions:{name}/{one}": (1, 0, without)
        for name in ("detection@.5", "wsw@.5")
        for one, without in (
            ("quote_type=direct", 0),
            ("quote_type=indirect", 1),
            ("source_type=person", 1 / 2),
        )
    },
    **{
        f"claims:{name}": (1, 0, 2 / 3)
        for name in (
            *("check_worthy", "check_worthy@.75", "check_worthy_exact", "check_worthy_soft"),
            "sentences",
        )
    },
    "claims:verifiable": (1, 0, 4 / 5),
    # 8 sentences: of 2 positive ones 1 is found
    "claims:sentences_mcc": (1, None, (1 * 8 - 1 * 2) / math.sqrt(1 * 2 * 7 * 6)),
    "claims:average_precision": (1, None, 1 / 2),  # no score in `nothing`
    "claims:own_voice": (1, 0, 1),
    "claims:attributed": (1, 0, 0),
    "claims:check_worthy/claim_type=quantity": (1, 0, 1),
    "claims:check_worthy/claim_type=event": (1, 0, 0),
    "claims:check_worthy/own_voice": (1, 0, 1),
    "claims:check_worthy/attributed": (1, 0, 0),
    "boilerplate:lines": (1, 0, 4 / 5),
    "boilerplate:characters": (1, 0, 2 * 9 / (9 + 28)),
    "boilerplate:category": (1, 0, 4 / 5),
    "boilerplate:blocks": (1, 0, 2 / 3),
    "boilerplate:content_loss": (0, 0, 0),
    "boilerplate:clean_documents": (1, 1 / 2, 1 / 2),
    "boilerplate:false_alarms": (0, 0, 0),
    "boilerplate:lines/category=related_inline": (1, 0, 0),
    "boilerplate:lines/category=nav_ui": (1, 0, 1),
    "leak": (0, None, None),
    "overall": (1, 0, None),
}


def test_every_metric_is_what_it_should_be() -> None:
    found = expected.table()
    told = {name: row for name, row in found.items() if any(one is not None for one in row)}
    assert told.keys() == EXPECTED.keys()
    for name, row in told.items():
        assert row == pytest.approx(EXPECTED[name]), name


def test_metrics_without_gold_are_undefined() -> None:
    """A metric or slice of something that gold and answer lack is `null`, not 0 or 1."""
    for name, row in expected.table().items():
        if name not in EXPECTED:
            assert row == (None, None, None), name


def test_precision_of_nothing_is_undefined_and_recall_is_0() -> None:
    for scores in score(expected.documents(), expected.nothing()).layers.values():
        assert (scores.headline.value, scores.headline.precision) == (0, None)
        assert scores.headline.recall == 0


def test_where_gold_and_answer_are_empty_everything_is_undefined() -> None:
    found = values(judge("It rained.", "It rained."))
    defined = {name: one for name, one in found.items() if one is not None}
    assert defined == {
        "boilerplate:content_loss": 0,
        "boilerplate:clean_documents": 1,
        "boilerplate:false_alarms": 0,
    }


def test_names_and_order_of_headlines() -> None:
    found = score(expected.documents(), expected.answers())
    assert [one.headline.metric for one in found.layers.values()] == [
        "strict",
        "wsw",
        "check_worthy",
        "lines",
    ]
    assert list(found.layers) == list(LAYERS)


# --- across layers ----------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("given", "part", "whole"),
    [
        ({"entities": [(0, 4)]}, 0, 1),
        ({"entities": [(11, 15)]}, 1, 1),
        ({"entities": [(7, 14)]}, 1, 1),  # "ll." and "REA": exactly half
        ({"entities": [(6, 14)]}, 0, 1),
        ({"claims": [(0, 4), (11, 15)]}, 1, 2),
        ({"attributions": [(11, 15)]}, 1, 1),
        ({"entities": [(11, 15)], "claims": [(0, 4)], "attributions": [(11, 15)]}, 2, 3),
    ],
)
def test_leak_by_hand(given, part, whole) -> None:
    held = gold("Acme fell.\n[f|READ MORE: Acme]")
    said: dict = {layer: [] for layer in given}
    for layer, spans in given.items():
        for start, end in spans:
            span = {"start": start, "end": end}
            item = {"content": [span]} if layer == "attributions" else span
            said[layer].append({**item, "label": "ORG"} if layer == "entities" else item)
    found = score(held, {"id": "x", **said})
    assert found.leak.counts == {"part": part, "whole": whole}


def test_only_the_content_of_an_attribution_leaks() -> None:
    held = gold("Acme fell.\n[f|READ MORE: Acme]")
    item = {"content": [{"start": 0, "end": 4}], "source": [{"start": 11, "end": 15}]}
    assert score(held, {"id": "x", "attributions": [item]}).leak.value == 0


def test_leak_is_undefined_without_furniture_gold_or_predictions() -> None:
    held = gold("Acme fell.", layers=["entities"])
    assert score(held, answer("[ORG|Acme] fell.", layers=["entities"])).leak.value is None
    assert judge("Acme fell.", "Acme fell.").leak.value is None


@some
@given(pairs())
def test_leak_equals_the_contract(pair) -> None:
    held, given = pair
    part, whole = oracle.leak(held, given)
    assert Evaluator(corpus(held)).score([given]).leak.counts == {"part": part, "whole": whole}


def test_overall_is_the_mean_of_the_headlines_of_all_four_layers() -> None:
    held, given = expected.documents(), expected.answers("entities")
    found = score(held, given)
    assert found.overall is not None
    assert found.overall.value == pytest.approx((8 / 9 + 1 + 1 + 1) / 4)
    assert found.overall.counts["averaged"] == 4
    for one in given:
        del one["claims"]
    assert score(held, given).overall is None


def test_overall_leaves_out_an_undefined_headline_and_says_so() -> None:
    found = judge("[ORG|Acme] fell.", "[ORG|Acme] fell.")
    assert found.overall is not None
    assert (found.overall.value, found.overall.counts["averaged"]) == (1, 1)


# --- documents --------------------------------------------------------------------------------
@few
@given(pairs("a"), pairs("b"))
def test_counts_add_up_over_documents(one, other) -> None:
    alone = [Evaluator(corpus(held)).score([given]).counts for held, given in (one, other)]
    both = Evaluator(corpus([one[0], other[0]])).score([one[1], other[1]]).counts
    rows = [dict(zip(c.columns, c.sums(), strict=True)) for c in (*alone, both)]
    for column, summed in rows[2].items():
        assert summed == rows[0].get(column, 0) + rows[1].get(column, 0), column


@few
@given(pairs("a"), pairs("b"), st.randoms(use_true_random=False))
def test_the_order_of_documents_and_items_does_not_matter(one, other, random) -> None:
    def mixed(held, given):
        plain = msgspec.to_builtins(given)
        for layer in LAYERS:
            plain[layer] = list(plain.get(layer, ()))
            random.shuffle(plain[layer])
        gold_plain = msgspec.to_builtins(held.annotation)
        rest = {}
        for layer in (*LAYERS, "zones"):
            rest[layer] = list(gold_plain.get(layer, ()))
            random.shuffle(rest[layer])
            for number, item in enumerate(rest[layer]):
                item["id"] = f"new{number}"
        rest_of = {layer: plain[layer] for layer in LAYERS}
        return document(held.text, held.id, **rest), prediction(given.id, **rest_of)

    ahead = Evaluator(corpus([one[0], other[0]])).score([one[1], other[1]])
    first, second = mixed(*one), mixed(*other)
    behind = Evaluator(corpus([second[0], first[0]])).score([second[1], first[1]])
    assert behind.counts.sums() == pytest.approx(ahead.counts.sums())


@pytest.mark.parametrize("layer", LAYERS)
@few
@given(data=st.data())
def test_one_more_prediction_never_lowers_recall(layer, data) -> None:
    """... and a further correct one never lowers the true positives."""
    held, given = data.draw(layer_pairs(layer))
    plain = {
        name: list(msgspec.to_builtins(given).get(name, ()))
        for name in LAYERS
        if getattr(given, name) is not None
    }
    more = data.draw(layers(held.text, gold=False, most=1, of=tuple(plain)))[layer]
    right = list(msgspec.to_builtins(as_prediction(held.annotation)).get(layer) or ())[:1]
    before = measure(held, given, layer)
    for extra in (more, right):
        after = measure(held, prediction("x", **{**plain, layer: plain[layer] + extra}), layer)
        for name, counts in before.items():
            if name in _MAY_FALL or "averaged" in counts or name not in after:
                continue
            assert triple(after[name])[0] >= triple(counts)[0] - 1e-9, name


#: Decided by the pairs of the detection matching, or by which category or claimant a line or
#: claim has: a further prediction can change that. All others are monotone.
_MAY_FALL = {
    *("content", "source", "cue", "content_exact", "source_exact", "cue_exact", "all_exact"),
    *("category", "blocks", "clean_documents", "average_precision", "sentences_mcc"),
    *(
        f"{metric}/{name}"
        for metric in ("detection@.5", "wsw@.5")
        for name in (
            *(f"quote_type={one}" for one in ("direct", "indirect", "mixed")),
            *(f"source_type={one}" for one in ("person", "implicit")),
            *("nested", "discontinuous", "over_paragraphs"),
        )
    ),
    "check_worthy/own_voice",
    "check_worthy/attributed",
}


@few
@given(documents())
def test_gold_is_right_about_itself(held) -> None:
    plain = msgspec.to_builtins(held.annotation)
    items = [one for layer in LAYERS for one in plain.get(layer, ())]
    spans = [s for one in items for s in (one, *(one.get("source") or ()), *one.get("content", ()))]
    assume(all(span.get("text", "x").strip() for span in spans))  # as gold must be
    found = values(Evaluator(corpus(held)).score([as_prediction(held.annotation)]))
    lower = {"boilerplate:false_alarms": 0, "leak": None, "boilerplate:content_loss": None}
    for name, one in found.items():
        if name not in lower and one is not None:
            assert one == pytest.approx(1), name
    assert found["boilerplate:false_alarms"] in (0, None)


# --- what is missing --------------------------------------------------------------------------
def _two() -> list:
    return [gold("[ORG|Acme] fell.", "a"), gold("[ORG|Acme] rose.", "b")]


def test_a_failure_counts_as_empty_in_every_layer_attempted() -> None:
    given = [answer("[ORG|Acme] fell.", "a"), {"id": "b", "failure": "timeout"}]
    found = score(_two(), given)
    empty = score(_two(), [given[0], answer("Acme rose.", "b")])
    assert found.counts.values.tolist() == empty.counts.values.tolist()
    assert (found.coverage, dict(found.failures)) == (0.5, {"b": "timeout"})


def test_a_missing_document_is_an_error_unless_allowed() -> None:
    given = answer("[ORG|Acme] fell.", "a")
    with pytest.raises(InputError) as error:
        score(_two(), given)
    assert [one.code for one in error.value.problems] == ["missing-document"]
    found = score(_two(), given, allow_missing=True)
    headline = found.layers["entities"].headline
    assert (headline.value, headline.precision, headline.recall) == (pytest.approx(2 / 3), 1, 1 / 2)
    assert (found.coverage, found.missing) == (0.5, ("b",))


def test_a_system_that_always_fails_scores_0_in_the_layers_of_its_card() -> None:
    card = System(name="s", version="1", layers=("entities",), licence="MIT", command=("x",))
    given = [{"id": one, "failure": "no memory"} for one in "ab"]
    found = score(_two(), given, system=card)
    assert list(found.layers) == ["entities"]
    assert found.layers["entities"].headline.value == 0
    assert found.coverage == 0
    assert not score(_two(), given).layers


def test_an_absent_layer_was_not_attempted_and_an_empty_one_was() -> None:
    held = gold("[ORG|Acme] fell.")
    assert list(score(held, {"id": "x", "claims": []}).layers) == ["claims"]
    assert score(held, {"id": "x", "entities": []}).layers["entities"].headline.value == 0


def test_a_layer_without_gold_is_not_scored() -> None:
    held = [gold("[ORG|Acme] fell.", "a", layers=["entities"]), gold("It fell.", "b", layers=[])]
    given = [answer("[ORG|Acme] [k|fell].", "a"), answer("[ORG|It] fell.", "b")]
    found = score(held, given)
    assert list(found.layers) == ["entities"]
    assert found.layers["entities"].headline.value == 1  # the second document has no names in gold


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"id": "zz", "entities": []}, "unknown-document"),
        ([{"id": "x", "entities": []}] * 2, "repeated-document"),
        ({"id": "x", "entities": [{"start": 0, "end": 99, "label": "ORG"}]}, "outside"),
        ({"id": "x", "entities": [{"start": 4, "end": 4, "label": "ORG"}]}, "reversed"),
        ({"id": "x", "entities": [{"start": 4, "end": 2, "label": "ORG"}]}, "reversed"),
        (
            {"id": "x", "entities": [{"start": 0, "end": 4, "text": "Beta", "label": "ORG"}]},
            "text-mismatch",
        ),
        ({"id": "x", "entities": [{"start": 0, "end": 4, "label": "DATE"}]}, "unknown-value"),
        ({"id": "x", "entities": [{"start": 0, "end": 4}]}, "missing-field"),
        ({"id": "x", "entitys": []}, "unknown-field"),
        ({"id": "x", "entities": [{"start": 0, "end": 4, "label": "ORG"}] * 31}, "too-many-spans"),
    ],
)
def test_bad_input_is_refused_and_nothing_scored(given, code) -> None:
    with pytest.raises(InputError) as error:
        score(gold("[ORG|Acme] fell down."), given)
    assert code in {one.code for one in error.value.problems}


def test_an_empty_split_is_an_error() -> None:
    with pytest.raises(CopyDeskError, match="splits here: test"):
        Evaluator(corpus(gold("It rained.")), "train")


# --- the record -------------------------------------------------------------------------------
def test_counts_survive_their_record() -> None:
    found = score(expected.documents(), expected.answers("claims")).counts
    again = Counts.from_record(found.to_record(), found.columns)
    assert again.values.tolist() == found.values.tolist()
    assert (again.documents, again.clusters) == (found.documents, found.clusters)
    with pytest.raises(ValueError, match="format"):
        Counts.from_record({**found.to_record(), "format": 99}, found.columns)


def test_every_column_belongs_to_a_metric_and_every_metric_has_its_columns() -> None:
    found = score(expected.documents(), expected.answers())
    for layer in LAYERS:
        for one in (*found.metrics(layer), *SCORERS[layer].slices(found.columns)):
            assert one.value(found.counts.sums()).shape == ()
    assert len(set(COLUMNS.names)) == len(COLUMNS.names)


def test_one_evaluator_serves_many_systems() -> None:
    evaluator = Evaluator(corpus(expected.documents()))
    first = evaluator.score(expected.answers())
    evaluator.score(expected.nothing())
    again = evaluator.score(expected.answers())
    assert again.counts.values.tolist() == first.counts.values.tolist()


def test_a_frame_has_a_row_a_document_and_metric() -> None:
    pytest.importorskip("pandas")
    found = score(expected.documents(), expected.answers("entities"))
    frame = found.to_frame()
    row = frame[(frame.document == "a") & (frame.metric == "strict")].iloc[0]
    assert (row.precision, row.recall) == (1, 2 / 3)
    assert set(frame.kind) == {"metric", "slice"}
    assert not frame.duplicated(["document", "layer", "kind", "metric"]).any()
    assert value(found, "entities:strict") == pytest.approx(8 / 9)


def test_alike_is_strict() -> None:
    one = measure(gold("[ORG|Acme] x"), prediction("x", entities=[]), "entities")
    alike(one, one)
    with pytest.raises(AssertionError):
        alike(one, {**one, "strict": {"value": 1.0}})


def test_a_text_of_few_words_allows_few_spans_however_long_it_is() -> None:
    """The quick check and the rule (`too-many-spans`) draw the same line."""
    from copydesk import InputError, corpus_from_rows

    text = "word" + " ." * 1_000
    gold = corpus_from_rows([{"id": "x", "text": text, "claims": []}])
    for spans, refused in ((10, False), (11, True), (50, True)):
        answer = {"id": "x", "claims": [{"start": 0, "end": 4}] * spans}
        if refused:
            with pytest.raises(InputError, match="too-many-spans"):
                Evaluator(gold).score([answer])
        else:
            Evaluator(gold).score([answer])
