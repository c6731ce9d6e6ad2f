"""`validate` and `publish`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from copydesk.cli import app
from copydesk.cli.options import GoldOption, SplitName, SplitOption, say


@app.command()
def validate(
    path: Annotated[
        Path,
        typer.Argument(
            metavar="PATH",
            help="A corpus (folder or .jsonl), an annotation, predictions, a system's folder.",
            show_default=False,
        ),
    ],
    gold: GoldOption = None,
    split: SplitOption = None,
    allow_missing: Annotated[
        bool, typer.Option("--allow-missing", help="Predictions may leave documents out.")
    ] = False,
    fix: Annotated[
        bool,
        typer.Option("--fix", help="Write predictions whose offsets count another unit anew."),
    ] = False,
) -> None:
    """Check a file or folder against its schema and every rule; list all problems at once.

    Each problem is one line, `file:line: path: CODE: what is wrong: what to do`; exit code 2.

    **Examples**
    - `copydesk validate my-corpus/`

    - `copydesk validate predictions.jsonl --split validation`

    - `copydesk validate predictions.jsonl --fix`
    """
    from copydesk.validate import validate_path

    if fix:
        path = _fixed(path, gold)
    report = validate_path(path, gold, _split(split), allow_missing=allow_missing)
    for problem in report.problems:
        typer.echo(str(problem))
    counts = ", ".join(f"{count} {what}" for what, count in report.counted.items())
    if report.problems:
        say(f"{len(report.problems)} problems in {path} ({counts or 'nothing read'})")
        raise typer.Exit(2)
    say(f"{path}: no problem ({counts})")


def _split(split: SplitName | None) -> str | None:
    """Return the split that predictions must cover; None: those that they speak of."""
    return None if split is SplitName.all or split is None else split.value


def _fixed(path: Path, gold: Path | None) -> Path:
    """Mend a file's offsets and return where the mended one is; the old one stays."""
    from copydesk.corpus import read_corpus
    from copydesk.validate.fix import fix_offsets

    fixed = fix_offsets(
        path, {one.id: one.text for one in read_corpus(gold, check=False).documents}
    )
    say(f"{path}: the offsets were {fixed.diagnosis.unit}; in code points: {fixed.path}")
    return fixed.path


@app.command()
def publish(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where to write the dataset.")],
    gold: GoldOption = None,
    only_open: Annotated[
        bool, typer.Option("--only-open", help="Leave out texts that may not be passed on.")
    ] = False,
) -> None:
    """Write the corpus as a Hugging Face dataset: Parquet files and a card.

    **Examples**
    - `copydesk publish dataset/ --only-open`
    """
    from copydesk.corpus import read_corpus
    from copydesk.hub import publish as write

    published = write(read_corpus(gold), folder, only_open=only_open)
    typer.echo(str(published.folder))
