"""docs/scoring.md says what the scorer does: its examples run, its tables are current."""

from __future__ import annotations

import doctest
import re

import pytest

from copydesk.labels import LAYERS

from . import expected, tables
from .markup import score

RENEW = "python -m tests.scoring.tables"


@pytest.fixture(scope="module")
def page() -> str:
    return tables.PAGE.read_text(encoding="utf-8")


def test_examples_run() -> None:
    done = doctest.testfile(str(tables.PAGE), module_relative=False, encoding="utf-8")
    assert done.attempted > 20
    assert done.failed == 0


def test_quick_tables_are_current(page) -> None:
    assert tables.rendered(page, set(tables.TABLES) - tables.SLOW) == page, RENEW


def test_every_table_has_its_place(page) -> None:
    assert re.findall(r"<!-- table: (\w+) -->", page) == list(tables.TABLES)


def test_every_metric_is_explained(page) -> None:
    """Names of labels, quote types and slices are written with a placeholder."""
    given = score(expected.documents(), expected.answers())
    for layer in LAYERS:
        for name in given.layers[layer].metrics:
            general = re.sub(r"^strict/\w+/\w+$", "strict/<view>/<label>", name)
            general = re.sub(r"^strict/(conll4|onto11)$", "strict/<view>", general)
            general = re.sub(r"^detection/\w+$", "detection/<quote type>", general)
            assert f"`{general}`" in page, f"{layer}: {general}"


@pytest.mark.slow
def test_the_table_of_cheats_is_current(page) -> None:
    """The column `real` is held to the page only where it was measured on this very gold."""
    fresh = tables.rendered(page, tables.SLOW)
    if tables.gold() in page:
        assert fresh == page, RENEW
    else:
        made = [[_made(line) for line in one.splitlines()] for one in (fresh, page)]
        assert made[0] == made[1], RENEW


def _made(line: str) -> str:
    """A line without the column `real`."""
    cells = line.split("|")
    return "|".join([*cells[:3], *cells[4:]]) if len(cells) > 6 else line.split("Gold:")[0]
