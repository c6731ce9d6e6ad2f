"""What stands behind the last paragraph: comments, links, blurbs, and what is left of widgets.

All functions take the lines of an article, quotation marks straight, and the category of each or
None; they set categories in place.
"""

import re

from rules_furniture_shapes import (
    BULLET,
    FINAL_STOP,
    Categories,
    is_link,
    is_paragraph,
    is_short,
)
from rules_furniture_voice import SAID, is_biography, is_byline_note, is_policy, presents_issuer

# Buttons and counters below each comment of a thread, or who wrote it and when.
_COMMENT_FOOT = re.compile(
    r"^\W*(?:log in to )?(?:reply|quote|report(?: abuse)?|flag|permalink|like|upvote|replydelete)s?"
    r"(?: to .{2,30}| #\d+)?\W*$|^(?:like)?liked by \d+ |^\d+ (?:likes?|replies|points?)$"
    r"|^.{2,40} says?:$|^.{1,40}\bago$"
    r"|^.{2,60}\b(?:19|20)\d\d(?: at|,| [-|@])? \d{1,2}[:.]\d\d[:.\d]* ?(?:[ap]\.?m\.?)?(?: \w+)?$",
    re.IGNORECASE,
)
# Furniture of single lines, which stands inside articles as often as behind them.
_SINGLE = ("legal_notice", "source_credit")
# "See the Post's pictures of the week.", but not "Watch this space."
_POINTER = re.compile(
    r"^(?:See|Watch|Listen to|Hear|Read|Visit|View|Browse|Check out) .*"
    r"(?:[A-Z]|\b(?:full|here|more|our|all)\b)"
)


def at_the_end(lines: list[str], categories: Categories) -> None:
    """Mark what shows by itself that the article is over."""
    _comments(lines, categories)
    _closing_links(lines, categories)


def _comments(lines: list[str], categories: Categories) -> None:
    """Mark a thread of comments: each has its buttons or its date, all are behind the article."""
    feet = [at for at, line in enumerate(lines) if len(line) < 80 and _COMMENT_FOOT.search(line)]
    before = feet[0] if feet else 0
    if len(feet) < 3 or sum(map(is_paragraph, lines[:before])) < 2:
        return
    heads = [at for at in range(1, before) if categories[at] == "reader_callout"]
    first = heads[-1] if heads else before - 1
    for at in range(first, len(lines)):
        categories[at] = categories[at] or "reader_callout"


def _closing_links(lines: list[str], categories: Categories) -> None:
    """Mark two or more links at the end of an article that is prose, with their heading."""
    prose = sum(len(line) for line in lines if is_paragraph(line))
    if prose < 0.6 * sum(map(len, lines)):
        return
    tail: list[int] = []
    at = len(lines) - 1
    while at > 1 and (categories[at] is not None or is_link(lines[at])):
        if categories[at] is None:
            tail.append(at)
        at -= 1
    labelled = sum(": " in lines[place] for place in tail)
    if len(tail) < 2 or labelled > len(tail) / 2:
        return  # "A399: shut until noon" is no link
    if is_short(lines[at]) and tail[-1] == at + 1:
        tail.append(at)
    for place in tail:
        categories[place] = "related_list"


def blurbs(lines: list[str], categories: Categories) -> None:
    """Mark who wrote, who publishes, how to comment and where to go on, which stand at the end."""
    for at in range(len(lines) - 1, max(1, len(lines) - 9), -1):
        line = lines[at]
        if categories[at] is not None or len(line.split()) > 120 or SAID.search(line):
            continue
        if is_byline_note(line):
            categories[at] = "author_bio"
        elif is_policy(line):
            categories[at] = "reader_callout"
        elif all(categories[at + 1 :]):
            before = "\n".join(other for other in lines[1:at] if len(other.split()) > 8)
            if is_biography(line, before):
                categories[at] = "author_bio"
            elif presents_issuer(line):
                categories[at] = "about_org"
            elif _POINTER.search(line) and len(line.split()) <= 14:
                categories[at] = "related_inline"


def behind(lines: list[str], categories: Categories) -> None:
    """Give the rest of a page to its furniture: behind the last paragraph no story begins.

    The more of the rest is known, the more of it may be unknown.
    """
    end = _story_end(lines, categories)
    if not end or sum(map(len, lines[end + 1 :])) > 0.5 * sum(map(len, lines)):
        return
    known = [
        at for at in range(end + 1, len(lines)) if categories[at] not in (None, "markup_noise")
    ]
    if not known:
        return
    sure = sum(categories[at] not in _SINGLE for at in known)
    if categories[known[0] :].count(None) > (3 * sure if sure > 1 else 2):
        return
    first = known[0]
    while first - 1 > end and BULLET.match(lines[first - 1]) and BULLET.match(lines[first]):
        first -= 1
    last = categories[known[0]]
    for at in range(first, len(lines)):
        last = categories[at] = categories[at] or last


def _story_end(lines: list[str], categories: Categories) -> int:
    """Return the place of the last line of the story, 0 if there is none.

    A short line between pieces of furniture is none of the story.
    """
    for at in range(len(lines) - 1, 0, -1):
        line = lines[at]
        if categories[at]:
            continue
        last = at + 1 == len(lines)
        between = all(categories[max(at - 3, 0) : at] if last else categories[at - 1 : at + 2 : 2])
        if is_paragraph(line) or (_goes_on(line) and not between):
            return at
    return 0


def _goes_on(line: str) -> bool:
    """Tell whether the story still goes on in a line."""
    size = len(line.split())
    return size > 60 or (size >= 3 and FINAL_STOP.search(line) is not None) or line[0] == "|"
