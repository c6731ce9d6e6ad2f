"""Checking stored systems: each alone, and what a pull request changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from copydesk.errors import InputError, Problem
from copydesk.records import System
from copydesk.scoring import Evaluation, Evaluator
from copydesk.submissions.card_rules import CARDS, Stated
from copydesk.submissions.files import FILES, PREDICTIONS, RESULT, file_problems, plain_path
from copydesk.submissions.result_rules import RESULTS, Subject
from copydesk.submissions.stored import Stored, load_stored
from copydesk.validate.loading import in_order
from copydesk.validate.rules import Rule, Where, broken
from copydesk.validate.systems import CARD

#: The folder of everybody's systems, in a checkout.
HOME = "submissions"
OTHERS: Rule[None] = Rule(
    "other-files", "pull request", "A submission changes its own folder and the board, no more."
)
ONE: Rule[None] = Rule("one-system", "pull request", "A pull request brings one new system.")
BOARD: Rule[None] = Rule(
    "board-differs", "pull request", "The board and its charts are those that the predictions make."
)
#: All rules for submissions, in the order in which documentation shows them.
RULES: tuple[Rule[Any], ...] = (*FILES, *CARDS, *RESULTS, OTHERS, ONE, BOARD)


@dataclass(frozen=True)
class Checked:
    """What came of checking a stored folder: all problems, and what could be read and scored."""

    problems: tuple[Problem, ...]
    stored: Stored | None = None
    evaluation: Evaluation | None = None


def check(folder: Path, evaluator: Evaluator, others: Mapping[str, str]) -> Checked:
    """Check a stored folder against every rule; nothing in it is executed.

    `others` are the display names of the other systems by id. Reading stops where going on would
    not be safe or not make sense: after wrong files, after a wrong card or result, after
    predictions that cannot be scored.
    """
    problems = list(file_problems(folder))
    private = evaluator.corpus.info.private
    if problems:
        return Checked(tuple(problems))
    stored = load_stored(folder, problems)
    if stored is None:
        return Checked(tuple(in_order(problems, private)))
    try:
        evaluation = evaluator.score(folder / PREDICTIONS, system=stored.card)
    except InputError as error:
        return Checked(tuple(in_order(error.problems, private)), stored)
    file = folder / CARD
    problems = card_problems(file, stored.id, stored.card, stored.stated, evaluator, others)
    where = Where(str(folder / RESULT))
    problems += map(where.problem, broken(RESULTS, Subject(stored, evaluation)))
    return Checked(tuple(in_order(problems, private)), stored, evaluation)


def card_problems(
    file: Path,
    own: str,
    card: System,
    stated: frozenset[str],
    evaluator: Evaluator,
    others: Mapping[str, str],
) -> list[Problem]:
    """Return what is wrong with the card of the system with the id `own`, in `file` or to be."""
    known = frozenset((*evaluator.texts, *evaluator.elsewhere))
    where = Where(str(file), 0)
    subject = Stated(own, card, stated, others, known)
    return [where.problem(fault) for fault in broken(CARDS, subject)]


@dataclass
class Change:
    """What a pull request changes: new systems by id, generated pages, and what is wrong."""

    systems: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def check_change(paths: Iterable[str], systems: Iterable[str], pages: Iterable[str]) -> Change:
    """Sort the changed paths of a pull request.

    `paths` are relative to the checkout and may say anything; none is opened here. `systems` are
    the ids that the base has, `pages` the paths of what is generated.
    """
    change = Change()
    known, generated = set(systems), set(pages)
    for path in sorted(set(paths)):
        home, _, rest = path.partition("/")
        own, _, inside = rest.partition("/")
        if path in generated:
            change.pages.append(path)
        elif home != HOME or not inside or not plain_path(rest):
            change.problems.append(_refused(path, "it is no file of a submission"))
        elif own in known:
            change.problems.append(_refused(path, f"{own} is another submission"))
        elif own not in change.systems:
            change.systems.append(own)
    for own in change.systems[1:]:
        what = f"{change.systems[0]} comes in the same pull request"
        mend = "open a pull request a system"
        change.problems.append(Problem(f"{HOME}/{own}", 0, "", ONE.code, what, mend))
    return change


def _refused(path: str, what: str) -> Problem:
    mend = "take it out of the pull request; what must change with it is a pull request of its own"
    return Problem(ascii(path)[1:-1][:200], 0, "", OTHERS.code, what, mend)
