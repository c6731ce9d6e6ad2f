"""The child process: runs one system and answers over a pipe of its own.

Started by file path and made of the standard library alone, so that nothing of the benchmark is
imported beside the system, weighs on its memory, or is needed in its environment.

Frames are a length (4 bytes, big-endian) and a JSON object. The parent asks, in order:
`import` (run the system's file), `load` (call its `load`), then `extract` as often as it likes;
one answer frame an article, then a closing frame. At the end of the requests the system's
`close`, if it has one, is called. Standard output is the system's to print on:
it leads to the captured standard error, never into a prediction.
"""

from __future__ import annotations

import contextlib
import fcntl
import importlib.util
import json
import os
import resource
import signal
import sys
from collections.abc import Callable, Sequence
from time import perf_counter_ns, process_time_ns
from types import ModuleType
from typing import Any

REASON_LENGTH = 300

_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode


def cpu_ns() -> int:
    """Return the CPU nanoseconds of this process and of the descendants it has waited for."""
    waited = resource.getrusage(resource.RUSAGE_CHILDREN)
    return process_time_ns() + round((waited.ru_utime + waited.ru_stime) * 1e9)


def children_peak() -> int:
    """Return the peak resident bytes of the largest descendant that has been waited for."""
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def live_cpu_ns() -> int:
    """Return the CPU nanoseconds of the descendants that still live, and of our whole session.

    What they have waited for themselves counts too. From /proc and the processes' own clocks:
    to the nanosecond, but for what they have waited for (a clock tick). Without /proc (macOS)
    from `ps`, to a hundredth of a second.
    """
    listed = _from_proc() if os.path.isdir("/proc/self") else _from_ps()
    parents = {number: parent for number, (parent, _, _) in listed.items()}
    own, group = os.getpid(), os.getpgrp()
    total = 0
    for number, (_, its_group, spent) in listed.items():
        ancestor = number
        while ancestor in parents and ancestor != own:
            ancestor = parents[ancestor]
        if number != own and (ancestor == own or its_group == group):
            total += spent(number) if callable(spent) else spent
    return total


def _from_proc() -> dict[int, tuple[int, int, Any]]:
    """Return process -> parent, session, how to learn its CPU nanoseconds."""
    from time import clock_gettime_ns

    tick = 10**9 // os.sysconf("SC_CLK_TCK")
    listed: dict[int, tuple[int, int, Any]] = {}
    for name in os.listdir("/proc"):
        if not name.isdigit():
            continue
        try:
            with open(f"/proc/{name}/stat", "rb") as file:
                fields = file.read().rpartition(b")")[2].split()
        except OSError:
            continue
        waited = (int(fields[13]) + int(fields[14])) * tick

        def spent(number: int, waited: int = waited) -> int:
            try:
                return clock_gettime_ns((~number << 3) | 2) + waited  # clock_getcpuclockid(3)
            except OSError:
                return 0

        listed[int(name)] = (int(fields[1]), int(fields[3]), spent)
    return listed


def _from_ps() -> dict[int, tuple[int, int, Any]]:
    """Return process -> parent, process group, CPU nanoseconds."""
    listed: dict[int, tuple[int, int, Any]] = {}
    with os.popen("ps -A -o pid=,ppid=,pgid=,time=") as lines:
        for line in lines:
            number, parent, group, spent = line.split()
            listed[int(number)] = (int(parent), int(group), clock_ns(spent))
    return listed


def clock_ns(text: str) -> int:
    """Return the nanoseconds of a time as `ps` writes it: `[[days-]hours:]minutes:seconds`."""
    days, _, rest = text.rpartition("-")
    seconds = 0.0
    for part in rest.split(":"):
        seconds = seconds * 60 + float(part)
    return round((int(days or 0) * 86400 + seconds) * 1e9)


class Stopwatch:
    """Wall and CPU nanoseconds of a phase, descendants included."""

    def __init__(self, *, live: bool = True) -> None:
        """Start; `live` looks for descendants that still run, which costs a millisecond or two."""
        self._live = live_cpu_ns() if live else None
        self._cpu, self._wall = cpu_ns(), perf_counter_ns()

    def stop(self) -> dict[str, int]:
        """Return `{"wall": ns, "cpu": ns}` since the start."""
        wall, cpu = perf_counter_ns() - self._wall, cpu_ns() - self._cpu
        if self._live is not None:
            cpu += live_cpu_ns() - self._live
        return {"wall": wall, "cpu": max(0, cpu)}


class Frames:
    """The two ends of the protocol in the child."""

    def __init__(self, requests: int, replies: int) -> None:
        """Take the file descriptors to read requests from and to write replies to."""
        self._requests, self._replies = requests, replies

    def receive(self) -> dict[str, Any] | None:
        """Return the next request, None when the parent has closed its end."""
        head = self._read(4)
        body = self._read(int.from_bytes(head, "big")) if head else b""
        return json.loads(body) if body else None

    def send(self, message: dict[str, Any]) -> None:
        """Write one frame."""
        self.send_encoded(_encode(message).encode())

    def send_encoded(self, body: bytes) -> None:
        """Write one frame that is JSON already."""
        view = memoryview(len(body).to_bytes(4, "big") + body)
        while view:
            view = view[os.write(self._replies, view) :]

    def _read(self, size: int) -> bytes:
        parts = []
        while size:
            part = os.read(self._requests, min(size, 1 << 20))
            if not part:
                return b""
            parts.append(part)
            size -= len(part)
        return b"".join(parts)


class Host:
    """The system inside the child."""

    def __init__(self, frames: Frames) -> None:
        """Take the protocol; nothing of the system is touched yet."""
        self._frames = frames
        self._pid, self._folder = os.getpid(), os.getcwd()
        self._module: ModuleType | None = None
        self._single: Callable[[dict[str, str]], Any] | None = None
        self._batch: Callable[[list[dict[str, str]]], Any] | None = None
        self._close: Callable[[], Any] | None = None
        self._labels: dict[str, str] = {}
        self._limit = 0

    def serve(self) -> None:
        """Answer requests until the parent closes its end."""
        self._frames.send({"ready": True, "cpu": process_time_ns()})
        while (request := self._frames.receive()) is not None:
            try:
                {"import": self._import, "load": self._load, "extract": self._extract}[
                    request["do"]
                ](request)
            except BaseException as error:
                self._frames.send({"error": self._reason(error)})
            self._stay_single()
        if self._close is not None:
            self._close()

    def _import(self, request: dict[str, Any]) -> None:
        if request["memory"]:
            resource.setrlimit(resource.RLIMIT_AS, (request["memory"], request["memory"]))
        sys.path[:0] = request["path"]
        watch = Stopwatch()
        spec = importlib.util.spec_from_file_location(request["module"], request["file"])
        if spec is None or spec.loader is None:
            raise ImportError(f"{request['file']} is not a Python file")
        module = importlib.util.module_from_spec(spec)
        sys.modules[request["module"]] = module
        spec.loader.exec_module(module)
        figures = watch.stop()
        self._module = module
        self._frames.send(figures)

    def _load(self, request: dict[str, Any]) -> None:
        load = getattr(self._module, "load", None)
        if load is None:
            raise AttributeError("the file has no function load()")
        watch = Stopwatch()
        system = load(**request["config"])
        figures = watch.stop()
        self._single = getattr(system, "extract", None)
        self._batch = getattr(system, "extract_batch", None)
        self._close = getattr(system, "close", None)
        if self._single is None and self._batch is None:
            raise AttributeError(
                f"load() gave {type(system).__name__!r}, which has neither extract(article) "
                "nor extract_batch(articles)"
            )
        self._labels, self._limit = request["labels"], request["limit"]
        takes = "batch" if self._batch is not None else "article"
        self._frames.send({**figures, "takes": takes})

    def _extract(self, request: dict[str, Any]) -> None:
        """Answer each article as soon as its call returns; calls alone are on the clock."""
        articles: list[dict[str, str]] = request["articles"]
        size: int = request["batch_size"] if self._batch is not None else 1
        known = len(sys.modules)
        live = live_cpu_ns() if request["timed"] else 0
        wall = cpu = 0
        for first in range(0, len(articles), size):
            batch = articles[first : first + size]
            names = [article["id"] for article in batch]
            start_cpu, start = cpu_ns(), perf_counter_ns()
            answers = self._call(batch)
            spent = perf_counter_ns() - start
            cpu += cpu_ns() - start_cpu
            wall += spent
            self._stay_single()
            for name, answer in zip(names, answers, strict=True):
                self._answer(name, answer, spent)
        still = live_cpu_ns() if request["timed"] else 0
        cpu += still - live
        closing = {
            "done": True,
            "wall": wall,
            "cpu": max(0, cpu),
            "total": cpu_ns() + still,
            "children": children_peak(),
            "late": list(sys.modules)[known:],
        }
        self._frames.send(closing)

    def _call(self, batch: list[dict[str, str]]) -> Sequence[Any]:
        """Return what the system says of each article; an exception stands for its article."""
        if self._batch is None or (len(batch) == 1 and self._single is not None):
            assert self._single is not None
            return [self._guarded(self._single, article) for article in batch]
        copies = [dict(article) for article in batch]
        answers = self._guarded(self._whole, batch)
        if isinstance(answers, list) or len(batch) == 1:
            return answers if isinstance(answers, list) else [answers]
        return [self._guarded(self._whole, [article], unpack=True) for article in copies]

    def _whole(self, batch: list[dict[str, str]]) -> list[Any]:
        assert self._batch is not None
        size = len(batch)
        answers = list(self._batch(batch))
        if len(answers) != size:
            raise ValueError(f"extract_batch gave {len(answers)} predictions for {size} articles")
        return answers

    def _guarded(self, call: Callable[[Any], Any], given: Any, *, unpack: bool = False) -> Any:
        try:
            answer = call(given)
            return answer[0] if unpack else answer
        except BaseException as error:
            return Failed(f"exception: {self._reason(error)}")

    def _answer(self, name: str, answer: Any, wall: int) -> None:
        failure, body = "", b""
        if isinstance(answer, Failed):
            failure = answer.reason
        elif not isinstance(answer, dict):
            failure = f"invalid: a {type(answer).__name__} where a dict of layers is expected"
        else:
            try:
                prediction = {"id": name, **relabelled(answer, self._labels)}
                body = _encode({"wall": wall, "prediction": prediction}).encode()
            except BaseException as error:
                failure = f"invalid: not plain JSON: {self._reason(error)}"
            if len(body) > self._limit:
                failure = f"output: {len(body)} bytes, more than the {self._limit} allowed"
        if failure:
            self._frames.send({"wall": wall, "failure": failure})
        else:
            self._frames.send_encoded(body)

    def _stay_single(self) -> None:
        """End a forked copy of this process that the system let escape into our loop."""
        if os.getpid() != self._pid:
            os._exit(0)

    def _reason(self, error: BaseException) -> str:
        """Say in one line what was raised and where in the system's file."""
        try:
            text = " ".join(str(error).split())
        except Exception:
            text = ""
        place, frame = "", error.__traceback__
        while frame is not None:
            code = frame.tb_frame.f_code
            if code.co_filename != __file__ and not code.co_filename.startswith("<"):
                place = f" ({os.path.basename(code.co_filename)}:{frame.tb_lineno})"
            frame = frame.tb_next
        kind = type(error).__name__
        said = f"{kind}: {text}" if text else kind
        said = said.replace(self._folder, ".").encode(errors="replace").decode()
        return said[:REASON_LENGTH] + place


class Failed:
    """Stands where a prediction would, had the call not raised."""

    def __init__(self, reason: str) -> None:
        """Keep why."""
        self.reason = reason


def relabelled(answer: dict[str, Any], labels: dict[str, str]) -> dict[str, Any]:
    """Return `answer` with raw entity labels mapped by the card; `""` drops the entity."""
    entities = answer.get("entities")
    if not labels or not isinstance(entities, (list, tuple)):
        return answer
    mapped = []
    for entity in entities:
        raw = entity.get("label") if isinstance(entity, dict) else None
        label = labels.get(raw, raw) if isinstance(raw, str) else raw
        if label != "":
            mapped.append({**entity, "label": label} if label != raw else entity)
    return {**answer, "entities": mapped}


def die_with_parent(life: int) -> None:
    """Have the kernel end this process group when the parent's end of the pipe `life` closes.

    The parent never writes to it. SIGKILL cannot be blocked, so that a hanging system dies
    with a killed runner too; where the signal cannot be chosen (macOS) it is SIGIO.
    """
    with contextlib.suppress(OSError):  # not every kernel signals for pipes
        _signal_at_close(life)
    os.set_blocking(life, False)
    with contextlib.suppress(BlockingIOError):
        os.read(life, 1)  # it has closed already
        os._exit(1)


def _signal_at_close(life: int) -> None:
    fcntl.fcntl(life, fcntl.F_SETOWN, -os.getpgrp())
    if hasattr(fcntl, "F_SETSIG"):
        fcntl.fcntl(life, fcntl.F_SETSIG, signal.SIGKILL)
    else:
        signal.signal(signal.SIGIO, lambda number, frame: os.killpg(0, signal.SIGKILL))
    flags = fcntl.fcntl(life, fcntl.F_GETFL)
    fcntl.fcntl(life, fcntl.F_SETFL, flags | os.O_ASYNC)


def main() -> None:
    """Serve on the file descriptors named on the command line: requests, replies, life line."""
    requests, replies, life = (int(word) for word in sys.argv[1:4])
    for number in (requests, replies, life):
        os.set_inheritable(number, False)
    die_with_parent(life)
    sys.argv[1:] = []
    Host(Frames(requests, replies)).serve()


if __name__ == "__main__":
    main()
