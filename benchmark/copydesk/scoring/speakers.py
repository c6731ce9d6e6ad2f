"""Which person or body a speaker's name stands for, within one document."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from copydesk.records import Annotation
from copydesk.scoring.normalise import name_key

_BRACKET = re.compile(r"\s*\([^()]*\)\s*\Z")


class Names:
    """A document's names: every form under which each of its people and bodies may be named."""

    def __init__(self, annotation: Annotation) -> None:
        self._own: set[str] = set()
        self._alias: dict[str, set[str]] = defaultdict(set)
        for entity in annotation.entities or ():
            canonical = entity.canonical or entity.text
            self._add(canonical, entity.text, person=entity.label == "PERSON")
        for attribution in annotation.attributions or ():
            for speaker in attribution.speakers or ():
                self._add(speaker, speaker, person=False)

    def _add(self, canonical: str, surface: str, *, person: bool) -> None:
        key = name_key(canonical)
        plain = _BRACKET.sub("", canonical)
        self._own.add(key)
        for form in (name_key(surface), name_key(plain)):
            self._alias[form].add(key)
        if person and len(words := name_key(plain).split()) > 1:
            self._alias[words[-1]].add(key)

    def resolve(self, names: Iterable[str]) -> frozenset[str] | None:
        """Return whom the names stand for; None if one of them fits several (and so is wrong).

        A document's own canonical form always stands for itself. A name that fits nobody
        stands for itself too, and equals no one in gold.
        """
        found = set()
        for name in names:
            key = name_key(name)
            candidates = self._alias.get(key, set())
            if key in self._own:
                found.add(key)
            elif len(candidates) > 1:
                return None
            else:
                found.add(next(iter(candidates), key))
        return frozenset(found)
