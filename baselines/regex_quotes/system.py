"""A floor for attributions: quoted strings and the nearest "Name said" or "said Name"."""

import re
from typing import Any

_QUOTED = re.compile(r"“[^“”\n]+”|\"[^\"\n]+\"")
_WORD = r"(?:(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|[A-Z])\.|[A-Z][\w’'-]+)"
_NAME = rf"(?P<source>[Hh]e|[Ss]he|[Tt]hey|{_WORD}(?: {_WORD}){{0,3}})"
_CUE = r"(?P<cue>said|says|told|added|adds|asked|wrote|explained|insisted|claimed|announced|warned)"
_NAME_SAID = re.compile(rf"\b{_NAME} {_CUE}\b")
_SAID_NAME = re.compile(rf"\b{_CUE} {_NAME}\b")
#: A quotation shorter than this is a nickname, a title or a scare quote.
_MIN_WORDS = 3


class RegexQuotes:
    """Gives each quotation the name that stands nearest to it in its line."""

    def extract(self, article: dict[str, str]) -> dict[str, Any]:
        """Return the quotations of `article` in the prediction format."""
        attributions = []
        begin = 0
        for line in article["text"].split("\n"):
            quotations = [
                one for one in _QUOTED.finditer(line) if len(one[0].split()) >= _MIN_WORDS
            ]
            speakers = _speakers(line, quotations)
            for quotation in quotations:
                found: dict[str, Any] = {"content": [_span(begin, quotation.span())]}
                if speakers:
                    speaker = min(speakers, key=lambda one: _distance(one, quotation))
                    found["source"] = [_span(begin, speaker.span("source"))]
                    found["cue"] = [_span(begin, speaker.span("cue"))]
                attributions.append(found)
            begin += len(line) + 1
        return {"attributions": attributions}


def _speakers(line: str, quotations: list[re.Match[str]]) -> list[re.Match[str]]:
    """Return where a name stands beside a verb of saying, outside the quotations."""
    found = [*_NAME_SAID.finditer(line), *_SAID_NAME.finditer(line)]
    return [
        one
        for one in found
        if not any(
            one.start() < quoted.end() and quoted.start() < one.end() for quoted in quotations
        )
    ]


def _distance(speaker: re.Match[str], quotation: re.Match[str]) -> tuple[int, int]:
    """Return the code points between the two, and where the speaker stands, for ties."""
    gap = max(speaker.start() - quotation.end(), quotation.start() - speaker.end())
    return gap, speaker.start()


def _span(begin: int, offsets: tuple[int, int]) -> dict[str, int]:
    return {"start": begin + offsets[0], "end": begin + offsets[1]}


def load() -> RegexQuotes:
    """Return the system; there is nothing to load."""
    return RegexQuotes()
