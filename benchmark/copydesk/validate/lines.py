"""The lines of a document by what they are: body, furniture, zone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from copydesk.text import Offsets, Text, common, merge_offsets

Part = Literal["body", "furniture", "zone"]


class Line(NamedTuple):
    """A line that is not blank: where it stands, its number from 0, and what most of it is."""

    start: int
    end: int
    number: int
    part: Part


def parted_lines(text: Text, furniture: Sequence[Offsets], zones: Sequence[Offsets]) -> list[Line]:
    r"""Return the lines that are not blank, as scoring sees them.

    A line is a zone where zones cover more than half of its characters that are not white space,
    else furniture where furniture covers at least half, else body.

    >>> [line.part for line in parted_lines(Text("Head\n\nBody\nMore"), [(11, 15)], [(0, 4)])]
    ['zone', 'body', 'furniture']
    """
    taken: dict[Part, list[Offsets]] = {
        "zone": merge_offsets(zones),
        "furniture": merge_offsets(furniture),
    }
    found = []
    for number, (start, end) in enumerate(text.lines):
        whole = text.solid(start, end)
        if whole:
            covered = {
                part: text.solid_all(common([(start, end)], spans)) for part, spans in taken.items()
            }
            part: Part = "body"
            if 2 * covered["zone"] > whole:
                part = "zone"
            elif 2 * covered["furniture"] >= whole:
                part = "furniture"
            found.append(Line(start, end, number, part))
    return found


__all__ = ["Line", "Part", "parted_lines"]
