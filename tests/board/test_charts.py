"""The charts: complete, legible, the same bytes each time."""

from __future__ import annotations

import random
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from copydesk.board import read_field
from copydesk.board.charts import curve_chart, frontier, speed_chart
from copydesk.board.curves import curves
from copydesk.board.figures import standings
from copydesk.board.svg import COLOURS, INK, Box, label_box, place_label
from tests.submissions.checkout import RUN, Checkout, made_timing

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    made = Checkout(tmp_path, 8)
    for place, speed in enumerate((0.001, 0.0011, 0.0012, 0.3, 40)):
        made.submit(f"System {place}", place, 1 - place / 10, run=RUN, timing=made_timing(speed))
    made.submit("Untimed", 7)
    made.submit("Cloud", 8, run=RUN, timing=made_timing(0.01, wall=True))
    made.embed(made.submit("nothing", 1, 0.0, run=RUN, timing=made_timing(900)))
    return made


def chart(made: Checkout, table: str = "overall") -> str:
    found = read_field([made.root / "baselines", made.home], made.evaluator, made.gold)
    text = speed_chart(standings(found, table))
    assert text is not None
    return text


def test_every_timed_system_is_in_it_and_no_other(checkout: Checkout) -> None:
    root = ET.fromstring(chart(checkout))
    said = [one.text for one in root.iter(f"{SVG}text")]
    for name in ("System 0", "System 1", "System 2", "System 3", "System 4", "Cloud", "nothing"):
        assert said.count(name) == 1, name
    assert "Untimed" not in said
    filled = [one for one in root.iter(f"{SVG}circle") if one.get("fill") != "none"]
    hollow = [one for one in root.iter(f"{SVG}circle") if one.get("fill") == "none"]
    assert (len(filled), len(hollow), len(list(root.iter(f"{SVG}rect")))) == (5, 1, 1)


def test_labels_collide_with_nothing(checkout: Checkout) -> None:
    root = ET.fromstring(chart(checkout))
    names = [one for one in root.iter(f"{SVG}text") if "System" in (one.text or "")]
    boxes = [
        label_box((float(one.get("x", 0)), float(one.get("y", 0))), one.text or "") for one in names
    ]
    marks = [
        (float(one.get("cx", 0)), float(one.get("cy", 0))) for one in root.iter(f"{SVG}circle")
    ]
    for place, box in enumerate(boxes):
        assert not any(box.meets(other) for other in boxes[:place])
        assert not any(box.meets(Box(x - 4, y - 4, x + 4, y + 4)) for x, y in marks)


def test_many_labels_find_a_place() -> None:
    rng = random.Random(1)
    frame, taken = Box(0, 0, 700, 360), []
    for number in range(25):
        point = rng.uniform(100, 600), rng.uniform(60, 300)
        where = place_label(point, f"system {number}", taken, frame)
        assert where is not None
        box = label_box(where, f"system {number}")
        assert box.inside(frame)
        assert not any(box.meets(other) for other in taken)
        taken.append(box)


def test_equal_predictions_equal_bytes(checkout: Checkout) -> None:
    assert chart(checkout) == chart(checkout)
    fine = re.search(r'(?:[xy]|points)="[^"]*\d\.\d{2,}', chart(checkout))
    assert not fine, "no digit that two machines may differ in"


def _contrast(one: str, other: str) -> float:
    """The contrast of two colours (WCAG 2.1)."""

    def luminance(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        low, mid, high = (
            x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts
        )
        return 0.2126 * low + 0.7152 * mid + 0.0722 * high

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("ground", ["#ffffff", "#0d1117"])
def test_colours_can_be_read_on_white_and_on_dark(ground: str) -> None:
    for colour in (INK, *COLOURS):
        assert _contrast(colour, ground) >= 3, colour


def test_no_system_timed_no_chart(tmp_path: Path) -> None:
    made = Checkout(tmp_path)
    made.submit("Untimed")
    found = read_field([made.home], made.evaluator, made.gold)
    assert speed_chart(standings(found, "overall")) is None


def test_the_frontier_is_what_nothing_beats() -> None:
    rng = random.Random(2)
    points = [(rng.random(), rng.random()) for _ in range(200)]
    best = set(frontier(points))
    for point in points:
        beaten = any(
            other != point and other[0] >= point[0] and other[1] >= point[1] for other in points
        )
        assert (point in best) is not beaten


def test_curves_end_at_the_systems_own_point(checkout: Checkout) -> None:
    found = read_field([checkout.home], checkout.evaluator, checkout.gold)
    drawn = curves(found, "claims")
    assert set(drawn) == {one.card.name for one in found.entries}
    assert curves(found, "entities") == {}, "no entity has a score"
    for entry in found.entries:
        headline = entry.evaluation.layers["claims"].headline
        points = drawn[entry.card.name]
        assert points[-1] == (headline.recall, headline.precision)
        recalls = [recall for recall, _ in points]
        assert recalls == sorted(recalls), "asking for less finds no less"
    text = curve_chart("claims", drawn)
    ET.fromstring(text)
    assert "precision" in text
