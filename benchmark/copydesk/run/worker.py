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

import errno
import importlib.util
import os
import resource
import sys
from collections.abc import Callable, Sequence
from time import perf_counter_ns, process_time_ns
from types import ModuleType
from typing import Any

REASON_LENGTH = 300

#: Errors of the machine, not of the system: no room, no file handles, a disk that fails.
MACHINE_ERRORS = {errno.ENOSPC, errno.EDQUOT, errno.ENFILE, errno.EIO}


def _beside(name: str) -> Any:
    """Load the file `name`.py beside this one, without a place in `sys.modules`."""
    file = os.path.join(os.path.dirname(os.path.abspath(__file__)), f"{name}.py")
    spec = importlib.util.spec_from_file_location(f"copydesk_{name}", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


#: Where the benchmark's own code lies, the doors' too: no place in the system's.
_OWN = os.path.dirname(os.path.abspath(__file__)) + os.sep

clocks = _beside("clocks")
devices = _beside("devices")
wire = _beside("wire")


class Host:
    """The system inside the child."""

    def __init__(self, frames: Any) -> None:
        """Take the protocol; nothing of the system is touched yet."""
        self._frames = frames
        self._pid, self._folder = os.getpid(), os.getcwd()
        self._module: ModuleType | None = None
        self._single: Callable[[dict[str, str]], Any] | None = None
        self._batch: Callable[[list[dict[str, str]]], Any] | None = None
        self._close: Callable[[], Any] | None = None
        self._labels: dict[str, str] = {}
        self._limit = 0
        self._network = False

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
        held = {}
        self._network = request["network"]
        if request["isolation"]:
            held = _beside("sandbox").restrict(**request["isolation"])
        sys.path[:0] = request["path"]
        watch = clocks.Stopwatch()
        spec = importlib.util.spec_from_file_location(request["module"], request["file"])
        if spec is None or spec.loader is None:
            raise ImportError(f"{request['file']} is not a Python file")
        module = importlib.util.module_from_spec(spec)
        sys.modules[request["module"]] = module
        spec.loader.exec_module(module)
        figures = watch.stop()
        self._module = module
        self._frames.send({**figures, "isolation": held})

    def _load(self, request: dict[str, Any]) -> None:
        load = getattr(self._module, "load", None)
        if load is None:
            raise AttributeError("the file has no function load()")
        watch = clocks.Stopwatch()
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
        if hasattr(system, "on_wait"):
            system.on_wait = self._waiting
        takes = "batch" if self._batch is not None else "article"
        self._frames.send({**figures, "takes": takes})

    def _extract(self, request: dict[str, Any]) -> None:
        """Answer each article as soon as its call returns; calls alone are on the clock."""
        articles: list[dict[str, str]] = request["articles"]
        size: int = request["batch_size"] if self._batch is not None else 1
        known = len(sys.modules)
        live = clocks.live_cpu_ns() if request["timed"] else 0
        wall = cpu = 0
        for first in range(0, len(articles), size):
            batch = articles[first : first + size]
            names = [article["id"] for article in batch]
            start_cpu, start = clocks.cpu_ns(), perf_counter_ns()
            answers = self._call(batch)
            spent = perf_counter_ns() - start
            cpu += clocks.cpu_ns() - start_cpu
            wall += spent
            self._stay_single()
            for name, answer in zip(names, answers, strict=True):
                self._answer(name, answer, spent)
        still = clocks.live_cpu_ns() if request["timed"] else 0
        cpu += still - live
        closing = {
            "done": True,
            "wall": wall,
            "cpu": max(0, cpu),
            "total": clocks.cpu_ns() + still,
            "children": clocks.children_peak(),
            "late": list(sys.modules)[known:],
            "gpu": devices.torch_device(),
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
            return self._failed(error)

    def _failed(self, error: BaseException) -> Failed:
        return Failed(f"{self._kind(error)}: {self._reason(error)}")

    def _waiting(self, why: str) -> None:
        """Tell what the system is waiting for, in case that it does so until the time is up."""
        self._frames.send({"waiting": why})

    def _answer(self, name: str, answer: Any, wall: int) -> None:
        failure, body = "", b""
        if isinstance(answer, BaseException):
            answer = self._failed(answer)
        if isinstance(answer, Failed):
            failure = answer.reason
        elif not isinstance(answer, dict):
            failure = f"invalid: a {type(answer).__name__} where a dict of layers is expected"
        else:
            try:
                prediction = {"id": name, **relabelled(answer, self._labels)}
                body = wire.encode({"wall": wall, "prediction": prediction}).encode()
            except BaseException as error:
                failure = f"invalid: not plain JSON: {self._reason(error)}"
            if len(body) > self._limit:
                failure = f"output: more than the {self._limit} bytes allowed"
        if failure:
            self._frames.send({"wall": wall, "failure": failure})
        else:
            self._frames.send_encoded(body)

    def _stay_single(self) -> None:
        """End a forked copy of this process that the system let escape into our loop."""
        if os.getpid() != self._pid:
            os._exit(0)

    def _kind(self, error: BaseException) -> str:
        """Say whose fault an exception is: "exception" the system's, else "infrastructure"."""
        machine = isinstance(error, OSError) and error.errno in MACHINE_ERRORS
        remote = isinstance(error, (ConnectionError, TimeoutError)) or (
            isinstance(error, OSError) and type(error).__name__ == "gaierror"
        )
        return "infrastructure" if machine or (remote and self._network) else "exception"

    def _reason(self, error: BaseException) -> str:
        """Say in one line what was raised and where in the system's file."""
        try:
            text = " ".join(str(error).split())
        except Exception:
            text = ""
        place, frame = "", error.__traceback__
        while frame is not None:
            code = frame.tb_frame.f_code
            if not code.co_filename.startswith((_OWN, "<")):
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


def main() -> None:
    """Serve on the file descriptors named on the command line: requests, replies, life line."""
    requests, replies, life = (int(word) for word in sys.argv[1:4])
    for number in (requests, replies, life):
        os.set_inheritable(number, False)
    wire.die_with_parent(life)
    sys.argv[1:] = []
    Host(wire.Frames(requests, replies)).serve()


if __name__ == "__main__":
    main()
