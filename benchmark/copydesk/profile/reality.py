"""Yardsticks: what the same figures are in real news, with their sources, beside ours.

PolNeAR (Newell et al. 2018): 1,008 political articles of seven US outlets, all annotated for
attributions. Pages: 181 of article-extraction-benchmark and 80 of Fundus, after a current
extractor. Sample: the texts at hand of PolNeAR (23), Worldwide (24) and
article-extraction-benchmark (91), measured by the functions of this room; the range is that of
the three medians.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from copydesk.profile.facts import Facts
from copydesk.profile.figures import Figure, Share
from copydesk.profile.furniture import furniture_rows, line_categories
from copydesk.profile.layers import attribution_rows
from copydesk.profile.variety import MATTR, variety_rows

#: Lines of furniture that a current extractor leaves, by category (261 pages).
REAL_LINES = {
    "related_list": 97,
    "related_inline": 55,
    "promo_ad": 30,
    "markup_noise": 30,
    "reader_callout": 22,
    "author_bio": 18,
    "newsletter_signup": 14,
    "legal_notice": 14,
    "nav_ui": 10,
    "tag_list": 7,
    "social_follow": 6,
    "about_org": 4,
    "source_credit": 2,
}


class Yardstick(NamedTuple):
    """A figure of real news, whose it is, and the rows of ours that it is compared with."""

    real: str
    source: str
    rows: Callable[[Sequence[Facts]], dict[str, Figure]]
    row: str


YARDSTICKS: dict[str, Yardstick] = {
    "attributions an article": Yardstick("24", "PolNeAR", attribution_rows, "... an article"),
    "... per 1,000 words": Yardstick("32", "sample", attribution_rows, "... per 1,000 words"),
    "direct": Yardstick("16 %", "PolNeAR", attribution_rows, "direct"),
    "indirect": Yardstick("73 %", "PolNeAR", attribution_rows, "indirect"),
    "mixed": Yardstick("11 %", "PolNeAR", attribution_rows, "mixed"),
    "without source": Yardstick("7.3 %", "PolNeAR", attribution_rows, "without source"),
    "bare pronouns among sources": Yardstick(
        "23 %", "PolNeAR", attribution_rows, "bare pronouns among sources"
    ),
    "contents discontinuous": Yardstick(
        "14.9 %", "PolNeAR", attribution_rows, "contents discontinuous"
    ),
    "contents over a line break": Yardstick(
        "0.6 %", "PolNeAR", attribution_rows, "contents over a line break"
    ),
    "articles with a shared source span": Yardstick(
        "59 %", "PolNeAR", attribution_rows, "articles with a shared source span"
    ),
    "articles with furniture": Yardstick(
        "35 to 45 %", "pages", furniture_rows, "articles with furniture"
    ),
    "lines of furniture": Yardstick("4 to 5 %", "pages", furniture_rows, "lines"),
    "furniture, % of characters where present": Yardstick(
        "median 5 to 8, at most 33", "pages", furniture_rows, "where present: % of characters"
    ),
    "lines of furniture inside the body": Yardstick(
        "a quarter", "pages", furniture_rows, "lines inside the body"
    ),
    "one to six lines, where present": Yardstick(
        "94 %", "sample", furniture_rows, "one to six lines, where present"
    ),
    MATTR: Yardstick("medians .721 to .749", "sample", variety_rows, MATTR),
    "words a sentence": Yardstick(
        "medians 18.7 to 23", "sample", variety_rows, "words a sentence, mean by article"
    ),
    "... its variation": Yardstick(
        "medians .482 to .539", "sample", variety_rows, "... its variation (deviation / mean)"
    ),
}


def reality_rows(documents: Sequence[Facts]) -> dict[str, Figure]:
    """Return our figure for each yardstick."""
    rows = {make: make(documents) for make in {yardstick.rows for yardstick in YARDSTICKS.values()}}
    return {name: rows[one.rows][one.row] for name, one in YARDSTICKS.items()}


def line_rows(documents: Sequence[Facts]) -> dict[str, Figure]:
    """Return the share that each category has of all lines of furniture."""
    found = line_categories(documents)
    return {name: Share(found[name], found.total()) for name in REAL_LINES}


__all__ = ["REAL_LINES", "YARDSTICKS", "Yardstick", "line_rows", "reality_rows"]
