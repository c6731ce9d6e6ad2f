"""A result record as tables: what `score` prints is what its JSON holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from copydesk.labels import LAYERS
from copydesk.markdown import count, escape, interval, number, table


@dataclass(frozen=True)
class Section:
    """One table: a title, a header, rows of cells, and a line beneath."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""

    def to_markdown(self) -> str:
        """Return the section as Markdown."""
        note = f"\n{escape(self.note, 10_000)}\n" if self.note else ""
        rows = [[escape(cell) for cell in row] for row in self.rows]
        return f"### {self.title}\n\n{table([escape(one) for one in self.header], rows)}{note}"

    def to_latex(self) -> str:
        """Return the section as a LaTeX table in the style of booktabs."""
        columns = "l" + "r" * (len(self.header) - 1)
        lines = [" & ".join(map(_latex, row)) + r" \\" for row in (self.header, *self.rows)]
        body = "\n".join(["\\toprule", lines[0], "\\midrule", *lines[1:], "\\bottomrule"])
        caption = _latex(f"{self.title}. {self.note}")
        return (
            f"\\begin{{table}}\n\\centering\n\\begin{{tabular}}{{{columns}}}\n{body}\n"
            f"\\end{{tabular}}\n\\caption{{{caption}}}\n\\end{{table}}\n"
        )


#: A share has a part and a whole where F1 has true positives and gold.
_COUNTS = (("true_positives", "part"), ("predicted", ""), ("gold", "whole"))
_HEADER = ("metric", "value", "[lo, hi]", "P", "R", "TP", "predicted", "gold")


def sections(record: Mapping[str, Any]) -> list[Section]:
    """Return the tables of a result record: the headlines, then each layer."""
    layers: Mapping[str, Any] = record["layers"]
    heads = [(layer, *_row(layers[layer]["headline"])) for layer in LAYERS if layer in layers]
    if record["overall"]:
        heads.append(("overall", *_row(record["overall"])))
    found = [Section("Headlines", ("layer", *_HEADER), tuple(heads), _about(record))]
    for layer in LAYERS:
        if layer not in layers:
            continue
        scores = layers[layer]
        rows = [
            _row(one)
            for one in scores["metrics"].values()
            if one.get("gold") != 0 or one.get("predicted")
        ]
        unscored = "; ".join(f"{name}: n/a ({why})" for name, why in scores["unscored"].items())
        found.append(Section(layer.capitalize(), _HEADER, tuple(rows), unscored))
        recall = tuple(
            (
                name,
                number(one["value"]),
                interval(one["interval"]),
                number(one["part"], 0),
                number(one["whole"], 0),
            )
            for name, one in scores["slices"].items()
            if one["whole"]
        )
        if recall:
            header = ("slice", "recall", "[lo, hi]", "found", "gold")
            found.append(Section(f"{layer.capitalize()}: recall by gold property", header, recall))
    return found


_LATEX = str.maketrans(
    {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
    | {sign: f"\\{sign}" for sign in "&%$#_{}"}
    | {"<": r"$<$", ">": r"$>$", "|": r"$|$", "–": "--"}
)


def _latex(text: str) -> str:
    return text.translate(_LATEX)


def _row(score: Mapping[str, Any]) -> tuple[str, ...]:
    return (
        score["metric"],
        number(score["value"]),
        interval(score["interval"]),
        number(score["precision"]),
        number(score["recall"]),
        *(_count(score.get(one, score.get(other))) for one, other in _COUNTS),
    )


def _count(value: float | list[float] | None) -> str:
    if value is None or isinstance(value, list):  # average precision counts at every threshold
        return "-"
    return str(value) if isinstance(value, int) else f"{value:.1f}"


def _about(record: Mapping[str, Any]) -> str:
    gold = record["gold"]
    parts = [
        f"{count(gold['documents'], 'document')} in {count(gold['clusters'], 'cluster')}",
        f"coverage {number(record['coverage'])}",
        f"failures {len(record['failures'])}",
        f"leak {number(record['leak']['value'])}",
    ]
    if record["missing"]:
        parts.append(f"missing {len(record['missing'])}, counted as empty")
    if record["lost"]:
        parts.append(f"{record['lost']} spans not found in their text, counted as false positives")
    if record["gated"]:
        parts.append("removes more than 1 % of the body: not ranked, no overall")
    if gold["clusters"] < 2:
        parts.append("one cluster: no interval")
    elif gold["clusters"] < 30:
        parts.append("under 30 clusters: intervals are rough")
    return "; ".join(parts) + ".\n" + str(record["signature"])
