"""Furniture: logistic regression over lines and their neighbours."""

import re
from itertools import pairwise
from pathlib import Path

from crf_linear import Linear
from rules_furniture import Block
from rules_text import Line

BODY = "body"
_WORD = re.compile(r"\w+(?:['’]\w+)?|[^\w\s]")
_STEPS = (1, 2, 3, 5, 8, 13, 21, 34, 55)
_SIGNS = {
    "address": re.compile(r"https?://|www\.|\.com\b|\.co\.uk\b"),
    "handle": re.compile(r"(?:^|\s)@\w"),
    "hashtag": re.compile(r"#\w"),
    "figure": re.compile(r"\d"),
    "money": re.compile(r"[£$€]"),
    "year": re.compile(r"\b(?:19|20)\d\d\b"),
    "bar": re.compile(r"[|·•»›]"),
    "mark-up": re.compile(r"[{}<>_=\\]|\[/?\w+"),
    "rights": re.compile(r"©|\(c\)|copyright", re.IGNORECASE),
    "quotation": re.compile(r"[“”\"]"),
    "speech": re.compile(r"\b(?:said|says|told|according)\b"),
    "label": re.compile(r"^[A-Z][\w ]{2,25}:"),
    "bullet": re.compile(r"^[-*•·‣▪>]"),
    "glued": re.compile(r"[a-z][A-Z]"),
}


class FurnitureTagger:
    """Finds the furniture lines of an article."""

    def __init__(self, models: Path) -> None:
        """Read the weights from the folder `models`."""
        self._model = Linear(models / "furniture.json.gz")

    def find(self, lines: list[Line]) -> tuple[list[Block], list[Line]]:
        """Return the furniture blocks and the body lines; nothing is furniture if all is."""
        blocks, body = [], []
        place = self._model.classes.index(BODY)
        for line, features in zip(lines, line_features(lines), strict=True):
            chances = self._model.probabilities(features)
            if 1 - chances[place] < self._model.threshold:
                body.append(line)
                continue
            chances[place] = 0.0
            category = self._model.classes[chances.index(max(chances))]
            blocks.append(Block(line.start, line.end, category))
        return (blocks, body) if body else ([], lines)


def line_features(lines: list[Line]) -> list[dict[str, float]]:
    """Return the features of each line: its words and looks, its neighbours' looks."""
    looks = [_looks(line.text) for line in lines]
    found = []
    for at, line in enumerate(lines):
        words = [word.lower() for word in _WORD.findall(line.text)][:40]
        features = {f"word {word}": 1 / len(words) ** 0.5 for word in words}
        features |= {f"pair {one} {two}": 0.5 for one, two in pairwise(words)}
        features[f"first {' '.join(words[:2])}"] = 1.0
        features[f"last {words[-1]}"] = 0.5
        features |= dict.fromkeys(looks[at], 1.0)
        for distance in (-2, -1, 1, 2):
            other = at + distance
            beside = looks[other] if 0 <= other < len(lines) else ["none"]
            features |= {f"{distance}: {look}": 0.5 for look in beside}
        found.append(features)
    return found


def _looks(text: str) -> list[str]:
    """Return what a line looks like, whatever its words."""
    words = text.split()
    letters = [word for word in words if word[0].isalpha()]
    looks = [f"length {sum(len(words) >= step for step in _STEPS)}"]
    looks += [name for name, sign in _SIGNS.items() if sign.search(text)]
    looks.append(
        "ends stop"
        if re.search(r"[.!?…][”\"’')]*$", text)
        else f"ends {text[-1:] if not text[-1:].isalnum() else 'word'}"
    )
    capital = sum(word[0].isupper() for word in letters)
    if letters:
        looks.append(f"capitals {4 * capital // len(letters)}")
    if text.isupper():
        looks.append("shouts")
    return looks
