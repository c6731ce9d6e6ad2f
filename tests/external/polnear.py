"""PolNeAR: attributions of US political news, in brat's standoff format.

The first annotator of a document is the first by name. `Discard` (text that is not the article) and
`Discuss` (unsure) are left out: the one is not exhaustive, the other no judgement.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from tests.external.sample import Offsets, Sample, spans

# The text behind the tab may hold a line break or differ from its slice: the offsets count.
_SPAN = re.compile(r"(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)(?:\t|$)")
_EVENT = re.compile(r"(E\d+)\t(.+)")
_ROLES = {"Content": "content", "Source": "source", "Cue": "cue"}


def load(folder: Path) -> Sample:
    """Read every `X_ANNOTATOR.ann` below `folder` with its `X.txt`."""
    sample = Sample("polnear")
    texts = {path.stem: path for path in folder.rglob("*.txt")}
    first: dict[str, Path] = {}
    for path in sorted(folder.rglob("*.ann"), key=lambda path: path.name):
        first.setdefault(path.stem.rpartition("_")[0], path)
    for name, path in sorted(first.items()):
        if name not in texts:
            sample.skipped[path.name] = f"there is no {name}.txt"
            continue
        text = texts[name].read_bytes().decode("utf-8")
        annotated = path.read_bytes().decode("utf-8")
        sample.rows.append(
            {
                "id": name,
                "text": text,
                "outlet": name.partition("_")[0],
                "attributions": list(_attributions(annotated, text)),
            }
        )
    return sample


def _attributions(annotated: str, text: str) -> Iterator[dict[str, Any]]:
    """Yield the attributions that have a content."""
    lines = annotated.split("\n")
    places: dict[str, list[Offsets]] = {}
    for match in filter(None, map(_SPAN.match, lines)):
        places[match[1]] = [
            (int(start), int(end)) for start, end in (one.split() for one in match[3].split(";"))
        ]
    for match in filter(None, map(_EVENT.match, lines)):
        roles = _roles(match[2].split()[1:], places)
        if roles["content"]:
            yield {"id": match[1]} | {role: spans(text, at) for role, at in roles.items()}


def _roles(arguments: Iterable[str], places: dict[str, list[Offsets]]) -> dict[str, list[Offsets]]:
    """Return where the roles of an event stand; numbered roles (`Content2`) are one."""
    roles: dict[str, list[Offsets]] = {role: [] for role in _ROLES.values()}
    for argument in arguments:
        name, _, place = argument.partition(":")
        role = _ROLES.get(name.rstrip("0123456789"))
        if role:
            roles[role] += places.get(place, [])
    return roles
