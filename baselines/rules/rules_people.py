"""What an article says of its people: whether they are men or women, and what they are."""

from collections import Counter

from rules_gazetteer import FEMALE_NAMES, FEMALE_TITLES, MALE_NAMES, MALE_TITLES
from rules_lists import words
from rules_name_cuts import Name
from rules_text import Document, Token
from rules_words import FUNCTION_WORDS, TIME_WORDS

_FEMALE_WORDS = words(
    "she her herself spokeswoman woman mother daughter wife sister actress chairwoman "
    "girl congresswoman widow queen businesswoman"
)
_MALE_WORDS = words(
    "he him his himself spokesman man father son husband brother actor chairman boy "
    "congressman widower king businessman"
)
_NO_ROLE = FUNCTION_WORDS | TIME_WORDS | words("said says told who aged former")
_REACH = 40  # tokens behind a name in which a pronoun may mean it


def sexes_of(document: Document, names: list[Name]) -> dict[str, str]:
    """Return "m" or "f" for the people whose title, first name or pronouns tell."""
    told: dict[str, str] = {}
    votes: dict[str, Counter[str]] = {}
    tokens = document.tokens
    people = [name for name in names if name.label == "PERSON"]
    for number, name in enumerate(people):
        first = name.canonical.split()[0].lower()
        before = tokens[name.first - 1].lower if name.first else ""
        if before in FEMALE_TITLES or name.title in FEMALE_TITLES:
            told[name.canonical] = "f"
        elif before in MALE_TITLES or name.title in MALE_TITLES:
            told[name.canonical] = "m"
        elif first in FEMALE_NAMES:
            told.setdefault(name.canonical, "f")
        elif first in MALE_NAMES:
            told.setdefault(name.canonical, "m")
        stop = people[number + 1].first if number + 1 < len(people) else len(tokens)
        own = votes.setdefault(name.canonical, Counter())
        for token in tokens[name.last : min(stop, name.last + _REACH)]:
            own["f"] += token.lower in _FEMALE_WORDS
            own["m"] += token.lower in _MALE_WORDS
    for canonical, own in votes.items():
        if own["f"] != own["m"]:
            told.setdefault(canonical, "f" if own["f"] > own["m"] else "m")
    return told


def roles_of(tokens: list[Token], names: list[Name]) -> dict[str, set[str]]:
    """Return the nouns before a person's name, and those of the apposition behind it.

    The age of "Ann Lee, 71," is the role `71-year-old`.
    """
    roles: dict[str, set[str]] = {}
    for name in names:
        if name.label != "PERSON":
            continue
        own = roles.setdefault(name.canonical, set())
        at = name.first - 1
        while at >= 0 and name.first - at <= 5:
            token = tokens[at]
            if (token.text == "," and at + 1 == name.first) or token.lower not in _NO_ROLE:
                if (token.word and not token.capital) or token.lower == name.title:
                    own.add(token.lower)
                elif not token.word and token.text != ",":
                    break
                at -= 1
                continue
            break
        if name.last + 1 < len(tokens) and tokens[name.last].text == ",":
            if tokens[name.last + 1].text.isdigit():
                own.add(f"{tokens[name.last + 1].text}-year-old")
            for token in tokens[name.last + 1 : name.last + 12]:
                if token.text in ",.;" or token.lower in ("said", "who"):
                    break
                if token.word and not token.capital and token.lower not in _NO_ROLE:
                    own.add(token.lower)
    return roles
