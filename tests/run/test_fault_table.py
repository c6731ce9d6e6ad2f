"""Injects every fault of the table in docs/systems.md, and holds the table to what happened.

COPYDESK_WRITE=1 python -m pytest tests/run/test_fault_table.py -n 0     # writes the table
"""

from __future__ import annotations

import os
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from copydesk.records import Article
from copydesk.resources import data_root
from copydesk.run import RunReport, run

from .conftest import CARD, read

DOCS = Path(__file__).resolve().parents[2] / "docs" / "systems.md"
BEGIN, END = "<!-- faults: begin -->\n", "<!-- faults: end -->\n"


class Fault(NamedTuple):
    """What a system does at one article; `held` is what must hold for the fault to be stopped."""

    name: str
    code: str
    held: str = ""
    where_not: str = ""


GOOD = "{'entities': [{'start': 0, 'end': 4, 'label': 'ORG'}]}"
FRAME = "b'\\0\\0\\0\\x10{\"ready\": false}'"

PYTHON = (
    Fault("exception", "raise KeyError('name')"),
    Fault("hang", "time.sleep(60)"),
    Fault("endless output", "while True: os.write(1, b'x' * 65536)"),
    Fault("answer over the limit", "return {'entities': [], 'failure': 'x' * 2_000_000}"),
    Fault("exit", "os._exit(3)"),
    Fault("`sys.exit`", "sys.exit(3)"),
    Fault("SIGKILL", "os.kill(os.getpid(), 9)"),
    Fault(
        "out of memory",
        "x = bytearray(8 * 10**9)",
        "memory",
        "the kernel decides what to end",
    ),
    Fault(
        "fork bomb",
        "for _ in range(1500): os.fork() or time.sleep(60)",
        "watch",
        "the processes run until the time-out, then they are ended",
    ),
    Fault("wrong type", "return ['Ann']"),
    Fault("another article's id", "return {'id': 'other', 'entities': []}"),
    Fault("duplicate id", "return {'id': 'good-0', 'entities': []}"),
    Fault("id with a path in it", "return {'id': '../../result', 'entities': []}"),
    Fault(
        "NaN score",
        "return {'entities': [{'start': 0, 'end': 3, 'label': 'ORG', 'score': float('nan')}]}",
    ),
    Fault("spoofed protocol on stdout", f"os.write(1, {FRAME})"),
    Fault("spoofed protocol on every pipe", f"[write(n, {FRAME}) for n in range(64)]"),
    Fault("forged result file", "open('result.json', 'w').write('{\"overall\": 1}')"),
    Fault("reading the gold", "open('GOLD').read()", "files", "it reads it"),
    Fault("reading the predictions", "open('OUT').read()", "files", "it reads them"),
    Fault(
        "writing the predictions",
        "open('OUT', 'a').write('forged')",
        "files",
        "what it appends is written over; what it changes stands",
    ),
    Fault("writing elsewhere", "open('ELSEWHERE', 'w').write('x')", "files", "it writes there"),
    Fault(
        "opening a socket",
        "import socket; socket.socket().connect(('127.0.0.1', 9))",
        "network",
        "it connects",
    ),
)
COMMAND = (
    Fault("invalid JSON", "print('{\"id\": ')"),
    Fault("line of 1 GB", "for _ in range(1000): sys.stdout.write('x' * 10**6)"),
    Fault("another article's id", 'print(\'{"id": "other", "entities": []}\')'),
    Fault("NaN score", 'print(\'{"id": "%s", "entities": NaN}\' % article[\'id\'])'),
    Fault("spoofed protocol", "print('{\"ready\": true}')"),
    Fault(
        "answer printed twice",
        f"print(*[json.dumps({{'id': article['id'], **{GOOD}}})] * 2, sep='\\n')",
    ),
    Fault("exit without an answer", "os._exit(3)"),
    Fault("uncaught exception", "raise KeyError('name')"),
    Fault("hang", "time.sleep(60)"),
)


def source(faults: tuple[Fault, ...], places: dict[str, str]) -> str:
    """Return `act(article)`, which commits the fault that the article's text names."""
    lines = ["def act(article):", "    number = article['text'].partition(' ')[0]"]
    for number, fault in enumerate(faults):
        code = fault.code
        for name, path in places.items():
            code = code.replace(name, path)
        lines += [f"    if number == 'f{number}':", f"        {code}"]
    return "\n".join(["import json, os, sys, time", WRITE, *lines, ""])


WRITE = """\
def write(number, data):
    try: os.write(number, data)
    except OSError: pass
"""
PYTHON_SYSTEM = f"""
class System:
    def extract(self, article):
        answer = act(article)
        return answer or {GOOD}
def load():
    return System()
"""
COMMAND_SYSTEM = f"""
for line in sys.stdin:
    article = json.loads(line)
    act(article)
    sys.stdout.flush()
    print(json.dumps({{'id': article['id'], **{GOOD}}}), flush=True)
"""


def inject(
    faults: tuple[Fault, ...], system: str, card: str, folder: Path
) -> tuple[list[str], RunReport]:
    """Run one system that commits all faults, good articles between; return what became of each."""
    out = folder / "p.jsonl"
    places = {
        "GOLD": str(next(iter(sorted((data_root() / "annotations").rglob("*.json"))))),
        "OUT": str(out),
        "ELSEWHERE": str(folder / "elsewhere"),
    }
    home = folder / "sys"
    home.mkdir()
    (home / "system.py").write_text(source(faults, places) + system)
    (home / "system.toml").write_text(CARD + card)
    articles = []
    for number in range(len(faults)):
        articles.append(Article(id=f"good-{number}", text="good Text."))
        articles.append(Article(id=f"bad-{number}", text=f"f{number} Text."))
    articles.append(Article(id="good-last", text="good Text."))
    report = run(home, articles, out, timeout=2, output_limit=1_000_000, memory_limit=4_000_000_000)
    lines = read(out)
    assert [line["id"] for line in lines] == [article.id for article in articles]
    good = [{"label": "ORG", "start": 0, "end": 4}]
    for line in lines[::2]:
        assert line.get("entities") == good, "a fault cost another article"
    seen = []
    for line in lines[1::2]:
        assert line.get("failure") or line["entities"] == good
        reason = line.get("failure", "")
        for name, path in places.items():
            reason = reason.replace(path, f"…/{name.lower()}")
        reason = re.sub(r" \(\w+\.py:\d+\)", "", reason)
        # What the json module adds differs between versions of Python.
        seen.append(re.sub(r"(?<=JSON compliant).*| \(Expecting [^)]*\)\)?", "", reason))
    return seen, report


def rows(door: str, faults: tuple[Fault, ...], seen: list[str], report: RunReport) -> list[str]:
    """Return the table's rows; "" for what this machine cannot show."""
    found = []
    for fault, reason in zip(faults, seen, strict=True):
        linux = "yes" if sys.platform == "linux" else "none"
        here = {**report.isolation, "watch": linux, "memory": linux}
        if here.get(fault.held) == "none" or (
            fault.name == "fork bomb" and not reason.startswith("processes")
        ):
            found.append("")
            continue
        told = f"`{reason}`" if reason else "nothing: it is not heard"
        told += f"; where it cannot be stopped, {fault.where_not}" if fault.where_not else ""
        lost = "that article" if reason else "nothing"
        mark = {"files": " ¹", "network": " ²", "watch": " ³", "memory": " ³"}.get(fault.held, "")
        found.append(f"| {fault.name}{mark} | {door} | {told.replace('|', '¦')} | {lost} |")
    return found


def test_the_fault_table_is_what_happens(tmp_path: Path) -> None:
    doors = (
        ("Python", PYTHON, PYTHON_SYSTEM, 'entry = "system.py"\n'),
        ("command", COMMAND, COMMAND_SYSTEM, 'command = ["python", "system.py"]\n'),
    )
    for door, *_ in doors:
        (tmp_path / door).mkdir()
    with ThreadPoolExecutor() as pool:
        futures = [
            pool.submit(inject, faults, system, card, tmp_path / door)
            for door, faults, system, card in doors
        ]
    table = []
    for (door, faults, *_), future in zip(doors, futures, strict=True):
        seen, report = future.result()
        table += rows(door, faults, seen, report)
        assert not (tmp_path / door / "elsewhere").exists() or report.isolation["files"] == "none"
    head = ["| Fault | By | What is recorded, and seen | Lost |", "|---|---|---|---|"]
    before, _, rest = DOCS.read_text(encoding="utf-8").partition(BEGIN)
    old, _, after = rest.partition(END)
    if os.environ.get("COPYDESK_WRITE"):
        assert all(table), "this machine cannot show every fault stopped: write the table elsewhere"
        fresh = "\n".join([*head, *table]) + "\n"
        DOCS.write_text(before + BEGIN + fresh + END + after, encoding="utf-8")
        return
    for written, found in zip(old.splitlines(), [*head, *table], strict=True):
        assert not found or written == found
