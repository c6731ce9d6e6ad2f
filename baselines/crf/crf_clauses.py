"""What may be a claim: clauses cut by rule, sentences, contents, and pieces of them."""

from bisect import bisect_right
from dataclasses import dataclass

from rules_claims import claims_in
from rules_clauses import Reported
from rules_lists import words
from rules_name_cuts import Name
from rules_quotations import Sentence
from rules_text import Document
from rules_verdicts import Claim

Range = tuple[int, int]  # tokens [first, last)
_LEAST = 3  # words
_OPENERS = words(
    "that and but while although though because so as if whether when after since before"
)
_SPLITTERS = words("and but while although though whereas as because who which so after when if")


@dataclass(slots=True)
class Candidate:
    """What may be a claim: tokens `[first, last)`, and what the rules took it for."""

    first: int
    last: int
    kinds: set[str]
    claim: Claim | None = None


def candidates_in(
    document: Document,
    sentences: list[Sentence],
    attributions: list[Reported],
    names: list[Name | None],
) -> list[Candidate]:
    """Return the clauses of the rules, the sentences, the contents and what commas cut off."""
    found: dict[Range, Candidate] = {}

    def add(first: int, last: int, kind: str, claim: Claim | None = None) -> None:
        first, last = _trim(document, first, last)
        if words_in(document, first, last) >= _LEAST:
            candidate = found.setdefault((first, last), Candidate(first, last, set()))
            candidate.kinds.add(kind)
            candidate.claim = candidate.claim or claim

    for claim in claims_in(document, sentences, attributions, names):
        add(claim.first, claim.last, "worthy" if claim.worthy else "clause", claim)
    for sentence in sentences:
        add(sentence.first, sentence.last, "sentence")
    starts = [sentence.first for sentence in sentences]
    for reported in attributions:
        for first, last in reported.content:
            add(first, last, "content")
            for sentence in sentences[max(0, bisect_right(starts, first) - 1) :]:
                if sentence.first >= last:
                    break
                start, end = max(first, sentence.first), min(last, sentence.last)
                if start < end:
                    add(start, end, "content sentence")
    for first, last in list(found):
        begin = first
        for at in (*_cuts(document, first, last), last):
            if (begin, at) != (first, last):
                add(begin, at, "opening" if begin == first else "piece")
            begin = at
    return sorted(found.values(), key=lambda one: (one.first, one.last))


def _cuts(document: Document, first: int, last: int) -> list[int]:
    """Return the tokens at which a clause may begin inside `[first, last)`."""
    tokens = document.tokens
    return [
        at
        for at in range(first + _LEAST, last - _LEAST)
        if tokens[at - 1].text in (";", "–", "—", "--")
        or (
            tokens[at].lower in _SPLITTERS
            and (
                tokens[at - 1].text in (",", ":")
                or tokens[at].lower
                in ("and", "but", "while", "because", "after", "when", "although", "if")
            )
        )
    ]


def _trim(document: Document, first: int, last: int) -> Range:
    """Cut marks and opening conjunctions from the edges."""
    tokens = document.tokens
    while first < last and (not tokens[first].word or tokens[first].lower in _OPENERS):
        first += 1
    while last > first and not tokens[last - 1].word and tokens[last - 1].text not in "%)":
        last -= 1
    return first, last


def words_in(document: Document, first: int, last: int) -> int:
    """Count the words among tokens `[first, last)`."""
    return sum(document.tokens[at].word for at in range(first, last))
