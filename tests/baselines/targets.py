"""What the baselines reach on validation, what they must, and what their components are worth.

python -m tests.baselines.targets [--gold FOLDER] [--quick] [--write]

`--quick` leaves out the components and the cross-validation: nothing is trained. `--write` puts the
figures of `crf` and `pipeline` into their READMEs. Nothing here looks at the test split.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from copydesk.corpus import Corpus, read_corpus
from copydesk.errors import CopyDeskError
from copydesk.labels import LAYERS, Layer
from copydesk.markdown import interval, number, table
from copydesk.run import embedded, open_system, run
from copydesk.run.environment import lacking
from copydesk.scoring import Evaluation, Evaluator
from copydesk.scoring.boilerplate import CONTENT_LOSS_GATE
from copydesk.scoring.condense import condense
from copydesk.scoring.registry import HEADLINES
from copydesk.scoring.signature import render
from copydesk.stats import linearized_difference

from . import folds, kinds, variants

SPLIT = "validation"
#: The baselines that every other one must beat, where they attempt its layers.
FLOORS = ("nothing", "everything", "regex_quotes", "c4_lines", "always_claim")
#: What people use today, wrapped as it is: measured, not held to a target.
WRAPPED = ("textacy_quotes", "justext_lines")
RECOMMENDED = "pipeline"
_FIGURES = re.compile(r"(<!-- figures: (\w+) -->\n).*?(<!-- /figures -->)", re.DOTALL)


@dataclass(frozen=True)
class Difference:
    """One headline, and by how much it exceeds another system's: paired, over outlets."""

    value: float
    difference: float
    ends: tuple[float, float] | None

    @property
    def clear(self) -> bool:
        """Whether the interval lies above zero."""
        return self.ends is not None and self.ends[0] > 0


def difference(name: str, one: Evaluation, other: Evaluation) -> Difference:
    """Compare two evaluations on the headline of a layer, or on `overall`."""
    arrays = [one.counts.by_cluster(), other.counts.by_cluster()]
    metric, (first, second) = condense(HEADLINES[name], arrays)
    values = [float(metric.value(array.sum(axis=0))) for array in (first, second)]
    ends = linearized_difference(metric, first, second)
    return Difference(values[0], values[0] - values[1], (ends.low, ends.high) if ends else None)


def evaluate_baselines(
    corpus: Corpus, evaluator: Evaluator, out: Path
) -> tuple[dict[str, Evaluation], dict[str, str]]:
    """Run and score every baseline that can be run here; return also why others cannot."""
    articles = [one.article for one in corpus.select(SPLIT).documents]
    found: dict[str, Evaluation] = {}
    absent: dict[str, str] = {}
    for name in embedded():
        wanted = lacking(open_system(name).card.requirements)
        if wanted:
            absent[name] = f"needs {', '.join(wanted)}"
            continue
        try:
            answer = run(name, articles, out / f"{name}.jsonl", overwrite=True)
        except CopyDeskError as error:
            absent[name] = str(error)
            continue
        found[name] = evaluator.score(answer.predictions)
    return found, absent


def headline_table(evaluations: Mapping[str, Evaluation]) -> str:
    """Return every baseline with its headlines, what it loses of the body, and `overall`."""
    rows = []
    for name, one in evaluations.items():
        cells = [_headline(one, layer) for layer in LAYERS]
        lost = _content_loss(one)
        loss = "-" if lost is None else f"{100 * lost:.2f} %"
        overall = one.overall.value if one.overall else None
        rows.append([name, *cells, loss, number(overall)])
    return table(["baseline", *LAYERS, "content loss", "overall"], rows)


def _headline(one: Evaluation, layer: Layer) -> str:
    return number(one.layers[layer].headline.value) if layer in one.layers else "-"


def _content_loss(one: Evaluation) -> float | None:
    scores = one.layers.get("boilerplate")
    return scores.metrics["content_loss"].value if scores else None


def target_table(evaluations: Mapping[str, Evaluation]) -> tuple[str, bool]:
    """Return each baseline in each layer against the floor that comes nearest to it."""
    rows, met = [], True
    floors = [(name, evaluations[name]) for name in FLOORS if name in evaluations]
    for name, one in evaluations.items():
        for layer in one.layers if name not in (*FLOORS, *WRAPPED) else ():
            against = [
                (difference(layer, one, other), floor)
                for floor, other in floors
                if layer in other.layers
            ]
            if against:
                found, floor = min(against, key=lambda pair: pair[0].ends or (-1.0, 0.0))
                met &= found.clear
                rows.append([name, layer, floor, *_cells(found), _said(found.clear)])
    header = ["baseline", "layer", "nearest floor", "value", "difference", "95 %", "met"]
    return table(header, rows, text_columns=3), met


def gate_table(evaluations: Mapping[str, Evaluation]) -> tuple[str, bool]:
    """Return what each furniture system that is no floor loses of the body."""
    rows, met = [], True
    for name, one in evaluations.items():
        lost = _content_loss(one)
        if lost is None or name in FLOORS or name in WRAPPED:
            continue
        met &= lost <= CONTENT_LOSS_GATE
        rows.append([name, f"{100 * lost:.2f} %", _said(lost <= CONTENT_LOSS_GATE)])
    return table(["baseline", "content loss", "at most 1 %"], rows), met


def best_table(evaluations: Mapping[str, Evaluation]) -> tuple[str, bool]:
    """Return `pipeline` against every other baseline, overall and in each layer."""
    rows, met = [], True
    ours = evaluations[RECOMMENDED]
    for name, one in evaluations.items():
        if name == RECOMMENDED:
            continue
        cells = []
        for layer in ("overall", *LAYERS):
            both = one.overall and ours.overall if layer == "overall" else layer in one.layers
            found = difference(layer, ours, one) if both else None
            cells.append(f"{found.difference:+.3f} {interval(found.ends)}" if found else "-")
            if layer == "overall" and found:
                met &= found.difference > 0
        rows.append([name, *cells])
    return table([f"{RECOMMENDED} minus", "overall", *LAYERS], rows), met


def _cells(found: Difference) -> list[str]:
    return [number(found.value), f"{found.difference:+.3f}", interval(found.ends)]


def _said(met: bool) -> str:
    return "yes" if met else "**no**"


def component_rows(
    full: Evaluation, parts: Iterable[variants.Variant], evaluator: Evaluator
) -> Iterator[list[str]]:
    """Yield for each variant and layer that it changes what the whole system has more."""
    documents = evaluator.corpus.documents
    for one in parts:
        changed = evaluator.score(one.rows(documents))
        for layer in one.layers:
            found = difference(layer, full, changed)
            if found.difference:
                less = number(found.value - found.difference)
                worth = f"{found.difference:+.3f}"
                yield [one.title, layer, less, worth, interval(found.ends)]


def component_table(system: str, corpus: Corpus, evaluator: Evaluator, folder: Path) -> str:
    """Return what each component of a system is worth."""
    if system == "crf":
        parts = variants.crf_variants(corpus.select("train").documents, folder)
        full = evaluator.score(next(parts).rows(evaluator.corpus.documents))
    else:
        full = evaluator.score(variants.whole(system).rows(evaluator.corpus.documents))
        parts = variants.rules_variants() if system == "rules" else variants.pipeline_variants()
    header = [f"`{system}`, changed", "layer", "then", "worth", "95 %"]
    return table(header, component_rows(full, parts, evaluator), text_columns=2)


def trained_on(corpus: Corpus) -> str:
    """Return whether the models of `crf` were trained on the train split as it is."""
    record = json.loads((variants.MODELS / "trained.json").read_text("utf-8"))
    if record["sha256"] == corpus.sha256("train"):
        return "Trained on the train split as it is.\n"
    return "Trained on another train split than this one: `make train`.\n"


def main(words: list[str]) -> int:
    """Print everything; exit 1 where a target is not met."""
    parser = argparse.ArgumentParser(prog="python -m tests.baselines.targets", description=__doc__)
    parser.add_argument("--gold", type=Path, help="a corpus; default: the project's")
    parser.add_argument("--quick", action="store_true", help="without the components")
    parser.add_argument("--write", action="store_true", help="into the READMEs too")
    chosen = parser.parse_args(words)
    corpus = read_corpus(chosen.gold)
    evaluator = Evaluator(corpus, SPLIT)
    parts = {"models": trained_on(corpus)}
    with tempfile.TemporaryDirectory() as folder:
        evaluations, absent = evaluate_baselines(corpus, evaluator, Path(folder))
        signature = render(evaluations[RECOMMENDED].signature)
        parts["headlines"] = headline_table(evaluations)
        for name, make in (("floors", target_table), ("gate", gate_table), ("best", best_table)):
            parts[name], met = make(evaluations)
            parts[name] += f"\nTarget {'met' if met else '**not met**'}.\n"
        if not chosen.quick:
            for name in ("rules", "crf", "pipeline"):
                parts[f"{name}_parts"] = component_table(
                    name, corpus, evaluator, Path(folder) / "models"
                )
            parts["folds"] = folds.fold_table(corpus, Path(folder) / "models")
        answers = evaluator.read(Path(folder) / f"{RECOMMENDED}.jsonl")
        parts["errors"] = kinds.error_tables(evaluator, list(answers))
    missing = "".join(f"- `{name}`: {why}\n" for name, why in absent.items())
    parts["absent"] = missing or "None: all were.\n"
    for name, text in parts.items():
        sys.stdout.write(f"\n## {name}\n\n{text}")
    sys.stdout.write(f"\n{signature}\n")
    if chosen.write:
        for name in ("crf", RECOMMENDED):
            page = variants.HOME / name / "README.md"
            page.write_text(
                filled(page.read_text("utf-8"), parts | {"signature": f"`{signature}`"})
            )
    return int(any("**not met**" in text for text in parts.values()))


def filled(page: str, parts: Mapping[str, str]) -> str:
    """Return a page with the figures between its markers renewed."""
    return _FIGURES.sub(
        lambda match: (
            f"{match[1]}{parts[match[2]].rstrip()}\n{match[3]}" if match[2] in parts else match[0]
        ),
        page,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
