"""`run` and `bench`."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from copydesk.cli import app
from copydesk.cli.options import GoldOption, SplitOption, read_gold, say
from copydesk.cli.telling import progress_bar, tell
from copydesk.errors import InputError
from copydesk.markdown import count

RUNS = Path("runs")

Resume = Annotated[
    bool,
    typer.Option(
        "--resume",
        help="Go on where a killed run of the same system stopped. Code that it imports from "
        "elsewhere is not watched: --overwrite after a change.",
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
    target = out or RUNS / _slug(system) / "predictions.jsonl"
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
    tell(report)
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
        int, typer.Option("--repeats", min=1, help="Fresh processes that are timed.")
    ] = 3,
) -> None:
    """Validate the gold, run systems, score and time them, print the board.

    Everything lands in runs/: predictions, a result file a system, and LEADERBOARD.md.

    **Examples**

    - `copydesk bench`

    - `copydesk bench rules ./my-system --split validation`
    """
    from copydesk.board import Entry, render
    from copydesk.run import embedded, open_system, time_system
    from copydesk.run import run as run_system
    from copydesk.scoring import Evaluator

    say("seed 0; validating the gold")
    corpus, name = read_gold(gold, split, check=True)
    say(f"{corpus.name} {corpus.version}: {count(len(corpus.documents), 'article')}, no problem")
    evaluator = Evaluator(corpus, name)
    articles = [one.article for one in evaluator.corpus.documents]
    entries, failed = [], []
    for system in systems or embedded():
        launch = open_system(system)
        home = out / _slug(system)
        home.mkdir(parents=True, exist_ok=True)
        with progress_bar(system) as show:
            report = run_system(
                launch,
                articles,
                home / "predictions.jsonl",
                overwrite=True,
                timeout=timeout,
                hidden=[gold] if gold else [],
                on_progress=show,
            )
        tell(report)
        if report.failures == report.articles:
            failed.append(system)
        evaluation = evaluator.score(report.predictions, system=launch.card)
        say(f"{system}: timing")
        hidden = [gold] if gold else []
        timing = time_system(launch, articles, repeats=repeats, hidden=hidden).to_record()
        environment = {**timing.pop("environment"), "isolation": report.isolation}
        record = {**evaluation.to_record(), "timing": timing, "environment": environment}
        (home / "result.json").write_text(_pretty(record), encoding="utf-8")
        entries.append(Entry(home.name, record))
    board = render(sorted(entries, key=lambda entry: entry.id))
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

    Console().print(Markdown(board))


def _slug(system: str) -> str:
    """Return a folder name for a SYSTEM argument."""
    name = Path(system).resolve().name if Path(system).is_dir() else system
    slug = re.sub(r"[^A-Za-z0-9._-]+", "-", name).strip("-.")[:80]
    if not slug:
        from copydesk.errors import Problem

        raise InputError(Problem(system, 0, "", "SYSTEM", "no name in it", "pass --out"))
    return slug


def _pretty(record: dict[str, Any]) -> str:
    """Return a result as JSON that diffs well: a line a field, number lists on one line."""
    text = json.dumps(record, ensure_ascii=False, indent=1, allow_nan=False)
    return (
        re.sub(r"\[\s+([-0-9.,e+\s]+?)\s+\]", lambda m: f"[{' '.join(m[1].split())}]", text) + "\n"
    )
