"""The wheel, built and used from a fresh environment in another folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from copydesk import read_corpus
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "build",
            "--wheel",
            "--no-isolation",
            "--outdir",
            str(out),
            str(ROOT),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def command(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `copydesk` of an environment that has the wheel and its dependencies, no checkout."""
    home = tmp_path_factory.mktemp("environment")
    venv.create(home, symlinks=True)
    python = home / "bin" / "python"
    site = Path(
        subprocess.check_output(
            [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], text=True
        ).strip()
    )
    # The dependencies are those of this environment; a path in a .pth file does not read the
    # .pth files that lie there, so the checkout stays out of reach.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet",
         "--no-deps", "--no-index", str(wheel)],
        check=True,
        capture_output=True,
    )  # fmt: skip
    return home / "bin" / "copydesk"


def _run(command: Path, *words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    env = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    return subprocess.run(
        [command, *words], cwd=cwd, env=env, capture_output=True, text=True, check=False
    )


def test_closed_texts_and_their_gold_are_not_in_the_wheel(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    documents = read_corpus(ROOT).documents
    closed = [one for one in documents if one.article.open is False]
    assert closed
    for document in documents:
        inside = {Path(name).suffix for name in names if document.id in name}
        # Its record stays: it says what the text is, and why it is not here.
        wanted = {".json"} if document in closed else {".json", ".txt"}
        assert inside == wanted, document.id
    everything = b"".join(zipfile.ZipFile(wheel).read(name) for name in names)
    for document in closed:
        assert document.text[:60].encode() not in everything


def test_the_wheel_runs_elsewhere(command: Path, tmp_path: Path) -> None:
    where = _run(
        command.with_name("python"), "-c", "import copydesk; print(copydesk.__file__)", cwd=tmp_path
    )
    assert str(ROOT) not in where.stdout
    bench = _run(command, "bench", "nothing", "everything", "rules", "--repeats", "1", cwd=tmp_path)
    assert bench.returncode == 0, bench.stderr
    assert "| rules<br>" in bench.stdout
    scored = _run(
        command, "score", "runs/rules/predictions.jsonl", "--format", "json", cwd=tmp_path
    )
    assert scored.returncode == 0, scored.stderr
    here = json.loads(scored.stdout)
    stored = json.loads((ROOT / "baselines" / "rules" / "result.json").read_text())
    for layer, scores in stored["layers"].items():
        headline = here["layers"][layer]["headline"]
        assert round(headline["value"], 9) == scores["headline"]["value"]
    assert here["signature"] == stored["signature"]


def test_the_train_split_says_what_is_missing(command: Path, tmp_path: Path) -> None:
    (tmp_path / "p.jsonl").write_text("")
    done = _run(command, "score", "p.jsonl", "--split", "train", cwd=tmp_path)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_the_lock_names_no_address() -> None:
    assert "://" not in (ROOT / "requirements.lock").read_text()
