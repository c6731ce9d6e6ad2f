"""`stats`: what is in a corpus, and whether it holds what it promises."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from copydesk.cli import app
from copydesk.cli.options import Format, FormatOption, print_json, print_sections, say
from copydesk.errors import CopyDeskError

if TYPE_CHECKING:
    from copydesk.profile import Profile


@app.command()
def stats(
    folder: Annotated[
        Path | None,
        typer.Argument(
            metavar="[CORPUS]",
            help="Corpus folder or .jsonl file. Default: the packaged gold.",
            show_default=False,
        ),
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Exit 1 where a quota is missed.")] = False,
    where: Annotated[
        str | None,
        typer.Option(
            "--where",
            metavar="NAME",
            help="List the cases of one slice or look-alike instead (`list`: their names).",
        ),
    ] = None,
    form: FormatOption = Format.table,
) -> None:
    """Count what is in a corpus, split by split, and measure its quotas.

    Articles whose files have problems are left out, and said.

    **Examples**
    - `copydesk stats .`

    - `copydesk stats . --check`

    - `copydesk stats . --where "nested attribution"`

    - `copydesk stats . --format json`
    """
    from copydesk.profile import profile, readable

    corpus, problems = readable(folder)
    if problems:
        for problem in problems[:5]:
            say(str(problem))
        say(f"{len(problems)} problems; their articles are left out: copydesk validate lists them")
    found = profile(corpus)
    if where is not None:
        if corpus.info.private:
            raise CopyDeskError(f"{corpus.name} is private: its cases are not shown")
        _list(found, where)
        return
    if form is Format.json:
        print_json(found.to_record())
    else:
        _print(found, form)
    missed = [quota for quota in found.quotas if not quota.met]
    if missed:
        say(f"{len(missed)} of {len(found.quotas)} quotas are missed")
    if check and (missed or problems):
        raise typer.Exit(1)


def _print(found: Profile, form: Format) -> None:
    from copydesk.profile.quotas import quota_cells
    from copydesk.report import Section

    sections = [
        Section(table.title, table.header(), table.cells(), table.note) for table in found.tables
    ]
    header = ("quota", "split", "target", "measured", "met")
    sections.append(Section("Quotas", header, quota_cells(found.quotas)))
    print_sections(sections, form)


def _list(found: Profile, name: str) -> None:
    from copydesk.profile import LOOKALIKES, SLICES

    about = {one.name: (one.says, one.find) for one in SLICES}
    about |= {one.name: (one.reason, one.find) for one in LOOKALIKES}
    if name not in about:
        if name != "list":
            raise CopyDeskError(f"{name}: no slice or look-alike; `--where list` names them")
        for each, (says, _) in about.items():
            typer.echo(f"{each}: {says}")
        return
    says, find = about[name]
    say(f"{name}: {says}")
    for one in found.documents:
        for start, end in find(one):
            surface = " ".join(one.text[start:end].split())
            line = one.text.count("\n", 0, start) + 1
            shown = surface if len(surface) <= 160 else f"{surface[:79]} … {surface[-78:]}"
            typer.echo(f"{one.split or '-'}/{one.id}:{line}: {shown}")
