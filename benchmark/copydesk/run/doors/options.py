"""What stands behind the name of a model: `spacy:MODEL?key=value&key=value`."""

from __future__ import annotations

import importlib.util
from collections.abc import Collection, Mapping
from typing import NoReturn

from copydesk.errors import InputError, MissingExtraError, Problem


def split_options(system: str, known: Collection[str]) -> tuple[str, dict[str, str]]:
    """Return the name and the options of a SYSTEM argument, without its door.

    Raises InputError for an empty name, and for an option that is not among the `known`.

    >>> split_options("spacy:en_core_web_sm?labels=FOO:PERSON", ["labels"])
    ('en_core_web_sm', {'labels': 'FOO:PERSON'})
    """
    target, _, query = system.partition(":")[2].partition("?")
    options = {}
    for pair in filter(None, query.split("&")):
        key, sign, value = pair.partition("=")
        if not sign or key not in known:
            refuse(system, f"no option {pair!r}", f"write {' or '.join(f'{k}=...' for k in known)}")
        options[key] = value
    if not target:
        refuse(system, "names no model", f"write {system.partition(':')[0]}:MODEL")
    return target, options


def number(system: str, options: Mapping[str, str], key: str, default: float) -> float:
    """Return an option that is a positive number; InputError if it is not."""
    try:
        value = float(options.get(key) or default)
    except ValueError:
        value = -1.0
    if not 0 < value < float("inf"):
        refuse(system, f"{key}={options[key]} is no positive number", f"write {key}={default:g}")
    return value


def need(feature: str, extra: str, *modules: str) -> None:
    """Raise MissingExtraError unless every one of the top-level `modules` is installed."""
    if not all(importlib.util.find_spec(module) for module in modules):
        raise MissingExtraError(feature, extra)


def refuse(system: str, what: str, mend: str) -> NoReturn:
    """Raise InputError for a SYSTEM argument."""
    raise InputError(Problem(system, 0, "", "SYSTEM", what, mend))
