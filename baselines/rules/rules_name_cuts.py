"""Cutting a run of capitalised words into names: titles out, people freed, headlines looked up."""

from dataclasses import dataclass

from rules_gazetteer import FIRST_NAMES, NATIONALITIES, PLACES, TITLES
from rules_lists import words
from rules_name_joins import opens_surname
from rules_name_words import (
    HEADS,
    KEEPS_TITLE,
    KNOWN,
    LONGEST_KNOWN,
    NO_NAME,
    OF_HEADS,
    PARTICLES,
)
from rules_text import Document, Line, Token

# Heads by which an outlet is known alone: "told the Herald".
_OUTLETS = words(
    "herald gazette tribune mirror observer times guardian telegraph chronicle journal courier"
)


# Titles that a portfolio follows: "minister of health", but not "home of".
_OFFICES = TITLES - {"home", "state", "leader", "owner", "founder", "trainer", "coach"}


@dataclass(slots=True)
class Name:
    """A name at tokens `[first, last)`; label and canonical form are set by `rules_labels`."""

    first: int
    last: int
    text: str
    label: str = ""
    canonical: str = ""
    title: str = ""  # the title before it, lower case
    hint: str = ""  # the label that its place gives it: a byline, a dateline


def cut_names(document: Document, first: int, last: int) -> list[Name]:
    """Cut the run `[first, last)` into names: titles out, a person freed of what stands before."""
    tokens = document.tokens
    names: list[Name] = []
    if last - first > 1 and document.surface(first, last) in KNOWN:
        return [Name(first, last, document.surface(first, last))]
    last = _without_tail(tokens, first, last)
    while first < last and not tokens[first].capital and not opens_surname(tokens, first):
        first += 1
    if last <= first:
        return names
    text = document.surface(first, last)
    lowers = [token.lower for token in tokens[first:last]]
    linked = "of" in lowers[1:] or "for" in lowers[1:]
    ends_in_head = last - first > 1 and (
        lowers[-1] in HEADS
        or (
            linked
            and any(
                lower in OF_HEADS and lowers[place + 1] in ("of", "for")
                for place, lower in enumerate(lowers[:-1])
            )
        )
    )
    if ends_in_head and linked:
        named = _person_behind_title(tokens, first, last)
        if named:
            before = named
            while before > first and (
                tokens[before - 1].lower in TITLES or tokens[before - 1].lower in ("of", "for")
            ):
                before -= 1
            names.extend(cut_names(document, first, before))
            title = tokens[named - 1].lower
            return [*names, Name(named, last, document.surface(named, last), title=title)]
    portfolio = (
        first >= 2 and tokens[first - 1].lower == "of" and tokens[first - 2].lower in _OFFICES
    )
    if portfolio and not ends_in_head and text not in KNOWN and lowers[0] not in TITLES:
        return names  # "Minister of Health and Wellness"
    if text in KNOWN:
        return [Name(first, last, text)]
    split = first
    if not ends_in_head:
        for at in range(last - 1, first - 1, -1):
            if tokens[at].lower in TITLES and not (at == last - 1 and at > first):
                split = at + 1
                break
            if tokens[at].lower in ("mp", "ceo"):
                split = at + 1
                break
    if split > first:
        before = split
        while before > first and (
            tokens[before - 1].lower in TITLES or tokens[before - 1].lower in ("of", "for", "and")
        ):
            before -= 1
        if before > first:
            names.extend(cut_names(document, first, before))
        title = tokens[split - 1].lower
        if split < last:
            names.append(Name(split, last, document.surface(split, last), title=title))
        return names
    # A demonym or country before something that is a name of its own.
    if last - first > 1 and not ends_in_head:
        for length in (2, 1):
            head = document.surface(first, first + length) if last - first > length else ""
            if head and (head in PLACES or (length == 1 and head.lower() in NATIONALITIES)):
                rest = tokens[first + length]
                linked = first > 0 and tokens[first - 1].lower in ("to", "of", "in")
                numbered = tokens[last - 1].text.isdigit()
                if (
                    linked
                    or numbered
                    or rest.lower in FIRST_NAMES
                    or rest.lower in NATIONALITIES
                    or rest.text.isupper()
                ):
                    names.append(Name(first, first + length, head))
                    names.extend(cut_names(document, first + length, last))
                    return names
    names.append(Name(first, last, text))
    return names


def _person_behind_title(tokens: list[Token], first: int, last: int) -> int:
    """Return where a person begins behind a title ("Secretary of State Ann Lee"), or 0."""
    for at in range(last - 2, first, -1):
        if tokens[at].lower in FIRST_NAMES and tokens[at - 1].lower in TITLES:
            return at
    return 0


def _without_tail(tokens: list[Token], first: int, last: int) -> int:
    """Return `last` without closing titles, connectors and stray words."""
    while last > first:
        word = tokens[last - 1].lower
        if (
            word in ("of", "the", "and", "for", "&")
            or word in PARTICLES
            or (
                last - first > 1
                and word in TITLES
                and tokens[last - 2].lower not in KEEPS_TITLE
                and (
                    word
                    not in (
                        "private",
                        "general",
                        "home",
                        "justice",
                        "treasury",
                        "health",
                        "culture",
                    )
                )
            )
            or (
                last - first == 1
                and (word in TITLES or word in NO_NAME)
                and tokens[first].text not in KNOWN | {"WHO", "IT", "Democrat", "Republican"}
            )
            or (
                last - first == 1
                and word in HEADS
                and tokens[first].text not in KNOWN
                and not (word in _OUTLETS and first and tokens[first - 1].lower == "the")
            )
        ):
            last -= 1
        else:
            break
    return last


def known_names(
    document: Document, line: Line, names: set[str], lower_seen: set[str]
) -> list[Name]:
    """Return the names of a headline: those the article or the lists know."""
    tokens = document.tokens
    shouted = line.text.isupper()
    surnames = {
        part for name in names for part in name.split() if len(part) > 3 and part[0].isupper()
    }
    known = {name.upper(): name for name in names} if shouted else {}
    found = []
    at = line.first
    while at < line.last:
        if not tokens[at].capital:
            at += 1
            continue
        for length in range(min(LONGEST_KNOWN, line.last - at), 0, -1):
            text = document.surface(at, at + length)
            title_case = known.get(text, text.title()) if text.isupper() and len(text) > 4 else text
            if (
                title_case in names
                or title_case in KNOWN
                or (length == 1 and title_case.lower() in NATIONALITIES and title_case[0].isupper())
                or (
                    length == 1
                    and title_case in surnames
                    and title_case.lower() not in HEADS | TITLES | lower_seen
                )
                or (
                    length == 2
                    and tokens[at].lower in FIRST_NAMES
                    and tokens[at + 1].capital
                    and tokens[at + 1].lower not in NO_NAME
                    and not shouted
                )
            ):
                found.append(Name(at, at + length, text))
                at += length
                break
        else:
            at += 1
    return found
