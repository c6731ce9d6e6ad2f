"""A small corpus, predictions and a system that keep every rule, to be broken one by one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from copydesk.validate import validate_path
from copydesk.validate.rules import text_hash

TEXT = (
    "Bridge to close\n"
    "READ MORE: Engines\n"
    'The bridge will close in May, Mayor Ada Lovelace told Reuters. "It is old," she said.\n'
    "Editor's note: corrected. Anna Ivanova wrote this.\n"
    '"Rust never sleeps."\n'
)


def span(piece: str, said: str | None = None) -> dict[str, Any]:
    """Return where a piece of the text stands; `said` is what is claimed to stand there."""
    start = TEXT.index(piece)
    return {"start": start, "end": start + len(piece), "text": said or piece}


def write(path: Path, record: Any) -> None:
    """Write a record as indented JSON."""
    path.write_text(json.dumps(record, indent=2))


def gold() -> dict[str, Any]:
    """An annotation that keeps every rule."""
    return {
        "id": "bridge",
        "sha256": text_hash(TEXT),
        "entities": [
            {"id": "e1", **span("Ada Lovelace"), "label": "PERSON", "canonical": "Ada Lovelace"},
            {"id": "e2", **span("Reuters"), "label": "ORG", "canonical": "Reuters (agency)"},
            {"id": "e3", **span("Anna Ivanova"), "label": "PERSON", "canonical": "Anna Ivanova"},
        ],
        "attributions": [
            {
                "id": "a1",
                "source": [span("Mayor Ada Lovelace")],
                "cue": [span("told")],
                "content": [span("The bridge will close in May")],
                "source_type": "person",
                "speakers": ["Ada Lovelace"],
                "quote_type": "indirect",
            },
            {
                "id": "a2",
                "source": [span("she")],
                "cue": [span("said")],
                "content": [span('"It is old,"')],
                "source_type": "person",
                "speakers": ["Ada Lovelace"],
            },
            {
                "id": "a3",
                "source": [],
                "cue": [],
                "content": [span('"Rust never sleeps."')],
                "source_type": "implicit",
                "speakers": [],
            },
        ],
        "claims": [
            {
                "id": "c1",
                **span("The bridge will close in May"),
                "check_worthy": True,
                "claim_type": "prediction",
                "attribution": "a1",
            },
            {"id": "c2", **span("It is old"), "check_worthy": False, "claim_type": "state"},
        ],
        "boilerplate": [
            {"id": "b1", **span("READ MORE: Engines"), "category": "related_inline", "lines": [1]}
        ],
        "zones": [
            {"id": "z1", **span("Bridge to close"), "kind": "headline"},
            {
                "id": "z2",
                **span("Editor's note: corrected. Anna Ivanova wrote this."),
                "kind": "editors_note",
            },
        ],
    }


ARTICLE = {"id": "bridge", "outlet": "Harbour Post", "licence": "CC0-1.0"}
INFO = {"name": "toy", "version": "1.0.0", "complete": True}
CARD = (
    'name = "Toy"\nversion = "1"\nlayers = ["entities"]\nlicence = "MIT"\nentry = "system.py"\n'
    '\n[labels]\nPER = "core:PER"\nDATE = ""\n'
)


class Files:
    """A corpus folder, predictions and a system that keep every rule, on the disk."""

    def __init__(self, root: Path) -> None:
        self.corpus = root / "corpus"
        self.text = self.corpus / "seeds" / "bridge.txt"
        self.article = self.corpus / "seeds" / "bridge.json"
        self.annotation = self.corpus / "annotations" / "test" / "bridge.json"
        self.info = self.corpus / "annotations" / "corpus.json"
        self.predictions = root / "predictions.jsonl"
        self.system = root / "toy"
        self.card = self.system / "system.toml"
        self.annotation.parent.mkdir(parents=True)
        self.text.parent.mkdir()
        self.system.mkdir()
        self.text.write_bytes(TEXT.encode("utf-8"))
        write(self.article, ARTICLE)
        write(self.annotation, gold())
        write(self.info, INFO)
        self.predictions.write_text(json.dumps(predicted()) + "\n")
        self.card.write_text(CARD)
        (self.system / "system.py").write_text("def load(): ...\n")


def predicted() -> dict[str, Any]:
    """A prediction that keeps every rule."""
    return {
        "id": "bridge",
        "entities": [{**span("Ada Lovelace"), "label": "PERSON", "score": 0.5}],
        "attributions": [{"content": [{"text": "It is old"}], "cue": [span("said")]}],
        "claims": [span("It is old")],
        "boilerplate": [span("READ MORE: Engines")],
    }


def found(files: Files, path: Path) -> list[tuple[str, str]]:
    """Return (code, path) of everything wrong with a path."""
    report = validate_path(path, gold=files.corpus)
    return [(problem.code, problem.path) for problem in report.problems]
