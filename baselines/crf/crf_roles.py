"""Attributions: for each cue a chain labels its line with content and source, which ties them."""

from bisect import bisect_left, bisect_right
from pathlib import Path

from crf_chain import Chain, spans_of
from crf_cues import CueTagger, Range, speech_features
from crf_tokens import with_neighbours
from rules_clauses import Reported
from rules_name_cuts import Name
from rules_quotations import Sentence
from rules_quoted import add_uncued
from rules_text import Document

_SEEN = {
    -2: ("w=", "name", "quoted"),
    -1: ("w=", "name", "quoted", "a ", "cue"),
    1: ("w=", "name", "quoted", "a ", "cue"),
    2: ("w=", "name", "quoted"),
}
_STEPS = (1, 2, 3, 5, 8, 13, 21, 34)
_REACH = 2  # sentences to either side of the cue's


class RoleTagger:
    """Finds the attributions of an article."""

    def __init__(self, models: Path) -> None:
        """Read the weights from the folder `models`."""
        self._cues = CueTagger(models)
        self._chain = Chain(models / "roles.json.gz")

    def find(
        self, document: Document, sentences: list[Sentence], names: list[Name | None]
    ) -> list[Reported]:
        """Return the attributions in order; `names` says for each token which name covers it."""
        cues = self._cues.find(document, sentences, names)
        tokens = speech_features(document, sentences, names)
        found = []
        for cue, (first, last) in zip(cues, windows(document, sentences, cues), strict=True):
            labels = self._chain.tag(role_features(tokens, sentences, cues, cue, (first, last)))
            roles: dict[str, list[Range]] = {"content": [], "source": []}
            for begin, end, role in spans_of(labels):
                roles[role].append((first + begin, first + end))
            if roles["content"]:
                source = _nearest(cue, roles["source"])
                found.append(Reported(roles["content"], cue, source, line_of(document, cue)))
        return add_uncued(document, sentences, found, names)


def line_of(document: Document, cue: Range) -> int:
    """Return the number of the line that holds a cue."""
    return bisect_right(document.lines, cue[0], key=lambda line: line.first) - 1


def windows(document: Document, sentences: list[Sentence], cues: list[Range]) -> list[Range]:
    """Return for each cue the tokens that may say something: its sentence, two before, two behind.

    All of its line: what stands on other lines is joined by the rules for quotations.
    """
    found = []
    for cue in cues:
        line = document.lines[line_of(document, cue)]
        home = bisect_right(sentences, cue[0], key=lambda sentence: sentence.first) - 1
        first = sentences[max(0, home - _REACH)].first if home > _REACH else 0
        after = home + _REACH + 1
        last = sentences[after].first if after < len(sentences) else line.last
        found.append((max(line.first, first), min(line.last, last)))
    return found


def _nearest(cue: Range, sources: list[Range]) -> Range | None:
    """Return the source that stands nearest to the cue."""
    return min(
        sources, key=lambda source: max(source[0] - cue[1], cue[0] - source[1]), default=None
    )


def role_features(
    tokens: list[list[str]],
    sentences: list[Sentence],
    cues: list[Range],
    cue: Range,
    window: Range,
) -> list[list[str]]:
    """Return the features of the tokens of `window`, seen from `cue`.

    `tokens` are the features of the article's tokens by `speech_features`.
    """
    first, last = window
    number = _numbers(sentences, first, last)
    home = number[cue[0] - first]
    head = _word(tokens[cue[1] - 1])
    behind = (
        next((x for x in tokens[cue[1]] if x.startswith(("w=", "quoted"))), "")
        if cue[1] < last
        else ""
    )
    near = cues[bisect_left(cues, (first, 0)) : bisect_left(cues, (last, 0))]
    others = {at for one in near if one != cue for at in range(*one)}
    own = [[*tokens[at], "cue itself"] for at in range(first, last)]
    ways = (("before", range(cue[0] - 1, first - 1, -1)), ("behind", range(cue[1], last)))
    for side, way in ways:
        commas = 0
        beyond = False
        for distance, at in enumerate(way, 1):
            features = list(tokens[at])
            commas += "w=," in features
            beyond = beyond or at in others
            far = bisect_right(_STEPS, distance)
            quoted = next((one for one in features if one.startswith("quoted")), "plain")
            place = f"{side} {max(-_REACH, min(_REACH, number[at - first] - home))}"
            features += [
                place,
                f"{place} {quoted}",
                f"{side} {far}",
                f"{place} commas {min(commas, 3)}",
                f"{place} {head}",
                f"{place} {head} {quoted}",
                f"{place} then {behind}",
                f"{side} {far} {_word(features)}",
            ]
            if at in others:
                features.append("another cue")
            if beyond:
                features.append(f"{place} beyond another cue")
            if at == first or number[at - first] != number[at - first - 1]:
                features.append(f"{place} opens sentence")
            own[at - first] = features
    return with_neighbours(own, _SEEN)


def _word(features: list[str]) -> str:
    return next(one for one in features if one.startswith("w="))


def _numbers(sentences: list[Sentence], first: int, last: int) -> list[int]:
    """Return for each of the tokens `[first, last)` the number of its sentence."""
    number = max(0, bisect_right(sentences, first, key=lambda sentence: sentence.first) - 1)
    numbers = []
    for at in range(first, last):
        if number + 1 < len(sentences) and sentences[number + 1].first <= at:
            number += 1
        numbers.append(number)
    return numbers
