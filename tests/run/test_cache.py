"""Predictions kept across runs: the same key or none; failures never."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from copydesk.records import Article, Prediction
from copydesk.run import open_system, run
from copydesk.run.cache import Cache, system_key

from .conftest import Articles, MakeSystem, noting
from .test_faults import OK

BATCHES = """
class Batches:
    def extract_batch(self, articles):
        open(LOG, 'a').write('batch\\n')
        return [{'entities': [{'start': 0, 'end': len(articles), 'label': 'ORG'}]}
                for _ in articles]
"""


def logged(make_system: MakeSystem, tmp_path: Path, body: str = OK) -> tuple[Path, Path]:
    """Return a system that notes each call, and its notes."""
    log = tmp_path / "log"
    log.write_text("")
    return make_system(f"open({str(log)!r}, 'a').write(article['id'] + ' ')\n{body}"), log


def test_the_same_input_is_not_run_again(make_system: MakeSystem, tmp_path: Path) -> None:
    system, log = logged(make_system, tmp_path)
    cache = tmp_path / "cache"
    first = run(noting(system), Articles(5), tmp_path / "1.jsonl", cache=cache)
    assert first.cached == 0
    log.write_text("")
    again = run(noting(system), Articles(8), tmp_path / "2.jsonl", cache=cache, batch_size=3)
    assert again.cached == 5
    assert log.read_text().split() == ["a5", "a6", "a7"]
    run(noting(system), Articles(8), tmp_path / "3.jsonl")
    assert (tmp_path / "2.jsonl").read_bytes() == (tmp_path / "3.jsonl").read_bytes()


def test_what_changes_the_key(make_system: MakeSystem, tmp_path: Path) -> None:
    system, _ = logged(make_system, tmp_path)
    cache = tmp_path / "cache"
    run(noting(system), Articles(5), tmp_path / "1.jsonl", cache=cache)
    other = [Article(id=one.id, text=f"{one.text}!") for one in Articles(5)]
    assert run(noting(system), other, tmp_path / "2.jsonl", cache=cache).cached == 0
    renamed = [Article(id=f"b{one.id}", text=one.text) for one in Articles(5)]
    assert run(noting(system), renamed, tmp_path / "3.jsonl", cache=cache).cached == 0
    (system / "helper.py").write_text("x = 1")
    assert run(noting(system), Articles(5), tmp_path / "4.jsonl", cache=cache).cached == 0
    moved = system.rename(tmp_path / "another-name")
    assert run(noting(moved), Articles(5), tmp_path / "5.jsonl", cache=cache).cached == 5


def test_the_environment_is_in_the_key(
    make_system: MakeSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    launch = open_system(make_system(OK))
    first = system_key(launch, "article", ("entities",))
    assert first == system_key(launch, "article", ("entities",))
    assert first != system_key(launch, "batch", ("entities",))
    monkeypatch.setenv("NLTK_DATA", "/elsewhere")
    assert first != system_key(launch, "article", ("entities",))


def test_failures_are_not_kept(make_system: MakeSystem, tmp_path: Path) -> None:
    system, log = logged(make_system, tmp_path, f"if 'bad' in text: raise ValueError\n{OK}")
    for number, cached in enumerate((0, 4, 4)):
        log.write_text("")
        out = tmp_path / f"{number}.jsonl"
        report = run(noting(system), Articles(5), out, cache=tmp_path / "cache")
        assert report.cached == cached
        assert report.failures == 1
        assert "a2" in log.read_text()


def test_batches_are_kept_whole(make_system: MakeSystem, tmp_path: Path) -> None:
    log = tmp_path / "log"
    system = make_system(top=f"LOG = {str(log)!r}\n{BATCHES}")
    code = (system / "system.py").read_text().replace("return Tiny()", "return Batches()")
    (system / "system.py").write_text(code)
    cache = tmp_path / "cache"
    run(noting(system), Articles(8), tmp_path / "1.jsonl", cache=cache, batch_size=4)
    same = run(noting(system), Articles(9), tmp_path / "2.jsonl", cache=cache, batch_size=4)
    assert same.cached == 8
    other = run(noting(system), Articles(9), tmp_path / "3.jsonl", cache=cache, batch_size=3)
    assert other.cached == 0


def test_systems_on_the_network_are_not_kept(make_system: MakeSystem, tmp_path: Path) -> None:
    system = make_system(OK, card="network = true\n")
    for number in range(2):
        out = tmp_path / f"{number}.jsonl"
        assert run(system, Articles(3), out, cache=tmp_path / "cache").cached == 0


def test_damage_counts_as_absent(make_system: MakeSystem, tmp_path: Path) -> None:
    system, cache = make_system(OK), tmp_path / "cache"
    run(system, Articles(5), tmp_path / "1.jsonl", cache=cache)
    (file,) = cache.glob("*.jsonl")
    lines = file.read_bytes().splitlines(keepends=True)
    lines[0] = lines[0][:30] + b"\n"
    lines[1] = lines[1].replace(b'"end":7', b'"end":9999')
    lines[2] = lines[2].replace(b'"id":"a2"', b'"id":"a3"')
    file.write_bytes(b"\xff\n" + b"".join(lines) + b'{"key": "torn')
    report = run(system, Articles(5), tmp_path / "2.jsonl", cache=cache)
    assert report.cached == 2
    assert (tmp_path / "2.jsonl").read_bytes() == (tmp_path / "1.jsonl").read_bytes()


def test_many_writers(make_system: MakeSystem, tmp_path: Path) -> None:
    launch = open_system(make_system(OK))

    def write(number: int) -> None:
        cache = Cache(tmp_path, launch, "article", ("entities",))
        for place in range(50):
            article = Article(id=f"w{number}-{place}", text="x" * 5_000)
            cache._waiting.append(([article], False))
            cache.keep([Prediction(article.id, entities=())])

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(8)))
    assert len(Cache(tmp_path, launch, "article", ("entities",))._entries) == 400
