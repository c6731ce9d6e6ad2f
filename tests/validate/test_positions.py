"""The lines of paths in JSON files, against a file whose values are their own lines."""

from __future__ import annotations

import doctest
import json
import random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from copydesk.structure import join
from copydesk.validate import positions as module
from copydesk.validate.positions import positions

shapes = st.recursive(
    st.just(0),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text('a"\\{[,:é \n', max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)


def _write(
    value: Any, draw: random.Random, out: list[str], path: str, lines: dict[str, int]
) -> None:
    def space() -> None:
        out.append(draw.choice(["", "", " ", "\n", "\t\n", "\r\n"]))

    def line() -> int:
        return "".join(out).count("\n") + 1

    lines.setdefault(path, line())
    if isinstance(value, dict):
        out.append("{")
        for number, (key, item) in enumerate(value.items()):
            out.append("," if number else "")
            space()
            lines[join(path, key)] = line()
            out.append(json.dumps(key, ensure_ascii=draw.random() < 0.5))
            space()
            out.append(":")
            space()
            _write(item, draw, out, join(path, key), lines)
            space()
        out.append("}")
    elif isinstance(value, list):
        out.append("[")
        for number, item in enumerate(value):
            out.append("," if number else "")
            space()
            _write(item, draw, out, f"{path}[{number}]", lines)
            space()
        out.append("]")
    else:
        out.append(draw.choice(["null", "true", "-1.5e3", '"a\\"b"', '"{[,:"']))


@given(shapes, st.randoms(use_true_random=False))
def test_positions_are_those_that_were_written(value: Any, draw: random.Random) -> None:
    out: list[str] = [draw.choice(["", "\n"])]
    lines: dict[str, int] = {}
    _write(value, draw, out, "", lines)
    json.loads("".join(out))
    assert positions("".join(out)) == lines


@given(st.text('{}[]",:\\\n a1', max_size=20))
def test_broken_json_is_no_error(text: str) -> None:
    positions(text)


def test_examples() -> None:
    assert doctest.testmod(module).failed == 0
