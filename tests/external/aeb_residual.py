"""Pages of article-extraction-benchmark behind an extractor, with what was left of their furniture.

What the sample ignores (headlines, captions, bylines, gaps of its gold) becomes zones: ignored too.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.external.sample import Sample, span

_KINDS = {"headline": "headline", "caption": "caption", "byline": "byline", "dateline": "dateline"}


def load(folder: Path) -> Sample:
    """Read every JSON Lines file of `folder`."""
    sample = Sample("aeb_residual")
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text("utf-8").split("\n"):
            if line.strip():
                sample.rows.append(_row(json.loads(line)))
    return sample


def _row(page: dict[str, Any]) -> dict[str, Any]:
    text = page["text"]
    return {
        "id": page["id"],
        "text": text,
        "outlet": page["publisher"],
        "boilerplate": [
            {"id": f"b{number}", **span(text, one["start"], one["end"])}
            | {"category": one["category"]}
            for number, one in enumerate(page["boilerplate"], 1)
        ],
        "zones": [
            {"id": f"z{number}", **span(text, one["start"], one["end"])}
            | {"kind": _KINDS.get(one["reason"].partition("_")[0], "editors_note")}
            for number, one in enumerate(page["ignore"], 1)
        ],
    }
