"""Furniture: logistic regression over lines: what kind of line each is, and in what company.

No feature is a word of the line: the phrases and shapes are those that `rules` knows of, and what
they are worth, alone and together, is learnt.
"""

import re
from bisect import bisect
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from crf_linear import Linear
from rules_furniture import Block
from rules_furniture_cues import compiled_cues
from rules_furniture_shapes import (
    BULLET,
    DATED,
    FINAL_STOP,
    glued_share,
    is_buttons,
    is_cell,
    is_code,
    is_credit,
    is_field,
    is_header,
    is_label,
    is_latin,
    is_link,
    is_paragraph,
    is_program,
    is_tags,
    is_title,
    shown_programs,
    straight,
)
from rules_furniture_voice import (
    SAID,
    called,
    is_biography,
    is_byline_note,
    is_policy,
    presents_issuer,
    spoken,
)
from rules_text import Line

BODY = "body"
_LENGTHS = (1, 2, 3, 5, 8, 13, 21, 34, 55)  # words
_FEW = (1, 2, 4)  # lines
_NEAR = 20  # lines
_SHAPES: dict[str, Callable[[str], bool]] = {
    "code": is_code,
    "field": is_field,
    "glued": lambda text: glued_share(text) >= 0.5,
    "credit": is_credit,
    "buttons": is_buttons,
    "label": is_label,
    "tags": is_tags,
    "program": is_program,
    "cell": is_cell,
    "header": is_header,
    "link": is_link,
    "title": is_title,
    "latin": is_latin,
}
#: The categories of shapes that only furniture is expected to have.
_MEANT = {
    "code": "markup_noise",
    "field": "markup_noise",
    "glued": "markup_noise",
    "credit": "source_credit",
    "buttons": "nav_ui",
    "label": "related_inline",
    "tags": "tag_list",
}
_SIGNS = {
    "bullet": BULLET,
    "date": DATED,
    "speech": SAID,
    "address": re.compile(r"https?://|www\.|\.com\b|\.co\.uk\b"),
    "handle": re.compile(r"(?:^|\s)@\w|\w@\w"),
    "hashtag": re.compile(r"#\w"),
    "figure": re.compile(r"\d"),
    "money": re.compile(r"[£$€]"),
    "year": re.compile(r"\b(?:19|20)\d\d\b"),
    "bar": re.compile(r"(?!^)[|·•»›]\s*\w"),
    "row": re.compile(r"^\|.*\|$"),
    "rights": re.compile(r"©|\(c\)|copyright", re.IGNORECASE),
    "quotation": re.compile(r'"'),
    "colon": re.compile(r"^[A-Z][\w ]{2,25}:"),
    "joint": re.compile(r"[a-z][A-Z]"),
    "you": re.compile(r"\b(?:you|yours?)\b", re.IGNORECASE),
    "we": re.compile(r"\b(?:we|us|our)\b", re.IGNORECASE),
}
_CUES = compiled_cues()
# Biographies and notices stand among the last lines, and are not longer, in words.
_LAST, _NOTE = 8, 120


class FurnitureTagger:
    """Finds the furniture lines of an article."""

    def __init__(self, models: Path) -> None:
        """Read the weights from the folder `models`."""
        self._model = Linear(models / "furniture.json.gz")

    def find(self, lines: list[Line]) -> tuple[list[Block], list[Line]]:
        """Return the furniture blocks and the body lines; nothing is furniture if all is."""
        blocks, body = [], []
        place = self._model.classes.index(BODY)
        for line, features in zip(lines, line_features(lines), strict=True):
            chances = self._model.probabilities(features)
            if 1 - chances[place] < self._model.threshold:
                body.append(line)
                continue
            chances[place] = 0.0
            category = self._model.classes[chances.index(max(chances))]
            blocks.append(Block(line.start, line.end, category))
        return (blocks, body) if body else ([], lines)


@dataclass(slots=True)
class _View:
    """A line as the features see it, quotation marks straight."""

    text: str
    size: int
    prose: bool
    looks: list[str] = field(default_factory=list)
    voice: list[str] = field(default_factory=list)
    meant: str | None = None  # the category that it gives away without its neighbours


def line_features(lines: list[Line]) -> list[dict[str, float]]:
    """Return the features of each line: what it is and says, where it stands, beside what."""
    views = [_view(straight(line.text)) for line in lines]
    _spare_programs(views)
    prose = [at for at, view in enumerate(views) if view.prose] or [len(views)]
    found = []
    for at, view in enumerate(views):
        features = dict.fromkeys([*view.looks, *view.voice], 1.0)
        for distance in (-2, -1, 1, 2):
            other = at + distance
            inside = 0 <= other < len(views)
            beside = views[other].looks + views[other].voice if inside else ["none"]
            features |= {f"{distance}: {one}": 0.5 for one in beside}
        place = "before" if at < prose[0] else "behind" if at > prose[-1] else "among"
        features |= dict(_place(views, at, place))
        features |= dict.fromkeys(_company(views, at), 0.4)
        if at >= prose[-1]:
            features |= dict.fromkeys(_closing(views, at), 1.0)
        found.append(features)
    return found


def _view(text: str) -> _View:
    """Return what a line is and says by itself."""
    bare = BULLET.sub("", text)
    words = text.split()
    view = _View(text, len(words), is_paragraph(text))
    shapes = [name for name, fits in _SHAPES.items() if fits(bare)]
    view.looks = [f"length {bisect(_LENGTHS, len(words))}"]
    view.looks += [f"is {name}" for name in shapes]
    view.looks += [f"has {name}" for name, sign in _SIGNS.items() if sign.search(text)]
    stop = FINAL_STOP.search(text) is not None
    end = text[-1] if not text[-1].isalnum() else "word"
    view.looks += ["ends stop"] * stop + [f"ends {end}"] * (not stop or end in "!?")
    letters = [word for word in words if word[0].isalpha()]
    if letters:
        capitals = sum(word[0].isupper() for word in letters)
        view.looks.append(f"capitals {4 * capitals // len(letters)}")
    if text.isupper():
        view.looks.append("shouts")
    cue = next(
        (one.category for one in _CUES if len(words) <= one.most and one.pattern.search(bare)), None
    )
    ways = {"says": cue}
    if bare[0] != '"' and "latin" in shapes:
        ways["looks"] = next((_MEANT[one] for one in shapes if one in _MEANT), None)
        ways |= {"speaks": spoken(bare), "calls": called(bare)}
    for way, category in ways.items():
        if category:
            view.meant = view.meant or category
            view.voice += [f"voice {way}", f"voice {way} {category}"]
    if view.meant:
        view.voice += ["voice", f"voice {view.meant}"]
        if len(words) > 12 and "has speech" in view.looks:
            view.voice.append("voice of speech")
    return view


def _spare_programs(views: list[_View]) -> None:
    """Take what the lines of programs look like from them, where an article shows many."""
    program = shown_programs([BULLET.sub("", view.text) for view in views])
    for at, view in enumerate(views):
        beside = any(program[max(at - 1, 0) : at + 2])
        if program[at] or (beside and view.meant == "markup_noise"):
            view.looks, view.voice, view.meant = ["shown"], [], None


def _place(views: list[_View], at: int, place: str) -> Iterator[tuple[str, float]]:
    """Yield where a line stands: to the first and the last paragraph, and what it is there."""
    view = views[at]
    yield f"place {place}", 1.0
    if at == 0:
        yield "place first", 1.0
    if at == len(views) - 1:
        yield "place last", 1.0
    kinds = [one for one in view.looks if one.startswith(("length", "is ", "ends", "has bullet"))]
    for kind in kinds + ["voice"] * (view.meant is not None):
        yield f"place {place} {kind}", 0.5


def _company(views: list[_View], at: int) -> Iterator[str]:
    """Yield how many lines around give themselves away, and which is nearest before prose."""
    above, below = views[max(at - _NEAR, 0) : at][::-1], views[at + 1 : at + 1 + _NEAR]
    for side, others in (("above", above), ("below", below)):
        voices = [other.meant is not None for other in others[:8]]
        for size in (2, 4, 8):
            yield f"{side} {size} {bisect(_FEW, sum(voices[:size]))}"
    for side, others in (("up", above), ("down", below)):
        near = next((one for one, other in enumerate(others) if other.prose), len(others))
        nearest = next((other.meant for other in others[:near] if other.meant), None)
        if nearest:
            yield from (f"{side} voice", f"{side} voice {nearest}")
        else:
            yield f"{side} prose" if near < len(others) else f"{side} end"


def _closing(views: list[_View], at: int) -> Iterator[str]:
    """Yield what a line tells of author, outlet and comments, as last lines do."""
    view = views[at]
    if at < 2 or at < len(views) - _LAST or view.size > _NOTE or SAID.search(view.text):
        return
    before = "\n".join(other.text for other in views[1:at] if other.size > 8)
    if is_byline_note(view.text):
        yield "tells author"
    if is_policy(view.text):
        yield "tells policy"
    if is_biography(view.text, before):
        yield "tells biography"
    if presents_issuer(view.text):
        yield "tells issuer"
