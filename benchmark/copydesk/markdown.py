"""Markdown that is written by hand nowhere: escaping, tables, numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~!&])")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")


def escape(text: str, limit: int = 200) -> str:
    r"""Return foreign text as plain Markdown on one line: nothing in it can mark anything up.

    >>> escape("a|b <img> [x](y)")
    'a\\|b \\<img\\> \\[x\\](y)'
    """
    plain = _CONTROL.sub(" ", text).strip()
    if len(plain) > limit:
        plain = plain[: limit - 1] + "…"
    return _SPECIAL.sub(r"\\\1", plain)


def table(header: Sequence[str], rows: Iterable[Sequence[str]], text_columns: int = 1) -> str:
    """Return a table; the first `text_columns` columns stand left, the rest right."""
    marks = [":--" if place < text_columns else "--:" for place in range(len(header))]
    lines = [header, marks, *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines) + "\n"


def number(value: float | int | None, digits: int = 3) -> str:
    """Return a score as the board prints it; undefined is `-`.

    >>> number(0.6573), number(-0.5), number(1), number(None), number(12.5, 1)
    ('.657', '-.500', '1.000', '-', '12.5')
    """
    if value is None:
        return "-"
    text = f"{value:.{digits}f}"
    return text.replace("0.", ".", 1) if digits >= 2 and text.lstrip("-").startswith("0.") else text


def count(number: int, what: str) -> str:
    """Return a number of things in words.

    >>> count(1, "document"), count(1200, "cluster")
    ('1 document', '1,200 clusters')
    """
    return f"{number:,} {what}" + ("" if number == 1 else "s")


def interval(ends: Sequence[float] | None) -> str:
    r"""Return `[lo, hi]`; `-` where there is none.

    >>> interval((0.5, 0.75)), interval(None)
    ('[.500,\xa0.750]', '-')
    """
    return "-" if ends is None else f"[{number(ends[0])},\u00a0{number(ends[1])}]"
