"""A floor for boilerplate: what the line rules of C4 would drop.

The rules are those of Raffel et al. 2020 ("Exploring the Limits of Transfer Learning with a
Unified Text-to-Text Transformer", section 2.2): keep a line that ends in a terminal punctuation
mark and has at least five words; drop one that mentions Javascript, filler text or a policy.
"""

from typing import Any

_MIN_WORDS = 5
#: "A period, exclamation mark, question mark, or end quotation mark"; an ellipsis is none.
_END_MARKS = (".", "!", "?", '"', "”", "’")
_ELLIPSES = ("...", "…")
_DROPPED = (
    "javascript",
    "lorem ipsum",
    "terms of use",
    "privacy policy",
    "cookie policy",
    "uses cookies",
    "use of cookies",
    "use cookies",
)


def keeps(line: str) -> bool:
    """Say whether C4 keeps a line.

    >>> keeps("The pier is to reopen in May."), keeps("More: The pier is to reopen in May")
    (True, False)
    """
    line = line.strip()
    if not line.endswith(_END_MARKS) or line.endswith(_ELLIPSES):
        return False
    lowered = line.casefold()
    return len(line.split()) >= _MIN_WORDS and not any(phrase in lowered for phrase in _DROPPED)


class C4Lines:
    """Calls every line that C4 drops furniture."""

    def extract(self, article: dict[str, str]) -> dict[str, Any]:
        """Return the dropped lines of `article`, without white space at their edges."""
        spans = []
        begin = 0
        for line in article["text"].split("\n"):
            surface = line.strip()
            if surface and not keeps(line):
                start = begin + line.index(surface)
                spans.append({"start": start, "end": start + len(surface)})
            begin += len(line) + 1
        return {"boilerplate": spans}


def load() -> C4Lines:
    """Return the system; there is nothing to load."""
    return C4Lines()
