"""What follows from the primary facts of gold, computed here and nowhere else."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import msgspec

from copydesk.labels import QuoteType
from copydesk.records import Annotation
from copydesk.text import Offsets, Runs, Text, merge_offsets, shared, size, without

#: Words that join a content clause to its cue; they say nothing of how it is quoted.
_JOINING = frozenset({"that", "to"})


def quote_type(text: Text, content: Sequence[Offsets]) -> QuoteType:
    """Say how much of a content stands inside quotation marks.

    `direct` at a share of words of at least .95, `indirect` at none, else `mixed`; "that"
    and "to" at the content's beginning are not counted.
    """
    starts, ends = text.words
    numbers = [
        number for start, end in sorted(content) for number in range(*text.word_run(start, end))
    ]
    if numbers and text.text[starts[numbers[0]] : ends[numbers[0]]].lower() in _JOINING:
        numbers = numbers[1:] or numbers
    opens = [start for start, _ in text.quoted]
    inside = 0
    for number in numbers:
        place = bisect_right(opens, starts[number]) - 1
        inside += place >= 0 and ends[number] <= text.quoted[place][1]
    if inside == 0:
        return "indirect"
    return "direct" if inside * 20 >= len(numbers) * 19 else "mixed"


def nesting(contents: Mapping[str, Runs]) -> dict[str, str | None]:
    """Return, per attribution, the one with the smallest content that contains its content.

    `contents` are word sets; containing means every word and at least one more; of equally
    small ones the first counts.
    """
    sizes = {key: size(runs) for key, runs in contents.items()}
    return {
        inner: smallest_around(
            runs, {outer: other for outer, other in contents.items() if sizes[outer] > sizes[inner]}
        )
        for inner, runs in contents.items()
    }


def smallest_around(runs: Runs, contents: Mapping[str, Runs]) -> str | None:
    """Return the key of the smallest of the word sets that contains all of `runs`."""
    around = [
        (size(other), place, key)
        for place, (key, other) in enumerate(contents.items())
        if shared(runs, other) == size(runs)
    ]
    return min(around)[2] if around else None


def claimant(
    text: Text, claim: Offsets, attributions: Iterable[tuple[str, Runs, Runs]]
) -> str | None:
    """Return the key of the smallest attribution whose content contains a claim, or None.

    `attributions` are (key, word set of content, word set of cue and source). A claim may be
    interrupted by its cue: the words of cue and source do not count, nor does anything else that
    stands between two parts of the content ("A," said Lee, the engineer, "B").
    """
    runs = text.word_set([claim])
    around = []
    for place, (key, content, frame) in enumerate(attributions):
        gaps = [(end, start) for (_, end), (start, _) in pairwise(content)]
        rest = without(runs, merge_offsets((*frame, *gaps)))
        if rest and shared(rest, content) == size(rest):
            around.append((size(content), place, key))
    return min(around)[2] if around else None


def filled_lines(text: Text, start: int, end: int) -> tuple[int, ...]:
    """Return the numbers (from 0) of the non-blank lines a span covers at least by half."""
    found = []
    for number in text.line_numbers(start, end):
        first, last = text.lines[number]
        whole = text.solid(first, last)
        if whole and 2 * text.solid(max(first, start), min(last, end)) >= whole:
            found.append(number)
    return tuple(found)


def _offsets(spans: Iterable[object]) -> list[Offsets]:
    return [(span.start, span.end) for span in spans]  # type: ignore[attr-defined]


def with_derived(text: str, annotation: Annotation) -> Annotation:
    """Return the annotation with every derived field filled in."""
    geometry = Text(text)
    attributions = annotation.attributions or ()
    contents = {item.id: geometry.word_set(_offsets(item.content)) for item in attributions}
    outer = nesting(contents)
    framed = [
        (item.id, contents[item.id], geometry.word_set(_offsets((*item.cue, *item.source))))
        for item in attributions
    ]
    change = msgspec.structs.replace
    return change(
        annotation,
        attributions=annotation.attributions
        and tuple(
            change(
                item,
                quote_type=quote_type(geometry, _offsets(item.content)),
                nested_in=outer[item.id],
            )
            for item in annotation.attributions
        ),
        claims=annotation.claims
        and tuple(
            change(claim, attribution=claimant(geometry, (claim.start, claim.end), framed))
            for claim in annotation.claims
        ),
        boilerplate=annotation.boilerplate
        and tuple(
            change(block, lines=filled_lines(geometry, block.start, block.end))
            for block in annotation.boilerplate
        ),
    )


def primary(annotation: Annotation) -> Annotation:
    """Return the annotation without its derived fields."""
    change = msgspec.structs.replace
    return change(
        annotation,
        attributions=annotation.attributions
        and tuple(
            change(item, quote_type=None, nested_in=None) for item in annotation.attributions
        ),
        claims=annotation.claims
        and tuple(change(claim, attribution=None) for claim in annotation.claims),
        boilerplate=annotation.boilerplate
        and tuple(change(block, lines=None) for block in annotation.boilerplate),
    )


__all__ = [
    "claimant",
    "filled_lines",
    "nesting",
    "primary",
    "quote_type",
    "smallest_around",
    "with_derived",
]
