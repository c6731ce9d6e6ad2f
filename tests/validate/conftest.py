"""Shared fixtures."""

from __future__ import annotations

from pathlib import Path

import pytest

from .sample import Files


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path)
