"""Private gold: whatever is run over it, no word of it comes out."""

from __future__ import annotations

import importlib
import io
import json
import pkgutil
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from copydesk.jsonl import write_lines
from tests.conftest import ROOT, Command
from tests.submissions.checkout import Checkout

#: Stands in the text and in every span of the gold; each time with another number.
CANARY = "Zyqx"
MADE = re.compile(r"Zyqx\d+")
#: Fields that are no text.
KEPT = ("id", "outlet", "split", "label", "category", "kind", "claim_type", "source_type")

COMPLETE = (
    *("--licence", "MIT", "--trained-on", "none", "--seen", "none"),
    *("--description", "Made up."),
)
GOLD = ("--gold", "gold")


def poisoned(row: dict[str, Any], number: int) -> dict[str, Any]:
    """Return a row whose longer words are canaries, in text and gold alike; offsets stay."""

    def changed(value: Any) -> Any:
        if isinstance(value, list):
            return [changed(one) for one in value]
        if isinstance(value, dict):
            return {key: one if key in KEPT else changed(one) for key, one in value.items()}
        if not isinstance(value, str):
            return value
        return re.sub(r"[^\W\d_]{6,}", lambda m: f"{CANARY}{number:0{len(m[0]) - 4}d}", value)

    found: dict[str, Any] = changed(row)
    assert len(found["text"]) == len(row["text"])
    return found


@pytest.fixture
def private(tmp_path: Path) -> Checkout:
    made = Checkout(tmp_path, 5, private=True)
    made.rows = [poisoned(row, number) for number, row in enumerate(made.rows, 10)]
    for row in made.rows:
        made.write_row(row)
        made.write_row(row, "first")
        made.write_row(row, "second")
    made.embed(made.submit("rules"))
    right = [{key: row[key] for key in ("id", "entities")} for row in made.rows]
    for row in right:
        row["entities"] = [
            {key: one[key] for key in ("start", "end", "label")} for one in row["entities"]
        ]
    write_lines(made.root / "right.jsonl", right)
    write_lines(made.root / "half.jsonl", ({**one, "entities": []} for one in right))
    return made


def wrong(made: Checkout) -> Iterator[tuple[str, ...]]:
    """Yield predictions that are wrong in every way that makes a rule speak."""
    name, row = made.rows[0]["id"], made.rows[0]
    rest = [{"id": one["id"], "claims": []} for one in made.rows[1:]]
    for number, claims in enumerate(
        (
            [{"start": 0, "end": 9, "text": "something"}],
            [{"start": 2, "end": 11, "text": row["text"][0:9]}],
            [{"text": f"{CANARY} nowhere"}],
            [{"text": row["text"][5:60].replace("a", "b")}],
            [{"start": 5, "end": 5}],
            [{"start": 5, "end": 10**6}],
            [{"start": 5}],
        )
    ):
        path = made.root / f"wrong{number}.jsonl"
        write_lines(path, [{"id": name, "claims": claims}, *rest])
        yield (path.name,)
    (made.root / "torn.jsonl").write_text('{"id": "' + name)
    yield ("torn.jsonl",)


def commands(made: Checkout) -> dict[str, list[tuple[str, ...]]]:
    """Return what to run, by command."""
    test = "gold/annotations/test"
    record = sorted((made.root / test).glob("*.json"))[0].relative_to(made.root)
    bad = list(wrong(made))
    (made.root / "broken" / "annotations").mkdir(parents=True)
    scored = [*bad, ("right.jsonl",), ("half.jsonl",), (test,)]
    loud = "cmd:python loud.py"
    (made.root / "loud.py").write_text(
        "import json, sys\n"
        "for line in sys.stdin:\n"
        "    one = json.loads(line)\n"
        "    print(one['text'], file=sys.stderr)\n"
        "    print(json.dumps({'id': one['id'], 'failure': one['text'][:80]}), flush=True)\n"
    )
    return {
        "score": [
            *((*one, *GOLD, *more) for one in scored for more in ((), ("--all",))),
            *((*one, *GOLD, "--format", form) for one in scored for form in ("json", "latex")),
            ("gold/annotations/second", "--gold", "gold/annotations/first"),
            ("right.jsonl", "--gold", "gold/annotations/first", "--all"),
        ],
        "compare": [("right.jsonl", test, *GOLD), ("right.jsonl", "wrong0.jsonl", *GOLD)],
        "errors": [(*one, *GOLD) for one in scored]
        + [("right.jsonl", "--gold", "gold/annotations/first")],
        "validate": [
            *((*one, *GOLD) for one in scored),
            *((path,) for path in ("gold", test, str(record), "gold/annotations/first")),
            ("baselines", *GOLD),
            ("baselines/rules", *GOLD),
            ("wrong1.jsonl", "--fix", *GOLD),
        ],
        "run": [(loud, *GOLD, "--out", "out/loud.jsonl"), ("nothing", *GOLD)],
        "bench": [(loud, "nothing", *GOLD, "--repeats", "1")],
        "board": [GOLD, ("--check", *GOLD), ("--update", *GOLD)],
        "submit": [
            ("right.jsonl", "--name", "Mine", *COMPLETE, *GOLD),
            *((*one, "--name", "Bad", *COMPLETE, *GOLD) for one in bad),
        ],
        "stats": [
            ("gold",), ("gold", "--where", "nested attribution"), ("gold", "--format", "json"),
        ],
        "convert": [
            (str(record), "--out", "converted"), ("broken.markup", "--seeds", "gold/seeds"),
        ],
        "agreement": [
            ("gold/annotations/first", "gold/annotations/second"),
            ("gold", "gold/annotations/second", "--format", "json"),
        ],
        "manifest": [("gold",)],
        "publish": [("dataset", *GOLD)],
    }  # fmt: skip


def said_by(*words: str) -> str:
    """Return what a command prints, on stdout and stderr, called in this process."""
    from copydesk.cli import main

    out = io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(out):
        patch.setattr(sys, "argv", ["copydesk", *words])
        with pytest.raises(SystemExit):
            main()
    return out.getvalue()


def test_no_word_of_private_gold_comes_out(
    private: Checkout, monkeypatch: pytest.MonkeyPatch
) -> None:
    from copydesk import cli

    monkeypatch.chdir(private.root)
    for one in pkgutil.iter_modules(cli.__path__, "copydesk.cli."):
        importlib.import_module(one.name)
    plan = commands(private)
    own = {one.name or getattr(one.callback, "__name__", "") for one in cli.app.registered_commands}
    assert own == set(plan), "a new command is tried here too"
    name = private.rows[0]["id"]
    text = private.rows[0]["text"]
    (private.root / "broken.markup").write_text(f"[[PERSON {text[:40]} ]] not the text")
    shutil.copy(private.root / "broken.markup", private.root / f"{name}.markup")
    plan["convert"].append((f"{name}.markup", "--seeds", "gold/seeds", "--out", "converted"))
    before = {path for path in private.root.rglob("*") if path.is_file()}
    for command, calls in plan.items():
        for words in calls:
            said = said_by(command, *words)
            assert said, (command, words)
            assert not MADE.search(said), (command, words, said)
    made = {path for path in private.root.rglob("*") if path.is_file()} - before
    # What a system says is its own, and what is converted is asked for; nothing else is written.
    own_words = ("predictions.jsonl", "predictions.run.json", "loud", ".markup", ".jsonl.gz")
    written = [path for path in made if not any(word in path.name for word in own_words)]
    assert any(path.name == "LEADERBOARD.md" for path in written)
    assert any(path.name == "result.json" for path in written)
    for path in written:
        assert not MADE.search(path.read_text(errors="replace")), path


def test_the_leak_would_be_seen(copydesk: Command, private: Checkout) -> None:
    """The same words, the same predictions, a corpus that is not private."""
    private.info.write_text(json.dumps({"name": "made", "version": "1.0.0"}))
    list(wrong(private))
    assert MADE.search(copydesk("errors", "half.jsonl", *GOLD).stdout)
    assert MADE.search(copydesk("score", "wrong0.jsonl", *GOLD).stderr)


def test_private_gold_is_not_published(copydesk: Command, private: Checkout) -> None:
    done = copydesk("publish", "dataset", *GOLD)
    assert done.returncode == 2
    assert "private gold" in done.stderr
    assert not (private.root / "dataset").exists()


def test_a_record_that_cannot_be_read_may_be_private(copydesk: Command, private: Checkout) -> None:
    private.info.write_text(private.info.read_text().replace("{", '{"tpyo": 1, ', 1))
    row = private.rows[0]
    row["entities"][0]["label"] = f"{CANARY}99"
    private.write_row(row)
    done = copydesk("validate", "gold")
    assert done.returncode == 2
    assert not MADE.search(done.stdout + done.stderr)


def test_only_scores_leave_the_recipe() -> None:
    page = (ROOT / "docs" / "private-gold.md").read_text()
    assert "--gold" in page
    assert "errors" in page
