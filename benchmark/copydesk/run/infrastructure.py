"""What goes wrong with the machine, told apart from what a system does wrong."""

from __future__ import annotations

from pathlib import Path

from copydesk.errors import CopyDeskError

#: The kind of failure that is the machine's or the network's: tried again when a run is resumed.
INFRASTRUCTURE = "infrastructure"


class InfrastructureError(CopyDeskError):
    """The machine would not do its part: no process, no room on the disk, no interpreter.

    What is stored stands; the run goes on with `resume` when the cause is gone.
    """


def no_process(error: OSError) -> InfrastructureError:
    """Return what is said where a worker's process cannot be started."""
    why = error.strerror or str(error)
    where = f" ({error.filename})" if error.filename else ""
    return InfrastructureError(
        f"no process can be started for the system: {why}{where}. This is the machine's trouble, "
        "not the system's: what is stored stands, resume the run when it is mended"
    )


def not_written(path: Path, error: OSError) -> InfrastructureError:
    """Return what is said where predictions cannot be stored."""
    return InfrastructureError(
        f"{path} cannot be written: {error.strerror or error}. This is the machine's trouble, not "
        "the system's: what is stored stands, make room and resume the run"
    )
