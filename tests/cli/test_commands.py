from __future__ import annotations

import json
from pathlib import Path

import pytest
from msgspec.json import encode as to_json

from copydesk import read_corpus
from copydesk.jsonl import write_lines
from copydesk.labels import LAYERS
from copydesk.predictions import as_prediction
from tests.conftest import ROOT, Command, small_gold

TEST = "002_a43c84f8abe44c9a"
LINE = f'{{"id": "{TEST}", "entities": [{{"text": "Blackpool", "label": "GPE"}}]}}\n'


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """Predictions for the only test article of `gold/`, a corpus of three."""
    small_gold(tmp_path / "gold")
    path = tmp_path / "mine.jsonl"
    path.write_text(LINE)
    return path


def test_score_json_holds_what_the_issue_of_a_score_needs(copydesk: Command, mine: Path) -> None:
    done = copydesk("score", "mine.jsonl", "--gold", "gold", "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    record = json.loads(done.stdout)
    headline = record["layers"]["entities"]["headline"]
    assert headline["metric"] == "strict"
    assert headline["true_positives"] == headline["predicted"] == 1
    assert headline["precision"] == 1
    assert 0 < headline["recall"] < headline["value"] < 1
    assert record["signature"].startswith("copydesk|v:1.0.0|gold:1.0.0@")
    assert "boilerplate" not in record["layers"], "a layer that is absent was not attempted"


@pytest.mark.parametrize("form", ["table", "markdown"])
def test_every_number_shown_is_in_the_json(copydesk: Command, mine: Path, form: str) -> None:
    shown = copydesk("score", "mine.jsonl", "--gold", "gold", "--all", "--format", form).stdout
    record = json.loads(
        copydesk("score", "mine.jsonl", "--gold", "gold", "--format", "json").stdout
    )
    for name, score in record["layers"]["entities"]["metrics"].items():
        if score["gold"] or score["predicted"]:
            assert name in shown.replace("\\", "")
    assert record["signature"] in shown.replace("\\", "")


def test_gold_against_itself_is_perfect(copydesk: Command) -> None:
    done = copydesk("score", str(ROOT / "annotations"), "--split", "all", "--format", "json")
    record = json.loads(done.stdout)
    assert [record["layers"][layer]["headline"]["value"] for layer in LAYERS] == [1, 1, 1, 1]
    assert record["overall"]["value"] == 1


@pytest.mark.parametrize(
    ("floor", "code"), [("entities=.01", 0), ("entities=.99", 1), ("claims=.1", 1), ("x=.1", 2)]
)
def test_fail_under(copydesk: Command, mine: Path, floor: str, code: int) -> None:
    done = copydesk("score", "mine.jsonl", "--gold", "gold", "--fail-under", floor)
    assert done.returncode == code
    assert floor.partition("=")[0] in (done.stderr or floor)
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ('{"id": "nobody", "entities": []}', "unknown-document"),
        (
            f'{{"id": "{TEST}", "entities": [{{"start": 0, "end": 99999, "label": "GPE"}}]}}',
            "outside",
        ),
        (f'{{"id": "{TEST}", "entities": [{{"start": 5, "end": 5, "label": "GPE"}}]}}', "reversed"),
        (
            f'{{"id": "{TEST}", "entities": [{{"start": 0, "end": 4, "label": "DATE"}}]}}',
            "unknown-value",
        ),
        (f'{{"id": "{TEST}", "persons": []}}', "unknown-field"),
        ('{"id": "x"', "json"),
    ],
)
def test_wrong_input_names_file_line_and_mend(
    copydesk: Command, tmp_path: Path, line: str, code: str
) -> None:
    (tmp_path / "bad.jsonl").write_text(line + "\n")
    for command in ("score", "errors", "validate"):
        done = copydesk(command, "bad.jsonl")
        assert done.returncode == 2, (command, done.stderr)
        said = done.stdout + done.stderr
        assert "bad.jsonl:1: " in said, command
        assert f"{code}: " in said, command
        assert "Traceback" not in said


def test_missing_documents_are_an_error_unless_allowed(copydesk: Command, mine: Path) -> None:
    assert copydesk("score", "mine.jsonl", "--gold", "gold", "--split", "all").returncode == 2
    done = copydesk(
        *("score", "mine.jsonl", "--gold", "gold", "--split", "all"),
        *("--allow-missing", "--format", "json"),
    )
    record = json.loads(done.stdout)
    assert record["missing"] == ["000_5d3843279f2ec046", "001_0fa9d40731d86030"]
    assert record["coverage"] == pytest.approx(1 / 3)
    assert record["layers"]["entities"]["headline"]["gold"] == 81


def test_errors_add_up_to_the_headline(copydesk: Command, mine: Path) -> None:
    done = copydesk("run", "rules", "--gold", "gold", "--out", "rules.jsonl")
    assert done.returncode == 0, done.stderr
    assert done.stdout == "rules.jsonl\n"
    record = json.loads(
        copydesk("score", "rules.jsonl", "--gold", "gold", "--format", "json").stdout
    )
    found = json.loads(
        copydesk("errors", "rules.jsonl", "--gold", "gold", "--format", "json").stdout
    )
    assert {one["kind"] for one in found} == {"missed", "spurious", "mispaired"}
    for layer in ("entities", "claims", "boilerplate"):
        score = record["layers"][layer]["headline"]
        own = [one["kind"] for one in found if one["layer"] == layer]
        wrong = own.count("mispaired")
        assert own.count("missed") + wrong == score["gold"] - score["true_positives"], layer
        assert own.count("spurious") + wrong == score["predicted"] - score["true_positives"], layer


def test_errors_show_the_place(copydesk: Command, mine: Path) -> None:
    shown = copydesk(
        "errors", "mine.jsonl", "--gold", "gold", "--layer", "entities", "--limit", "0"
    ).stdout
    assert "PERSON 'Shaz Pruett'" in shown
    assert "By ⟦Shaz Pruett⟧, Consumer Editor" in shown


def test_run_refuses_to_overwrite_and_resumes(copydesk: Command, mine: Path) -> None:
    assert copydesk("run", "nothing", "--gold", "gold").returncode == 0
    again = copydesk("run", "nothing", "--gold", "gold")
    assert again.returncode == 2
    assert "overwrite" in again.stderr
    assert copydesk("run", "nothing", "--gold", "gold", "--resume").returncode == 0


def test_an_unknown_system_is_a_message(copydesk: Command) -> None:
    done = copydesk("run", "no-such-system")
    assert done.returncode == 2
    assert "rules" in done.stderr


def test_scores_are_the_same_from_a_corpus_file(copydesk: Command, tmp_path: Path) -> None:
    from copydesk.corpus import write_corpus_file

    write_corpus_file(tmp_path / "gold.jsonl", read_corpus())
    write_lines(
        tmp_path / "same.jsonl",
        [as_prediction(one.annotation) for one in read_corpus().select("test").documents],
    )
    done = copydesk("score", "same.jsonl", "--gold", "gold.jsonl", "--format", "json")
    assert json.loads(done.stdout)["overall"]["value"] == 1


def test_private_gold_is_not_printed(copydesk: Command, tmp_path: Path, mine: Path) -> None:
    card = tmp_path / "gold" / "annotations" / "corpus.json"
    card.write_text(json.dumps({**json.loads(card.read_text()), "private": True}))
    done = copydesk("errors", "mine.jsonl", "--gold", "gold")
    assert done.returncode == 2
    assert "Shaz" not in done.stdout + done.stderr
    assert copydesk("score", "mine.jsonl", "--gold", "gold").returncode == 0


def test_help_has_examples(copydesk: Command) -> None:
    for command in ("validate", "run", "score", "errors", "board", "publish", "bench"):
        done = copydesk(command, "--help")
        assert f"copydesk {command}" in done.stdout, command


def test_fix_writes_offsets_in_code_points(copydesk: Command, tmp_path: Path, mine: Path) -> None:
    (document,) = read_corpus(tmp_path / "gold").select("test").documents
    right = as_prediction(document.annotation)
    assert "£" in document.text, "only text beyond ASCII tells bytes from code points"

    def in_bytes(item: dict[str, int]) -> dict[str, int]:
        lengths = {key: len(document.text[: item[key]].encode()) for key in ("start", "end")}
        return {**item, **lengths}

    plain = json.loads(to_json(right))["entities"]
    line = {"id": document.id, "entities": [in_bytes(one) for one in plain]}
    (tmp_path / "bytes.jsonl").write_text(json.dumps(line) + "\n")
    refused = copydesk("score", "bytes.jsonl", "--gold", "gold")
    assert refused.returncode == 2
    assert "UTF-8" in refused.stderr
    assert "validate --fix" in refused.stderr
    fixed = copydesk("validate", "bytes.jsonl", "--gold", "gold", "--fix")
    assert fixed.returncode == 0, fixed.stdout + fixed.stderr
    scored = copydesk("score", "bytes.fixed.jsonl", "--gold", "gold", "--format", "json")
    assert json.loads(scored.stdout)["layers"]["entities"]["headline"]["value"] == 1
    again = copydesk("validate", "bytes.fixed.jsonl", "--gold", "gold", "--fix")
    assert again.returncode == 2
    assert "nothing to fix" in again.stderr


def test_predictions_of_another_split_say_which(copydesk: Command, mine: Path) -> None:
    for command in ("score", "errors", "validate"):
        done = copydesk(command, "mine.jsonl", "--split", "validation")
        assert done.returncode == 2
        said = done.stdout + done.stderr
        assert "is of the split test: pass --split test" in said
        assert "missing-document" not in said


@pytest.mark.parametrize("form", ["table", "markdown", "latex", "json"])
def test_claims_with_scores_are_shown_in_every_form(
    copydesk: Command, tmp_path: Path, mine: Path, form: str
) -> None:
    claims = [{"text": "Tickets cost £85", "score": 0.5}]
    (tmp_path / "scored.jsonl").write_text(json.dumps({"id": TEST, "claims": claims}) + "\n")
    done = copydesk("score", "scored.jsonl", "--gold", "gold", "--all", "--format", form)
    assert done.returncode == 0, done.stderr
    assert "average" in done.stdout
