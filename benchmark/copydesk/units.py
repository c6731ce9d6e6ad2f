"""Offsets counted in another unit than code points: found out, said, and converted.

Predicted spans that carry their text show when a whole file is off, and by which unit it would
be right. `copydesk validate` says so, and `--fix` converts. Offsets are half-open.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple, TypeVar
from unicodedata import category, is_normalized, normalize

from msgspec.structs import replace

from copydesk.records import (
    PredictedClaim,
    PredictedEntity,
    PredictedFurniture,
    PredictedSpan,
    Prediction,
)

Item = TypeVar("Item", PredictedEntity, PredictedClaim, PredictedFurniture, PredictedSpan)
Unit = Literal["utf-16", "utf-8", "nfc", "crlf", "inclusive-end", "one-based", "one-ahead"]

#: unit -> what it is called in a message. Where two fit equally well, the first is named.
UNITS: dict[Unit, str] = {
    "utf-16": "UTF-16 code units",
    "utf-8": "UTF-8 bytes",
    "nfc": "code points of the NFC-normalised text",
    "crlf": "code points of the text with CRLF line ends",
    "inclusive-end": "code points with the last character's offset as the end",
    "one-based": "code points counted from one, the last character's number as the end",
    "one-ahead": "code points with start and end one too large (counted from one, or behind a "
    "byte order mark)",
}
#: The part of the disagreeing spans that a unit must mend to be named, in percent.
NEARLY_ALL = 95

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_NOT_ASCII = re.compile("[^\x00-\x7f]")
_LINE_END = re.compile("(?<!\r)\n")


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The unit in which a file's offsets fit.

    `spans` counts the predicted spans with text and offsets, `disagreeing` those whose text is
    not the slice, and `fits` those that fit under each unit.
    """

    unit: Unit
    spans: int
    disagreeing: int
    fits: dict[Unit, int]

    def share(self, unit: Unit) -> float:
        """Return the share of the spans that fit under a unit, in [0, 1]."""
        return self.fits[unit] / self.spans

    def advice(self, file: str) -> str:
        """Return a sentence on what is wrong with a file, and what to do.

        >>> Diagnosis("utf-16", 812, 300, {"utf-16": 812}).advice("p.jsonl")
        'offsets fit as UTF-16 code units (812 of 812 spans): run `copydesk validate --fix p.jsonl`'
        """
        fitting = f"{self.fits[self.unit]} of {self.spans} spans"
        what = f"offsets fit as {UNITS[self.unit]} ({fitting})"
        return f"{what}: run `copydesk validate --fix {file}`"


def diagnose(pairs: Iterable[tuple[str, Prediction]]) -> Diagnosis | None:
    """Find the unit in which the offsets of a whole file fit.

    Args:
        pairs: (article text, its prediction), for the whole file; read once, one at a time.

    Returns:
        None where every text agrees with its slice, and where no unit mends nearly all of the
        disagreeing spans (`NEARLY_ALL`) without spoiling an agreeing one.
    """
    spans = disagreeing = 0
    fits = dict.fromkeys(UNITS, 0)
    mended = dict.fromkeys(UNITS, 0)
    spoiled: set[Unit] = set()
    for text, prediction in pairs:
        told = [
            (span.start, span.end, span.text)
            for span in _spans(prediction)
            if span.start is not None and span.end is not None and span.text is not None
        ]
        right = [_agrees(text, *span) for span in told]
        spans += len(told)
        disagreeing += right.count(False)
        for unit in UNITS if told else ():
            ruler = _ruler(text, unit)
            fitting = right if ruler.plain else [ruler.fits(*span) for span in told]
            fits[unit] += fitting.count(True)
            for before, after in zip(right, fitting, strict=True):
                mended[unit] += after and not before
                if before and not after:
                    spoiled.add(unit)
    able = [unit for unit in UNITS if unit not in spoiled]
    best = max(able, key=mended.__getitem__, default=None)
    if best is None or not disagreeing or 100 * mended[best] < NEARLY_ALL * disagreeing:
        return None
    return Diagnosis(best, spans, disagreeing, fits)


def convert(prediction: Prediction, text: str, unit: Unit) -> Prediction:
    """Return the prediction with all offsets turned from `unit` into code points of `text`.

    Also those of spans without text, and `truncated_at`. A start inside a character (half of a
    surrogate pair, a byte of several) goes before it, an end behind it; what lies behind the
    text stays as far behind it. A text that fits in the unit alone (`é` as one code point where
    the article has two) becomes the article's.
    """
    ruler = _ruler(text, unit)

    def turn(item: Item) -> Item:
        if item.start is None or item.end is None:
            return item
        start, end = ruler.offsets(item.start, item.end)
        surface = item.text
        if surface is not None and ruler.fits(item.start, item.end, surface):
            surface = text[start:end]
        return replace(item, start=start, end=end, text=surface)

    def turn_all(items: tuple[Item, ...] | None) -> tuple[Item, ...] | None:
        return items and tuple(turn(item) for item in items)

    attributions = prediction.attributions and tuple(
        replace(
            said,
            content=turn_all(said.content),
            source=turn_all(said.source),
            cue=turn_all(said.cue),
        )
        for said in prediction.attributions
    )
    cut = prediction.truncated_at
    return replace(
        prediction,
        entities=turn_all(prediction.entities),
        attributions=attributions,
        claims=turn_all(prediction.claims),
        boilerplate=turn_all(prediction.boilerplate),
        truncated_at=None if cut is None else ruler.place(cut, up=False),
    )


def _spans(
    prediction: Prediction,
) -> Iterator[PredictedEntity | PredictedClaim | PredictedFurniture | PredictedSpan]:
    yield from prediction.entities or ()
    for said in prediction.attributions or ():
        for role in (said.content, said.source, said.cue):
            yield from role or ()
    yield from prediction.claims or ()
    yield from prediction.boilerplate or ()


def _agrees(text: str, start: int, end: int, surface: str) -> bool:
    return end <= len(text) and text[start:end] == surface


class _Piece(NamedTuple):
    """A stretch of the article, in code points, that has another length in the unit."""

    start: int
    end: int
    length: int


class _Ruler:
    """Reads a unit's offsets into one text.

    `lead` is what start and end are too large by; `written` is the text a system would have
    had, where that is another one.
    """

    def __init__(
        self,
        text: str,
        pieces: Iterable[_Piece] = (),
        lead: tuple[int, int] = (0, 0),
        written: str | None = None,
    ) -> None:
        self.text, self.lead, self.written = text, lead, written
        self.pieces = list(pieces)
        self.starts: list[int] = []
        self.ends: list[int] = []
        shift = 0
        for piece in self.pieces:
            self.starts.append(piece.start + shift)
            self.ends.append(piece.start + shift + piece.length)
            shift += piece.length - (piece.end - piece.start)
        self.plain = not self.pieces and lead == (0, 0)

    def place(self, offset: int, *, up: bool) -> int:
        """Return the code point at an offset; inside a piece, that of the edge before or `up`."""
        before = bisect_right(self.ends, offset)
        if before < len(self.pieces) and self.starts[before] < offset:
            return self.pieces[before].end if up else self.pieces[before].start
        return offset + (self.pieces[before - 1].end - self.ends[before - 1] if before else 0)

    def offsets(self, start: int, end: int) -> tuple[int, int]:
        """Return start and end in code points."""
        begin, finish = max(0, start - self.lead[0]), max(0, end - self.lead[1])
        return self.place(begin, up=False), self.place(finish, up=True)

    def fits(self, start: int, end: int, surface: str) -> bool:
        """Tell whether a predicted text stands at its offsets, as they count in this unit."""
        if self.written is not None and _agrees(self.written, start, end, surface):
            return True
        return start >= self.lead[0] and _agrees(self.text, *self.offsets(start, end), surface)


def _ruler(text: str, unit: Unit) -> _Ruler:
    if unit == "utf-16":
        return _Ruler(text, (_Piece(*match.span(), 2) for match in _ASTRAL.finditer(text)))
    if unit == "utf-8":
        return _Ruler(
            text,
            (
                _Piece(*match.span(), len(match[0].encode("utf-8", "surrogatepass")))
                for match in _NOT_ASCII.finditer(text)
            ),
        )
    if unit == "nfc":
        return _nfc_ruler(text)
    if unit == "crlf":
        breaks = (_Piece(*match.span(), 2) for match in _LINE_END.finditer(text))
        return _Ruler(text, breaks, written=_LINE_END.sub("\r\n", text))
    leads = {"inclusive-end": (0, -1), "one-based": (1, 0), "one-ahead": (1, 1)}
    return _Ruler(text, lead=leads[unit])


def _nfc_ruler(text: str) -> _Ruler:
    if is_normalized("NFC", text):
        return _Ruler(text)
    # Normalisation joins what follows a character to it, and nothing across such clusters.
    begins = [place for place, sign in enumerate(text) if not (place and _joins(sign))]
    pieces = []
    for start, end in pairwise([*begins, len(text)]):
        composed = normalize("NFC", text[start:end])
        if composed != text[start:end]:
            pieces.append(_Piece(start, end, len(composed)))
    return _Ruler(text, pieces, written=normalize("NFC", text))


def _joins(sign: str) -> bool:
    """Tell whether a character may be composed with the one before it.

    These are marks, Hangul jamo and, since Unicode 16, the Kirat Rai vowels.
    """
    letters = "\u1160" <= sign <= "\u11ff" or "\U00016d63" <= sign <= "\U00016d6a"
    return sign >= "\u0300" and (letters or category(sign)[0] == "M")
