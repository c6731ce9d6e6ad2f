"""The charts of the board: quality against speed, and precision against recall."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from copydesk.board import speed
from copydesk.board.figures import OVERALL, Standings
from copydesk.board.svg import COLOURS, FAINT, INK, Box, Drawing, Point, label_box, place_label
from copydesk.markdown import number

_WIDTH, _HEIGHT = 760, 440
_FRAME = Box(56, 14, 728, 372)


@dataclass(frozen=True)
class _Mark:
    """A system in a chart; `speed` in calibration workloads, `ends` those of the interval."""

    name: str
    speed: float
    value: float
    ends: tuple[float, float] | None
    wall: bool
    ranked: bool


def speed_chart(found: Standings) -> str | None:
    """Return a layer's chart of F1 against speed as SVG; None where no system was timed.

    Speed is in units of the calibration workload, on a logarithmic scale. The frontier goes
    through the ranked systems timed by CPU than which none is both faster and better.
    """
    marks = [
        _Mark(
            row.entry.card.name,
            pace,
            row.score.value,
            row.score.interval,
            speed.by_wall(timing),
            row.entry.ranked,
        )
        for row in found.rows
        if row.score.value is not None
        and (timing := row.entry.timing)
        and (pace := speed.relative(timing))
    ]
    if not marks:
        return None
    what = "Overall" if found.table == OVERALL else f"{found.table.capitalize()}: F1"
    drawing = Drawing(_WIDTH, _HEIGHT, f"{what} against speed")
    low = math.floor(min(math.log10(one.speed) for one in marks) - 0.1)
    high = math.ceil(max(math.log10(one.speed) for one in marks) + 0.1)

    def at(pace: float, value: float) -> Point:
        across = (math.log10(pace) - low) / (high - low)
        return _at(across, value)

    ticks = [(10.0**power, _power(power)) for power in range(low, high + 1)]
    _axes(drawing, [(at(value, 0)[0], text) for value, text in ticks])
    best = frontier([(one.speed, one.value) for one in marks if one.ranked and not one.wall])
    signs = _legend(marks, dashed=len(best) > 1)
    _caption(drawing, "speed, in units of the calibration workload (logarithmic)", signs)
    drawing.text((16, (_FRAME.top + _FRAME.bottom) / 2), what, anchor="middle", turn=True)
    edge = [at(*one) for one in best]
    if len(edge) > 1:
        drawing.line(edge, COLOURS[1], 1.5, "5 4")
    _marks(drawing, marks, [at(one.speed, one.value) for one in marks], edge)
    return drawing.to_svg()


def frontier(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return the points (speed, value) that no other beats in one and matches in the other.

    >>> frontier([(1, 0.9), (10, 0.5), (5, 0.4), (2, 0.9)])
    [(2, 0.9), (10, 0.5)]
    """
    best: list[tuple[float, float]] = []
    for pace, value in sorted(points, reverse=True):
        if not best or value > best[-1][1]:
            best.append((pace, value))
    return best[::-1]


def _legend(marks: Sequence[_Mark], *, dashed: bool) -> str:
    """Return what the signs mean that a chart has."""
    said = ["dashed: no system is both faster and better"] if dashed else []
    if any(one.wall for one in marks):
        said.append("hollow: by the wall clock")
    if any(not one.ranked for one in marks):
        said.append("squares: references")
    return "; ".join(said)


def _marks(
    drawing: Drawing, marks: Sequence[_Mark], points: Sequence[Point], edge: Sequence[Point]
) -> None:
    """Draw systems with their intervals, and names that collide with nothing, `edge` included."""
    taken = [Box(x - 2, y - 2, x + 2, y + 2) for x, y in _along(edge)]
    for one, (x, y) in zip(marks, points, strict=True):
        colour = COLOURS[0] if one.ranked else INK
        if one.ends is not None:
            ends = [_at(0, end)[1] for end in one.ends]
            drawing.line([(x, ends[0]), (x, ends[1])], colour, 1.5)
            taken.append(Box(x - 2, ends[1], x + 2, ends[0]))
        drawing.dot((x, y), colour, hollow=one.wall, square=not one.ranked)
        taken.append(Box(x - 6, y - 6, x + 6, y + 6))
    for one, point in zip(marks, points, strict=True):
        place = place_label(point, one.name, taken, _FRAME)
        if place is None:
            continue
        box = label_box(place, one.name)
        near = min(max(point[0], box.left), box.right), min(max(point[1], box.top), box.bottom)
        if math.dist(near, point) > 12:
            drawing.line([point, near], INK, 0.8)
        taken.append(box)
        drawing.text(place, one.name)


def curve_chart(table: str, curves: Mapping[str, Sequence[tuple[float, float]]]) -> str:
    """Return precision against recall as SVG, a line a system: (recall, precision) points."""
    drawing = Drawing(_WIDTH, _HEIGHT, f"{table.capitalize()}: precision against recall")
    _axes(drawing, [(_at(step / 5, 0)[0], number(step / 5, 1)) for step in range(6)])
    _caption(drawing, "recall, as the score that is asked for falls", "")
    drawing.text((16, (_FRAME.top + _FRAME.bottom) / 2), "precision", anchor="middle", turn=True)
    taken: list[Box] = []
    for place, points in enumerate(curves.values()):
        colour = COLOURS[place % len(COLOURS)]
        dash = "" if place < len(COLOURS) else "6 3"
        shown = [_at(*one) for one in points]
        drawing.line(shown, colour, 2, dash)
        taken += (Box(x - 3, y - 3, x + 3, y + 3) for x, y in _along(shown))
        drawing.dot(shown[-1], colour)
    for place, (name, points) in enumerate(curves.items()):
        where = place_label(_at(*points[-1]), name, taken, _FRAME)
        if where is not None:
            taken.append(label_box(where, name))
            drawing.text(where, name, colour=COLOURS[place % len(COLOURS)])
    return drawing.to_svg()


def _caption(drawing: Drawing, first: str, second: str) -> None:
    middle = (_FRAME.left + _FRAME.right) / 2
    drawing.text((middle, _FRAME.bottom + 38), first, anchor="middle")
    drawing.text((middle, _FRAME.bottom + 56), second, anchor="middle")


def _along(points: Sequence[Point]) -> Iterator[Point]:
    """Yield points every few pixels along a line."""
    for (x, y), (right, low) in pairwise(points):
        steps = max(1, int(math.dist((x, y), (right, low)) // 4))
        for step in range(steps + 1):
            yield x + (right - x) * step / steps, y + (low - y) * step / steps


def _at(across: float, up: float) -> Point:
    """Return a place in the frame from shares of its width and height."""
    return (
        _FRAME.left + across * (_FRAME.right - _FRAME.left),
        _FRAME.bottom - up * (_FRAME.bottom - _FRAME.top),
    )


def _axes(drawing: Drawing, ticks: Sequence[tuple[float, str]]) -> None:
    """Draw the grid: 0 to 1 upwards, and ticks (place, text) along."""
    for step in range(6):
        left, y = _at(0, step / 5)
        drawing.line([(left, y), (_FRAME.right, y)], FAINT)
        drawing.text((left - 8, y + 4), number(step / 5, 1), anchor="end")
    for x, text in ticks:
        drawing.line([(x, _FRAME.top), (x, _FRAME.bottom)], FAINT)
        drawing.text((x, _FRAME.bottom + 18), text, anchor="middle")
    drawing.line([(_FRAME.left, _FRAME.top), (_FRAME.left, _FRAME.bottom)])
    drawing.line([(_FRAME.left, _FRAME.bottom), (_FRAME.right, _FRAME.bottom)])


def _power(power: int) -> str:
    """Return a power of ten as a tick.

    >>> _power(-2), _power(0), _power(3)
    ('0.01', '1', '1,000')
    """
    return f"{10**power:,}" if power >= 0 else f"{10.0**power:.{-power}f}"
