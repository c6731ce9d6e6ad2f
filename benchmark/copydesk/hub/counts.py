"""The card's counts: tables of the corpus's profile, and what a slice and a look-alike are."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.corpus import Corpus
from copydesk.markdown import escape, table
from copydesk.profile import LOOKALIKES, SLICES, profile
from copydesk.profile.figures import Table
from copydesk.profile.profile import Profile, slice_rows
from copydesk.profile.quotas import LARGE_SLICE

_SHOWN = ("size", "entities", "attributions", "claims", "furniture", "categories")


def count_sections(corpus: Corpus) -> str:
    """Return the sections `Counts` and `Slices` of a card, counted from the documents."""
    found = profile(corpus)
    parts = ["## Counts\n"]
    parts += (_section(found.table(key)) for key in _SHOWN)
    parts += [_slices(found), _lookalikes(found)]
    return "\n".join(parts) + "\n"


def thin_slices(corpus: Corpus) -> list[str]:
    """Return the slices of which the test split, if there is one, has too few cases to compare."""
    documents = profile(corpus).splits.get("test", [])
    rows = slice_rows(documents) if documents else {}
    return [f"{name} ({hits.items})" for name, hits in rows.items() if hits.items < LARGE_SLICE]


def _section(one: Table) -> str:
    rows = [[escape(cell) for cell in cells] for cells in one.cells()]
    note = f"\n{escape(one.note)}\n" if one.note else ""
    return f"### {one.title}\n\n{table(one.header(), rows)}{note}"


def _slices(found: Profile) -> str:
    counted = found.table("slices")
    columns = dict(zip(counted.rows, (cells[1:] for cells in counted.cells()), strict=True))
    rows = (
        (one.name, escape(one.says), one.counts, one.source, *columns[one.name]) for one in SLICES
    )
    header = ("slice", "what", "counts", "read off", *counted.columns)
    return (
        "## Slices\n\nCases, and the articles that hold one. Those read off gold follow from the "
        "annotation; those read off text are found by a test on the text, which misses and "
        "overcounts now and then.\n\n" + table(header, rows, text_columns=4)
    )


def _lookalikes(found: Profile) -> str:
    counted = found.table("lookalikes")
    rows = [*_with_reasons(counted)]
    header = ("look-alike", "why", *counted.columns)
    return f"### {counted.title}\n\n" + table(header, rows, text_columns=2)


def _with_reasons(counted: Table) -> Iterator[tuple[str, ...]]:
    reasons = {one.name: one.reason for one in LOOKALIKES}
    for name, *cells in counted.cells():
        yield (escape(name), escape(reasons.get(name, "articles that hold any")), *cells)


__all__ = ["count_sections", "thin_slices"]
