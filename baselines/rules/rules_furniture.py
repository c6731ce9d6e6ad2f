"""Residual web furniture: lines that an archive could drop without losing the story."""

import re
from dataclasses import dataclass

from rules_furniture_company import by_company
from rules_furniture_cues import compiled_cues
from rules_furniture_shapes import (
    BULLET,
    FINAL_STOP,
    Categories,
    glued_share,
    is_buttons,
    is_code,
    is_credit,
    is_field,
    is_label,
    is_latin,
    is_tags,
    shown_programs,
    straight,
)
from rules_furniture_voice import SAID, called, spoken
from rules_text import Line

_SECTION_TAIL = re.compile(r"\[[A-Z][A-Z &/-]{2,24}\]$")
_NOT_A_HEADER = re.compile(
    r"^(?:more|most|other|also)\b.*\b(?:than|were|was|is|are)\b", re.IGNORECASE
)
# What may stand in quotation marks or beside "said" and still be furniture.
_EVEN_QUOTED = ("markup_noise", "embed_residue", "related_inline")
# What may stand where the headline does: a short first line without a final stop.
_EVEN_FIRST = ("markup_noise", "nav_ui", "tag_list")

# A call at the start of the last sentence of a body paragraph: only that sentence is furniture.
_INLINE_TAIL = re.compile(
    r"(?<=[.!?”\"] )(?:(?:Click|Tap) here (?:to|for)|Sign up (?:here|for our|to our|for the)"
    r"|Subscribe (?:to our|now|today|here)|Follow (?:us|him|her|me|@\w+|our)\b|READ MORE\s*:"
    r"|Read more\s*:|(?:Download|Get) (?:the|our) (?:\S+ ){0,4}?app\b)[^.!?]*[.!?)]*$"
)


@dataclass(slots=True)
class Block:
    """A piece of furniture at code points `[start, end)`."""

    start: int
    end: int
    category: str


class FurnitureFinder:
    """Finds furniture by what a line says first and by the company that it keeps second."""

    def __init__(self) -> None:
        """Compile the cue table once."""
        self._cues = compiled_cues()

    def find(self, lines: list[Line]) -> tuple[list[Block], list[Line]]:
        """Return the furniture blocks and the body lines, shortened where a line holds both."""
        plain = [straight(line.text) for line in lines]
        categories = [self._by_itself(line, at, len(lines)) for at, line in enumerate(plain)]
        by_company(plain, categories)
        _spare_programs(plain, categories)
        if all(categories):  # nothing but furniture is no article: trust nothing
            categories = [None] * len(lines)
        return _blocks(lines, categories)

    def _by_itself(self, line: str, at: int, total: int) -> str | None:
        """Return the category that a line gives away without its neighbours, or None."""
        size = len(line.split())
        if not is_latin(line):
            return None
        if is_code(line) or is_field(line) or glued_share(line) >= 0.5:
            return "markup_noise"
        if size > 120 and line[0].isalnum():
            return None
        if _SECTION_TAIL.search(line) and size <= 30:
            return "related_list"
        bare = BULLET.sub("", line) or line
        quoted = bare.startswith('"') or (size > 12 and SAID.search(bare) is not None)
        headline = at == 0 and total > 1 and size <= 20 and not FINAL_STOP.search(bare)
        for cue in self._cues:
            if size > cue.most or not cue.pattern.search(bare):
                continue
            if cue.category == "related_list" and _NOT_A_HEADER.search(bare):
                continue
            if quoted and cue.category not in _EVEN_QUOTED:
                continue
            if headline and cue.category not in _EVEN_FIRST:
                continue
            return cue.category
        if quoted:
            return None
        if is_credit(bare):
            return "source_credit"
        if is_buttons(bare):
            return "nav_ui"
        if at and is_label(bare):
            return "related_inline"
        if at >= total - 8 and is_tags(bare):
            return "tag_list"
        return spoken(bare) or called(bare)


def _spare_programs(lines: list[str], categories: Categories) -> None:
    """Take the lines of programs for the article's own where it shows many of them."""
    program = shown_programs(lines)
    for at, shown in enumerate(program):
        beside = program[at - 1 : at] + program[at + 1 : at + 2]
        if shown or (categories[at] == "markup_noise" and any(beside)):
            categories[at] = None


def _blocks(lines: list[Line], categories: Categories) -> tuple[list[Block], list[Line]]:
    """Join neighbouring lines of one category; cut furniture off the end of body lines."""
    blocks: list[Block] = []
    body: list[Line] = []
    joined = False
    for line, category in zip(lines, categories, strict=True):
        if category is None:
            joined = False
            tail = _INLINE_TAIL.search(line.text)
            if tail and tail.start() > len(line.text) / 2:
                cut = line.start + tail.start()
                blocks.append(Block(cut, line.end, called(tail[0]) or "related_inline"))
                kept = line.text[: tail.start()].rstrip()
                line = Line(line.start, line.start + len(kept), kept)
            body.append(line)
        elif joined and blocks[-1].category == category:
            blocks[-1].end = line.end
        else:
            blocks.append(Block(line.start, line.end, category))
            joined = True
    return blocks, body
