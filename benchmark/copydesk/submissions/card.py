"""A system's card as TOML, and a note about it: both written from what is known of it."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from typing import Any

from copydesk.markdown import escape
from copydesk.records import System, to_builtins

_LISTS = ("trained_on", "seen_documents")
_BARE = re.compile(r"[A-Za-z0-9_-]+")


def to_toml(card: System, stated: Collection[str] = ()) -> str:
    r"""Return a card as TOML; what is `stated` to be an empty list is written as one.

    >>> card = System("Tagger", "1.0", ("entities",), "MIT", labels={"P R": "core:PER"})
    >>> print(to_toml(card, ["trained_on"]))
    name = "Tagger"
    version = "1.0"
    layers = ["entities"]
    licence = "MIT"
    trained_on = []
    <BLANKLINE>
    [labels]
    "P R" = "core:PER"
    <BLANKLINE>
    """
    plain = to_builtins(card)
    labels: Mapping[str, str] = plain.pop("labels", {})
    plain |= {name: [] for name in _LISTS if name in stated and name not in plain}
    lines = [f"{key} = {_value(value)}" for key, value in plain.items() if value is not None]
    if labels:
        lines += ["", "[labels]"]
        lines += (f"{_key(raw)} = {_value(label)}" for raw, label in labels.items())
    return "\n".join(lines) + "\n"


def note(card: System, run: Mapping[str, str] | None, folder: str) -> str:
    """Return the `README.md` of a stored system; `folder` is where it is stored."""
    made = "Predictions only: its makers ran it."
    if run is not None:
        system = folder if run["system"] == "." else run["system"]
        made = f"Run it again: `copydesk run {system}`."
    rows = {
        "Version": card.version,
        "Licence": card.licence,
        "Layers": ", ".join(card.layers),
        "Trained on": ", ".join(card.trained_on) or "nothing",
        "Seen documents": ", ".join(card.seen_documents) or "none",
        "By": ", ".join(card.authors),
        "More": card.url or "",
    }
    facts = "\n".join(f"- {name}: {escape(text)}" for name, text in rows.items() if text)
    return f"# {escape(card.name)}\n\n{escape(card.description or '', 1000)}\n\n{facts}\n\n{made}\n"


def _value(value: Any) -> str:
    # A JSON string is a TOML string, but for U+007F, which must be escaped.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _value(name)
