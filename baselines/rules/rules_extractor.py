"""From an article to an answer: four stages, each of which may be anybody's."""

from collections.abc import Callable, Iterable
from typing import Any

from rules_clauses import Reported
from rules_furniture import Block
from rules_name_cuts import Name
from rules_quotations import Sentence, sentences_in
from rules_speakers import SpeakerResolver
from rules_text import Document, Line, document_of, lines_of
from rules_verdicts import Claim

FindFurniture = Callable[[list[Line]], tuple[list[Block], list[Line]]]
FindNames = Callable[[Document], list[Name]]
FindSpeech = Callable[[Document, list[Sentence], list[Name | None]], list[Reported]]
FindClaims = Callable[
    [Document, list[Sentence], list[Reported], list[Name | None]],
    list[tuple[Claim, float | None]],
]


class Extractor:
    """Extracts all four layers: furniture first, everything else from the lines that are left."""

    def __init__(
        self,
        furniture: FindFurniture,
        names: FindNames,
        speech: FindSpeech,
        claims: FindClaims,
    ) -> None:
        """Take the stages.

        The names that a stage is given are, for each token, the one that covers it, or None.
        With a claim stands how likely it deserves a check; None where a stage does not say.
        """
        self._furniture = furniture
        self._names = names
        self._speech = speech
        self._claims = claims

    def extract(self, article: dict[str, str]) -> dict[str, Any]:
        """Return the four layers of `article` in the prediction format."""
        text = article["text"]
        blocks, body = self._furniture(lines_of(text))
        document = document_of(text, body)
        names = self._names(document)
        cover = cover_of(document, names)
        sentences = sentences_in(document)
        attributions = self._speech(document, sentences, cover)
        SpeakerResolver(document, names, cover).resolve(attributions)
        claims = self._claims(document, sentences, attributions, cover)
        return {
            "entities": [
                {
                    **_span(document, name.first, name.last),
                    "label": name.label,
                    "canonical": name.canonical,
                }
                for name in names
            ],
            "attributions": [_attribution(document, reported) for reported in attributions],
            "claims": [
                {
                    **_span(document, claim.first, claim.last),
                    "claim_type": claim.kind,
                    "check_worthy": claim.worthy,
                    **({} if chance is None else {"score": round(chance, 4)}),
                }
                for claim, chance in claims
            ],
            "boilerplate": [
                {"start": block.start, "end": block.end, "category": block.category}
                for block in blocks
            ],
        }


def cover_of(document: Document, names: Iterable[Name]) -> list[Name | None]:
    """Return for each token the name that covers it."""
    cover: list[Name | None] = [None] * len(document.tokens)
    for name in names:
        for at in range(name.first, name.last):
            cover[at] = name
    return cover


def _span(document: Document, first: int, last: int) -> dict[str, int]:
    """Return tokens `[first, last)` in code points."""
    return {"start": document.tokens[first].start, "end": document.tokens[last - 1].end}


def _attribution(document: Document, reported: Reported) -> dict[str, Any]:
    """Write an attribution in the prediction format; parts with only space between are one span."""
    content: list[dict[str, int]] = []
    for first, last in sorted(reported.content):
        span = _span(document, first, last)
        if content and not document.text[content[-1]["end"] : span["start"]].strip():
            content[-1]["end"] = max(content[-1]["end"], span["end"])
        else:
            content.append(span)
    source = None if reported.floating else reported.source
    return {
        "content": content,
        "source": [_span(document, *source)] if source else [],
        "cue": [_span(document, *reported.cue)] if reported.cue else [],
        "speakers": reported.speakers,
    }
