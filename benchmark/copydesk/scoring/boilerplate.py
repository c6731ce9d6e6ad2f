"""Boilerplate: line F1, the content-loss gate, and what stands beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from copydesk.labels import CATEGORIES, Layer
from copydesk.records import Annotation, Prediction
from copydesk.scoring.layer import Attempted, Comparison, LayerScorer
from copydesk.scoring.metrics import Columns, Metric
from copydesk.text import Offsets, Text, common, merge_offsets, without

_KINDS = ("tp", "predicted", "gold")
#: A system that removes more of the body than this share is listed, not ranked.
CONTENT_LOSS_GATE = 0.01

Block = tuple[int, int, str]


@dataclass(frozen=True)
class Page:
    """A document's gold furniture and zones.

    `scored` are the numbers of the lines that count, `lines` the furniture among them with
    the category that covers most of each; `body` is what is neither furniture nor zone.
    """

    text: Text
    blocks: list[Block]
    outside: list[Offsets]
    furniture: list[Offsets]
    body: list[Offsets]
    scored: frozenset[int]
    lines: dict[int, str]


class Boilerplate(LayerScorer[Page]):
    """Residual web furniture."""

    name = "boilerplate"
    columns = (
        *(
            f"boilerplate/{what}/{kind}"
            for what in ("lines", "characters", "blocks")
            for kind in _KINDS
        ),
        "boilerplate/category/tp",
        *(
            f"boilerplate/{what}/{kind}"
            for what in ("content_loss", "clean_documents", "false_alarms")
            for kind in ("part", "whole")
        ),
        *(
            f"boilerplate/slice/category={one}/{kind}"
            for one in CATEGORIES
            for kind in ("tp", "gold")
        ),
    )

    def prepare(
        self, text: Text, annotation: Annotation, before: Mapping[Layer, Any] | None = None
    ) -> Page:
        blocks: list[Block] = [(b.start, b.end, b.category) for b in annotation.boilerplate or ()]
        zones = merge_offsets((zone.start, zone.end) for zone in annotation.zones or ())
        everything = [(0, len(text.text))]
        outside = list(without(everything, zones))
        furniture = common(merge_offsets(block[:2] for block in blocks), outside)
        scored = frozenset(
            number
            for number, (start, end) in enumerate(text.lines)
            if (whole := text.solid(start, end))
            and 2 * text.solid_all(common([(start, end)], zones)) <= whole
        )
        return Page(
            text,
            blocks,
            outside,
            furniture,
            list(without(outside, furniture)),
            scored,
            _filled(text, blocks, scored),
        )

    def compare(self, gold: Page, predicted: Prediction) -> Comparison:
        text = gold.text
        spans = predicted.boilerplate or ()
        lost = [one for one in spans if one.start is None]
        blocks: list[Block] = [
            (one.start, one.end, one.category or "")
            for one in spans
            if one.start is not None and one.end is not None
        ]
        covered = common(merge_offsets(block[:2] for block in blocks), gold.outside)
        lines = _filled(text, blocks, gold.scored)
        hits = gold.lines.keys() & lines.keys()
        counts: dict[str, float] = defaultdict(float)
        counts["boilerplate/lines/tp"] = len(hits)
        counts["boilerplate/lines/predicted"] = len(lines) + len(lost)
        counts["boilerplate/lines/gold"] = len(gold.lines)
        counts["boilerplate/category/tp"] = sum(gold.lines[one] == lines[one] for one in hits)
        counts["boilerplate/characters/tp"] = text.solid_all(common(covered, gold.furniture))
        counts["boilerplate/characters/predicted"] = text.solid_all(covered) + sum(
            not character.isspace() for one in lost for character in one.text or ""
        )
        counts["boilerplate/characters/gold"] = text.solid_all(gold.furniture)
        ours, theirs = joined(text, gold.blocks), joined(text, blocks)
        counts["boilerplate/blocks/tp"] = len(set(ours) & set(theirs))
        counts["boilerplate/blocks/predicted"] = len(theirs) + len(lost)
        counts["boilerplate/blocks/gold"] = len(ours)
        gone = merge_offsets([*covered, *(text.lines[number] for number in lines)])
        counts["boilerplate/content_loss/part"] = text.solid_all(common(gold.body, gone))
        counts["boilerplate/content_loss/whole"] = text.solid_all(gold.body)
        counts["boilerplate/clean_documents/part"] = float(
            lines.keys() == gold.lines.keys() and not lost
        )
        counts["boilerplate/clean_documents/whole"] = 1
        if not gold.lines:
            counts["boilerplate/false_alarms/part"] = float(bool(lines or lost))
            counts["boilerplate/false_alarms/whole"] = 1
        for number, category in gold.lines.items():
            counts[f"boilerplate/slice/category={category}/gold"] += 1
            counts[f"boilerplate/slice/category={category}/tp"] += number in lines
        same = [(one, one) for one in sorted(hits)]
        return Comparison(dict(counts), same, same, (set(gold.lines), set(lines)))

    def metrics(self, columns: Columns, attempted: Attempted) -> Sequence[Metric]:
        def plain(name: str) -> Metric:
            return columns.f1(name, *(f"boilerplate/{name}/{kind}" for kind in _KINDS))

        def share(name: str, *, higher_is_better: bool) -> Metric:
            return columns.rate(
                name,
                f"boilerplate/{name}/part",
                f"boilerplate/{name}/whole",
                higher_is_better=higher_is_better,
            )

        return [
            plain("lines"),
            plain("characters"),
            columns.f1(
                "category",
                "boilerplate/category/tp",
                "boilerplate/lines/predicted",
                "boilerplate/lines/gold",
            ),
            plain("blocks"),
            share("content_loss", higher_is_better=False),
            share("clean_documents", higher_is_better=True),
            share("false_alarms", higher_is_better=False),
        ]

    def slices(self, columns: Columns) -> Sequence[Metric]:
        return [
            columns.rate(
                f"lines/category={one}",
                f"boilerplate/slice/category={one}/tp",
                f"boilerplate/slice/category={one}/gold",
            )
            for one in CATEGORIES
        ]


def joined(text: Text, blocks: Iterable[Block]) -> list[Offsets]:
    """Return blocks, edge white space aside, with adjacent ones of one category joined.

    Adjacent are blocks with only white space between.
    """
    found: set[Offsets] = set()
    by_category: dict[str, list[Offsets]] = defaultdict(list)
    for start, end, category in blocks:
        start, end = text.trim(start, end)
        if start < end:
            by_category[category].append((start, end))
    for spans in by_category.values():
        merged: list[Offsets] = []
        for start, end in merge_offsets(spans):
            if merged and not text.solid(merged[-1][1], start):
                start = merged.pop()[0]
            merged.append((start, end))
        found.update(merged)
    return sorted(found)


def furniture_share(text: Text, furniture: Sequence[Offsets], spans: Iterable[Offsets]) -> bool:
    """Do at least half of the non-space characters of the spans lie in furniture?"""
    stretches = merge_offsets(spans)
    whole = text.solid_all(stretches)
    return whole > 0 and 2 * text.solid_all(common(stretches, furniture)) >= whole


def _filled(text: Text, blocks: Sequence[Block], scored: frozenset[int]) -> dict[int, str]:
    """Return the scored lines that blocks cover at least by half, with their category.

    The category is the one that covers most of the line; of equals, the first by name.
    """
    coverage: dict[int, dict[str, list[Offsets]]] = defaultdict(lambda: defaultdict(list))
    for start, end, category in blocks:
        for number in text.line_numbers(start, end):
            first, last = text.lines[number]
            if number in scored and max(start, first) < min(end, last):
                coverage[number][category].append((max(start, first), min(end, last)))
    found = {}
    for number, parts in coverage.items():
        covered = merge_offsets(span for spans in parts.values() for span in spans)
        if 2 * text.solid_all(covered) >= text.solid(*text.lines[number]):
            found[number] = min(
                parts, key=lambda one: (-text.solid_all(merge_offsets(parts[one])), one)
            )
    return found


__all__ = ["CONTENT_LOSS_GATE", "Boilerplate", "Page", "furniture_share", "joined"]
