"""What a token looks like to the models: spelling, lists, neighbours."""

from collections.abc import Mapping, Sequence

import rules_gazetteer as lists
from rules_text import Document, Token

_LISTS = {
    "country": lists.COUNTRIES,
    "state": lists.STATES,
    "city": lists.CITIES,
    "people": lists.NATIONALITIES,
    "first name": lists.FIRST_NAMES,
    "title": lists.TITLES,
    "body": lists.ORGANISATIONS,
    "body head": lists.ORGANISATION_HEADS,
    "building head": lists.FACILITY_HEADS,
    "land head": lists.LOCATION_HEADS,
    "place head": lists.PLACE_HEADS,
    "event head": lists.EVENT_HEADS,
    "law head": lists.LAW_HEADS,
    "region": lists.REGIONS,
    "event": lists.EVENTS,
    "language": lists.LANGUAGES,
}
_LONGEST = 5  # words of a listed name


def shape_of(text: str) -> str:
    """Return the kinds of characters in `text`, runs cut to two: "Grimsby's" is "Xxx'x"."""
    shape = ""
    for character in text:
        if character.isupper():
            kind = "X"
        elif character.islower():
            kind = "x"
        else:
            kind = "0" if character.isdigit() else character
        if not shape.endswith(kind * 2):
            shape += kind
    return shape


def listed(document: Document) -> list[list[str]]:
    """Return for each token the lists that hold it, or hold a longer name that it is part of."""
    tokens = document.tokens
    found: list[set[str]] = [set() for _ in tokens]
    for at, token in enumerate(tokens):
        if not token.capital:
            continue
        for last in range(at + 1, min(at + _LONGEST, len(tokens)) + 1):
            surface = document.surface(at, last)
            for name, entries in _LISTS.items():
                if surface in entries or (last == at + 1 and token.lower in entries):
                    for place in range(at, last):
                        found[place].add(name if last == at + 1 else f"{name}+")
    return [sorted(one) for one in found]


def with_neighbours(
    tokens: Sequence[Sequence[str]], seen: Mapping[int, Sequence[str]]
) -> list[list[str]]:
    """Add to the features of each token those of its neighbours.

    `seen` says for each distance which features are passed on, by how their names begin.
    """
    found = []
    for at, own in enumerate(tokens):
        features = list(own)
        for distance, kinds in seen.items():
            if 0 <= at + distance < len(tokens):
                features.extend(
                    f"{distance}:{feature}"
                    for feature in tokens[at + distance]
                    if feature.startswith(tuple(kinds))
                )
            else:
                features.append(f"{distance}:#")
        found.append(features)
    return found


def word_of(token: Token) -> str:
    """Return the spelling of a token that counts: figures by shape, words in lower case."""
    return shape_of(token.text) if token.text[0].isdigit() else token.lower
