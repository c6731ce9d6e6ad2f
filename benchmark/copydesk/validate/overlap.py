"""Words in a row that two texts share: fast, over all pairs of a corpus at once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

_WORD = re.compile(r"\w+(?:[’'\-]\w+)*")

#: Words in a row that are compared.
LENGTH = 5


def words_of(text: str) -> list[str]:
    """Return the words of a text, case folded, with straight apostrophes.

    >>> words_of("It’s OLD, she said.")
    ["it's", 'old', 'she', 'said']
    """
    return _WORD.findall(text.casefold().replace("’", "'"))


def grams(texts: Iterable[str], length: int = LENGTH) -> frozenset[tuple[str, ...]]:
    """Return the runs of `length` words of some texts; none runs over two texts.

    >>> sorted(grams(["a b c", "d e"], 2))
    [('a', 'b'), ('b', 'c'), ('d', 'e')]
    """
    found: set[tuple[str, ...]] = set()
    for text in texts:
        words = words_of(text)
        found.update(zip(*(words[place:] for place in range(length)), strict=False))
    return frozenset(found)


def shared_grams(documents: Sequence[frozenset[tuple[str, ...]]]) -> Mapping[tuple[int, int], int]:
    """Count, for each pair of documents that share a run of words, how many they share.

    Pairs are numbers of documents, the smaller first. The work grows with what is shared, not
    with the number of pairs.
    """
    homes: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, found in enumerate(documents):
        for one in found:
            homes[one].append(number)
    counts: dict[tuple[int, int], int] = defaultdict(int)
    for numbers in homes.values():
        if len(numbers) > 1:
            for pair in combinations(numbers, 2):
                counts[pair] += 1
    return counts


def containment(common: int, one: int, other: int) -> float:
    """Return the share of the smaller set that the other holds (Broder 1997).

    >>> containment(3, 10, 30), containment(0, 0, 5)
    (0.3, 0.0)
    """
    smaller = min(one, other)
    return common / smaller if smaller else 0.0


__all__ = ["LENGTH", "containment", "grams", "shared_grams", "words_of"]
