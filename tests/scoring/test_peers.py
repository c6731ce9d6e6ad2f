"""Parity with other scorers where all are well defined: flat spans, one label set, no ties."""

from __future__ import annotations

import random

import pytest

from .cases import names
from .markup import gold, score, value

LABELS = ("PERSON", "ORG", "GPE")
#: core view
VIEWED = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC"}


def flat(rng: random.Random, words: int) -> list[tuple[int, int, str]]:
    """Names of whole words, none overlapping or touching: (first word, last + 1, label)."""
    found, place = [], 0
    while (place := place + rng.randint(1, 4)) < words - 3:
        end = place + rng.randint(1, 3)
        found.append((place, end, rng.choice(LABELS)))
        place = end
    return found


def blurred(rng: random.Random, spans: list, words: int) -> list[tuple[int, int, str]]:
    """Another annotator: some missing, some relabelled, some new; boundaries as they are."""
    kept = [one for one in spans if rng.random() < 0.8]
    kept = [(s, e, rng.choice(LABELS) if rng.random() < 0.2 else label) for s, e, label in kept]
    taken = {place for s, e, _ in kept for place in range(s - 1, e + 1)}
    extra = [one for one in flat(rng, words) if not taken & set(range(*one[:2]))]
    return sorted([*kept, *(one for one in extra if rng.random() < 0.3)])


def sample(seed: int, documents: int = 8, words: int = 40) -> tuple[list, list]:
    rng = random.Random(seed)
    golds = [flat(rng, words) for _ in range(documents)]
    return golds, [blurred(rng, spans, words) for spans in golds]


def placed(documents: list) -> list:
    """Words of one letter and a space: word n begins at 2n."""
    return [[(2 * s, 2 * e - 1, label) for s, e, label in spans] for spans in documents]


def tags(documents: list, words: int = 40) -> list[list[str]]:
    found = []
    for spans in documents:
        row = ["O"] * words
        for start, end, label in spans:
            row[start:end] = [f"B-{label}"] + [f"I-{label}"] * (end - start - 1)
        found.append(row)
    return found


TEXT = " ".join("bcdfghjklm"[n % 10] for n in range(40))


@pytest.mark.parametrize("seed", range(12))
def test_nervaluate(seed) -> None:
    nervaluate = pytest.importorskip("nervaluate")
    golds, answers = sample(seed)
    ours = names(placed(golds), placed(answers), TEXT).layers["entities"].metrics

    def items(documents: list) -> list:  # its ends are inclusive
        return [
            [{"start": s, "end": e - 1, "label": label} for s, e, label in spans]
            for spans in placed(documents)
        ]

    found = nervaluate.Evaluator(items(golds), items(answers), tags=list(LABELS), loader="dict")
    theirs = found.evaluate()["overall"]
    for name, strategy in (("strict", "strict"), ("exact", "exact"), ("partial", "partial")):
        assert ours[name].value == pytest.approx(theirs[strategy].f1), name
        assert ours[name].precision == pytest.approx(theirs[strategy].precision), name
        assert ours[name].recall == pytest.approx(theirs[strategy].recall), name


@pytest.mark.parametrize("seed", range(12))
def test_seqeval(seed) -> None:
    metrics = pytest.importorskip("seqeval.metrics")
    scheme = pytest.importorskip("seqeval.scheme").IOB2
    golds, answers = sample(seed)
    ours = names(placed(golds), placed(answers), TEXT).layers["entities"].metrics
    sides = tags(golds), tags(answers)
    report = metrics.classification_report(
        *sides, mode="strict", scheme=scheme, output_dict=True, zero_division=0
    )
    assert ours["strict"].value == pytest.approx(report["micro avg"]["f1-score"])
    assert ours["strict"].precision == pytest.approx(report["micro avg"]["precision"])
    assert ours["strict"].recall == pytest.approx(report["micro avg"]["recall"])
    for label, viewed in VIEWED.items():
        theirs = report.get(label, {"f1-score": 0})["f1-score"]
        assert (ours[f"strict/core/{viewed}"].value or 0) == pytest.approx(theirs)
        assert (ours[f"strict/onto11/{label}"].value or 0) == pytest.approx(theirs)


@pytest.mark.parametrize("seed", range(12))
def test_scikit_learn_on_lines_and_sentences(seed) -> None:
    metrics = pytest.importorskip("sklearn.metrics")
    rng = random.Random(seed)
    truth = [rng.random() < 0.4 for _ in range(30)]
    said = [one if rng.random() < 0.7 else not one for one in truth]
    text = "\n".join(f"Word {n} here." for n in range(30))
    starts = [text.index(f"Word {n} here") for n in range(30)]
    lines = [(start, text.find(".", start) + 1) for start in starts]

    def items(chosen: list[bool], **rest: object) -> list[dict]:
        return [
            {"start": s, "end": e, **rest} for (s, e), one in zip(lines, chosen, strict=True) if one
        ]

    from .markup import document

    held = document(
        text,
        boilerplate=items(truth, category="nav_ui"),
        claims=items(truth, check_worthy=True),
        zones=[],
    )
    found = score(held, {"id": "x", "boilerplate": items(said), "claims": items(said)})
    f1, mcc = metrics.f1_score(truth, said), metrics.matthews_corrcoef(truth, said)
    assert value(found, "boilerplate:lines") == pytest.approx(f1)
    assert value(found, "claims:sentences") == pytest.approx(f1)
    assert value(found, "claims:check_worthy") == pytest.approx(f1)
    assert value(found, "claims:sentences_mcc") == pytest.approx(mcc)


@pytest.mark.parametrize("seed", range(12))
def test_scikit_learn_on_average_precision(seed) -> None:
    """Its recall is over predicted positives; ours over all of gold, hence the factor."""
    metrics = pytest.importorskip("sklearn.metrics")
    rng = random.Random(seed)
    kinds = [rng.choice(["hit", "miss", "spurious"]) for _ in range(40)] + ["hit"]
    markup, labels, scores = "", [], []
    claims = []
    for n, kind in enumerate(kinds):
        start = len("".join(f"Word {m} here. " for m in range(n)))
        if kind != "miss":
            scores.append(rng.randint(0, 100) / 100)
            labels.append(kind == "hit")
            end = start + len(f"Word {n} here.")
            claims.append({"start": start, "end": end, "score": scores[-1]})
        sentence = f"Word {n} here."
        markup += f"[k|{sentence}] " if kind != "spurious" else f"{sentence} "
    found = score(gold(markup), {"id": "x", "claims": claims})
    found_share = kinds.count("hit") / (kinds.count("hit") + kinds.count("miss"))
    theirs = metrics.average_precision_score(labels, scores) * found_share
    assert value(found, "claims:average_precision") == pytest.approx(theirs)


@pytest.mark.parametrize("seed", range(6))
def test_scipy_on_the_matching(seed) -> None:
    """The assignment solver of scipy finds the same greatest sum on dense random squares."""
    optimize = pytest.importorskip("scipy.optimize")
    import numpy as np

    from copydesk.scoring.matching import match

    rng = np.random.default_rng(seed)
    weights = rng.integers(0, 50, (40, 30))
    rows, columns = optimize.linear_sum_assignment(weights, maximize=True)
    edges = [(i, j, int(weights[i, j])) for i, j in zip(*weights.nonzero(), strict=True)]
    pairs = match(edges)
    assert sum(weights[i, j] for i, j in pairs) == weights[rows, columns].sum()
