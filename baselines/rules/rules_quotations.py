"""Quotations and sentences: where marks open and close, and where a sentence ends around them."""

from dataclasses import dataclass

from rules_lists import words
from rules_text import STOPS, Document, Line, Token

# What may close each opening mark; careless typing mixes curly and straight ones.
_PAIRS = {
    "“": ("”", '"', "''"),
    "„": ("“", "”"),
    "«": ("»",),
    "‘": ("’", "'"),
    '"': ('"', "”"),
    "''": ("''", "”"),
    "``": ("''", "”"),
    "'": ("'", "’"),
}
_SINGLE = frozenset("‘'")


@dataclass(slots=True)
class Quotation:
    """Tokens `[first, last)` with their marks; not closed means quoted to the end of the line."""

    first: int
    last: int
    closed: bool
    words: int


@dataclass(slots=True)
class Sentence:
    """Tokens `[first, last)` of one line; `quotations` are the outermost ones inside it."""

    first: int
    last: int
    line: int
    quotations: list[Quotation]
    inner: bool = False  # a sentence inside a quotation of an outer sentence


def quotations_in(
    line: Line, tokens: list[Token], first: int, last: int, going_on: str = ""
) -> list[Quotation]:
    """Return the outermost quotations among tokens `[first, last)` of `line`.

    `going_on` is the mark that opens the next paragraph: such a quotation may stay open here.
    """
    found: list[Quotation] = []
    at = first
    while at < last:
        mark = tokens[at].text
        if mark in _PAIRS and _opens(tokens, at, first, last):
            close = _closing(tokens, at, last)
            if close is None:
                # Only a double mark, or one that opens the paragraph, may stay open.
                if mark in _SINGLE and at != line.first and mark != going_on:
                    at += 1
                    continue
                words = sum(token.word for token in tokens[at:last])
                if words >= 4 or at == line.first:
                    found.append(Quotation(at, last, False, words))
                    return found
                at += 1
                continue
            words = sum(token.word for token in tokens[at:close])
            found.append(Quotation(at, close + 1, True, words))
            at = close + 1
        else:
            at += 1
    return found


def _opens(tokens: list[Token], at: int, first: int, last: int) -> bool:
    """Tell whether the mark at `at` opens: nothing glued before it, a word glued behind it."""
    token = tokens[at]
    if token.text in ("“", "„", "«", "``"):
        return True
    if at + 1 >= last or tokens[at + 1].start != token.end:
        return False
    if at == first:
        return True
    before = tokens[at - 1]
    return before.end < token.start or before.text in "([—–-“‘\"'/" or before.text == "--"


def _closing(tokens: list[Token], at: int, last: int) -> int | None:
    """Return the token that closes the mark at `at`, or None."""
    mark = tokens[at].text
    depth = 0
    remaining = -1  # closing marks ahead; counted once, where it first matters
    for place in range(at + 1, last):
        text = tokens[place].text
        remaining -= text == "”"
        if mark == "“" and text == "“":
            # A second opening mark: nested only if two closing marks follow.
            if remaining < 0:
                remaining = sum(tokens[later].text == "”" for later in range(place, last))
            depth += remaining > 1
        elif text in _PAIRS[mark]:
            if text not in ("”", "»"):
                glued_left = tokens[place - 1].end == tokens[place].start
                following = tokens[place + 1] if place + 1 < last else None
                if not glued_left:
                    continue
                if following and following.start == tokens[place].end and following.word:
                    continue  # an apostrophe
                if (
                    mark in _SINGLE
                    and tokens[place - 1].text.endswith("s")
                    and following
                    and following.word
                    and not following.capital
                    and any(
                        tokens[later].text == text and tokens[later - 1].end == tokens[later].start
                        for later in range(place + 1, last)
                    )
                ):
                    continue  # a plural possessive inside the quotation
            if depth:
                depth -= 1
                continue
            return place
    return None


def sentences_in(document: Document) -> list[Sentence]:
    """Return the sentences of all lines; a quotation is never cut between two of them."""
    sentences = []
    for number, line in enumerate(document.lines):
        following = document.lines[number + 1].text[0] if number + 1 < len(document.lines) else ""
        quotations = [
            quotation
            for quotation in quotations_in(line, document.tokens, line.first, line.last, following)
            if not _is_nickname(document.tokens, quotation, line)
        ]
        first = _after_dateline(document.tokens, line)
        sentences.extend(_split(document.tokens, first, line.last, number, quotations))
    return sentences


def _is_nickname(tokens: list[Token], quotation: Quotation, line: Line) -> bool:
    """Tell whether a quotation stands inside a name: Ann “Mackie” Lee."""
    inside = line.first < quotation.first and quotation.last < line.last
    if not inside or line.headline or not quotation.closed or quotation.words > 2:
        return False
    around = tokens[quotation.first - 1], tokens[quotation.first + 1], tokens[quotation.last]
    return all(token.capital for token in around)


def _after_dateline(tokens: list[Token], line: Line) -> int:
    """Return the first token behind a dateline ("PARIS (Reuters) -"), or of the line."""
    for at in range(line.first, min(line.first + 14, line.last - 3)):
        text = tokens[at].text
        if text in ("—", "–", "--", "-") and at > line.first:
            shouted = tokens[line.first].text.isupper() and len(tokens[line.first].text) > 2
            return at + 1 if shouted or tokens[at - 1].text == ")" else line.first
        if tokens[at].word and not tokens[at].capital and not text[0].isdigit():
            return line.first
    return line.first


def inner_sentences(document: Document, sentence: Sentence) -> list[Sentence]:
    """Return the sentences inside the longer quotations of `sentence`."""
    found = []
    tokens = document.tokens
    for quotation in sentence.quotations:
        if quotation.words < 5:
            continue
        first = quotation.first + 1
        last = quotation.last - 1 if quotation.closed else quotation.last
        line = document.lines[sentence.line]
        nested = quotations_in(line, tokens, first, last)
        for inner in _split(tokens, first, last, sentence.line, nested):
            inner.inner = True
            found.append(inner)
    return found


def _split(
    tokens: list[Token], first: int, last: int, line: int, quotations: list[Quotation]
) -> list[Sentence]:
    """Split tokens `[first, last)` into sentences with `quotations` as unbroken pieces."""
    found: list[Sentence] = []
    ends = {quotation.first: quotation for quotation in quotations}
    held: list[Quotation] = []
    begin = at = first
    while at < last:
        quotation = ends.get(at)
        if quotation:
            held.append(quotation)
            at = quotation.last
            inside = tokens[at - 2].text if quotation.closed and at - 2 >= begin else ""
            stop = inside in STOPS or inside == "..."
            stop = stop and not _speech_follows(tokens, at, last, inside)
        else:
            stop = tokens[at].text in STOPS or tokens[at].lower in ("...", "a.m.", "p.m.")
            at += 1
            while stop and at < last and tokens[at].text in ")]”’" and tokens[at].text != "":
                at += 1
        if at >= last or (
            stop and _may_begin(tokens[at]) and tokens[at].start > tokens[at - 1].end
        ):
            if at > begin:
                found.append(Sentence(begin, at, line, held))
            begin, held = at, []
    return found


def _may_begin(token: Token) -> bool:
    """Tell whether a sentence may begin with `token`."""
    return (
        token.capital
        or token.text in "“\"‘'«([—–-"
        or token.text[0].isdigit()
        or (token.text[0] in "$£€@#•")
    )


def _speech_follows(tokens: list[Token], at: int, last: int, stop: str) -> bool:
    """Tell whether what follows a quotation still belongs to its sentence (“Why?” he asked)."""
    if at >= last:
        return False
    token = tokens[at]
    if not token.capital and token.word:
        return True
    if stop == ".":
        return False
    for place in range(at, min(at + 7, last)):
        if tokens[place].lower in _SPEECH_AFTER:
            return True
        if tokens[place].text in STOPS or tokens[place].text in '“"‘':
            return False
    return False


_SPEECH_AFTER = words(
    "said says asked asks added tweeted wrote shouted cried replied joked quipped "
    "continued declared exclaimed yelled responded told"
)
