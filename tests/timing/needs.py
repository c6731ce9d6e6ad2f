"""Whether what a system's card asks for is installed here."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import metadata

from packaging.requirements import Requirement


def missing(requirements: Iterable[str]) -> str:
    """Return why a system cannot run here, "" if it can."""
    reasons = []
    for text in requirements:
        wanted = Requirement(text)
        try:
            found = metadata.version(wanted.name)
        except metadata.PackageNotFoundError:
            reasons.append(f"needs {wanted}, which is not installed")
            continue
        if not wanted.specifier.contains(found, prereleases=True):
            reasons.append(f"needs {wanted}, here is {found}")
    return "; ".join(reasons)
