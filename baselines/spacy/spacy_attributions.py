"""Who says what: every cue of an article, then the quotations that no cue has taken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from spacy_article import Article, Offsets, Quotation, words
from spacy_contents import around, governed
from spacy_cues import BELIEF, CLAUSE, HEARING, INFINITIVE, NAMING, NOUN, OBJECT, ORDER, word_set
from spacy_quoted import quoted
from spacy_sources import cue_span, source_of, source_span

#: Verbs that may report speech by their grammar alone; any verb may govern a quotation.
_CUES = CLAUSE | INFINITIVE | OBJECT | ORDER | NAMING | {"find", "show", "call", "put", "hear"}
#: A quotation with fewer words that is not said by a cue is a title, a nickname, a scare quote.
_MIN_WORDS = 4
#: Words that stand before a colon and say nothing.
_LABELS = word_set(
    """
    analysis breaking comment correction editorial exclusive explainer explained fact
    factbox gallery highlights how key listen live more note opinion photos pictures profile
    read related review source sources topics update updated updates video watch what who
    why
    """
)
_COLON_HEAD = re.compile(r"([A-Z][^\n:“”\".]{1,60}):[ \t]+(?=\S)")
_SIGNED = re.compile(r"[ \t]*\n?[ \t]*[—–-]{1,2}[ \t]*([A-Z][\w’'.-]+(?: [A-Z][\w’'.-]+)+)")


@dataclass
class Attribution:
    """One act of saying: offsets of its roles, head of its source, lemma of its cue, speakers."""

    content: list[Offsets]
    cue: Offsets | None = None
    source: Offsets | None = None
    head: Any = None
    verb: str = ""
    speakers: list[str] = field(default_factory=list)

    @property
    def end(self) -> int:
        """Where the last of it ends."""
        return max(end for _, end in (*self.content, self.cue or (0, 0), self.source or (0, 0)))


def attributions_in(article: Article) -> list[Attribution]:
    """Return the attributions of an article, ordered by content."""
    found = list(_colons(article))
    taken = {part for one in found for part in one.content}
    for token in article.doc:
        one = _by_token(article, token)
        if one is not None and taken.isdisjoint(one.content):  # none shares a content span
            found.append(one)
            taken.update(one.content)
    found = _take_quotations(article, found)
    return sorted(found, key=lambda one: min(one.content))


def _by_token(article: Article, token: Any) -> Attribution | None:
    """Return the attribution whose cue is a token, if it is one."""
    if token.lower_ == "according":
        return _according(article, token)
    if token.pos_ in ("VERB", "AUX"):
        return _by_verb(article, token)
    if token.pos_ == "NOUN" and token.lemma_.lower() in NOUN:
        return _by_noun(article, token)
    return None


def _by_verb(article: Article, verb: Any) -> Attribution | None:
    lemma = verb.lemma_.lower()
    home = article.inside(verb)
    source = source_of(verb)
    parts: list[Offsets] = []
    if home is None:
        parts = quoted(article, verb, source, known=lemma in _CUES)
    if not parts and lemma in _CUES:
        parts = governed(article, verb, source, home)
    if not parts or _own_belief(verb, source, home):
        return None
    if source is None and lemma in BELIEF:
        return None
    one = Attribution(parts, cue_span(article, verb), verb=lemma)
    heard = source is not None and source.lemma_.lower() in HEARING and lemma in ("hear", "tell")
    if lemma == "hear" and not heard:
        return None
    if source is not None and not (heard and (lemma == "hear" or verb.tag_ == "VBN")):
        one.head, one.source = source, source_span(article, source)
    return _disjoint(one)


def _own_belief(verb: Any, source: Any, home: Quotation | None) -> bool:
    """Whether it is a speaker's own belief or urging, inside his quotation."""
    if home is None:
        return False
    first = source is not None and source.lower_ in ("i", "we")
    you = source is None or source.lower_ == "you"
    present = verb.tag_ in ("VBP", "VB")
    return you or (first and (present or verb.lemma_.lower() in BELIEF))


def _according(article: Article, word: Any) -> Attribution | None:
    """Return "..., according to the council"."""
    to = next((child for child in word.children if child.lower_ == "to"), None)
    if to is None and word.i + 1 < len(word.doc) and word.nbor().lower_ == "to":
        to = word.nbor()
    source = next((child for child in to.children if child.dep_ == "pobj"), None) if to else None
    if source is None or source.lower_ in ("law", "plan", "schedule"):
        return None
    home = article.inside(word)
    clause = article.span([word, *source.subtree])
    parts = around(article, word, clause, home)
    one = Attribution(parts, article.span([word, to]), source_span(article, source), source)
    return _disjoint(one) if parts else None


def _by_noun(article: Article, noun: Any) -> Attribution | None:
    """Return "his warning that ...", "a report by the council that ..."."""
    clause = next(
        (
            child
            for child in noun.children
            if child.dep_ in ("acl", "ccomp", "relcl")
            and any(c.dep_ == "mark" and c.lower_ == "that" for c in child.children)
        ),
        None,
    )
    if clause is None:
        return None
    content = article.cut(*article.span(list(clause.subtree)), article.inside(noun))
    if content is None:
        return None
    one = Attribution([content], article.span([noun]))
    owner = next((child for child in noun.children if child.dep_ == "poss"), None)
    for child in noun.children:
        if owner is None and child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from"):
            owner = next((c for c in child.children if c.dep_ == "pobj"), None)
    if owner is None and noun.dep_ in ("dobj", "attr"):
        owner = source_of(noun.head)
    if owner is not None:
        one.head, one.source = owner, source_span(article, owner)
    return _disjoint(one)


def _colons(article: Article) -> Iterator[Attribution]:
    """Yield "Police: dam is safe" in the headline, and "QUILL: I never saw it" of transcripts."""
    begin = 0
    seen = False
    for line in article.text.split("\n"):
        head = _COLON_HEAD.match(line)
        headline = bool(line.strip()) and not seen
        seen = seen or bool(line.strip())
        if head:
            name, rest = head[1], line[head.end() :]
            span = article.doc.char_span(begin, begin + len(name), alignment_mode="expand")
            speaks = span is not None and (
                name.isupper() or span.root.tag_ in ("NNP", "NNPS", "NNS")
            )
            speaks = speaks and (name.split()[0].casefold() not in _LABELS)
            quoted = rest[0] in "“\"‘'"
            if speaks and len(name.split()) <= 4 and (headline or quoted or name.isupper()):
                content = article.cut(begin + head.end(), begin + len(line))
                if content is not None:
                    colon = begin + len(name)
                    source = (begin, colon)
                    yield Attribution([content], (colon, colon + 1), source, span.root)
        begin += len(line) + 1


def _take_quotations(article: Article, found: list[Attribution]) -> list[Attribution]:
    """Give quotations that no cue has taken to the cue before them, or let them stand alone."""
    for quotation in article.quotations:
        if any(
            start < quotation.end and quotation.start < end
            for one in found
            for start, end in one.content
            if not (quotation.start < start and end < quotation.end)
        ):
            continue
        if words(article.text[quotation.start : quotation.end]) < _MIN_WORDS:
            continue
        line = article.text.rfind("\n", 0, quotation.start) + 1
        before = article.text[line : quotation.start].strip()
        if before and before[-1] not in ".!?\"”:’'":
            continue
        if not quotation.double and before:
            continue
        previous = _cue_before(article, found, quotation, line if before else None)
        part = (quotation.start, quotation.end)
        if previous is not None:
            previous.content.append(part)
        elif quotation.double:
            found.append(_signed(article, part))
    return found


def _signed(article: Article, part: Offsets) -> Attribution:
    """Return a quotation that stands alone, with the name that a dash puts under it."""
    one = Attribution([part])
    name = _SIGNED.match(article.text, part[1])
    if name:
        one.source = name.span(1)
        span = article.doc.char_span(*one.source, alignment_mode="expand")
        one.head = span.root if span is not None else None
    return one


def _cue_before(
    article: Article, found: list[Attribution], quotation: Quotation, line: int | None
) -> Attribution | None:
    """Return the attribution that a quotation carries on: nothing stands between the two."""
    ended = [
        one
        for one in found
        if one.cue and one.end <= quotation.start and not article.quotation_at(one.cue[0])
    ]
    last = max(ended, key=lambda one: one.end, default=None)
    if last is None:
        return None
    between = article.text[last.end : quotation.start]
    if line is None:
        ends_quoted = article.quotation_at(last.end - 1) is not None
        return last if ends_quoted and not between.strip(" \n.") else None
    return last if last.end >= line and len(re.findall(r"[.!?](?=\s)", between)) <= 1 else None


def _disjoint(one: Attribution) -> Attribution | None:
    """Return the attribution if its roles do not overlap."""
    for role in (one.cue, one.source):
        if role and any(start < role[1] and role[0] < end for start, end in one.content):
            return None
    return one
