"""Starting a worker, patiently, and saying why one could not be started."""

from __future__ import annotations

import errno
import time

from copydesk.run.infrastructure import no_process
from copydesk.run.launch import Launch
from copydesk.run.process import Worker
from copydesk.run.tasks import Limits

#: Seconds between two tries to start a process where the machine is short of something.
PAUSES = (0.2, 1.0)
SHORTAGES = {errno.EAGAIN, errno.ENOMEM, errno.EMFILE, errno.ENFILE}


def start_worker(launch: Launch, limits: Limits) -> Worker:
    """Start a worker's process; InfrastructureError if the machine gives none."""
    pauses = iter(PAUSES)
    while True:
        try:
            return Worker(
                launch,
                output_limit=limits.output,
                memory_limit=limits.memory,
                hidden=limits.hidden,
                isolate=limits.isolate,
            )
        except OSError as error:
            pause = next(pauses, None)
            if pause is None or error.errno not in SHORTAGES:
                raise no_process(error) from None
            time.sleep(pause)


def cannot_start(launch: Launch, reason: str, printed: str) -> str:
    """Say that a system cannot be started, with the last line that it printed."""
    said = f"; it printed: {printed}" if printed else ""
    return f"system {launch.card.name!r} cannot be started: {reason}{said}"
