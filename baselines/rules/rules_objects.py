"""Contents that are no clause: who is accused, what is called what, what is announced."""

from rules_clauses import Clauses
from rules_content_parts import OPENERS, clause_from
from rules_cues import OCCASIONS, Verb
from rules_lists import words
from rules_phrases import Range
from rules_words import CONJUNCTIONS, PREPOSITIONS, SUBORDINATORS, TIME_WORDS, is_finite_verb

_OBJECTS = words("him her it them himself herself itself themselves me us you")


def object_of(clauses: Clauses, at: int) -> list[Range]:
    """Content that is a noun phrase: up to a comma, or to when and where it was said."""
    tokens = clauses.tokens
    first = at + 1 if tokens[at].lower in ("of", "about", "against", "on") else at
    if first > at and tokens[first].lower in OPENERS:
        return [(at, clauses.limit(first))]
    if not tokens[first].word or tokens[first].lower in PREPOSITIONS | SUBORDINATORS | CONJUNCTIONS:
        return []
    limit = min([cut for cut in clauses.cuts if cut > first] + [clauses.limit(first)])
    for place in range(first + 1, limit):
        lower = tokens[place].lower
        if tokens[place].text in (",", ";", ":", "—", "–") or lower in TIME_WORDS:
            limit = place - (tokens[place - 1].lower in PREPOSITIONS)
            break
        if lower in ("during", "after", "before", "while", "as", "when", "because"):
            limit = place
            break
        if lower in OCCASIONS and tokens[place - 1].lower in ("in", "at", "a", "an", "the"):
            limit = place - 1 - (tokens[place - 2].lower in PREPOSITIONS)
            break
    alone = limit == first + 1 and tokens[first].lower in ("it", "this", "that")
    return [(at, limit)] if limit > first + 1 or alone else []


def with_target(clauses: Clauses, at: int, verb: Verb) -> list[Range]:
    """Content of urge and accuse: the target with "to ..." or "of ..."; or a clause."""
    tokens = clauses.tokens
    joint = ("of", "for", "on") if verb.habit == "accuse" else ("to",)
    for place in range(at, min(at + 14, clauses.end)):
        lower = tokens[place].lower
        if lower in joint and place > at:
            last = clauses.limit(place)
            return [(at, last)] if last > place + 1 else []
        if lower == "that" and place <= at + 5:
            return clause_from(clauses, place, check=False)
        if tokens[place].text in (",", ":", ";") or is_finite_verb(lower):
            break
    return []


def naming(clauses: Clauses, at: int, verb: Verb) -> list[Range]:
    """Content of call and describe: what is named together with its quoted name."""
    tokens = clauses.tokens
    if tokens[at - 1].lower in ("for", "on"):
        last = clauses.limit(at)
        asked = tokens[at - 1].lower == "for" or any(
            tokens[place].lower == "to" for place in range(at + 1, min(at + 14, last))
        )
        return [(at, last)] if asked and last > at + 1 else []
    for place in range(at + 1, min(at + 14, clauses.end - 1)):
        if tokens[place].text in (",", ";", ":") or is_finite_verb(tokens[place].lower):
            break
        if tokens[place].lower == "as":
            return [(at, _quoted_end(clauses, place) or clauses.limit(place))]
    for quotation in clauses.sentence.quotations:
        if at <= quotation.first <= at + 12:
            between = tokens[at : quotation.first]
            if any(
                token.text in (",", ";", ":") or is_finite_verb(token.lower) for token in between
            ):
                return []
            last = quotation.last
            reason = last < clauses.end and tokens[last].lower == "because"
            return [(at, clauses.limit(last) if reason else last)]
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
