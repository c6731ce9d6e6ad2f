"""What a name names: labels from lists, heads and context, agreed over the whole article."""

from collections import defaultdict
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
    PLACES,
    PRODUCT_HEADS,
    PRODUCTS,
    REGIONS,
    STATES,
)
from rules_label_context import UNSURE, by_context
from rules_lists import words
from rules_name_cuts import Name
from rules_text import Document

_HOUSES = words(
    "hospital church museum infirmary clinic theatre theater library gallery chapel hotel"
)
_TOWARDS = words("at in outside inside near to into around behind opposite from")
_LINKS = words("of for on against")
_OF_ORGANISATION = words(
    "ministry department university bank board bureau office court institute house church "
    "museum centre center college school society council"
)


def label_names(document: Document, names: list[Name]) -> list[Name]:
    """Set `label` and `canonical` of the names; return those that prove to be names."""
    votes: dict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    for name in names:
        label, weight = _evidence(document, name)
        votes[name.text][label] += weight
    for left, right in pairwise(names):
        if right.first - left.last != 1:
            continue
        joint = document.tokens[left.last].lower
        if joint in (",", "and"):
            for one, other in ((left, right), (right, left)):
                if listed_label(one.text) == "GPE" and " " not in other.text:
                    votes[other.text]["GPE"] += 3
        elif joint == "of" and _winner(votes[left.text]) == "PERSON" and " " in left.text:
            votes[right.text]["GPE"] += 3  # "Ann Lee of Dover"
    _share_in_lists(document, names, votes)
    people = _people(votes)
    surnames = _surnames(votes)
    # An article introduces people by their full names: a single word that never is part of one
    # is rarely a person, unless the text is too short to introduce anybody.
    single = "ORG" if len(people) >= 3 else "PERSON"
    longer = {text.split()[0] for text in votes if " " in text}
    for name in names:
        label = _winner(votes[name.text])
        strongest = votes[name.text][label]
        titled = name.title and label not in ("GPE", "NORP")
        if titled or name.text in surnames or (strongest < 5 and name.text in people):
            label = "PERSON"
        if label == UNSURE:  # nothing but capitals, and few mentions
            label = single if strongest > 3 or name.text in longer else ""
        name.label = label
        if name.text == "Amazon" and document.tokens[name.first - 1].lower == "the":
            name.label = "LOC"
        if name.label == "ORG" and _as_building(document, name):
            name.label = "FAC"
    plain = {token.text for token in document.tokens if token.word and not token.capital}
    kept = [name for name in names if name.label and not _common(name, votes[name.text], plain)]
    set_canonical(document, kept)
    return kept


def _as_building(document: Document, name: Name) -> bool:
    """Tell whether somebody or something is at, in or on the way to what houses a body."""
    tokens = document.tokens
    if name.text.split()[-1].lower() not in _HOUSES or " " not in name.text or not name.first:
        return False
    before = name.first - 1
    if before and tokens[before].lower == "the":
        before -= 1
    return tokens[before].lower in _TOWARDS


def _common(name: Name, votes: dict[str, float], plain: set[str]) -> bool:
    """Tell whether capitals alone speak for a name, of which a word is a common noun here."""
    guessed = max(votes.values()) <= 2 and not name.title
    return guessed and any(word.lower() in plain for word in name.text.split())


def _winner(votes: dict[str, float]) -> str:
    """Return the label with most votes; doubt counts half."""
    return max(votes, key=lambda label: votes[label] * (0.5 if label == UNSURE else 1))


def _share_in_lists(
    document: Document, names: list[Name], votes: dict[str, defaultdict[str, float]]
) -> None:
    """Give a name that nothing labels the label of its neighbour in a list ("Tyrol and ...")."""
    for left, right in pairwise(names):
        if right.first - left.last != 1 or document.tokens[left.last].lower not in (",", "and"):
            continue
        for one, other in ((left, right), (right, left)):
            label, strength = max(votes[one.text].items(), key=lambda vote: vote[1])
            if strength >= 3 and label != UNSURE and set(votes[other.text]) == {UNSURE}:
                votes[other.text][label] = 2 * votes[other.text][UNSURE]


def _people(votes: dict[str, defaultdict[str, float]]) -> set[str]:
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


def _surnames(votes: dict[str, defaultdict[str, float]]) -> set[str]:
    """Return the last words of people of a known first name, lists or not ("Ada English")."""
    full = (text.split() for text in votes if " " in text and _winner(votes[text]) == "PERSON")
    return {words[-1] for words in full if words[0].lower() in FIRST_NAMES}


def _evidence(document: Document, name: Name) -> tuple[str, float]:
    """Return the label one mention speaks for, and how loudly (1 a guess, 9 certain)."""
    label = listed_label(name.text)
    if label and not name.hint:
        return label, 9
    if name.text == "X":
        return "ORG", 9
    words = name.text.split()
    if name.hint:
        return name.hint, 8
    if name.title:
        return "PERSON", 8
    label = _by_head(words)
    if label:
        return label, 6
    return by_context(document, name, words)


def listed_label(text: str) -> str:
    """Return the label of a name that the lists hold, or an empty string."""
    if text in COUNTRIES or text in CITIES or text in STATES:
        return "GPE"
    if text in REGIONS:
        return "LOC"
    if text in ORGANISATIONS:
        return "ORG"
    if text in PRODUCTS:
        return "PRODUCT"
    if text in EVENTS:
        return "EVENT"
    if text.isupper() and len(text) > 3:
        if text.title() in PLACES:
            return "GPE"
        if text.title() in ORGANISATIONS:
            return "ORG"
    lower = text.lower()
    if lower in NATIONALITIES:
        return "NORP"
    words = lower.split()
    if len(words) == 2 and words[1] in NATIONALITIES and words[0] not in FIRST_NAMES:
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
    link = next((at for at, word in enumerate(lowers) if at and word in _LINKS), 0)
    if link:
        head = lowers[link - 1]
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
    if lowers[0].rstrip(".") in ("mount", "mt", "lake", "cape", "gulf", "camp", "strait"):
        return "LOC"
    if lowers[0] in ("university", "bank", "ministry") or "&" in lowers:
        return "ORG"
    if lowers[0] in FIRST_NAMES or last in PERSON_SUFFIXES:
        return "PERSON"
    if lowers[0] in ("north", "south", "east", "west", "upper", "lower", "great", "little"):
        return "GPE"
    if words[0] in ("MV", "HMS", "USS", "SS", "RMS", "RRS", "MT"):
        return "PRODUCT"
    if last.isdigit() and len(words) == 2:
        return "PRODUCT"
    if lowers[0] in PRODUCT_HEADS or words[0] in PRODUCTS:
        return "PRODUCT"
    if lowers[0].rstrip(".") in ("st", "fort", "ft", "port", "san", "santa", "los", "las", "el"):
        return "GPE"
    return ""
