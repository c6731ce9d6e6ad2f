"""Contents that are no clause: who is accused, what is called what, what is announced."""

from collections.abc import Iterator

from rules_clauses import Clauses
from rules_content_parts import OPENERS, clause_from
from rules_cues import OCCASIONS, Verb
from rules_lists import words
from rules_phrases import Range
from rules_quotations import Quotation
from rules_text import Token
from rules_words import (
    CONJUNCTIONS,
    DETERMINERS,
    FUNCTION_WORDS,
    PREPOSITIONS,
    SUBORDINATORS,
    TIME_WORDS,
    is_finite_verb,
)

_OBJECTS = words("him her it them himself herself itself themselves me us you")


def object_of(clauses: Clauses, at: int, alone: bool) -> list[Range]:
    """Content that is a noun phrase: up to a comma, or to when and where it was said.

    `alone` allows a single word ("denied fraud").
    """
    tokens = clauses.tokens
    first = at + 1 if tokens[at].lower in ("of", "about", "against", "on") else at
    if first > at and tokens[first].lower in OPENERS:
        return [(at, clauses.limit(first))]
    quotation = clauses.quotation_at(first)
    if quotation:
        return [(at, quotation.last)]
    behind = tokens[first + 1]
    ends = not behind.word or behind.lower in PREPOSITIONS | CONJUNCTIONS | TIME_WORDS
    if tokens[first].lower in ("it", "this", "that", "so") and ends:
        return [(at, first + 1)]
    if not tokens[first].word or tokens[first].lower in PREPOSITIONS | SUBORDINATORS | CONJUNCTIONS:
        return []
    limit = min([cut for cut in clauses.cuts if cut > first] + [clauses.limit(first)])
    for place in range(first + 1, limit):
        lower = tokens[place].lower
        timed = lower in TIME_WORDS and tokens[place - 1].lower not in DETERMINERS
        if tokens[place].text in (",", ";", ":", "—", "–") or timed:
            limit = place - (tokens[place - 1].lower in PREPOSITIONS)
            break
        if lower in ("during", "after", "before", "while", "as", "when", "because"):
            limit = place
            break
        if lower in OCCASIONS and tokens[place - 1].lower in ("in", "at", "a", "an", "the"):
            limit = place - 1 - (tokens[place - 2].lower in PREPOSITIONS)
            break
    return [(at, limit)] if limit > first + (not alone) else []


def with_target(clauses: Clauses, at: int, verb: Verb) -> list[Range]:
    """Content of urge and accuse: the target with "to ..." or "of ..."; or a clause."""
    tokens = clauses.tokens
    joint = ("of", "for", "on") if verb.habit == "accuse" else ("to",)
    for place in _over_relatives(clauses, at, 14):
        lower = tokens[place].lower
        if lower in joint and place > at:
            last = clauses.limit(place)
            return [(at, last)] if last > place + 1 else []
        if lower == "that" and place <= at + 5:
            return clause_from(clauses, place, check=False)
        if tokens[place].text in (",", ":", ";") or _is_verb(tokens, place):
            break
    return []


def _is_verb(tokens: list[Token], at: int) -> bool:
    """Tell whether the word at `at` is a verb: no possessive, no "proposed" of "the proposed"."""
    lower = tokens[at].lower
    modifies = lower.endswith("ed") and tokens[at - 1].lower in DETERMINERS
    return is_finite_verb(lower) and lower != "'s" and not modifies


def _over_relatives(clauses: Clauses, at: int, reach: int) -> Iterator[int]:
    """Yield at most `reach` tokens from `at` on, relative clauses between commas left out."""
    tokens, place, passed = clauses.tokens, at, 0
    while place < clauses.end - 1 and passed < reach:
        if tokens[place].text == "," and tokens[place + 1].lower in ("who", "which"):
            comma = (x for x in range(place + 1, clauses.end) if tokens[x].text == ",")
            place = next(comma, clauses.end)
        else:
            yield place
            passed += 1
        place += 1


def naming(clauses: Clauses, at: int, verb: Verb) -> list[Range]:
    """Content of call and describe: what is named together with its quoted name."""
    tokens = clauses.tokens
    if tokens[at - 1].lower in ("for", "on"):
        last = clauses.limit(at)
        asked = tokens[at - 1].lower == "for" or any(
            tokens[place].lower == "to" for place in range(at + 1, min(at + 14, last))
        )
        return [(at, last)] if asked and last > at + 1 else []
    if tokens[at].lower in ("how", "why"):
        return clause_from(clauses, at, check=False)
    for place in _over_relatives(clauses, at + 1, 13):
        lower = tokens[place].lower
        if tokens[place].text in (",", ";", ":") or _is_verb(tokens, place):
            break
        if tokens[place].lower == "as":
            return [(at, _quoted_end(clauses, place) or clauses.limit(place))]
    for quotation in clauses.sentence.quotations:
        if at <= quotation.first <= at + 12:
            if any(
                tokens[place].text in (",", ";", ":") or _is_verb(tokens, place)
                for place in range(at, quotation.first)
            ):
                return []
            last = quotation.last
            goes_on = _goes_on(clauses, quotation)
            return [(at, clauses.limit(last) if goes_on else last)]
    if verb.lemma not in ("call", "label", "brand", "dub"):
        return []
    if tokens[at].lower in _OBJECTS and at + 1 < clauses.end:
        adjunct = tokens[at + 1].lower in PREPOSITIONS | TIME_WORDS | CONJUNCTIONS
        return [] if adjunct or not tokens[at + 1].word else [(at, clauses.limit(at + 1))]
    for place in range(at + 2, min(at + 8, clauses.end - 1)):
        lower = tokens[place].lower
        if lower in PREPOSITIONS or not tokens[place].word or is_finite_verb(lower):
            break
        if lower in ("a", "an"):
            return [(at, clauses.limit(place))]
    return []


def _goes_on(clauses: Clauses, quotation: Quotation) -> bool:
    """Tell whether the name that a quotation begins goes on behind it: a “senseless” hope."""
    last = quotation.last
    if last >= clauses.end:
        return False
    lower = clauses.tokens[last].lower
    borrowed = quotation.words <= 3 and clauses.tokens[quotation.first - 1].lower in DETERMINERS
    noun = clauses.tokens[last].word and lower not in FUNCTION_WORDS | TIME_WORDS
    return lower == "because" or (borrowed and noun)


def valued(clauses: Clauses, at: int) -> list[Range]:
    """Content of put: something with its figure ("the cost at £2m")."""
    tokens = clauses.tokens
    for place in range(at + 1, min(at + 14, clauses.end - 1)):
        if tokens[place].text in (",", ";", ":"):
            break
        behind = tokens[place + 1 : min(place + 5, clauses.end)]
        figure = any(mark.isdigit() for token in behind for mark in token.text)
        if tokens[place].lower in ("at", "nearer", "above", "below") and figure:
            return [(at, clauses.limit(place))]
    return []


def _quoted_end(clauses: Clauses, at: int) -> int | None:
    """Return where a quotation ends that stands within two tokens behind `at`."""
    for place in range(at + 1, min(at + 4, clauses.end)):
        quotation = clauses.quotation_at(place)
        if quotation:
            return quotation.last
    return None
