"""The optional packages of this room, imported where they are used."""

from __future__ import annotations

import importlib
from typing import Any

from copydesk.errors import MissingExtraError


def optional(module: str) -> Any:
    """Return an optional module (`pyarrow.parquet`, `yaml`).

    Raises:
        MissingExtraError: if it is not installed.
    """
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise MissingExtraError("publish", "hub") from error
