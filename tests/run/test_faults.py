"""Each fault costs its article, is recorded with its reason, and nothing else is lost."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import Any

import pytest

from copydesk.errors import CopyDeskError
from copydesk.run import run

from .conftest import Articles, MakeSystem, noting, read

OK = "return {'entities': [{'start': 0, 'end': 7, 'label': 'ORG'}]}"

# what `extract` does with the bad article -> how its reason begins
FAULTS = {
    "raises": ("raise KeyError('x')", "exception: KeyError: 'x' (system.py:"),
    "recursion": ("f = lambda: f()\n    f()", "exception: RecursionError"),
    "sys.exit": ("sys.exit(3)", "exception: SystemExit: 3"),
    "interrupt": ("raise KeyboardInterrupt", "exception: KeyboardInterrupt"),
    "hangs": ("time.sleep(60)", "timeout: no answer within 0.5 s"),
    "exits": ("os._exit(7)", "exit: the process ended with status 7"),
    "killed": ("os.kill(os.getpid(), 9)", "signal: the process was ended by SIGKILL"),
    "aborts": ("os.abort()", "signal: the process was ended by SIGABRT"),
    "closes every pipe": ("os.closerange(0, 64); time.sleep(60)", "signal: "),
    "none": ("return None", "invalid: a NoneType where a dict"),
    "list": ("return []", "invalid: a list where a dict"),
    "not JSON": ("return {'entities': {1, 2}}", "invalid: not plain JSON: TypeError"),
    "NaN": (
        "return {'entities': [{'start': 0, 'end': 1, 'label': 'ORG', 'score': float('nan')}]}",
        "invalid: not plain JSON: ValueError",
    ),
    "lone surrogate": ("return {'entities': [], 'failure': '\\ud800'}", "invalid: not plain JSON"),
    "cyclic": ("a = []; a.append(a)\n    return {'entities': a}", "invalid: not plain JSON"),
    "float offset": (
        "return {'entities': [{'start': 0.0, 'end': 1, 'label': 'ORG'}]}",
        "invalid: entities[0].start: 0.0 is not a whole number: write 0",
    ),
    "reversed": (
        "return {'entities': [{'start': 5, 'end': 5, 'label': 'ORG'}]}",
        "invalid: entities[0].end: the span [5, 5) holds nothing",
    ),
    "outside": (
        "return {'entities': [{'start': 0, 'end': 10**9, 'label': 'ORG'}]}",
        "invalid: entities[0].end: 1000000000 lies outside the text",
    ),
    "negative": (
        "return {'entities': [{'start': -1, 'end': 3, 'label': 'ORG'}]}",
        "invalid: entities[0].start: -1 is not within 0",
    ),
    "half a span": (
        "return {'entities': [{'start': 1, 'label': 'ORG'}]}",
        "invalid: entities[0].end: there is start, but no end: give both",
    ),
    "other text": (
        "return {'entities': [{'start': 0, 'end': 3, 'text': 'Bob', 'label': 'ORG'}]}",
        'invalid: entities[0].text: text is "Bob", the article has "Art" there',
    ),
    "unknown label": (
        "return {'entities': [{'start': 0, 'end': 1, 'label': 'DATE'}]}",
        'invalid: entities[0].label: "DATE" is not known here',
    ),
    "score": (
        "return {'entities': [{'start': 0, 'end': 1, 'label': 'ORG', 'score': 1.5}]}",
        "invalid: entities[0].score: 1.5 is not within 0 ... 1",
    ),
    "unknown field": (
        "return {'entities': [], 'names': []}",
        'invalid: names: unknown field "names"',
    ),
    "undeclared layer": (
        "return {'entities': [], 'claims': []}",
        "invalid: claims: is not among the system's layers",
    ),
    "missing layer": ("return {}", "invalid: entities: the card declares it, the answer lacks it"),
    "another's id": ("return {'id': 'a3', 'entities': []}", "invalid: id: 'a3' is another"),
    "id with a path": (
        "return {'id': '../a2', 'entities': []}",
        'invalid: id: "../a2" does not fit',
    ),
    "cut outside": (
        "return {'entities': [], 'truncated_at': 10**6}",
        "invalid: truncated_at: 1000000 lies outside",
    ),
    "failure and layers": (
        "return {'entities': [], 'failure': 'x'}",
        "invalid: failure: a failure, yet with entities",
    ),
    "says so itself": ("return {'failure': 'refused'}", "reported: refused"),
    "too much": (
        "return {'entities': [], 'failure': 'x' * 300_000}",
        "output: more than the 200000 bytes allowed",
    ),
    "memory": ("x = bytearray(8 * 10**9)", "exception: MemoryError"),
    "spoofs a frame": (
        "for n in range(3, 64):\n        try: os.write(n, b'\\0\\0\\0\\x10{\"ready\": false}')\n"
        "        except OSError: pass\n    time.sleep(60)",
        "protocol: an answer to no question",
    ),
    "spoofs garbage": (
        "for n in range(3, 64):\n        try: os.write(n, b'\\0\\0\\0\\4abcd')\n"
        "        except OSError: pass\n    time.sleep(60)",
        "protocol: bytes that are no answer",
    ),
    "spoofs a length": (
        "for n in range(3, 64):\n        try: os.write(n, b'\\xff' * 8)\n"
        "        except OSError: pass\n    time.sleep(60)",
        "protocol: an answer over the limit",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_costs_its_article_only(
    fault: str, make_system: MakeSystem, articles: Articles, tmp_path: Path
) -> None:
    body, reason = FAULTS[fault]
    system = make_system(f"if 'bad' in text:\n    {body}\n{OK}")
    out = tmp_path / "p.jsonl"
    report = run(
        system, articles, out, timeout=0.5, output_limit=200_000, memory_limit=4_000_000_000
    )
    lines = read(out)
    assert [line["id"] for line in lines] == ["a0", "a1", "a2", "a3", "a4"]
    assert lines[2]["failure"].startswith(reason), lines[2]
    assert set(lines[2]) == {"id", "failure"}
    good = [{"label": "ORG", "start": 0, "end": 7}]
    assert [line.get("entities") for line in lines] == [good, good, None, good, good]
    assert report.failures == 1
    assert report.reasons == {reason.partition(":")[0]: 1}
    assert report.first_failures == (("a2", lines[2]["failure"]),)


HARMLESS = {
    "prints protocol": "sys.__stdout__.write('{\"ready\": true}\\n' * 50)",
    "prints a flood": "os.write(1, b'x' * 3_000_000)",
    "forks into our loop": "if os.fork() == 0: return {'entities': []}",
    "changes folder": "os.chdir('/')",
    "writes a file": "open('result.json', 'w').write('{}')",
    "changes the article": "article.clear()",
    "leaves a process": "import subprocess; subprocess.Popen(['sleep', '100'])",
}


@pytest.mark.parametrize("habit", HARMLESS)
def test_a_habit_costs_nothing(
    habit: str, make_system: MakeSystem, articles: Articles, tmp_path: Path
) -> None:
    out = tmp_path / "p.jsonl"
    report = run(make_system(f"{HARMLESS[habit]}\n{OK}"), articles, out, timeout=10)
    assert report.failures == 0, report
    assert report.restarts == 0
    assert len(read(out)) == 5


def test_what_a_system_leaves_running_is_ended(
    make_system: MakeSystem, articles: Articles, tmp_path: Path
) -> None:
    note = tmp_path / "pids"
    body = (
        "import subprocess; child = subprocess.Popen(['sleep', '100'])\n"
        f"open({str(note)!r}, 'a').write(f'{{child.pid}}\\n')\n"
    )
    run(noting(make_system(body + OK)), articles, tmp_path / "p.jsonl")
    for pid in map(int, note.read_text().split()):
        assert gone(pid)


def gone(pid: int) -> bool:
    """Whether a process is dead (a zombie counts as dead) within two seconds."""
    for _ in range(200):
        try:
            os.kill(pid, 0)
            state = Path(f"/proc/{pid}/stat")
            if state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except (ProcessLookupError, FileNotFoundError):
            return True
        time.sleep(0.01)
    return False


@pytest.mark.parametrize(
    ("top", "said"),
    [
        ("import no_such_module", "ModuleNotFoundError: No module named 'no_such_module'"),
        ("1 / 0", "ZeroDivisionError: division by zero (system.py:2)"),
        (
            "print('model is missing', flush=True); os._exit(4)",
            "status 4; it printed: model is missing",
        ),
        ("time.sleep(60)", "no answer within"),
        ("def nonsense(:", "SyntaxError"),
    ],
)
def test_a_system_that_cannot_be_started_is_said_so(
    top: str, said: str, make_system: MakeSystem, articles: Articles, tmp_path: Path
) -> None:
    out = tmp_path / "p.jsonl"
    with pytest.raises(CopyDeskError, match="'tiny' cannot be started") as raised:
        run(make_system(OK, top=top), articles, out, start_timeout=0.4)
    assert said in str(raised.value)
    assert not out.exists()


BATCH = """
class Batches:
    def extract_batch(self, articles):
        open(LOG, 'a').write(f"{len(articles)} ")
        for article in articles:
            if 'bad' in article['text']:
                FAULT
        return [{'entities': []} for _ in articles]
"""


@pytest.mark.parametrize(
    ("fault", "reason", "calls"),
    [
        ("raise ValueError('no')", "exception: ValueError: no", "4 1 1 1 1 1"),
        ("os._exit(1)", "exit: ", "4 1 1 1 1 1"),
        ("time.sleep(60)", "timeout: ", "4 1 1 1 1 1"),
        ("return []", "exception: ValueError: extract_batch gave 0 predictions", "4 1 1 1 1 1"),
        ("pass", "", "4 1"),
    ],
)
def test_a_batch_that_fails_is_done_one_by_one(
    fault: str, reason: str, calls: str, make_system: MakeSystem, tmp_path: Path
) -> None:
    log = tmp_path / "log"
    top = f"LOG = {str(log)!r}" + BATCH.replace("FAULT", fault)
    system = make_system(top=top)
    code = (system / "system.py").read_text().replace("return Tiny()", "return Batches()")
    (system / "system.py").write_text(code)
    out = tmp_path / "p.jsonl"
    report = run(noting(system), Articles(5), out, batch_size=4, timeout=0.3)
    lines: list[dict[str, Any]] = read(out)
    assert [line["id"] for line in lines] == ["a0", "a1", "a2", "a3", "a4"]
    assert report.failures == (1 if reason else 0)
    assert lines[2].get("failure", "").startswith(reason)
    assert sorted(log.read_text().split()) == sorted(calls.split())


@pytest.mark.parametrize("workers", [2, 3])
def test_more_workers_give_the_same_file(
    workers: int, make_system: MakeSystem, tmp_path: Path
) -> None:
    system = make_system(
        "time.sleep((sum(map(ord, text)) % 7) / 500)\n"
        f"if 'bad' in text: os._exit(3)\n{OK.replace('7', 'len(text) // 2')}"
    )
    files = [tmp_path / "one.jsonl", tmp_path / "many.jsonl"]
    for out, count in zip(files, (1, workers), strict=True):
        run(system, Articles(60), out, workers=count, batch_size=4)
    assert files[0].read_bytes() == files[1].read_bytes()


def test_what_the_worker_sees(make_system: MakeSystem, articles: Articles, tmp_path: Path) -> None:
    note = tmp_path / "seen.json"
    body = (
        "import json\n"
        "seen = {'cwd': os.getcwd(), 'files': os.listdir(), 'env': dict(os.environ),\n"
        "        'argv': sys.argv[1:], 'path': sys.path[0], 'keys': sorted(article),\n"
        "        'hash': hash('x'), 'copydesk': 'copydesk' in sys.modules,\n"
        "        'stdin': sys.stdin.read()}\n"
        f"open({str(note)!r}, 'w').write(json.dumps(seen))\n{OK}"
    )
    os.environ["COPYDESK_TEST_SECRET"] = "s"
    try:
        system = make_system(body)
        run(noting(system), articles, tmp_path / "p.jsonl")
    finally:
        del os.environ["COPYDESK_TEST_SECRET"]
    seen = json.loads(note.read_text())
    assert seen["keys"] == ["id", "text"]
    assert seen["files"] == []
    assert seen["stdin"] == ""
    assert seen["argv"] == []
    assert not seen["copydesk"]
    assert seen["path"] == str(system)
    assert "COPYDESK_TEST_SECRET" not in seen["env"]
    assert seen["env"]["OMP_NUM_THREADS"] == "1"
    assert seen["env"]["PYTHONHASHSEED"] == "0"
    assert seen["env"]["HOME"] == seen["cwd"]
    assert str(Path.cwd()) not in "".join(seen["env"][name] for name in ("HOME", "TMPDIR"))
    assert not Path(seen["cwd"]).exists()


def test_the_label_map_is_applied(make_system: MakeSystem, tmp_path: Path) -> None:
    system = make_system(
        "return {'entities': [{'start': i, 'end': i + 1, 'label': label}\n"
        "                     for i, label in enumerate(['PER', 'DATE', 'ORG'])]}",
        card='[labels]\nPER = "PERSON"\nDATE = ""\n',
    )
    out = tmp_path / "p.jsonl"
    run(system, Articles(1), out)
    assert [entity["label"] for entity in read(out)[0]["entities"]] == ["PERSON", "ORG"]


def test_progress_is_told_in_order(
    make_system: MakeSystem, articles: Articles, tmp_path: Path
) -> None:
    told: list[int] = []
    system = make_system(f"if 'bad' in text: raise ValueError\n{OK}")
    report = run(
        system,
        articles,
        tmp_path / "p.jsonl",
        on_progress=lambda progress: told.append(progress.done),
    )
    assert told == sorted(told)
    assert told[-1] == report.articles == 5


def test_no_articles_give_an_empty_file(make_system: MakeSystem, tmp_path: Path) -> None:
    report = run(make_system(OK), [], tmp_path / "p.jsonl")
    assert report.articles == 0
