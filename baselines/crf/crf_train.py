"""Train the models on the train split: `make train`, which puts `../rules` on the path.

Not part of the system: it needs the gold, python-crfsuite and scikit-learn. The same gold and the
same versions of the two give the same bytes.
"""

import argparse
import gzip
import json
import sys
import tempfile
from collections.abc import Collection, Iterable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pycrfsuite
from crf_gold import (
    Read,
    claim_items,
    clause_items,
    cue_sequences,
    furniture_items,
    name_sequences,
    role_sequences,
)
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from copydesk.corpus import read_corpus

HERE = Path(__file__).resolve().parent
Model = dict[str, Any]
_SEQUENCES = {"names": name_sequences, "cues": cue_sequences, "roles": role_sequences}
_ITEMS = {"furniture": furniture_items, "clauses": clause_items, "claims": claim_items}
#: How README.md says they were chosen: penalties (L1, L2) of the chains; inverse strength of the
#: regressions' penalty (L2), and the least probability that counts.
CHAINS = {"names": (0.1, 0.1), "cues": (0.1, 0.1), "roles": (0.1, 0.1)}
#: A claim counts by the product of what `clauses` and `claims` say.
REGRESSIONS = {"furniture": (0.3, 0.5), "clauses": (0.2, 0.0), "claims": (0.1, 0.3)}
_STEPS = 150  # of L-BFGS
_DIGITS = 3  # of a weight
Without = Mapping[str, Collection[str]]  # model -> how the features begin that it does without


def fit(
    reads: Sequence[Read], names: Iterable[str] = (), without: Without | None = None
) -> dict[str, Model]:
    """Return models by name, all of them unless some are named."""
    models: dict[str, Model] = {}
    for name in names or (*_SEQUENCES, *_ITEMS):
        left_out = tuple((without or {}).get(name, ()))
        if name in _SEQUENCES:
            sequences = (one for read in reads for one in _SEQUENCES[name](read))
            models[name] = fit_chain(sequences, CHAINS[name], left_out)
        else:
            items = (one for read in reads for one in _ITEMS[name](read))
            models[name] = fit_regression(items, *REGRESSIONS[name], left_out)
    return models


def fit_chain(
    sequences: Iterable[tuple[list[list[str]], list[str]]],
    penalties: tuple[float, float],
    without: tuple[str, ...] = (),
) -> Model:
    """Return the weights of a chain in the form that `crf_chain.Chain` reads."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    for tokens, labels in sequences:
        kept = [[one for one in token if not _begins(one, without)] for token in tokens]
        trainer.append(kept, labels)
    trainer.set_params({"c1": penalties[0], "c2": penalties[1], "max_iterations": _STEPS})
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/chain.crfsuite"
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        info = tagger.info()
        tagger.close()
    labels = sorted(info.labels)
    place = {label: number for number, label in enumerate(labels)}
    states: dict[str, dict[str, float]] = {}
    for (feature, label), weight in info.state_features.items():
        if rounded := round(weight, _DIGITS):
            states.setdefault(feature, {})[str(place[label])] = rounded
    moves = [[0.0] * len(labels) for _ in labels]
    for (before, after), weight in info.transitions.items():
        moves[place[before]][place[after]] = round(weight, _DIGITS)
    return {"labels": labels, "states": states, "moves": moves}


def fit_regression(
    items: Iterable[tuple[Mapping[str, float], str]],
    strength: float,
    threshold: float,
    without: tuple[str, ...] = (),
) -> Model:
    """Return the weights of a logistic regression in the form that `crf_linear.Linear` reads."""
    features, labels = zip(*items, strict=True)
    names = DictVectorizer()
    matrix = names.fit_transform(
        {name: value for name, value in one.items() if not _begins(name, without)}
        for one in features
    )
    model = LogisticRegression(C=strength, max_iter=5000).fit(matrix, labels)
    rows = [
        {
            "bias": round(float(bias), _DIGITS),
            "weights": {
                name: rounded
                for name, weight in zip(names.get_feature_names_out(), row, strict=True)
                if (rounded := round(float(weight), _DIGITS))
            },
        }
        for bias, row in zip(model.intercept_, model.coef_, strict=True)
    ]
    return {"classes": list(model.classes_), "threshold": threshold, "rows": rows}


def _begins(feature: str, without: tuple[str, ...]) -> bool:
    """Tell whether a feature, or a neighbour's, is one to do without."""
    return feature.startswith(without) or feature.partition(":")[2].lstrip().startswith(without)


def write(models: Mapping[str, Model], folder: Path) -> None:
    """Write each model as `folder/NAME.json.gz`; the same weights give the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, model in models.items():
        text = json.dumps(model, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        (folder / f"{name}.json.gz").write_bytes(gzip.compress(text.encode(), mtime=0))


def main(words: list[str]) -> int:
    """Train all models and write them, and on what they were trained; print their sizes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, help="a corpus; default: the project's")
    parser.add_argument("--out", type=Path, default=HERE / "models")
    chosen = parser.parse_args(words)
    corpus = read_corpus(chosen.gold).select("train")
    models = fit([Read(one) for one in corpus.documents])
    write(models, chosen.out)
    trained = {
        "gold": f"{corpus.name} {corpus.version}",
        "sha256": corpus.sha256(),
        "split": "train",
        "documents": len(corpus.documents),
        "made with": {name: version(name) for name in ("python-crfsuite", "scikit-learn")},
    }
    (chosen.out / "trained.json").write_text(json.dumps(trained, indent=1) + "\n")
    for name in models:
        size = (chosen.out / f"{name}.json.gz").stat().st_size
        sys.stdout.write(f"{name}: {size / 1000:.0f} kB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
