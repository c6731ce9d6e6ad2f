"""The type of a claim, and the verdict whether a fact-checker would take it up."""

import re
from dataclasses import dataclass

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


def judge(
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
    following = tokens[min(first + 1, last - 1)].lower
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
    return Claim(first, last, kind, score >= 1.2)
