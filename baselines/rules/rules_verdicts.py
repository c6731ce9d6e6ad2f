"""The type of a claim, and the verdict whether a fact-checker would take it up."""

import re
from dataclasses import dataclass

from rules_clauses import Reported
from rules_lists import words
from rules_name_cuts import Name
from rules_text import Document
from rules_words import (
    is_finite_verb,
)

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


_OPINION = re.compile(
    r"\b(?:should|must|let's|let us|beautiful|great|wonderful|amazing|terrible|disgrac\w+|hope"
    r"|proud|sorry"
    r"|thank|love|happy|glad|want|need)\b",
    re.IGNORECASE,
)


_FIRST_PERSON = re.compile(r"\b(?:I|we|my|our|me|us)\b", re.IGNORECASE)
_MARKS = frozenset("“\"‘'„«")
# Worth checking is what somebody says, but for himself in his own words; what the article itself
# says only where it begins, where it tells what is in dispute.
_LEAD = 0.2


@dataclass(slots=True)
class Claim:
    """A clause at tokens `[first, last)`."""

    first: int
    last: int
    kind: str
    worthy: bool


def judge(
    document: Document,
    first: int,
    last: int,
    names: list[Name | None],
    reported: Reported | None = None,
) -> Claim | None:
    """Give a clause its type and verdict, or None where it claims nothing.

    `reported` is the attribution whose content holds the clause.
    """
    text = document.surface(first, last)
    tokens = document.tokens
    opener = tokens[first].lower
    words = sum(tokens[at].word for at in range(first, last))
    named = any(names[at] is not None for at in range(first, last))
    figure = _QUANTITY.search(text) is not None
    opinion = len(_OPINION.findall(text))
    if words < 4 or opener in ("let", "please", "thank", "asked"):
        return None
    following = tokens[min(first + 1, last - 1)].lower
    if opener in ("i", "we", "you") and (following in _OWN_MIND or not (figure or named)):
        return None
    if opinion and not figure and not named and words < 14:
        return None
    own_words = tokens[reported.content[0][0]].text in _MARKS if reported else False
    private = own_words and _FIRST_PERSON.search(text) is not None
    stated_early = first < _LEAD * len(tokens)
    worthy = stated_early if reported is None else not private
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
    return Claim(first, last, kind, worthy)
