"""Compares a run of `make timing` with the stored one, in units of each run's own calibration.

python -m tests.timing.compare                      # print what moved by more than the noise
COPYDESK_WRITE=1 python -m tests.timing.compare     # and store this run in its place
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from copydesk.run.figures import quantile

from . import report

STORED = Path(__file__).with_name("stored.json")
#: Two runs of the same code differ by this factor on two shared cores: docs/timing.md.
NOISE = 1.15

Figures = Mapping[str, Mapping[str, float]]


def figure_of(ratio: float, units: Sequence[float]) -> dict[str, float]:
    """Return a figure: calibration units, and how much the calibrations beside it varied."""
    return {"ratio": ratio, "noise": quantile(sorted(units), 0.75) / min(units)}


def compare(stored: Figures, fresh: Figures) -> list[str]:
    """Return a line for each figure that moved, is new, or was not measured; [] if none.

    A figure has moved where the ratio of both runs is beyond `NOISE` and beyond what the
    calibrations beside it varied by, in either run.
    """
    lines = []
    for name in sorted({*stored, *fresh}):
        if name not in stored:
            lines.append(f"{name}: new, {fresh[name]['ratio']:,.3g} calibration units")
        elif name not in fresh:
            lines.append(f"{name}: not measured this time")
        else:
            before, now = stored[name], fresh[name]
            noise = max(NOISE, before["noise"], now["noise"])
            change = now["ratio"] / before["ratio"]
            if not 1 / noise <= change <= noise:
                lines.append(
                    f"{name}: {change:.2f} times the stored run ({before['ratio']:,.3g} -> "
                    f"{now['ratio']:,.3g} calibration units; noise is {noise:.2f})"
                )
    return lines


def told(stored: Mapping[str, Any], found: Mapping[str, Any]) -> list[str]:
    """Return what is printed of a run beside the stored one."""
    lines = compare(stored["figures"], found.get("figures", {}))
    same = len(found.get("figures", {})) - sum(": not measured" not in line for line in lines)
    lines.append(f"{same} of {len(found.get('figures', {}))} figures as in the stored run")
    lines += [f"{name}: skipped, {why}" for name, why in sorted(found.get("skipped", {}).items())]
    then, now = stored["environment"], found["environment"]
    if then != now:
        lines.append(f"the stored run was measured elsewhere: {then}, now {now}")
    return lines


def main(root: Path) -> None:
    """Compare the last run in `runs/timing`, whole or part; store it if that is asked for."""
    paths = [path for path in report.json_paths(root) if path.exists()]
    if not paths:
        sys.exit("nothing has been measured: run `make timing`")
    path = max(paths, key=lambda path: path.stat().st_mtime)
    found = json.loads(path.read_text())
    if STORED.exists():
        sys.stdout.write("\n".join(told(json.loads(STORED.read_text()), found)) + "\n")
    if os.environ.get("COPYDESK_WRITE"):
        if not report.whole(found):
            sys.exit(f"{path} is a part of the measurements: not stored")
        kept = {key: found[key] for key in ("environment", "figures")}
        STORED.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n")


if __name__ == "__main__":
    main(Path(__file__).resolve().parents[2])
