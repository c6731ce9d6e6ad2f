"""One document taken apart once, for everything that is counted in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property

from copydesk.corpus import Document
from copydesk.derive import with_derived
from copydesk.records import Annotation, Attribution, Claim, Entity, Furniture, Span, Zone
from copydesk.text import Offsets, Text, merge_offsets, shared
from copydesk.validate.lines import Line, parted_lines


class Facts:
    """A document with its derived fields, its geometry, and what of it is body."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.id = document.id
        self.split = document.split
        self.text = document.text

    @cached_property
    def geometry(self) -> Text:
        """The text's words, lines and sentences."""
        return Text(self.text)

    @cached_property
    def gold(self) -> Annotation:
        """The gold with quote types, nesting and claimants."""
        return with_derived(self.text, self.document.annotation)

    @property
    def entities(self) -> tuple[Entity, ...]:
        """The names."""
        return self.gold.entities or ()

    @property
    def attributions(self) -> tuple[Attribution, ...]:
        """Who says what."""
        return self.gold.attributions or ()

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims."""
        return self.gold.claims or ()

    @property
    def blocks(self) -> tuple[Furniture, ...]:
        """The blocks of furniture."""
        return self.gold.boilerplate or ()

    @property
    def zones(self) -> tuple[Zone, ...]:
        """The zones."""
        return self.gold.zones or ()

    @cached_property
    def furniture(self) -> list[Offsets]:
        """Where furniture stands."""
        return merge_offsets(offsets(self.blocks))

    @cached_property
    def set_apart(self) -> list[Offsets]:
        """Where furniture and zones stand: all that is not body."""
        return merge_offsets([*self.furniture, *offsets(self.zones)])

    @cached_property
    def lines(self) -> list[Line]:
        """The lines that are not blank, as scoring sees them."""
        return parted_lines(self.geometry, self.furniture, offsets(self.zones))

    @cached_property
    def paragraphs(self) -> list[Line]:
        """The lines that are not blank and no furniture."""
        return [line for line in self.lines if line.part != "furniture"]

    @cached_property
    def body_lines(self) -> list[Offsets]:
        """The lines of the body."""
        return [(line.start, line.end) for line in self.lines if line.part == "body"]

    @cached_property
    def _starts(self) -> list[int]:
        return [line.start for line in self.paragraphs]

    def paragraph(self, place: int) -> int:
        """Return the number of the paragraph in which (or behind which) a character stands."""
        return bisect_right(self._starts, place) - 1

    @cached_property
    def sentences(self) -> list[Offsets]:
        """The sentences of the body, those that touch neither furniture nor a zone."""
        return [one for one in self.geometry.sentences if not shared([one], self.set_apart)]

    @cached_property
    def words(self) -> int:
        """How many words the text has, furniture included."""
        return len(self.geometry.words[0])

    @cached_property
    def body_words(self) -> list[str]:
        """The words of the body and the zones (all but furniture), case folded."""
        starts, ends = self.geometry.words
        taken = {
            number
            for start, end in self.furniture
            for number in range(*self.geometry.word_run(start, end))
        }
        return [
            self.text[starts[number] : ends[number]].casefold()
            for number in range(len(starts))
            if number not in taken
        ]

    def outside_furniture(self, start: int, end: int) -> bool:
        """Say whether a stretch shares no character with furniture."""
        return not shared([(start, end)], self.furniture)

    def quoted(self, start: int, end: int) -> bool:
        """Say whether a stretch has a word inside quotation marks."""
        words = range(*self.geometry.word_run(start, end))
        starts, ends = self.geometry.words
        return any(shared([(starts[one], ends[one])], self.geometry.quoted) for one in words)

    def hull(self, said: Attribution) -> Offsets:
        """Return the stretch from the first to the last character of an attribution."""
        spans = [*said.source, *said.cue, *said.content]
        return min(span.start for span in spans), max(span.end for span in spans)

    def mentions(self, names: Iterable[str]) -> Iterator[Entity]:
        """Yield every mention of the bearers of these canonical names."""
        wanted = set(names)
        return (one for one in self.entities if (one.canonical or one.text) in wanted)


def offsets(spans: Iterable[Span | Furniture | Zone | Entity | Claim]) -> list[Offsets]:
    """Return spans as pairs of offsets."""
    return [(span.start, span.end) for span in spans]


__all__ = ["Facts", "offsets"]
