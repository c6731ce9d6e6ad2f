"""`score` and `errors`."""

from __future__ import annotations

import dataclasses
import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from copydesk.cli import app
from copydesk.cli.options import (
    Format,
    FormatOption,
    GoldOption,
    SplitName,
    SplitOption,
    print_json,
    print_sections,
    say,
    split_or_none,
)
from copydesk.errors import CopyDeskError
from copydesk.labels import LAYERS, Layer

if TYPE_CHECKING:
    from copydesk.report import Contender

PredictionsArgument = Annotated[
    Path,
    typer.Argument(
        metavar="PRED",
        help="Predictions, one JSON object a line (.jsonl, .jsonl.gz), or a folder of annotations.",
        show_default=False,
    ),
]
AllowMissing = Annotated[
    bool, typer.Option("--allow-missing", help="Count missing documents as empty.")
]


@app.command()
def score(
    predictions: PredictionsArgument,
    gold: GoldOption = None,
    split: SplitOption = SplitName.test,
    form: FormatOption = Format.table,
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

    - `copydesk score predictions.jsonl --gold my-corpus/ --split all --format json`

    - `copydesk score predictions.jsonl --fail-under entities=.80 --fail-under claims=.35`
    """
    from copydesk.corpus import read_corpus
    from copydesk.report import sections
    from copydesk.scoring import Evaluator

    floors = _floors(fail_under or [])
    evaluator = Evaluator(read_corpus(gold, check=False), split_or_none(split))
    evaluation = evaluator.score(predictions, allow_missing=allow_missing)
    record = evaluation.to_record()
    if form is Format.json:
        print_json(record)
    else:
        print_sections(sections(record), form)
    _show_losses(evaluation.lost)
    failed = False
    for name, floor in floors.items():
        found = (
            record["overall"]
            if name == "overall"
            else record["layers"].get(name, {}).get("headline")
        )
        value = None if found is None else found["value"]
        if value is None or value < floor:
            say(f"{name}: {'not scored' if value is None else f'{value:.4f}'} is under {floor}")
            failed = True
    if failed:
        raise typer.Exit(1)


@app.command()
def errors(
    predictions: PredictionsArgument,
    gold: GoldOption = None,
    split: SplitOption = SplitName.test,
    layer: Annotated[
        list[str] | None, typer.Option("--layer", help="Only this layer. May be repeated.")
    ] = None,
    limit: Annotated[
        int, typer.Option("--limit", min=0, help="At most so many errors a layer (0: all).")
    ] = 20,
    form: Annotated[
        Format, typer.Option("--format", help="`table` prints plain text.")
    ] = Format.table,
) -> None:
    """Show missed, spurious and mispaired items, each with its place in the text.

    The errors are those of the headline metrics. Do not tune on test: look at validation.

    **Examples**
    - `copydesk errors predictions.jsonl --split validation --layer attributions`
    """
    from copydesk.corpus import read_corpus
    from copydesk.predictions import Predictions
    from copydesk.report import mistakes
    from copydesk.scoring import Evaluator

    corpus = read_corpus(gold, check=False)
    layers = _layers(layer or [])
    evaluator = Evaluator(corpus, split_or_none(split))
    if corpus.info.private:
        raise CopyDeskError(
            f"{corpus.name} is private gold: its spans are not printed; use `copydesk score`"
        )
    file = Predictions(predictions, evaluator.texts, allow_missing=True)
    found = list(mistakes(evaluator, file, layers))
    if form is Format.json:
        print_json([dataclasses.asdict(one) for one in found])
        return
    for name in layers:
        own = [one for one in found if one.layer == name]
        kinds = Counter(one.kind for one in own)
        parts = ", ".join(f"{kinds[kind]} {kind}" for kind in ("missed", "spurious", "mispaired"))
        typer.echo(f"{name}: {parts}")
        for one in own[: limit or None]:
            typer.echo(
                f"\n  {one.kind}  {one.document}" + (f":{one.start}" if one.start >= 0 else "")
            )
            for side in ("gold", "predicted"):
                if text := getattr(one, side):
                    typer.echo(f"    {side:<9} {text}")
            if one.context:
                typer.echo(f"    {one.context}")
        if limit and len(own) > limit:
            typer.echo(f"\n  ... and {len(own) - limit} more: --limit 0 shows all")
        typer.echo()
    _show_losses(file.lost)


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
    split: SplitOption = SplitName.test,
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
    paths: list[Path], gold: Path | None, split: SplitName, allow_missing: bool
) -> list[Contender]:
    from copydesk.corpus import read_corpus
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
            evaluator = evaluator or Evaluator(read_corpus(gold, check=False), split_or_none(split))
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


def _layers(names: list[str]) -> tuple[Layer, ...]:
    unknown = set(names) - set(LAYERS)
    if unknown:
        raise CopyDeskError(f"--layer {min(unknown)}: known layers are {', '.join(LAYERS)}")
    return tuple(layer for layer in LAYERS if not names or layer in names)


def _show_losses(lost: object) -> None:
    items = list(lost)  # type: ignore[call-overload]
    for one in items[:10]:
        say(f"not found in the text, counted as a false positive: {one}")
    if len(items) > 10:
        say(f"... and {len(items) - 10} more spans not found")
