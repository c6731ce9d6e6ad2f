"""CoNLL++ of Reuters 2020: `token start end tag` a line; the text is rebuilt by padding.

One code point between two tokens is a space, more are line breaks. MISC becomes EVENT, any label
that the view `conll4` calls MISC.
"""

from __future__ import annotations

from pathlib import Path

from tests.external.sample import Sample, named, tagged_names

_LABELS = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC", "MISC": "EVENT"}
_BEGIN = "-DOCSTART-"


def load(folder: Path) -> Sample:
    """Read every text file of `folder`, article by article, numbered in order."""
    sample = Sample("conllpp")
    articles: list[list[tuple[str, int, int, str]]] = []
    for path in sorted(folder.glob("*.txt")):
        for line in path.read_text("utf-8").split("\n"):
            fields = line.split(" ")
            if fields[0] == _BEGIN:
                articles.append([])
            elif len(fields) == 4 and articles:
                articles[-1].append((fields[0], int(fields[1]), int(fields[2]), fields[3].strip()))
    for number, tokens in enumerate(articles):
        name = f"c{number}"
        wrong = next((one for one in tokens if one[2] - one[1] != len(one[0])), None)
        if wrong or not tokens:
            sample.skipped[name] = f"{wrong[0]!r} does not fit its offsets" if wrong else "is empty"
            continue
        text, places = "", []
        origin = tokens[0][1]
        for word, start, end, _ in tokens:
            gap = start - origin - len(text)
            text += (" " if gap == 1 else "\n" * gap) + word
            places.append((start - origin, end - origin))
        found = [
            (places[first][0], places[last - 1][1], label)
            for first, last, label in tagged_names((one[3] for one in tokens), _LABELS)
        ]
        sample.rows.append({"id": name, "text": text, "entities": named(text, found)})
    return sample
