"""Slices that are read off names: namesakes, nicknames, acronyms."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from copydesk.profile.facts import Facts
from copydesk.records import Entity
from copydesk.text import Offsets

_BRACKET = re.compile(r"\s*\([^)]*\)$")
_SUFFIX = re.compile(r",?\s+(?:Jr|Sr|[IVX]{2,4})\.?$")
_NICKNAME = re.compile(r"(?<!\w)[\"“‘'«][^\"”’'»]+[\"”’'»](?!\w)")
_PAIRS = {'"': '"', "“": "”", "‘": "’", "'": "'", "«": "»"}
_ACRONYM = re.compile(r"[A-Z](?:\.?[A-Z&0-9]){1,6}\.?s?")


def surname(canonical: str) -> str:
    """Return the last word of a person's name, without generational suffix and bracket.

    >>> surname("Tom Reed (driver)"), surname("Owen Pell Jr."), surname("Baz")
    ('reed', 'pell', 'baz')
    """
    name = _SUFFIX.sub("", _BRACKET.sub("", canonical))
    return name.split()[-1].casefold() if name.split() else ""


def namesakes(facts: Facts) -> set[str]:
    """Return the canonical names of speakers who share a surname with another speaker.

    The surname is the last word, or a mention of one word that both have (names that begin
    with the surname).
    """
    speakers = {name for said in facts.attributions for name in said.speakers or ()}
    calls: dict[str, set[str]] = defaultdict(set)
    for one in facts.entities:
        name = one.canonical or one.text
        if one.label == "PERSON" and name in speakers:
            calls[name].add(surname(name))
            if len(one.text.split()) == 1:
                calls[name].add(one.text.casefold())
    pairs = combinations(calls, 2)
    return {name for pair in pairs if calls[pair[0]] & calls[pair[1]] for name in pair}


def nicknames(facts: Facts) -> Iterator[Offsets]:
    """Yield people's names with a part in quotation marks, or in marks of their own."""
    for one in facts.entities:
        if one.label == "PERSON":
            before = facts.text[one.start - 1 : one.start]
            after = facts.text[one.end : one.end + 1]
            enclosed = bool(before) and _PAIRS.get(before) == after
            if enclosed or _NICKNAME.search(one.text):
                yield one.start, one.end


def acronyms_first(facts: Facts) -> Iterator[Offsets]:
    """Yield first mentions that are acronyms of what a later mention spells out."""
    bearers: dict[str, list[Entity]] = defaultdict(list)
    for one in sorted(facts.entities, key=lambda one: one.start):
        if one.label != "PERSON":
            bearers[one.canonical or one.text].append(one)
    for mentions in bearers.values():
        first, *later = mentions
        if _ACRONYM.fullmatch(first.text) and any(len(one.text.split()) > 1 for one in later):
            yield first.start, first.end


__all__ = ["acronyms_first", "namesakes", "nicknames", "surname"]
