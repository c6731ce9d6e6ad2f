"""Who a source is: pronouns, titles, surnames and descriptions resolved to full names."""

from collections.abc import Iterable

from rules_clauses import Reported
from rules_cues import DOCUMENT_NOUNS, PEOPLE_NOUNS
from rules_gazetteer import FEMALE_NAMES, FEMALE_TITLES, MALE_NAMES, MALE_TITLES
from rules_lists import words
from rules_name_cuts import Name
from rules_text import Document, Token

_FEMALE_WORDS = words(
    "she her herself spokeswoman woman mother daughter wife sister actress chairwoman "
    "girl congresswoman widow queen businesswoman"
)
_MALE_WORDS = words(
    "he him his himself spokesman man father son husband brother actor chairman boy "
    "congressman widower king businessman"
)
_ROLES = words(
    "spokesman spokeswoman spokesperson president minister senator governor mayor "
    "secretary leader chief director lawyer attorney judge author professor chairman "
    "chairwoman ceo founder candidate nominee coach player manager economist analyst "
    "congressman congresswoman lawmaker ambassador general commander commissioner officer "
    "detective strategist host anchor actor actress singer republican democrat "
    "billionaire businessman tycoon mogul doctor teacher pastor bishop chancellor premier "
    "speaker adviser advisor scientist researcher owner striker captain midfielder "
    "politician mp"
)
_GROUPS = frozenset(("ORG", "GPE", "NORP"))


class SpeakerResolver:
    """Follows who has been spoken of, from the start of the article to its end."""

    def __init__(self, document: Document, names: list[Name], cover: list[Name | None]) -> None:
        """Collect what the article says of its people: sex and roles."""
        self._tokens = document.tokens
        self._starts = {line.first for line in document.lines}
        self._names = names
        self._cover = cover
        self._sex = _sexes(document, names)
        self._roles = _roles(document.tokens, names)

    def resolve(self, attributions: Iterable[Reported]) -> None:
        """Set `speakers` of every attribution, in place; they must come in order of position."""
        recent: list[str] = []  # speakers, the latest last
        for reported in attributions:
            if reported.source is None:
                continue
            speakers = self._speakers(reported, recent)
            reported.speakers = speakers
            if speakers and not reported.inner:
                recent.extend(speaker for speaker in speakers if speaker not in recent[-1:])

    def _speakers(self, reported: Reported, recent: list[str]) -> list[str]:
        """Return the canonical names behind one source, or an empty list."""
        source = reported.source
        if source is None:
            return []
        first, last = source
        lowers = [token.lower for token in self._tokens[first:last]]
        if last - first == 1 and lowers[0] in ("he", "she", "they", "i", "we", "it"):
            return self._pronoun(lowers[0], reported, first, recent)
        if lowers[0] in ("his", "her", "their") and len(lowers) == 1:
            return self._pronoun(
                {"his": "he", "her": "she"}.get(lowers[0], "they"), reported, first, recent
            )
        inside = self._names_inside(first, last)
        people = [name.canonical for name in inside if name.label == "PERSON"]
        described = any(lower in PEOPLE_NOUNS or lower in _ROLES for lower in lowers)
        if people:
            own = [
                name.canonical
                for name in inside
                if name.label == "PERSON" and not _possessive(self._tokens, name, last)
            ]
            linked = any(lower in ("for", "of") for lower in lowers)
            if own and not (linked and described and lowers[0] in ("a", "an", "the")):
                return list(dict.fromkeys(own))
            if not own and not described:
                return list(dict.fromkeys(people))
        if described:
            apposed = self._apposed(last)
            if apposed:
                return [apposed]
            return self._description(lowers, first, recent)
        if not inside and lowers[-1] in DOCUMENT_NOUNS:
            issuer = self._issuer(last)
            return [issuer] if issuer else []
        groups = [name.canonical for name in inside if name.label in ("ORG", "GPE")]
        head = self._cover[last - 1]
        if groups and head is not None and head.label in ("ORG", "GPE"):
            return [head.canonical]
        return groups[-1:] if len(inside) == 1 and last - first <= 3 else []

    def _apposed(self, last: int) -> str | None:
        """Return the person named in commas right behind a description."""
        tokens = self._tokens
        if last + 2 >= len(tokens) or tokens[last].text != ",":
            return None
        name = self._cover[last + 1]
        if name is None or name.label != "PERSON" or name.last >= len(tokens):
            return None
        return name.canonical if tokens[name.last].text == "," else None

    def _issuer(self, last: int) -> str | None:
        """Return who issued a document: the name behind "by" or "from" right after it."""
        for at in range(last, min(last + 9, len(self._tokens) - 1)):
            if self._tokens[at].text in ".;:":
                return None
            if self._tokens[at].lower in ("by", "from"):
                for name in self._cover[at + 1 : at + 4]:
                    if name and name.label in ("ORG", "PERSON", "GPE"):
                        return name.canonical
        return None

    def _names_inside(self, first: int, last: int) -> list[Name]:
        """Return the names that begin in tokens `[first, last)`."""
        found = []
        for at in range(first, last):
            name = self._cover[at]
            if name is not None and name.first == at:
                found.append(name)
        return found

    def _pronoun(self, word: str, reported: Reported, at: int, recent: list[str]) -> list[str]:
        """Return whom a pronoun at token `at` stands for."""
        if word in ("i", "we"):
            return recent[-1:] if reported.inner else []
        if word in ("they", "it"):
            for name in self._before(at, 60):
                if name.label in _GROUPS:
                    return [name.canonical] if name.label != "NORP" else []
            return []
        sex = "f" if word == "she" else "m"
        if recent and self._sex.get(recent[-1], sex) == sex and self._is_person(recent[-1]):
            nearest = self._subject_of_previous(at, sex)
            known = nearest is not None and self._sex.get(nearest) == sex
            return [nearest] if nearest and known else recent[-1:]
        found = self._subject_of_previous(at, sex)
        if found:
            return [found]
        unsure: list[str] = []
        for name in self._before(at, 120):
            if name.label == "PERSON" and self._sex.get(name.canonical, sex) == sex:
                if name.canonical in self._sex or " " in name.canonical:
                    return [name.canonical]
                unsure.append(name.canonical)
        return unsure[:1]

    def _subject_of_previous(self, at: int, sex: str) -> str | None:
        """Return the person that begins the sentence before, or the clause before `at`."""
        stops = 0
        for place in range(at - 1, max(-1, at - 70), -1):
            if self._tokens[place].text in ".!?":
                stops += 1
                if stops > 2:
                    return None
            name = self._cover[place]
            if name is None or name.first != place or name.label != "PERSON":
                continue
            if self._sex.get(name.canonical, sex) != sex:
                continue
            lead = self._tokens[place - 1].text if place else "."
            if lead in '.!?”"' or place in self._starts:
                return name.canonical
        return None

    def _description(self, lowers: list[str], first: int, recent: list[str]) -> list[str]:
        """Return who "the spokesman" or "the Texas Republican" is, if the article tells."""
        if lowers[0] not in ("the", "his", "her", "their"):
            return []
        roles = [lower for lower in lowers if lower in _ROLES]
        if not roles:
            return []
        best: str | None = None
        for name in self._before(first, 4000):
            if name.label == "PERSON" and roles[-1] in self._roles.get(name.canonical, ()):
                best = name.canonical
                break
        if best:
            return [best]
        return recent[-1:] if len(lowers) <= 2 and recent and self._is_person(recent[-1]) else []

    def _before(self, at: int, reach: int) -> Iterable[Name]:
        """Yield the names before token `at`, the nearest first, at most `reach` tokens back."""
        for name in reversed(self._names):
            if name.first < at:
                if at - name.first > reach:
                    return
                yield name

    def _is_person(self, canonical: str) -> bool:
        """Tell whether a canonical name is a person's."""
        return any(name.label == "PERSON" and name.canonical == canonical for name in self._names)


def _possessive(tokens: list[Token], name: Name, last: int) -> bool:
    """Tell whether `name` is followed by a possessive inside the source."""
    return name.last < last and tokens[name.last].text in ("'s", "’s", "'", "’")


def _sexes(document: Document, names: list[Name]) -> dict[str, str]:
    """Return "m" or "f" for the people whose title, first name or context tells."""
    found: dict[str, str] = {}
    tokens = document.tokens
    for name in names:
        if name.label != "PERSON":
            continue
        first = name.canonical.split()[0].lower()
        before = tokens[name.first - 1].lower if name.first else ""
        if before in FEMALE_TITLES or name.title in FEMALE_TITLES:
            found[name.canonical] = "f"
        elif before in MALE_TITLES or name.title in MALE_TITLES:
            found[name.canonical] = "m"
        elif name.canonical not in found and first in FEMALE_NAMES:
            found[name.canonical] = "f"
        elif name.canonical not in found and first in MALE_NAMES:
            found[name.canonical] = "m"
        elif name.canonical not in found:
            for token in tokens[name.last : name.last + 6]:
                if token.lower in _FEMALE_WORDS:
                    found[name.canonical] = "f"
                    break
                if token.lower in _MALE_WORDS:
                    found[name.canonical] = "m"
                    break
    return found


def _roles(tokens: list[Token], names: list[Name]) -> dict[str, set[str]]:
    """Return the role words that stand before a person's name or in the apposition after it."""
    roles: dict[str, set[str]] = {}
    for name in names:
        if name.label != "PERSON":
            continue
        own = roles.setdefault(name.canonical, set())
        for token in tokens[max(0, name.first - 4) : name.first]:
            if token.text in ".!?":
                own.clear()
            elif token.lower in _ROLES:
                own.add(token.lower)
        if name.last < len(tokens) and tokens[name.last].text == ",":
            for token in tokens[name.last + 1 : name.last + 14]:
                if token.text in ",.;" or token.lower in ("said", "who"):
                    break
                if token.lower in _ROLES:
                    own.add(token.lower)
    return roles
