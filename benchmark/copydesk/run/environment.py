"""The environment of a run, as far as results depend on it: no host, user or path names."""

from __future__ import annotations

import os
import platform
import re
import shlex
import subprocess
import sys
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path
from typing import Any

from copydesk.run.launch import THREADS

_REQUIREMENT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def environment(requirements: Iterable[str] = ()) -> dict[str, Any]:
    """Return Python, platform, processor, pinned threads, and the versions of `requirements`.

    `packages` holds None for a requirement that is not installed.
    """
    names = [found[0] for text in requirements if (found := _REQUIREMENT.match(text.strip()))]
    return {
        "copydesk": package_version("copydesk"),
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "platform": f"{platform.system()} {_release()} {platform.machine()}",
        "cpu": cpu_model(),
        "cores": os.cpu_count(),
        "threads": THREADS,
        "packages": {name: package_version(name) for name in sorted(names)},
    }


def package_version(name: str) -> str | None:
    """Return the installed version of a package, None if it is not installed."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def lacking(requirements: Iterable[str]) -> list[str]:
    """Return the requirements that are not installed; versions are not looked at."""
    found = ((text, _REQUIREMENT.match(text.strip())) for text in requirements)
    return [text for text, name in found if name and package_version(name[0]) is None]


def install_command(requirements: Iterable[str]) -> str:
    """Return the command that installs requirements.

    >>> install_command(["spacy>=3.8,<3.9"])
    "pip install 'spacy>=3.8,<3.9'"
    """
    return f"pip install {shlex.join(requirements)}"


def cpu_model() -> str:
    """Return the processor's model name, "unknown" where the system does not tell."""
    try:
        if sys.platform == "darwin":
            command = ["sysctl", "-n", "machdep.cpu.brand_string"]
            said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
            return said.strip() or "unknown"
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith(("model name", "Model", "Hardware")):
                return line.partition(":")[2].strip()
    except OSError:
        pass
    return platform.processor() or "unknown"


def _release() -> str:
    """Return the numbers of the kernel's release; what follows may name a host or its builder."""
    found = re.match(r"[\d.]+", platform.release())
    return found[0] if found else ""
