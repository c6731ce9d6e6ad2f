"""The contract, tried on five small articles of our own before anyone spends hours.

Each article is what trips systems up: hardly any text, one line, characters beyond the basic
plane, 3,000 words, nothing but furniture. Two fresh processes answer all five.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from copydesk.errors import CopyDeskError, InputError, Problem
from copydesk.records import Article, Prediction
from copydesk.run.check import RefusedError, check, layers_of
from copydesk.run.doors import open_system
from copydesk.run.environment import install_command, lacking
from copydesk.run.launch import Launch
from copydesk.run.pool import GRACE_SECONDS
from copydesk.run.process import Worker
from copydesk.run.replies import Reply
from copydesk.run.tally import CUT_SPANS, span_ends
from copydesk.run.warmup import WARM_UP

OUTPUT_LIMIT = 16_000_000
#: Seconds of importing and loading that are remarked on.
SLOW_START = 10.0
#: Where the last span of the long article ends before this share of it, a cut is suspected.
CUT_SHARE = 0.6
LONG_WORDS = 3_000

_UNICODE = """\
Straße 🏛️ reopens — “naïve” plan, says 𝒜da Łukasiewicz

👩‍👩‍👧 Families in São Paulo and Zu\u0308rich cheered. “It’s 🎉 over,” said Ms. Nguyễn Thị Hoa, 41.
The Ἀθηνᾶ fund (القاهرة office) paid €3.5 million\u00a0— or 𝟙𝟘 percent more, she said.
"""
_FURNITURE = """\
READ MORE: Five things we learned from the harbour inquiry
Sign up for our morning newsletter
Follow us on Twitter and Facebook
© Brackwater Courant. All rights reserved.
"""

_MEND = {
    "exception": "catch it, or the article counts as empty",
    "timeout": "answer sooner, or run with a longer --timeout",
    "invalid": "else the article counts as empty",
    "output": "answer with less",
    "protocol": "write to none of the pipes that the worker has open",
    "reported": "answer with empty lists where there is nothing to find",
    "infrastructure": "mend the machine or the network, not the system",
}
_NETWORK = "say network = true in system.toml, or do without"
_FILES = "write in the working folder only, and leave the benchmark's own files alone"
_OFFSETS = "offsets count code points: not bytes, not UTF-16 units"


@dataclass(frozen=True)
class Contract:
    """What came of a check: violations, and what is worth knowing though it breaks nothing."""

    problems: tuple[Problem, ...]
    notes: tuple[str, ...]
    articles: int


def contract_articles() -> tuple[Article, ...]:
    """Return the five articles."""
    text = WARM_UP.text or ""
    words, long = len(text.split()), text
    while words < LONG_WORDS:
        long += f"\nChapter {words}\n\n{text}"
        words += len(text.split())
    texts = {
        "blank": "\n",
        "line": "Ann Lee, who leads the council, said the bridge “will cost $4.2 million.”",
        "unicode": _UNICODE,
        "long": long,
        "furniture": _FURNITURE,
    }
    return tuple(Article(id=f"contract-{name}", text=text) for name, text in texts.items())


def check_contract(
    system: str | Path | Launch,
    *,
    timeout: float = 60.0,
    start_timeout: float = 600.0,
    memory_limit: int | None = None,
) -> Contract:
    """Run `system` over the five articles, again if all went well, and return every violation.

    `timeout` is in seconds an article, `memory_limit` in bytes of address space.
    What is wrong with a card or an argument is among the problems, never raised.
    """
    try:
        launch = system if isinstance(system, Launch) else open_system(system)
    except InputError as error:
        return Contract(error.problems, (), 0)
    name = system.card.name if isinstance(system, Launch) else str(system)
    needed = lacking(launch.card.requirements)
    if needed:
        what = f"not installed here: {', '.join(needed)}"
        problem = Problem(name, 0, "", "START", what, install_command(needed))
        return Contract((problem,), (), 0)
    trial = _Trial(launch, name, timeout, start_timeout, memory_limit)
    try:
        first = trial.answers()
        second = [] if trial.problems else trial.answers()
    except CopyDeskError as error:
        mend = "mend what load() or the import does; nothing can be run before"
        trial.problems.append(Problem(name, 0, "", "START", str(error), mend))
        return Contract(tuple(trial.problems), (), 0)
    if second:
        trial.compare(first, second)
    return Contract(tuple(trial.problems), tuple(dict.fromkeys(trial.notes)), len(first))


class _Trial:
    """The processes of one check and what has been seen of them."""

    def __init__(
        self,
        launch: Launch,
        name: str,
        timeout: float,
        start_timeout: float,
        memory_limit: int | None,
    ) -> None:
        self._launch, self._name = launch, name
        self._timeout, self._start_timeout = timeout, start_timeout
        self._memory_limit = memory_limit
        self._layers: Sequence[str] = launch.card.layers
        self.problems: list[Problem] = []
        self.notes: list[str] = []

    def answers(self) -> list[Prediction]:
        """Return what a fresh process answers; one that ends is replaced for the next article."""
        answers: list[Prediction] = []
        articles = contract_articles()
        while len(answers) < len(articles):
            with self._worker() as worker:
                for article in articles[len(answers) :]:
                    worker.ask(
                        do="extract",
                        articles=[{"id": article.id, "text": article.text}],
                        batch_size=1,
                        timed=False,
                    )
                    reply = self._reply(worker)
                    answers.append(self._read(reply, article))
                    if isinstance(reply, str):
                        worker.end()
                        break
                    self._reply(worker)
        return answers

    def compare(self, first: Sequence[Prediction], second: Sequence[Prediction]) -> None:
        """Note what two processes answered differently, and what looks odd in the answers."""
        for one, other in zip(first, second, strict=True):
            if one != other and one.failure is None and other.failure is None:
                said = "two fresh processes answer differently: fix the seeds, or scores will move"
                self.notes.append(f"{one.id}: {said}")
        long = next(a for a in contract_articles() if a.id == "contract-long")
        size = len(long.text or "")
        for answer in first:
            if answer.truncated_at is not None:
                self.notes.append(f"{answer.id}: cut by the system at {answer.truncated_at}")
            ends = span_ends(answer)
            if answer.id == long.id and len(ends) >= CUT_SPANS and max(ends) < CUT_SHARE * size:
                self.notes.append(
                    f"{answer.id}: nothing is predicted beyond character {max(ends)} of {size}: "
                    "is the input cut? If so, give truncated_at"
                )
        if all(answer.failure is None and not span_ends(answer) for answer in first):
            self.notes.append("nothing with offsets is predicted in any of the articles")

    @contextmanager
    def _worker(self) -> Iterator[Worker]:
        """Start a process; CopyDeskError if the system cannot be loaded in it."""
        with tempfile.TemporaryFile() as printed:
            worker = Worker(
                self._launch,
                output_limit=OUTPUT_LIMIT,
                memory_limit=self._memory_limit,
                stdout=printed.fileno(),
            )
            try:
                self._start(worker)
                yield worker
                worker.end(GRACE_SECONDS)
            finally:
                worker.end()
            if printed.seek(0, 2):
                printed.seek(0)
                line = printed.readline(80).decode(errors="replace").strip()
                self.notes.append(f"it writes to standard output ({line!r}): it is thrown away")

    def _start(self, worker: Worker) -> None:
        deadline = time.monotonic() + self._start_timeout
        spent = 0.0
        for _ in ("ready", "import", "load"):
            reply = self._reply(worker, deadline)
            if isinstance(reply, str) or reply.error is not None:
                why = reply if isinstance(reply, str) else reply.error
                said = f"; it printed: {worker.last_words}" if worker.last_words else ""
                raise CopyDeskError(f"the system cannot be started: {why}{said}")
            spent += reply.wall / 1e9
            if reply.isolation:
                missing = [kind for kind, held in reply.isolation.items() if held == "none"]
                self.notes += [f"this machine cannot keep it from {kind}" for kind in missing]
        if spent > SLOW_START:
            self.notes.append(f"import and load take {spent:.0f} s: cold start is on the board")

    def _reply(self, worker: Worker, deadline: float | None = None) -> Reply | str:
        """Return the next frame, or why there is none."""
        try:
            reply = worker.receive(deadline or time.monotonic() + self._timeout)
        except TimeoutError:
            return worker.timed_out(self._timeout)
        if reply is None:
            worker.end(GRACE_SECONDS)
            return worker.how_it_ended()
        return f"protocol: {reply.garbage}" if reply.garbage else reply

    def _read(self, reply: Reply | str, article: Article) -> Prediction:
        """Return the answer that a frame holds; what is wrong with it joins the problems."""
        reason = reply if isinstance(reply, str) else reply.failure
        if not isinstance(reply, str) and reason is None:
            try:
                answer = check(reply.prediction, article, self._layers)
            except RefusedError as refused:
                reason = f"invalid: {refused}"
            else:
                self._layers = self._layers or layers_of(answer)
                if answer.failure is None:
                    return answer
                reason = answer.failure
        assert reason is not None
        kind, _, what = reason.partition(": ")
        problem = Problem(self._name, 0, article.id, kind.upper(), what, _mend(reason, article))
        self.problems.append(problem)
        return Prediction(article.id, failure=reason)


def _mend(reason: str, article: Article) -> str:
    """Return what to do about a failure."""
    if "Network is down" in reason:
        return _NETWORK
    if "PermissionError" in reason:
        return _FILES
    if article.id == "contract-unicode" and reason.startswith("invalid"):
        return _OFFSETS
    return _MEND.get(reason.partition(":")[0], "find out why the process ends")
