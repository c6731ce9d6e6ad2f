"""What is said of a run while it goes and when it is over; on stderr."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from copydesk.cli.options import say
from copydesk.markdown import count

if TYPE_CHECKING:
    from copydesk.run import Progress, RunReport


@contextmanager
def progress_bar(system: str) -> Iterator[Callable[[Progress], None] | None]:
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


def tell(report: RunReport, *, private: bool) -> None:
    """Say how a run went, and why articles failed; of `private` ones the kind of failure alone."""
    resumed = f", {report.resumed} of them stored before" if report.resumed else ""
    again = f", {count(report.retried, 'passing failure')} tried again" if report.retried else ""
    kept = f", {report.cached} from the cache" if report.cached else ""
    say(
        f"{report.predictions}: {count(report.articles, 'article')}{resumed}{again}{kept}, "
        f"{report.failures} failed, {report.seconds:.1f} s"
    )
    for article, reason in report.first_failures:
        say(f"  {article}: {reason.partition(':')[0] if private else reason}")
    if report.spent:
        sums = (f"{name} {value:,.6g}" for name, value in report.spent.items())
        say(f"  spent: {', '.join(sums)}")
    if report.truncated:
        say(f"  {report.truncated} articles were cut short by the system")
    if report.suspected_cut is not None:
        say(
            f"  nothing is predicted beyond character {report.suspected_cut} of any long article: "
            "does the system cut its input?"
        )
    if machine := report.reasons.get("infrastructure"):
        say(
            f"  {count(machine, 'failure')} of the machine or the network, not of the system: "
            "--resume tries again"
        )
    if report.wall_because:
        what = "answers over a network" if report.wall_because == "network" else "uses a GPU"
        fresh = report.articles - report.resumed - report.cached
        speed = f"{fresh / max(report.seconds, 1e-9):.2g} articles per second by the wall clock"
        say(f"  {speed}, start included: the system {what}")
    open_to = [kind for kind, held in report.isolation.items() if held == "none"]
    if open_to:
        say(f"  not isolated: nothing kept the system from {' and '.join(open_to)}")
