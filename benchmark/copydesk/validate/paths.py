"""`validate_path`: see what a path is, and say everything that is wrong with it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from copydesk.errors import InputError, Problem
from copydesk.jsonl import read_lines, read_records
from copydesk.records import Annotation, Article, CorpusInfo, Prediction
from copydesk.resources import data_root
from copydesk.structure import parse
from copydesk.validate.checksums import checksum_problems
from copydesk.validate.documents import ARTICLE
from copydesk.validate.errata import ERRATA, errata_problems
from copydesk.validate.loading import (
    Loaded,
    annotation_problems,
    in_order,
    load,
    read_json,
    read_text,
)
from copydesk.validate.predictions import predictions_problems
from copydesk.validate.rules import Where, broken
from copydesk.validate.systems import CARD, load_system

_LAYERS = ("entities", "attributions", "claims", "boilerplate", "zones")


@dataclass(frozen=True, slots=True)
class Report:
    """All problems found, in file order, and how many things of which kind were looked at."""

    problems: tuple[Problem, ...]
    counted: dict[str, int] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def validate_path(
    path: str | os.PathLike[str],
    gold: str | os.PathLike[str] | None = None,
    split: str | None = None,
    allow_missing: bool = False,
) -> Report:
    """Check whatever stands at a path.

    Args:
        path: a corpus folder, a corpus file, an annotation or a folder of them, an article's
            record, predictions (`.jsonl`, also gzip), a system's folder or card, or a folder
            of systems.
        gold: the corpus whose articles predictions and annotations speak of; None is the one
            that came with the package (for an annotation: the one around it).
        split: the split that predictions must cover; None: every split they speak of.
        allow_missing: whether predictions may leave documents out.
    """
    target = Path(path)
    checker = _Checker(None if gold is None else Path(gold), split, allow_missing)
    checker.check(target)
    return Report(tuple(in_order(checker.problems, checker.private)), checker.counted)


class _Checker:
    """One run of `validate_path`: what is asked, and what was found."""

    def __init__(self, gold: Path | None, split: str | None, allow_missing: bool) -> None:
        self.gold = gold
        self.split = split
        self.allow_missing = allow_missing
        self.problems: list[Problem] = []
        self.counted: dict[str, int] = {}
        self.private = False

    def check(self, path: Path) -> None:
        """Look at one path, by what it is."""
        if path.is_dir():
            self._folder(path)
        elif not path.exists():
            self._refuse(path, "unreadable", "there is no such file or folder", "check the path")
        elif path.name == CARD:
            self._system(path.absolute().parent if path.parent == Path() else path.parent)
        elif path.suffix == ".json":
            self._json(path)
        elif path.name == ERRATA.name and path.absolute().parent.name == ERRATA.parent.name:
            self._folder(path.absolute().parent.parent)
        elif path.name.endswith((".jsonl", ".jsonl.gz")):
            if _first_keys(path) & {"text"}:
                self._corpus(load(path))
            else:
                self._predictions(path)
        else:
            self._unrecognised(path)

    def _folder(self, path: Path) -> None:
        if (path / CARD).exists():
            self._system(path)
        elif (path / "annotations").is_dir() or (path / "seeds").is_dir():
            loaded = load(path)
            self._corpus(loaded)
            self.problems += checksum_problems(path)
            self.problems += errata_problems(path, loaded.entries)
        elif systems := sorted(card.parent for card in path.glob(f"*/{CARD}")):
            for folder in systems:
                self._system(folder)
        elif annotations := sorted(path.rglob("*.json")):
            for file in annotations:
                self._json(file)
        else:
            self._unrecognised(path)

    def _system(self, folder: Path) -> None:
        self._count("systems")
        load_system(folder, self.problems)

    def _corpus(self, loaded: Loaded) -> None:
        self.problems += loaded.problems
        self.private = self.private or loaded.info.private
        self._count("withheld", len(loaded.withheld))
        for entry in loaded.entries:
            self._count("articles")
            self._count_layers(entry.annotation)

    def _json(self, path: Path) -> None:
        if path.name == "corpus.json":
            read_json(path, CorpusInfo, self.problems)
        elif path.absolute().parent.name == "seeds":
            self._article(path)
        else:
            self._annotation(path)

    def _article(self, path: Path) -> None:
        self._count("articles")
        article = read_json(path, Article, self.problems)
        if article is not None:
            text_file = path.with_suffix(".txt")
            if article.text is None and text_file.exists():
                text = read_text(text_file, self.problems)
                article = msgspec.structs.replace(article, text=text)
            where = Where(str(path))
            self.problems += (where.problem(fault) for fault in broken(ARTICLE, article))

    def _annotation(self, path: Path) -> None:
        for folder in path.absolute().parents[:2]:
            about = folder / "corpus.json"
            info = read_json(about, CorpusInfo, []) if about.exists() else None
            self.private = self.private or (info is not None and info.private)
        annotation = read_json(path, Annotation, self.problems)
        if annotation is None:
            return
        self._count("annotations")
        self._count_layers(annotation)
        text = self._text_of(path, annotation.id)
        if text is None:
            what = f"the text of {annotation.id} is not at hand"
            self._refuse(path, "no-text", what, "name the corpus that holds it: --gold PATH")
        else:
            self.problems += annotation_problems(annotation, text, Where(str(path)))

    def _text_of(self, path: Path, name: str) -> str | None:
        folders = path.absolute().parents if self.gold is None else [self.gold]
        for folder in [*folders, data_root()] if self.gold is None else folders:
            file = folder / "seeds" / f"{name}.txt"
            if file.is_file():
                return read_text(file, self.problems)
        if self.gold is not None and self.gold.is_file():
            return self._texts(load(self.gold, check=False)).get(name)
        return None

    def _predictions(self, path: Path) -> None:
        loaded = load(data_root() if self.gold is None else self.gold, check=False)
        self.problems += loaded.problems
        self.private = self.private or loaded.info.private
        texts = self._texts(loaded)
        homes = {entry.article.id: entry.split for entry in loaded.entries}
        splits = {self.split} if self.split else {homes.get(name) for name in _ids(path)}
        if self.split:
            texts = {name: text for name, text in texts.items() if homes[name] == self.split}
        wanted = () if self.allow_missing else [n for n, home in homes.items() if home in splits]

        refused: list[Problem] = []

        def records() -> Iterator[tuple[Where, Prediction]]:
            for number, prediction in read_records(path, Prediction, refused):
                yield Where(str(path), number), prediction

        others = {name: home for name, home in homes.items() if name not in texts}
        found = predictions_problems(records(), str(path), texts, wanted, self.counted, others)
        if refused:  # a document on a line that cannot be read is not missing
            found = [problem for problem in found if problem.code != "missing-document"]
        self.problems += refused + found

    @staticmethod
    def _texts(loaded: Loaded) -> dict[str, str]:
        return {entry.article.id: entry.article.text or "" for entry in loaded.entries}

    def _count(self, kind: str, number: int = 1) -> None:
        if number:
            self.counted[kind] = self.counted.get(kind, 0) + number

    def _count_layers(self, annotation: Annotation) -> None:
        for layer in _LAYERS:
            self._count(layer, len(getattr(annotation, layer) or ()))

    def _refuse(self, path: Path, code: str, what: str, mend: str) -> None:
        self.problems.append(Problem(str(path), 0, "", code, what, mend))

    def _unrecognised(self, path: Path) -> None:
        what = "it is no corpus, annotation, prediction file or system"
        mend = "name a folder with seeds/ or system.toml, a .json, .jsonl, .jsonl.gz or system.toml"
        self._refuse(path, "unrecognised", what, mend)


def _first_keys(path: Path) -> set[str]:
    try:
        for _, line in read_lines(path):
            plain, _ = parse(line)
            return set(plain) if isinstance(plain, dict) else set()
    except InputError:
        pass
    return set()


class _Id(msgspec.Struct):
    id: str = ""


def _ids(path: Path) -> Iterator[str]:
    decode = msgspec.json.Decoder(_Id).decode
    try:
        for _, line in read_lines(path):
            try:
                yield decode(line).id
            except (msgspec.MsgspecError, UnicodeError, RecursionError):
                continue
    except InputError:
        return
