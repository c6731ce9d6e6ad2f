"""Names whose place in the article labels them: bylines, datelines, contributor lines."""

from rules_gazetteer import ORGANISATION_HEADS, TITLES
from rules_lists import words
from rules_name_cuts import Name
from rules_name_words import HEADS, NO_NAME, PARTICLES
from rules_text import Document, Token

_TOP = 6  # lines among which a shouted name is a byline
_DASHES = frozenset("—–-") | {"--"}
_POSTS = words("correspondent reporter writer staff columnist desk")
_OUTLETS = words("mail post news star sun echo record courier argus wire press")
_WRITERS = words("by story words report text contributed reporting")


def placed_names(document: Document, number: int, surnames: set[str]) -> list[Name]:
    """Return the names that the place of line `number` labels; `hint` is the label.

    `surnames` are the last words of the names in the article's sentences.
    """
    line, tokens = document.lines[number], document.tokens
    found = _dateline(tokens, line.first, line.last)
    found += _speaker(tokens, line.first, line.last, surnames)
    if line.headline and number:
        at = line.first
        if tokens[at].text in _DASHES and at + 1 < line.last:
            last = _run(tokens, at + 1, line.last)
            if 2 <= last - at - 1 <= 3 and last < line.last and tokens[last].text == ",":
                found.append((at + 1, last, "PERSON"))  # "— Ann Lee, a resident"
                at = last
        while at < line.last:
            marked = tokens[at].lower in _WRITERS
            opens = at + 1 + (at + 1 < line.last and tokens[at + 1].text == ":")
            last = _run(tokens, opens if marked else at, line.last)
            first = opens if marked else at
            shouted = number < _TOP and at == line.first and _shouts(tokens, first, last, line.last)
            if 2 <= last - first <= 4 and (marked or shouted):
                found.append((first, last, "PERSON"))
                if last < line.last and tokens[last].lower in ("in", "|", ",", "("):
                    end = last + 1
                    while end < line.last and tokens[end].capital and tokens[end].word:
                        end += 1
                    if tokens[end - 1].lower in TITLES | _POSTS:
                        at = last
                        continue
                    closed = end == line.last or tokens[end].text == ")"
                    if 1 <= end - last - 1 <= 3 and closed:
                        outlet = tokens[end - 1].lower in ORGANISATION_HEADS | _OUTLETS
                        found.append((last + 1, end, "ORG" if outlet else "GPE"))
                at = last
            at += 1
    return [
        Name(first, last, document.surface(first, last), hint=hint) for first, last, hint in found
    ]


def _run(tokens: list[Token], first: int, end: int) -> int:
    """Return where the capitalised words from `first` on end."""
    last = first
    while last < end and tokens[last].word:
        token = tokens[last]
        plain = token.lower not in NO_NAME | HEADS
        if not (token.capital and plain) and not (last > first and token.lower in PARTICLES):
            break
        last += 1
    return last


def _shouts(tokens: list[Token], first: int, last: int, end: int) -> bool:
    """Tell whether tokens are a name that fills its line, or in capitals before a mark."""
    if last == end and 2 <= last - first <= 3:
        return True
    closed = last == end or tokens[last].text in ",|/-–—"
    if closed and all(token.text.isupper() for token in tokens[first:last]):
        return True
    placed = last < end and (tokens[last].lower == "in" or tokens[last].text in "(,|")
    rest = [token for token in tokens[last + 1 : end] if token.text != ")"]
    return (
        placed
        and 2 <= last - first <= 3
        and 1 <= len(rest) <= 3
        and all(token.capital and token.lower not in NO_NAME for token in rest)
    )


def _speaker(
    tokens: list[Token], first: int, end: int, surnames: set[str]
) -> list[tuple[int, int, str]]:
    """Return who speaks in a line of a transcript: "MRS PENFOLD: ..."."""
    for colon in range(first + 1, min(first + 4, end)):
        if tokens[colon].text == ":":
            shouted = all(token.text.isupper() for token in tokens[first:colon])
            known = tokens[colon - 1].text.title() in surnames
            return [(colon - 1, colon, "PERSON")] if shouted and known else []
    return []


def _dateline(tokens: list[Token], first: int, end: int) -> list[tuple[int, int, str]]:
    """Return place and agency of "SALTBY, Norway (AsiaLine) -"."""
    last = _run(tokens, first, end)
    shouted = all(token.text.isupper() and len(token.text) > 2 for token in tokens[first:last])
    dash = next((at for at in range(last, min(last + 16, end)) if tokens[at].text in _DASHES), 0)
    if last == first or not shouted or not dash:
        return []
    found = [(first, last, "GPE")]
    for at in range(last, dash):
        if tokens[at].text + tokens[dash - 1].text in ("()", "//") and at + 1 < dash - 1:
            found.append((at + 1, dash - 1, "ORG"))
    return found
