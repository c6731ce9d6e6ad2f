"""Names: labelled by a chain over spelling, lists, neighbours and the rest of the article."""

from collections import Counter, defaultdict
from pathlib import Path

from crf_chain import Chain, spans_of
from crf_tokens import listed, shape_of, with_neighbours, word_of
from rules_canonical import set_canonical
from rules_gazetteer import TITLES
from rules_lists import words
from rules_name_cuts import Name
from rules_text import STOPS, Document

_INSIDE = words("of and for the & de van von")
_SEEN = {
    -2: ("w=", "s=", "l="),
    -1: ("w=", "s=", "l=", "at ", "title"),
    1: ("w=", "s=", "l=", "at ", "title"),
    2: ("w=", "s=", "l="),
}


class NameTagger:
    """Finds the names of an article."""

    def __init__(self, models: Path) -> None:
        """Read the weights from the folder `models`."""
        self._chain = Chain(models / "names.json.gz")

    def find(self, document: Document) -> list[Name]:
        """Return the names of `document` in order, with labels and canonical forms."""
        names = []
        for line, tokens in zip(document.lines, name_features(document), strict=True):
            for first, last, label in spans_of(self._chain.tag(tokens)):
                first, last = line.first + first, line.first + last
                before = document.tokens[first - 1].lower if first > line.first else ""
                names.append(
                    Name(
                        first,
                        last,
                        document.surface(first, last),
                        label=label,
                        title=before if before in TITLES else "",
                    )
                )
        set_canonical(document, names)
        return names


def name_features(document: Document) -> list[list[list[str]]]:
    """Return the features of the tokens, line by line."""
    tokens = document.tokens
    lists = listed(document)
    lower = {token.lower for token in tokens if token.word and not token.capital}
    company = _company(document)
    found = []
    for line in document.lines:
        own = []
        for at in range(line.first, line.last):
            token = tokens[at]
            features = ["any", f"w={word_of(token)}", f"s={shape_of(token.text)}"]
            features += [f"l={name}" for name in lists[at]]
            if line.headline:
                features.append("at headline")
            if at == line.first or tokens[at - 1].text in STOPS or tokens[at - 1].text in "“\"‘'":
                features.append("at start")
            if token.lower in TITLES:
                features.append("title")
            if token.capital:
                features += [f"begins {token.lower[:3]}", f"ends {token.lower[-3:]}"]
                features += [f"ends {token.lower[-2:]}", *company.get(token.text, [])]
                features += ["also lower"] * (token.lower in lower)
                last = at
                while last + 1 < line.last and (
                    tokens[last + 1].capital or tokens[last + 1].lower in _INSIDE
                ):
                    last += 1
                features += [f"run {min(last - at, 5)}", f"run ends {tokens[last].lower}"]
                features += [f"run ends l={name}" for name in lists[last]]
            own.append(features)
        found.append(with_neighbours(own, _SEEN))
    return found


def _company(document: Document) -> dict[str, list[str]]:
    """Return for each capitalised word what most often stands beside it in the article."""
    beside: dict[str, Counter[str]] = defaultdict(Counter)
    for line in document.lines:
        for at in range(line.first, line.last):
            token = document.tokens[at]
            if not token.capital:
                continue
            if at > line.first:
                beside[token.text][f"before: {document.tokens[at - 1].lower}"] += 1
            if at + 1 < line.last:
                beside[token.text][f"behind: {document.tokens[at + 1].lower}"] += 1
    return {
        word: [f"somewhere {place}" for place, _ in counts.most_common(6)]
        for word, counts in beside.items()
    }
