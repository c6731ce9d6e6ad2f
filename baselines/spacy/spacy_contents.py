"""What the tree says a cue governs: clauses, infinitives, objects."""

from __future__ import annotations

from typing import Any

from spacy_article import Article, Offsets, Quotation, words
from spacy_cues import BELIEF, CLAUSE, INFINITIVE, NAMING, OBJECT, ORDER, PAPER, PAPER_CLAUSE
from spacy_objects import listed, named, objects_of, passive, put
from spacy_quoted import clause_span, sentence_span
from spacy_sources import joined_cue, tail_cue


def governed(article: Article, verb: Any, source: Any, home: Quotation | None) -> list[Offsets]:
    """Return what the tree says a cue governs: clause, infinitive, object; [] for nothing."""
    lemma = verb.lemma_.lower()
    children = list(verb.children)
    if lemma in NAMING:
        return named(article, verb, home)
    if lemma == "put":
        return put(article, verb, home)
    if verb.dep_ == "ROOT" and verb.tag_ == "VB" and source is None:
        return []  # an order to the reader
    if source is not None and not _reports(verb, source):
        return []
    question = _question(verb)
    if question is not None:
        return listed(article.cut(question.idx, article.span(list(verb.subtree))[1], home))
    clause = next((one for one in children if one.dep_ == "ccomp"), None)
    if clause is not None and lemma in CLAUSE | PAPER_CLAUSE:
        return _clause(article, verb, source, clause, home)
    if verb.dep_ in ("parataxis", "advcl") and lemma in CLAUSE and source is not None:
        mark = next((one for one in children if one.dep_ == "mark"), None)
        if verb.dep_ == "parataxis" or (mark is not None and mark.lower_ == "as"):
            return around(article, verb, clause_span(article, verb, source), home)
    wanted = next((one for one in children if one.dep_ == "xcomp"), None)
    if wanted is not None and any(child.dep_ == "auxpass" for child in children):
        told = lemma in CLAUSE | ORDER and wanted.tag_ in ("VB", "VBN", "VBG")
        return passive(article, verb, home) if told and lemma not in BELIEF else []
    aimed = lemma not in ORDER or any(one.dep_ in ("dobj", "dative") for one in children)
    if (
        wanted is not None
        and lemma in INFINITIVE | ORDER
        and (aimed or any(one.dep_.startswith("nsubj") for one in wanted.children))
    ):
        start, end = article.span(list(wanted.subtree))
        target = next((one for one in children if one.dep_ == "dobj"), None)
        if target is not None and lemma in ORDER and target.i > verb.i:
            start = min(start, article.span(list(target.subtree))[0])
        return listed(article.cut(start, end, home))
    if lemma in CLAUSE and source is not None and source.head == verb:
        parts = _at_the_end(article, verb, source, home)
        if parts:
            return parts
    if lemma in OBJECT and source is not None:
        return objects_of(article, verb, home)
    return []


def _question(verb: Any) -> Any:
    """Return the "if" or "whether" that opens what a verb of asking asks."""
    if verb.lemma_.lower() not in ("ask", "wonder", "question"):
        return None
    for token in verb.doc[verb.i + 1 : verb.i + 5]:
        if token.lower_ in ("if", "whether"):
            return token
        if token.is_punct:
            break
    return None


def _at_the_end(article: Article, verb: Any, source: Any, home: Quotation | None) -> list[Offsets]:
    """Return the sentence before "..., he said", where the tree does not tie the two together."""
    start, end = clause_span(article, verb, source)
    first, last = sentence_span(article, verb)
    if home is not None:
        first, last = max(first, home.start), min(last, home.end)
    before, rest = article.text[first:start].rstrip(), article.text[end:last]
    if (
        not before.endswith(",")
        or words(before) < 3
        or (words(rest) > 6 and _remainder(article, verb, end) is None)
    ):
        return []
    parts = listed(article.cut(first, start, home))
    return parts + listed(_remainder(article, verb, end)) if home is None else parts


def _remainder(article: Article, verb: Any, end: int) -> Offsets | None:
    """Return what goes on behind "..., he said, and ...", unless another cue or a date follows."""
    stop = sentence_span(article, verb)[1]
    rest = [token for token in verb.sent if end <= token.idx < stop and not token.is_space]
    if len(rest) < 5 or rest[0].text != ",":
        return None
    opening = rest[1]
    cues = [one for one in rest if one.lemma_.lower() in CLAUSE and one.head == verb]
    if cues or opening.tag_ not in ("CC", "IN", "RB", "RBR", "WRB", "TO") or opening.ent_type_:
        return None
    if opening.lower_ in ("as", "when", "after", "before", "in", "on", "at", "during"):
        return None
    return article.cut(end, stop)


def _reports(verb: Any, source: Any) -> bool:
    """Whether subject and verb go together: papers show and find, people say."""
    lemma = verb.lemma_.lower()
    if lemma in ("find", "show"):
        return bool(PAPER & {source.lower_, source.lemma_.lower()})
    return True


def _clause(
    article: Article, verb: Any, source: Any, clause: Any, home: Quotation | None
) -> list[Offsets]:
    """Return the clause behind a cue; before it, all of the sentence up to the cue."""
    start, end = clause_span(article, verb, source)
    if clause.i < verb.i:
        first = min(clause.left_edge.idx, start)
        sentence = verb.sent
        if verb.dep_ == "ROOT":
            first = sentence.start_char
        parts = listed(article.cut(first, start, home))
        rest = [one for one in clause.subtree if one.i > verb.i and one.idx >= end]
        if parts and rest:
            parts += listed(article.cut(*article.span(rest), home))
        elif parts and home is None:
            parts += listed(_remainder(article, verb, end))
        return [part for part in parts if words(article.text[slice(*part)])]
    if not _whole(clause):
        return []
    tails = {
        one.i
        for child in clause.children
        if tail_cue(child) or joined_cue(child)
        for one in child.subtree
    }
    first, last = article.span([one for one in clause.subtree if one.i not in tails])
    inside = [
        child
        for child in verb.children
        if child.dep_ in ("advcl", "conj", "parataxis") and child.i > clause.i
    ]
    if first < end:  # a subject between: the tree is wrong
        first = end
    for child in inside:
        if child.dep_ == "advcl" and article.text[last:].lstrip()[:1] != ",":
            last = max(last, article.span(list(child.subtree))[1])
    if not article.same_line(verb.idx, first):
        return []
    return listed(article.cut(first, last, home))


def _whole(clause: Any) -> bool:
    """Whether a clause has its subject: in "which he said had failed" it stands elsewhere."""
    return (
        clause.tag_ in ("VB", "VBG")
        or any(
            child.dep_ in ("nsubj", "nsubjpass", "expl", "csubj", "cc") for child in clause.children
        )
        or clause.pos_ not in ("VERB", "AUX")
    )


def around(article: Article, token: Any, clause: Offsets, home: Quotation | None) -> list[Offsets]:
    """Return the sentence that a cue interrupts or follows, without the cue's own clause."""
    start, end = sentence_span(article, token)
    head = token.head
    closing = token.lower_ == "according" and token.i > head.i
    bounds = ("ccomp",) if closing else ("ccomp", "conj", "advcl", "relcl")
    if head.dep_ in bounds and head != token:
        inner = article.span(list(head.subtree))
        start, end = max(start, inner[0]), min(end, inner[1])
    parts = []
    for first, last in ((start, clause[0]), (clause[1], end)):
        if first < last:
            part = article.cut(first, last, home)
            if part is not None and words(article.text[slice(*part)]) > 1:
                parts.append(part)
    return parts
