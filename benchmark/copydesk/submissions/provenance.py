"""What scored a system, as far as it can be told without naming a host, a user or a folder."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from typing import Any

from copydesk.resources import data_root
from copydesk.run import environment

#: What scores depend on beside the benchmark's own code.
_SCORING = ("msgspec", "numpy")
#: The parts of a checkout that scores depend on.
_PARTS = ("annotations", "benchmark", "schemas", "seeds")


def provenance(requirements: Iterable[str] = ()) -> dict[str, Any]:
    """Return the environment with the benchmark's commit, and whether that was clean.

    Both are None where the benchmark does not run from a checkout.
    """
    commit = _git("rev-parse", "HEAD")
    changes = _git("status", "--porcelain", "--", *_PARTS) if commit else None
    return {
        **environment([*requirements, *_SCORING]),
        "commit": commit,
        "clean": None if changes is None else not changes,
    }


def _git(*words: str) -> str | None:
    """Return what Git says of the checkout; None where there is neither Git nor a checkout."""
    root = data_root()
    if not (root / ".git").exists():
        return None
    try:
        done = subprocess.run(
            ["git", "-C", str(root), *words], capture_output=True, text=True, check=False
        )
    except OSError:
        return None
    return None if done.returncode else done.stdout.strip()
