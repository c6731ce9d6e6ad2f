"""Cues: the words that attribute, labelled by a chain line by line."""

from pathlib import Path

from crf_chain import Chain, spans_of
from crf_tokens import shape_of, with_neighbours, word_of
from rules_cues import CUE_NOUNS, DOCUMENT_NOUNS, PEOPLE_NOUNS, verb_table
from rules_name_cuts import Name
from rules_quotations import Sentence
from rules_text import Document

Range = tuple[int, int]  # tokens [first, last)
_VERBS = verb_table()
_SEEN = {
    -3: ("w=",),
    -2: ("w=", "name", "quoted", "a "),
    -1: ("w=", "name", "quoted", "a ", "ends"),
    1: ("w=", "name", "quoted", "a ", "ends"),
    2: ("w=", "name", "quoted", "a "),
    3: ("w=",),
}


class CueTagger:
    """Finds the cues of an article."""

    def __init__(self, models: Path) -> None:
        """Read the weights from the folder `models`."""
        self._chain = Chain(models / "cues.json.gz")

    def find(
        self, document: Document, sentences: list[Sentence], names: list[Name | None]
    ) -> list[Range]:
        """Return the cues in order; `names` says for each token which name covers it."""
        found = []
        tokens = speech_features(document, sentences, names)
        for line in document.lines:
            labels = self._chain.tag(cue_features(tokens[line.first : line.last]))
            found += [
                (line.first + first, line.first + last) for first, last, _ in spans_of(labels)
            ]
        return found


def speech_features(
    document: Document, sentences: list[Sentence], names: list[Name | None]
) -> list[list[str]]:
    """Return for each token what matters to speech: word, kind of word, name, quotation."""
    quoted = [""] * len(document.tokens)
    for sentence in sentences:
        for quotation in sentence.quotations:
            for at in range(quotation.first, quotation.last):
                quoted[at] = "inside"
            quoted[quotation.last - 1] = "closes" if quotation.closed else "inside"
            quoted[quotation.first] = "opens"
    found = []
    for at, token in enumerate(document.tokens):
        features = ["any", f"w={word_of(token)}"]
        if token.word and not token.capital:
            features.append(f"ends {token.lower[-3:]}")
        features.append(f"s={shape_of(token.text)}")
        verb = _VERBS.get(token.lower)
        if verb:
            features.append(f"a verb to {verb.habit}")
        for kind, nouns in (
            ("cue", CUE_NOUNS),
            ("paper", DOCUMENT_NOUNS),
            ("person", PEOPLE_NOUNS),
        ):
            if token.lower in nouns:
                features.append(f"a noun of a {kind}")
        name = names[at]
        if name:
            features.append(f"name {name.label}")
        if quoted[at]:
            features.append(f"quoted {quoted[at]}")
        found.append(features)
    return found


def cue_features(tokens: list[list[str]]) -> list[list[str]]:
    """Return the features of the tokens of one line for the cue chain."""
    marks = sum("quoted opens" in token for token in tokens)
    line = f"line quotes {min(marks, 2)}"
    return [[*features, line] for features in with_neighbours(tokens, _SEEN)]
