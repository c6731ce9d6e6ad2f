"""What the workers of a run are given: limits, and articles in tasks."""

from __future__ import annotations

from dataclasses import dataclass, field

from copydesk.records import Article, Prediction


@dataclass(frozen=True)
class Limits:
    """What a worker may use, and what it may see.

    Seconds an article, seconds to start, bytes an answer, bytes of address space or None; files
    and folders hidden from it, and whether it is shut in at all.
    """

    timeout: float
    start_timeout: float
    output: int
    memory: int | None
    hidden: tuple[str, ...] = ()
    isolate: bool = True


@dataclass
class Task:
    """Consecutive articles that are handed over together, and the predictions so far.

    `alone`: one request an article, after the request for all of them ended the worker.
    `killed`: how many articles had their prediction when a worker was last killed over this
    task. `given`: how many predictions have been passed on.
    """

    articles: list[Article]
    alone: bool = False
    predictions: list[Prediction] = field(default_factory=list)
    killed: int | None = None
    given: int = 0

    def blame(self, reason: str, *, killed: bool, whole: bool) -> None:
        """Count the article at work as failed, or find out which one of a batch it is.

        `whole`: the articles were handed over together. A worker that was `killed` may have been
        so by somebody, or because others took the memory: what it was at is tried once more, and
        blamed if that ends in the same way.
        """
        if killed and self.killed != len(self.predictions):
            self.killed = len(self.predictions)
        elif whole and not self.alone and len(self.left) > 1:
            self.alone, self.killed = True, None
        else:
            self.predictions.append(Prediction(self.left[0].id, failure=reason))

    @property
    def left(self) -> list[Article]:
        """The articles without a prediction."""
        return self.articles[len(self.predictions) :]

    @property
    def finished(self) -> bool:
        """Whether every article has its prediction."""
        return len(self.predictions) == len(self.articles)
