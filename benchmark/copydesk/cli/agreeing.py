"""`agreement`."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Annotated

import typer

from copydesk.cli import app
from copydesk.cli.options import Format, FormatOption, print_json, print_sections


@app.command()
def agreement(
    first: Annotated[
        Path, typer.Argument(help="Corpus, or folder of annotation records.", show_default=False)
    ],
    second: Annotated[
        Path, typer.Argument(help="The same texts, annotated again.", show_default=False)
    ],
    form: FormatOption = Format.table,
) -> None:
    """Print Cohen's kappa and Krippendorff's alpha of two annotations of the same texts.

    How many items of one the other has found says `copydesk score SECOND --gold FIRST`.

    **Examples**

    - `copydesk agreement annotations/first annotations/second`
    """
    from copydesk.agreement import agreement as agree
    from copydesk.corpus import read_corpus
    from copydesk.markdown import number
    from copydesk.report.scores import Section

    found = agree(read_corpus(first), read_corpus(second))
    if form is Format.json:
        print_json([dataclasses.asdict(one) for one in found])
        return
    rows = tuple(
        (
            f"{one.layer}: {one.question}",
            f"{one.units:,}",
            number(one.same),
            number(one.kappa),
            number(one.alpha),
        )
        for one in found
    )
    header = ("question", "units", "same", "kappa", "alpha")
    note = "kappa: Cohen; alpha: Krippendorff, nominal; `-`: one value throughout."
    print_sections([Section("Agreement", header, rows, note)], form)
