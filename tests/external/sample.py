"""What a loader returns: rows of a corpus, files that could not be read, and the half of each."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from copydesk.corpus import Corpus, read_corpus
from copydesk.jsonl import write_lines

Row = dict[str, Any]
Offsets = tuple[int, int]

#: Articles of the other half whose errors were read all the same.
READ_TOO = ("breitbart_2016-01-31", "breitbart_2016-05-15", "breitbart_2016-06-26")


@dataclass
class Sample:
    """A corpus as `corpus_from_rows` takes it; `skipped` says of a file why it was left out."""

    name: str
    rows: list[Row] = field(default_factory=list)
    skipped: dict[str, str] = field(default_factory=dict)

    def half(self, name: str) -> Sample:
        """Return the rows of the half `read` or `unread`.

        The errors of one half were read while `baselines/rules` was written, those of the other
        never; the half is the parity of the MD5 of the document's id. Of pages all were read.
        """
        return Sample(self.name, [row for row in self.rows if half_of(row) == name])

    def corpus(self, path: Path) -> Corpus:
        """Write the rows to the corpus file `path` and return what it holds.

        Gold of others need not keep our rules for gold: hashes and offsets alone are checked.
        """
        write_lines(path, self.rows)
        return read_corpus(path, check=False)


def half_of(row: Row) -> str:
    """Return the half of a row: `read` or `unread`."""
    digest = hashlib.md5(row["id"].encode(), usedforsecurity=False).hexdigest()
    even = int(digest, 16) % 2 == 0
    read = even or "boilerplate" in row or row["id"].startswith(READ_TOO)
    return "read" if read else "unread"


def spans(text: str, offsets: Iterable[Offsets]) -> list[dict[str, Any]]:
    """Return offsets as spans in order; those with only white space between are one span."""
    merged: list[Offsets] = []
    for start, end in sorted(offsets):
        if merged and not text[merged[-1][1] : start].strip():
            merged[-1] = merged[-1][0], max(merged[-1][1], end)
        else:
            merged.append((start, end))
    return [span(text, *one) for one in merged]


def span(text: str, start: int, end: int) -> dict[str, Any]:
    """Return a span with its surface."""
    return {"start": start, "end": end, "text": text[start:end]}


def named(text: str, found: Iterable[tuple[int, int, str]]) -> list[dict[str, Any]]:
    """Return (start, end, label) as entities."""
    return [
        {"id": f"e{number}", **span(text, start, end), "label": label}
        for number, (start, end, label) in enumerate(found, 1)
    ]


def tagged_names(tags: Iterable[str], labels: dict[str, str]) -> Iterator[tuple[int, int, str]]:
    """Yield names as (first token, last token exclusive, label) of IOB1, IOB2 or BIO tags.

    `labels` maps the corpus's types to ours; types that it lacks are no names.
    """
    first, kind = 0, ""
    for at, tag in enumerate([*tags, "O"]):
        prefix, _, here = tag.partition("-")
        if kind and (prefix != "I" or here != kind):
            if kind in labels:
                yield first, at, labels[kind]
            kind = ""
        if here and not kind:
            first, kind = at, here
