"""Attacks on a stored folder: each is refused, and said in one plain line."""

from __future__ import annotations

import gzip
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from copydesk.submissions import RULES, check
from copydesk.submissions.files import LIMITS, MOST_UNPACKED
from copydesk.validate import RULES as OTHER_RULES
from tests.submissions.checkout import RUN, Checkout, made_timing

Attack = Callable[[Checkout, Path], Any]


def result(folder: Path, **changes: Any) -> None:
    """Change the claimed result."""
    path = folder / "result.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | changes))


def score(folder: Path, layer: str, **changes: Any) -> None:
    record = json.loads((folder / "result.json").read_text())
    record["layers"][layer]["headline"] |= changes
    (folder / "result.json").write_text(json.dumps(record))


def digit(folder: Path) -> None:
    record = json.loads((folder / "result.json").read_text())
    value = record["layers"]["claims"]["headline"]["value"]
    score(folder, "claims", value=round(value - 1e-9, 9))


def counts(folder: Path) -> None:
    record = json.loads((folder / "result.json").read_text())
    column = record["documents"]["counts"]["leak/entities/whole"]
    column[0] += 1
    (folder / "result.json").write_text(json.dumps(record))


def card(folder: Path, old: str, new: str) -> None:
    path = folder / "system.toml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def lines(folder: Path, change: Callable[[list[dict[str, Any]]], Any]) -> None:
    path = folder / "predictions.jsonl.gz"
    records = [json.loads(line) for line in gzip.decompress(path.read_bytes()).splitlines()]
    change(records)
    raw = "".join(json.dumps(one) + "\n" for one in records)
    path.write_bytes(gzip.compress(raw.encode()))


def pack(folder: Path, raw: bytes) -> None:
    (folder / "predictions.jsonl.gz").write_bytes(raw)


def deep() -> dict[str, Any]:
    """As deep as JSON can be read."""
    value: Any = "<b>"
    for _ in range(900):
        value = [value]
    return {"cpu": value}


def bomb(folder: Path) -> None:
    """A gzip file of a hundred times its size, in many members."""
    member = gzip.compress(b" " * 2**24)
    pack(folder, member * (MOST_UNPACKED // 2**24 + 1))


def link(target: Path, to: Path) -> None:
    if target.exists():
        target.unlink()
    target.symlink_to(to)


def moved(checkout: Checkout, folder: Path, name: str) -> Path:
    target = folder.parent / name
    shutil.move(folder, target)
    return target


def renamed(checkout: Checkout, folder: Path, name: str) -> None:
    """Another display name, with a result that fits it."""
    card(folder, 'name = "Tagger"', f"name = {json.dumps(name)}")
    checkout.rewrite(folder)


def worded(checkout: Checkout, folder: Path, field: str, text: str) -> None:
    """Another text in a field of the card, with a result that fits it."""
    own = (folder / "system.toml").read_text().splitlines(True)
    value = json.dumps([text] if field in ("authors", "trained_on", "requirements") else text)
    kept = [one for one in own if not one.startswith(f"{field} =")]
    (folder / "system.toml").write_text(f"{field} = {value}\n" + "".join(kept))
    checkout.rewrite(folder)


ATTACKS: list[tuple[str, str, Attack]] = [
    ("result-differs", "a forged headline", lambda c, f: score(f, "entities", value=0.99)),
    ("result-differs", "forged in the last digit", lambda c, f: digit(f)),
    ("result-differs", "a forged interval", lambda c, f: score(f, "claims", interval=[0.9, 1])),
    ("result-differs", "counts that do not fit the predictions", lambda c, f: counts(f)),
    ("result-differs", "a forged overall", lambda c, f: result(f, overall=None)),
    ("result-differs", "failures hidden", lambda c, f: result(f, failures={"x": "y"})),
    ("result-differs", "hashes of other texts", lambda c, f: result(f, texts={"x": "0" * 16})),
    (
        "result-differs",
        "predictions exchanged after scoring",
        lambda c, f: lines(f, lambda all_: all_[0].update(entities=[])),
    ),
    ("schema", "a result of another shape", lambda c, f: result(f, layers=[])),
    ("schema", "a field of our own", lambda c, f: result(f, trusted=True)),
    (
        "json",
        "a result nested without end",
        lambda c, f: (f / "result.json").write_text("[" * 100_000),
    ),
    ("environment", "an environment nested deeply", lambda c, f: result(f, environment=deep())),
    ("schema", "layers nested deeply", lambda c, f: result(f, layers=deep())),
    ("result-differs", "documents nested deeply", lambda c, f: result(f, documents=deep()["cpu"])),
    ("timing", "a timing nested deeply", lambda c, f: result(f, timing=deep(), run=RUN)),
    ("unknown-document", "a document of nobody", lambda c, f: lines(f, lambda a: a.append(
        {**a[0], "id": "somebody-else"}
    ))),
    ("missing-document", "hard documents left out", lambda c, f: lines(f, lambda a: a.pop())),
    ("repeated-document", "a document twice", lambda c, f: lines(f, lambda a: a.append(a[0]))),
    ("out-of-range", "an id with a path in it", lambda c, f: lines(f, lambda a: a[0].update(
        id="../../result"
    ))),
    ("layers-claimed", "layers claimed that are not predicted", lambda c, f: (
        lines(f, lambda a: [one.pop("claims") for one in a]), c.rewrite(f)
    )),
    ("layers-claimed", "layers predicted that are not claimed", lambda c, f: (
        card(f, '"entities", ', ""), c.rewrite(f)
    )),
    ("gold-version", "another gold", lambda c, f: result(
        f, gold=json.loads((f / "result.json").read_text())["gold"] | {"version": "9.9"}
    )),
    ("file-size", "a bomb", lambda c, f: bomb(f)),
    ("file-size", "a packed file too large", lambda c, f: pack(
        f, os.urandom(LIMITS["predictions.jsonl.gz"] + 1)
    )),
    ("file-size", "a model in the folder", lambda c, f: (f / "model.bin").write_bytes(
        bytes(9 * 2**20)
    )),
    ("file-size", "thousands of files", lambda c, f: [
        (f / f"part{n}").write_text("") for n in range(300)
    ]),
    ("file-kind", "no gzip", lambda c, f: pack(f, b"not packed")),
    ("file-kind", "a torn gzip", lambda c, f: pack(
        f, (f / "predictions.jsonl.gz").read_bytes()[:-9]
    )),
    ("file-kind", "a link to a secret", lambda c, f: link(f / "README.md", Path("/etc/passwd"))),
    ("file-kind", "a card that is a link", lambda c, f: link(
        f / "system.toml", Path("/etc/hosts")
    )),
    ("file-kind", "a link to a folder", lambda c, f: link(f / "more", c.gold)),
    ("file-kind", "a pipe", lambda c, f: os.mkfifo(f / "pipe")),
    ("file-kind", "a name with a line break", lambda c, f: (
        f / "x\n::error::owned"
    ).write_text("")),
    ("file-kind", "a hidden folder", lambda c, f: (
        (f / ".git").mkdir(), (f / ".git" / "config").write_text("")
    )),
    ("file-missing", "no note", lambda c, f: (f / "README.md").unlink()),
    ("file-missing", "no card", lambda c, f: (f / "system.toml").unlink()),
    ("files-unused", "code that nothing runs", lambda c, f: (f / "setup.py").write_text("1/0")),
    ("system-id", "an id with capitals", lambda c, f: moved(c, f, "Tagger_2")),
    ("system-id", "an endless id", lambda c, f: moved(c, f, "a" * 60)),
    ("id-used", "the id of another", lambda c, f: moved(c, f, "rules")),
    ("name-used", "the name of another", lambda c, f: renamed(c, f, "Rules")),
    ("name-used", "the name of another, full width", lambda c, f: renamed(c, f, "Ｒｕｌｅｓ")),
    ("display-name", "a name in look-alike letters", lambda c, f: renamed(c, f, "rulеs")),
    ("display-name", "a name with an address", lambda c, f: renamed(c, f, "www.example.org")),
    ("display-name", "a name with markup", lambda c, f: renamed(c, f, "**Best** | 1")),
    ("display-name", "a name with HTML", lambda c, f: renamed(c, f, "<img src=x onerror=y>")),
    ("display-name", "a name over two lines", lambda c, f: renamed(c, f, "Tagger\n| 1 | best")),
    ("display-name", "a name that runs backwards", lambda c, f: renamed(c, f, "Tag\u202erelur")),
    ("display-name", "an endless name", lambda c, f: renamed(c, f, "Tag " * 30)),
    ("re-run", "said to be run again, and cannot be", lambda c, f: result(
        f, run={"system": ".", "sha256": "0" * 64}
    )),
    ("re-run", "a SYSTEM of the submitter's disk", lambda c, f: result(
        f, run={"system": "cmd:./mine", "sha256": "0" * 64}
    )),
    ("re-run", "a command in the SYSTEM", lambda c, f: result(
        f, run={"system": "spacy:x$(reboot)", "sha256": "0" * 64}
    )),
    ("re-run", "code that was not run", lambda c, f: (
        (f / "system.py").write_text("def load(): ...\n"),
        card(f, "licence", 'entry = "system.py"\nlicence'),
        c.rewrite(f),
    )),
    ("entry", "code outside of the folder", lambda c, f: card(
        f, "licence", 'entry = "../../baselines/rules/system.py"\nlicence'
    )),
    ("timing", "times of nothing that was run", lambda c, f: result(f, timing=made_timing())),
    ("timing", "times of no kind", lambda c, f: result(f, timing={"ratio": "fast"}, run=RUN)),
    ("timing", "times below nothing", lambda c, f: result(
        f, timing=made_timing() | {"ratio": -1.0}, run=RUN
    )),
    ("timing", "text for a figure", lambda c, f: result(
        f, timing=made_timing() | {"peak_memory_mb": "<b>0</b>"}, run=RUN
    )),
    ("environment", "a folder of the submitter's", lambda c, f: result(
        f, environment={"python": "/home/me/bin/python"}
    )),
    ("environment", "a host", lambda c, f: result(f, environment={"host": "desk-7"})),
    ("environment", "markup", lambda c, f: result(f, environment={"cpu": "<script>"})),
    ("card-incomplete", "silence on training data", lambda c, f: card(f, "trained_on = []\n", "")),
    ("card-incomplete", "silence on seen documents", lambda c, f: card(
        f, "seen_documents = []\n", ""
    )),
    ("card-incomplete", "no licence", lambda c, f: worded(
        c, f, "licence", "LicenseRef-unstated"
    )),
    ("seen-document", "a document that is none", lambda c, f: card(
        f, "seen_documents = []", 'seen_documents = ["x"]'
    )),
    ("plain-text", "a version with markup", lambda c, f: worded(c, f, "version", "1<br>2")),
    ("plain-text", "a licence with markup", lambda c, f: worded(c, f, "licence", "[MIT](x)")),
    ("plain-text", "an address that runs", lambda c, f: worded(
        c, f, "url", "javascript:alert(1)"
    )),
]  # fmt: skip

#: Every text field of a card that is free, with every kind of markup.
MARKUP = (
    "<img src=x onerror=alert(1)>",
    "<!-- hidden",
    "[click](https://example.org)",
    "![x](https://example.org/x.png)",
    "two\nlines",
    "\u202ebackwards",
    "zero\u200bwidth",
    "&lt;b&gt;",
)
ATTACKS += [
    ("plain-text", f"{field}: {text!a}", lambda c, f, a=field, b=text: worded(c, f, a, b))
    for field in ("description", "authors", "trained_on", "requirements")
    for text in MARKUP
]


@pytest.mark.parametrize(
    ("code", "attack"),
    [(code, run) for code, _, run in ATTACKS],
    ids=[what for _, what, _ in ATTACKS],
)
def test_an_attack_is_refused(checkout: Checkout, code: str, attack: Attack) -> None:
    folder = checkout.submit("Tagger")
    assert check(folder, checkout.evaluator, {"rules": "rules"}).problems == ()
    attack(checkout, folder)
    if not folder.exists():
        (folder,) = checkout.home.iterdir()
    problems = check(folder, checkout.evaluator, {"rules": "rules"}).problems
    assert code in {one.code for one in problems}, problems
    for one in problems:
        assert str(one).isprintable(), "a line of a log that starts with `::` is a command"
        assert one.mend
        assert "root:" not in str(one), "what a link leads to is not read"


def test_every_rule_is_attacked() -> None:
    own = {one.code for one in RULES}
    change = {"other-files", "one-system", "board-differs"}
    attacked = {code for code, _, _ in ATTACKS}
    assert own - change <= attacked
    assert attacked - own <= {*OTHER_RULES, "schema"}


def test_a_submission_that_holds_is_taken(checkout: Checkout) -> None:
    for layers in (("entities",), ("claims", "boilerplate")):
        folder = checkout.submit(f"Tagger {layers[0]}", layers=layers, authors=("A. Żółw",))
        found = check(folder, checkout.evaluator, {})
        assert found.problems == ()
        assert found.evaluation is not None
        assert set(found.evaluation.layers) == set(layers)


def test_a_bomb_costs_little_memory(checkout: Checkout) -> None:
    import tracemalloc

    folder = checkout.submit("Tagger")
    bomb(folder)
    tracemalloc.start()
    assert check(folder, checkout.evaluator, {}).problems
    assert tracemalloc.get_traced_memory()[1] < MOST_UNPACKED / 8
    tracemalloc.stop()


def test_failures_may_be_submitted(checkout: Checkout) -> None:
    folder = checkout.submit("Tagger")

    def fail(records: list[dict[str, Any]]) -> None:
        records[0] = {"id": records[0]["id"], "failure": "timeout: 60 s"}

    lines(folder, fail)
    checkout.rewrite(folder)
    assert check(folder, checkout.evaluator, {}).problems == ()
