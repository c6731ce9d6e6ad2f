"""`validate submissions/ --changed`: what a pull request may do, seen from the base."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from copydesk.submissions import check_change
from tests.conftest import ROOT
from tests.submissions.checkout import Checkout

PAGES = ["LEADERBOARD.md", "README.md", "docs/img/board-overall-speed.svg"]


@pytest.mark.parametrize(
    ("paths", "systems", "codes"),
    [
        (["submissions/mine/result.json", "LEADERBOARD.md"], ["mine"], []),
        (["submissions/mine/a/b.py"], ["mine"], []),
        (["LEADERBOARD.md"], [], []),
        (["submissions/other/result.json"], [], ["other-files"]),
        (["baselines/rules/result.json"], [], ["other-files"]),
        (["submissions/mine/x", "benchmark/copydesk/scoring/fast.py"], ["mine"], ["other-files"]),
        (["submissions/mine/x", ".github/workflows/ci.yml"], ["mine"], ["other-files"]),
        (["submissions/mine/../other/x"], [], ["other-files"]),
        (["submissions/../benchmark/x.py"], [], ["other-files"]),
        (["/etc/passwd"], [], ["other-files"]),
        (["submissions/x"], [], ["other-files"]),
        (["submissions/mine/.hidden"], [], ["other-files"]),
        (["submissions/mine/__pycache__/x.pyc"], [], ["other-files"]),
        (["submissions/mine/\n::error::x"], [], ["other-files"]),
        (["submissions/a/x", "submissions/b/x"], ["a", "b"], ["one-system"]),
    ],
)
def test_paths(paths: list[str], systems: list[str], codes: list[str]) -> None:
    change = check_change(paths, ["other", "rules"], PAGES)
    assert change.systems == systems
    assert [one.code for one in change.problems] == codes
    assert all(str(one).isprintable() for one in change.problems)


class PullRequest:
    """A base whose checker runs, and a checkout that proposes a change."""

    def __init__(self, root: Path) -> None:
        self.base = root / "base"
        self.proposed = root / "proposed"
        for part in ("benchmark", "schemas"):
            shutil.copytree(
                ROOT / part, self.base / part, ignore=shutil.ignore_patterns("__pycache__")
            )
        made = Checkout(root / "made")
        made.embed(made.submit("rules"))
        made.submit("Other", seed=4)
        for part in ("annotations", "seeds"):
            shutil.copytree(made.gold / part, self.base / part)
        for part in ("baselines", "submissions"):
            shutil.copytree(made.root / part, self.base / part)
        (self.base / "README.md").write_text("# X\n<!-- board -->\n<!-- /board -->\n")
        self.made = made
        assert self.call("board", "--update", "--root", str(self.base)).returncode == 0
        shutil.copytree(self.base, self.proposed)

    def call(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run the base's `copydesk`."""
        return subprocess.run(
            [sys.executable, "-P", "-m", "copydesk", *words],
            env={**os.environ, "PYTHONPATH": str(self.base / "benchmark"), "NO_COLOR": "1"},
            capture_output=True,
            text=True,
            check=False,
        )

    def propose(self, name: str, seed: int = 7) -> Path:
        """Add a submission to the proposal, and its row."""
        folder = shutil.copytree(
            self.made.submit(name, seed=seed), self.proposed / "submissions" / name.lower()
        )
        self.update()
        return folder

    def update(self) -> None:
        """Write the board of the proposal, by the base's code."""
        assert self.call("board", "--update", "--root", str(self.proposed)).returncode == 0

    def check(self) -> subprocess.CompletedProcess[str]:
        """Compare both trees as `git diff --name-only -z` does, and check the difference."""
        paths = set()
        for root, other in ((self.base, self.proposed), (self.proposed, self.base)):
            for path in root.rglob("*"):
                name = path.relative_to(root)
                if path.is_file() and "__pycache__" not in name.parts:
                    there = other / name
                    if not there.is_file() or there.read_bytes() != path.read_bytes():
                        paths.add(str(name))
        changed = self.base.parent / "changed"
        changed.write_text("".join(f"{path}\0" for path in sorted(paths)))
        return self.call("validate", str(self.proposed / "submissions"), "--changed", str(changed))


@pytest.fixture
def request_(tmp_path: Path) -> PullRequest:
    return PullRequest(tmp_path)


def test_a_good_one_passes_and_says_what_it_changes(request_: PullRequest) -> None:
    request_.propose("New")
    done = request_.check()
    assert done.returncode == 0, done.stdout + done.stderr
    assert "+ overall" in done.stdout
    assert "New (predictions only)" in done.stdout
    assert "1 new system: no problem" in done.stderr


def test_a_board_that_says_something_else_fails(request_: PullRequest) -> None:
    request_.propose("New")
    board = request_.proposed / "LEADERBOARD.md"
    board.write_text(board.read_text().replace("New<br>", "New (the best)<br>", 1))
    readme = request_.proposed / "README.md"
    readme.unlink()
    readme.symlink_to("/etc/passwd")
    done = request_.check()
    assert done.returncode == 2
    assert "LEADERBOARD.md: board-differs" in done.stdout
    assert "README.md: board-differs" in done.stdout
    assert "root:" not in done.stdout


def test_a_row_without_a_board_fails(request_: PullRequest) -> None:
    request_.propose("New")
    shutil.copy(request_.base / "LEADERBOARD.md", request_.proposed / "LEADERBOARD.md")
    done = request_.check()
    assert done.returncode == 2
    assert "board-differs" in done.stdout
    assert "copydesk board --update" in done.stdout


def test_others_are_left_alone(request_: PullRequest) -> None:
    request_.propose("New")
    result = request_.proposed / "submissions" / "other" / "result.json"
    result.write_text(json.dumps(json.loads(result.read_text()) | {"timing": None}))
    shutil.rmtree(request_.proposed / "baselines" / "rules")
    done = request_.check()
    assert done.returncode == 2
    assert "submissions/other/result.json: other-files: other is another" in done.stdout
    assert "baselines/rules/system.toml: other-files" in done.stdout


def test_the_checker_is_that_of_the_base(request_: PullRequest) -> None:
    folder = request_.propose("New")
    score = json.loads((folder / "result.json").read_text())
    score["overall"]["value"] = 1.0
    (folder / "result.json").write_text(json.dumps(score))
    ran = request_.base.parent / "ran"
    for name in ("__init__.py", "submissions/check.py", "scoring/evaluator.py"):
        path = request_.proposed / "benchmark" / "copydesk" / name
        path.write_text(f"open({str(ran)!r}, 'w')\n")
    done = request_.check()
    assert done.returncode == 2
    assert "overall.value: result-differs" in done.stdout
    assert "benchmark/copydesk/submissions/check.py: other-files" in done.stdout
    assert not ran.exists()


def test_a_change_of_something_else_is_not_ours(request_: PullRequest) -> None:
    done = request_.check()
    assert done.returncode == 0
    assert "0 new systems" in done.stderr
