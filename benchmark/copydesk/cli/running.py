"""`run` and `bench`."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Annotated

import typer

from copydesk.cli import app
from copydesk.cli.measuring import RUNS, measure, slug
from copydesk.cli.options import GoldOption, SplitOption, read_gold, say
from copydesk.cli.telling import progress_bar, tell
from copydesk.errors import CopyDeskError
from copydesk.markdown import count

Resume = Annotated[
    bool,
    typer.Option(
        "--resume",
        help="Go on where a killed run of the same system stopped, and try failures of the machine "
        "or the network again. Code that it imports from elsewhere is not watched: --overwrite "
        "after a change.",
    ),
]
Timeout = Annotated[float, typer.Option("--timeout", min=0.001, help="Seconds for one article.")]


@app.command()
def run(
    system: Annotated[
        str,
        typer.Argument(
            metavar="SYSTEM",
            help="A folder with system.toml, an embedded system (rules, nothing, everything), or "
            "a door: cmd:COMMAND, python:module:object, spacy:MODEL ... (docs/systems.md).",
            show_default=False,
        ),
    ],
    gold: GoldOption = None,
    split: SplitOption = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", help="Predictions file. Default: runs/SYSTEM/predictions.jsonl"),
    ] = None,
    resume: Resume = False,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Throw away what is there.")
    ] = False,
    timeout: Timeout = 60.0,
    workers: Annotated[int, typer.Option("--workers", min=1, help="Processes side by side.")] = 1,
    batch_size: Annotated[
        int, typer.Option("--batch-size", min=1, help="Articles given to the system at once.")
    ] = 32,
    memory_limit: Annotated[
        int | None,
        typer.Option("--memory-limit", min=64, metavar="MB", help="Address space of a process."),
    ] = None,
    cache: Annotated[
        Path | None,
        typer.Option("--cache", help="Folder of predictions to use again, for the same input."),
    ] = None,
    isolate: Annotated[
        bool,
        typer.Option("--isolate/--no-isolate", help="Keep the system from gold and network."),
    ] = True,
) -> None:
    """Run a system over a split; it sees the texts only. Prints where the predictions are.

    **Examples**

    - `copydesk run ./my-system`

    - `copydesk run cmd:'./my-extractor --fast' --split validation --out mine.jsonl`
    """
    from copydesk.run import run as run_system

    corpus, name = read_gold(gold, split)
    articles = [one.article for one in corpus.select(name).documents]
    target = out or RUNS / slug(system) / "predictions.jsonl"
    target.parent.mkdir(parents=True, exist_ok=True)
    with progress_bar(system) as show:
        report = run_system(
            system,
            articles,
            target,
            resume=resume,
            overwrite=overwrite,
            timeout=timeout,
            workers=workers,
            batch_size=batch_size,
            memory_limit=memory_limit * 10**6 if memory_limit else None,
            hidden=[gold] if gold else [],
            isolate=isolate,
            cache=cache,
            on_progress=show,
        )
    tell(report, private=corpus.info.private)
    typer.echo(str(report.predictions))
    if report.failures == report.articles:
        say("every article failed")
        raise typer.Exit(1)


@app.command()
def bench(
    systems: Annotated[
        list[str] | None,
        typer.Argument(metavar="[SYSTEM]...", help="Default: the embedded systems."),
    ] = None,
    gold: GoldOption = None,
    split: SplitOption = None,
    out: Annotated[Path, typer.Option("--out", help="Folder for what is made.")] = RUNS,
    timeout: Timeout = 60.0,
    repeats: Annotated[
        int | None,
        typer.Option(
            "--repeats",
            min=1,
            help="Fresh processes that are timed, of each batch size. Default: 3, or 1 where the "
            "system asks the network.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Validate the gold, run systems, score and time them, print the board.

    Of the embedded systems, those whose requirements are not installed are skipped, with the
    command that installs them; one that is named must run.

    Everything lands in runs/: predictions, a result file a system, and LEADERBOARD.md.

    **Examples**

    - `copydesk bench`

    - `copydesk bench rules ./my-system --split validation`
    """
    from copydesk.board import Entry, Field, mark_of, render
    from copydesk.run import embedded, open_system
    from copydesk.run.environment import install_command, lacking
    from copydesk.scoring import Evaluator
    from copydesk.submissions import to_json

    say("seed 0; validating the gold")
    corpus, name = read_gold(gold, split, check=True)
    say(f"{corpus.name} {corpus.version}: {count(len(corpus.documents), 'article')}, no problem")
    evaluator = Evaluator(corpus, name)
    hidden = [gold] if gold else []
    entries, failed = [], []
    for system in systems or embedded():
        needed = lacking(open_system(system).card.requirements)
        if needed:
            lack = f"its requirements are not installed: {install_command(needed)}"
            if systems:
                raise CopyDeskError(f"{system}: {lack}")
            say(f"{system}: skipped, {lack}")
            continue
        home = out / slug(system)
        found = measure(system, home, evaluator, hidden=hidden, timeout=timeout, repeats=repeats)
        if found.failed:
            failed.append(system)
        record = found.evaluation.to_record() | {
            "timing": found.timing,
            "environment": found.environment,
            "run": {"system": system, "sha256": found.launch.content},
        }
        (home / "result.json").write_text(to_json(record), encoding="utf-8")
        mark = mark_of(home.name, ran=True)
        entries.append(Entry(home.name, found.launch.card, found.evaluation, mark, found.timing))
    board = render(Field(evaluator, tuple(sorted(entries, key=lambda entry: entry.id))))
    (out / "LEADERBOARD.md").write_text(board, encoding="utf-8")
    _show(board)
    say(f"written: {out}/LEADERBOARD.md and {out}/<system>/result.json")
    if failed:
        say(f"every article failed: {', '.join(failed)}")
        raise typer.Exit(1)


def _show(board: str) -> None:
    if not sys.stdout.isatty():
        sys.stdout.write(board)
        return
    from rich.console import Console
    from rich.markdown import Markdown

    plain = re.sub("</?sup>", "", board).replace("<br>", " / ")
    Console().print(Markdown(plain))
