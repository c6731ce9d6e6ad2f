"""The figures a profile is made of, and the tables they stand in."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple


class Share(NamedTuple):
    """A part of a whole, both counted; without a whole it is undefined."""

    part: float
    whole: float

    @property
    def value(self) -> float | None:
        """Part / whole, in [0, 1]; None where there is no whole."""
        return self.part / self.whole if self.whole else None

    def __str__(self) -> str:
        return "-" if self.value is None else f"{100 * self.value:.1f} %"


class Spread(NamedTuple):
    """The least, the median and the greatest of some numbers."""

    least: float
    median: float
    most: float

    def __str__(self) -> str:
        return " / ".join(show(one) for one in self)


class Hits(NamedTuple):
    """How often something was found, and in how many articles."""

    items: int
    articles: int

    def __str__(self) -> str:
        return f"{self.items:,} in {self.articles:,}" if self.items else "0"


Figure = int | float | str | Share | Spread | Hits | None


def spread(numbers: Iterable[float]) -> Spread | None:
    """Return least, median and greatest; None of no numbers.

    >>> str(spread([150, 1200, 380]))
    '150 / 380 / 1,200'
    """
    found = list(numbers)
    return Spread(min(found), statistics.median(found), max(found)) if found else None


def ratio(part: float, whole: float) -> float | None:
    """Return part / whole, None where there is no whole."""
    return part / whole if whole else None


def show(figure: Figure) -> str:
    """Return a figure as tables print it.

    >>> show(1234), show(0.7312), show(23.91), show(Share(1, 8)), show(Hits(3, 2)), show(None)
    ('1,234', '.731', '23.9', '12.5 %', '3 in 2', '-')
    """
    if figure is None:
        return "-"
    if isinstance(figure, float):
        if figure.is_integer() and abs(figure) >= 1:
            return f"{figure:,.0f}"
        return f"{figure:.3f}".replace("0.", ".", 1) if abs(figure) < 1 else f"{figure:,.1f}"
    return f"{figure:,}" if isinstance(figure, int) else str(figure)


def plain(figure: Figure) -> Any:
    """Return a figure as JSON holds it."""
    if isinstance(figure, Share):
        return {"part": figure.part, "whole": figure.whole, "value": figure.value}
    return figure._asdict() if isinstance(figure, (Spread, Hits)) else figure


@dataclass(frozen=True, slots=True)
class Table:
    """Figures by row and column; `key` names it in JSON, `note` says what needs saying."""

    key: str
    title: str
    columns: tuple[str, ...]
    rows: Mapping[str, Sequence[Figure]]
    note: str = ""

    def header(self) -> tuple[str, ...]:
        """Return the first line: an empty corner, and the columns."""
        return ("", *self.columns)

    def cells(self) -> tuple[tuple[str, ...], ...]:
        """Return the rows as they are printed, each led by its name."""
        return tuple((name, *map(show, figures)) for name, figures in self.rows.items())

    def plain(self) -> dict[str, dict[str, Any]]:
        """Return row -> column -> figure."""
        return {
            name: dict(zip(self.columns, map(plain, figures), strict=True))
            for name, figures in self.rows.items()
        }


__all__ = ["Figure", "Hits", "Share", "Spread", "Table", "plain", "ratio", "show", "spread"]
