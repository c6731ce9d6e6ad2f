"""The reference system of hand-written rules: furniture first, everything else on what is left."""

from typing import Any

from rules_claims import claims_in
from rules_clauses import Reported
from rules_furniture import FurnitureFinder
from rules_labels import label_names
from rules_name_cuts import Name
from rules_names import names_in
from rules_quotations import inner_sentences, sentences_in
from rules_quoted import add_uncued
from rules_reported import SpeechFinder
from rules_speakers import SpeakerResolver
from rules_text import Document, document_of, lines_of


class Rules:
    """Extracts all four layers from one article at a time."""

    def __init__(self) -> None:
        """Compile what is compiled once."""
        self._furniture = FurnitureFinder()
        self._speech = SpeechFinder()

    def extract(self, article: dict[str, str]) -> dict[str, Any]:
        """Return the four layers of `article` in the prediction format."""
        text = article["text"]
        blocks, body = self._furniture.find(lines_of(text))
        document = document_of(text, body)
        names = label_names(document, names_in(document))
        cover = _cover(document, names)
        name_of = [name.first if name else -1 for name in cover]
        sentences = sentences_in(document)
        attributions: list[Reported] = []
        for sentence in sentences:
            attributions.extend(self._speech.find(document, sentence, cover, name_of))
            for inner in inner_sentences(document, sentence):
                attributions.extend(self._speech.find(document, inner, cover, name_of))
        attributions = add_uncued(document, sentences, attributions, cover)
        SpeakerResolver(document, names, cover).resolve(attributions)
        claims = claims_in(document, sentences, attributions, cover)
        return {
            "entities": [
                {
                    **_span(document, (name.first, name.last)),
                    "label": name.label,
                    "canonical": name.canonical,
                }
                for name in names
            ],
            "attributions": [_attribution(document, reported) for reported in attributions],
            "claims": [
                {
                    **_span(document, (claim.first, claim.last)),
                    "claim_type": claim.kind,
                    "check_worthy": claim.worthy,
                }
                for claim in claims
            ],
            "boilerplate": [
                {"start": block.start, "end": block.end, "category": block.category}
                for block in blocks
            ],
        }


def _cover(document: Document, names: list[Name]) -> list[Name | None]:
    """Return for each token the name that covers it."""
    cover: list[Name | None] = [None] * len(document.tokens)
    for name in names:
        for at in range(name.first, name.last):
            cover[at] = name
    return cover


def _span(document: Document, tokens: tuple[int, int]) -> dict[str, int]:
    """Return a token range in code points."""
    first, last = tokens
    return {"start": document.tokens[first].start, "end": document.tokens[last - 1].end}


def _attribution(document: Document, reported: Reported) -> dict[str, Any]:
    """Write an attribution in the prediction format; parts with only space between are one span."""
    content: list[dict[str, int]] = []
    for part in sorted(reported.content):
        span = _span(document, part)
        if content and not document.text[content[-1]["end"] : span["start"]].strip():
            content[-1]["end"] = max(content[-1]["end"], span["end"])
        else:
            content.append(span)
    source = None if reported.floating else reported.source
    return {
        "content": content,
        "source": [_span(document, source)] if source else [],
        "cue": [_span(document, reported.cue)] if reported.cue else [],
        "speakers": reported.speakers,
    }


def load() -> Rules:
    """Return the system, ready to extract."""
    return Rules()
