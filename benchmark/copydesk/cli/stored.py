"""`validate` on stored systems: `submissions/`, one of its folders, or a pull request's."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from copydesk.cli.leaderboard import board_evaluator, show_change
from copydesk.cli.options import say
from copydesk.markdown import count

if TYPE_CHECKING:
    from copydesk.errors import Problem


def stored_in(path: Path) -> list[Path] | None:
    """Return the stored systems at a path: itself, all of `submissions/`, or those with results.

    None where the path holds something else.
    """
    from copydesk.submissions import HOME, stored_folders
    from copydesk.submissions.files import PREDICTIONS, RESULT

    if any((path / name).is_file() for name in (RESULT, PREDICTIONS)):
        return [path.absolute() if path.name in ("", "..") else path]
    if path.name == HOME and path.is_dir():
        return sorted(one for one in path.iterdir() if one.is_dir() and one.name[0] != ".")
    return (stored_folders(path) or None) if path.is_dir() else None


def validate_stored(path: Path, folders: Iterable[Path], gold: Path | None) -> None:
    """Check the stored systems at a path, each against the others and the embedded ones.

    Systems beside them that nobody has stored yet have their cards checked. Exit code 2.
    """
    from copydesk.resources import data_root
    from copydesk.submissions import check, display_names
    from copydesk.validate.systems import CARD, load_system

    chosen = list(folders)
    evaluator = board_evaluator(gold)
    homes = {data_root() / "baselines", *(folder.parent for folder in chosen)}
    names = display_names(sorted(homes))
    problems: list[Problem] = []
    for folder in chosen:
        others = {own: name for own, name in names.items() if own != folder.name}
        problems += check(folder, evaluator, others).problems
    for card in sorted(path.glob(f"*/{CARD}")):
        if card.parent not in chosen:
            load_system(card.parent, problems)
    _tell(problems, count(len(chosen), "stored system"))


def validate_change(home: Path, changed: Path, gold: Path | None) -> None:
    """Check what a pull request adds to `home`, its `submissions/`; exit code 2.

    The base is the checkout that this package runs from. `changed` lists the changed paths,
    each ended by NUL as `git diff -z` writes them, or a line each.
    """
    from copydesk.board import README, entry_of, generated, page_problems, pages, read_field
    from copydesk.resources import data_root
    from copydesk.submissions import HOME, check, check_change, display_names

    base, root = data_root(), home.absolute().parent
    raw = changed.read_bytes()
    paths = raw.decode("utf-8", "surrogateescape").split("\0" if b"\0" in raw else "\n")
    homes = [base / "baselines", base / HOME]
    known = {folder.name for one in homes if one.is_dir() for folder in one.iterdir()}
    change = check_change(filter(None, paths), known, generated(root))
    problems = list(change.problems)
    evaluator = board_evaluator(gold)
    names = display_names(homes)
    field = after = None
    for own in change.systems:
        checked = check(home / own, evaluator, names)
        problems += checked.problems
        if not problems and checked.stored and checked.evaluation:
            field = read_field(homes, evaluator, (gold or base) / "annotations")
            after = field.with_entry(entry_of(checked.stored, checked.evaluation))
    if not problems and field and after:
        show_change(field, after)
        readme = (base / README).read_text(encoding="utf-8")
        problems += page_problems(root, pages(after, readme))
    _tell(problems, f"{count(len(change.systems), 'new system')}")


def _tell(problems: Iterable[Problem], what: str) -> None:
    found = list(problems)
    for problem in found:
        typer.echo(str(problem))
    if found:
        say(f"{count(len(found), 'problem')} in {what}")
        raise typer.Exit(2)
    say(f"{what}: no problem; predictions scored again, nothing of theirs was run")
