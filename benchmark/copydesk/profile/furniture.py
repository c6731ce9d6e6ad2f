"""Counts of furniture: how much there is, what, and where in the article it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Literal

from copydesk.labels import CATEGORIES
from copydesk.profile.facts import Facts, offsets
from copydesk.profile.figures import Figure, Hits, Share, spread
from copydesk.profile.layers import Rows
from copydesk.records import Furniture

Place = Literal["above", "inside", "end"]

#: An article is very dirty with so many lines of furniture, or such a part of its characters.
DIRTY_LINES = 12
DIRTY_SHARE = 0.33
#: The usual number of lines of furniture in an article that has any.
USUAL_LINES = range(1, 7)


def place_of(facts: Facts, block: Furniture) -> Place:
    """Say whether a block stands above the body, inside it, or behind it.

    The body are the lines that are neither furniture nor zone.
    """
    if not any(start < block.start for start, _ in facts.body_lines):
        return "above"
    return "inside" if any(start >= block.end for start, _ in facts.body_lines) else "end"


def line_count(facts: Facts) -> int:
    """Count the lines of furniture (at least half covered)."""
    return sum(line.part == "furniture" for line in facts.lines)


def character_share(facts: Facts) -> Share:
    """Return the share of characters, white space aside, that furniture covers."""
    whole = facts.geometry.solid(0, len(facts.text))
    return Share(facts.geometry.solid_all(facts.furniture), whole)


def is_dirty(facts: Facts) -> bool:
    """Say whether an article is full of furniture (`DIRTY_LINES`, `DIRTY_SHARE`)."""
    return line_count(facts) >= DIRTY_LINES or (character_share(facts).value or 0) >= DIRTY_SHARE


def has_inside(facts: Facts) -> bool:
    """Say whether a block of furniture stands inside the body."""
    return any(place_of(facts, block) == "inside" for block in facts.blocks)


def furniture_rows(documents: Sequence[Facts]) -> Rows:
    """Count blocks, lines and characters of furniture, and where blocks stand."""
    furnished = [one for one in documents if one.blocks]
    places = Counter(place_of(one, block) for one in documents for block in one.blocks)
    blocks = sum(places.values())
    lines = {one.id: line_count(one) for one in furnished}
    covered = [character_share(one) for one in documents]
    present = spread(100 * (character_share(one).value or 0) for one in furnished)
    return {
        "articles with furniture": Share(len(furnished), len(documents)),
        "... with some inside the body": Share(sum(map(has_inside, furnished)), len(furnished)),
        "blocks": blocks,
        **{f"... {place}": Share(places[place], blocks) for place in ("above", "inside", "end")},
        "lines inside the body": _inside_lines(furnished),
        "lines": Share(sum(lines.values()), sum(len(one.lines) for one in documents)),
        "characters": Share(sum(one.part for one in covered), sum(one.whole for one in covered)),
        "where present: lines": spread(lines.values()),
        "where present: % of characters": present,
        "one to six lines, where present": Share(
            sum(number in USUAL_LINES for number in lines.values()), len(furnished)
        ),
        "very dirty articles": sum(map(is_dirty, documents)),
    }


def _inside_lines(documents: Sequence[Facts]) -> Share:
    inside = whole = 0
    for one in documents:
        body = [start for start, _ in one.body_lines]
        for line in one.lines:
            if line.part == "furniture" and body:
                whole += 1
                inside += body[0] < line.start < body[-1]
    return Share(inside, whole)


def category_rows(documents: Sequence[Facts]) -> Rows:
    """Count the blocks of each category, and the articles that have one."""
    rows: dict[str, Figure] = {}
    for category in CATEGORIES:
        found = [sum(block.category == category for block in one.blocks) for one in documents]
        rows[category] = Hits(sum(found), sum(map(bool, found)))
    return rows


def line_categories(documents: Sequence[Facts]) -> Counter[str]:
    """Count the lines of furniture by the category that covers most of each."""
    found: Counter[str] = Counter()
    for one in documents:
        spans = list(zip(one.blocks, offsets(one.blocks), strict=True))
        for line in one.lines:
            if line.part == "furniture":
                block, _ = max(
                    spans, key=lambda pair: min(pair[1][1], line.end) - max(pair[1][0], line.start)
                )
                found[block.category] += 1
    return found


__all__ = [
    "DIRTY_LINES",
    "DIRTY_SHARE",
    "USUAL_LINES",
    "category_rows",
    "character_share",
    "furniture_rows",
    "has_inside",
    "is_dirty",
    "line_categories",
    "line_count",
    "place_of",
]
