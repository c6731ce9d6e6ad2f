"""`board`."""

from __future__ import annotations

import difflib
import sys
from pathlib import Path
from typing import Annotated

import typer

from copydesk.cli import app
from copydesk.cli.options import say
from copydesk.errors import CopyDeskError

_MARKS = ("<!-- board -->", "<!-- /board -->")


@app.command()
def board(
    check: Annotated[
        bool, typer.Option("--check", help="Exit 1 where LEADERBOARD.md is not what it should be.")
    ] = False,
    update: Annotated[bool, typer.Option("--update", help="Write LEADERBOARD.md.")] = False,
    adopt: Annotated[
        Path | None,
        typer.Option(
            "--adopt",
            metavar="RUNS",
            help="First take over results and predictions that `bench` left in this folder.",
        ),
    ] = None,
    root: Annotated[
        Path, typer.Option("--root", help="The checkout: baselines/, submissions/, LEADERBOARD.md.")
    ] = Path(),
) -> None:
    """Print the leaderboard, compare it with LEADERBOARD.md, or write it.

    **Examples**

    - `copydesk board`

    - `copydesk bench && copydesk board --adopt runs --update`
    """
    from copydesk.board import adopt as take_over
    from copydesk.board import read_entries, render, summary

    homes = [root / "baselines", root / "submissions"]
    if not homes[0].is_dir():
        raise CopyDeskError(
            f"{root.resolve()}: no baselines/ here: run in a checkout or pass --root"
        )
    if adopt is not None:
        if not update:
            raise CopyDeskError("--adopt changes tracked files: pass --update with it")
        say(f"taken over from {adopt}: {', '.join(take_over(adopt, homes[0]))}")
    entries = read_entries(homes)
    wanted = {root / "LEADERBOARD.md": render(entries)}
    readme = root / "README.md"
    if readme.exists():
        wanted[readme] = _with_board(readme.read_text(encoding="utf-8"), summary(entries))
    if update:
        for target, text in wanted.items():
            target.write_text(text, encoding="utf-8")
        say(f"written: {', '.join(map(str, wanted))}")
    elif check:
        stale = [target for target, text in wanted.items() if _differs(target, text)]
        if stale:
            say(
                f"not what the result files say: {', '.join(map(str, stale))}: "
                "run `copydesk board --update`"
            )
            raise typer.Exit(1)
        say(f"current: {', '.join(map(str, wanted))}")
    else:
        sys.stdout.write(wanted[root / "LEADERBOARD.md"])


def _with_board(text: str, board: str) -> str:
    """Return the README with the board between its marks."""
    before, mark, rest = text.partition(f"{_MARKS[0]}\n")
    _, end, after = rest.partition(_MARKS[1])
    return f"{before}{mark}{board}{end}{after}" if mark and end else text


def _differs(target: Path, text: str) -> bool:
    """Compare a file with what it should be, byte for byte; show the difference."""
    old = target.read_text(encoding="utf-8") if target.exists() else ""
    lines = difflib.unified_diff(
        old.splitlines(True), text.splitlines(True), str(target), "as it should be"
    )
    sys.stdout.writelines(lines)
    return old != text
