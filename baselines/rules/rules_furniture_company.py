"""What the neighbours of a line tell: lists of links, boxes, strays between furniture.

All functions take the lines of an article, quotation marks straight, and the category of each or
None; they set categories in place.
"""

from rules_furniture_ends import at_the_end, behind, blurbs
from rules_furniture_shapes import (
    BULLET,
    DATED,
    FINAL_STOP,
    Categories,
    is_cell,
    is_header,
    is_item,
    is_link,
    is_title,
)

_SIGN_UPS = ("newsletter_signup", "promo_ad", "social_follow", "privacy_consent")


def by_company(lines: list[str], categories: Categories) -> None:
    """Apply every rule, those that others build on first."""
    _cells(lines, categories)
    _headed_lists(lines, categories)
    at_the_end(lines, categories)
    _list_items(lines, categories)
    _loud_links(lines, categories)
    _title_runs(lines, categories)
    behind(lines, categories)
    blurbs(lines, categories)
    _gaps(lines, categories)


def _cells(lines: list[str], categories: Categories) -> None:
    """Mark rows of one cell that stand alone: boxes of the page, no table."""
    for at, line in enumerate(lines):
        beside = lines[max(0, at - 1) : at] + lines[at + 1 : at + 2]
        if is_cell(line) and not any(other[0] == "|" for other in beside):
            categories[at] = categories[at] or "promo_ad"


def _headed_lists(lines: list[str], categories: Categories) -> None:
    """Mark a header with two links below."""
    for at in range(1, len(lines) - 2):
        below = lines[at + 1 : at + 3]
        if categories[at] is None and is_header(lines[at]) and all(map(is_link, below)):
            categories[at : at + 3] = ["related_list"] * 3


def _list_items(lines: list[str], categories: Categories) -> None:
    """Give the lines under a list header, or beside another linked item, to the list."""
    for at in range(1, len(lines)):
        above = categories[at - 1]
        if categories[at] is not None or above is None:
            continue
        size = len(lines[at].split())
        bullet = BULLET.match(lines[at]) is not None
        if not (is_item(lines[at]) or is_link(lines[at]) or (bullet and size <= 40)):
            continue
        if above == "related_list":
            categories[at] = "related_list" if size >= 3 else None
        elif above in ("related_inline", "promo_ad", "newsletter_signup") and bullet:
            categories[at] = "related_list"
        elif above == "about_org":
            categories[at] = "about_org"


def _loud_links(lines: list[str], categories: Categories) -> None:
    """Mark lines of capitals between paragraphs: headlines of other articles.

    Sub-headings are shorter; where much of the article is in capitals, they mean nothing.
    """
    loud = [
        at
        for at in range(2, len(lines))
        if lines[at].isupper()
        and len(lines[at].split()) >= 6
        and "|" not in lines[at]
        and not FINAL_STOP.search(lines[at])
        and not lines[at - 1].endswith(":")
    ]
    if sum(len(lines[at]) for at in loud) <= 0.2 * sum(map(len, lines)):
        for at in loud:
            categories[at] = categories[at] or "related_inline"


def _title_runs(lines: list[str], categories: Categories) -> None:
    """Mark runs of three or more lines in title case as links, wherever they stand."""
    run: list[int] = []
    for at in range(1, len(lines) + 1):
        if at < len(lines) and categories[at] is None and is_title(lines[at]):
            run.append(at)
            continue
        if at < len(lines) and categories[at] and run:
            continue
        bullets = all(BULLET.match(lines[place]) for place in run)
        dated = sum(DATED.search(lines[place]) is not None for place in run)
        # A list of dates or results belongs to the article; so may two lines in title case.
        least = 2 if at == len(lines) and bullets else 3
        if dated <= len(run) / 3 and least <= len(run) <= 12:
            for place in run:
                categories[place] = "related_list"
        run = []


def _gaps(lines: list[str], categories: Categories) -> None:
    """Give a stray short line between two pieces of furniture to the first of them."""
    for at in range(1, len(lines) - 1):
        above, below = categories[at - 1], categories[at + 1]
        if categories[at] or not above or not below or "markup_noise" in (above, below):
            continue
        size = len(lines[at].split())
        within = above == below and above in _SIGN_UPS and size <= 25
        if within or size <= 3 or (size <= 12 and is_item(lines[at])):
            categories[at] = above
