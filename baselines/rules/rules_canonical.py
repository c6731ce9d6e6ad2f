"""The fullest form of each name in the article, shared by all its mentions."""

from itertools import pairwise

from rules_gazetteer import FIRST_NAMES, PERSON_SUFFIXES
from rules_name_cuts import Name
from rules_text import Document

_ALIASES = {
    "US": "United States", "U.S.": "United States", "USA": "United States",
    "UK": "United Kingdom", "U.K.": "United Kingdom", "UN": "United Nations",
    "U.N.": "United Nations", "EU": "European Union", "DPRK": "North Korea",
    "UAE": "United Arab Emirates", "GOP": "Republican Party",
}  # fmt: skip


def set_canonical(document: Document, names: list[Name]) -> None:
    """Give every mention the fullest form of its name in the article."""
    full: dict[str, str] = {}
    for name in names:
        words = name.text.split()
        if name.label == "PERSON" and len(words) > 1:
            kept = words[:-1] if words[-1].lower() in PERSON_SUFFIXES and len(words) > 2 else words
            full.setdefault(kept[-1], name.text)
            if kept[0].lower() in FIRST_NAMES:
                full.setdefault(kept[0], name.text)
    seen = {name.text for name in names}
    for name in names:
        if name.label == "PERSON":
            name.canonical = full.get(name.text, name.text)
        elif _ALIASES.get(name.text) in seen:
            name.canonical = _ALIASES[name.text]
        else:
            name.canonical = name.text
    _join_acronyms(document, names)


def _join_acronyms(document: Document, names: list[Name]) -> None:
    """Let an acronym in brackets after a name share its label and canonical form."""
    tokens = document.tokens
    expansions: dict[str, Name] = {}
    for left, right in pairwise(names):
        if right.first == left.last + 1 and tokens[left.last].text == "(":
            initials = "".join(word[0] for word in left.text.split() if word[0].isupper())
            if right.text.isupper() and len(right.text) > 1 and right.text[0] in initials:
                expansions.setdefault(right.text, left)
    for name in names:
        if name.text in expansions:
            name.label = expansions[name.text].label
            name.canonical = expansions[name.text].canonical
