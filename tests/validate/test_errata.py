"""The log of corrections: what it says of gold is held to gold."""

from __future__ import annotations

import json
from typing import Any

from copydesk.validate import validate_path
from copydesk.validate.checksums import write_checksums

from .sample import Files, gold


def log(files: Files, *changes: dict[str, Any]) -> list[str]:
    """Write errata; return the codes of what is wrong with the corpus."""
    common = {"version": "1.1.0", "document": "bridge", "layer": "entities"}
    lines = [{**common, "reason": "r", "issue": "https://example.org/1", **one} for one in changes]
    path = files.corpus / "annotations" / "errata.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in lines))
    assert validate_path(path).problems == validate_path(files.corpus).problems
    return [one.code for one in validate_path(files.corpus).problems]


def test_what_was_corrected_twice_is_followed(files: Files) -> None:
    now = gold()["entities"][0]
    first, second = {**now, "label": "ORG"}, {**now, "label": "GPE"}
    assert log(files, {"old": first, "new": second}, {"old": second, "new": now}) == []
    assert log(files, {"old": second, "new": now}, {"old": now, "new": second}) == [
        "erratum-gold",
        "erratum-gold",
    ]
    assert log(files, {"old": now, "new": first}, {"old": first, "new": now}) == []


def test_added_and_removed(files: Files) -> None:
    now = gold()["entities"][0]
    assert log(files, {"new": now}, {"old": {**now, "start": 1}}) == []
    assert log(files, {"old": now}) == ["erratum-gold"]
    claim = gold()["claims"][0]
    derived = {key: value for key, value in claim.items() if key != "attribution"}
    assert log(files, {"layer": "claims", "new": claim}) == []
    assert log(files, {"layer": "claims", "new": derived}) == [], "derived fields do not matter"


def test_the_manifest_covers_the_log(files: Files) -> None:
    write_checksums(files.corpus)
    assert log(files, {"new": gold()["entities"][0]}) == ["manifest"]
