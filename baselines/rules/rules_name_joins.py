"""What joins capitalised words into one name: particles, possessives, "of", "and", nicknames."""

from rules_gazetteer import FIRST_NAMES, NATIONALITIES, ORGANISATION_HEADS, TITLES
from rules_lists import words
from rules_name_words import HEADS, KNOWN, NO_NAME, OF_HEADS, ON_HEADS, PARTICLES
from rules_text import Token
from rules_words import TIME_WORDS

_OWNED = words("church bridge court hospital school college union forum hall cathedral club arms")
_LETTERS = frozenset(("KC", "QC", "SC", "MP", "MSP", "OBE", "MBE", "CBE", "PhD", "TD"))
_JOINED = words(
    "administration commission department agency association committee council office bureau "
    "service services museum institute party union society trust authority board college school "
    "court fund forum federation organisation organization foundation centre center laboratory act"
)
NICKNAME_MARKS = frozenset("“\"‘'")
_CLOSING = frozenset("”\"’'")
_PLURALS = words("children women men people")


def extension(tokens: list[Token], first: int, last: int, end: int) -> int:
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
    glued = token.start == before.end
    if token.text in _CLOSING and glued and before.text.endswith("s"):
        return 1 + _body_ahead(tokens, last + 1, end)  # "Riders' Federation"
    if token.text in NICKNAME_MARKS and tokens[first].lower not in TITLES:
        return nickname(tokens, last, end)
    if token.lower == "'s" and following.lower in HEADS and following.capital:
        # "St Oswald's Church", but not "Britain's Army"
        own = text_of(tokens, first, last)
        return 2 if own not in KNOWN and following.lower in _OWNED else 0
    if token.lower == "'s" and before.lower in _PLURALS:
        return 1 + _body_ahead(tokens, last + 1, end)  # "Children's Research Institute"
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
        if before.lower in TITLES and before.lower != "secretary" and not chained:
            return 0
        if following.capital and following.word:
            return 2
        if following.lower == "the" and last + 2 < end and tokens[last + 2].capital:
            return 3
    if token.text == "," and following.capital:
        return _list_ahead(tokens, first, last, end)
    if token.lower == "and" and following.capital:
        return 2 if _joins_with_and(tokens, first, last, end) else 0
    if token.text.isdigit() and len(token.text) <= 2 and before.lower not in NO_NAME:
        alone = last - first == 1 or (last - first == 2 and tokens[first].lower in NATIONALITIES)
        return 1 if alone and before.lower not in HEADS | TITLES | NATIONALITIES else 0
    return 0


def opens_surname(tokens: list[Token], at: int) -> bool:
    """Tell whether a small word opens a surname: "bin Laden", "von Braun", "al-Assad"."""
    text = tokens[at].text
    if text in ("bin", "von", "van"):
        return tokens[at + 1].capital
    return text.startswith(("al-", "el-")) and text[3:4].isupper()


def linked_at(tokens: list[Token], first: int, last: int) -> int:
    """Return where in `[first, last)` the field of a body begins ("Ministry of ..."), or 0."""
    for at in range(first + 1, last):
        if tokens[at].lower in ("of", "for", "on") and tokens[at - 1].lower in OF_HEADS:
            return at + 1
    return 0


def _list_ahead(tokens: list[Token], first: int, last: int, end: int) -> int:
    """Return how many tokens from the comma at `last` on end the fields of a body, or 0.

    "Ministry of Health, Welfare and Sport": one or two capitalised words between the commas.
    """
    field = linked_at(tokens, first, last)
    if not field or text_of(tokens, field, last) in KNOWN:
        return 0
    at = last
    while tokens[at].text == "," or tokens[at].lower == "and":
        final = tokens[at].lower == "and"
        if tokens[at].text == "," and at + 1 < end and tokens[at + 1].lower == "and":
            final, at = True, at + 1
        item = at + 1
        at = item
        while at < end and tokens[at].capital and tokens[at].word and at - item < 3:
            at += 1
        if at == item or text_of(tokens, item, at) in KNOWN or tokens[item].lower in FIRST_NAMES:
            return 0
        if final:
            return at - last
        if at >= end:
            return 0
    return 0


def text_of(tokens: list[Token], first: int, last: int) -> str:
    """Return the words of tokens `[first, last)`, a space between them."""
    return " ".join(token.text for token in tokens[first:last])


def _body_ahead(tokens: list[Token], at: int, end: int) -> int:
    """Return how many words from `at` on carry a possessor on to the head of a body, or -1."""
    last = at
    while last < end and last - at < 4 and tokens[last].capital and tokens[last].word:
        last += 1
        if tokens[last - 1].lower in ORGANISATION_HEADS:
            return last - at
    return -1


def nickname(tokens: list[Token], at: int, end: int) -> int:
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
    if text_of(tokens, first, last + 2) in KNOWN:
        return True
    stop = last + 1
    while stop < end and tokens[stop].capital and tokens[stop].word:
        stop += 1
    right = [token.lower for token in tokens[last + 1 : stop]]
    if linked_at(tokens, first, last):
        known = text_of(tokens, last + 1, stop) in KNOWN
        return len(right) <= 3 and not known and (len(right) == 1 or right[-1] not in HEADS)
    if "of" in left or "for" in left:
        return False
    one_known = tokens[last - 1].text in KNOWN or left[-1] in HEADS or left[0] in FIRST_NAMES
    return len(left) <= 2 and not one_known and len(right) >= 2 and right[-1] in _JOINED
