"""Worldwide: names in news of 47 countries, token and tag a line, beside the raw articles.

`Misc` becomes EVENT, any label that the view `conll4` calls MISC: finer views say nothing here.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from tests.external.sample import Offsets, Sample, named, tagged_names

_LABELS = {
    "Person": "PERSON",
    "Organization": "ORG",
    "Location": "LOC",
    "Facility": "FAC",
    "NORP": "NORP",
    "Product": "PRODUCT",
    "Misc": "EVENT",
}


def load(folder: Path) -> Sample:
    """Read every `processed_annotated/X.txt.tsv` that fits `original_articles/X.txt`."""
    sample = Sample("worldwide")
    for path in sorted((folder / "processed_annotated").glob("*.tsv")):
        source = folder / "original_articles" / path.stem
        if not source.is_file():
            sample.skipped[path.name] = f"there is no {path.stem}"
            continue
        raw = source.read_bytes().decode("utf-8-sig", "replace").replace("\r\n", "\n")
        # Token, tag, and a second tag where names nest: the outer one counts.
        fields = [line.split("\t") for line in path.read_text("utf-8").split("\n") if "\t" in line]
        places = aligned(raw, [one[0] for one in fields])
        if isinstance(places, str):
            sample.skipped[path.name] = places
            continue
        body = _after_address(raw)
        found = [
            (places[first][0] - body, places[last - 1][1] - body, label)
            for first, last, label in tagged_names((one[1].strip() for one in fields), _LABELS)
            if places[first][0] >= body
        ]
        text = raw[body:]
        outlet = path.name.rpartition("_")[0]
        row = {"id": path.name, "text": text, "outlet": outlet, "entities": named(text, found)}
        sample.rows.append(row)
    return sample


def aligned(raw: str, tokens: list[str]) -> list[Offsets] | str:
    """Return where the tokens stand in `raw`, or why they do not fit.

    They must follow one another with nothing but white space and marks between: a letter or a
    figure that is left over means that the two texts differ.
    """
    places: list[Offsets] = [(0, 0)]
    for number, token in enumerate(tokens, 1):
        start = raw.find(token, places[-1][1])
        if start < 0:
            return f"token {number} ({token!r}) is not in the text behind the token before it"
        places.append((start, start + len(token)))
    for number, (before, here) in enumerate(pairwise([*places, (len(raw), len(raw))])):
        left = raw[before[1] : here[0]].strip()
        if any(map(str.isalnum, left)):
            return f"no token covers {left[:30]!r} behind token {number}"
    return places[1:]


def _after_address(raw: str) -> int:
    """Return where the article begins, behind a first line that is its address."""
    if not raw.startswith(("http://", "https://")):
        return 0
    behind = raw.find("\n")
    return len(raw) - len(raw[behind:].lstrip()) if behind >= 0 else 0
