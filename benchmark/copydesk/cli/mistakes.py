"""`errors`."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from copydesk.cli import app
from copydesk.cli.options import (
    AllowMissing,
    Format,
    GoldOption,
    PredictionsArgument,
    SplitOption,
    print_json,
    read_gold,
    say_losses,
)
from copydesk.errors import CopyDeskError
from copydesk.labels import LAYERS, Layer

if TYPE_CHECKING:
    from copydesk.report import Mistake


@app.command()
def errors(
    predictions: PredictionsArgument,
    gold: GoldOption = None,
    split: SplitOption = None,
    layer: Annotated[
        list[str] | None, typer.Option("--layer", help="Only this layer. May be repeated.")
    ] = None,
    limit: Annotated[
        int, typer.Option("--limit", min=0, help="At most so many errors a layer (0: all).")
    ] = 20,
    form: Annotated[
        Format, typer.Option("--format", help="`table` prints plain text.")
    ] = Format.table,
    allow_missing: AllowMissing = False,
) -> None:
    """Show missed, spurious and mispaired items, each with its place in the text.

    The errors are those of the headline metrics. Do not tune on test: look at validation.

    **Examples**
    - `copydesk errors predictions.jsonl --split validation --layer attributions`
    """
    from copydesk.report import mistakes
    from copydesk.scoring import Evaluator

    layers = _layers(layer or [])
    corpus, name = read_gold(gold, split)
    if corpus.info.private:
        raise CopyDeskError(
            f"{corpus.name} is private gold: its spans are not printed; use `copydesk score`"
        )
    evaluator = Evaluator(corpus, name)
    file = evaluator.read(predictions, allow_missing=allow_missing)
    answers = list(file)
    found = list(mistakes(evaluator, answers, layers))
    if form is Format.json:
        print_json([dataclasses.asdict(one) for one in found])
        return
    annotated = {
        one
        for one in LAYERS
        for document in evaluator.corpus.documents
        if getattr(document.annotation, one) is not None
    }
    for one in layers:
        if one not in annotated:
            typer.echo(f"{one}: not in this gold\n")
        elif all(getattr(answer, one) is None for answer in answers):
            typer.echo(f"{one}: not attempted\n")
        else:
            _print(one, [item for item in found if item.layer == one], limit)
    say_losses(file.lost)


def _print(layer: Layer, found: Sequence[Mistake], limit: int) -> None:
    """Print a layer's mistakes as plain text, how many of each kind first."""
    kinds = Counter(one.kind for one in found)
    parts = ", ".join(f"{kinds[kind]} {kind}" for kind in ("missed", "spurious", "mispaired"))
    typer.echo(f"{layer}: {parts}")
    for one in found[: limit or None]:
        place = f":{one.start}" if one.start >= 0 else ""
        typer.echo(f"\n  {one.kind}  {one.document}{place}")
        if one.gold:
            typer.echo(f"    gold      {one.gold}")
        if one.predicted:
            typer.echo(f"    predicted {one.predicted}")
        if one.context:
            typer.echo(f"    {one.context}")
    if limit and len(found) > limit:
        typer.echo(f"\n  ... and {len(found) - limit} more: --limit 0 shows all")
    typer.echo()


def _layers(names: list[str]) -> tuple[Layer, ...]:
    unknown = set(names) - set(LAYERS)
    if unknown:
        raise CopyDeskError(f"--layer {min(unknown)}: known layers are {', '.join(LAYERS)}")
    return tuple(layer for layer in LAYERS if not names or layer in names)
