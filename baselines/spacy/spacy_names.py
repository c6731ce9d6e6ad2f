"""Names: the pipeline's entities by label map, edges cut, canonical forms."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from spacy_article import Article
from spacy_cues import word_set

LABELS = word_set(
    """
    PERSON NORP ORG GPE LOC FAC PRODUCT EVENT WORK_OF_ART LAW LANGUAGE
    """
)
_EDGE = re.compile(r"^(?:[\s\"'“”‘’(\[]+|[Tt]he\s+)+")
_TAIL = re.compile(r"(?:['’]s|['’]|[\s\"“”‘(\[)\],;:]+)+$")
_TITLE = re.compile(
    r"^(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|President|Prof|Professor|Sen|Rep|Gov|Gen)\.?\s+"
)


@dataclass(frozen=True)
class Name:
    """One mention of a name: offsets, gold label, and its fullest form."""

    start: int
    end: int
    label: str
    canonical: str


class Names:
    """The names of an article, and who a surname or a token speaks of."""

    def __init__(self, article: Article) -> None:
        """Read the entities of the parse."""
        found = [one for entity in article.doc.ents for one in _cut(article.text, entity)]
        people: dict[str, str] = {}
        for one in found:
            if one.label == "PERSON":
                last = one.canonical.split()[-1].casefold()
                if len(one.canonical.split()) > len(people.get(last, "").split()):
                    people[last] = one.canonical
        self.people = people
        self.found = [replace(one, canonical=self._fullest(one)) for one in found]
        self._starts = {one.start: one for one in self.found}

    def _fullest(self, one: Name) -> str:
        if one.label != "PERSON" or " " in one.canonical:
            return one.canonical
        return self.people.get(one.canonical.casefold(), one.canonical)

    def within(self, start: int, end: int) -> list[Name]:
        """Return the names that lie in a span, in order."""
        return [one for one in self.found if start <= one.start and one.end <= end]


def _cut(text: str, entity: Any) -> list[Name]:
    """Return an entity as a name, or nothing where its label is none of ours."""
    if entity.label_ not in LABELS:
        return []
    surface = text[entity.start_char : entity.end_char].partition("\n")[0]
    start = entity.start_char
    if entity.label_ != "WORK_OF_ART":
        lead = _EDGE.match(surface)
        if lead:
            start, surface = start + lead.end(), surface[lead.end() :]
    title = _TITLE.match(surface) if entity.label_ == "PERSON" else None
    if title and title.end() < len(surface):
        start, surface = start + title.end(), surface[title.end() :]
    surface = _TAIL.sub("", surface)
    if not any(map(str.isalnum, surface)):
        return []
    return [Name(start, start + len(surface), entity.label_, surface)]
