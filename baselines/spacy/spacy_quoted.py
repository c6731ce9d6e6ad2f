"""Quotations that stand beside a cue, and the stretch of text that a cue takes up."""

from __future__ import annotations

import re
from typing import Any

from spacy_article import Article, Offsets, Quotation, words

#: Code points between a cue and the quotation that it leads to.
_NEAR = 120
#: Code points in a sentence.
_LONG = 1_000


def clause_span(article: Article, verb: Any, source: Any) -> Offsets:
    """Return the offsets of verb, subject and what stands between them."""
    tokens = [verb]
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass", "neg", "prt"):
            tokens += child.subtree if child.dep_.startswith("nsubj") else [child]
    if source is not None and source.head == verb:
        tokens += source.subtree
    return article.span(tokens)


def quoted(article: Article, verb: Any, source: Any, *, known: bool) -> list[Offsets]:
    """Return the quotations that stand right before or behind a cue in its line.

    Where the verb is not a `known` cue, a comma or colon must bind it to the quotation.
    """
    start, end = clause_span(article, verb, source)
    before, behind = article.beside(start, end)
    parts: list[Offsets] = []
    text = article.text
    if before is not None and _leads_to(text[before.end : start], before, article, known):
        first = _sentence_start(text, before.start)
        opens = not text[first : before.start].strip()
        if source is None or not (opens or _clause_behind(verb) is None):
            return []
        part = (before.start, before.end) if opens else article.cut(first, start)
        parts.append(part or (before.start, before.end))
    if behind is not None:
        gap = text[end : behind.start]
        sentence = sentence_span(article, verb)
        if parts:
            interrupted = re.search(r"[,:–—-]\s*(?:(?:and|but)\s+)?$", gap)
            if interrupted and len(gap) < _NEAR and behind.start < sentence[1]:
                parts.append((behind.start, behind.end))
        elif (
            len(gap) < _NEAR
            and re.search(r"[,:]\s*$", gap)
            and not re.search(r"[.!?;]\s", gap)
            and (source is not None or verb.dep_ == "ROOT")
            and (known or gap.rstrip().endswith(":") or not gap.strip(" ,"))
            and not _takes_clause(verb, behind)
        ):
            parts.append((behind.start, behind.end))
        elif known and not gap.strip() and words(text[behind.start : behind.end]) > 2:
            stop = behind.end
            if not _goes_on(article, verb, stop):
                parts.append((behind.start, stop))
    return parts


def _leads_to(gap: str, before: Quotation, article: Article, known: bool) -> bool:
    """Whether nothing but a comma or a joining word stands between a quotation and a cue."""
    said = article.text[before.start : before.end]
    return re.fullmatch(r"[\s,–—-]*(?:(?:and|but|as|so|then)\s+)?", gap) is not None and (
        said.rstrip("”\"’' ")[-1:] in (",", "?", "!", "-", "–", "—")
        or "," in gap
        or (known and words(said) > 2)
    )


def _sentence_start(text: str, place: int) -> int:
    """Return where the sentence begins that holds a code point outside quotations."""
    line = max(text.rfind("\n", 0, place) + 1, place - _LONG)
    stops = [one.end() for one in re.finditer(r"(?<![A-Z])[.!?][\"”’']*\s+", text[line:place])]
    return line + (stops[-1] if stops else 0)


def _clause_behind(verb: Any) -> Any:
    """Return the clause behind a verb that it governs."""
    return next((one for one in verb.children if one.dep_ == "ccomp" and one.i > verb.i), None)


def _takes_clause(verb: Any, behind: Quotation) -> bool:
    """Whether the verb governs a clause that begins before the quotation and holds it."""
    return any(
        child.dep_ == "ccomp" and verb.i < child.left_edge.i and child.left_edge.idx < behind.start
        for child in verb.children
    )


def _goes_on(article: Article, verb: Any, stop: int) -> bool:
    """Whether the clause of a verb has words behind a quotation that opens it."""
    return any(child.dep_ == "ccomp" and child.right_edge.idx > stop + 2 for child in verb.children)


def sentence_span(article: Article, token: Any) -> Offsets:
    """Return the sentence of a token; a quotation that it cuts in two is taken as a whole."""
    sentence = token.sent
    end = sentence.end_char
    holder = article.quotation_at(end - 1)
    return sentence.start_char, holder.end if holder else end
