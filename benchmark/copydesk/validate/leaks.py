"""What two articles of a corpus must not share: a story over splits, a paragraph, many words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from copydesk.errors import Problem
from copydesk.structure import Fault, show
from copydesk.text import Text
from copydesk.validate.documents import Entry
from copydesk.validate.lines import Line, parted_lines
from copydesk.validate.overlap import LENGTH, containment, grams, shared_grams, words_of
from copydesk.validate.rules import Rule

#: Two articles are near-duplicates from this part of the shorter one's 5-grams on. Of 4,081 pairs
#: of real news pages from different outlets (article-extraction-benchmark) the closest share
#: 8.4 %, on average .007 %; edited versions of one wire text share a third and more.
NEAR = 0.10
#: A paragraph of fewer words may stand in two articles: "He declined to comment."
PARAGRAPH = 12

TWO_STORIES: Rule[None] = Rule(
    "story-in-two-splits", "corpus", "No wire story has documents in two splits."
)
NEAR_DUPLICATE: Rule[None] = Rule(
    "near-duplicate",
    "complete corpus",
    f"Two articles share less than {NEAR:.0%} of the shorter body's runs of {LENGTH} words, unless "
    "both declare one `story`.",
)
SHARED_PARAGRAPH: Rule[None] = Rule(
    "shared-paragraph",
    "complete corpus",
    f"No line of {PARAGRAPH} words or more stands in two articles, unless both declare one "
    "`story`; furniture and zones may repeat within an outlet.",
)
LEAKS: tuple[Rule[None], ...] = (TWO_STORIES, NEAR_DUPLICATE, SHARED_PARAGRAPH)

_OWN_WORDS = "write one of them in other words, or declare the same `story` if both carry one text"


def story_problems(entries: Sequence[Entry]) -> Iterator[Problem]:
    """Yield the articles that carry a story of another split."""
    home: dict[str, Entry] = {}
    for entry in entries:
        story = entry.article.story
        if story is not None:
            first = home.setdefault(story, entry)
            if first.split != entry.split:
                what = (
                    f"{show(story)} is in {first.split} ({first.article.id}) and in {entry.split}"
                )
                fault = Fault("story", TWO_STORIES.code, what, "move its articles into one split")
                yield entry.article_at.problem(fault)


class _Place(NamedTuple):
    entry: Entry
    line: Line


def copy_problems(entries: Sequence[Entry]) -> Iterator[Problem]:
    """Yield near-duplicates and shared paragraphs, each pair once, at the later article.

    Time grows with the words of the corpus and with what is shared, not with the pairs: 200
    articles take a quarter of a second.
    """
    entries = list({entry.article.id: entry for entry in entries}.values())
    lines = [_lines(entry) for entry in entries]
    yield from _near_duplicates(entries, lines)
    yield from _shared_paragraphs(entries, lines)


def _lines(entry: Entry) -> list[Line]:
    gold = entry.annotation
    furniture = [(block.start, block.end) for block in gold.boilerplate or ()]
    zones = [(zone.start, zone.end) for zone in gold.zones or ()]
    return parted_lines(Text(entry.article.text or ""), furniture, zones)


def _piece(entry: Entry, line: Line) -> str:
    return (entry.article.text or "")[line.start : line.end]


def _one_story(one: Entry, other: Entry) -> bool:
    return one.article.story is not None and one.article.story == other.article.story


def _near_duplicates(
    entries: Sequence[Entry], lines: Sequence[Sequence[Line]]
) -> Iterator[Problem]:
    found = [
        grams(_piece(entry, line) for line in own if line.part == "body")
        for entry, own in zip(entries, lines, strict=True)
    ]
    shared: Mapping[tuple[int, int], int] = shared_grams(found)
    for (i, j), common in sorted(shared.items()):
        share = containment(common, len(found[i]), len(found[j]))
        if share >= NEAR and not _one_story(entries[i], entries[j]):
            other = entries[i]
            what = (
                f"{share:.0%} of the shorter body's runs of {LENGTH} words stand in both this and "
                f"{other.article.id} ({other.split or 'no split'})"
            )
            yield entries[j].article_at.problem(
                Fault("text", NEAR_DUPLICATE.code, what, _OWN_WORDS)
            )


def _shared_paragraphs(
    entries: Sequence[Entry], lines: Sequence[Sequence[Line]]
) -> Iterator[Problem]:
    places: dict[tuple[str, ...], list[_Place]] = defaultdict(list)
    for entry, own in zip(entries, lines, strict=True):
        for line in own:
            words = tuple(words_of(_piece(entry, line)))
            if len(words) >= PARAGRAPH:
                here = _Place(entry, line)
                other = next((one for one in places[words] if _clash(one, here)), None)
                places[words].append(here)
                if other is not None:
                    what = (
                        f"line {line.number + 1}, {show(_piece(entry, line))}, is line "
                        f"{other.line.number + 1} of {other.entry.article.id} too"
                    )
                    yield entry.article_at.problem(
                        Fault("text", SHARED_PARAGRAPH.code, what, _OWN_WORDS)
                    )


def _clash(one: _Place, other: _Place) -> bool:
    """Say whether two equal lines must not be: an outlet may repeat what is not its body."""
    if one.entry is other.entry or _one_story(one.entry, other.entry):
        return False
    outlets = {one.entry.article.outlet, other.entry.article.outlet}
    return len(outlets) > 1 or outlets == {None} or one.line.part == other.line.part == "body"


__all__ = ["LEAKS", "NEAR", "PARAGRAPH", "copy_problems", "story_problems"]
