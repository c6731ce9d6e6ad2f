"""Reading a corpus, whole: a folder or a file, with every problem instead of the first."""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from copydesk.errors import InputError, Problem
from copydesk.jsonl import RecordDecoder, read_records
from copydesk.labels import SPLITS
from copydesk.records import Annotation, Article, CorpusInfo, Row
from copydesk.resources import data_root
from copydesk.structure import Fault, faults, without_nulls
from copydesk.validate.documents import ARTICLE, COMPLETE, Entry, corpus_problems
from copydesk.validate.gold import GROUND, Gold, spans_agree
from copydesk.validate.layers import LAYERS
from copydesk.validate.leaks import copy_problems, story_problems
from copydesk.validate.positions import placed
from copydesk.validate.rules import Where, broken, text_hash

R = TypeVar("R", bound=msgspec.Struct)

_ARTICLE_FIELDS = tuple(name for name in Article.__struct_fields__ if name in Row.__struct_fields__)
_NOT_SHOWN = "the rule is broken (a private corpus is not shown)"
_LAYERS = ("entities", "attributions", "claims", "boilerplate", "zones")


@dataclass(slots=True)
class Loaded:
    """A corpus as it was read; `withheld` are ids of texts that may not be passed on."""

    info: CorpusInfo
    entries: list[Entry] = field(default_factory=list)
    withheld: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def annotation_problems(
    annotation: Annotation, text: str, where: Where | None = None
) -> list[Problem]:
    """Return everything wrong with the gold of one article, rule by rule."""
    where = where or Where(annotation.id)
    gold = Gold(annotation, text)
    return [where.problem(fault) for fault in broken((*GROUND, *LAYERS), gold)]


def read_json(path: Path, kind: type[R], problems: list[Problem]) -> R | None:
    """Return the record that a JSON file holds, or None and collect what is wrong."""
    raw = read_bytes(path, problems)
    if raw is None:
        return None
    try:
        return RecordDecoder(kind)(raw.removeprefix(codecs.BOM_UTF8), str(path), 1)
    except InputError as error:
        problems.extend(error.problems)
        return None


def read_bytes(path: Path, problems: list[Problem]) -> bytes | None:
    """Return what a file holds, or None and collect why it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        what = error.strerror or str(error)
        mend = "check the path and its permissions"
        problems.append(Problem(str(path), 0, "", "unreadable", what, mend))
        return None


def read_text(path: Path, problems: list[Problem]) -> str | None:
    """Return a text exactly as its bytes have it, or None and collect what is wrong."""
    raw = read_bytes(path, problems)
    if raw is None:
        return None
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        what = f"byte {error.start + 1} (0x{raw[error.start]:02x}) is not UTF-8"
        mend = "write the file in UTF-8"
        problems.append(Problem(str(path), line, "", "encoding", what, mend))
        return None


def load(path: str | os.PathLike[str], check: bool = True) -> Loaded:
    """Read a corpus folder or a corpus file; without `check` only hashes and offsets.

    A folder of annotation records (`annotations/first`) is read with the texts around it.
    """
    path = Path(path)
    if not path.is_dir():
        return checked(_load_file(path), check)
    whole = (path / "seeds").is_dir() or (path / "annotations").is_dir()
    records = [] if whole else sorted(path.glob("*.json"))
    return checked(_load_records(path, records) if records else _load_folder(path), check)


def load_rows(rows: Iterable[Mapping[str, Any]], name: str, version: str) -> Loaded:
    """Read a corpus from plain rows, e.g. those of a `datasets` split; null means absent."""
    loaded = Loaded(CorpusInfo(name=name, version=version))
    for number, plain in enumerate(rows, 1):
        where = Where(name, number)
        found = faults(plain, Row)
        loaded.problems.extend(where.problem(fault) for fault in found)
        if not found:
            row = msgspec.convert(without_nulls(plain), Row)
            loaded.entries.append(entry_of(row, where))
    return checked(loaded, check=True)


def in_order(problems: Iterable[Problem], private: bool = False) -> list[Problem]:
    """Return problems by file and line, those of JSON files with the lines of their paths.

    Of a `private` corpus nothing is shown but where it breaks which rule.
    """
    files: dict[str, list[Problem]] = {}
    for problem in problems:
        files.setdefault(problem.file, []).append(problem)
    ordered: list[Problem] = []
    for file in sorted(files):
        found = files[file]
        if file.endswith(".json") and os.path.isfile(file):
            found = placed(found, Path(file).read_bytes())
        ordered += sorted(found, key=lambda problem: problem.line)
    if private:
        ordered = [replace(problem, what=_NOT_SHOWN) for problem in ordered]
    return ordered


def checked(loaded: Loaded, check: bool) -> Loaded:
    """Collect what is wrong with a corpus; `check` applies the rules for gold as well."""
    found = loaded.problems
    for entry in loaded.entries:
        text = entry.article.text or ""
        found += (entry.article_at.problem(fault) for fault in broken(ARTICLE, entry.article))
        agrees = entry.annotation.sha256 == text_hash(text) and spans_agree(entry.annotation, text)
        if check or not agrees:
            found += annotation_problems(entry.annotation, text, entry.annotation_at)
        if loaded.info.complete:
            found += (entry.annotation_at.problem(fault) for fault in broken(COMPLETE, entry))
    found += corpus_problems(loaded.entries)
    found += story_problems(loaded.entries)
    if check and loaded.info.complete:
        found += copy_problems(loaded.entries)
    loaded.problems = in_order(found, loaded.info.private)
    return loaded


def entry_of(row: Row, where: Where) -> Entry:
    """Return a row of a corpus file as the article and the gold that it holds."""
    article = Article(**{name: getattr(row, name) for name in _ARTICLE_FIELDS})
    layers = {name: getattr(row, name) for name in _LAYERS}
    digest = row.sha256 or text_hash(row.text)
    return Entry(article, Annotation(id=row.id, sha256=digest, **layers), row.split, where, where)


def _load_file(path: Path) -> Loaded:
    name = path.name.removesuffix(".gz").removesuffix(".jsonl") or path.name
    loaded = Loaded(CorpusInfo(name=name, version="0"))
    for number, row in read_records(path, Row, loaded.problems):
        loaded.entries.append(entry_of(row, Where(str(path), number)))
    return loaded


def _load_folder(folder: Path) -> Loaded:
    seeds, annotations = folder / "seeds", folder / "annotations"
    problems: list[Problem] = []
    if not seeds.is_dir() and not annotations.is_dir():
        what, mend = "the folder holds no corpus", "name one that has seeds/ and annotations/"
        problems.append(Problem(str(folder), 0, "", "unrecognised", what, mend))
    info = CorpusInfo(name=folder.resolve().name or "corpus", version="0")
    if (annotations / "corpus.json").exists():
        # A record that cannot be read may say that the corpus is private.
        unread = msgspec.structs.replace(info, private=True)
        info = read_json(annotations / "corpus.json", CorpusInfo, problems) or unread
    loaded = Loaded(info, problems=problems)
    for text_file in sorted(seeds.glob("*.txt")):
        if not text_file.with_suffix(".json").exists():
            what = f"there is no {text_file.stem}.json beside it"
            mend = "write the article's record"
            problems.append(Problem(str(text_file), 0, "", "no-record", what, mend))
    articles = {}
    for file in sorted(seeds.glob("*.json")):
        article = _load_article(file, problems)
        if article is not None:
            articles[file.stem] = article
    for split in SPLITS:
        for file in sorted((annotations / split).glob("*.json")):
            annotation = read_json(file, Annotation, problems)
            if annotation is not None:
                _check_name(file, annotation.id, problems)
                _pair(loaded, annotation, split, articles, seeds, file)
    return loaded


def _load_records(folder: Path, files: list[Path]) -> Loaded:
    """Read annotation records with the texts of the corpus that their folder lies in."""
    above = folder.absolute().parents
    home = next((one for one in above if (one / "seeds").is_dir()), data_root())
    problems: list[Problem] = []
    about = home / "annotations" / "corpus.json"
    info = read_json(about, CorpusInfo, problems) if about.exists() else None
    info = info or CorpusInfo(name="corpus", version="0", private=about.exists())
    name = f"{info.name} {folder.resolve().name}"
    loaded = Loaded(msgspec.structs.replace(info, name=name, complete=False), problems=problems)
    for file in files:
        annotation = None if file.name == about.name else read_json(file, Annotation, problems)
        if annotation is not None:
            _check_name(file, annotation.id, problems)
            record = home / "seeds" / f"{annotation.id}.json"
            found = _load_article(record, problems) if record.exists() else None
            articles = {annotation.id: found} if found else {}
            _pair(loaded, annotation, None, articles, record.parent, file)
    return loaded


def _load_article(file: Path, problems: list[Problem]) -> Article | None:
    article = read_json(file, Article, problems)
    if article is None:
        return None
    _check_name(file, article.id, problems)
    text_file = file.with_suffix(".txt")
    if article.text is None and text_file.exists():
        text = read_text(text_file, problems)
        return msgspec.structs.replace(article, text=text) if text is not None else None
    return article


def _check_name(file: Path, name: str, problems: list[Problem]) -> None:
    if file.stem != name:
        what = f"the file is named {file.stem}, its record {name}"
        problems.append(Problem(str(file), 1, "id", "file-name", what, "let the names agree"))


def _pair(
    loaded: Loaded,
    annotation: Annotation,
    split: str | None,
    articles: Mapping[str, Article],
    seeds: Path,
    file: Path,
) -> None:
    article_file = seeds / f"{annotation.id}.json"
    article = articles.get(annotation.id)
    if article is not None and article.text is not None:
        places = Where(str(article_file)), Where(str(file))
        loaded.entries.append(Entry(article, annotation, split, *places))
    elif article is not None and article.open is False:
        loaded.withheld.append(annotation.id)
    elif article is not None or not article_file.exists():
        what = f"there is no {seeds / annotation.id}.txt with its record"
        fault = Fault("id", "no-text", what, "add the text and its record, or remove this file")
        loaded.problems.append(Where(str(file)).problem(fault))
