"""Where the packaged data lives; no other module knows."""

from __future__ import annotations

from pathlib import Path


def data_root() -> Path:
    """Return the folder that holds `schemas/`, `annotations/`, `seeds/` and `baselines/`.

    In an installed wheel that is `copydesk/_data`, in a checkout the checkout's root.
    """
    package = Path(__file__).resolve().parent
    packaged = package / "_data"
    return packaged if packaged.is_dir() else package.parent.parent
