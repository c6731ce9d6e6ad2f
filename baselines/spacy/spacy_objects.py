"""Contents that are no clause: what is named, put at a figure, announced, said of a subject."""

from __future__ import annotations

from typing import Any

from spacy_article import Article, Offsets, Quotation
from spacy_cues import NAMING_PREPOSITIONS
from spacy_sources import calls_for


def named(article: Article, verb: Any, home: Quotation | None) -> list[Offsets]:
    """Return "the plan 'madness'" of "called the plan 'madness'", "her of lying" of "accused"."""
    lemma = verb.lemma_.lower()
    behind = [one for one in verb.children if one.i > verb.i]
    if any(child.dep_ == "auxpass" for child in verb.children):
        return passive(article, verb, home)
    objects = [one for one in behind if one.dep_ in ("dobj", "oprd", "ccomp", "xcomp", "attr")]
    wanted = NAMING_PREPOSITIONS.get(lemma)
    if calls_for(verb):
        return _called_for(article, verb, home)
    if lemma == "call":
        quoting = any(article.inside(token) != home for one in objects for token in one.subtree)
        if not objects or not quoting:
            return []
        return listed(article.cut(*article.span([t for o in objects for t in o.subtree]), home))
    links = [one for one in behind if one.dep_ == "prep" and one.lower_ == wanted]
    links += [
        one
        for two in objects
        for one in two.children
        if one.dep_ == "prep" and one.lower_ == wanted
    ]
    if not links:
        return []
    tokens = [token for one in (*objects, *links) for token in one.subtree]
    return listed(article.cut(*article.span(tokens), home))


def _called_for(article: Article, verb: Any, home: Quotation | None) -> list[Offsets]:
    """Return "the contract to be torn up" of "called for the contract to be torn up"."""
    link = verb.nbor()
    clause = link.head if link.dep_ == "mark" else link
    tokens = [token for token in clause.subtree if token.i > link.i]
    return listed(article.cut(*article.span(tokens), home)) if tokens else []


def put(article: Article, verb: Any, home: Quotation | None) -> list[Offsets]:
    """Return "the cost at £2m" of "puts the cost at £2m"."""
    thing = next((one for one in verb.children if one.dep_ == "dobj" and one.i > verb.i), None)
    figures = [one for one in verb.children if one.dep_ == "prep" and one.lower_ == "at"]
    figures += [one for one in thing.children if one.lower_ == "at"] if thing is not None else []
    if not figures or not any(token.like_num for one in figures for token in one.subtree):
        return []
    tokens = [token for one in (thing, *figures) if one is not None for token in one.subtree]
    return listed(article.cut(*article.span(tokens), home))


def passive(article: Article, verb: Any, home: Quotation | None) -> list[Offsets]:
    """Return subject and rest of "the chairman is accused of lying", "is said to have lied"."""
    wanted = NAMING_PREPOSITIONS.get(verb.lemma_.lower(), "of")
    subject = [one for one in verb.children if one.dep_ == "nsubjpass"]
    rest = [
        one
        for one in verb.children
        if one.i > verb.i and (one.dep_ == "xcomp" or (one.dep_ == "prep" and one.lower_ == wanted))
    ]
    if not subject or not rest or subject[0].tag_ in ("WP", "WDT"):
        return []
    pair = (article.cut(*article.span(list(one.subtree)), home) for one in (subject[0], rest[0]))
    return [part for part in pair if part is not None]


def objects_of(article: Article, verb: Any, home: Quotation | None) -> list[Offsets]:
    """Return the noun that is announced or cited, with all that hangs on it."""
    for child in verb.children:
        if child.i <= verb.i:
            continue
        if child.dep_ == "dobj" and (child.pos_ != "PRON" or child.lower_ in ("this", "that")):
            return listed(article.cut(*article.span(list(child.subtree)), home))
    return []


def listed(part: Offsets | None) -> list[Offsets]:
    """Return a part as a list, [] where nothing was left of it."""
    return [part] if part is not None else []
