"""Score one file in a process of its own; prints CPU seconds and peak resident memory (MB)."""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path
from time import process_time


def main(who: str, gold: Path, predictions: Path) -> None:
    if who == "copydesk":
        from copydesk.scoring import Evaluator
        from copydesk.scoring.spool import spool_corpus

        evaluator = Evaluator(spool_corpus(gold))
        began = process_time()
        evaluator.score(predictions)
    else:
        import logging

        from tests.timing import peers

        logging.disable(logging.CRITICAL)
        convert, run = peers.PEERS[who]
        peer = convert(gold, predictions)
        began = process_time()
        run(peer)
    seconds = process_time() - began
    sys.stdout.write(json.dumps({"seconds": seconds, "megabytes": peak_megabytes()}))


def peak_megabytes() -> float:
    """Return this process's own peak; `ru_maxrss` would count its parent's on Linux."""
    status = Path("/proc/self/status")
    if status.exists():
        lines = (line.split() for line in status.read_text().splitlines())
        return next(int(line[1]) * 1024 / 1e6 for line in lines if line[0] == "VmHWM:")
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
