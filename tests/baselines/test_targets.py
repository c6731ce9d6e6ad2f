"""The targets command on a small gold: what it computes, and what it writes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from copydesk.corpus import corpus_from_rows, read_corpus
from copydesk.labels import LAYERS
from copydesk.predictions import empty_prediction
from copydesk.scoring import Evaluator
from tests.conftest import ROOT, small_gold

from . import folds, kinds, targets, variants

TEXT = "Ann Lee said the pier is shut.\nTom Reed denied it was closed in Grimsby.\nSign up here\n"


def span(words: str) -> dict[str, Any]:
    return {"start": TEXT.index(words), "end": TEXT.index(words) + len(words), "text": words}


GOLD = {
    "id": "a",
    "split": "validation",
    "outlet": "One",
    "text": TEXT,
    "entities": [
        {"id": "e1", **span("Ann Lee"), "label": "PERSON"},
        {"id": "e2", **span("Tom Reed"), "label": "PERSON"},
        {"id": "e3", **span("Grimsby"), "label": "GPE"},
    ],
    "attributions": [
        {
            "id": "a1",
            "content": [span("the pier is shut")],
            "source": [span("Ann Lee")],
            "cue": [span("said")],
        },
        {
            "id": "a2",
            "content": [span("it was closed in Grimsby")],
            "source": [span("Tom Reed")],
            "cue": [span("denied")],
        },
    ],
    "claims": [
        {"id": "c1", **span("the pier is shut"), "check_worthy": True, "claim_type": "state"},
        {
            "id": "c2",
            **span("it was closed in Grimsby"),
            "check_worthy": False,
            "claim_type": "state",
        },
    ],
    "boilerplate": [{"id": "b1", **span("Sign up here"), "category": "newsletter_signup"}],
    "zones": [],
}


def found(predicted: dict[str, Any]) -> dict[str, list[str]]:
    """Return the kinds of error of a prediction by layer."""
    corpus = corpus_from_rows([GOLD])
    evaluator = Evaluator(corpus)
    (answer,) = evaluator.read([{"id": "a", **{layer: [] for layer in LAYERS}, **predicted}])
    compared = evaluator.compare(answer)
    (document,) = corpus.documents
    return {
        layer: [kind for kind, _ in kinds.KINDS[layer](document, answer, compared[layer])]
        for layer in LAYERS
    }


def test_nothing_misses_everything() -> None:
    assert found({}) == {
        "entities": ["missed PER", "missed PER", "missed LOC"],
        "attributions": ["missed indirect speech", "missed indirect speech"],
        "claims": ["missed, reported: state"],
        "boilerplate": ["missed newsletter_signup"],
    }


def test_kinds_of_error() -> None:
    assert found(
        {
            "entities": [
                {**span("Ann Lee"), "label": "ORG"},
                {**span("Reed"), "label": "PERSON"},
                {**span("Grimsby"), "label": "GPE"},
                {**span("Sign"), "label": "ORG"},
            ],
            "attributions": [
                {"content": [span("the pier is shut")], "cue": [span("said")]},
                {
                    "content": [span("it")],
                    "source": [span("Tom Reed")],
                    "cue": [span("denied")],
                },
            ],
            "claims": [
                {**span("pier")},
                {**span("it was closed in Grimsby")},
                {**span("Sign up here")},
            ],
            "boilerplate": [{**span("Sign up here")}, {**span("Ann Lee said the pier is shut.")}],
        }
    ) == {
        "entities": ["PER taken for ORG", "cut too short: PER", "spurious ORG"],
        "attributions": ["source missing", "content cut too short"],
        "claims": [
            "cut too short",
            "gold: not check-worthy, reported: state",
            "gold: no claim",
        ],
        "boilerplate": ["body taken for furniture"],
    }


def test_every_kind_of_these_has_a_mend() -> None:
    for layer, errors in found({"boilerplate": [span("Ann Lee said the pier is shut.")]}).items():
        assert errors
        assert all(kinds.mend(layer, kind) != "-" for kind in errors)


def test_error_tables_count_most_first() -> None:
    evaluator = Evaluator(corpus_from_rows([GOLD]))
    tables = kinds.error_tables(evaluator, [empty_prediction("a", LAYERS)])
    assert "entities: 3 errors" in tables
    assert tables.index("missed PER | Ann Lee") < tables.index("missed LOC")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("gold")
    small_gold(folder)
    return read_corpus(folder)


def test_a_difference_is_of_the_headlines(corpus: Any) -> None:
    evaluator = Evaluator(corpus)
    full = evaluator.score(variants.whole("pipeline").rows(evaluator.corpus.documents))
    none = evaluator.score(
        [{"id": one.id, **{layer: [] for layer in LAYERS}} for one in evaluator.corpus.documents]
    )
    for layer in LAYERS:
        value = full.layers[layer].headline.value
        against = targets.difference(layer, full, none)
        assert against.value == pytest.approx(value)
        assert against.difference == pytest.approx(value)
        same = targets.difference(layer, full, full)
        assert same.difference == 0
        assert not same.clear


def test_a_target_is_held_to_the_nearest_floor(corpus: Any) -> None:
    evaluator = Evaluator(corpus)
    documents = evaluator.corpus.documents
    empty = [{"id": one.id, **{layer: [] for layer in LAYERS}} for one in documents]
    whole = evaluator.score(variants.whole("pipeline").rows(documents))
    scores = {"pipeline": whole, "nothing": evaluator.score(empty), "everything": whole}
    text, met = targets.target_table(scores)
    assert not met, "a system is not above itself"
    assert text.count("everything") == text.count("**no**") == len(LAYERS)
    text, met = targets.target_table({"pipeline": evaluator.score(empty), "nothing": whole})
    assert not met
    assert targets.target_table({"nothing": whole})[1]


def test_components_that_change_nothing_are_not_listed(corpus: Any) -> None:
    evaluator = Evaluator(corpus)
    whole = variants.whole("rules")
    full = evaluator.score(whole.rows(evaluator.corpus.documents))
    rows = targets.component_rows(full, [whole, *variants.rules_variants()], evaluator)
    titles = {row[0] for row in rows}
    assert whole.title not in titles
    assert "no attributions" in titles


def test_crf_is_trained_again_without_features(corpus: Any, tmp_path: Path) -> None:
    pytest.importorskip("pycrfsuite")
    train = corpus.documents
    parts = variants.crf_variants(train, tmp_path)
    whole, first = next(parts), next(parts)
    assert whole.layers == LAYERS
    assert first.title == variants.WITHOUT[0][0]
    assert whole.rows(train)[0]["id"] == train[0].id


def test_no_outlet_is_learnt_from_and_asked() -> None:
    rows = [{**GOLD, "id": f"a{number}", "outlet": f"o{number % 7}"} for number in range(40)]
    documents = corpus_from_rows(rows).documents
    asked = []
    for learnt, part in folds.parts(documents):
        assert part
        assert {one.cluster for one in learnt}.isdisjoint(one.cluster for one in part)
        assert len(learnt) + len(part) == len(documents)
        asked += [one.id for one in part]
    assert sorted(asked) == sorted(one.id for one in documents)


def test_figures_go_between_their_markers() -> None:
    page = "".join(
        f"{name}\n<!-- figures: {name} -->\n{text}\n<!-- /figures -->\n"
        for name, text in (("x", "old"), ("y", "kept"))
    )
    assert targets.filled(page, {"x": "new\n"}) == page.replace("old", "new")


@pytest.mark.parametrize("name", ["crf", "pipeline"])
def test_pages_have_figures_that_the_command_gives(name: str) -> None:
    page = (ROOT / "baselines" / name / "README.md").read_text("utf-8")
    parts = [match[2] for match in targets._FIGURES.finditer(page)]
    assert parts
    assert len(parts) == page.count("<!-- figures:")
    for match in targets._FIGURES.finditer(page):
        assert len(match[0].splitlines()) > 2, f"{match[2]} is empty: make targets"
