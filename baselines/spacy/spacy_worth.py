"""What kind of claim a clause is, and whether a fact-checker would take it up."""

from __future__ import annotations

from typing import Any

from spacy_attributions import Attribution
from spacy_cues import word_set

_AMOUNTS = frozenset(["MONEY", "PERCENT", "QUANTITY"])
#: Counts that nobody would check.
_NO_FIGURES = frozenset(("one", "two", "both"))
_CAUSAL = frozenset(["because", "cause", "trigger"])
_FUTURE = frozenset(["will", "'ll", "shall"])
_SPEAKER = frozenset(["i", "me", "my", "we", "us", "our"])
#: Cues under which somebody has a stake in what is said, or somebody else denies it.
_DISPUTE = word_set(
    """
    accuse admit acknowledge allege argue blame claim complain concede deny insist maintain
    reveal warn
    """
)
#: Weights of what speaks for a check; their sum must reach the last.
_ATTRIBUTED = 3
_THRESHOLD = 2


def kind_of(span: Any) -> str:
    """Return the claim type: the first that fits, in the order of the guidelines."""
    if any(
        token.ent_type_ in _AMOUNTS
        or (token.ent_type_ == "CARDINAL" and token.lower_ not in _NO_FIGURES)
        for token in span
    ):
        return "quantity"
    if any(token.lemma_.lower() in _CAUSAL for token in span):
        return "causal"
    if any(token.lower_ in _FUTURE for token in span):
        return "prediction"
    done = span.root.tag_ in ("VBD", "VBN", "VBG") and span.root.lemma_.lower() not in (
        "be",
        "have",
    )
    return "event" if done else "state"


def worthy(span: Any, kind: str, one: Attribution | None, *, depth: int) -> bool:
    """Say whether a claim deserves a check: somebody's word for something specific.

    `one` is the attribution that holds it, `depth` how many hold it.
    """
    score = 0
    if one is not None:
        score += _ATTRIBUTED + (depth > 1) + (one.verb in _DISPUTE)
        score += one.source is not None and not one.speakers  # unnamed people, papers
    score += kind == "quantity"
    score += any(token.lemma_ == "have" and token.dep_ == "aux" for token in span)
    score += any(token.tag_ in ("JJR", "JJS", "RBR", "RBS") for token in span)
    score -= 2 * any(token.ent_type_ == "PERSON" for token in span)
    score -= any(token.lower_ in _SPEAKER for token in span)
    score -= any(token.ent_type_ == "DATE" for token in span)
    return score >= _THRESHOLD
