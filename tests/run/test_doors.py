"""What a SYSTEM argument can be, and what is said of one that is nothing."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from copydesk.errors import CopyDeskError, InputError
from copydesk.run import embedded, open_system, run

from .conftest import CARD, Articles, MakeSystem, noting, read

PYTHON_COMMAND = """\
import json, os, sys
for line in sys.stdin:
    article = json.loads(line)
    if "bad" in article["text"]:
        FAULT
    answer = {"id": article["id"], "entities": [{"start": 0, "end": 7, "label": "ORG"}]}
    print(json.dumps(answer), flush=True)
"""

# What a program does at the bad article -> how the reason begins.
COMMAND_FAULTS = {
    "pass": "",
    "sys.exit(3)": "exception: ValueError: the command ended without an answer (status 3)",
    "os.kill(os.getpid(), 9)": (
        "exception: ValueError: the command ended without an answer (SIGKILL)"
    ),
    "os.close(1); import time; time.sleep(60)": (
        "exception: ValueError: the command ended without an answer "
        "(it closed its output and ran on)"
    ),
    "raise KeyError('x')": (
        "exception: ValueError: the command ended without an answer (status 1): KeyError: 'x'"
    ),
    "print('hello', flush=True)": "exception: ValueError: the command's line is not JSON",
    "print('[]', flush=True)": "exception: ValueError: the command's line is not a JSON object",
    'print(\'{"id": "a3", "entities": []}\', flush=True)': (
        "exception: ValueError: the command answered for 'a3'"
    ),
    "print('{\"entities\": []}', flush=True)": (
        "exception: ValueError: the command answered for None"
    ),
    'print(\'{"id": "a2", "entities": NaN}\', flush=True)': (
        "exception: ValueError: the command's line is not JSON (NaN"
    ),
    'print(\'{"id": "a2"}\', flush=True); continue': "invalid: entities: the card declares it",
    "import time; time.sleep(60)": (
        "timeout: no answer within 1 s: the command has read the article and printed nothing: "
        "does it flush its standard output?"
    ),
    "import time; os.write(1, b'{'); time.sleep(60)": (
        "timeout: no answer within 1 s: the command has printed no whole line: "
        "does it end its lines?"
    ),
    "os.write(1, b'\\xff\\xfe\\n')": "exception: ValueError: the command's line is not JSON",
}


@pytest.mark.parametrize("fault", COMMAND_FAULTS)
def test_a_folder_with_a_command(fault: str, tmp_path: Path) -> None:
    folder = tmp_path / "sys"
    folder.mkdir()
    (folder / "extract.py").write_text(PYTHON_COMMAND.replace("FAULT", fault))
    (folder / "system.toml").write_text(CARD + 'command = ["python", "extract.py"]\n')
    out = tmp_path / "p.jsonl"
    report = run(folder, Articles(5), out, timeout=1)
    lines = read(out)
    reason = COMMAND_FAULTS[fault]
    assert [line["id"] for line in lines] == ["a0", "a1", "a2", "a3", "a4"]
    assert report.failures == (1 if reason else 0), report
    assert lines[2].get("failure", "").startswith(reason)
    assert all("entities" in line for number, line in enumerate(lines) if number != 2)


ANSWER = """\
    answer = json.dumps({"id": article["id"], "entities": []}) + "\\n"
    if "bad" in article["text"]:
        TWICE
    os.write(1, answer.encode())
"""
# How a program answers the bad article twice -> what is said of that article, "" for nothing.
TWICE = {
    "answer *= 2": 'exception: ValueError: the command printed more than one line: \'{\\"id\\": ',
    "answer += 'done\\n'": "exception: ValueError: the command printed more than one line: 'done",
    "os.write(1, answer.encode()); time.sleep(.1)": "",
}


@pytest.mark.parametrize("how", TWICE)
def test_an_answer_too_many_costs_no_other_article(how: str, tmp_path: Path) -> None:
    """Where the second comes too late to be noticed at once, it is thrown away."""
    log = tmp_path / "log"
    script = tmp_path / "extract.py"
    script.write_text(
        f"import json, os, sys, time\nopen({str(log)!r}, 'a').write('started ')\n"
        "for line in sys.stdin:\n    article = json.loads(line)\n" + ANSWER.replace("TWICE", how)
    )
    folder = tmp_path / "sys"
    folder.mkdir()
    script.rename(folder / "extract.py")
    (folder / "system.toml").write_text(CARD + 'command = ["python", "extract.py"]\n')
    out = tmp_path / "p.jsonl"
    run(noting(folder), Articles(5), out, timeout=10)
    lines = read(out)
    assert [line["id"] for line in lines] == ["a0", "a1", "a2", "a3", "a4"]
    assert [line.get("failure") for line in lines if line["id"] != "a2"] == [None] * 4
    said = TWICE[how].replace("\\", "")
    assert lines[2].get("failure", "").startswith(said)
    assert bool(lines[2].get("failure")) == bool(said)
    assert log.read_text() == "started " * 2, "what has gone wrong is started anew"


def test_a_wrong_id_is_told_at_once(tmp_path: Path) -> None:
    """A program that repeats an earlier id is not waited for."""
    script = tmp_path / "extract.py"
    script.write_text(
        "import json, sys\nfor line in sys.stdin:\n"
        "    print(json.dumps({'id': 'a0', 'entities': []}), flush=True)\n"
    )
    folder = tmp_path / "sys"
    folder.mkdir()
    script.rename(folder / "extract.py")
    (folder / "system.toml").write_text(CARD + 'command = ["python", "extract.py"]\n')
    report = run(folder, Articles(3), tmp_path / "p.jsonl", timeout=20)
    reason = "exception: ValueError: the command answered for 'a0'"
    assert report.first_failures == (("a1", reason), ("a2", reason))
    assert report.seconds < 15


# What a program says on standard error before it ends -> what is quoted of it.
LAST_WORDS = {
    "": "",
    "one\\ntwo\\n": ": two",
    "Traceback:\\n  File x\\nKeyError: 'x'\\n\\n": ": KeyError: 'x'",
    "x.js:3\\nError: no model\\n    at y\\n\\nNode.js v20\\n": ": Error: no model ... Node.js v20",
    "\\x1b[31mred\\x1b[0m\\r \\x07bell\\u202e\\n": ": red ?bell?",
    "x" * 9000: ": " + "x" * 200,
}


@pytest.mark.parametrize("said", LAST_WORDS)
def test_a_command_is_quoted_in_one_harmless_line(said: str, tmp_path: Path) -> None:
    script = tmp_path / "extract.py"
    script.write_text(
        "import sys\nfor line in sys.stdin:\n    if 'warm-up' in line:\n"
        '        print(\'{"id": "copydesk-warm-up", "entities": []}\', flush=True)\n'
        f'    else:\n        sys.stderr.write("{said}")\n        sys.exit(3)\n'
    )
    report = run(f"cmd:python {script}", Articles(1), tmp_path / "p.jsonl")
    reason = "exception: ValueError: the command ended without an answer (status 3)"
    assert report.first_failures == (("a0", reason + LAST_WORDS[said]),)


def test_cmd_with_a_shell_script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    script = tmp_path / "extract"
    script.write_text(
        "#!/bin/sh\n"
        "while read -r line; do\n"
        '  id=$(printf %s "$line" | sed \'s/.*"id": "\\([^"]*\\)".*/\\1/\')\n'
        '  printf \'{"id": "%s", "claims": [], "entities": []}\\n\' "$id"\n'
        "done\n"
    )
    script.chmod(0o755)
    out = tmp_path / "p.jsonl"
    report = run("cmd:./extract --flag", Articles(3), out)
    assert report.layers == ("entities", "claims")
    assert report.failures == 0
    resumed = run("cmd:./extract --flag", Articles(3), out, resume=True)
    assert resumed.resumed == 3
    assert open_system("cmd:./extract").content != open_system("cmd:./extract --flag").content


@pytest.mark.parametrize(
    ("system", "said"),
    [
        ("cmd:./missing", "no program './missing'"),
        ("cmd:", "no program named"),
        ("cmd:'", "No closing quotation"),
    ],
)
def test_a_command_that_is_not_there(
    system: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match=said):
        open_system(system)


def test_a_command_that_answers_nothing(tmp_path: Path) -> None:
    with pytest.raises(CopyDeskError, match=r"cannot do the warm-up article: .*status 0"):
        run("cmd:true", Articles(3), tmp_path / "p.jsonl")
    assert not (tmp_path / "p.jsonl").exists()


def test_python_objects(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "__init__.py").write_text("raise_in_parent = False\n")
    (tmp_path / "mine" / "tools.py").write_text(
        "class Extractor:\n"
        "    def extract(self, article):\n"
        "        return {'entities': [], 'claims': []}\n"
        "ready = Extractor()\n"
        "def make(): return ready\n"
    )
    for number, name in enumerate(["Extractor", "ready", "make"]):
        report = run(f"python:mine.tools:{name}", Articles(3), tmp_path / f"{number}.jsonl")
        assert report.layers == ("entities", "claims")
        assert report.failures == 0
    assert "mine" not in sys.modules


@pytest.mark.parametrize(
    ("system", "said"),
    [
        ("python:mine", "names no object"),
        ("python:no_such_module:x", "no module 'no_such_module'"),
        ("nowhere", r"no such system: give a folder with a system\.toml, an embedded system"),
    ],
)
def test_what_is_no_system(system: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        open_system(system)


def test_embedded_systems_run(tmp_path: Path) -> None:
    assert {"everything", "nothing", "rules"} <= set(embedded())
    for name in embedded():
        report = run(name, Articles(3), tmp_path / f"{name}.jsonl")
        assert report.failures == 0, report.first_failures


def test_the_content_hash_is_of_the_system_alone(make_system: MakeSystem) -> None:
    folder = make_system()
    first = open_system(folder).content
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__" / "x.pyc").write_bytes(b"x")
    (folder / "predictions").mkdir()
    (folder / "predictions" / "test.jsonl").write_text("{}")
    (folder / "result.json").write_text("{}")
    (folder / "README.md").write_text("words")
    assert open_system(folder).content == first
    (folder / "model").mkdir()
    (folder / "model" / "README.md").write_text("a prompt")
    assert open_system(folder).content != first


def test_a_folder_builds_on_the_folders_beside_it(make_system: MakeSystem, tmp_path: Path) -> None:
    other = make_system(name="other")
    (other / "other_names.py").write_text("LABEL = 'ORG'\n")
    body = (
        "from other_names import LABEL\n"
        "return {'entities': [{'start': 0, 'end': 7, 'label': LABEL}]}"
    )
    built = make_system(body, card='uses = ["other"]\n', name="built")
    out = tmp_path / "p.jsonl"
    assert run(built, Articles(2), out, hidden=(tmp_path,)).failures == 0
    assert read(out)[0]["entities"][0]["label"] == "ORG"
    before = open_system(built).content
    (other / "other_names.py").write_text("LABEL = 'GPE'\n")
    assert open_system(built).content != before, "what it builds on is part of the system"
    (built / "system.toml").write_text(f'entry = "system.py"\n{CARD}')
    report = run(built, Articles(1), out, hidden=(tmp_path,), overwrite=True)
    assert report.failures == 1, "a folder that the card does not name is not there"


@pytest.mark.parametrize(
    "card", ['uses = ["../sys"]\n', 'uses = ["built"]\n', 'uses = ["tower"]\n']
)
def test_a_folder_names_all_that_it_builds_on(
    card: str, make_system: MakeSystem, tmp_path: Path
) -> None:
    make_system(name="other")
    make_system(card='uses = ["other"]\n', name="built")
    with pytest.raises(InputError, match="uses"):
        open_system(make_system(card=card, name="tower"))
    complete = make_system(card='uses = ["built", "other"]\n', name="complete")
    assert open_system(complete).card.uses == ("built", "other")
