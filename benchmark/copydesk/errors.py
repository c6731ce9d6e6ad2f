"""What can go wrong, said with where, what and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

#: After so many problems reading stops: what is wrong everywhere is seen by then, and memory
#: stays bounded.
MAX_PROBLEMS = 10_000


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One thing wrong with an input.

    `line` counts from 1 (0: the file as a whole); `path` leads into the record
    (`entities[3].start`; empty: the record as a whole); `code` names the rule. Printed as
    `file:line: path: CODE: what is wrong: what to do`, without line and path for a whole file.
    """

    file: str
    line: int
    path: str
    code: str
    what: str
    mend: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}: {self.path or '(record)'}"
        if not self.line and not self.path:
            place = self.file
        return f"{place}: {self.code}: {self.what}: {self.mend}"


class CopyDeskError(Exception):
    """A user's mistake or a missing thing; its text says what to do."""


class InputError(CopyDeskError):
    """Input that cannot be used; carries every problem found, in file order."""

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        found = (problems,) if isinstance(problems, Problem) else tuple(problems)
        self.problems: tuple[Problem, ...] = found
        super().__init__("\n".join(str(problem) for problem in found))


class MissingExtraError(CopyDeskError):
    """A feature whose optional packages are not installed."""

    def __init__(self, feature: str, extra: str) -> None:
        super().__init__(f"{feature} needs optional packages: pip install 'copydesk[{extra}]'")
