"""What a report says of cuts, of the machine's failures, and of what it was stopped by."""

from __future__ import annotations

import doctest
import errno
import os
import sys
from pathlib import Path

import pytest

import copydesk.run.starting as starting
from copydesk.records import Article
from copydesk.run import InfrastructureError, isolation, run, tally
from copydesk.run.journal import Journal

from .conftest import Articles, MakeSystem, noting
from .test_faults import OK, gone

LONG = [Article(id=f"l{n}", text="Ann Lee spoke. " * (220 + 10 * n)) for n in range(8)]
EVERY_NAME = (
    "spans = [{{'start': i, 'end': i + 7, 'label': 'PERSON'}}\n"
    "         for i in range(0, min({cut}, len(text)) - 14, 15)]\n"
    "return {{'entities': spans}}"
)


@pytest.mark.parametrize(("cut", "suspected"), [(10**9, False), (2_400, True), (3_290, False)])
def test_a_cut_is_suspected(
    cut: int, suspected: bool, make_system: MakeSystem, tmp_path: Path
) -> None:
    report = run(make_system(EVERY_NAME.format(cut=cut)), LONG, tmp_path / "p.jsonl")
    assert (report.suspected_cut is not None) == suspected
    assert not suspected or cut - 20 <= (report.suspected_cut or 0) <= cut


def test_no_cut_is_suspected_of_few_spans_or_articles(
    make_system: MakeSystem, tmp_path: Path
) -> None:
    assert run(make_system(OK), LONG, tmp_path / "1.jsonl").suspected_cut is None
    cutting = make_system(EVERY_NAME.format(cut=2_400))
    assert run(cutting, LONG[:4], tmp_path / "2.jsonl").suspected_cut is None


def test_cuts_that_a_system_tells_of_are_counted(make_system: MakeSystem, tmp_path: Path) -> None:
    system = make_system("return {'entities': [], 'truncated_at': 3}")
    assert run(system, Articles(5), tmp_path / "p.jsonl").truncated == 5


@pytest.mark.parametrize(
    ("body", "card", "kind"),
    [
        ("raise OSError(28, 'No space left on device')", "", "infrastructure"),
        ("raise ConnectionError('gave up')", "network = true\n", "infrastructure"),
        ("raise TimeoutError('gave up')", "network = true\n", "infrastructure"),
        ("raise ConnectionError('gave up')", "", "exception"),
        ("raise FileNotFoundError(2, 'No such file')", "network = true\n", "exception"),
    ],
)
def test_the_machines_failures_are_told_apart(
    body: str, card: str, kind: str, make_system: MakeSystem, tmp_path: Path
) -> None:
    report = run(make_system(body, card=card), Articles(2), tmp_path / "p.jsonl")
    assert report.reasons == {kind: 2}


def test_no_process(
    make_system: MakeSystem, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "gone"))
    out = tmp_path / "p.jsonl"
    with pytest.raises(InfrastructureError, match=r"no process can be started .*gone"):
        run(make_system(OK), Articles(2), out)
    assert not out.exists()


def test_a_shortage_of_processes_is_waited_for(
    make_system: MakeSystem, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, refused = starting.Worker, [errno.EAGAIN, errno.ENOMEM]

    def scarce(*given: object, **named: object) -> object:
        if refused:
            raise OSError(refused.pop(), "short of something")
        return real(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(starting, "Worker", scarce)
    monkeypatch.setattr(starting, "PAUSES", (0.0, 0.0))
    assert run(make_system(OK), Articles(2), tmp_path / "p.jsonl").failures == 0
    refused += [errno.EAGAIN] * 3
    with pytest.raises(InfrastructureError, match="not the system's"):
        run(make_system(OK), Articles(2), tmp_path / "q.jsonl")


def test_a_full_disk_loses_nothing_stored(
    make_system: MakeSystem, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    system, out, whole = make_system(OK), tmp_path / "p.jsonl", tmp_path / "whole.jsonl"
    run(system, Articles(40), whole, batch_size=4)
    real, room = os.pwrite, [500]

    def pwrite(file: int, data: bytes, place: int) -> int:
        if not room[0]:
            raise OSError(errno.ENOSPC, "No space left on device")
        written = real(file, bytes(data)[: room[0]], place)
        room[0] -= written
        return written

    with monkeypatch.context() as patch:
        patch.setattr(os, "pwrite", pwrite)
        with pytest.raises(InfrastructureError, match=r"cannot be written: No space left"):
            run(system, Articles(40), out, batch_size=4)
    assert out.stat().st_size == 500
    report = run(system, Articles(40), out, batch_size=4, resume=True)
    assert report.resumed == whole.read_bytes()[:500].count(b"\n")
    assert out.read_bytes() == whole.read_bytes()


def test_what_others_append_is_written_over(tmp_path: Path) -> None:
    out = tmp_path / "p.jsonl"
    with Journal(out) as journal:
        journal.append(b"one\n")
        with out.open("ab") as forged:
            forged.write(b"forged, and long\n" * 9)
        journal.append(b"two\n")
    assert out.read_bytes() == b"one\ntwo\n"


def test_a_killed_worker_is_tried_once_more(make_system: MakeSystem, tmp_path: Path) -> None:
    note = tmp_path / "note"
    body = (
        f"if 'bad' in text and not os.path.exists({str(note)!r}):\n"
        f"    open({str(note)!r}, 'w').close(); os.kill(os.getpid(), 9)\n{OK}"
    )
    report = run(noting(make_system(body)), Articles(5), tmp_path / "p.jsonl")
    assert report.failures == 0
    assert report.restarts == 1


def test_descendants_that_leave_the_session_are_ended(
    make_system: MakeSystem, tmp_path: Path
) -> None:
    if not Path("/proc/self/environ").exists():
        pytest.skip("processes are looked up in /proc")
    note = tmp_path / "pid"
    body = (
        "if os.fork() == 0:\n"
        "    os.setsid()\n"
        "    if os.fork(): os._exit(0)\n"
        f"    open({str(note)!r}, 'a').write(f'{{os.getpid()}}\\n')\n"
        "    time.sleep(100)\nos.wait()\n"
        f"while not os.path.exists({str(note)!r}): time.sleep(.01)\n"
    )
    run(noting(make_system(body + OK)), Articles(2), tmp_path / "p.jsonl")
    assert all(gone(int(pid)) for pid in note.read_text().split())


@pytest.mark.parametrize("module", [isolation, tally])
def test_doctests(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]
