from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from copydesk.board import read_entries, render
from copydesk.errors import CopyDeskError, InputError
from tests.conftest import ROOT, Command


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The committed systems and board, in a folder of their own."""
    shutil.copytree(ROOT / "baselines", tmp_path / "baselines")
    for name in ("LEADERBOARD.md", "README.md"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def test_the_committed_board_is_current(copydesk: Command) -> None:
    done = copydesk("board", "--check", "--root", str(ROOT))
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_embedded_system_is_on_the_board() -> None:
    entries = read_entries([ROOT / "baselines"])
    assert {one.id for one in entries} == {
        path.parent.name for path in ROOT.glob("baselines/*/system.toml")
    }
    board = render(entries)
    assert all(f"| {one.name} |" in board for one in entries)


def test_an_edited_board_fails_the_check_and_update_mends_it(
    copydesk: Command, checkout: Path
) -> None:
    board = checkout / "LEADERBOARD.md"
    whole = board.read_bytes()
    board.write_bytes(whole.replace(b"rules", b"rulez", 1))
    done = copydesk("board", "--check", cwd=checkout)
    assert done.returncode == 1
    assert "rulez" in done.stdout
    assert copydesk("board", "--update", cwd=checkout).returncode == 0
    assert board.read_bytes() == whole


def test_committed_results_are_what_the_scorer_says(copydesk: Command) -> None:
    for path in sorted(ROOT.glob("baselines/*/result.json")):
        stored = json.loads(path.read_text())
        done = copydesk("score", str(path.with_name("predictions.jsonl.gz")), "--format", "json")
        fresh = json.loads(done.stdout)
        for key in ("layers", "overall", "leak", "documents", "gold", "signature"):
            assert stored[key] == fresh[key], (path.parent.name, key)


def test_names_cannot_mark_anything_up(checkout: Path) -> None:
    path = checkout / "baselines" / "rules" / "result.json"
    record = json.loads(path.read_text())
    record["system"]["name"] = "a|b <img src=x>\n[x](javascript:y) `"
    path.write_text(json.dumps(record))
    board = render(read_entries([checkout / "baselines"]))
    assert "a\\|b \\<img src=x\\> \\[x\\](javascript:y) \\`" in board


def test_results_on_other_gold_are_refused(checkout: Path) -> None:
    path = checkout / "baselines" / "rules" / "result.json"
    record = json.loads(path.read_text())
    record["gold"]["sha256"] = "0" * 64
    path.write_text(json.dumps(record))
    with pytest.raises(CopyDeskError, match="score both again"):
        render(read_entries([checkout / "baselines"]))


def test_a_broken_result_file_is_named(checkout: Path) -> None:
    path = checkout / "baselines" / "rules" / "result.json"
    path.write_text("{}")
    with pytest.raises(InputError, match=r"rules.result\.json"):
        read_entries([checkout / "baselines"])
