"""The source of a verb and how it is cut; the span of the cue."""

from __future__ import annotations

from typing import Any

from spacy_article import Article, Offsets
from spacy_cues import CLAUSE, DUMMY

_SUBJECTS = ("nsubj", "csubj")
_CUE_PARTS = ("aux", "auxpass", "neg", "prt")
#: What is set off from a source: with a comma it is an aside, without one it belongs to it.
_ASIDES = ("appos", "relcl", "acl", "conj", "parataxis", "advcl")


def source_of(verb: Any) -> Any:
    """Return the head of who says, or None."""
    subjects = [child for child in verb.children if child.dep_ in _SUBJECTS]
    passive = any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children)
    if subjects and not passive:
        return _antecedent(verb, subjects[0])
    if passive or verb.tag_ == "VBN":
        for child in verb.children:
            if child.dep_ == "agent":
                return next((one for one in child.children if one.dep_ == "pobj"), None)
        if passive:
            return None
    return _inherited(verb)


def _inherited(verb: Any) -> Any:
    """Return the subject that a verb without one shares with the verb that it hangs on."""
    if verb.tag_ == "VBG" and verb.dep_ == "acl":
        return verb.head
    above = verb.head
    if verb.dep_ == "advcl" and verb.tag_ == "VBG" and above.dep_ == "ccomp" and tail_cue(verb):
        above = above.head
    if verb.dep_ == "conj" and above.pos_ in ("VERB", "AUX"):
        return source_of(above.head if joined_cue(verb) else above)
    if verb.tag_ not in ("VBG", "VB") or verb.dep_ not in ("advcl", "xcomp", "pcomp", "conj"):
        return None
    while above.pos_ not in ("VERB", "AUX") and above.dep_ in ("prep", "advmod", "acomp", "pcomp"):
        above = above.head
    return source_of(above) if above.pos_ in ("VERB", "AUX") and above != verb else None


def tail_cue(verb: Any) -> bool:
    """Whether a participle behind a comma reports speech: "..., suggesting that she lied".

    The parser hangs it on the clause before it; it belongs to that clause's cue.
    """
    at = verb.left_edge.i
    return (
        verb.tag_ == "VBG"
        and verb.lemma_.lower() in CLAUSE
        and at > 0
        and verb.doc[at - 1].text == ","
        and any(child.dep_ in ("ccomp", "xcomp") for child in verb.children)
    )


def joined_cue(verb: Any) -> bool:
    """Whether a verb goes on with the cue, not with the clause that the parser ties it to.

    In "said staff were unsafe but denied that patients were harmed" he denies, not the staff.
    """
    above = verb.head
    return bool(
        verb.dep_ == "conj"
        and verb.lemma_.lower() in CLAUSE
        and above.dep_ == "ccomp"
        and above.lemma_.lower() not in CLAUSE
        and above.head.lemma_.lower() in CLAUSE
        and above.head.i < verb.i
        and any(child.dep_ in ("ccomp", "xcomp", "dobj") for child in verb.children)
        and not any(child.dep_ in _SUBJECTS for child in verb.children)
    )


def _antecedent(verb: Any, subject: Any) -> Any:
    """Return the subject, or what it stands for in a relative clause; None for a dummy."""
    if subject.lower_ in ("who", "which", "that") and subject.tag_ in ("WP", "WDT"):
        while verb.dep_ == "conj":
            verb = verb.head
        return verb.head if verb.dep_ == "relcl" else None
    return None if subject.lower_ in DUMMY else subject


def source_span(article: Article, head: Any) -> Offsets:
    """Return the noun phrase of a source without what a comma sets off."""
    kept = {head.i}
    todo = list(head.children)
    while todo:
        token = todo.pop()
        if token.i > head.i:
            comma = any(
                article.doc[i].text in (",", "-", "--", "–", "—", "(")
                for i in range(head.i + 1, token.left_edge.i + 1)
            )
            joint = token.dep_ == "conj" and token.pos_ in ("NOUN", "PROPN", "PRON")
            if comma and not joint:
                continue
            if token.dep_ in ("relcl", "appos") and not _restrictive(token):
                continue
        if token.dep_ in ("punct", "cc", "preconj", "predet") and token.i < head.i:
            continue
        kept |= {one.i for one in token.subtree}
    first = min(kept)
    last = head.i
    while last + 1 in kept:
        last += 1
    while first < head.i and article.doc[first].is_punct:
        first += 1
    while last > head.i and (article.doc[last].is_punct or article.doc[last].is_space):
        last -= 1
    return article.span([article.doc[first], article.doc[last]])


def _restrictive(clause: Any) -> bool:
    """Whether a clause or a second noun behind a noun belongs to its name."""
    return clause.dep_ == "appos" or any(
        child.lower_ in ("who", "that", "which", "whose") for child in clause.subtree
    )


def cue_span(article: Article, verb: Any) -> Offsets:
    """Return the verb with the auxiliaries, negation and particle that stand right beside it."""
    parts = {child.i for child in verb.children if child.dep_ in _CUE_PARTS} | {verb.i}
    first = last = verb.i
    while first - 1 in parts:
        first -= 1
    while last + 1 in parts:
        last += 1
    if calls_for(verb):
        last = verb.i + 1
    return article.span([article.doc[first], article.doc[last]])


def calls_for(verb: Any) -> bool:
    """Whether a verb is the "call" of "call for"."""
    behind = verb.i + 1
    return bool(
        verb.lemma_.lower() == "call"
        and behind < len(verb.doc)
        and verb.doc[behind].lower_ == "for"
    )
