"""What keeps a system from files and network, as root and as an ordinary user."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from copydesk.records import Article
from copydesk.resources import data_root
from copydesk.run import isolation, open_system, read_record, run, sandbox
from copydesk.run.isolation import restrictions

from .conftest import CARD, Articles, MakeSystem, read

GOLD = next(iter(sorted((data_root() / "annotations").rglob("*.json"))))
SEED = next(iter(sorted((data_root() / "seeds").glob("*.txt"))))
NOBODY = 65534


def version() -> int:
    """Return the version of Landlock that this kernel has."""
    if sys.platform != "linux":
        return 0
    return int(ctypes.CDLL(None).syscall(444, None, ctypes.c_size_t(0), ctypes.c_uint(1)))


needs_landlock = pytest.mark.skipif(version() < 1, reason="no Landlock here")
needs_seccomp = pytest.mark.skipif(
    sys.platform != "linux" or os.uname().machine not in sandbox._SOCKET, reason="no filter here"
)

# What `extract` tries -> the error that it must get, "" where it must succeed.
FILES = {
    f"open({str(GOLD)!r})": "PermissionError",
    f"open({str(SEED)!r})": "PermissionError",
    f"open({str(data_root() / 'baselines/rules/result.json')!r})": "PermissionError",
    "open(os.path.join(FOLDER, '..', 'p.jsonl'))": "PermissionError",
    "open(os.path.join(FOLDER, '..', 'p.run.json'))": "PermissionError",
    "open(os.path.join(FOLDER, 'system.py'), 'a')": "PermissionError",
    "open(os.path.join(FOLDER, '..', 'new'), 'w')": "PermissionError",
    "os.mkdir(os.path.join(FOLDER, 'new'))": "PermissionError",
    "os.truncate(os.path.join(FOLDER, 'system.py'), 0)": "PermissionError",
    "os.remove(os.path.join(FOLDER, 'system.py'))": "PermissionError",
    "os.rename('.', os.path.join(FOLDER, 'here'))": "OSError",
    "import subprocess; subprocess.run(['cat', GOLD], check=True)": "CalledProcessError",
    "os.symlink(GOLD, 'link'); open('link')": "PermissionError",
    "os.link(GOLD, 'hard')": "OSError: [Errno 18]",
    "open(os.path.join(FOLDER, 'model.bin')).read()": "",
    "open('own', 'w').write('x'); os.mkdir('d'); os.rename('own', 'd/own'); open('d/own')": "",
    "import json, sqlite3, multiprocessing; multiprocessing.Lock()": "",
    "import tempfile; tempfile.NamedTemporaryFile()": "",
    "import subprocess; subprocess.run(['true'], check=True, stdout=subprocess.DEVNULL)": "",
    "import numpy; numpy.arange(3)": "",
    "open(os.devnull, 'w').write('x')": "",
    "os.listdir('/')": "",
}
NETWORK = {
    "import socket; socket.socket()": "OSError: [Errno 100] Network is down",
    "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM)": "OSError: [Errno 100]",
    "import socket; socket.socket(socket.AF_INET6)": "OSError: [Errno 100]",
    "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9')": "URLError",
    "import socket; a, b = socket.socketpair()": "",
    "import asyncio; asyncio.run(asyncio.sleep(0))": "",
}


def tried(cases: dict[str, str], make_system: MakeSystem, tmp_path: Path) -> dict[str, str]:
    """Return what became of each case; one article each."""
    body = "exec(CASES[int(text)], dict(globals()))\nreturn {'entities': []}"
    top = f"CASES = {list(cases)!r}\nGOLD = {str(GOLD)!r}\nFOLDER = os.path.dirname(__file__)\n"
    system = make_system(body, top=top)
    (system / "model.bin").write_text("weights")
    articles = [Article(id=f"c{number}", text=str(number)) for number in range(len(cases))]
    run(system, articles, tmp_path / "p.jsonl", timeout=20)
    lines = read(tmp_path / "p.jsonl")
    return {
        case: line.get("failure", "").removeprefix("exception: ")
        for case, line in zip(cases, lines, strict=True)
    }


def check(cases: dict[str, str], seen: dict[str, str]) -> None:
    for case, expected in cases.items():
        assert seen[case].startswith(expected), (case, seen[case])
        assert bool(seen[case]) == bool(expected), (case, seen[case])


@needs_landlock
def test_files(make_system: MakeSystem, tmp_path: Path) -> None:
    check(FILES, tried(FILES, make_system, tmp_path))
    record = read_record(tmp_path / "p.jsonl")
    assert record is not None
    assert record.isolation["files"] == "landlock"


@needs_seccomp
def test_network(make_system: MakeSystem, tmp_path: Path) -> None:
    check(NETWORK, tried(NETWORK, make_system, tmp_path))


@pytest.mark.skipif(version() < 6, reason="needs Landlock 6")
def test_processes_outside_cannot_be_signalled(make_system: MakeSystem, tmp_path: Path) -> None:
    cases = {"os.kill(os.getppid(), 0)": "PermissionError", "os.kill(os.getpid(), 0)": ""}
    check(cases, tried(cases, make_system, tmp_path))


def test_a_card_may_ask_for_the_network(make_system: MakeSystem, tmp_path: Path) -> None:
    body = "import socket; socket.socket()\nreturn {'entities': []}"
    report = run(make_system(body, card="network = true\n"), Articles(2), tmp_path / "p.jsonl")
    assert report.failures == 0
    assert report.isolation["network"] == "allowed"


def test_a_corpus_of_ones_own_is_hidden(make_system: MakeSystem, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    (corpus / "annotations").mkdir(parents=True)
    (corpus / "annotations" / "x.json").write_text("{}")
    body = f"open({str(corpus / 'annotations' / 'x.json')!r})\nreturn {{'entities': []}}"
    for hidden, isolate in (((corpus,), True), ((corpus,), False), ((), True)):
        report = run(
            make_system(body),
            Articles(1),
            tmp_path / "p.jsonl",
            hidden=hidden,
            isolate=isolate,
            overwrite=True,
        )
        held = report.isolation["files"] == "landlock" and bool(hidden)
        assert report.failures == held
        if not isolate:
            assert report.isolation == {"files": "none", "network": "none"}


def test_where_nothing_isolates_the_run_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """In this very process, since nothing takes hold: a machine that is not Linux."""
    monkeypatch.setattr(sandbox.sys, "platform", "darwin")
    assert sandbox.restrict({"/": False}, [], False) == {"files": "none", "network": "none"}
    assert sandbox.restrict({"/": False}, [], True) == {"files": "none", "network": "allowed"}
    assert GOLD.read_bytes()


def test_what_is_marked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "root"
    system = root / "submissions" / "mine"
    system.mkdir(parents=True)
    (system / "system.toml").write_text(CARD + 'command = ["python", "x.py"]\n')
    (system / "x.py").write_text("")
    launch = open_system(system)
    monkeypatch.setattr(isolation, "data_root", lambda: root)
    marks = restrictions(launch, str(tmp_path / "scratch"))["readable"]
    assert marks[str(root)] is False
    assert marks[str(root / "annotations")] is False
    assert marks[str(system)] is True
    here = replace(launch, path=(str(root),))  # python: from the checkout's own folder
    marks = restrictions(here, str(tmp_path / "scratch"))["readable"]
    assert marks[str(root)] is True
    assert marks[str(root / "annotations")] is False


@needs_landlock
def test_readable_paths_are_the_topmost(tmp_path: Path) -> None:
    for name in ("a/gold/x", "a/code", "b"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "a" / "gold")
    marks = {str(tmp_path / "a/gold"): False, str(tmp_path / "a/gold/x"): True}
    found = sandbox._readable(str(tmp_path), marks)
    assert sorted(found) == [str(tmp_path / name) for name in ("a/code", "a/gold/x", "b")]


ORDINARY = """\
import os, sys
os.setgroups([]); os.setgid({nobody}); os.setuid({nobody})
sys.path.insert(0, {folder!r})
import sandbox
print(sandbox.restrict({{{hidden!r}: False}}, [{home!r}], False))
for act in (
    lambda: open({hidden!r} + '/x'), lambda: open({home!r} + '/own', 'w'),
    lambda: open({folder!r} + '/new', 'w'), lambda: __import__('socket').socket(),
):
    try: act(); print('did it')
    except OSError as error: print(type(error).__name__, error.errno)
"""


@needs_landlock
@needs_seccomp
@pytest.mark.skipif(os.name != "posix" or os.getuid() != 0, reason="only root can become nobody")
def test_an_ordinary_user_is_held_too() -> None:
    """By the system's own Python, since nobody may not read what lies in root's home."""
    python = next((p for p in ("/usr/bin/python3",) if os.access(p, os.X_OK)), None)
    if python is None:
        pytest.skip("no Python that nobody may run")
    folder = Path(subprocess.check_output(["mktemp", "-d"], text=True).strip())
    try:
        folder.chmod(0o777)
        for name in ("hidden", "home"):
            (folder / name).mkdir(mode=0o777)
            (folder / name).chmod(0o777)
        (folder / "hidden" / "x").write_text("gold")
        shutil.copy(sandbox.__file__, folder / "sandbox.py")
        script = ORDINARY.format(
            nobody=NOBODY,
            folder=str(folder),
            hidden=str(folder / "hidden"),
            home=str(folder / "home"),
        )
        told = subprocess.run(
            [python, "-c", script], capture_output=True, text=True, check=True
        ).stdout.splitlines()
    finally:
        shutil.rmtree(folder)
    assert told == [
        "{'files': 'landlock', 'network': 'seccomp'}",
        "PermissionError 13",
        "did it",
        "PermissionError 13",
        "OSError 100",
    ]
