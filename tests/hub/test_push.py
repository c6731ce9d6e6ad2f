"""Pushing, against a Hub on the loopback: commit, tag, load, stream, and what is refused."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from copydesk.corpus import rows, write_corpus_file
from copydesk.hub.folder import MARKER, files_in

from . import made
from .loopback import Hub, serving

REPO = "desk/made"
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def hub() -> Iterator[Hub]:
    with serving() as running:
        yield running


@pytest.fixture
def run(hub: Hub, tmp_path: Path) -> Run:
    """Run Python with this Hub as the only one; it reads its address when it is imported."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HF_")}
    own = {
        "HF_ENDPOINT": hub.url,
        "HF_HOME": str(tmp_path / "hf"),
        "HF_HUB_DISABLE_XET": "1",
        "HF_HUB_DISABLE_TELEMETRY": "1",
        "HF_TOKEN": "hf_loopback",
        "NO_PROXY": "127.0.0.1",
    }

    def call(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *words],
            cwd=tmp_path,
            env=kept | own,
            capture_output=True,
            text=True,
            check=False,
        )

    return call


def gold(tmp_path: Path, *content: dict) -> str:  # type: ignore[type-arg]
    """A corpus file; its version is 0, since only folders have one."""
    file = tmp_path / "made.jsonl"
    write_corpus_file(file, made.corpus(list(content) or [made.astral(), made.empty("e", "test")]))
    return str(file)


def publish(run: Run, tmp_path: Path, *more: str) -> subprocess.CompletedProcess[str]:
    file = str(tmp_path / "made.jsonl")
    return run("-m", "copydesk", "publish", "d", "--gold", file, "--push", REPO, *more)


LOAD = """
import json, sys
from datasets import load_dataset
found = {{}}
for split in ("train", "test"):
    whole = load_dataset({repo!r}, split=split, revision="0")
    stream = load_dataset({repo!r}, split=split, revision="0", streaming=True)
    assert list(whole) == list(stream), split
    found[split] = list(whole)
claims = load_dataset({repo!r}, "claims", split="train")
assert claims.column_names == ["id", "text", "claims"], claims.column_names
print(json.dumps(found))
"""


@pytest.mark.slow
def test_push_tag_load_and_stream(hub: Hub, run: Run, tmp_path: Path) -> None:
    gold(tmp_path)
    done = publish(run, tmp_path)
    assert done.returncode == 0, (done.stderr, hub.missed)
    assert done.stdout.splitlines()[-1] == f"{hub.url}/datasets/{REPO}"
    assert hub.messages == ["initial commit", "made 0"]
    assert hub.tags == {"0": hub.main}
    there = hub.commits[hub.main]
    assert set(there) - {".gitattributes"} == set(files_in(tmp_path / "d"))
    assert there["README.md"] == (tmp_path / "d" / "README.md").read_bytes()
    done = run("-c", LOAD.format(repo=REPO))
    assert done.returncode == 0, done.stderr
    loaded = json.loads(done.stdout)
    assert [row["id"] for row in loaded["train"]] == ["astral"]
    (astral,) = rows(made.corpus([made.astral()]), derived=True)
    assert loaded["train"][0]["text"] == astral.text
    assert len(loaded["train"][0]["entities"]) == 4
    assert loaded["test"][0]["claims"] == []


@pytest.mark.slow
def test_a_new_release_replaces_the_files_of_the_old(hub: Hub, run: Run, tmp_path: Path) -> None:
    gold(tmp_path)
    assert publish(run, tmp_path).returncode == 0
    old = set(hub.commits[hub.main])
    done = publish(run, tmp_path)
    assert done.returncode == 2
    assert "tag-exists" in done.stderr
    assert len(hub.commits) == 2
    hub.tags["old"] = hub.tags.pop("0")
    changed = made.astral() | {"entities": []}
    gold(tmp_path, changed, made.empty("e", "test"))
    done = publish(run, tmp_path)
    assert done.returncode == 0, done.stderr
    new = set(hub.commits[hub.main])
    assert new - {".gitattributes"} == set(files_in(tmp_path / "d"))
    assert len(old - new) == 2, "default and entities of train have other names now"
    assert hub.tags == {
        "old": next(c for c in hub.commits if set(hub.commits[c]) == old),
        "0": hub.main,
    }


@pytest.mark.slow
def test_what_is_refused_leaves_the_hub_as_it_was(hub: Hub, run: Run, tmp_path: Path) -> None:
    gold(tmp_path, made.astral(), made.closed())
    done = publish(run, tmp_path)
    assert done.returncode == 2
    assert "closed-text: closed may not be passed on" in done.stderr
    assert not hub.repos
    assert publish(run, tmp_path, "--only-open").returncode == 0
    hub.tags.clear()
    hub.commit({**hub.commits[hub.main], "notes.txt": b"mine"}, "by hand")
    before = dict(hub.commits)
    done = publish(run, tmp_path, "--only-open")
    assert done.returncode == 2
    assert "not-ours: it holds files that `publish` did not write: notes.txt" in done.stderr
    hub.commit({"README.md": b"mine"}, "by hand")
    assert "README.md" in publish(run, tmp_path, "--only-open").stderr
    hub.commit({MARKER: b"{"}, "by hand")
    assert MARKER in publish(run, tmp_path, "--only-open").stderr
    assert len(hub.commits) == len(before) + 2
    assert not hub.tags


@pytest.mark.slow
def test_a_private_dataset_may_hold_what_is_not_open(hub: Hub, run: Run, tmp_path: Path) -> None:
    gold(tmp_path, made.closed())
    done = publish(run, tmp_path, "--private")
    assert done.returncode == 0, done.stderr
    assert hub.repos[REPO]["visibility"] == "private"


@pytest.mark.slow
def test_an_unreachable_hub_is_said(hub: Hub, run: Run, tmp_path: Path) -> None:
    gold(tmp_path)
    file = str(tmp_path / "made.jsonl")
    done = run("-m", "copydesk", "publish", "d", "--gold", file, "--push", "a/b/c")
    assert done.returncode == 2
    assert "a/b/c: the Hub did not take it" in done.stderr
    assert "Traceback" not in done.stderr
