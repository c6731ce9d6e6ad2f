"""Runs of capitalised words: where a name may begin, and how far it goes on."""

from rules_gazetteer import FIRST_NAMES, NATIONALITIES, PLACES, TITLES
from rules_lists import words
from rules_name_words import (
    COMMON_ENDINGS,
    DIRECTIONS,
    HEADS,
    KNOWN,
    MAY_LEAD,
    NO_NAME,
    OF_HEADS,
    ON_HEADS,
    PARTICLES,
    SAYS,
    STARTS,
)
from rules_text import Line, Token
from rules_words import TIME_WORDS

_OWNED = words("church bridge court hospital school college union forum hall cathedral club arms")
_LETTERS = frozenset(("KC", "QC", "SC", "MP", "MSP", "OBE", "MBE", "CBE", "PhD", "TD"))
_PERSONAL = SAYS | words("has had was who is lives")
_JOINED = words(
    "administration commission department agency association committee council office bureau "
    "service "
    "services museum institute party union society trust authority board college school court fund "
    "forum federation organisation organization foundation centre center laboratory act"
)
_MONEY = frozenset("$£€¥¢₹")
_NICKNAME_MARKS = frozenset("“\"‘'")
_CLOSING = frozenset("”\"’'")


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
            step = _extension(tokens, at, last, line.last)
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
    if not token.capital or not token.word or token.text[0] in "@#":
        return False
    if (
        at + 1 < line.last
        and tokens[at + 1].start == token.end
        and tokens[at + 1].text[0] in _MONEY
    ):
        return False  # US$60 million
    initial = starts_sentence(tokens, at, line.first)
    following = tokens[at + 1] if at + 1 < line.last else None
    joined = following is not None and following.capital and following.word
    if following is not None and following.text in _NICKNAME_MARKS and at + 2 < line.last:
        joined = _nickname(tokens, at + 1, line.last) > 0
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


def _extension(tokens: list[Token], first: int, last: int, end: int) -> int:
    """Return how many tokens the run `[first, last)` takes in at `last`; 0 ends it."""
    token = tokens[last]
    before = tokens[last - 1]
    if token.start - before.end > 1 or before.text == "No.":
        return 0
    if token.capital and token.word:
        if token.text == "I" or (token.lower in TIME_WORDS and token.lower not in ("may", "march")):
            return 0
        return 0 if token.lower in ("the", "a", "in") or token.text in _LETTERS else 1
    following = tokens[last + 1] if last + 1 < end else None
    if following is None:
        return 0
    if token.lower in PARTICLES and following.capital:
        return 2
    if token.lower in PARTICLES and following.lower in PARTICLES and last + 2 < end:
        return 3 if tokens[last + 2].capital else 0
    if token.lower.startswith(("al-", "el-", "ul-", "bin-")) and before.capital:
        return 1
    if token.text == "&" and following.capital:
        return 2
    if token.text in _NICKNAME_MARKS and tokens[first].lower not in TITLES:
        return _nickname(tokens, last, end)
    if token.lower == "'s" and following.lower in HEADS and following.capital:
        # "St Oswald's Church", but not "Britain's Army"
        own = " ".join(one.text for one in tokens[first:last])
        return 2 if own not in KNOWN and following.lower in _OWNED else 0
    if token.lower in ("of", "for", "on", "against"):
        chained = any(tokens[at].lower in ("of", "for") for at in range(first + 1, last))
        if token.lower in ("on", "against") and before.lower not in ON_HEADS:
            return 0
        if (
            before.lower not in OF_HEADS
            and not chained
            and not (
                token.lower == "of" and before.text in ("Republic", "States", "Emirates", "Lords")
            )
        ):
            return 0
        if before.lower in TITLES and before.lower not in ("secretary",):
            return 0
        if following.capital and following.word:
            return 2
        if following.lower == "the" and last + 2 < end and tokens[last + 2].capital:
            return 3
    if token.lower == "and" and following.capital:
        return 2 if _joins_with_and(tokens, first, last, end) else 0
    if token.text.isdigit() and len(token.text) <= 2 and before.lower not in NO_NAME:
        alone = last - first == 1 or (last - first == 2 and tokens[first].lower in NATIONALITIES)
        return 1 if alone and before.lower not in HEADS | TITLES | NATIONALITIES else 0
    return 0


def _nickname(tokens: list[Token], at: int, end: int) -> int:
    """Return how many tokens a nickname at `at` takes with the surname behind it, or 0."""
    close = next((x for x in range(at + 1, min(at + 5, end)) if tokens[x].text in _CLOSING), 0)
    if not close or close + 1 >= end or not tokens[close + 1].capital or close == at + 1:
        return 0
    inside = all(one.capital or one.lower == "the" for one in tokens[at + 1 : close])
    glued = tokens[at + 1].start == tokens[at].end
    return close + 2 - at if inside and glued else 0


def _joins_with_and(tokens: list[Token], first: int, last: int, end: int) -> bool:
    """Tell whether "and" at `last` stands inside one name ("Food and Drug Administration")."""
    left = [token.lower for token in tokens[first:last]]
    if " ".join(token.text for token in tokens[first : last + 2]) in KNOWN:
        return True
    stop = last + 1
    while stop < end and tokens[stop].capital and tokens[stop].word:
        stop += 1
    right = [token.lower for token in tokens[last + 1 : stop]]
    if "of" in left or "for" in left:
        right_known = " ".join(token.text for token in tokens[last + 1 : stop]) in KNOWN
        return (
            left[0] in OF_HEADS and len(right) <= 3 and not right_known and right[-1] not in HEADS
        )
    one_known = tokens[last - 1].text in KNOWN or left[-1] in HEADS or left[0] in FIRST_NAMES
    return len(left) <= 2 and not one_known and len(right) >= 2 and right[-1] in _JOINED


def starts_sentence(tokens: list[Token], at: int, line_first: int) -> bool:
    """Tell whether a capital at token `at` may be owed to its place alone."""
    if at == line_first:
        return True
    before = tokens[at - 1].text
    return before in ".!?" or before in STARTS
