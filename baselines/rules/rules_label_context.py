"""What the words around a mention say of a name that no list and no head word labels."""

import re

from rules_gazetteer import COUNTRIES, FIRST_NAMES, STATES
from rules_lists import words
from rules_name_cuts import Name
from rules_text import Document

_GENTILIC = re.compile(
    r"(?:[a-z]{2}ians?|[a-z]{2}ese|[a-z]{2}[ck]ans?|[a-z]{3}ists?|[a-z]{2}istanis?)$"
)
_ACRONYM = re.compile(r"[A-Z][A-Z&.-]{1,7}s?$")
_MODEL = re.compile(r"[A-Z]{1,4}-\d+[a-z]{0,2}$")  # F-16, S-300s
_PLACE_BEFORE = words(
    "in at near outside around across visit visiting visited toured above below between beyond "
    "throughout towards via left on"
)
_AREA_BEFORE = words("on under in across throughout over around into near through along")
_MOTIONS = words(
    "back went goes go going come came comes travel travelled traveled moved move moving flew fly "
    "flight flights fled return returned returning road trip way sent bus drove drive sailed "
    "arrived sailing sailings drive driven trains train headed heading visitors exports delivered"
)
_PARTS = words(
    "people residents town village city south north east west outskirts mayor streets outside edge "
    "suburb port coast bishop university island islands state province region district county "
    "capital municipality suburbs area territory prefecture governorate parts shores banks battle "
    "siege vicinity southeast northeast southwest northwest north-east north-west south-east "
    "south-west"
)
_PLACE_AFTER = words(
    "county counties district districts province region town village city branch river lake "
    "mountains mountain hills valley island islands peninsula coast desert border neighborhood "
    "neighbourhood suburb borough municipality prefecture governorate resident residents "
    "rainforest road highway bridge dam reactor mine refinery jetty viaduct levee ward estate "
    "harbour harbor police court courthouse jail hospital school museum plant basin "
    "airport mayor voters villagers province wind route tunnel rail sea wall"
)
_HEADS_OF = words(
    "spokesman spokeswoman spokesperson director head chief president chairman chairwoman owner "
    "founder co-founder employees employee shareholders executive manager boss analyst economist "
    "strategist fellow partner researcher engineer professor lecturer scientist consultant ceo cfo "
    "coordinator co-ordinator editor chief-executive trader counsel lecturer historian expert"
)
_ORGANISATION_NOUNS = words(
    "company firm group party organisation organization agency charity newspaper network "
    "union magazine club team bank startup outlet nonprofit retailer broker brokerage "
    "platform app website operator airline carmaker maker giant insurer lender watchdog"
)
UNSURE = "?"  # a single word that nothing labels
_SAYS = words("said says told tells added tweeted wrote insisted denied replied")
_COMMON_NOUN = re.compile(r"(?:tion|tions|ment|ments|ity|ities|ness|ics|ism|ogy|ship|hood|ures?)$")
_ORGANISATION_AFTER = words(
    "shares stock users user customers customer accounts account spokesman spokeswoman "
    "spokesperson chief executives analysts employees subsidiary subscribers stores "
    "cardholders members ceo cfo boss founder co-founder chairman"
)
_PEOPLE_AFTER = words(
    "women men people community communities activists groups families girls children "
    "leaders population voters tribes culture language"
)


def by_context(document: Document, name: Name, words: list[str]) -> tuple[str, float]:
    """Return a label from the words around the mention."""
    tokens = document.tokens
    before = tokens[name.first - 1] if name.first else None
    after = tokens[name.last] if name.last < len(tokens) else None
    second = tokens[name.last + 1] if name.last + 1 < len(tokens) else None
    text = name.text
    if before and after and before.text in "“‘\"'" and after.text in "”’\"',.":
        return ("WORK_OF_ART", 3) if len(words) > 1 else ("WORK_OF_ART", 1)
    if len(words) == 1 and _MODEL.match(text):
        return "PRODUCT", 3
    if len(words) == 1 and (_ACRONYM.match(text) or any(mark.isdigit() for mark in text)):
        return ("", 3) if before and before.lower in ("a", "an") else ("ORG", 3)
    bank = before is not None and before.lower in _ORGANISATION_NOUNS
    if bank or (after is not None and after.lower in _ORGANISATION_AFTER):
        return "ORG", 4
    ahead = tokens[name.first - 2].lower if name.first > 1 else ""
    if before and before.lower in ("for", "of", "at", "with") and ahead in _HEADS_OF:
        return "ORG", 3
    if after is not None and after.lower in _PLACE_AFTER and len(words) <= 2:
        return "GPE", 3
    moved = before is not None and before.lower == "to" and ahead in _MOTIONS
    part = before is not None and before.lower == "of" and ahead in _PARTS
    if (moved or part) and len(words) <= 2:
        return "GPE", 3
    if after and second and after.text == "," and second.lower == "which":
        return "ORG", 3
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
    if before and before.lower in ("in", "near", "at", "outside") and len(words) == 1:
        return "GPE", 3
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
    if before and before.lower == "the" and ahead in _AREA_BEFORE and len(words) <= 2:
        return "LOC", 2
    if before and before.lower == "the" and len(words) <= 3:
        if len(words) > 1:
            return "ORG", 2
        return ("NORP", 1) if text.endswith("s") else (UNSURE, 2)
    if before and before.lower in _PLACE_BEFORE and len(words) <= 2:
        return "GPE", 3 if len(words) == 1 else 2
    if len(words) in (2, 3):
        return ("", 1) if common else ("PERSON", 2)
    if len(words) > 3:
        return "ORG", 2
    if words[0].lower() in FIRST_NAMES:
        return "PERSON", 4
    if before and before.lower in ("from", "towards"):
        return "GPE", 1.5
    if (after and after.lower in _SAYS) or (before and before.lower in _SAYS):
        return "PERSON", 2
    if after and second and after.text == "," and second.lower in ("whose", "now"):
        return "PERSON", 3
    for token in tokens[name.last : name.last + 12]:
        if token.text in ".!?":
            break
        if token.lower in ("he", "she", "his", "her", "him", "himself", "herself"):
            return "PERSON", 2
    return UNSURE, 1
