"""What a name names: labels from lists, heads and context, agreed over the whole article."""

import re
from collections import Counter, defaultdict
from itertools import pairwise

from rules_canonical import set_canonical
from rules_gazetteer import (
    CITIES,
    COUNTRIES,
    EVENT_HEADS,
    EVENTS,
    FACILITY_HEADS,
    FIRST_NAMES,
    LANGUAGES,
    LAW_HEADS,
    LOCATION_HEADS,
    NATIONALITIES,
    ORGANISATION_HEADS,
    ORGANISATIONS,
    PERSON_SUFFIXES,
    PLACE_HEADS,
    PRODUCT_HEADS,
    REGIONS,
    STATES,
)
from rules_lists import words
from rules_name_cuts import Name
from rules_text import Document

_GENTILIC = re.compile(
    r"(?:[a-z]{2}ians?|[a-z]{2}ese|[a-z]{2}[ck]ans?|[a-z]{3}ists?|[a-z]{2}istanis?)$"
)


_ACRONYM = re.compile(r"[A-Z][A-Z&.-]{1,7}s?$")


_PLACE_BEFORE = words("in at near outside around across visit visiting")


_OF_ORGANISATION = words(
    "ministry department university bank board bureau office court institute house church "
    "museum centre center college school society council"
)


_ORGANISATION_NOUNS = words(
    "company firm group party organisation organization agency charity newspaper network "
    "union magazine club team bank startup outlet nonprofit retailer broker brokerage "
    "platform app website operator airline carmaker maker giant insurer lender watchdog"
)


_UNSURE = "?"  # a single word that nothing labels


_SAYS = words("said says told tells added tweeted wrote insisted denied replied")


_COMMON_NOUN = re.compile(r"(?:tion|tions|ment|ments|ity|ities|ness|ics|ism|ogy|ship|hood|ures?)$")


_ORGANISATION_AFTER = words(
    "shares stock users user customers customer accounts account spokesman spokeswoman "
    "spokesperson chief executives analysts employees subsidiary subscribers stores "
    "cardholders members"
)


_PEOPLE_AFTER = words(
    "women men people community communities activists groups families girls children "
    "leaders population voters tribes culture language"
)


def label_names(document: Document, names: list[Name]) -> list[Name]:
    """Set `label` and `canonical` of the names; return those that prove to be names."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for name in names:
        label, weight = _evidence(document, name)
        votes[name.text][label] += weight
    for left, right in pairwise(names):
        if right.first - left.last == 1 and document.tokens[left.last].lower in (",", "and"):
            for one, other in ((left, right), (right, left)):
                if listed_label(one.text) == "GPE" and " " not in other.text:
                    votes[other.text]["GPE"] += 3
    people = _people(votes)
    # An article introduces people by their full names: a single word that never is part of one
    # is rarely a person, unless the text is too short to introduce anybody.
    single = "ORG" if len(people) >= 3 else "PERSON"
    for name in names:
        label = max(votes[name.text].items(), key=lambda vote: vote[1])[0]
        strongest = votes[name.text][label]
        if (name.title and label not in ("GPE", "NORP")) or (strongest < 5 and name.text in people):
            label = "PERSON"
        name.label = single if label == _UNSURE else label
    kept = [name for name in names if name.label]
    set_canonical(document, kept)
    return kept


def _people(votes: dict[str, Counter[str]]) -> set[str]:
    """Return the surnames and first names of full names that are people."""
    found = set()
    for text, labels in votes.items():
        words = text.split()
        if len(words) > 1 and max(labels, key=lambda label: labels[label]) == "PERSON":
            while len(words) > 2 and words[-1].lower() in PERSON_SUFFIXES:
                words.pop()
            found.add(words[-1])
            if words[0].lower() in FIRST_NAMES:
                found.add(words[0])
    return found


def _evidence(document: Document, name: Name) -> tuple[str, int]:
    """Return the label one mention speaks for, and how loudly (1 a guess, 9 certain)."""
    label = listed_label(name.text)
    if label:
        return label, 9
    words = name.text.split()
    if name.title:
        return "PERSON", 8
    label = _by_head(words)
    if label:
        return label, 6
    return _by_context(document, name, words)


def listed_label(text: str) -> str:
    """Return the label of a name that the lists hold, or an empty string."""
    if text in COUNTRIES or text in CITIES or text in STATES:
        return "GPE"
    if text in REGIONS:
        return "LOC"
    if text in ORGANISATIONS:
        return "ORG"
    if text in EVENTS:
        return "EVENT"
    if text.isupper() and len(text) > 3 and text.title() in COUNTRIES | CITIES | STATES:
        return "GPE"
    lower = text.lower()
    if lower in NATIONALITIES:
        return "NORP"
    words = lower.split()
    if len(words) == 2 and words[1] in NATIONALITIES:
        return "NORP"
    if lower.startswith("world war"):
        return "EVENT"
    if lower in LANGUAGES:
        return "LANGUAGE"
    head, _, tail = lower.partition("-")
    if head in NATIONALITIES and tail in NATIONALITIES:
        return "NORP"
    return ""


def _by_head(words: list[str]) -> str:
    """Return the label that the decisive word of a name of several words gives it."""
    lowers = [word.lower() for word in words]
    last = lowers[-1]
    if len(words) == 1:
        return ""
    if "of" in lowers[1:]:
        head = lowers[lowers.index("of") - 1]
        if head in _OF_ORGANISATION:
            return "ORG"
        last = head
    for label, heads in (
        ("LAW", LAW_HEADS),
        ("EVENT", EVENT_HEADS),
        ("FAC", FACILITY_HEADS),
        ("ORG", ORGANISATION_HEADS),
        ("LOC", LOCATION_HEADS),
        ("GPE", PLACE_HEADS),
    ):
        if last in heads:
            return label
    if lowers[0] in ("mount", "lake", "cape", "gulf"):
        return "LOC"
    if lowers[0] in ("university", "bank", "ministry") or "&" in lowers:
        return "ORG"
    if lowers[0] in FIRST_NAMES or last in PERSON_SUFFIXES:
        return "PERSON"
    if last.isdigit() and len(words) == 2:
        return "PRODUCT"
    if lowers[0] in PRODUCT_HEADS:
        return "PRODUCT"
    if lowers[0].rstrip(".") in ("st", "fort", "ft", "port", "san", "santa", "los", "las", "el"):
        return "GPE"
    return ""


def _by_context(document: Document, name: Name, words: list[str]) -> tuple[str, int]:
    """Return a label from the words around the mention."""
    tokens = document.tokens
    before = tokens[name.first - 1] if name.first else None
    after = tokens[name.last] if name.last < len(tokens) else None
    second = tokens[name.last + 1] if name.last + 1 < len(tokens) else None
    text = name.text
    if before and after and before.text in "“‘\"'" and after.text in "”’\"',.":
        return ("WORK_OF_ART", 3) if len(words) > 1 else ("WORK_OF_ART", 1)
    if len(words) == 1 and (_ACRONYM.match(text) or any(mark.isdigit() for mark in text)):
        return "ORG", 3
    bank = before is not None and before.lower in _ORGANISATION_NOUNS
    if bank or (after is not None and after.lower in _ORGANISATION_AFTER):
        return "ORG", 4
    if after is not None and after.lower in _PEOPLE_AFTER:
        return "NORP", 3
    if (
        len(words) == 1
        and re.search(r"[a-z][A-Z]|\.com$", text)
        and text[:2] not in ("Mc", "Ma", "De")
    ):
        return "ORG", 3
    if len(words) == 1 and _GENTILIC.search(text):
        return "NORP", 3
    if after and second and after.text == "," and second.text in COUNTRIES | STATES:
        return "GPE", 4
    if after and after.text == "," and second and second.text.isdigit() and len(second.text) == 2:
        return "PERSON", 4
    if after and (after.lower == "who" or (after.text == "," and second and second.lower == "who")):
        return "PERSON", 4
    if after and after.text == "," and second and second.lower in ("a", "the", "an"):
        stop = min(name.last + 8, len(tokens))
        for at in range(name.last + 2, stop):
            if tokens[at].lower in _ORGANISATION_NOUNS:
                return "ORG", 3
            if tokens[at].text == ",":
                break
    common = any(_COMMON_NOUN.search(word.lower()) for word in words)
    if common and len(words) == 1:
        return "", 2
    acronym = second.text if after and second and after.text == "(" else ""
    if acronym.isupper() and len(words) > 1 and acronym[0] == text[0]:
        return "ORG", 4  # a name with an acronym is no person
    if before and before.lower == "the" and len(words) <= 3:
        return ("NORP", 1) if text.endswith("s") and len(words) == 1 else ("ORG", 2)
    if before and before.lower in _PLACE_BEFORE and len(words) <= 2:
        return "GPE", 3 if len(words) == 1 else 2
    if len(words) in (2, 3):
        return ("", 1) if common else ("PERSON", 2)
    if len(words) > 3:
        return "ORG", 2
    if words[0].lower() in FIRST_NAMES:
        return "PERSON", 4
    if (after and after.lower in _SAYS) or (before and before.lower in _SAYS):
        return "PERSON", 2
    if after and second and after.text == "," and second.lower in ("whose", "now"):
        return "PERSON", 3
    for token in tokens[name.last : name.last + 12]:
        if token.text in ".!?":
            break
        if token.lower in ("he", "she", "his", "her", "him", "himself", "herself"):
            return "PERSON", 2
    return _UNSURE, 1
