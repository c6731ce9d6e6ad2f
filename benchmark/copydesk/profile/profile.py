"""A corpus's profile: every table, by split, and the quotas."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from copydesk.corpus import Corpus
from copydesk.labels import SPLITS
from copydesk.profile import layers, reality, variety
from copydesk.profile.facts import Facts
from copydesk.profile.figures import Figure, Hits, Table, plain
from copydesk.profile.furniture import category_rows, furniture_rows
from copydesk.profile.lookalikes import LOOKALIKES
from copydesk.profile.quotas import Quota, quotas
from copydesk.profile.slices import SLICES

_Make = Callable[[Sequence[Facts]], Mapping[str, Figure]]


def slice_rows(documents: Sequence[Facts]) -> dict[str, Hits]:
    """Count the cases of each slice, and the articles that hold one."""
    return {one.name: _hits([len(list(one.find(each))) for each in documents]) for one in SLICES}


def lookalike_rows(documents: Sequence[Facts]) -> dict[str, Figure]:
    """Count the look-alikes of each kind, and the articles that hold one."""
    found = [[len(list(one.find(each))) for one in LOOKALIKES] for each in documents]
    rows: dict[str, Figure] = {
        one.name: _hits([each[number] for each in found]) for number, one in enumerate(LOOKALIKES)
    }
    rows["any"] = _hits([sum(each) for each in found])
    return rows


def _hits(found: Sequence[int]) -> Hits:
    return Hits(sum(found), sum(map(bool, found)))


_IN = "`34 in 21`: 34 cases in 21 articles."

#: key, title, what makes the rows, note; one column a split.
_BY_SPLIT: tuple[tuple[str, str, _Make, str], ...] = (
    ("size", "Size", layers.size_rows, "Three numbers: least, median, most of the articles."),
    ("genres", "Genres", layers.genre_rows, ""),
    ("entities", "Entities", layers.entity_rows, ""),
    ("attributions", "Attributions", layers.attribution_rows, ""),
    ("claims", "Claims", layers.claim_rows, ""),
    ("zones", "Zones", layers.zone_rows, ""),
    ("furniture", "Boilerplate", furniture_rows, "Lines that are blank do not count."),
    ("categories", "Boilerplate by category", category_rows, _IN.replace("cases", "blocks")),
    ("lookalikes", "Body text that looks like furniture", lookalike_rows, _IN),
    ("slices", "Slices", slice_rows, _IN),
    ("variety", "Variety of the texts", variety.variety_rows, ""),
    ("names", "Names of people", variety.name_rows, "Stories that several carry count once."),
)


@dataclass(frozen=True)
class Profile:
    """What is in a corpus, counted; tables and quotas are computed when asked for."""

    corpus: Corpus
    documents: tuple[Facts, ...]

    @cached_property
    def splits(self) -> dict[str, list[Facts]]:
        """The documents of each split that has some, and "all"."""
        found = {split: [one for one in self.documents if one.split == split] for split in SPLITS}
        return {name: ones for name, ones in found.items() if ones} | {"all": list(self.documents)}

    def table(self, key: str) -> Table:
        """Return one table by split (KeyError: there is none of this key)."""
        for name, title, make, note in _BY_SPLIT:
            if name == key:
                return self._by_split(name, title, make, note)
        raise KeyError(key)

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """All tables, in the order in which they are printed."""
        made = (*(self.table(key) for key, *_ in _BY_SPLIT), *self._compared())
        return tuple(map(_numbers_only, made)) if self.corpus.info.private else made

    @cached_property
    def quotas(self) -> tuple[Quota, ...]:
        """What the corpus promises, measured."""
        return quotas(self.splits)

    def _by_split(self, key: str, title: str, make: _Make, note: str) -> Table:
        made = {split: make(documents) for split, documents in self.splits.items()}
        names = list(made["all"])
        rows = {name: tuple(found.get(name, 0) for found in made.values()) for name in names}
        return Table(key, title, tuple(made), rows, note)

    def _compared(self) -> Iterator[Table]:
        overlap = variety.overlap_rows(self.documents)
        note = "Shared 5-grams as a part of the shorter article's; stories declared aside."
        rows = {name: (figure,) for name, figure in overlap.items()}
        yield Table("overlap", "What articles share", ("all",), rows, note)
        made = {split: reality.reality_rows(ones) for split, ones in self.splits.items()}
        sticks = reality.YARDSTICKS
        yield Table(
            "reality",
            "Beside real news",
            ("real", "measured on", *made),
            {
                name: (stick.real, stick.source, *(found[name] for found in made.values()))
                for name, stick in sticks.items()
            },
            "PolNeAR: 1,008 US political articles. Pages: 261 news pages after an extractor. "
            "Sample: 138 texts of three public corpora.",
        )
        lines = {split: reality.line_rows(ones) for split, ones in self.splits.items()}
        whole = sum(reality.REAL_LINES.values())
        yield Table(
            "lines",
            "Lines of furniture by category, beside real pages",
            ("real", *lines),
            {
                name: (f"{100 * real / whole:.1f} %", *(found[name] for found in lines.values()))
                for name, real in reality.REAL_LINES.items()
            },
        )

    def to_record(self) -> dict[str, Any]:
        """Return everything as JSON holds it."""
        return {
            "name": self.corpus.name,
            "version": self.corpus.version,
            "tables": {table.key: table.plain() for table in self.tables},
            "quotas": [
                {
                    "name": one.name,
                    "split": one.split,
                    "target": one.target,
                    "measured": plain(one.measured),
                    "met": one.met,
                }
                for one in self.quotas
            ],
        }


def _numbers_only(one: Table) -> Table:
    """Return a table of a private corpus: what would show its texts is left out."""
    if one.key not in ("names", "overlap"):
        return one
    rows = {
        name: tuple(None if isinstance(figure, str) else figure for figure in figures)
        for name, figures in one.rows.items()
    }
    return replace(one, rows=rows)


def profile(corpus: Corpus) -> Profile:
    """Return a corpus's profile."""
    return Profile(corpus, tuple(map(Facts, corpus.documents)))


__all__ = ["Profile", "lookalike_rows", "profile", "slice_rows"]
