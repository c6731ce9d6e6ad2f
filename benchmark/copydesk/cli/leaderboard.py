"""`board`."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from copydesk.cli import app
from copydesk.cli.options import GoldOption, read_gold, say
from copydesk.errors import CopyDeskError

if TYPE_CHECKING:
    from copydesk.board import Field
    from copydesk.scoring import Evaluator

RootOption = Annotated[
    Path,
    typer.Option(
        "--root", help="Folder of submissions/; in a checkout, of baselines/ and LEADERBOARD.md."
    ),
]


@app.command()
def board(
    check: Annotated[
        bool, typer.Option("--check", help="Exit 1 where LEADERBOARD.md is not what it should be.")
    ] = False,
    update: Annotated[
        bool, typer.Option("--update", help="Write LEADERBOARD.md, its charts and stored results.")
    ] = False,
    adopt: Annotated[
        Path | None,
        typer.Option(
            "--adopt",
            metavar="RUNS",
            help="First take over results and predictions that `bench` left in this folder.",
        ),
    ] = None,
    root: RootOption = Path(),
    gold: GoldOption = None,
) -> None:
    """Score all stored predictions again and print the leaderboard, compare it, or write it.

    Stored are `baselines/` and `submissions/`. `--update` says which scores moved since they were
    stored, and notes in CHANGELOG.md those that a new gold moved.

    **Examples**

    - `copydesk board`

    - `copydesk board --check`

    - `copydesk bench && copydesk board --adopt runs --update`
    """
    from copydesk.board import BOARD
    from copydesk.submissions import adopt as take_over

    evaluator = board_evaluator(gold)
    if (check or update) and not (root / "baselines").is_dir():
        raise CopyDeskError(
            f"{root.resolve()}: no baselines/ here: run in a checkout or pass --root"
        )
    if adopt is not None:
        if not update:
            raise CopyDeskError("--adopt changes tracked files: pass --update with it")
        found = take_over(adopt, root / "baselines", evaluator)
        say(f"taken over from {adopt}: {', '.join(found)}")
    field = board_field(root, evaluator, gold)
    if update:
        _update(root, field)
    elif check:
        _check(root, field)
    else:
        sys.stdout.write(wanted_pages(root, field)[root / BOARD])


def board_evaluator(gold: Path | None) -> Evaluator:
    """Return what scores the board: the test split, or all of a gold without splits."""
    from copydesk.scoring import Evaluator

    return Evaluator(*read_gold(gold, None))


def board_field(root: Path, evaluator: Evaluator, gold: Path | None) -> Field:
    """Return all systems of a checkout, scored; elsewhere the embedded ones and submissions/."""
    from copydesk.board import read_field
    from copydesk.resources import data_root
    from copydesk.submissions import HOME

    homes = [root / "baselines", root / HOME]
    if not homes[0].is_dir():
        homes[0] = data_root() / "baselines"
    return read_field(homes, evaluator, (gold or data_root()) / "annotations")


def wanted_pages(root: Path, field: Field) -> dict[Path, str]:
    """Return the generated pages of a checkout by their places, as they should be."""
    from copydesk.board import README, pages

    readme = root / README
    text = readme.read_text(encoding="utf-8") if readme.exists() else ""
    return {root / path: page for path, page in pages(field, text).items()}


def differing(root: Path, field: Field) -> Iterator[tuple[Path, str | None]]:
    """Yield each generated file that is not what it should be, and what that is; None: gone."""
    from copydesk.board import current_results, generated

    wanted = wanted_pages(root, field) | current_results(field)
    for path, text in wanted.items():
        if not path.exists() or path.read_bytes() != text.encode():
            yield path, text
    for path in map(root.joinpath, generated(root)):
        if path not in wanted and path.suffix == ".svg" and path.exists():
            yield path, None


def _update(root: Path, field: Field) -> None:
    from copydesk.board import moves, noted

    moved = list(moves(field))
    written = []
    for path, text in differing(root, field):
        if text is None:
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        written.append(str(path))
    for move in moved:
        say(f"moved: {move}")
    changelog = root / "CHANGELOG.md"
    if moved and changelog.exists():
        text = changelog.read_text(encoding="utf-8")
        changelog.write_text(noted(text, moved), encoding="utf-8")
    say(f"written: {', '.join(written)}" if written else "nothing to write: the board is current")


def _check(root: Path, field: Field) -> None:
    stale = list(differing(root, field))
    for path, text in stale:
        if path.suffix == ".md":
            sys.stdout.write(difference(path, text or ""))
    if stale:
        names = ", ".join(str(path) for path, _ in stale)
        say(f"not what the predictions say: {names}: run `copydesk board --update`")
        raise typer.Exit(1)
    say(f"current: {root / 'LEADERBOARD.md'}, scored again from all stored predictions")


def difference(path: Path, text: str) -> str:
    """Return what a file should be as a difference to what it is."""
    old = path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""
    return "".join(
        difflib.unified_diff(
            old.splitlines(True), text.splitlines(True), str(path), "as it should be"
        )
    )


def show_change(before: Field, after: Field) -> None:
    """Print what one set of systems changes on the board of another."""
    from copydesk.board import outline

    lines = list(difflib.ndiff(outline(before), outline(after)))
    changed = [line for line in lines if line[:2] in ("- ", "+ ")]
    say("on the board:" if changed else "on the board nothing changes")
    for line in changed:
        typer.echo(line)
