"""What a rule is: a code, what it says, and the one function that finds where it is broken."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from copydesk.errors import Problem
from copydesk.structure import Fault

S = TypeVar("S")


class Finding(NamedTuple):
    """Where a rule is broken: path into the record, what is wrong, what to do."""

    path: str
    what: str
    mend: str


class Where(NamedTuple):
    """Where a record stands: its file and line (1 for a file that is one record)."""

    file: str
    line: int = 1

    def problem(self, fault: Fault) -> Problem:
        """Return a fault of the record as a problem of the file."""
        line = self.line + fault.line - 1
        return Problem(self.file, line, fault.path, fault.code, fault.what, fault.mend)


@dataclass(frozen=True, slots=True)
class Rule(Generic[S]):
    """A rule; `find` is None where the reader itself finds what breaks it."""

    code: str
    applies_to: str
    says: str
    find: Callable[[S], Iterator[Finding]] | None = None

    def faults(self, subject: S) -> list[Fault]:
        """Return every place where `subject` breaks the rule."""
        if self.find is None:
            return []
        return [Fault(found.path, self.code, *found[1:]) for found in self.find(subject)]


def rule(
    code: str, applies_to: str, says: str
) -> Callable[[Callable[[S], Iterator[Finding]]], Rule[S]]:
    """Make a generator of findings a rule."""

    def make(find: Callable[[S], Iterator[Finding]]) -> Rule[S]:
        return Rule(code, applies_to, says, find)

    return make


def broken(rules: Iterable[Rule[S]], subject: S) -> list[Fault]:
    """Return everything that `subject` breaks, rule by rule."""
    return [fault for each in rules for fault in each.faults(subject)]


def text_hash(text: str) -> str:
    """Return the SHA-256 of a text's UTF-8 bytes, lower-case hex."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _reading(code: str, says: str) -> Rule[None]:
    return Rule(code, "any record", says)


#: What the reader refuses (`copydesk.jsonl`, `copydesk.structure`).
READING: tuple[Rule[None], ...] = (
    _reading("unreadable", "The file exists, can be read, and is whole."),
    _reading("unrecognised", "The path is something that can be validated."),
    _reading("too-large", "A line has at most 64 MiB; a gzip file unpacks to at most 8 GiB."),
    _reading("blank-line", "No blank line stands before the last record."),
    _reading("too-many", "A file has fewer than 10,000 problems; there reading stops."),
    _reading("encoding", "Text is UTF-8, without lone surrogates."),
    _reading("json", "A record is one JSON object; NaN and infinity are not JSON."),
    _reading("toml", "A system card is TOML."),
    _reading("duplicate-key", "An object gives each key once."),
    _reading("unknown-field", "A record has no fields but those of its schema."),
    _reading("missing-field", "Required fields are there and not null."),
    _reading("wrong-type", "A field has the type of its schema; an offset is written 1, not 1.0."),
    _reading("unknown-value", "Labels, categories and kinds are those of the label space."),
    _reading("out-of-range", "Numbers, strings and lists keep the limits of the schema."),
)
