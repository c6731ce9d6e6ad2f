"""How fast a system is, in words: from the `timing` of a result, of this contract or the first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from copydesk.markdown import number

_BECAUSE = {"network": "network", "gpu": "GPU"}

LEGEND = (
    "- *(wall)*: articles per second by the wall clock, without a ratio: the system answers over "
    "a network or computes on a GPU, of which CPU time says little."
)


def by_wall(timing: Mapping[str, Any]) -> bool:
    """Whether a speed was read from the wall clock (results of the first contract: never)."""
    return timing.get("clock") == "wall"


def cell(timing: Mapping[str, Any]) -> str:
    """Return the board's cell; `-` where nothing was measured.

    >>> cell({"articles_per_cpu_second": 107.4, "ratio": 15.6}).replace(chr(160), " ")
    '107 (15.60)'
    >>> cell({"clock": "wall", "articles_per_wall_second": 2.13}).replace(chr(160), " ")
    '2.1 (wall)'
    """
    if by_wall(timing):
        return f"{rate(timing['articles_per_wall_second'])}\u00a0(wall)"
    speed = timing.get("articles_per_cpu_second")
    if speed is None:
        return "-"
    noisy = " (noisy)" if timing.get("noisy") else ""
    return f"{rate(speed)}\u00a0({number(timing.get('ratio'), 2)}){noisy}"


def legend(timings: Iterable[Mapping[str, Any] | None]) -> list[str]:
    """Return the line that explains the mark, if one of the timings has it."""
    return [LEGEND] if any(by_wall(one or {}) for one in timings) else []


def said(timing: Mapping[str, Any]) -> str:
    """Return the speed at both batch sizes as one line for people.

    >>> speeds = {"1": {"articles_per_cpu_second": 20.0, "ratio": 7.0},
    ...           "32": {"articles_per_cpu_second": 45.0, "ratio": 3.1}}
    >>> said({"clock": "cpu", "batch_size": 32, "takes": "batch", "throughput": speeds})
    '45 articles per CPU second (ratio 3.10) at batch size 32, 20 (ratio 7.00) at batch size 1'
    """
    speeds, size = timing["throughput"], timing["batch_size"]
    wall = by_wall(timing)

    def shown(size: int) -> tuple[str, str]:
        one = speeds[str(size)]
        if wall:
            return rate(one["articles_per_wall_second"]), ""
        return rate(one["articles_per_cpu_second"]), f" (ratio {number(one['ratio'], 2)})"

    unit = "articles per CPU second"
    if wall:
        unit = f"articles per second by the wall clock ({_BECAUSE[timing['clock_because']]})"
    speed, ratio = shown(size)
    if timing["takes"] == "article" or size == 1:
        return f"{speed} {unit}{ratio}, one article at a time"
    return f"{speed} {unit}{ratio} at batch size {size}, {''.join(shown(1))} at batch size 1"


def rate(speed: float) -> str:
    """Return articles a second, with a decimal or two where they are few.

    >>> rate(226912.3), rate(107.4), rate(2.13), rate(0.042)
    ('226,912', '107', '2.1', '0.042')
    """
    return f"{speed:,.0f}" if speed >= 9.5 else f"{speed:.2g}"


def relative(timing: Mapping[str, Any]) -> float | None:
    """Return how many times as fast as the calibration workload a system is; None if not timed.

    By CPU time that is one over the ratio; by the wall clock, wall seconds are compared with the
    workload's CPU seconds.

    >>> relative({"ratio": 4.0}), relative({})
    (0.25, None)
    """
    if by_wall(timing):
        seconds = timing["wall_seconds_per_1000_characters"]
        unit: float = timing["calibration"]["cpu_seconds_per_unit"]
        return unit / seconds if seconds else None
    ratio = timing.get("ratio")
    return 1 / ratio if ratio else None
