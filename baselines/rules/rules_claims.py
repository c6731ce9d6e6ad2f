"""Claims: verifiable clauses, with a type and a verdict on whether they are worth checking."""

import re
from dataclasses import dataclass

from rules_clauses import Reported
from rules_lists import words
from rules_name_cuts import Name
from rules_quotations import Sentence
from rules_text import STOPS, Document, Token
from rules_words import (
    CONNECTIVES,
    FINITE_AUXILIARIES,
    PREPOSITIONS,
    SUBJECT_PRONOUNS,
    is_finite_verb,
)

_SPLITTERS = words("and but while although though whereas as because")
_ADVERBIAL = words("although though while whereas as because")
_OWN_MIND = words("wish hope think want thank urge call believe feel love am 'm know guess can")
_CAUSAL = re.compile(
    r"\b(?:because|caus(?:e|es|ed|ing)|led to|leads? to|result(?:s|ed|ing)? (?:in|from|of)"
    r"|due to|blamed?"
    r"|thanks to|triggered|sparked|prompted|so that|contribut\w+ to|responsible for)\b",
    re.IGNORECASE,
)
_PREDICTION = re.compile(
    r"\b(?:will|won[’']t|would be|is (?:set|expected|likely|due|going|scheduled) to|are (?:set"
    r"|expected|likely"
    r"|due|going|scheduled) to|forecast|expects? to|plans? to|could|may)\b|[’']ll\b",
    re.IGNORECASE,
)
_QUANTITY = re.compile(
    r"(?:[$£€¥]\s?\d|\d[\d.,]*\s?(?:%|percent|per cent|million|billion|trillion|times|people"
    r"|years?|points?"
    r"|degrees|miles|kilomet\w+|tons?|tonnes|cases|deaths|votes|jobs|dollars|pounds|euros)\b"
    r"|\b(?:dozens|hundreds|thousands|millions|billions|half|majority|two-thirds|a third|doubled"
    r"|tripled"
    r"|record (?:high|low)|more than|fewer than|less than|at least|nearly) (?:of )?)",
    re.IGNORECASE,
)
_STATE = re.compile(r"\b(?:is|are|has|have|remains?|exists?|owns?|belongs?|lives?|believes?)\b")
_DISPUTED = re.compile(
    r"\b(?:accus\w+|alleg\w+|illegal\w*|crim\w+|corrupt\w*|fraud\w*|false\w*|lie[ds]?|lying"
    r"|kill\w*|attack\w*"
    r"|bomb\w*|war|violat\w*|abus\w+|steal|stole\w*|secret\w*|weapon\w*|missile\w*|tax\w*"
    r"|budget\w*|debt|cut\w*"
    r"|rais\w+|increas\w+|decreas\w+|ris(?:e|en|ing)|rose|fell|fall\w*|risk\w*|threat\w*"
    r"|danger\w*|health|vaccin\w*"
    r"|election\w*|vot\w+|poll\w*|law\w*|court\w*|ban\w*|den(?:y|ied)|reject\w*|fail\w*"
    r"|support\w*|oppos\w+"
    r"|immigra\w+|refugee\w*|emission\w*|climate|econom\w+|unemploy\w*|job\w*|cost\w*|deal\w*"
    r"|sanction\w*"
    r"|policy|government|dead|death\w*|injur\w+|first|largest|worst|best|most|never|only|every"
    r"|all|none|no)\b",
    re.IGNORECASE,
)
_ROUTINE = re.compile(
    r"\b(?:was born|graduated|is survived by|studied at|will (?:take place|be held|kick off|air"
    r"|open|play)|scored"
    r"|beat|defeated|won the (?:match|game|title|race)|is scheduled|directed by|stars? as"
    r"|aged \d|is based in"
    r"|joined the|attended|married|turned \d+|released (?:a|an|his|her|their) (?:album|song"
    r"|single))\b",
    re.IGNORECASE,
)
_OPINION = re.compile(
    r"\b(?:should|must|let's|let us|beautiful|great|wonderful|amazing|terrible|disgrac\w+|hope"
    r"|proud|sorry"
    r"|thank|love|happy|glad|want|need)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Claim:
    """A clause at tokens `[first, last)`."""

    first: int
    last: int
    kind: str
    worthy: bool


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
                    _collect(document, *piece, names, found, attributed=True)
        for part in (reported.cue, reported.source):
            if part:
                taken[part[0] : part[1]] = b"\1" * (part[1] - part[0])
    for sentence in sentences:
        free = sum(
            1 for at in range(sentence.first, sentence.last) if not taken[at] and tokens[at].word
        )
        total = sum(1 for at in range(sentence.first, sentence.last) if tokens[at].word)
        if total and free >= 0.7 * total:
            _collect(document, sentence.first, sentence.last, names, found, attributed=False)
    return sorted(found.values(), key=lambda claim: (claim.first, -claim.last))


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
    attributed: bool,
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
        claim = _judge(document, begin, end, names, attributed)
        if claim:
            found[begin, end] = claim


def _clauses(tokens: list[Token], first: int, last: int) -> list[tuple[int, int]]:
    """Split a sentence before conjunctions that open a clause with its own subject and verb."""
    pieces = []
    begin = first
    opener = tokens[first + 1].lower if tokens[first].lower == "that" else tokens[first].lower
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


def _relative_clauses(
    tokens: list[Token], pieces: list[tuple[int, int]]
) -> list[tuple[int, int]]:
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


def _judge(
    document: Document, first: int, last: int, names: list[Name | None], attributed: bool
) -> Claim | None:
    """Give a clause its type and verdict, or None where it claims nothing."""
    text = document.surface(first, last)
    tokens = document.tokens
    opener = tokens[first].lower
    words = sum(tokens[at].word for at in range(first, last))
    named = len({id(names[at]) for at in range(first, last) if names[at] is not None})
    figure = _QUANTITY.search(text) is not None
    opinion = len(_OPINION.findall(text))
    if words < 4 or opener in ("let", "please", "thank", "asked"):
        return None
    following = tokens[first + 1].lower
    if opener in ("i", "we", "you") and (following in _OWN_MIND or not (figure or named)):
        return None
    if opinion and not figure and not named and words < 14:
        return None
    disputed = len(_DISPUTED.findall(text))
    score = 0.0
    score += 1.0 if attributed else 0.3
    score += 1.2 if figure else 0.0
    score += 0.5 * min(named, 3)
    score += 0.5 * min(disputed, 3)
    score += 0.4 if words >= 10 else -0.4
    score -= 0.5 * min(opinion, 2)
    score -= 1.0 if _ROUTINE.search(text) else 0.0
    if figure:
        kind = "quantity"
    elif _CAUSAL.search(text):
        kind = "causal"
    elif _PREDICTION.search(text):
        kind = "prediction"
    elif _STATE.search(text) and not any(
        is_finite_verb(tokens[at].lower) and tokens[at].lower.endswith("ed")
        for at in range(first, last)
    ):
        kind = "state"
    else:
        kind = "event"
    return Claim(first, last, kind, score >= 1.1)
