"""Every example in a docstring of the package is executed."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import copydesk

MODULES = ["copydesk"] + [
    one.name
    for one in pkgutil.walk_packages(copydesk.__path__, "copydesk.")
    if not one.name.endswith("__main__") and "_data" not in one.name
]


@pytest.mark.parametrize("name", MODULES)
def test_doctests(name: str) -> None:
    done = doctest.testmod(importlib.import_module(name), optionflags=doctest.ELLIPSIS)
    assert done.failed == 0
