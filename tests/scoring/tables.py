"""The tables of docs/scoring.md, between markers.

python -m tests.scoring.tables            # rewrite all of them; five minutes
python -m tests.scoring.tables --quick    # without the cheats and the simulations
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from .cases import CASES, show
from .cheats import CHEATS, HEADLINES, earned, golds, half, honest, judged
from .expected import table as expected_values

PAGE = Path(__file__).resolve().parents[2] / "docs" / "scoring.md"
_MARKED = re.compile(r"(<!-- table: (\w+) -->\n).*?(<!-- /table -->)", re.DOTALL)


def markdown(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; columns behind the first are numbers where they look like it."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(one)} |" for one in lines) + "\n"


def regressions() -> str:
    """Every case that scorers of the field get wrong."""
    rows = []
    for case in CASES:
        for number, peer in enumerate(case.peers):
            measured = peer.run is not None
            rows.append(
                (
                    "" if number else case.name,
                    "" if number else case.ours(),
                    f"{peer.tool} {peer.version}" if measured else peer.tool,
                    peer.said,
                    "measured" if measured else peer.version,
                )
            )
    return markdown(("case", "CopyDesk", "other scorer", "its answer", "source"), rows)


def expected() -> str:
    """What every metric is for gold itself, for nothing, and without one item."""
    rows: dict[tuple[str, ...], list[str]] = {}
    for metric, values in expected_values().items():
        if any(one is not None for one in values):
            layer, _, name = metric.rpartition(":")
            rows.setdefault((layer, *map(show, values)), []).append(f"`{name}`")
    found = [(layer or "all", ", ".join(names), *shown) for (layer, *shown), names in rows.items()]
    return markdown(("layer", "metrics", "gold itself", "`nothing`", "one item missing"), found)


def cheats() -> str:
    """What every cheat earned on each gold, in brackets what it is compared with."""
    names = list(golds())
    rows = []
    for metric in HEADLINES.values():
        for label, answer in (("*half of gold*", half), ("*the honest system*", honest)):
            got = [show(judged(answer, name, metric)[0]) for name in names]
            rows.append((label, f"`{metric.partition(':')[2]}`", *got, ""))
    for cheat in CHEATS:
        shown = []
        for name in names:
            found = earned(cheat, name)
            mark = " gated" if found.gated else ""
            base = f" ({show(found.honest)})" if cheat.honest else ""
            shown.append(f"{show(found.value)}{base}{mark}")
        note = ("**pays**: " if cheat.pays else "") + cheat.note
        rows.append((cheat.name, f"`{cheat.metric.rpartition(':')[2]}`", *shown, note))
    return markdown(("strategy", "metric", *names, ""), rows)


def gold() -> str:
    """Which gold the column `real` was measured on."""
    held = golds()["real"]
    documents = len(held.documents)
    return f"Gold: {held.name} {held.version}@{held.sha256()[:8]}, {documents} articles.\n"


def simulations() -> str:
    """How well intervals and tests keep their promise, on systems whose true score is known."""
    words = [sys.executable, "-m", "copydesk.stats.simulate"]
    done = subprocess.run(words, check=True, capture_output=True, text=True)
    return done.stdout.strip() + "\n"


TABLES: dict[str, Callable[[], str]] = {
    "expected": expected,
    "regressions": regressions,
    "gold": gold,
    "cheats": cheats,
    "simulations": simulations,
}
SLOW = {"gold", "cheats", "simulations"}


def rendered(page: str, names: Iterable[str]) -> str:
    """Return the page with the named tables made anew."""
    chosen = set(names)

    def fill(found: re.Match[str]) -> str:
        if found[2] not in chosen:
            return found[0]
        return found[1] + TABLES[found[2]]() + found[3]

    return _MARKED.sub(fill, page)


if __name__ == "__main__":
    wanted = set(TABLES) - SLOW if "--quick" in sys.argv[1:] else set(TABLES)
    PAGE.write_text(rendered(PAGE.read_text(encoding="utf-8"), wanted), encoding="utf-8")
