"""The measured figures as a table and a chart in the docs; run it to redraw the last run's."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

#: What a whole run measures.
ALL = {"names", "memory", "attributions", "70 articles", "bootstrap", "hostile"}
_MARKS = "<!-- timing: written by `make timing` -->", "<!-- /timing -->"


def write(found: dict[str, Any], root: Path) -> None:
    """Write the table into `docs/scoring.md` and the chart beside it, if all was measured."""
    if not found.keys() >= ALL:
        return
    page = root / "docs" / "scoring.md"
    begin, end = (re.escape(mark) for mark in _MARKS)
    text = "\n\n".join((_MARKS[0], *_tables(found), _MARKS[1]))
    page.write_text(
        re.sub(f"{begin}.*{end}", lambda _: text, page.read_text("utf-8"), flags=re.DOTALL),
        "utf-8",
    )
    _chart(found["names"], root / "docs" / "img" / "scorer-speed.svg")


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


def _chart(names: dict[str, Any], path: Path) -> None:
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
        figure, axes = pyplot.subplots(figsize=(6.4, 3.8))
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
        axes.spines[["top", "right"]].set_visible(False)
        figure.tight_layout()
        path.parent.mkdir(parents=True, exist_ok=True)
        figure.savefig(path, metadata={"Date": None, "Creator": None})
        pyplot.close(figure)


if __name__ == "__main__":
    here = Path(__file__).resolve().parents[2]
    write(json.loads((here / "runs" / "timing" / "scorer.json").read_text()), here)
