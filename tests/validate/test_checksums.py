"""The manifest: what it covers, and what is said when a file changes, goes or comes."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest

from copydesk.validate import validate_path
from copydesk.validate.checksums import MANIFEST, checksums, write_checksums
from tests.conftest import Command

from .sample import ARTICLE, Files, write


def whats(files: Files) -> list[str]:
    return [one.what for one in validate_path(files.corpus).problems if one.code == "manifest"]


def test_it_lists_every_file_sorted(files: Files) -> None:
    first = files.corpus / "annotations" / "first"
    first.mkdir()
    shutil.copy(files.annotation, first)
    names = [line.split("  ")[1] for line in checksums(files.corpus).splitlines()]
    assert names == [
        "annotations/corpus.json",
        "annotations/first/bridge.json",
        "annotations/test/bridge.json",
        "seeds/bridge.json",
        "seeds/bridge.txt",
    ]


def test_no_manifest_no_problem(files: Files) -> None:
    assert validate_path(files.corpus).ok


def test_changes_are_told(files: Files) -> None:
    write_checksums(files.corpus)
    assert validate_path(files.corpus).ok
    write(files.article, ARTICLE | {"genre": "sport"})
    (files.corpus / "annotations" / "GUIDELINES.md").write_text("Rules.")
    assert whats(files) == [
        "annotations/GUIDELINES.md is not listed",
        "seeds/bridge.json has another hash",
    ]
    with (files.corpus / MANIFEST).open("a") as file:
        file.write("nonsense\n" + "0" * 64 + "  seeds/gone.txt\n")
    assert whats(files)[-2:] == ["the line is no hash with a path", "seeds/gone.txt is missing"]
    write_checksums(files.corpus)
    assert validate_path(files.corpus).ok


def test_what_may_not_be_passed_on_may_be_missing(files: Files) -> None:
    write(files.article, ARTICLE | {"open": False})
    write_checksums(files.corpus)
    files.text.unlink()
    assert validate_path(files.corpus).ok


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="sha256sum is not installed")
def test_sha256sum_reads_it(files: Files) -> None:
    write_checksums(files.corpus)
    words = ["sha256sum", "--strict", "--status", "-c", str(MANIFEST)]
    assert subprocess.run(words, cwd=files.corpus, check=False).returncode == 0
    files.text.write_text("x")
    assert subprocess.run(words, cwd=files.corpus, check=False).returncode == 1


def test_the_command(files: Files, copydesk: Command) -> None:
    done = copydesk("manifest", str(files.corpus))
    assert done.returncode == 0, done.stderr
    assert (files.corpus / MANIFEST).read_bytes() == checksums(files.corpus).encode()
    write(files.article, ARTICLE | {"sha256": "0" * 64})
    done = copydesk("manifest", str(files.corpus))
    assert done.returncode == 2
    assert "article-hash" in done.stderr
    assert json.loads(files.article.read_text())["sha256"] == "0" * 64
