"""`score` and `compare`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from copydesk.cli import app
from copydesk.cli.options import (
    AllowMissing,
    Format,
    FormatOption,
    GoldOption,
    PredictionsArgument,
    SplitName,
    SplitOption,
    print_json,
    print_sections,
    read_gold,
    say,
    say_losses,
)
from copydesk.errors import CopyDeskError
from copydesk.labels import LAYERS

if TYPE_CHECKING:
    from copydesk.report import Contender


@app.command()
def score(
    predictions: PredictionsArgument,
    gold: GoldOption = None,
    split: SplitOption = None,
    form: FormatOption = Format.table,
    everything: Annotated[
        bool, typer.Option("--all", help="Also print every side metric, label and slice.")
    ] = False,
    allow_missing: AllowMissing = False,
    fail_under: Annotated[
        list[str] | None,
        typer.Option(
            metavar="LAYER=VALUE",
            help="Exit 1 where a headline is lower; `overall` works too. May be repeated.",
        ),
    ] = None,
) -> None:
    """Score predictions against gold.

    **Examples**
    - `copydesk score predictions.jsonl`

    - `copydesk score predictions.jsonl --all`

    - `copydesk score predictions.jsonl --gold my-corpus/ --split all --format json`

    - `copydesk score predictions.jsonl --fail-under entities=.80 --fail-under claims=.35`
    """
    from copydesk.report import sections
    from copydesk.scoring import Evaluator

    floors = _floors(fail_under or [])
    evaluation = Evaluator(*read_gold(gold, split)).score(predictions, allow_missing=allow_missing)
    record = evaluation.to_record()
    if form is Format.json:
        print_json(record)
    else:
        found = sections(record)
        print_sections(found if everything else found[:1], form)
    say_losses(evaluation.lost, private=evaluation.corpus.info.private)
    low = [name for name, floor in floors.items() if not _reaches(record, name, floor)]
    if not record["layers"]:
        say("no layer was scored: every document failed, or the gold lacks these layers")
    if low or not record["layers"]:
        raise typer.Exit(1)


def _reaches(record: dict[str, Any], name: str, floor: float) -> bool:
    """Say whether a headline reaches its floor; tell where it does not."""
    heads = {layer: scores["headline"] for layer, scores in record["layers"].items()}
    score = {**heads, "overall": record["overall"]}.get(name)
    value = score and score["value"]
    if value is not None and value >= floor:
        return True
    say(f"{name}: not scored" if value is None else f"{name}: {value:.4f} is under {floor}")
    return False


@app.command()
def compare(
    systems: Annotated[
        list[Path],
        typer.Argument(
            metavar="A B [C]...",
            help="Predictions, or result files (`result.json`, `score --format json`).",
            show_default=False,
        ),
    ],
    gold: GoldOption = None,
    split: SplitOption = None,
    form: FormatOption = Format.table,
    allow_missing: AllowMissing = False,
) -> None:
    """Compare systems: scores with intervals, and every difference tested.

    Result files are enough: neither predictions nor gold are needed then.

    **Examples**

    - `copydesk compare mine.jsonl runs/rules/predictions.jsonl`

    - `copydesk compare a/result.json b/result.json --format latex`
    """
    from copydesk.report import compare as compare_contenders
    from copydesk.report import comparison_sections

    record = compare_contenders(_contenders(systems, gold, split, allow_missing))
    if form is Format.json:
        print_json(record)
    else:
        print_sections(comparison_sections(record), form)


def _contenders(
    paths: list[Path], gold: Path | None, split: SplitName | None, allow_missing: bool
) -> list[Contender]:
    from copydesk.report import Contender
    from copydesk.scoring import Evaluator

    evaluator: Evaluator | None = None
    found = []
    names = [_name(path) for path in paths]
    for path, name in zip(paths, names, strict=True):
        if names.count(name) > 1:
            name = str(path)
        if path.suffix == ".json":
            try:
                record = json.loads(path.read_bytes())
            except (OSError, ValueError) as error:
                raise CopyDeskError(f"{path}: no result file: {error}") from error
        else:
            evaluator = evaluator or Evaluator(*read_gold(gold, split))
            record = evaluator.score(path, allow_missing=allow_missing).to_record()
        found.append(Contender.from_record(name, record))
    return found


def _name(path: Path) -> str:
    """Return what a system is called: its folder, where the file has the usual name."""
    stem = path.name.partition(".")[0]
    return path.resolve().parent.name if stem in ("predictions", "result") else stem


def _floors(words: list[str]) -> dict[str, float]:
    floors = {}
    for word in words:
        name, _, value = word.partition("=")
        try:
            floors[name] = float(value)
        except ValueError:
            floors[name] = float("nan")
        if name not in (*LAYERS, "overall") or not 0 <= floors[name] <= 1:
            known = ", ".join((*LAYERS, "overall"))
            raise CopyDeskError(
                f"--fail-under {word}: write LAYER=VALUE, e.g. entities=.80 "
                f"(layers: {known}; value in [0, 1])"
            )
    return floors
