"""What `copydesk run` adds to a system's own work: `rules` at batch size 32."""

from __future__ import annotations

from pathlib import Path
from time import process_time
from typing import Any

import pytest

from copydesk.corpus import read_corpus
from copydesk.records import Article
from copydesk.run import run

pytestmark = pytest.mark.timing

ARTICLES = 400


def test_runner_cost(tmp_path: Path, benchmark: Any) -> None:
    """CPU of this process during a run, beside that of the system's calls; the least of five."""
    texts = [one.article.text for one in read_corpus(None, check=False).documents]
    articles = [Article(id=f"x{n}", text=texts[n % len(texts)]) for n in range(ARTICLES)]
    shares = []

    def once() -> None:
        began = process_time()
        report = run("rules", articles, tmp_path / "p.jsonl", overwrite=True, batch_size=32)
        shares.append((process_time() - began) / report.extract_seconds)

    once()
    benchmark.pedantic(once, rounds=5)
    share = min(shares)
    benchmark.extra_info.update(share=share)
    print(f"the runner's own CPU: {share:.1%} of that of rules")  # noqa: T201
    assert share < 0.05
