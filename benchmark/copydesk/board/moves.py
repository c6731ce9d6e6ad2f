"""When gold or scorer change: stored results made current, and a note of what moved."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from copydesk.board.entries import Entry, Field
from copydesk.board.figures import TABLES, score_of
from copydesk.markdown import escape, number
from copydesk.submissions import result_record, to_json
from copydesk.submissions.files import RESULT
from copydesk.submissions.record import MEASURED, differences

_HEADING = "### Score-affecting"


@dataclass(frozen=True)
class Move:
    """A system's score before and after; `gold` says which gold was left for which."""

    system: str
    table: str
    before: float | None
    after: float | None
    gold: tuple[str, str]

    def __str__(self) -> str:
        return f"{self.system} {self.table} {number(self.before)} to {number(self.after)}"


def current_results(field: Field) -> dict[Path, str]:
    """Return each stored result that is not what the scorer says now, as it should be."""
    wanted: dict[Path, str] = {}
    for entry in field.entries:
        if entry.stored is None:
            continue
        claimed = dict(entry.stored.result)
        fresh = result_record(entry.evaluation)
        fresh |= {name: claimed.get(name) for name in MEASURED}
        if next(differences(claimed, fresh), None) is not None:
            wanted[entry.stored.folder / RESULT] = to_json(fresh)
    return wanted


def moves(field: Field) -> Iterator[Move]:
    """Yield every score that is another than the stored result says."""
    for entry in field.entries:
        if entry.stored is None:
            continue
        for table in TABLES:
            score = score_of(entry.evaluation, table)
            before, after = _stored_value(entry, table), score.value if score else None
            if number(before) != number(after):
                golds = (_gold(entry.stored.result["gold"]), _gold(_current(entry)))
                yield Move(entry.card.name, table, before, after, golds)


def noted(changelog: str, found: Sequence[Move]) -> str:
    """Return the changelog with the moves of a new gold under its first "Score-affecting".

    A new gold has a new version. Moves within one version are the scorer's, whose change says so
    itself, or those of gold that is not published yet.
    """
    by_gold: dict[tuple[str, str], list[Move]] = {}
    for move in found:
        before, after = (name.partition("@")[0] for name in move.gold)
        if before != after:
            by_gold.setdefault(move.gold, []).append(move)
    lines = []
    for (before, after), own in by_gold.items():
        said = "; ".join(escape(str(move)) for move in own)
        lines.append(f"- Gold {escape(before)} to {escape(after)} moves: {said}.\n")
    if not lines:
        return changelog
    if _HEADING not in changelog.partition("\n## ")[2].partition("\n## ")[0]:
        # The newest version has no such section yet: it gets one.
        return re.sub(
            r"^(## .*\n)",
            lambda found: f"{found[1]}\n{_HEADING}\n{''.join(lines)}",
            changelog,
            count=1,
            flags=re.MULTILINE,
        )
    before, heading, after = changelog.partition(f"{_HEADING}\n")
    return f"{before}{heading}{''.join(lines)}{after}"


def _stored_value(entry: Entry, table: str) -> float | None:
    result: Any = entry.stored.result if entry.stored else {}
    score = result["overall"] if table == "overall" else result["layers"].get(table)
    if score and table != "overall":
        score = score["headline"]
    return score and score["value"]  # type: ignore[no-any-return]


def _current(entry: Entry) -> Any:
    return entry.evaluation.to_record()["gold"]


def _gold(gold: Any) -> str:
    return f"{gold['version']}@{gold['sha256'][:8]}"
