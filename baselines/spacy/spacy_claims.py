"""Claims: the clauses of contents and of the article's own voice, and which deserve a check."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from spacy_article import Article, Offsets, words
from spacy_attributions import Attribution
from spacy_names import Names
from spacy_worth import kind_of, worthy

_SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")
#: Adverbial clauses that are claims of their own, by the word that opens them.
_SPLITTING = frozenset(["although", "though", "while", "whereas", "as"])
_CONNECTIVES = re.compile(
    r"(?:[\s,;:–—-]+|(?:and|but|or|so|also|then|meanwhile|however|that|yet|nor|although|though"
    r"|while|whereas|still|moreover|in addition)\b[\s,]*)+",
    re.I,
)
_TAIL = re.compile(r"(?:[\s,;:.!–—-]|\b(?:and|but|or|so|while|as)\Z)+\Z", re.I)
_MARKS = "\"'“”‘’"
_MIN_WORDS = 3


@dataclass(frozen=True)
class Claim:
    """One claim: offsets, type, and whether it deserves a check."""

    start: int
    end: int
    kind: str
    worthy: bool


def claims_in(article: Article, names: Names, said: list[Attribution]) -> list[Claim]:
    """Return the claims of an article in the order of the text."""
    found: dict[Offsets, Claim] = {}
    for start, end, one in _regions(article, said):
        near = [
            two for two in said if any(begin < end and start < stop for begin, stop in two.content)
        ]
        for first, last in _clauses(article, start, end, one):
            cut = _trimmed(article.text, first, last)
            if cut is None or cut in found or _reports(cut, near, one):
                continue
            span = article.doc.char_span(*cut, alignment_mode="contract")
            if span is None or not _states(article.text, span, attributed=one is not None):
                continue
            kind = kind_of(span)
            depth = sum(_inside(cut, part) for two in near for part in two.content)
            found[cut] = Claim(*cut, kind, worthy(span, kind, one, depth=depth))
    return _nested(list(found.values()))


def _inside(inner: Offsets, outer: Offsets) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _reports(cut: Offsets, said: list[Attribution], one: Attribution | None) -> bool:
    """Whether a clause is itself a saying: cue and content of another attribution lie in it."""
    return any(
        two is not one
        and two.cue is not None
        and _inside(two.cue, cut)
        and any(_inside(part, cut) for part in two.content)
        for two in said
    )


def _regions(
    article: Article, said: list[Attribution]
) -> Iterator[tuple[int, int, Attribution | None]]:
    """Yield (start, end, attribution): contents, then the sentences that report no speech."""
    taken: list[Offsets] = []
    for one in said:
        parts = sorted(one.content)
        if _interrupted(article, one, parts):
            parts[:2] = [(parts[0][0], parts[1][1])]
        for part in parts:
            yield *part, one
        taken += [*parts, one.cue] if one.cue is not None else parts
    for sentence in article.doc.sents:
        start, end = sentence.start_char, sentence.end_char
        if not any(first < end and start < last for first, last in taken):
            yield start, end, None


def _interrupted(article: Article, one: Attribution, parts: list[Offsets]) -> bool:
    """Whether a cue interrupts one clause: behind it no sentence and no subject begins."""
    if one.cue is None or len(parts) < 2 or not parts[0][1] <= one.cue[0] < parts[1][0]:
        return False
    before = article.text[slice(*parts[0])].rstrip(_MARKS)
    between = article.text[parts[0][1] : parts[1][0]]
    if before[-1:] in (".", "?", "!") or re.search(r"[.?!]\s|\n", between):
        return False
    rest = article.doc.char_span(*parts[1], alignment_mode="expand")
    return rest is not None and not any(token.dep_ in _SUBJECTS for token in rest[:5])


def _clauses(article: Article, start: int, end: int, one: Attribution | None) -> Iterator[Offsets]:
    """Yield the clauses of a region that are claims of their own, within one line."""
    if one is not None and one.cue is not None and start <= one.cue[0] < end:
        yield start, end
        return
    span = article.doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return
    for sentence in _sentences(span):
        cuts = [sentence[0].idx]
        for token in sentence:
            if _opens(token, sentence):
                cuts.append(token.left_edge.idx)
        last = sentence[-1]
        cuts = [*sorted(set(cuts)), last.idx + len(last)]
        for first, stop in pairwise(cuts):
            yield max(first, start), min(stop, end)
        for token in sentence:
            if token.dep_ == "relcl" and token.left_edge.i > 0:
                comma = token.doc[token.left_edge.i - 1].text in (",", "-", "–", "—", "--")
                if comma and token.left_edge.lower_ in ("who", "which", "whose"):
                    edge = token.right_edge
                    yield max(token.left_edge.idx, start), min(edge.idx + len(edge), end)


def _sentences(span: Any) -> Iterator[list[Any]]:
    """Yield the tokens of a region, sentence by sentence and line by line."""
    here: list[Any] = []
    for token in span:
        if here and (token.is_sent_start or token.is_space):
            yield here
            here = []
        if not token.is_space:
            here.append(token)
    if here:
        yield here


def _opens(token: Any, sentence: list[Any]) -> bool:
    """Whether a token heads a clause that is a claim beside the one before it."""
    if token.i <= sentence[0].i or token.left_edge.i <= sentence[0].i:
        return False
    if not any(child.dep_ in _SUBJECTS for child in token.children):
        return False
    if token.dep_ == "conj" and token.head.pos_ in ("VERB", "AUX"):
        return token.head.i < token.left_edge.i
    if token.dep_ == "advcl":
        mark = next((one for one in token.children if one.dep_ == "mark"), None)
        return mark is not None and mark.lower_ in _SPLITTING and token.left_edge.i > token.head.i
    return token.dep_ in ("parataxis",) or (token.dep_ == "ccomp" and token.nbor(-1).text == ";")


def _trimmed(text: str, start: int, end: int) -> Offsets | None:
    """Return the offsets without connectives and edge punctuation; marks come off as a pair."""
    for _ in range(3):
        lead = _CONNECTIVES.match(text, start, end)
        start = lead.end() if lead else start
        tail = _TAIL.search(text, start, end)
        end = tail.start() if tail else end
        if end - start < 2:
            return None
        inner = text[start:end]
        opens, closes = inner[0] in _MARKS, inner[-1] in _MARKS
        if opens and closes:
            start, end = start + 1, end - 1
        elif opens and not re.search("[\"”’']", inner[1:]):
            start += 1
        elif closes and not re.search('["“‘]', inner[:-1]):
            end -= 1
        else:
            break
    if words(text[start:end]) < _MIN_WORDS or "\n" in text[start:end]:
        return None
    return start, end


def _states(text: str, span: Any, *, attributed: bool) -> bool:
    """Whether a clause states something: it has a verb with a subject and is no question."""
    if "?" in text[span.end_char - 1 : span.end_char + 2]:
        return False
    verbs = [token for token in span if token.pos_ in ("VERB", "AUX")]
    if not verbs:
        return False
    if any(token.dep_ in _SUBJECTS for token in span):
        return not any(token.lemma_.lower() in ("should", "ought") for token in span)
    return attributed and verbs[0].tag_ in ("VB", "VBG") and span[0].lower_ in ("to", "of")


def _nested(claims: list[Claim]) -> list[Claim]:
    """Return the claims without those that cross another."""
    kept: list[Claim] = []
    for one in sorted(claims, key=lambda claim: (claim.start, -claim.end)):
        if not any(two.start < one.start < two.end < one.end for two in kept):
            kept.append(one)
    return kept
