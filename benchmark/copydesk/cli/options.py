"""Arguments and output that several commands share."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
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
SplitOption = Annotated[SplitName, typer.Option("--split", help="Documents to use.")]
FormatOption = Annotated[Format, typer.Option("--format", help="How to print the result.")]


def split_or_none(split: SplitName) -> str | None:
    """Return the split's name; None stands for all documents."""
    return None if split is SplitName.all else split.value


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
