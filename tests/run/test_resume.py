"""A run that is killed goes on where it stopped, and ends with the same bytes."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from copydesk.errors import InputError
from copydesk.run import Launch, read_record, record_path, run

from .conftest import Articles, MakeSystem, noting
from .test_faults import OK, gone

RUNNER = """\
import sys
from copydesk.run import run
from pathlib import Path
from run.conftest import Articles, noting
system, out, workers, batch = sys.argv[1:]
run(noting(Path(system)), Articles({count}), out, resume=True, workers=int(workers),
    batch_size=int(batch), timeout=2)
"""

# Notes each call, with a pause, so that kills find every state; one article ends its process.
LOGGED = """\
fd = os.open(LOG, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
os.write(fd, (article['id'] + '\\n').encode())
os.close(fd)
time.sleep(0.002)
if 'bad' in text: os._exit(3)
"""

BATCHED = """
class Batches:
    def extract_batch(self, articles):
        size = len(articles)
        answers = []
        for article in articles:
            text = article['text']
            BODY
            answers.append({'entities': [{'start': 0, 'end': size, 'label': 'ORG'}]})
        return answers
"""


def start(
    script: Path, system: Path, out: Path, workers: int, batch: int
) -> subprocess.Popen[bytes]:
    """Start the run in a process of its own."""
    words = [sys.executable, str(script), str(system), str(out), str(workers), str(batch)]
    tests = str(Path(__file__).parent.parent)
    variables = {**os.environ, "PYTHONPATH": tests, "TMPDIR": str(script.parent)}
    return subprocess.Popen(words, env=variables)


def kill_somewhere(process: subprocess.Popen[bytes], moments: random.Random) -> list[str]:
    """Kill the runner, or one of its workers and then the runner a moment later."""
    workers = children(process.pid)
    killed = []
    if workers and moments.random() < 0.5:
        with contextlib.suppress(ProcessLookupError):
            os.kill(moments.choice(workers), signal.SIGKILL)
            killed.append("worker")
        time.sleep(moments.uniform(0, 0.3))
    if process.poll() is None:
        process.kill()
        killed.append("runner")
    return killed


def children(pid: int) -> list[int]:
    """Return the processes that `pid` has started."""
    words = ["ps", "-A", "-o", "pid=,ppid="]
    told = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    pairs = (line.split() for line in told.splitlines())
    return [int(number) for number, parent in pairs if int(parent) == pid]


def wait_for_a_moment(
    process: subprocess.Popen[bytes], log: Path, moments: random.Random, most: int
) -> None:
    """Return while the run starts up, or somewhere in its next `most` articles."""
    if moments.random() < 0.2:
        time.sleep(moments.uniform(0, 0.3))
        return
    calls = moments.randrange(4, most)
    while process.poll() is None and log.read_bytes().count(b"\n") < calls:
        time.sleep(0.001)
    time.sleep(moments.uniform(0, 0.006))


@pytest.mark.parametrize(
    ("workers", "batched", "count"),
    [
        (1, False, 40),
        (2, False, 40),
        (1, True, 40),
        pytest.param(1, False, 1500, marks=pytest.mark.slow),
        pytest.param(2, True, 1500, marks=pytest.mark.slow),
    ],
)
def test_killed_at_random_moments(
    workers: int, batched: bool, count: int, make_system: MakeSystem, tmp_path: Path
) -> None:
    log = tmp_path / "log"
    top = f"LOG = {str(log)!r}\n"
    if batched:
        body = LOGGED.replace("os._exit(3)", "raise ValueError").replace("\n", "\n" + " " * 12)
        system = make_system(top=top + BATCHED.replace("BODY", body))
        code = (system / "system.py").read_text().replace("return Tiny()", "return Batches()")
        (system / "system.py").write_text(code)
    else:
        system = make_system(LOGGED + OK, top=top)
    whole, out = tmp_path / "whole.jsonl", tmp_path / "killed.jsonl"
    run(noting(system), Articles(count), whole, batch_size=8, timeout=2)
    script = tmp_path / "runner.py"
    script.write_text(RUNNER.format(count=count))
    moments = random.Random(7 + workers)
    kills: Counter[str] = Counter()
    while True:
        stored = out.read_bytes().count(b"\n") if out.exists() else 0
        log.write_text("")
        process = start(script, system, out, workers, 8)
        wait_for_a_moment(process, log, moments, 16 if count < 100 else 60)
        if process.poll() is None:
            kills.update(kill_somewhere(process, moments))
        process.wait()
        done = {f"a{number}" for number in range(stored - stored % 8 if batched else stored)}
        calls = Counter(log.read_text().split())
        assert not done & set(calls), "a stored article was run again"
        if process.returncode == 0:
            break
    assert kills.total() >= (2 if count < 100 else 50)
    assert count < 100 or min(kills["runner"], kills["worker"]) >= 10
    assert out.read_bytes() == whole.read_bytes()
    record = read_record(out)
    assert record is not None
    assert record.finished
    assert record.failures == 1


def test_a_worker_dies_with_its_runner(make_system: MakeSystem, tmp_path: Path) -> None:
    note = tmp_path / "pid"
    system = make_system(
        f"open({str(note)!r}, 'w').write(str(os.getpid()))\n"
        "import signal; signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 32)); time.sleep(100)"
    )
    script = tmp_path / "runner.py"
    script.write_text(RUNNER.format(count=3).replace("timeout=2", "timeout=100"))
    process = start(script, system, tmp_path / "p.jsonl", 1, 8)
    while not (note.exists() and note.read_text()):
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert gone(int(note.read_text()))


def test_a_torn_line_is_cut_off(make_system: MakeSystem, tmp_path: Path) -> None:
    system, out = make_system(OK), tmp_path / "p.jsonl"
    run(system, Articles(5), out)
    whole = out.read_bytes()
    for size in range(len(whole)):
        if size % 61 == 0 or whole[size - 1 : size] == b"\n":
            out.write_bytes(whole[:size])
            report = run(system, Articles(5), out, resume=True)
            assert report.resumed == whole[:size].count(b"\n")
            assert out.read_bytes() == whole


def test_a_finished_run_starts_nothing(make_system: MakeSystem, tmp_path: Path) -> None:
    note = tmp_path / "note"
    system = make_system(OK, top=f"open({str(note)!r}, 'a').write('x')")
    for _ in range(3):
        report = run(noting(system), Articles(5), tmp_path / "p.jsonl", resume=True)
    assert report.resumed == report.articles == 5
    assert note.read_text() == "x"


def test_what_is_there_is_not_overwritten_unasked(make_system: MakeSystem, tmp_path: Path) -> None:
    system, out = make_system(OK), tmp_path / "p.jsonl"
    out.write_text("something of the user's\n")
    with pytest.raises(InputError, match="is there already: go on with --resume"):
        run(system, Articles(5), out)
    with pytest.raises(InputError, match=r"has no p\.run\.json beside it"):
        run(system, Articles(5), out, resume=True)
    assert out.read_text() == "something of the user's\n"
    run(system, Articles(5), out, overwrite=True)
    assert out.read_bytes().count(b"\n") == 5


def test_another_system_or_other_texts_are_refused(make_system: MakeSystem, tmp_path: Path) -> None:
    system, out = make_system(OK), tmp_path / "p.jsonl"
    run(system, Articles(5), out)
    whole = out.read_bytes()
    with pytest.raises(InputError, match="other articles"):
        run(system, Articles(6), out, resume=True)
    with pytest.raises(InputError, match="batch size 32, not 8"):
        run(system, Articles(5), out, resume=True, batch_size=8)
    (system / "README.md").write_text("words")
    (system / "predictions.jsonl").write_text("{}")
    run(system, Articles(5), out, resume=True)
    (system / "helper.py").write_text("x = 1")
    with pytest.raises(InputError, match="another system, or it has changed"):
        run(system, Articles(5), out, resume=True)
    assert out.read_bytes() == whole


def test_a_line_for_another_article_is_refused(make_system: MakeSystem, tmp_path: Path) -> None:
    system, out = make_system(OK), tmp_path / "p.jsonl"
    run(system, Articles(5), out)
    lines = out.read_bytes().splitlines(keepends=True)
    out.write_bytes(lines[1])
    with pytest.raises(InputError, match=r":1: .*is for 'a1', the corpus has 'a0' in this place"):
        run(system, Articles(5), out, resume=True)
    out.write_bytes(b"nonsense\n" + lines[1])
    with pytest.raises(InputError, match=r"p\.jsonl:1: "):
        run(system, Articles(5), out, resume=True)


def test_two_runs_do_not_share_a_file(make_system: MakeSystem, tmp_path: Path) -> None:
    system, out = make_system("time.sleep(0.5)\n" + OK), tmp_path / "p.jsonl"
    script = tmp_path / "runner.py"
    script.write_text(RUNNER.format(count=5))
    process = start(script, system, out, 1, 8)
    while not (out.exists() and record_path(out).exists()):
        time.sleep(0.01)
    with pytest.raises(InputError, match="another run is writing this file"):
        run(system, Articles(5), out, resume=True)
    process.kill()
    process.wait()


def test_articles_must_be_iterable_twice(make_system: MakeSystem, tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="one-shot"):
        run(make_system(OK), iter(Articles(2)), tmp_path / "p.jsonl")
    twice = [*Articles(2), *Articles(1)]
    with pytest.raises(InputError, match="two articles have the id 'a0'"):
        run(make_system(OK), twice, tmp_path / "p.jsonl")


# Notes each call; the network is down for articles with a 3 in their id while there is a file.
FLAKY = """\
open(LOG, 'a').write(article['id'] + ' ')
if 'bad' in text: raise ValueError('no')
if '3' in article['id'] and os.path.exists(DOWN): raise ConnectionError('down')
"""
FLAKY_BATCH = """
class Batches:
    def extract_batch(self, articles):
        return [self.one(article) for article in articles]
    def one(self, article):
        text = article['text']
        BODY
"""
GOOD = "return {'entities': [{'start': 0, 'end': len(text) // 2, 'label': 'ORG'}]}"


@pytest.fixture
def flaky(make_system: MakeSystem, tmp_path: Path) -> Callable[..., Launch]:
    """Make a system that asks the network, with the files `log` and `down` beside its folder."""

    def make(*, batched: bool = False) -> Launch:
        top = f"LOG, DOWN = {str(tmp_path / 'log')!r}, {str(tmp_path / 'down')!r}\n"
        body = FLAKY + GOOD
        if batched:
            inner = body.replace("raise ", "return ").replace("\n", "\n" + " " * 8)
            top += FLAKY_BATCH.replace("BODY", inner)
        system = make_system(body, top=top, card="network = true\n")
        if batched:
            code = (system / "system.py").read_text().replace("return Tiny()", "return Batches()")
            (system / "system.py").write_text(code)
        return noting(system)

    return make


@pytest.mark.parametrize("batched", [False, True])
@pytest.mark.parametrize("isolate", [False, True])
def test_failures_of_the_network_are_tried_again(
    batched: bool, isolate: bool, flaky: Callable[..., Launch], tmp_path: Path
) -> None:
    system, log, down = flaky(batched=batched), tmp_path / "log", tmp_path / "down"
    whole, out = tmp_path / "whole.jsonl", tmp_path / "p.jsonl"
    kept = tmp_path / "p.kept.jsonl"
    run(system, Articles(40), whole, batch_size=8)
    down.touch()
    report = run(system, Articles(40), out, batch_size=8, isolate=isolate)
    assert report.reasons == {"exception": 1, "infrastructure": 13}
    first = out.read_bytes()
    log.write_text("")
    again = run(system, Articles(40), out, batch_size=8, resume=True, isolate=isolate)
    assert (again.retried, again.resumed, again.failures) == (13, 27, 14)
    assert again.reasons == {"infrastructure": 13}
    wanted = [f"a{n}" for n in range(40) if "3" in str(n)]
    assert log.read_text().split() == wanted
    assert out.read_bytes() == first
    down.unlink()
    log.write_text("")
    last = run(system, Articles(40), out, batch_size=8, resume=True, isolate=isolate)
    assert log.read_text().split() == wanted
    assert (last.retried, last.resumed, last.failures) == (13, 27, 1)
    assert out.read_bytes() == whole.read_bytes()
    assert not kept.exists()
    record = read_record(out)
    assert record is not None
    assert (record.finished, record.failures) == (True, 1)
    log.write_text("")
    assert run(system, Articles(40), out, batch_size=8, resume=True).retried == 0
    assert log.read_text() == "", "a system's own failure is not tried again"


@pytest.mark.parametrize("batched", [False, True])
def test_a_retry_that_is_killed_goes_on(
    batched: bool, flaky: Callable[..., Launch], tmp_path: Path
) -> None:
    """Wherever the file is cut off while articles are tried again, nothing stored is lost."""
    system, log, down = flaky(batched=batched), tmp_path / "log", tmp_path / "down"
    whole, out = tmp_path / "whole.jsonl", tmp_path / "p.jsonl"
    kept = tmp_path / "p.kept.jsonl"
    run(system, Articles(20), whole, batch_size=8)
    down.touch()
    run(system, Articles(20), out, batch_size=8)
    broken = out.read_bytes().splitlines(keepends=True)[:16]  # two batches, then killed
    down.unlink()
    mended = whole.read_bytes().splitlines(keepends=True)
    for done in (0, 3, 4, 9, 13, 14, 15, 16):
        kept.write_bytes(b"".join(broken))
        out.write_bytes(b"".join(mended[:done]) + mended[done][:20])
        log.write_text("")
        report = run(system, Articles(20), out, batch_size=8, resume=True)
        wanted = [n for n in (3, 13) if n >= done] + list(range(16, 20))
        assert log.read_text().split() == [f"a{n}" for n in wanted]
        assert out.read_bytes() == whole.read_bytes()
        assert report.resumed == 20 - len(wanted)
        assert report.failures == 1
        assert not kept.exists()
    kept.write_bytes(b"".join(broken))
    run(system, Articles(20), out, batch_size=8, overwrite=True)
    assert out.read_bytes() == whole.read_bytes()
    assert not kept.exists()
