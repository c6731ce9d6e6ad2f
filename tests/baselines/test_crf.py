"""The trained baselines: models, what they answer, and that training says the same twice."""

from __future__ import annotations

import gzip
import itertools
import json
import math
import random
from pathlib import Path
from typing import Any

import pytest

from copydesk.corpus import read_corpus
from copydesk.run import open_system
from tests.conftest import ROOT, small_gold

from . import variants
from .conftest import ODD, Extract, said, surfaces

from crf_chain import Chain, spans_of  # isort: skip
from crf_claims import choose  # isort: skip
from crf_clauses import Candidate  # isort: skip
from crf_linear import Linear  # isort: skip
from crf_tokens import shape_of  # isort: skip

SYSTEMS = ("crf", "pipeline")
ARTICLE = """\
Pier shut after fire

A fire closed the pier in Grimsby on Friday, officials said.
“The pier is safe to walk on,” Ann Lee, the mayor, said. “It will open in May.”
Tom Reed, a diver, told the council that 300 people had been at risk; he denied that he had left.

Sign up for our newsletter
"""


def packed(folder: Path, name: str, model: dict[str, Any]) -> Path:
    path = folder / name
    path.write_bytes(gzip.compress(json.dumps(model).encode()))
    return path


def brute_force(labels: list[str], model: dict[str, Any], tokens: list[list[str]]) -> list[str]:
    """Return the best path of all, in the order of the labels where two are equal."""

    def weight(path: tuple[str, ...]) -> float:
        if any(
            label.startswith("I-") and (not at or path[at - 1][2:] != label[2:])
            for at, label in enumerate(path)
        ):
            return -math.inf
        number = [labels.index(label) for label in path]
        states = sum(
            model["states"].get(feature, {}).get(str(number[at]), 0)
            for at, features in enumerate(tokens)
            for feature in features
        )
        return states + sum(model["moves"][a][b] for a, b in itertools.pairwise(number))

    return list(max(itertools.product(labels, repeat=len(tokens)), key=weight))


@pytest.mark.parametrize("seed", range(20))
def test_viterbi_finds_the_best_of_all_paths(seed: int, tmp_path: Path) -> None:
    draw = random.Random(seed)
    labels = ["B-x", "B-y", "I-x", "I-y", "O"]
    model = {
        "labels": labels,
        "states": {
            f"f{number}": {str(label): draw.uniform(-2, 2) for label in draw.sample(range(5), 3)}
            for number in range(4)
        },
        "moves": [[draw.uniform(-2, 2) for _ in labels] for _ in labels],
    }
    tokens = [[f"f{draw.randrange(5)}", f"f{draw.randrange(5)}"] for _ in range(5)]
    assert Chain(packed(tmp_path, "m", model)).tag(tokens) == brute_force(labels, model, tokens)


def test_the_chain_weighs_as_crfsuite_does(tmp_path: Path) -> None:
    pycrfsuite = pytest.importorskip("pycrfsuite")
    from crf_train import fit_chain

    draw = random.Random(7)
    sequences = []
    for _ in range(60):
        words = [draw.choice("abcdef") for _ in range(draw.randrange(1, 9))]
        labels = ["B-x" if one in "ab" else "O" for one in words]
        for at in range(1, len(words)):
            if labels[at - 1] != "O" and words[at] == "c":
                labels[at] = "I-x"
        sequences.append(([["any", f"w={one}"] for one in words], labels))
    model = fit_chain(sequences, (0.1, 0.1))
    ours = Chain(packed(tmp_path, "m", model))
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    for tokens, labels in sequences:
        trainer.append(tokens, labels)
    trainer.set_params({"c1": 0.1, "c2": 0.1, "max_iterations": 150})
    trainer.train(str(tmp_path / "theirs"))
    theirs = pycrfsuite.Tagger()
    theirs.open(str(tmp_path / "theirs"))
    for tokens, labels in sequences:
        assert ours.tag(tokens) == theirs.tag(tokens) == labels


def test_labels_become_stretches() -> None:
    labels = ["B-x", "I-x", "O", "B-y", "B-y", "I-y"]
    assert spans_of(labels) == [(0, 2, "x"), (3, 4, "y"), (4, 6, "y")]


def test_the_regression_weighs_as_scikit_learn_does(tmp_path: Path) -> None:
    pytest.importorskip("pycrfsuite")
    linear_model = pytest.importorskip("sklearn.linear_model")
    from crf_train import fit_regression
    from sklearn.feature_extraction import DictVectorizer

    draw = random.Random(3)
    for classes in ("ab", "abc"):
        items = [
            ({"x": draw.random(), "y": draw.random()}, draw.choice(classes)) for _ in range(90)
        ]
        model = fit_regression(items, 1.0, 0.5)
        ours = Linear(packed(tmp_path, "m", model))
        names = DictVectorizer()
        theirs = linear_model.LogisticRegression(C=1.0, max_iter=5000).fit(
            names.fit_transform([features for features, _ in items]), [label for _, label in items]
        )
        assert ours.classes == list(theirs.classes_)
        for features, _ in items:
            expected = theirs.predict_proba(names.transform([features]))[0]
            # Weights are stored with three digits.
            assert ours.probabilities(features) == pytest.approx(list(expected), abs=0.002)


def test_training_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    pytest.importorskip("pycrfsuite")
    from crf_gold import Read
    from crf_train import fit, write

    small_gold(tmp_path / "gold")
    reads = [Read(one) for one in read_corpus(tmp_path / "gold").documents]
    folders = tmp_path / "one", tmp_path / "two"
    for folder in folders:
        write(fit(reads), folder)
    names = sorted(path.name for path in folders[0].iterdir())
    assert names == sorted(path.name for path in variants.MODELS.glob("*.gz"))
    for name in names:
        assert (folders[0] / name).read_bytes() == (folders[1] / name).read_bytes()
    left = fit(reads, ("names",), {"names": ("w=",)})["names"]["states"]
    assert left
    assert not any("w=" in feature for feature in left), "nor the words of neighbours"


def test_what_is_learnt_is_laid_over_the_tokens(tmp_path: Path) -> None:
    pytest.importorskip("pycrfsuite")
    from crf_gold import Read, cue_sequences, name_sequences, role_sequences

    small_gold(tmp_path / "gold")
    for gold in read_corpus(tmp_path / "gold").documents:
        read = Read(gold)
        tokens = read.document.tokens
        for name, entity in zip(read.names, gold.annotation.entities or (), strict=True):
            assert tokens[name.first].start <= entity.start < tokens[name.first].end
            assert tokens[name.last - 1].start < entity.end <= tokens[name.last - 1].end
        labels = [label for _, line in name_sequences(read) for label in line]
        assert len(labels) == read.document.lines[-1].last
        assert sum(label.startswith("B-") for label in labels) == len(read.names)
        cues = sum(label == "B-cue" for _, line in cue_sequences(read) for label in line)
        assert cues == len({one.cue for one in read.attributions if one.cue})
        for features, roles in role_sequences(read):
            assert len(features) == len(roles)
            assert any("cue itself" in one for one in features)


@pytest.mark.parametrize(
    ("text", "shape"), [("Grimsby's", "Xxx'x"), ("2024", "00"), ("U.S.", "X.X."), ("don’t", "xx’x")]
)
def test_shapes(text: str, shape: str) -> None:
    assert shape_of(text) == shape


@pytest.mark.parametrize("system", SYSTEMS)
def test_an_article_of_our_own(system: str, extract: Extract) -> None:
    answer = extract(system, {"a": ARTICLE})["a"]
    names = {
        text: one["label"]
        for text, one in zip(surfaces(ARTICLE, answer["entities"]), answer["entities"], strict=True)
    }
    assert names["Ann Lee"] == names["Tom Reed"] == "PERSON"
    assert names["Grimsby"] == "GPE"
    speech = {cue[0]: content for _, cue, content in said(ARTICLE, answer) if cue}
    assert any("The pier is safe to walk on" in part for part in itertools.chain(*speech.values()))
    assert speech["denied"] == ["that he had left"]
    assert all(0 <= one["score"] <= 1 for one in answer["claims"])
    assert any("300 people" in one for one in surfaces(ARTICLE, answer["claims"]))


@pytest.mark.parametrize("system", SYSTEMS)
def test_odd_articles_get_an_answer(system: str, extract: Extract) -> None:
    answers = extract(system, ODD)
    assert {name: one.get("failure") for name, one in answers.items()} == dict.fromkeys(ODD)


@pytest.mark.parametrize("system", SYSTEMS)
def test_needs_nothing_that_is_not_there(system: str) -> None:
    assert open_system(system).card.requirements == (), "inference is the standard library alone"
    source = "".join(path.read_text() for path in (ROOT / "baselines" / system).glob("*.py"))
    assert "pickle" not in source


def test_models_are_small_and_say_what_they_saw() -> None:
    files = list(variants.MODELS.iterdir())
    assert sum(path.stat().st_size for path in files) < 2_000_000
    trained = json.loads((variants.MODELS / "trained.json").read_text())
    assert trained["split"] == "train"
    assert trained["documents"] > 0


def test_the_stages_of_the_rules_are_the_rules(extract: Extract) -> None:
    """What `pipeline` takes over from `rules` gives what `rules` gives."""
    texts = {"a": ARTICLE, **{path.stem: path.read_text("utf-8") for path in shown()}}
    alone = extract("rules", texts)
    staged = variants.whole("rules")
    for name, text in texts.items():
        answer = staged.extract({"id": name, "text": text})
        for claim in answer["claims"]:
            assert "score" not in claim, "the rules do not say how sure they are"
        for layer, found in answer.items():
            assert found == alone[name][layer], f"{name}: {layer}"


def shown() -> list[Path]:
    """Return texts of the train split."""
    found = sorted((ROOT / "annotations" / "train").glob("*.json"))[:5]
    return [ROOT / "seeds" / f"{path.stem}.txt" for path in found]


def test_of_overlapping_claims_those_that_promise_most():
    chance = random.Random(0)
    for _ in range(200):
        firsts = [chance.randrange(12) for _ in range(chance.randrange(7))]
        offered = [
            (Candidate(first, first + chance.randrange(1, 6), set()), chance.uniform(0.31, 1))
            for first in firsts
        ]

        def apart(some: tuple[tuple[Candidate, float], ...]) -> bool:
            used = [at for one, _ in some for at in range(one.first, one.last)]
            return len(used) == len(set(used))

        best = max(
            sum(value - 0.3 for _, value in some)
            for size in range(len(offered) + 1)
            for some in itertools.combinations(offered, size)
            if apart(some)
        )
        chosen = choose(offered, 0.3)
        assert apart(tuple(chosen))
        assert chosen == sorted(chosen, key=lambda pair: pair[0].first)
        assert sum(value - 0.3 for _, value in chosen) == pytest.approx(best)
