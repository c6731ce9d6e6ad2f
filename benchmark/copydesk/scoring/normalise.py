"""Edge normalisation of names: what a name's cut may differ in without being wrong."""

from __future__ import annotations

import re
from functools import lru_cache

_ARTICLES = "the|an|a"
#: Honorifics and titles; a dot may follow. They never belong to the name they precede. Left out
#: are titles with which bodies begin (General Motors, Justice Department).
HONORIFICS: tuple[str, ...] = (
    "Mr", "Mrs", "Ms", "Miss", "Mx", "Dr", "Doctor", "Prof", "Professor", "Sir", "Dame", "Lord",
    "Lady", "Baron", "Baroness", "Rev", "Reverend", "Fr", "Pope", "King", "Queen", "Prince",
    "Princess", "President", "Vice President", "Prime Minister", "Chancellor", "Minister",
    "Secretary", "Senator", "Sen", "Representative", "Rep", "Congressman", "Congresswoman",
    "Governor", "Gov", "Mayor", "Councillor", "Cllr", "Judge", "Gen",
    "Colonel", "Col", "Captain", "Capt", "Lieutenant", "Lt", "Sergeant", "Sgt", "Admiral",
    "Inspector", "Superintendent", "Constable", "PC", "Ambassador",
)  # fmt: skip

_LEAD = re.compile(
    rf"(?:[\W_]+|(?:{_ARTICLES})\s+|(?:{'|'.join(HONORIFICS)})\b\.?\s+)", re.IGNORECASE
)
_TAIL = re.compile(r"(?:(?<=\w)[’'`´]s|[\W_]+)\Z", re.IGNORECASE)


#: Longer names are no names; remembering them would only cost memory.
_REMEMBERED = 100
#: How far from a name's end its tail is sought at a time.
_REACH = 40


def edges(surface: str) -> tuple[int, int]:
    """Return how many characters normalisation strips from a name's beginning and end.

    Articles, honorifics, possessives, quotation marks, punctuation and white space go, until
    nothing changes; a name that would vanish stays as it is.

    >>> [s[edges(s)[0]: len(s) - edges(s)[1]] for s in ("the US's ", "Mr. Kirby,", "The", "“”")]
    ['US', 'Kirby', 'The', '“”']
    """
    return _edges(surface) if len(surface) <= _REMEMBERED else _edges.__wrapped__(surface)


@lru_cache(maxsize=1 << 16)
def _edges(surface: str) -> tuple[int, int]:
    start, end = 0, len(surface)
    while lead := _LEAD.match(surface, start, end):
        start = lead.end()
    while tail := _TAIL.search(surface, max(start, end - _REACH), end):
        end = tail.start()
    if start >= end:
        return 0, 0
    return start, len(surface) - end


def normalise(surface: str) -> str:
    """Return a name without what its edges may differ in.

    >>> normalise("the “Kremlin”")
    'Kremlin'
    """
    left, right = edges(surface)
    return surface[left : len(surface) - right]


def name_key(name: str) -> str:
    """Return the form under which names are compared as strings: normalised, folded, one space.

    >>> name_key("Mr  John KIRBY’s") == name_key("John Kirby")
    True
    """
    return " ".join(normalise(name).casefold().replace("’", "'").split())
