"""The measured figures as a table and charts in the docs; run it to redraw the last run's."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

#: What a whole run measures of the scorer; and of the systems.
ALL = {"names", "memory", "attributions", "70 articles", "bootstrap", "hostile"}
SYSTEMS = "baselines"
_MARKS = "<!-- timing: written by `make timing` -->", "<!-- /timing -->"


def whole(found: Mapping[str, Any]) -> bool:
    """Whether everything was measured; a system that was skipped has its reason."""
    return found.keys() >= ALL | {SYSTEMS}


def json_paths(root: Path) -> tuple[Path, Path]:
    """Return where a whole run is written, and where a part: it must not pass for the whole."""
    folder = root / "runs" / "timing"
    return folder / "timing.json", folder / "timing-part.json"


def json_path(root: Path, found: Mapping[str, Any]) -> Path:
    """Return where these measurements are written."""
    return json_paths(root)[0 if whole(found) else 1]


def write(found: dict[str, Any], root: Path) -> None:
    """Write the table into `docs/scoring.md` and the charts, as far as all of it was measured."""
    images = root / "docs" / "img"
    if found.get(SYSTEMS) and not found.get("skipped") and whole(found):
        systems_chart(found[SYSTEMS], images / "baseline-speed.svg")
    if found.get(SYSTEMS):
        systems_chart(found[SYSTEMS], root / "runs" / "timing" / "baseline-speed.svg")
    if not found.keys() >= ALL:
        return
    page = root / "docs" / "scoring.md"
    begin, end = (re.escape(mark) for mark in _MARKS)
    text = "\n\n".join((_MARKS[0], *_tables(found), _MARKS[1]))
    page.write_text(
        re.sub(f"{begin}.*{end}", lambda _: text, page.read_text("utf-8"), flags=re.DOTALL),
        "utf-8",
    )
    scorer_chart(found["names"], images / "scorer-speed.svg")


def _tables(found: dict[str, Any]) -> list[str]:
    names = found["names"]
    sizes = sorted(names, key=int)
    lines = ["| CPU seconds | " + " | ".join(f"{int(size):,} spans" for size in sizes) + " |"]
    lines.append("|---|" + "---:|" * len(sizes))
    shown = {"orjson": "`orjson.loads`", "copydesk": "**CopyDesk**"}
    for who in ("orjson", "copydesk", "nervaluate", "seqeval"):
        cells = (f"{names[size][who]:.3g}" for size in sizes)
        lines.append(f"| {shown.get(who, who)} | " + " | ".join(cells) + " |")
    for who, what in (("orjson", "CopyDesk / `orjson.loads`"),):
        cells = (f"{names[size]['copydesk'] / names[size][who]:.1f}" for size in sizes)
        lines.append(f"| {what} | " + " | ".join(cells) + " |")
    for who in ("nervaluate", "seqeval"):
        cells = (f"{names[size][who] / names[size]['copydesk']:.0f}" for size in sizes)
        lines.append(f"| {who} / CopyDesk | " + " | ".join(cells) + " |")
    memory = found["memory"]
    cells = (f"{who} {memory[who]:,.0f}" for who in ("copydesk", "nervaluate", "seqeval"))
    others = [
        f"| peak resident memory at {int(sizes[-1]):,} spans, MB | {', '.join(cells)} |",
        *(
            f"| attributions, {what} | {value:,.0f} |"
            for what, value in found["attributions"].items()
        ),
        f"| `copydesk score`, 70 articles of {found['70 articles']['words']:.0f} words, four"
        f" layers, CPU s | {found['70 articles']['seconds']:.2f} |",
    ]
    if "bootstrap" in found:
        both = found["bootstrap"]
        others.append(
            "| 10,000 resamples x 1,000 clusters x 32 columns, CPU s (drawing them once) |"
            f" {both['sums']:.2f} ({both['weights']:.2f}) |"
        )
    others += [f"| {what}, CPU s | {value:.2g} |" for what, value in found["hostile"].items()]
    used = found["environment"]
    packages = ", ".join(f"{name} {number}" for name, number in used["packages"].items())
    return [
        "\n".join(lines),
        "\n".join(["| | |", "|---|---:|", *others]),
        f"Python {used['python']}, {used['machine']}; {packages}.",
    ]


@contextmanager
def _chart(path: Path, size: tuple[float, float]) -> Iterator[Any]:
    """Give axes to draw on, and write them as SVG: equal figures, equal bytes."""
    import matplotlib

    matplotlib.use("svg")
    from matplotlib import pyplot

    style = {
        "svg.hashsalt": "copydesk",
        "svg.fonttype": "none",
        "font.family": "sans-serif",
        "font.size": 10,
    }
    with pyplot.rc_context(style):
        figure, axes = pyplot.subplots(figsize=size)
        yield axes
        axes.spines[["top", "right"]].set_visible(False)
        figure.tight_layout()
        path.parent.mkdir(parents=True, exist_ok=True)
        figure.savefig(path, metadata={"Date": None, "Creator": None})
        pyplot.close(figure)


def scorer_chart(names: Mapping[str, Any], path: Path) -> None:
    """Draw the CPU seconds of each scorer over the number of spans."""
    with _chart(path, (6.4, 3.8)) as axes:
        sizes = sorted(names, key=int)
        for who, colour, label in (
            ("seqeval", "#b0641e", "seqeval"),
            ("nervaluate", "#7a4fa3", "nervaluate"),
            ("copydesk", "#0b6e4f", "CopyDesk"),
            ("orjson", "#8a8a8a", "orjson.loads alone"),
        ):
            seconds = [names[size][who] for size in sizes]
            axes.plot([int(size) for size in sizes], seconds, "o-", color=colour, linewidth=1.8)
            axes.annotate(
                label,
                (int(sizes[-1]), seconds[-1]),
                xytext=(6, -3),
                textcoords="offset points",
                color=colour,
            )
        axes.set(xscale="log", yscale="log", xlabel="gold spans", ylabel="CPU seconds")
        axes.set_xlim(right=int(sizes[-1]) * 6)
        axes.grid(visible=True, which="major", alpha=0.25)


def systems_chart(systems: Mapping[str, Any], path: Path) -> None:
    """Draw the work of each system as ratios, at both batch sizes where they differ."""
    timed = {name: one for name, one in systems.items() if one["clock"] == "cpu"}
    order = sorted(timed, key=lambda name: (-timed[name]["throughput"]["1"]["ratio"], name))
    with _chart(path, (6.4, 0.9 + 0.45 * len(order))) as axes:
        for size, colour, height in (("1", "#8a8a8a", 0.7), ("32", "#0b6e4f", 0.45)):
            ratios = [timed[name]["throughput"][size]["ratio"] for name in order]
            axes.barh(order, ratios, height, color=colour, label=f"batch size {size}")
            if size == "32":
                for name, ratio in zip(order, ratios, strict=True):
                    axes.annotate(
                        f"{ratio:.2g}" if ratio < 10 else f"{ratio:,.0f}",
                        (ratio, name),
                        xytext=(5, 0),
                        textcoords="offset points",
                        va="center",
                    )
        axes.set(xscale="log", xlabel="calibration units per 1,000 characters (less is faster)")
        axes.margins(x=0.15)
        axes.legend(frameon=False, fontsize=8, loc="best")
        axes.grid(visible=True, axis="x", which="major", alpha=0.25)


if __name__ == "__main__":
    here = Path(__file__).resolve().parents[2]
    write(json.loads(json_paths(here)[0].read_text()), here)
