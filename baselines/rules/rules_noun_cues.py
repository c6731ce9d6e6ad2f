"""Nouns as cues: "his claim that", "made the case that"."""

from rules_clauses import Clauses, Reported
from rules_cues import CUE_NOUNS, VOICED
from rules_lists import words
from rules_phrases import Range, phrase_before
from rules_words import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    FINITE_AUXILIARIES,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    is_adverb,
    is_finite_verb,
)

_HOLDERS = words("from by among of")
_SURFACED = words("surfaced emerged circulated appeared spread")


def _clause_of_noun(clauses: Clauses, at: int) -> int | None:
    """Return the "that" of the clause that the noun at `at` governs, over "from ..."."""
    tokens = clauses.tokens
    that = at + 1
    if tokens[that].lower in _HOLDERS | _SURFACED:
        that = next(
            (x for x in range(at + 2, min(at + 9, clauses.end)) if tokens[x].lower == "that"), that
        )
    found = that + 1 < clauses.end and tokens[that].lower == "that"
    return that if found and not is_finite_verb(tokens[that + 1].lower) else None


def _holder(clauses: Clauses, at: int, that: int) -> Range | None:
    """Return whose noun it is: "his claim", "claims by X", "X made the case"."""
    tokens, first = clauses.tokens, clauses.sentence.first
    if tokens[at + 1].lower in _HOLDERS and that > at + 2:
        return at + 2, that
    before = tokens[at - 1].lower if at > first else ""
    if before in POSSESSIVES:
        return at - 1, at
    if before == "'s" and at - 1 > first:
        return phrase_before(tokens, at - 1, first, clauses.name_of)
    verb = at - 1
    while verb > first and verb > at - 4 and tokens[verb].lower not in VOICED:
        verb -= 1
    if tokens[verb].lower not in VOICED:
        return None
    end = verb
    while end > first and (
        tokens[end - 1].lower in AUXILIARIES or is_adverb(tokens[end - 1].lower)
    ):
        end -= 1
    return phrase_before(tokens, end, first, clauses.name_of)


def _stands_free(clauses: Clauses, at: int) -> bool:
    """Tell whether nothing but a determiner, a preposition or an adjective precedes a noun."""
    tokens = clauses.tokens
    if at == clauses.sentence.first or clauses.name_of[at - 1] >= 0 or not tokens[at - 1].word:
        return True
    before = tokens[at - 1].lower
    return (
        before in DETERMINERS | POSSESSIVES | PREPOSITIONS | {"'s"}
        or before.endswith(("al", "ed", "ing", "ent", "ous", "ive", "ic"))
        or is_finite_verb(before)
    )


def _main_verb(clauses: Clauses, that: int, last: int) -> int:
    """Return where the main clause goes on behind "Claims that the wall fell (are wrong)"."""
    tokens = clauses.tokens
    clause = False  # whether the clause of the noun has had its verb
    for at in range(that + 2, last):
        lower, before = tokens[at].lower, tokens[at - 1].lower
        auxiliary = lower in FINITE_AUXILIARIES and lower != "'s"
        if lower in SUBORDINATORS:
            clause = False
        elif lower in CONJUNCTIONS or clauses.quotation_over(at):
            continue
        elif clause and auxiliary:
            chained = before in FINITE_AUXILIARIES | PRONOUNS or is_adverb(before)
            if not chained:
                return at
        elif auxiliary or is_finite_verb(lower):
            clause = True
    return last


def from_nouns(clauses: Clauses, found: list[Reported]) -> list[Reported]:
    """Return the attributions of nouns that govern a clause ("his warning that ...")."""
    tokens, sentence = clauses.tokens, clauses.sentence
    result = []
    begun = {first for other in found for first, _ in other.content}
    taken = {at for other in found if other.cue for at in range(*other.cue)}
    for at in range(sentence.first, clauses.end - 3):
        if tokens[at].lower not in CUE_NOUNS or at in taken or clauses.quotation_over(at):
            continue
        that = _clause_of_noun(clauses, at)
        if that is None or that in begun:
            continue
        source = _holder(clauses, at, that)
        if source is None and not _stands_free(clauses, at):
            continue
        last = clauses.limit(that)
        if at - sentence.first <= 4:  # it may be the subject of the sentence
            last = _main_verb(clauses, that, last)
        if last > that + 2:
            result.append(Reported([(that, last)], (at, at + 1), source, sentence.line))
    return result
