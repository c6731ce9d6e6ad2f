"""On which line of a JSON file a path stands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import replace

from copydesk.errors import Problem
from copydesk.structure import join

_TOKEN = re.compile(r'("(?:[^"\\]|\\.)*")|([\[{])|([\]}])|(,)|(\n)|[^\s:,\[\]{}"]+')


def positions(text: str) -> dict[str, int]:
    r"""Return the line (from 1) on which each value of a JSON text begins, by its path.

    A field stands where its key does. What comes after broken JSON is left out.

    >>> positions('{"a": [\n  {"b": 1}\n]}')
    {'': 1, 'a': 1, 'a[0]': 2, 'a[0].b': 2}
    """
    found: dict[str, int] = {}
    line = 1
    path = ""
    around: list[tuple[str, int]] = []  # of each open container: its path, and -1 or the index
    key_next = False
    for token in _TOKEN.finditer(text):
        string, opening, closing, comma, end = token.groups()
        if end:
            line += 1
        elif string and key_next:
            try:
                path = join(around[-1][0], json.loads(string, strict=False))
            except ValueError:
                break
            key_next = False
            found.setdefault(path, line)
        elif comma:
            if around:
                parent, index = around[-1]
                key_next = index < 0
                if index >= 0:
                    around[-1] = (parent, index + 1)
                    path = f"{parent}[{index + 1}]"
        elif closing:
            if around:
                around.pop()
            key_next = False
        else:
            found.setdefault(path, line)
            if opening:
                key_next = opening == "{"
                around.append((path, -1 if key_next else 0))
                path = path if key_next else f"{path}[0]"
    return found


def placed(problems: Iterable[Problem], raw: bytes) -> list[Problem]:
    """Return the problems of a JSON file with the lines on which their paths stand."""
    problems = list(problems)
    if not any(problem.path for problem in problems):
        return problems
    lines = positions(raw.decode("utf-8", "replace"))
    return [
        replace(problem, line=_line(problem.path, lines)) if problem.path else problem
        for problem in problems
    ]


def _line(path: str, lines: dict[str, int]) -> int:
    while path not in lines and path:
        path = path[: max(path.rfind("."), path.rfind("["), 0)]
    return lines.get(path, 1)
