"""Tests on attributions: of each, whether it is a case of a slice that gold alone shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from copydesk.profile.facts import Facts, offsets
from copydesk.profile.names import namesakes
from copydesk.records import Attribution
from copydesk.text import Offsets, shared

#: A source that is one of these and nothing else is a bare pronoun.
PRONOUNS = frozenset(
    {
        *("he", "him", "his", "she", "her", "hers", "it", "its", "they", "them", "their"),
        *("i", "me", "my", "we", "us", "our", "you", "your"),
        *("this", "that", "these", "those", "both", "others", "another"),
    }
)
#: A source is far from its name where the nearest mention is so many paragraphs away.
FAR = 2
#: Scare quotes have at most so many words.
SCARE_WORDS = 4

_DOUBLE = '“”«»„"'
#: A blank line, or a line that begins with a quotation mark.
_PARAGRAPH = re.compile(r"\n\s*\n|\n[^\S\n]*[“«‘\"']")
_DASH = re.compile(r"\s*[-–—―]{1,2}\s*")


def bare_pronoun(said: Attribution) -> bool:
    """Say whether the whole source is one pronoun."""
    return len(said.source) == 1 and said.source[0].text.casefold() in PRONOUNS


def over_paragraphs(facts: Facts, said: Attribution) -> bool:
    """Say whether quoted words stand in two paragraphs; a stray line break makes none."""
    places = []
    for span in said.content:
        for start, end in _line_pieces(facts.text, span.start, span.end):
            if facts.quoted(start, end):
                places.append((start, end))
    return any(
        _PARAGRAPH.search(facts.text, end, start + 1) for (_, end), (start, _) in pairwise(places)
    )


def _line_pieces(text: str, start: int, end: int) -> Iterator[Offsets]:
    for match in re.compile(r"[^\n]*[^\s][^\n]*").finditer(text, start, end):
        lead = len(match[0]) - len(match[0].lstrip())
        yield match.start() + lead, match.end()


def interrupted(facts: Facts, said: Attribution) -> bool:
    """Say whether cue or source stands between two quoted parts."""
    parts = [span for span in said.content if facts.quoted(span.start, span.end)]
    return len(parts) > 1 and any(
        parts[0].end <= span.start and span.end <= parts[-1].start
        for span in (*said.cue, *said.source)
    )


def cue_behind(facts: Facts, said: Attribution) -> bool:
    """Say whether it is indirect speech with its cue behind all of it."""
    last = max(span.end for span in said.content)
    return said.quote_type == "indirect" and bool(said.cue) and said.cue[0].start >= last


def far_source(facts: Facts, said: Attribution) -> bool:
    """Say whether the source is no name, and the name stands `FAR` paragraphs away."""
    if said.source_type not in ("person", "organization") or not (said.source and said.speakers):
        return False
    mentions = list(facts.mentions(said.speakers))
    if shared(offsets(said.source), sorted(offsets(mentions))):
        return False
    here = facts.paragraph(said.source[0].start)
    return all(abs(here - facts.paragraph(one.start)) >= FAR for one in mentions)


def transcript(facts: Facts, said: Attribution) -> bool:
    """Say whether the cue is a colon."""
    return [span.text.strip() for span in said.cue] == [":"]


def dash(facts: Facts, said: Attribution) -> bool:
    """Say whether a dash is the cue, or all that stands between content and source."""
    if any(_DASH.fullmatch(span.text) for span in said.cue):
        return True
    last = max(span.end for span in said.content)
    return any(
        last <= span.start and _DASH.fullmatch(facts.text[last : span.start])
        for span in said.source
    )


def unbalanced(facts: Facts, said: Attribution) -> bool:
    """Say whether double marks do not pair up; opening marks of further paragraphs need none."""
    text = "".join(
        re.sub(r"\n\s*[“«\"]", "\n", span.text) if place == 0 or "\n" in span.text else span.text
        for place, span in enumerate(said.content)
    )
    opened = sum(text.count(mark) for mark in "“«„")
    closed = sum(text.count(mark) for mark in "”»")
    return opened != closed or text.count('"') % 2 == 1


def _stretches(facts: Facts, said: Attribution) -> Iterator[str]:
    for start, end in facts.geometry.quoted:
        if shared([(start, end)], offsets(said.content)):
            yield facts.text[start]


def straight(facts: Facts, said: Attribution) -> bool:
    """Say whether quoted words stand in straight double marks."""
    return said.quote_type != "indirect" and '"' in "".join(span.text for span in said.content)


def single(facts: Facts, said: Attribution) -> bool:
    """Say whether quoted words stand in single marks."""
    return said.quote_type != "indirect" and any(mark in "‘'" for mark in _stretches(facts, said))


def scare_quotes(facts: Facts) -> Iterator[Offsets]:
    """Yield short quoted stretches that nobody is said to have said and that are no name."""
    if all(said.quote_type == "indirect" for said in facts.attributions):
        return
    contents = sorted(span for said in facts.attributions for span in offsets(said.content))
    names = sorted(offsets(facts.entities))
    for start, end in facts.geometry.quoted:
        words = len(range(*facts.geometry.word_run(start, end)))
        if 0 < words <= SCARE_WORDS and facts.text[end - 1] in _DOUBLE + "’'":
            here = [(start, end)]
            taken = any(shared(here, [one]) for one in (*contents, *names, *facts.furniture))
            if not taken:
                yield start, end


def joint(facts: Facts, said: Attribution) -> bool:
    """Say whether it has several speakers."""
    return len(said.speakers or ()) > 1


def same_surname(facts: Facts, said: Attribution) -> bool:
    """Say whether a speaker has the surname of another speaker."""
    return bool(namesakes(facts) & set(said.speakers or ()))
