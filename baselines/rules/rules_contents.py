"""What is reported behind a cue, cut as the scheme says."""

from itertools import pairwise

from rules_clauses import Clauses
from rules_content_parts import (
    OPENERS,
    WINDOW,
    adverbial,
    after_adjunct,
    after_comma,
    clause_from,
    from_quotation,
)
from rules_cues import ADDRESSEES, Verb
from rules_lists import words
from rules_objects import naming, object_of, valued, with_target
from rules_phrases import Range
from rules_text import Token
from rules_words import DETERMINERS, NEGATIONS, PREPOSITIONS, TIME_WORDS, is_adverb, is_finite_verb

_BARE_OPENERS = words("that whether if")


_WONDERED = words("why how who where")


_COMMISSIVE = words("promise pledge vow threaten swear claim")


# Verbs whose object alone is what is said: "announced a ban", "warned of floods".
_ANNOUNCING = words(
    "announce cite propose promise pledge deny predict forecast recommend boast warn complain "
    "insist demand threaten dispute confirm acknowledge admit concede declare blame claim"
)


_SUBJECTS = words("he she they we i it there his her their")


def content_after(clauses: Clauses, at: int, verb: Verb) -> list[Range]:
    """Return the content behind a cue that ends before token `at`; empty where there is none."""
    tokens = clauses.tokens
    end = clauses.end
    anaphor = 1 + (tokens[at].lower == "as")
    if tokens[at].lower == "so" or [one.lower for one in tokens[at : at + 2]] == ["as", "much"]:
        behind = tokens[at + anaphor]
        if not behind.word or behind.lower in PREPOSITIONS | TIME_WORDS | {"to"}:
            return [(at, at + anaphor)]
    while at < end and is_adverb(tokens[at].lower) and not clauses.quotation_at(at):
        at += 1
    if at >= end:
        return []
    if verb.habit == "tell":
        return _after_addressee(clauses, at)
    if verb.habit in ("urge", "accuse"):
        return with_target(clauses, at, verb) or _object(clauses, at, verb)
    if verb.habit == "put":
        return valued(clauses, at)
    if verb.habit == "call":
        return naming(clauses, at, verb)
    return _plain(clauses, at, verb) or _object(clauses, at, verb)


def _object(clauses: Clauses, at: int, verb: Verb) -> list[Range]:
    """Content that is a noun, of a verb that may have one."""
    alone = verb.lemma in ("deny", "dispute", "threaten", "admit", "claim")
    return object_of(clauses, at, alone) if verb.lemma in _ANNOUNCING else []


def _plain(clauses: Clauses, at: int, verb: Verb) -> list[Range]:
    """Content of say and its kin: skip when, where and to whom; then "that", marks or a clause."""
    tokens = clauses.tokens
    end = clauses.end
    skipped = False
    while at < end:
        token = tokens[at]
        lower = token.lower
        quotation = clauses.quotation_at(at)
        if quotation:
            return from_quotation(clauses, quotation)
        if token.text in (":", "—", "–") and at + 1 < end:
            return [(at + 1, clauses.sentence.last)] if token.text == ":" else []
        if token.text == ",":
            return after_comma(clauses, at + 1)
        wondered = lower in _WONDERED or _refused(tokens, at)
        asked = lower in OPENERS and not skipped and (verb.habit != "say" or wondered)
        if lower in _BARE_OPENERS or asked:
            if lower == "if" and verb.lemma not in ("ask", "wonder", "question", "inquire"):
                return []
            return clause_from(clauses, at, check=False)
        if lower == "to" and verb.lemma in _COMMISSIVE:
            return clause_from(clauses, at, check=False)
        if lower in TIME_WORDS and lower not in ("may", "march"):
            at += 1
            skipped = True
            continue
        figure = tokens[at + 2 if lower == "up" else at + 1].text
        if lower in ("up", "about", "around", "over") and figure[0].isdigit() and not skipped:
            return clause_from(clauses, at, check=True)
        if lower == "for" and verb.lemma == "ask" and not skipped:
            return _asked_for(clauses, at + 1)
        if lower in ("of", "against") and verb.lemma in ("warn", "complain", "boast"):
            return object_of(clauses, at, alone=False)
        if lower in PREPOSITIONS:
            following = after_adjunct(clauses, at)
            if following is None:
                return adverbial(clauses, at) if verb.habit == "say" and not skipped else []
            at = following
            skipped = True
            continue
        if verb.lemma == "ask" and not skipped:
            return _after_addressee(clauses, at)
        return clause_from(clauses, at, check=True, loose=verb.habit == "say" and not skipped)
    return []


def _asked_for(clauses: Clauses, at: int) -> list[Range]:
    """Content of "asked for it to be cut": what is asked for, if it is to be done."""
    lowers = [token.lower for token in clauses.tokens[at : min(at + 14, clauses.end)]]
    done = any(pair == ("to", "be") for pair in pairwise(lowers))
    return [(at, clauses.limit(at))] if done else []


def _refused(tokens: list[Token], at: int) -> bool:
    """Tell whether the cue before token `at` is denied: "did not say when"."""
    return any(
        token.lower in NEGATIONS or token.lower.endswith("n't") for token in tokens[at - 3 : at]
    )


def _after_addressee(clauses: Clauses, at: int) -> list[Range]:
    """Content of tell: over the addressee to "that", a quotation, "to" or a clause."""
    tokens = clauses.tokens
    end = clauses.end
    for place in range(at, min(at + WINDOW, end)):
        lower = tokens[place].lower
        quotation = clauses.quotation_at(place)
        if quotation and place > at and tokens[place - 1].lower != "'s":
            return from_quotation(clauses, quotation)
        opens = lower in OPENERS and (lower != "who" or place == at + 1) and place > at
        if opens and (lower in _BARE_OPENERS or place <= at + 3):
            return clause_from(clauses, place, check=False)
        if lower == "to" and place > at and place <= at + 6:
            return [(at, clauses.limit(place))]
        if tokens[place].text == ":":
            return [(place + 1, clauses.sentence.last)]
        if tokens[place].text == ",":
            return after_comma(clauses, place + 1)
        if lower in ("of", "about"):
            return []
        if is_finite_verb(lower) and lower != "'s" and place > at + 1:
            break  # the clause has begun without "that"
    place = _over_addressee(clauses, at)
    if place == at:
        return []
    while place < end:
        lower = tokens[place].lower
        if lower in TIME_WORDS:
            place += 1
        elif lower in PREPOSITIONS:
            following = after_adjunct(clauses, place)
            if following is None:
                return []
            place = following
        else:
            break
    return clause_from(clauses, place, check=True) if place < end else []


def _over_addressee(clauses: Clauses, at: int) -> int:
    """Return where the addressee that begins at `at` ends: a name, an audience, a short phrase."""
    tokens, end = clauses.tokens, clauses.end
    place = at
    if clauses.name_of[at] >= 0:
        while place < end and (clauses.name_of[place] >= 0 or tokens[place].lower == "'s"):
            place += 1
        quoted = clauses.quotation_at(place)
        return quoted.last if quoted else place
    for further in range(at, min(at + 4, end)):
        lower = tokens[further].lower
        if lower in ADDRESSEES and (further == at or lower not in _SUBJECTS):
            return further + 1
    for further in range(at + 1, min(at + 7, end)):
        if not tokens[further].word:
            break
        if tokens[further].lower in _SUBJECTS | DETERMINERS | TIME_WORDS:
            return further
    return at
