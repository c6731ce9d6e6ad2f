"""A small checkout of its own: gold, embedded systems, submissions. Its facts are made up here."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from copydesk import read_corpus
from copydesk.jsonl import write_lines
from copydesk.records import System
from copydesk.scoring import Evaluator
from copydesk.submissions import Draft, display_names, result_record, stored_folders, to_json, write
from copydesk.validate.rules import text_hash
from tests.conftest import ROOT
from tests.timing.made import answers, articles

LAYERS = ("entities", "attributions", "claims", "boilerplate")
ENVIRONMENT = {"copydesk": "1.0.0", "python": "CPython 3.11.7", "cpu": "AMD EPYC", "cores": 2}
RUN = {"system": "spacy:en_core_web_sm", "sha256": "0" * 64}


class Checkout:
    """A gold of `count` articles in `gold/`, and `baselines/` and `submissions/` beside it."""

    def __init__(self, root: Path, count: int = 6, *, reports: int = 4, private: bool = False):
        self.root = root
        self.gold = root / "gold"
        self.home = root / "submissions"
        self.rows = list(articles(count, reports=reports))
        for folder in ("seeds", "annotations/test"):
            (self.gold / folder).mkdir(parents=True)
        self.info = self.gold / "annotations" / "corpus.json"
        self.info.write_text(
            json.dumps({"name": "made", "version": "1.0.0", "private": private}) + "\n"
        )
        for row in self.rows:
            self.write_row(row)
        (root / "baselines").mkdir()
        self._evaluator: Evaluator | None = None

    @property
    def evaluator(self) -> Evaluator:
        """What scores the gold as it was when first asked."""
        if self._evaluator is None:
            self._evaluator = Evaluator(read_corpus(self.gold, check=False), "test")
        return self._evaluator

    def changed(self) -> None:
        """Read the gold again when it is next needed."""
        self._evaluator = None

    def write_row(self, row: dict[str, Any], folder: str = "test") -> None:
        """Write an article and its gold."""
        name, layers = row["id"], (*LAYERS, "zones")
        article = {key: row[key] for key in ("id", "outlet")}
        (self.gold / "seeds" / f"{name}.txt").write_text(row["text"], encoding="utf-8")
        (self.gold / "seeds" / f"{name}.json").write_text(json.dumps(article))
        record = {"id": name, "sha256": text_hash(row["text"]), **{one: row[one] for one in layers}}
        target = self.gold / "annotations" / folder / f"{name}.json"
        target.parent.mkdir(exist_ok=True)
        target.write_text(json.dumps(record))

    def predictions(
        self, name: str, seed: int = 1, kept: float = 1.0, layers: Sequence[str] = LAYERS
    ) -> Path:
        """Write a system's predictions: as `answers`, and of these a share."""
        path = self.root / f"{name}.jsonl"
        write_lines(path, self.answers(seed, kept, layers))
        return path

    def answers(
        self, seed: int = 1, kept: float = 1.0, layers: Sequence[str] = LAYERS
    ) -> Iterator[dict[str, Any]]:
        """Yield predictions."""
        rng = random.Random(seed)
        for answer in answers(self.rows, seed):
            own = {one: [x for x in answer[one] if rng.random() < kept] for one in layers}
            yield {"id": answer["id"], **own}

    def submit(
        self,
        name: str,
        seed: int = 1,
        kept: float = 1.0,
        *,
        layers: Any = LAYERS,
        own_id: str = "",
        run: Any = None,
        timing: Any = None,
        **card: Any,
    ) -> Path:
        """Store a system that keeps every rule."""
        fields = {
            "name": name,
            "version": "1.0",
            "layers": layers,
            "licence": "MIT",
            "description": "Made up.",
            **card,
        }
        draft = Draft(
            own_id or fields["name"].lower().replace(" ", "-"),
            System(**fields),
            self.predictions(name, seed, kept, layers),
            ENVIRONMENT,
            frozenset({"trained_on", "seen_documents"}),
            run=run,
            timing=timing,
        )
        names = display_names([self.root / "baselines", self.home])
        return write(draft, self.root, self.evaluator, names)

    def embed(self, folder: Path) -> Path:
        """Make a submission an embedded system."""
        target = self.root / "baselines" / folder.name
        shutil.move(folder, target)
        return target

    def rewrite(self, folder: Path) -> None:
        """Write the result of a stored system anew, as one who is sure of his case might."""
        from copydesk.submissions import read_stored

        old = json.loads((folder / "result.json").read_text())
        stored = read_stored(folder)
        record = result_record(stored.score(self.evaluator), environment=ENVIRONMENT)
        record |= {name: old[name] for name in ("timing", "run")}
        (folder / "result.json").write_text(to_json(record))


def made_timing(speed: float = 1.0, *, wall: bool = False) -> dict[str, Any]:
    """Return a timing as the harness writes it, of a system `speed` times the calibration."""
    folder = stored_folders(ROOT / "baselines")[0]
    timing: dict[str, Any] = json.loads((folder / "result.json").read_text())["timing"]
    timing.pop("environment", None)
    timing |= {"clock": "cpu", "clock_because": "", "ratio": 1 / speed, "noisy": False}
    timing |= {"articles_per_cpu_second": 1000 * speed, "peak_memory_mb": 20.0, "coarse": False}
    if wall:
        unit = timing["calibration"]["cpu_seconds_per_unit"]
        timing |= {"clock": "wall", "clock_because": "network", "ratio": None}
        timing |= {"articles_per_cpu_second": None, "cpu_seconds_per_1000_characters": None}
        timing |= {"wall_seconds_per_1000_characters": unit / speed}
        timing |= {"articles_per_wall_second": 1000 * speed}
    return timing
