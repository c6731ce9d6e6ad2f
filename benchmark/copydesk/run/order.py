"""The tasks of a run in their order, whatever order they are done in."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

from copydesk.records import Prediction
from copydesk.run.tasks import Task


class Order:
    """Tasks taken from a source as they are asked for, and given back in its order."""

    def __init__(self, tasks: Iterable[Task], most: int) -> None:
        """Take the source, and how many tasks may be out beyond the first unfinished one."""
        self._source, self._most = iter(tasks), most
        self._out: deque[Task] = deque()
        self._again: deque[Task] = deque()

    @property
    def first(self) -> Task | None:
        """The first task whose predictions have not all been given back, None if all have."""
        return self._out[0] if self._out else None

    def next(self) -> Task | None:
        """Return the next task to do; one that is finished already only takes its place."""
        if self._again:
            return self._again.popleft()
        while len(self._out) < self._most:
            task = next(self._source, None)
            if task is None:
                return None
            self._out.append(task)
            if not task.finished:
                return task
        return None

    def put_back(self, tasks: Iterable[Task]) -> None:
        """Let tasks that have lost their worker be the next to do, in the order given."""
        self._again.extendleft(reversed([task for task in tasks if not task.finished]))

    def ready(self, *, whole: bool) -> Iterator[list[Prediction]]:
        """Yield what is predicted and has its turn; by `whole` tasks, or as they come."""
        while self._out:
            task = self._out[0]
            if task.finished or not whole:
                fresh = task.predictions[task.given :]
                task.given = len(task.predictions)
                if fresh:
                    yield fresh
            if not task.finished:
                return
            self._out.popleft()
