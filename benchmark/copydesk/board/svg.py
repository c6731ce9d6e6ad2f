"""SVG by hand: equal numbers, equal bytes, whatever is installed.

Colours are of middle brightness and the ground is left out, so that a chart can be read on a
white page and on a dark one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape

INK = "#7d8590"
FAINT = "#8b949e40"
COLOURS = ("#388bd2", "#d2772d", "#3fa05a", "#a371f7", "#d9558f", "#8a9a2b", "#2fa3a3", "#c9514b")
_FONT = "-apple-system, 'Segoe UI', Helvetica, Arial, sans-serif"
#: Size of letters, and a generous width of one, in pixels.
LETTERS, LETTER = 12, 6.9

Point = tuple[float, float]


@dataclass(frozen=True)
class Box:
    """A rectangle, in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Say whether two boxes share a point."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def inside(self, other: Box) -> bool:
        """Say whether the box lies in another."""
        return (
            other.left <= self.left
            and self.right <= other.right
            and other.top <= self.top
            and self.bottom <= other.bottom
        )


@dataclass
class Drawing:
    """Shapes in the order in which they are drawn, in a frame of `width` x `height` pixels."""

    width: int
    height: int
    title: str
    shapes: list[str] = field(default_factory=list)

    def line(
        self, points: Sequence[Point], colour: str = INK, width: float = 1, dash: str = ""
    ) -> None:
        """Draw straight pieces through points."""
        where = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        self.shapes.append(
            f'<polyline points="{where}" fill="none" stroke="{colour}" '
            f'stroke-width="{width:g}"{dashes}/>'
        )

    def dot(self, at: Point, colour: str, *, hollow: bool = False, square: bool = False) -> None:
        """Draw a mark: a disc or a square, filled or hollow."""
        x, y = at
        paint = f'fill="{"none" if hollow else colour}" stroke="{colour}" stroke-width="2"'
        shape = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4.5" {paint}/>'
        if square:
            shape = f'<rect x="{x - 4:.1f}" y="{y - 4:.1f}" width="8" height="8" {paint}/>'
        self.shapes.append(shape)

    def text(
        self, at: Point, text: str, *, anchor: str = "start", colour: str = INK, turn: bool = False
    ) -> None:
        """Write one line of text."""
        x, y = at
        turned = f' transform="rotate(-90 {x:.1f} {y:.1f})"' if turn else ""
        self.shapes.append(
            f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}"{turned}>'
            f"{escape(text)}</text>"
        )

    def to_svg(self) -> str:
        """Return the drawing as a file."""
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.width}" height="{self.height}" '
            f'viewBox="0 0 {self.width} {self.height}" font-family="{_FONT}" '
            f'font-size="{LETTERS}" role="img">'
        )
        return "\n".join([head, f"<title>{escape(self.title)}</title>", *self.shapes, "</svg>\n"])


def label_box(at: Point, text: str) -> Box:
    """Return what a label takes whose baseline begins at a point."""
    x, y = at
    return Box(x - 2, y - LETTERS, x + len(text) * LETTER + 2, y + 4)


def place_label(at: Point, text: str, taken: Iterable[Box], frame: Box) -> Point | None:
    """Return where a label of the mark `at` collides with nothing, near it; None if nowhere.

    Tried are eight sides, then the same further and further away.
    """
    x, y = at
    width = len(text) * LETTER
    boxes = list(taken)
    for far in range(0, 140, 14):
        right, left, above, below = (
            x + 9 + far / 4,
            x - 9 - far / 4 - width,
            y - 9 - far,
            y + 18 + far,
        )
        middle = x - width / 2
        for point in (
            (right, y + 4 - far), (right, y + 4 + far), (left, y + 4 - far), (left, y + 4 + far),
            (middle, above), (middle, below), (right, above), (right, below), (left, above),
            (left, below),
        ):  # fmt: skip
            box = label_box(point, text)
            if box.inside(frame) and not any(box.meets(other) for other in boxes):
                return point
    return None
