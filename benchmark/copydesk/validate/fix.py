"""Mending what can be mended without a guess: offsets that count another unit."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from copydesk.errors import CopyDeskError
from copydesk.jsonl import read_records, write_lines
from copydesk.records import Prediction
from copydesk.units import UNITS, Diagnosis, convert, diagnose


class Fixed(NamedTuple):
    """The file with offsets in code points, and what they counted before."""

    path: Path
    diagnosis: Diagnosis


def fix_offsets(path: str | os.PathLike[str], texts: Mapping[str, str]) -> Fixed:
    """Write a file of predictions anew, beside it (`NAME.fixed.jsonl`), offsets in code points.

    The unit is found from the spans that carry their text (`copydesk.units.diagnose`). Raises
    InputError for a file that cannot be read, CopyDeskError where no unit fits.
    """
    source = Path(path)

    def documents() -> Iterator[tuple[str, Prediction]]:
        for _, prediction in read_records(source, Prediction):
            if prediction.id in texts:
                yield texts[prediction.id], prediction

    found = diagnose(documents())
    if found is None:
        units = ", ".join(UNITS.values())
        raise CopyDeskError(
            f"{source}: nothing to fix: either the offsets are right, no span carries its text, "
            f"or no unit fits them all ({units})"
        )
    unit = found.unit
    name = source.name.removesuffix(".gz").removesuffix(".jsonl")
    packed = ".gz" if source.suffix == ".gz" else ""
    target = source.with_name(f"{name}.fixed.jsonl{packed}")
    write_lines(
        target,
        (
            convert(prediction, texts[prediction.id], unit)
            if prediction.id in texts
            else prediction
            for _, prediction in read_records(source, Prediction)
        ),
    )
    return Fixed(target, found)
