"""`submit`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
import typer

from copydesk.cli import app
from copydesk.cli.leaderboard import RootOption, board_evaluator, board_field, show_change
from copydesk.cli.measuring import RUNS, measure, slug
from copydesk.cli.options import GoldOption, say
from copydesk.cli.running import Timeout
from copydesk.errors import CopyDeskError, InputError

if TYPE_CHECKING:
    from copydesk.records import System


@app.command()
def submit(
    what: Annotated[
        str,
        typer.Argument(
            metavar="PREDICTIONS_OR_SYSTEM",
            help="Predictions of the test split (.jsonl, .jsonl.gz), or a SYSTEM as `copydesk run` "
            "takes it, which is then run and timed.",
            show_default=False,
        ),
    ],
    name: Annotated[
        str | None, typer.Option("--name", help="What the board calls it. Default: its card's.")
    ] = None,
    own_id: Annotated[
        str | None, typer.Option("--id", help="Folder name. Default: made of the name.")
    ] = None,
    version: Annotated[
        str | None, typer.Option("--version", help="Default: its card's, or 1.0.")
    ] = None,
    licence: Annotated[str | None, typer.Option("--licence", help="SPDX expression.")] = None,
    description: Annotated[
        str | None, typer.Option("--description", help="One sentence on how it works.")
    ] = None,
    trained_on: Annotated[
        list[str] | None,
        typer.Option("--trained-on", help="A data set, or `none`. May be repeated."),
    ] = None,
    seen: Annotated[
        list[str] | None,
        typer.Option(
            "--seen", metavar="ID", help="A document it may have seen, or `none`. May be repeated."
        ),
    ] = None,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Write a submission of your own anew.")
    ] = False,
    timeout: Timeout = 60.0,
    root: RootOption = Path(),
    gold: GoldOption = None,
) -> None:
    """Write `submissions/ID/`, ready for a pull request, if it keeps every rule.

    The folder holds card, predictions, result and a note. Everything is checked before anything
    is written: what would be rejected is said, with why and what to do. What the submission
    changes on the board is printed.

    **Examples**

    - `copydesk submit mine.jsonl --name "My tagger" --licence MIT --trained-on none --seen none
      --description "A regular expression."`

    - `copydesk submit ./my-system`
    """
    from copydesk.submissions import HOME, card_problems, write
    from copydesk.validate.systems import CARD

    given: dict[str, Any] = {
        "name": name,
        "version": version,
        "licence": licence,
        "description": description,
        "trained_on": _listed(trained_on),
        "seen_documents": _listed(seen),
    }
    asked = _asked(what, {key: value for key, value in given.items() if value is not None})
    evaluator = board_evaluator(gold)
    before = board_field(root, evaluator, gold)
    own = _id(asked.card.name) if own_id is None else own_id
    others = {one: name for one, name in before.names.items() if not overwrite or one != own}
    file = root / HOME / CARD
    problems = card_problems(file, own, asked.card, asked.stated, evaluator, others)
    if problems:
        raise InputError(problems)
    draft = asked.drafted(own, evaluator, [gold] if gold else [], timeout)
    folder = write(draft, root, evaluator, others, overwrite=overwrite)
    show_change(before, board_field(root, evaluator, gold))
    say(f"{folder}: {'re-run' if draft.run else 'predictions only'}, keeps every rule")
    say("then: copydesk board --update, and a pull request of what changed")
    typer.echo(str(folder))


@dataclass(frozen=True)
class _Asked:
    """What is to be submitted: a file of predictions, or a SYSTEM; and the card to be."""

    what: str
    card: System
    stated: frozenset[str]
    source: Path | None
    system: bool

    def drafted(self, own_id: str, evaluator: Any, hidden: list[Path], timeout: float) -> Any:
        """Run what is to be run; return the `Draft`."""
        from copydesk.submissions import Draft, provenance
        from copydesk.submissions.result_rules import PUBLIC

        if not self.system:
            predictions = Path(self.what)
            card = msgspec.structs.replace(self.card, layers=_layers(predictions))
            return Draft(own_id, card, predictions, provenance(), self.stated)
        home = RUNS / slug(self.what)
        found = measure(self.what, home, evaluator, hidden=hidden, timeout=timeout, repeats=None)
        if found.failed:
            raise CopyDeskError(f"{self.what}: every article failed: nothing is submitted")
        card = self.card
        if not card.layers:
            card = msgspec.structs.replace(card, layers=found.report.layers)
        predictions = found.report.predictions
        run = None
        model = self.what.partition(":")[2].partition("?")[0]
        if self.source is not None or (PUBLIC.fullmatch(self.what) and not Path(model).exists()):
            run = {"system": self.what, "sha256": found.launch.content}
        else:
            card = msgspec.structs.replace(card, entry=None, command=None)
            say(
                f"{self.what}: nobody else can run it: its row will say `predictions only`, without"
            )
            say("  times; a folder with system.toml would go along: docs/systems.md")
        timing = found.timing if run else None
        return Draft(
            own_id, card, predictions, found.environment, self.stated, self.source, run, timing
        )


def _asked(what: str, given: Mapping[str, Any]) -> _Asked:
    """Read the card of what is to be submitted; what is `given` on the command line goes first."""
    from copydesk.records import System
    from copydesk.run import embedded, open_system
    from copydesk.submissions import stated

    path = Path(what)
    if path.is_file():
        if "name" not in given:
            raise CopyDeskError(f"{what}: predictions have no name: pass --name")
        fields = {"version": "1.0", "licence": "LicenseRef-unstated", "layers": (), **given}
        return _Asked(what, System(**fields), frozenset(given), None, system=False)
    launch = open_system(what)
    folder = path if path.is_dir() and what not in embedded() else None
    own = stated(folder) if folder else frozenset()
    card = msgspec.structs.replace(launch.card, **given)
    return _Asked(what, card, own | given.keys(), folder, system=True)


def _listed(words: Sequence[str] | None) -> tuple[str, ...] | None:
    """Return what an option lists; `none` is nothing."""
    return None if words is None else tuple(one for one in words if one != "none")


def _layers(predictions: Path) -> tuple[str, ...]:
    """Return the layers of the first prediction that is no failure."""
    from copydesk.jsonl import read_records
    from copydesk.labels import LAYERS
    from copydesk.records import Prediction

    for _, one in read_records(predictions, Prediction):
        if one.failure is None:
            return tuple(layer for layer in LAYERS if getattr(one, layer) is not None)
    return ()


def _id(name: str) -> str:
    """Return an id made of a display name.

    >>> _id("My tagger, v2.1")
    'my-tagger-v2-1'
    """
    return re.sub(r"[^a-z0-9]+", "-", name.casefold())[:40].strip("-")
