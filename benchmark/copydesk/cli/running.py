"""`run` and `bench`."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from copydesk.cli import app
from copydesk.cli.options import GoldOption, SplitOption, read_gold, say
from copydesk.errors import InputError
from copydesk.markdown import count

if TYPE_CHECKING:
    from copydesk.run import Progress, RunReport

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
            help="A folder with system.toml, an embedded system (rules, nothing, everything), "
            "python:module:object, or cmd:COMMAND.",
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
    with _progress(system) as show:
        report = run_system(
            system,
            articles,
            target,
            resume=resume,
            overwrite=overwrite,
            timeout=timeout,
            workers=workers,
            batch_size=batch_size,
            on_progress=show,
        )
    _tell(report)
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
        with _progress(system) as show:
            report = run_system(
                launch,
                articles,
                home / "predictions.jsonl",
                overwrite=True,
                timeout=timeout,
                on_progress=show,
            )
        _tell(report)
        if report.failures == report.articles:
            failed.append(system)
        evaluation = evaluator.score(report.predictions, system=launch.card)
        say(f"{system}: timing")
        timing = time_system(launch, articles, repeats=repeats).to_record()
        environment = timing.pop("environment")
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


@contextmanager
def _progress(system: str) -> Iterator[Callable[[Progress], None] | None]:
    """Show a bar on stderr, if that is a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(system, total=None, rate="")

        def show(progress: Progress) -> None:
            rate = (progress.done - progress.resumed) / max(progress.seconds, 1e-9)
            failed = f", {progress.failures} failed" if progress.failures else ""
            bar.update(
                task, total=progress.total, completed=progress.done, rate=f"{rate:,.1f}/s{failed}"
            )

        yield show


def _tell(report: RunReport) -> None:
    """Say how a run went, and why articles failed."""
    resumed = f", {report.resumed} of them stored before" if report.resumed else ""
    say(
        f"{report.predictions}: {count(report.articles, 'article')}{resumed}, "
        f"{report.failures} failed, {report.seconds:.1f} s"
    )
    for article, reason in report.first_failures:
        say(f"  {article}: {reason}")
    if report.truncated:
        say(f"  {report.truncated} articles were cut short by the system")


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
