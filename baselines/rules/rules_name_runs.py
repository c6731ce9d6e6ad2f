"""Runs of capitalised words: where a name may begin, and how far it goes on."""

import re

from rules_gazetteer import FIRST_NAMES, NATIONALITIES, PLACES, TITLES
from rules_lists import words
from rules_name_joins import NICKNAME_MARKS, extension, nickname, opens_surname
from rules_name_words import (
    COMMON_ENDINGS,
    DIRECTIONS,
    HEADS,
    KNOWN,
    MAY_LEAD,
    NO_NAME,
    SAYS,
    STARTS,
)
from rules_text import Line, Token

_PERSONAL = SAYS | words("has had was who is lives")
_MONEY = frozenset("$£€¥¢₹")
_SEVERAL = re.compile(r"[A-Z&]{2,}s$")  # PCs
_SUM = re.compile(r"(?:RM|Rs?|Rp|Sh|Ksh|KSh|Ush|Tk|GH|NZ|HK|US|NT|Bs|Br)[1-9]\d*")  # Rs500


def runs_in(
    line: Line, tokens: list[Token], lower_seen: set[str], capital_seen: set[str]
) -> list[tuple[int, int]]:
    """Return token ranges of `line` that look like names, titles still attached."""
    found = []
    at = line.first
    while at < line.last:
        if not _may_start(tokens, at, line, lower_seen, capital_seen):
            at += 1
            continue
        last = at + 1
        while last < line.last:
            step = extension(tokens, at, last, line.last)
            if not step:
                break
            last += step
        found.append((at, last))
        at = last
    return found


def _may_start(
    tokens: list[Token], at: int, line: Line, lower_seen: set[str], capital_seen: set[str]
) -> bool:
    """Tell whether a name may begin at token `at`."""
    token = tokens[at]
    if opens_surname(tokens, at) and at + 1 < line.last and not token.capital:
        return at == line.first or not tokens[at - 1].capital
    if not token.capital or not token.word or token.text[0] in "@#":
        return False
    if (
        at + 1 < line.last
        and tokens[at + 1].start == token.end
        and tokens[at + 1].text[0] in _MONEY
    ):
        return False  # US$60 million
    if _SUM.match(token.text) or (_SEVERAL.match(token.text) and token.lower not in NATIONALITIES):
        return False
    initial = starts_sentence(tokens, at, line.first)
    following = tokens[at + 1] if at + 1 < line.last else None
    joined = following is not None and following.capital and following.word
    if following is not None and following.text in NICKNAME_MARKS and at + 2 < line.last:
        joined = nickname(tokens, at + 1, line.last) > 0
    called = token.text.isupper() and following is not None and following.text == ":"
    if initial and called and token.text not in KNOWN:
        return False  # "RESIDENT: ..." in a transcript
    if token.text == "X" and at > line.first and tokens[at - 1].lower == "on" and not joined:
        return True  # the platform
    if token.lower in NO_NAME:
        return (
            token.lower in MAY_LEAD
            and joined
            and (
                not initial
                or (following is not None and following.lower in HEADS)
                or (
                    following is not None
                    and token.lower in DIRECTIONS
                    and following.text not in lower_seen
                    and following.lower not in TITLES
                    and following.lower not in NATIONALITIES
                )
            )
        ) or token.text in ("US", "IT", "WHO", "UN")
    if len(token.text) == 1:
        return joined and token.text not in "AI"
    if at - line.first in (1, 2) and all(one.text.isupper() for one in tokens[line.first : at + 1]):
        return token.text in KNOWN  # "A MAP which": capitals that open an article
    if not initial:
        return True
    shouted = len(token.text) > 3 and token.text.isupper() and token.lower in lower_seen
    if shouted and following is not None and not following.capital:
        return token.text in KNOWN  # "GREYHOUND trainer": capitals that open an article
    if token.text in KNOWN or token.text in capital_seen or token.lower in NATIONALITIES:
        return True
    if token.lower in FIRST_NAMES and token.lower not in lower_seen:
        return True
    if token.text.isupper() and len(token.text) > 1:
        if following is not None and f"{token.text} {following.text}".title() in PLACES:
            return True
        return joined is False or not (following is not None and following.text.isupper())
    if token.lower in TITLES:
        return joined
    if token.lower in lower_seen:
        return False
    if joined and following is not None:
        third = tokens[at + 2] if at + 2 < line.last else None
        if third is not None and (third.text == "," or third.lower in _PERSONAL):
            return True
        return not COMMON_ENDINGS.search(token.lower) or following.lower in HEADS
    if following is None or COMMON_ENDINGS.search(token.lower):
        return False
    if "-" in token.text:
        return False
    second = tokens[at + 2].lower if at + 2 < line.last else ""
    return (
        following.lower in SAYS
        or following.lower == "'s"
        or (following.text == "," and second == "who")
    )


def starts_sentence(tokens: list[Token], at: int, line_first: int) -> bool:
    """Tell whether a capital at token `at` may be owed to its place alone."""
    if at == line_first:
        return True
    before = tokens[at - 1].text
    return before in ".!?" or before in STARTS
