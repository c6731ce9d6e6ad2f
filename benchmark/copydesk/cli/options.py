"""Arguments and output that several commands share."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from copydesk.errors import CopyDeskError

if TYPE_CHECKING:
    from copydesk.corpus import Corpus
    from copydesk.locate import Lost
    from copydesk.report import Section


class Format(StrEnum):
    """How results are printed."""

    table = "table"
    json = "json"
    markdown = "markdown"
    latex = "latex"


class SplitName(StrEnum):
    """Which documents count."""

    train = "train"
    validation = "validation"
    test = "test"
    all = "all"


GoldOption = Annotated[
    Path | None,
    typer.Option("--gold", help="Corpus folder or .jsonl file. Default: the packaged gold."),
]
SplitOption = Annotated[
    SplitName | None,
    typer.Option(
        "--split",
        help="Documents to use. Default: test; all of a gold without splits.",
        show_default=False,
    ),
]
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
FormatOption = Annotated[Format, typer.Option("--format", help="How to print the result.")]


def read_gold(
    gold: Path | None, split: SplitName | None, *, check: bool = False
) -> tuple[Corpus, str | None]:
    """Return the gold and the split to use, None for all of it.

    Raises CopyDeskError where no document is in the split.
    """
    from copydesk.corpus import read_corpus

    corpus = read_corpus(gold, check=check)
    here = sorted({one.split for one in corpus.documents if one.split})
    name = split.value if split else "test" if here else "all"
    if name == "all":
        return corpus, None
    if not corpus.select(name).documents:
        found = f"its splits: {', '.join(here)}" if here else "it has no splits: leave --split out"
        withheld = ""
        if corpus.withheld:
            withheld = f"; {len(corpus.withheld)} texts may not be passed on and are not installed"
        raise CopyDeskError(f"{corpus.name} has no document in {name!r} ({found}{withheld})")
    return corpus, name


def print_json(record: Any) -> None:
    """Print a record as JSON on stdout."""
    json.dump(record, sys.stdout, ensure_ascii=False, indent=2, allow_nan=False)
    sys.stdout.write("\n")


def print_sections(sections: Iterable[Section], form: Format) -> None:
    """Print tables on stdout, for a terminal or as Markdown."""
    if form is Format.markdown:
        sys.stdout.write("\n".join(section.to_markdown() for section in sections))
        return
    if form is Format.latex:
        sys.stdout.write("\n".join(section.to_latex() for section in sections))
        return
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    # Piped output is not folded: a pipe has no width.
    console = Console(width=None if sys.stdout.isatty() else 200)
    for section in sections:
        table = Table(title=Text(section.title, "bold"), title_justify="left", box=SIMPLE_HEAD)
        for place, name in enumerate(section.header):
            table.add_column(Text(name), justify="right" if place else "left", no_wrap=place > 0)
        for row in section.rows:
            table.add_row(*(Text(cell) for cell in row))
        console.print(table)
        if section.note:
            console.print(Text(section.note, "dim"), soft_wrap=True)
            console.print()


def say(message: str) -> None:
    """Print talk on stderr."""
    typer.echo(message, err=True)


def say_losses(lost: Sequence[tuple[str, Lost]], *, private: bool = False) -> None:
    """Name the first spans whose text was not found, with their documents; `private`: no text."""
    for document, one in lost[:10]:
        place = f"{document}: {one.path}" + ("" if private else f": {one.text!r}")
        say(f"{place} counts as a false positive: {one.reason}")
    if len(lost) > 10:
        say(f"... and {len(lost) - 10} more spans not found")
