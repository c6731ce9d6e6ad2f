"""The workers of a run and the loop that feeds them, watches them and starts them anew."""

from __future__ import annotations

import selectors
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from copydesk.errors import CopyDeskError
from copydesk.records import Prediction
from copydesk.run.check import RefusedError, check
from copydesk.run.family import PROCESSES, Watch, family
from copydesk.run.infrastructure import InfrastructureError
from copydesk.run.launch import Launch
from copydesk.run.order import Order
from copydesk.run.process import Worker
from copydesk.run.replies import Reply
from copydesk.run.starting import cannot_start, start_worker
from copydesk.run.tasks import Limits, Task
from copydesk.run.usage import added, gpu_of, spent

#: Starts that may fail in a row before a run gives up; the first one of all may not fail.
STARTS = 3
#: Requests a worker has before it: one at work, one waiting, so that it never idles.
AHEAD = 2
#: Tasks a worker may be handed beyond the oldest one that is not finished.
WINDOW = 4
GRACE_SECONDS = 2.0
#: While workers have enough before them and answer less than this many bytes at a time, the loop
#: looks only so often: waking for every article would cost more than dealing with it.
NAP_SECONDS = 0.1
CALM_BYTES = 60_000

#: Seconds that the loop waits at most before it looks after its workers.
_TICK = 0.05


@dataclass(eq=False)
class _Slot:
    """A worker and what it has before it; `accounts` counts requests that it has not closed."""

    worker: Worker
    deadline: float
    came_up: bool = False
    loaded: bool = False
    accounts: int = 0
    tasks: deque[Task] = field(default_factory=deque)


class Pool:
    """Up to `size` workers of one system.

    `takes` is "article" or "batch": whether the articles of a task are answered one by one
    or together. `extract_ns` sums the CPU time of the system's calls. `isolation` says what
    holds the workers in: how they are kept from files and from the network. `gpu` is the GPU
    that one of them has been seen to use, once it has ended, "" if none has.
    """

    def __init__(self, launch: Launch, limits: Limits, size: int) -> None:
        """Start the first worker and wait until it has loaded the system.

        Raises CopyDeskError if it cannot be started, InfrastructureError if that is not the
        system's fault.
        """
        self._launch, self._limits, self._size = launch, limits, size
        self._slots: list[_Slot] = []
        self._order = Order((), 0)
        self._failed_starts = STARTS - 1
        self._selector = selectors.DefaultSelector()
        self._calm = False
        self._watch = Watch()
        self.isolation = {"files": "none", "network": "none"}
        self.takes = "article"
        self.extract_ns = 0
        self.gpu = ""
        self._spent: dict[str, float] = {}
        self.restarts = -1
        self.layers: tuple[str, ...] = tuple(launch.card.layers)
        try:
            slot = self._start()
            while not slot.loaded:
                self._turn()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    @property
    def spent(self) -> dict[str, float]:
        """What the system says it has spent so far, added up over its workers."""
        total = self._spent
        for slot in self._slots:
            total = added(total, spent(slot.worker.scratch))
        return total

    def close(self) -> None:
        """End every worker; one that is idle is given time to end by itself."""
        for slot in self._slots:
            self._see_gpu(slot)
            slot.worker.end(0.0 if slot.tasks or not slot.loaded else GRACE_SECONDS)
        self._slots.clear()
        self._selector.close()

    def run(self, tasks: Iterable[Task]) -> Iterator[list[Prediction]]:
        """Yield predictions in article order, as they come; by whole tasks where `takes` is batch.

        Raises CopyDeskError if the system cannot be started any more.
        """
        self._order = Order(tasks, WINDOW * self._size)
        while True:
            self._hand_out()
            if self._order.first is None:
                self._hear_out()
                return
            if not self._order.first.finished:
                self._turn()
            yield from self._order.ready(whole=self.takes == "batch")

    def _hear_out(self) -> None:
        """Take the accounts that follow the last answers."""
        until = time.monotonic() + GRACE_SECONDS
        while any(slot.accounts > 0 for slot in self._slots) and time.monotonic() < until:
            self._turn()

    def _hand_out(self) -> None:
        """Give every worker as much as it may have before it."""
        while len(self._slots) < self._size or any(len(s.tasks) < AHEAD for s in self._slots):
            task = self._order.next()
            if task is None:
                return
            slot = min(self._slots, key=lambda slot: len(slot.tasks), default=None)
            if slot is None or (slot.tasks and len(self._slots) < self._size):
                slot = self._start()
            self._give(slot, task)

    def _give(self, slot: _Slot, task: Task) -> None:
        slot.tasks.append(task)
        if slot.loaded:
            self._ask(slot, task)

    def _ask(self, slot: _Slot, task: Task) -> None:
        articles = [{"id": article.id, "text": article.text} for article in task.left]
        for part in [[article] for article in articles] if task.alone else [articles]:
            slot.worker.ask(do="extract", articles=part, batch_size=len(part), timed=False)
            slot.accounts += 1
        if slot.tasks[0] is task:
            self._wind(slot)

    def _wind(self, slot: _Slot) -> None:
        """Set the deadline of what the worker is doing now."""
        seconds = self._limits.timeout
        if slot.tasks and self.takes == "batch" and not slot.tasks[0].alone:
            seconds *= len(slot.tasks[0].left)
        slot.deadline = time.monotonic() + seconds

    def _see_gpu(self, slot: _Slot) -> None:
        """Notice a GPU that a worker uses, before it ends."""
        worker = slot.worker
        if slot.loaded and not self.gpu and not worker.has_ended():
            self.gpu = gpu_of(worker.pid, worker.scratch)

    def _start(self) -> _Slot:
        limits = self._limits
        worker = start_worker(self._launch, limits)
        slot = _Slot(worker, time.monotonic() + limits.start_timeout)
        self._slots.append(slot)
        self._selector.register(worker.replies, selectors.EVENT_READ, (slot, "replies"))
        self._selector.register(worker.errors, selectors.EVENT_READ, (slot, "errors"))
        self.restarts += 1
        return slot

    def _turn(self) -> None:
        """Wait for something to happen, and deal with it."""
        if self._calm:
            time.sleep(NAP_SECONDS)
        writing = [slot for slot in self._slots if slot.worker.waiting_to_write]
        for slot in writing:
            self._selector.register(slot.worker.requests, selectors.EVENT_WRITE, (slot, "requests"))
        now = time.monotonic()
        due = min((s.deadline for s in self._slots if s.tasks or not s.loaded), default=now + _TICK)
        events = self._selector.select(max(0.0, min(due - now, _TICK)))
        for slot in writing:
            self._selector.unregister(slot.worker.requests)
        for key, _ in events:
            slot, what = key.data
            if slot not in self._slots:
                continue
            if what == "requests":
                slot.worker.flush()
            elif what == "errors":
                if not slot.worker.drain():
                    self._selector.unregister(slot.worker.errors)
            else:
                self._hear(slot)
        self._look_after(quiet=not events)

    def _look_after(self, *, quiet: bool) -> None:
        """End workers that are overdue; notice those that ended without closing their pipe."""
        now = time.monotonic()
        for slot in list(self._slots):
            if quiet and slot.worker.has_ended():
                self._hear(slot)
                if slot in self._slots:
                    self._lost(slot, "")
            elif now >= slot.deadline and (slot.tasks or not slot.loaded):
                self._lost(slot, slot.worker.timed_out(self._limits.timeout))
        if self._watch.alarm():
            for slot in list(self._slots):
                if len(family(slot.worker.pid, slot.worker.scratch)) >= PROCESSES:
                    self._lost(slot, f"processes: more than the {PROCESSES} allowed at once")
            self._watch.false_alarm()

    def _hear(self, slot: _Slot) -> None:
        replies = slot.worker.read()
        self._calm = slot.worker.last_read < CALM_BYTES and len(slot.tasks) == AHEAD
        if replies is None:
            self._lost(slot, "")
            return
        for reply in replies:
            if reply.garbage is not None:
                self._lost(slot, f"protocol: {reply.garbage}")
                return
            if not slot.loaded:
                self._loading(slot, reply)
            elif reply.done:
                slot.accounts -= 1
                self.extract_ns += reply.cpu
                self.gpu = self.gpu or reply.gpu
            elif slot.tasks and (len(reply.prediction) or reply.failure is not None):
                self._take(slot, reply)
            else:
                self._lost(slot, "protocol: an answer to no question")
                return

    def _loading(self, slot: _Slot, reply: Reply) -> None:
        slot.came_up = slot.came_up or reply.ready
        if reply.isolation:
            self.isolation = reply.isolation
        if reply.error is not None:
            raise CopyDeskError(cannot_start(self._launch, reply.error, slot.worker.last_words))
        if reply.takes is None:
            return
        self.takes, slot.loaded, self._failed_starts = reply.takes, True, 0
        for task in slot.tasks:
            self._ask(slot, task)

    def _take(self, slot: _Slot, reply: Reply) -> None:
        task = slot.tasks[0]
        article = task.articles[len(task.predictions)]
        failure = reply.failure
        if failure is None:
            try:
                prediction = check(reply.prediction, article, self.layers)
            except RefusedError as refused:
                failure = f"invalid: {refused}"
            else:
                task.predictions.append(prediction)
        if failure is not None:
            task.predictions.append(Prediction(article.id, failure=failure))
        if task.finished:
            slot.tasks.popleft()
            self._wind(slot)
        elif self.takes == "article" or task.alone:
            self._wind(slot)

    def _lost(self, slot: _Slot, reason: str) -> None:
        """End a worker; the article it was at has failed, the others are handed out again."""
        worker = slot.worker
        self._slots.remove(slot)
        self._selector.unregister(worker.replies)
        if worker.errors in self._selector.get_map():
            self._selector.unregister(worker.errors)
        self._spent = added(self._spent, spent(worker.scratch))
        self._see_gpu(slot)
        worker.end(0.0 if reason else GRACE_SECONDS)
        killed = not reason and worker.was_killed
        reason = reason or worker.how_it_ended()
        if not slot.loaded:
            self._failed_starts += 1
            if self._failed_starts >= STARTS:
                said = cannot_start(self._launch, reason, worker.last_words)
                raise CopyDeskError(said) if slot.came_up else InfrastructureError(said)
        elif slot.tasks:
            slot.tasks[0].blame(reason, killed=killed, whole=self.takes == "batch")
        self._order.put_back(slot.tasks)
