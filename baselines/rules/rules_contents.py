"""What is reported behind a cue, cut as the scheme says."""

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
from rules_words import PREPOSITIONS, TIME_WORDS, is_adverb

_BARE_OPENERS = words("that whether if")


_COMMISSIVE = words("promise pledge vow threaten swear claim")


# Verbs whose object alone is what is said: "announced a ban", "warned of floods".
_ANNOUNCING = words(
    "announce cite propose promise pledge deny predict forecast recommend boast warn complain "
    "insist demand threaten dispute confirm acknowledge admit concede"
)


_SUBJECTS = words("he she they we i it there his her their")


def content_after(clauses: Clauses, at: int, verb: Verb) -> list[Range]:
    """Return the content behind a cue that ends before token `at`; empty where there is none."""
    tokens = clauses.tokens
    end = clauses.end
    while at < end and is_adverb(tokens[at].lower) and not clauses.quotation_at(at):
        at += 1
    if at >= end:
        return []
    if verb.habit == "tell":
        return _after_addressee(clauses, at)
    if verb.habit in ("urge", "accuse"):
        return with_target(clauses, at, verb)
    if verb.habit == "put":
        return valued(clauses, at)
    if verb.habit == "call":
        return naming(clauses, at, verb)
    content = _plain(clauses, at, verb)
    return content or (object_of(clauses, at) if verb.lemma in _ANNOUNCING else [])


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
        if lower in _BARE_OPENERS or (lower in OPENERS and not skipped and verb.habit != "say"):
            if lower == "if" and verb.lemma not in ("ask", "wonder", "question", "inquire"):
                return []
            return clause_from(clauses, at, check=False)
        if lower == "to" and verb.lemma in _COMMISSIVE:
            return clause_from(clauses, at, check=False)
        if lower in TIME_WORDS and lower not in ("may", "march"):
            at += 1
            skipped = True
            continue
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
    # No opener: the addressee must be a name or a usual audience for a bare clause to follow.
    place = at
    if clauses.name_of[at] >= 0:
        while place < end and (clauses.name_of[place] >= 0 or tokens[place].lower == "'s"):
            place += 1
        quoted = clauses.quotation_at(place)
        if quoted:
            place = quoted.last
    elif tokens[at].lower in ADDRESSEES:
        place = at + 1
    else:
        for further in range(at, min(at + 4, end)):
            if tokens[further].lower in ADDRESSEES:
                place = further + 1
    if place == at:
        for further in range(at + 1, min(at + 7, end)):
            if tokens[further].lower in _SUBJECTS and tokens[further - 1].word:
                return clause_from(clauses, further, check=True)
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
