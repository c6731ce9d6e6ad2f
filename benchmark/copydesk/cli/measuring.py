"""Running, scoring and timing one system, as `bench` and `submit` both do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from copydesk.cli.options import say
from copydesk.cli.telling import progress_bar, tell
from copydesk.errors import InputError, Problem

if TYPE_CHECKING:
    from copydesk.run import Launch, RunReport
    from copydesk.scoring import Evaluation, Evaluator

#: Where runs leave what they make.
RUNS = Path("runs")


@dataclass(frozen=True)
class Measured:
    """What came of a system: its run, its scores, its times, and what it ran on."""

    launch: Launch
    report: RunReport
    evaluation: Evaluation
    timing: dict[str, Any]
    environment: dict[str, Any]

    @property
    def failed(self) -> bool:
        """Whether every article failed."""
        return self.report.failures == self.report.articles


def measure(
    system: str,
    home: Path,
    evaluator: Evaluator,
    *,
    hidden: list[Path],
    timeout: float,
    repeats: int | None,
) -> Measured:
    """Run a system over the evaluator's articles into `home`, score it and time it; say so."""
    from copydesk.board import speed
    from copydesk.run import open_system, run, time_system
    from copydesk.submissions import provenance

    launch = open_system(system)
    articles = [one.article for one in evaluator.corpus.documents]
    home.mkdir(parents=True, exist_ok=True)
    with progress_bar(system) as show:
        report = run(
            launch,
            articles,
            home / "predictions.jsonl",
            overwrite=True,
            timeout=timeout,
            hidden=hidden,
            on_progress=show,
        )
    tell(report, private=evaluator.corpus.info.private)
    evaluation = evaluator.score(report.predictions, system=launch.card)
    say(f"{system}: timing")
    found = time_system(launch, articles, repeats=repeats, timeout=timeout, hidden=hidden)
    timing = found.to_record()
    say(f"{system}: {speed.said(timing)}")
    environment = provenance(launch.card.requirements) | {"isolation": report.isolation}
    del timing["environment"]  # it is in the one above
    return Measured(launch, report, evaluation, timing, environment)


def slug(system: str) -> str:
    """Return a folder name for a SYSTEM argument."""
    name = Path(system).resolve().name if Path(system).is_dir() else system
    found = re.sub(r"[^A-Za-z0-9._-]+", "-", name).strip("-.")[:80]
    if not found:
        raise InputError(Problem(system, 0, "", "SYSTEM", "no name in it", "pass --out"))
    return found
