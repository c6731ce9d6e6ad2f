"""Everything that is generated from the scored systems: the board, its charts, the README's."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from copydesk.board.charts import curve_chart, speed_chart
from copydesk.board.curves import curves, scored_layers
from copydesk.board.entries import Field
from copydesk.board.figures import TABLES, standings
from copydesk.board.render import render, summary
from copydesk.errors import Problem
from copydesk.submissions.check import BOARD as BOARD_RULE

BOARD = "LEADERBOARD.md"
README = "README.md"
_MARKS = ("<!-- board -->", "<!-- /board -->")
_IMAGES = "docs/img"


def pages(field: Field, readme: str = "") -> dict[str, str]:
    """Return every generated page by its path in the checkout: same predictions, same bytes.

    `readme` is the README as it is; its board is put between the marks, if it has them.
    """
    found: dict[str, str] = {}
    images: dict[str, list[tuple[str, str]]] = {name: [] for name in TABLES}

    def add(table: str, kind: str, what: str, chart: str | None) -> None:
        if chart is not None:
            path = image_path(table, kind)
            found[path] = chart
            images[table].append((what, path))

    for name in TABLES:
        add(name, "speed", f"{name}: F1 against speed", speed_chart(standings(field, name)))
    for layer in scored_layers(field):
        if points := curves(field, layer):
            add(layer, "curve", f"{layer}: precision against recall", curve_chart(layer, points))
    found[BOARD] = render(field, images)
    if readme:
        found[README] = _with_board(readme, summary(field))
    return found


def image_path(table: str, kind: str) -> str:
    """Return where a chart lies in the checkout."""
    return f"{_IMAGES}/board-{table}-{kind}.svg"


def generated(root: Path) -> list[str]:
    """Return the paths of all pages that a board may have, and of charts that lie there."""
    charts = [image_path(table, kind) for table in TABLES for kind in ("speed", "curve")]
    old = [path.relative_to(root).as_posix() for path in root.glob(f"{_IMAGES}/board-*.svg")]
    return sorted({BOARD, README, *charts, *old})


def page_problems(root: Path, wanted: Mapping[str, str]) -> list[Problem]:
    """Return which generated pages of a checkout are not as they should be; links are not read."""
    problems = []
    for name, text in wanted.items():
        path, right = root / name, text.encode()
        plain = path.is_file() and not path.is_symlink()
        if not plain or path.lstat().st_size != len(right) or path.read_bytes() != right:
            what = "it is not what the predictions make" if plain else "it is not there"
            mend = "write it by: copydesk board --update"
            problems.append(Problem(name, 0, "", BOARD_RULE.code, what, mend))
    return problems


def _with_board(text: str, board: str) -> str:
    """Return the README with the board between its marks."""
    before, mark, rest = text.partition(f"{_MARKS[0]}\n")
    _, end, after = rest.partition(_MARKS[1])
    return f"{before}{mark}{board}{end}{after}" if mark and end else text
