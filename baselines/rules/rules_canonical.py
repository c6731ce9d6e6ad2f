"""The fullest form of each name in the article, shared by all its mentions."""

from collections import defaultdict
from itertools import pairwise

from rules_gazetteer import (
    FEMALE_NAMES,
    FEMALE_TITLES,
    FIRST_NAMES,
    MALE_NAMES,
    MALE_TITLES,
    PERSON_SUFFIXES,
)
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
    full: dict[str, list[str]] = defaultdict(list)  # surname or first name -> full names
    for name in names:
        words = name.text.split()
        if name.label == "PERSON" and len(words) > 1:
            kept = words[:-1] if words[-1].lower() in PERSON_SUFFIXES and len(words) > 2 else words
            for part in {kept[-1], *(kept[:1] if kept[0].lower() in FIRST_NAMES else ())}:
                if name.text not in full[part]:
                    full[part].append(name.text)
    seen = {name.text for name in names}
    bodies = {name.text for name in names if name.label == "ORG" and " " in name.text}
    latest: dict[str, str] = {}
    for name in names:
        plain = name.text.title() if name.text.isupper() else name.text
        if name.label == "PERSON" and plain in full:
            name.canonical = _bearer(name, full[plain], latest)
        elif _ALIASES.get(name.text) in seen:
            name.canonical = _ALIASES[name.text]
        else:
            name.canonical = name.text
        if name.label == "PERSON" and " " in name.canonical:
            latest[name.canonical.split()[-1]] = name.canonical
    _join_acronyms(document, names)
    _join_short_forms(names, bodies)


def _bearer(name: Name, candidates: list[str], latest: dict[str, str]) -> str:
    """Return who of several people of one surname is meant: by title, else the last one named."""
    fitting = candidates
    for titles, others in ((MALE_TITLES, FEMALE_NAMES), (FEMALE_TITLES, MALE_NAMES)):
        if name.title in titles:
            fitting = [one for one in candidates if one.split()[0].lower() not in others]
    known = latest.get(name.text)
    if known in fitting and len(fitting) > 1:
        return known
    return (fitting or candidates)[0]


def _join_short_forms(names: list[Name], bodies: set[str]) -> None:
    """Let "Lodewell" share label and canonical form with the one body "Lodewell Environmental"."""
    for name in names:
        if " " in name.text or name.label not in ("ORG", "PERSON") or name.canonical != name.text:
            continue
        longer = [body for body in bodies if body.startswith(f"{name.text} ")]
        if len(longer) == 1 and not name.title:
            name.label, name.canonical = "ORG", longer[0]


def _join_acronyms(document: Document, names: list[Name]) -> None:
    """Let an acronym share label and canonical form with the name that it shortens.

    It stands in brackets behind the name, or its letters are the name's capitals.
    """
    tokens = document.tokens
    expansions: dict[str, Name] = {}
    for left, right in pairwise(names):
        bracketed = right.first == left.last + 1 and tokens[left.last].text == "("
        short = right.text.isupper() and len(right.text) > 1
        if bracketed and short and right.text[0] in _capitals(left):
            expansions.setdefault(right.text, left)
    for name in names:
        if len(_capitals(name)) > 2 and " " in name.text:
            expansions.setdefault(_capitals(name), name)
    for name in names:
        if name.text.isupper() and name.text in expansions:
            name.label = expansions[name.text].label
            name.canonical = expansions[name.text].canonical


def _capitals(name: Name) -> str:
    """Return the first letters of the capitalised words of a name."""
    return "".join(word[0] for word in name.text.split() if word[0].isupper())
