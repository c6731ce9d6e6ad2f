"""`copydesk submit` and `validate submissions/`, as a user has them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT, Command
from tests.submissions.checkout import LAYERS, Checkout

COMPLETE = (
    *("--licence", "MIT", "--trained-on", "none", "--seen", "none"),
    *("--description", "Made up."),
)


def test_from_predictions_to_a_row_in_two_commands(copydesk: Command, checkout: Checkout) -> None:
    checkout.predictions("mine")
    gold = ("--gold", "gold")
    done = copydesk("submit", "mine.jsonl", "--name", "My tagger", *COMPLETE, *gold)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "submissions/my-tagger"
    assert "+ overall" in done.stdout
    assert "My tagger (predictions only)" in done.stdout
    folder = checkout.home / "my-tagger"
    assert {path.name for path in folder.iterdir()} == {
        "README.md", "predictions.jsonl.gz", "result.json", "system.toml",
    }  # fmt: skip
    board = copydesk("board", *gold)
    assert board.returncode == 0, board.stderr
    assert board.stdout.count("| My tagger<br><sup>1.0, predictions only</sup> |") == 5
    checked = copydesk("validate", "submissions/", *gold)
    assert (checked.returncode, checked.stdout) == (0, "")


def test_what_would_be_rejected_is_said_before_anything_is_written(
    copydesk: Command, checkout: Checkout
) -> None:
    checkout.predictions("mine")
    done = copydesk("submit", "mine.jsonl", "--name", "<b>", "--gold", "gold")
    assert done.returncode == 2
    for code in ("card-incomplete", "display-name"):
        assert f": {code}: " in done.stderr
    for option in ("--trained-on", "--seen", "--licence", "--description"):
        assert option in done.stderr
    assert not checkout.home.exists()
    assert copydesk("submit", "mine.jsonl", "--gold", "gold").returncode == 2


def test_predictions_that_cannot_be_scored_are_not_submitted(
    copydesk: Command, checkout: Checkout
) -> None:
    path = checkout.predictions("mine")
    path.write_text("".join(path.read_text().splitlines(True)[1:]))
    done = copydesk("submit", "mine.jsonl", "--name", "Mine", *COMPLETE, "--gold", "gold")
    assert done.returncode == 2
    assert "missing-document" in done.stderr
    assert not list(checkout.home.iterdir())


@pytest.mark.parametrize("own", ["../outside", "a/b", "", "-", "Mine"])
def test_an_id_leads_nowhere_else(copydesk: Command, checkout: Checkout, own: str) -> None:
    checkout.predictions("mine")
    before = sorted(checkout.root.rglob("*"))
    words = ("--name", "Mine", "--gold", "gold", *COMPLETE)
    done = copydesk("submit", "mine.jsonl", "--id", own, *words)
    assert done.returncode == 2
    assert "system-id" in done.stderr
    assert sorted(checkout.root.rglob("*")) == before


def test_a_system_is_run_scored_and_stored_with_its_code(
    copydesk: Command, checkout: Checkout
) -> None:
    shutil.copytree(ROOT / "baselines" / "everything", checkout.root / "mine")
    for name in ("result.json", "predictions.jsonl.gz"):
        (checkout.root / "mine" / name).unlink()
    done = copydesk("submit", "./mine", "--name", "Greedy", "--gold", "gold")
    assert done.returncode == 0, done.stderr
    folder = checkout.home / "greedy"
    record = json.loads((folder / "result.json").read_text())
    assert record["run"]["system"] == "."
    assert record["timing"]["articles_per_cpu_second"] > 0
    environment = record["environment"]
    assert environment["packages"].keys() >= {"numpy", "msgspec"}
    assert {"commit", "clean", "cpu", "python"} <= environment.keys()
    assert str(Path.home()) not in json.dumps(environment)
    assert (folder / "system.py").read_text() == (checkout.root / "mine/system.py").read_text()
    assert copydesk("validate", "submissions", "--gold", "gold").returncode == 0
    # Who has the folder has the system.
    again = copydesk("run", "submissions/greedy", "--gold", "gold", "--out", "again.jsonl")
    assert again.returncode == 0, again.stderr
    (folder / "system.py").write_text((folder / "system.py").read_text() + "# faster\n")
    changed = copydesk("validate", "submissions/", "--gold", "gold")
    assert changed.returncode == 2
    assert "run.sha256: re-run: another system" in changed.stdout


def test_a_command_of_ones_own_is_predictions_only(copydesk: Command, checkout: Checkout) -> None:
    (checkout.root / "find.py").write_text(
        "import json, sys\n"
        "for line in sys.stdin:\n"
        "    print(json.dumps({'id': json.loads(line)['id'], 'claims': []}), flush=True)\n"
    )
    words = ("--name", "Mine", "--gold", "gold", *COMPLETE)
    done = copydesk("submit", "cmd:python find.py", *words)
    assert done.returncode == 0, done.stderr
    assert "nobody else can run it" in done.stderr
    record = json.loads((checkout.home / "mine" / "result.json").read_text())
    assert (record["run"], record["timing"]) == (None, None)


def test_validate_never_runs_a_submission(copydesk: Command, checkout: Checkout) -> None:
    folder = checkout.submit("Mine")
    ran = checkout.root / "ran"
    (folder / "system.py").write_text(f"open({str(ran)!r}, 'w')\n")
    card = folder / "system.toml"
    card.write_text(card.read_text() + 'entry = "system.py"\n')
    for path in ("submissions", "submissions/mine"):
        done = copydesk("validate", path, "--gold", "gold")
        assert done.returncode == 2
        assert "re-run" in done.stdout
    assert not ran.exists()


def test_predictions_alone_cannot_be_run(copydesk: Command, checkout: Checkout) -> None:
    checkout.submit("Mine")
    done = copydesk("run", "submissions/mine", "--gold", "gold")
    assert done.returncode == 2
    assert "there are only predictions" in done.stderr


def test_all_layers_and_one(checkout: Checkout) -> None:
    assert (checkout.submit("All", layers=LAYERS) / "README.md").read_text().startswith("# All\n")
    text = (checkout.submit("One", layers=("claims",)) / "system.toml").read_text()
    assert 'layers = ["claims"]' in text
    assert "trained_on = []" in text


def test_an_own_submission_can_be_written_anew(copydesk: Command, checkout: Checkout) -> None:
    folder = checkout.submit("Mine")
    before = (folder / "predictions.jsonl.gz").read_bytes()
    checkout.predictions("better", seed=9)
    words = ("submit", "better.jsonl", "--name", "Mine", *COMPLETE, "--gold", "gold")
    refused = copydesk(*words)
    assert refused.returncode == 2
    assert "id-used" in refused.stderr
    assert (folder / "predictions.jsonl.gz").read_bytes() == before
    assert copydesk(*words, "--overwrite").returncode == 0
    assert (folder / "predictions.jsonl.gz").read_bytes() != before
