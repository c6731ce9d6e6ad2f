"""`python -m tests.external FOLDER [--system SYSTEM]...`: figures of systems on public corpora."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from tests.external.measure import HALVES, about, measured, read_samples

VARIABLE = "COPYDESK_EXTERNAL"


def main(words: list[str]) -> int:
    """Measure systems, or write the samples as corpus files; print what was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.external", description=__doc__)
    parser.add_argument("folder", nargs="?", help=f"where the corpora are; default: ${VARIABLE}")
    parser.add_argument(
        "--system", action="append", help="as `copydesk run` takes it; default: rules"
    )
    parser.add_argument(
        "--write",
        type=Path,
        metavar="FOLDER",
        help="write SAMPLE.HALF.jsonl instead, for `copydesk run` and `errors --gold`",
    )
    chosen = parser.parse_args(words)
    folder = chosen.folder or os.environ.get(VARIABLE)
    if not folder:
        parser.error(f"name the folder of the corpora, or set {VARIABLE}")
    try:
        samples = read_samples(Path(folder))
    except FileNotFoundError as error:
        parser.error(str(error))
    for sample in samples:
        sys.stdout.writelines(f"{line}\n" for line in about(sample))
    if chosen.write:
        for sample in samples:
            for half in HALVES:
                sample.half(half).corpus(chosen.write / f"{sample.name}.{half}.jsonl")
        return 0
    with tempfile.TemporaryDirectory() as out:
        for system in chosen.system or ["rules"]:
            sys.stdout.write("\n" + measured(system, samples, Path(out)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
