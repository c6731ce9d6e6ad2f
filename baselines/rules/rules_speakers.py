"""Who a source is: pronouns, titles, surnames and descriptions resolved to full names."""

from bisect import bisect_left
from collections.abc import Iterable

from rules_clauses import Reported
from rules_cues import DOCUMENT_NOUNS, PEOPLE_NOUNS
from rules_gazetteer import TITLES
from rules_lists import words
from rules_name_cuts import Name
from rules_people import roles_of, sexes_of
from rules_text import Document, Token

Recent = list[tuple[int, str]]  # (token, speaker), the latest last
_REACH = 150  # tokens between a pronoun and the person it stands for
_BODY_LABELS = ("ORG", "GPE")
_GROUPS = frozenset(("ORG", "GPE", "NORP"))
# Descriptions of a body that was named before.
_BODIES = words(
    "company firm council club union party group charity agency authority department force "
    "government university hospital trust board commission paper newspaper court bank developer "
    "retailer operator airline supplier publisher broadcaster school college federation "
    "association manufacturer maker giant business organisation organization ministry regulator "
    "watchdog utility institute network service team"
)


class SpeakerResolver:
    """Follows who has been spoken of, from the start of the article to its end."""

    def __init__(self, document: Document, names: list[Name], cover: list[Name | None]) -> None:
        """Collect what the article says of its people: sex and roles."""
        self._tokens = document.tokens
        self._starts = {line.first for line in document.lines}
        self._names = names
        self._people = {name.canonical for name in names if name.label == "PERSON"}
        self._firsts = [name.first for name in names]
        self._cover = cover
        self._sex = sexes_of(document, names)
        self._roles = roles_of(document.tokens, names)

    def resolve(self, attributions: Iterable[Reported]) -> None:
        """Set `speakers` of every attribution, in place; they must come in order of position."""
        recent: Recent = []
        for reported in attributions:
            if reported.source is None:
                continue
            speakers = self._speakers(reported, recent)
            reported.speakers = speakers
            if speakers and not reported.inner:
                recent.extend((reported.source[0], speaker) for speaker in speakers)

    def _speakers(self, reported: Reported, recent: Recent) -> list[str]:
        """Return the canonical names behind one source, or an empty list."""
        source = reported.source
        if source is None:
            return []
        first, last = source
        lowers = [token.lower for token in self._tokens[first:last]]
        if last - first == 1 and lowers[0] in ("he", "she", "they", "i", "we", "it"):
            return self._pronoun(lowers[0], reported, first, recent)
        owned = lowers[0] in ("his", "her", "their", "its")
        if owned and (len(lowers) == 1 or lowers[-1] in DOCUMENT_NOUNS):
            owner = {"his": "he", "her": "she", "its": "it"}.get(lowers[0], "they")
            return self._pronoun(owner, reported, first, recent)
        inside = self._names_inside(first, last)
        people = [name.canonical for name in inside if name.label == "PERSON"]
        head = self._cover[last - 1]
        if head is not None and head.label in _BODY_LABELS and head.first - first <= 1:
            return [head.canonical]
        described = any(lower in PEOPLE_NOUNS for lower in lowers) or lowers[0] in ("the", "its")
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

    def _pronoun(self, word: str, reported: Reported, at: int, recent: Recent) -> list[str]:
        """Return whom a pronoun at token `at` stands for."""
        if word in ("i", "we"):
            return [recent[-1][1]] if reported.inner and recent else []
        if word == "they":
            return []
        if word == "it":
            for name in self._before(at, 60):
                if name.label in _GROUPS:
                    return [name.canonical] if name.label != "NORP" else []
            return []
        return self._person("f" if word == "she" else "m", at, recent)

    def _person(self, sex: str, at: int, recent: Recent) -> list[str]:
        """Return the last person of that sex who spoke or began a sentence, or was named at all."""
        spoken = [one for one in recent if at - _REACH < one[0] < at]
        begun = [
            (name.first, name.canonical)
            for name in self._before(at, _REACH)
            if name.label == "PERSON" and not name.hint and self._begins(name.first)
        ]
        unsure: list[str] = []
        for _, canonical in sorted(spoken + begun, reverse=True):
            known = self._sex.get(canonical)
            if known == sex:
                return [canonical]
            if known is None and not unsure and self._is_person(canonical):
                unsure.append(canonical)
        if unsure:
            return unsure
        for name in self._before(at, _REACH):
            if name.label != "PERSON" or name.hint:
                continue
            if self._sex.get(name.canonical, sex) == sex:
                return [name.canonical]
        return []

    def _begins(self, at: int) -> bool:
        """Tell whether a sentence or a line begins at token `at`, a title aside."""
        lead = self._tokens[at - 1] if at else None
        if lead is not None and lead.lower in TITLES and at > 1:
            lead = self._tokens[at - 2]
        return lead is None or lead.text in '.!?”"' or at in self._starts

    def _description(self, lowers: list[str], first: int, recent: Recent) -> list[str]:
        """Return who "the spokesman", "the 71-year-old" or "the company" is, where it is told."""
        if lowers[0] not in ("the", "his", "her", "their", "its"):
            return []
        head = lowers[-1]
        if head in _BODIES and lowers[0] == "the":
            return self._body(head, first, recent)
        for name in self._before(first, 4000):
            if name.label == "PERSON" and head in self._roles.get(name.canonical, ()):
                return [name.canonical]
        if head.endswith("-year-old"):
            return [one for _, one in recent[-1:]] or self._person("", first, recent)
        return []

    def _body(self, head: str, at: int, recent: Recent) -> list[str]:
        """Return the body that "the council" means: so called, or the last to speak or be named."""
        named = [name.canonical for name in self._before(at, 4000) if name.label == "ORG"]
        called = [one for one in named if head in one.lower().split()]
        spoken = [one for _, one in reversed(recent) if one in named]
        return (called or spoken or named)[:1]

    def _before(self, at: int, reach: int) -> Iterable[Name]:
        """Yield the names before token `at`, the nearest first, at most `reach` tokens back."""
        for place in range(bisect_left(self._firsts, at) - 1, -1, -1):
            if at - self._firsts[place] > reach:
                return
            yield self._names[place]

    def _is_person(self, canonical: str) -> bool:
        """Tell whether a canonical name is a person's."""
        return canonical in self._people


def _possessive(tokens: list[Token], name: Name, last: int) -> bool:
    """Tell whether `name` is followed by a possessive inside the source."""
    return name.last < last and tokens[name.last].text in ("'s", "’s", "'", "’")
