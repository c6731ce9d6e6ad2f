"""Claims: verifiable clauses, reported ones first, then those of the article's own voice."""

from rules_clauses import Reported
from rules_lists import words
from rules_name_cuts import Name
from rules_quotations import Sentence
from rules_text import STOPS, Document, Token
from rules_verdicts import Claim, judge
from rules_words import (
    CONNECTIVES,
    FINITE_AUXILIARIES,
    PREPOSITIONS,
    SUBJECT_PRONOUNS,
    is_finite_verb,
)

_SPLITTERS = words("and but while although though whereas as because")
_ADVERBIAL = words("although though while whereas as because")


def claims_in(
    document: Document,
    sentences: list[Sentence],
    attributions: list[Reported],
    names: list[Name | None],
) -> list[Claim]:
    """Return the claims of the article: those reported first, then those of its own voice."""
    tokens = document.tokens
    found: dict[tuple[int, int], Claim] = {}
    taken = bytearray(len(tokens))
    for reported in attributions:
        negated = reported.cue is not None and any(
            tokens[at].lower in ("not", "never") or tokens[at].lower.endswith("n't")
            for at in range(*reported.cue)
        )
        for first, last in reported.content:
            taken[first:last] = b"\1" * (last - first)
        for first, last in _joined(tokens, reported):
            if not negated:
                for piece in _sentence_pieces(tokens, first, last):
                    _collect(document, *piece, names, found, reported)
        for part in (reported.cue, reported.source):
            if part:
                taken[part[0] : part[1]] = b"\1" * (part[1] - part[0])
    for sentence in sentences:
        free = sum(
            1 for at in range(sentence.first, sentence.last) if not taken[at] and tokens[at].word
        )
        total = sum(1 for at in range(sentence.first, sentence.last) if tokens[at].word)
        if total and free >= 0.7 * total:
            _collect(document, sentence.first, sentence.last, names, found)
    return _nested(sorted(found.values(), key=lambda claim: (claim.first, -claim.last)))


def _nested(claims: list[Claim]) -> list[Claim]:
    """Drop the claims that would cross another; claims must come in order of position."""
    kept: list[Claim] = []
    around: list[Claim] = []
    for claim in claims:
        while around and around[-1].last <= claim.first:
            around.pop()
        if not around or claim.last <= around[-1].last:
            kept.append(claim)
            around.append(claim)
    return kept


def _joined(tokens: list[Token], reported: Reported) -> list[tuple[int, int]]:
    """Return the parts of a content; a clause that its cue interrupts is one part across it."""
    parts: list[tuple[int, int]] = []
    for first, last in sorted(reported.content):
        broken = parts and tokens[parts[-1][1] - 1].text not in STOPS and first - parts[-1][1] < 14
        opener = tokens[first + 1] if not tokens[first].word and first + 1 < last else tokens[first]
        stopped = parts and any(tokens[at].text in STOPS for at in range(parts[-1][1], first))
        if broken and not stopped and not opener.capital:
            parts[-1] = (parts[-1][0], last)
        else:
            parts.append((first, last))
    return parts


def _sentence_pieces(tokens: list[Token], first: int, last: int) -> list[tuple[int, int]]:
    """Return the sentences inside a content, which may run over several and over lines."""
    pieces = []
    begin = first
    for at in range(first, last):
        if tokens[at].text in STOPS and (
            at + 1 >= last
            or tokens[at + 1].start > tokens[at].end
            or (tokens[at + 1].text in "”\"’'")
        ):
            pieces.append((begin, at + 1))
            begin = at + 1
    if begin < last:
        pieces.append((begin, last))
    return pieces


def _collect(
    document: Document,
    first: int,
    last: int,
    names: list[Name | None],
    found: dict[tuple[int, int], Claim],
    reported: Reported | None = None,
) -> None:
    """Cut one sentence into clauses and add those that claim something."""
    tokens = document.tokens
    if any(tokens[at].text == "?" for at in range(first, last)):
        return
    for begin, end in _clauses(tokens, first, last):
        begin, end = _trim(tokens, begin, end)
        if end - begin < 3 or (begin, end) in found:
            continue
        if "\n" in document.surface(begin, end):
            continue
        if not any(
            tokens[at].lower in FINITE_AUXILIARIES
            or is_finite_verb(tokens[at].lower)
            or tokens[at].lower.endswith(("s", "ing"))
            for at in range(begin + 1, end)
        ):
            continue
        claim = judge(document, begin, end, names, reported)
        if claim:
            found[begin, end] = claim


def _clauses(tokens: list[Token], first: int, last: int) -> list[tuple[int, int]]:
    """Split a sentence before conjunctions that open a clause with its own subject and verb."""
    pieces = []
    begin = first
    at = first + 1 if tokens[first].lower == "that" and first + 1 < last else first
    opener = tokens[at].lower
    adverbial = opener in _ADVERBIAL
    for at in range(first + 3, last - 3):
        if adverbial and tokens[at - 1].text == "," and _opens_clause(tokens, at, last):
            pieces.append((begin, at - 1))
            begin = at
            adverbial = False
        if tokens[at].lower not in _SPLITTERS or tokens[at - 1].text != ",":
            continue
        if _opens_clause(tokens, at + 1, last) and _has_finite(tokens, begin, at):
            pieces.append((begin, at))
            begin = at + 1
    pieces.append((begin, last))
    return pieces + _relative_clauses(tokens, pieces)


def _relative_clauses(tokens: list[Token], pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the non-restrictive relative clauses: claims inside the claims around them."""
    found = []
    for first, last in pieces:
        for at in range(first + 2, last - 4):
            if tokens[at].text == "," and tokens[at + 1].lower in ("who", "which"):
                end = next((x for x in range(at + 2, last) if tokens[x].text == ","), last)
                if end - at > 5:
                    found.append((at + 1, end))
    return found


def _opens_clause(tokens: list[Token], first: int, last: int) -> bool:
    """Tell whether a subject with a finite verb soon follows."""
    token = tokens[first]
    if is_finite_verb(token.lower) or token.lower in PREPOSITIONS:
        return False
    if token.lower in SUBJECT_PRONOUNS:
        return True
    return any(is_finite_verb(tokens[at].lower) for at in range(first + 1, min(first + 8, last)))


def _has_finite(tokens: list[Token], first: int, last: int) -> bool:
    """Tell whether tokens `[first, last)` hold a finite verb behind their first word."""
    return any(is_finite_verb(tokens[at].lower) for at in range(first + 1, last))


def _trim(tokens: list[Token], first: int, last: int) -> tuple[int, int]:
    """Cut marks, "that" and leading connectives from the edges."""
    while first < last and (
        not tokens[first].word
        or tokens[first].lower in CONNECTIVES
        or tokens[first].lower
        in ("that", "while", "although", "though", "because", "as", "whether")
    ):
        if tokens[first].text in "$£€(#@":
            break
        first += 1
    while last > first and not tokens[last - 1].word and tokens[last - 1].text not in "%)":
        last -= 1
    return first, last
