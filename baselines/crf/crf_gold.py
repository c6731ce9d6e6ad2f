"""Gold articles as the models learn them: features beside labels."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from crf_claim_features import claim_features
from crf_clauses import Candidate, candidates_in
from crf_cues import Range, cue_features, speech_features
from crf_furniture import BODY, line_features
from crf_names import name_features
from crf_roles import role_features, windows
from rules_clauses import Reported
from rules_extractor import cover_of
from rules_name_cuts import Name
from rules_quotations import sentences_in
from rules_speakers import SpeakerResolver
from rules_stages import rules_names, rules_speech
from rules_text import Line, document_of, lines_of

from copydesk.corpus import Document

Sequences = Iterator[tuple[list[list[str]], list[str]]]  # features of the tokens, their labels
#: Of the tokens of a candidate and a gold claim, the share in both: well cut; much the same clause.
_CUT, _NEAR = 0.6, 0.3
Items = Iterator[tuple[dict[str, float], str]]  # features of an item, its class


class Read:
    """One gold article as the models see it: body lines, tokens, names, attributions."""

    def __init__(self, gold: Document) -> None:
        """Lay the gold over the tokens of the body."""
        note = gold.annotation
        self.gold = gold
        self.lines = lines_of(gold.text)
        furniture = [(one.start, one.end) for one in note.boilerplate or ()]
        body = [part for line in self.lines for part in _without(line, furniture)]
        self.document = document_of(gold.text, body)
        self.names = [
            Name(*tokens, one.text, one.label, one.canonical or one.text)
            for one in note.entities or ()
            if (tokens := self.range(one.start, one.end))
        ]
        self.cover = cover_of(self.document, self.names)
        self.sentences = sentences_in(self.document)
        self.attributions = [
            one for one in map(self._reported, note.attributions or ()) if one.content
        ]

    @cached_property
    def candidates(self) -> list[tuple[dict[str, float], float, bool]]:
        """Return features of what may be a claim, how well one fits, and whether that is worthy.

        Names and attributions are those of the rules: with theirs the claims are read.
        """
        document, sentences = self.document, self.sentences
        names = rules_names(document)
        cover = cover_of(document, names)
        attributions = rules_speech()(document, sentences, cover)
        SpeakerResolver(document, names, cover).resolve(attributions)
        stage = document, sentences, attributions, cover
        gold = [
            (*tokens, bool(one.check_worthy))
            for one in self.gold.annotation.claims or ()
            if (tokens := self.range(one.start, one.end))
        ]
        candidates = candidates_in(*stage)
        return [
            (features, *max((_common(one, claim) for claim in gold), default=(0.0, False)))
            for one, features in zip(candidates, claim_features(*stage, candidates), strict=True)
        ]

    def range(self, start: int, end: int) -> Range | None:
        """Return the tokens that share a character with `[start, end)`, or None."""
        inside = [
            at
            for at, token in enumerate(self.document.tokens)
            if token.start < end and start < token.end
        ]
        return (inside[0], inside[-1] + 1) if inside else None

    def _reported(self, said: Any) -> Reported:
        content = [self.range(one.start, one.end) for one in said.content]
        cue = [self.range(one.start, one.end) for one in said.cue or ()]
        source = [self.range(one.start, one.end) for one in said.source or ()]
        return Reported(
            [one for one in content if one],
            cue[0] if cue else None,
            source[0] if source else None,
            0,
            speakers=list(said.speakers or ()),
        )


def _common(one: Candidate, claim: tuple[int, int, bool]) -> tuple[float, bool]:
    """Return the share of two ranges that is common to both, and whether the claim is worthy."""
    first, last, worthy = claim
    common = min(one.last, last) - max(one.first, first)
    return common / (max(one.last, last) - min(one.first, first)), worthy


def _without(line: Line, furniture: Iterable[Range]) -> Iterator[Line]:
    """Yield what of a line is not furniture."""
    start, end = line.start, line.end
    for first, last in furniture:
        if first <= start < last:
            start = last
        elif start < first < end:
            end = first
    text = line.text[start - line.start : end - line.start]
    if text.strip():
        start += len(text) - len(text.lstrip())
        yield Line(start, start + len(text.strip()), text.strip())


def name_sequences(read: Read) -> Sequences:
    """Yield the lines of an article with the labels of their tokens."""
    labels = _labels(len(read.document.tokens), [((n.first, n.last), n.label) for n in read.names])
    for line, tokens in zip(read.document.lines, name_features(read.document), strict=True):
        yield tokens, labels[line.first : line.last]


def cue_sequences(read: Read) -> Sequences:
    """Yield the lines of an article with the cues in them."""
    cues = [(one.cue, "cue") for one in read.attributions if one.cue]
    labels = _labels(len(read.document.tokens), cues)
    tokens = speech_features(read.document, read.sentences, read.cover)
    for line in read.document.lines:
        yield cue_features(tokens[line.first : line.last]), labels[line.first : line.last]


def role_sequences(read: Read) -> Sequences:
    """Yield for each cue its line with content and source."""
    tokens = speech_features(read.document, read.sentences, read.cover)
    cues = sorted({one.cue for one in read.attributions if one.cue})
    window = dict(zip(cues, windows(read.document, read.sentences, cues), strict=True))
    for one in read.attributions:
        if not one.cue:
            continue
        first, last = window[one.cue]
        roles = [(part, "content") for part in one.content]
        roles += [(one.source, "source")] if one.source else []
        labels = _labels(len(tokens), roles)[first:last]
        yield role_features(tokens, read.sentences, cues, one.cue, (first, last)), _begun(labels)


def _labels(size: int, spans: Iterable[tuple[Range, str]]) -> list[str]:
    """Return labels `B-kind`, `I-kind`, `O` for so many tokens."""
    labels = ["O"] * size
    for (first, last), kind in spans:
        labels[first:last] = [f"B-{kind}"] + [f"I-{kind}"] * (last - first - 1)
    return labels


def _begun(labels: list[str]) -> list[str]:
    """Let a stretch that began on an earlier line begin here."""
    if labels and labels[0].startswith("I-"):
        labels[0] = "B-" + labels[0][2:]
    return labels


def furniture_items(read: Read) -> Items:
    """Yield the lines of an article with their categories."""
    for line, features in zip(read.lines, line_features(read.lines), strict=True):
        label = BODY
        for one in read.gold.annotation.boilerplate or ():
            common = min(line.end, one.end) - max(line.start, one.start)
            if 2 * common >= line.end - line.start:
                label = one.category
        yield features, label


def clause_items(read: Read) -> Items:
    """Yield the candidates of an article, and whether each is a claim of any kind, well cut."""
    for features, fit, _ in read.candidates:
        yield features, "well cut" if fit >= _CUT else "other"


def claim_items(read: Read) -> Items:
    """Yield the candidates near a claim, and whether that claim deserves checking."""
    for features, fit, worthy in read.candidates:
        if fit >= _NEAR:
            yield features, "worthy" if worthy else "other"
