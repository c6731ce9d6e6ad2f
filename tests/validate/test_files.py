"""Every rule about files: what breaks it breaks it alone; and every rule has such a case."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from copydesk import jsonl
from copydesk.validate import RULES, validate_path
from copydesk.validate.checksums import write_checksums
from copydesk.validate.rules import text_hash

from .sample import ARTICLE, CARD, INFO, TEXT, Files, found, gold, predicted, write
from .test_gold import GOLD


def test_what_keeps_all_rules_is_passed(files: Files) -> None:
    for path in (files.corpus, files.article, files.annotation, files.predictions, files.system):
        assert found(files, path) == []
    report = validate_path(files.corpus)
    assert report.ok
    assert report.counted == {
        "articles": 1,
        "entities": 3,
        "attributions": 3,
        "claims": 2,
        "boilerplate": 1,
        "zones": 2,
    }
    counted = validate_path(files.predictions, gold=files.corpus).counted
    assert counted["predictions"] == counted["entities"] == 1


# --- everything else: a change of the files, what is validated, and where the fault is found ------


def lines(*records: Any) -> str:
    return "".join(json.dumps(record) + "\n" for record in records)


def predict(files: Files, *records: Any) -> Path:
    files.predictions.write_text(lines(*records))
    return files.predictions


def put(name: str, content: str | bytes) -> Callable[[Files], Path]:
    """Write a file of the good set anew, and validate what it belongs to."""

    def change(files: Files) -> Path:
        path: Path = getattr(files, name)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return {"card": files.system, "predictions": path}.get(name, files.corpus)

    return change


def second(files: Files, split: str, **article: Any) -> Path:
    """Add a second article to the corpus."""
    other = files.corpus / "seeds" / "second"
    other.with_suffix(".txt").write_bytes(b"Nothing.")
    write(other.with_suffix(".json"), ARTICLE | {"id": "second"} | article)
    empty = {layer: [] for layer in ("entities", "attributions", "claims", "boilerplate", "zones")}
    record = {"id": "second", "sha256": text_hash("Nothing."), **empty}
    (files.corpus / "annotations" / split).mkdir(exist_ok=True)
    write(files.corpus / "annotations" / split / "second.json", record)
    return files.corpus


def worded(files: Files, text: str, **article: Any) -> Path:
    """Add a second article with a text of its own, by another outlet."""
    second(files, "test", outlet="Other Post", **article)
    (files.corpus / "seeds" / "second.txt").write_bytes(text.encode("utf-8"))
    place = files.corpus / "annotations" / "test" / "second.json"
    write(place, json.loads(place.read_text()) | {"sha256": text_hash(text)})
    return files.corpus


def unlisted(files: Files) -> Path:
    write_checksums(files.corpus)
    (files.corpus / "annotations" / "GUIDELINES.md").write_text("Rules.")
    return files.corpus


def erratum(**change: Any) -> Callable[[Files], Path]:
    """Log a change of gold: that a name had another label, unless something else is said."""

    def make(files: Files) -> Path:
        new = gold()["entities"][1]
        line = {
            "version": "1.0.0",
            "document": "bridge",
            "layer": "entities",
            "reason": "An agency.",
            "issue": "#12",
            "old": {**new, "label": "PERSON"},
            "new": new,
        }
        (files.corpus / "annotations" / "errata.jsonl").write_text(lines({**line, **change}))
        return files.corpus

    return make


def remove(name: str) -> Callable[[Files], Path]:
    def change(files: Files) -> Path:
        getattr(files, name).unlink()
        return files.corpus

    return change


def rename(files: Files) -> Path:
    files.annotation.rename(files.annotation.with_name("other.json"))
    return files.corpus


def carriage_return(files: Files) -> Path:
    text = TEXT + "\r\n"
    files.text.write_bytes(text.encode("utf-8"))
    write(files.annotation, gold() | {"sha256": text_hash(text)})
    return files.corpus


def repeated(files: Files) -> Path:
    other = files.corpus / "annotations" / "train" / "bridge.json"
    other.parent.mkdir()
    write(other, gold())
    return files.corpus


def bad_folder(files: Files) -> Path:
    return files.system.rename(files.system.with_name("my system"))


def long_line(files: Files) -> Path:
    with files.predictions.open("wb") as file:
        file.seek(jsonl.MAX_LINE + 9)
        file.write(b"}")
    return files.predictions


def loose_article(files: Files) -> Path:
    files.text.unlink()
    return files.article


def empty_folder(files: Files) -> Path:
    (files.system / "empty").mkdir()
    return files.system / "empty"


def unpaired(files: Files) -> Path:
    files.article.rename(files.article.with_name("x.json"))
    return files.corpus


def split_of_two(files: Files, *others: Any) -> Path:
    second(files, "test")
    return predict(files, predicted(), *others)


def claims(*items: Any) -> Callable[[Files], Path]:
    return lambda files: predict(files, predicted() | {"claims": list(items)})


WHOLE = {"start": 0, "end": 6}
FILES: list[tuple[str, str, Callable[[Files], Path]]] = [
    ("unreadable", "", lambda files: files.system / "none.jsonl"),
    ("unreadable", "", put("predictions", gzip.compress(b"{}" * 99)[:-5])),
    ("unrecognised", "", lambda files: files.text),
    ("unrecognised", "", lambda files: files.system / "system.py"),
    ("unrecognised", "", empty_folder),
    ("too-large", "", long_line),
    ("blank-line", "", put("predictions", "\n" + lines(predicted()))),
    ("too-many", "", put("predictions", "{}\n" * 10_001)),
    ("encoding", "", put("text", TEXT.encode("utf-16"))),
    ("encoding", "", put("card", b"\xff")),
    ("json", "", put("annotation", json.dumps(gold(), indent=2)[:-5])),
    ("json", "", put("predictions", lines(predicted()) + "{")),
    ("toml", "", put("card", CARD + "=")),
    ("duplicate-key", "id", put("annotation", '{"id":"bridge",' + json.dumps(gold())[1:])),
    ("unknown-field", "gpu", put("card", "gpu = 1\n" + CARD)),
    ("unknown-value", "layers[0]", put("card", CARD.replace("entities", "names"))),
    ("article-hash", "sha256", put("article", json.dumps(ARTICLE | {"sha256": "0" * 64}))),
    ("text-or-hash", "text", loose_article),
    ("carriage-return", "", carriage_return),
    ("document-repeated", "id", repeated),
    ("outlet-in-two-splits", "outlet", lambda files: second(files, "train")),
    (
        "story-in-two-splits",
        "story",
        lambda files: (
            put("article", json.dumps(ARTICLE | {"story": "bridge"}))(files),
            second(files, "train", story="bridge", outlet="Other Post"),
        )[1],
    ),
    ("near-duplicate", "text", lambda files: worded(files, " ".join(TEXT.split()[7:15]))),
    ("shared-paragraph", "text", lambda files: worded(files, TEXT.splitlines()[2])),
    ("manifest", "", unlisted),
    ("erratum", "document", erratum(document="nobody")),
    ("erratum", "new", erratum(old=gold()["entities"][1])),
    ("erratum", "issue", erratum(issue="see the chat")),
    ("erratum", "old.label", erratum(old={**gold()["entities"][1], "label": "AGENCY"})),
    ("erratum-gold", "new", erratum(new={**gold()["entities"][1], "label": "GPE"})),
    ("erratum-gold", "old", erratum(old=gold()["entities"][2])),
    ("file-name", "id", rename),
    ("no-text", "id", remove("text")),
    ("no-record", "", unpaired),
    ("incomplete", "outlet", put("article", json.dumps(ARTICLE | {"outlet": None}))),
    ("incomplete", "licence", put("article", json.dumps(ARTICLE | {"licence": None}))),
    ("half-offsets", "claims[0].end", claims({"start": 3, "text": "It"})),
    ("half-offsets", "claims[1].start", claims(WHOLE, {"end": 3})),
    ("no-place", "claims[0]", claims({"score": 1})),
    ("reversed", "claims[0].end", claims({"start": 9, "end": 3})),
    ("outside", "claims[0].end", claims({"start": 9, "end": 999})),
    ("text-mismatch", "claims[0].text", claims({"start": 0, "end": 6, "text": "Tunnel"})),
    ("too-many-spans", "", claims(*[WHOLE] * 400)),
    (
        "failure-with-layers",
        "failure",
        lambda files: predict(files, predicted() | {"failure": "crashed"}),
    ),
    (
        "unknown-document",
        "id",
        lambda files: predict(files, predicted(), {**predicted(), "id": "x"}),
    ),
    ("repeated-document", "id", lambda files: predict(files, predicted(), predicted())),
    ("missing-document", "", split_of_two),
    ("layers-differ", "", lambda files: split_of_two(files, {"id": "second", "claims": []})),
    ("folder-name", "", bad_folder),
    ("layer-repeated", "layers[1]", put("card", CARD.replace("s = [", 's = ["entities", '))),
    ("entry-or-command", "entry", put("card", 'command = ["x"]\n' + CARD)),
    ("entry-or-command", "entry", put("card", CARD.replace("entry =", "url ="))),
    ("entry", "entry", put("card", CARD.replace("system.py", "main.py"))),
    ("entry", "entry", put("card", CARD.replace("system.py", "../stray.py"))),
    ("uses", "uses[0]", put("card", 'uses = ["nobody"]\n' + CARD)),
    ("uses", "uses[0]", put("card", 'uses = ["toy"]\n' + CARD)),
    ("label", "labels.PER", put("card", CARD.replace("core:PER", "PER"))),
]
#: What the same change cannot but break as well.
ALSO = {
    "no-record": {"file-name", "no-text"},
    "too-many": {"missing-field"},
    "shared-paragraph": {"near-duplicate"},
}


@pytest.mark.parametrize(("code", "where", "change"), FILES)
def test_what_breaks_a_rule_breaks_it_alone(
    files: Files, code: str, where: str, change: Callable[[Files], Path]
) -> None:
    (files.system.parent / "stray.py").write_text("def load(): ...\n")
    problems = [item for item in found(files, change(files)) if item[0] not in ALSO.get(code, ())]
    assert problems == [(code, where)]


def test_whatever_a_path_is_it_is_recognised(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    packed = files.predictions.with_suffix(".jsonl.gz")
    packed.write_bytes(gzip.compress(files.predictions.read_bytes()))
    passed = files.system.with_name("corpus.jsonl")
    passed.write_text(json.dumps(gold() | ARTICLE | {"text": TEXT, "split": "test"}))
    for path, kind in (
        (files.corpus, "articles"),
        (passed, "articles"),
        (files.article, "articles"),
        (files.annotation, "annotations"),
        (files.annotation.parent, "annotations"),
        (files.annotation.parent.parent, "annotations"),
        (files.predictions, "predictions"),
        (packed, "predictions"),
        (files.system, "systems"),
        (files.card, "systems"),
        (files.system.parent, "systems"),
    ):
        for gold_of in (files.corpus, passed):
            report = validate_path(path, gold_of)
            assert report.ok, (path, report.problems)
            assert report.counted[kind] == 1
    monkeypatch.chdir(files.system)
    assert validate_path("system.toml").ok
    assert validate_path(files.annotation).ok, "the text stands in the corpus around it"


def test_lines_are_true(files: Files) -> None:
    """A path's line is that of its key, however the file is indented."""
    record = gold()
    record["claims"][1]["start"] += 1
    record["entities"][0]["label"] = "DATE"
    write(files.annotation, record)
    (problem,) = validate_path(files.corpus).problems
    shown = files.annotation.read_text().splitlines()
    assert shown[problem.line - 1].strip() == '"label": "DATE",'
    record["entities"][0]["label"] = "PERSON"
    write(files.annotation, record)
    (problem,) = validate_path(files.corpus).problems
    assert (problem.code, problem.path) == ("slice", "claims[1].text")
    assert shown[problem.line - 1].strip() == '"text": "It is old",'
    files.annotation.write_text(json.dumps(record, indent=2)[:-20])
    (problem,) = validate_path(files.corpus).problems
    assert problem.code == "json"
    assert problem.line == len(files.annotation.read_text().splitlines())
    files.card.write_text(CARD.replace('DATE = ""', 'DATE = "DATE"'))
    (problem,) = validate_path(files.system).problems
    assert (problem.line, problem.path) == (9, "labels.DATE")


def test_problems_of_a_file_come_all_and_in_order(files: Files) -> None:
    predict(
        files,
        predicted() | {"claims": [{"start": 9, "end": 1}, {"text": ""}]},
        {"id": "other"},
        predicted(),
    )
    with files.predictions.open("a") as file:
        file.write("{")
    problems = validate_path(files.predictions, files.corpus, split="test").problems
    assert [(problem.line, problem.code) for problem in problems] == [
        (1, "out-of-range"),
        (2, "unknown-document"),
        (3, "layers-differ"),
        (4, "json"),
    ]


def test_missing_documents_may_be_allowed(files: Files) -> None:
    path = split_of_two(files)
    assert not validate_path(path, files.corpus).ok
    assert validate_path(path, files.corpus, allow_missing=True).ok
    assert found(files, predict(files, predicted() | {"id": "bridge"})) == [
        ("missing-document", "")
    ]


def test_private_gold_is_not_shown(files: Files) -> None:
    write(files.info, INFO | {"private": True})
    record = gold()
    record["entities"][0]["canonical"] = "Ada King"
    record["entities"][1]["label"] = "Secret"
    for broken in (record, record | {"entities": record["entities"][:1]}):
        write(files.annotation, broken)
        for path in (files.corpus, files.annotation):
            report = validate_path(path, files.corpus)
            assert report.problems
            shown = "\n".join(str(problem) for problem in report.problems)
            assert not any(word in shown for word in ("Ada", "King", "Secret", "Reuters"))


def test_offsets_in_another_unit_are_named(files: Files) -> None:
    text = "\N{GRINNING FACE} café\nAda wrote."
    files.text.write_bytes(text.encode("utf-8"))
    write(files.article, ARTICLE)
    write(files.info, INFO | {"complete": False})
    write(files.annotation, {"id": "bridge", "sha256": text_hash(text)})
    start = text.index("Ada")
    for before, unit in (
        (len(text[:start].encode("utf-16-le")) // 2, "UTF-16 code units"),
        (len(text[:start].encode("utf-8")), "UTF-8 bytes"),
    ):
        claims = [{"start": before, "end": before + 3, "text": "Ada"}]
        report = validate_path(predict(files, {"id": "bridge", "claims": claims}), files.corpus)
        codes = [problem.code for problem in report.problems]
        assert codes == ["offset-unit", "text-mismatch"]
        assert f"{unit} (1 of 1 spans)" in report.problems[0].what


def test_every_rule_has_a_case_and_every_case_a_rule() -> None:
    covered = {case[0] for case in (*GOLD, *FILES)} | {"offset-unit"}
    assert covered == set(RULES)


def test_rules_can_be_shown() -> None:
    for code, rule in RULES.items():
        assert rule.code == code
        assert rule.says.endswith(".")
        assert code == code.lower().replace(" ", "-")
