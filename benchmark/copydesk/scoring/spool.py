"""A corpus too large for memory: a corpus file read once, line by line, and kept on disk."""

from __future__ import annotations

import hashlib
import os
import tempfile
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import IO, cast, overload

import msgspec

from copydesk.corpus import Corpus, Document, canonical_bytes, cluster_names
from copydesk.derive import primary
from copydesk.errors import InputError, Problem
from copydesk.jsonl import read_records
from copydesk.records import Annotation, Article, CorpusInfo, Row
from copydesk.validate.documents import Entry, corpus_problems
from copydesk.validate.loading import Loaded, checked, entry_of, in_order
from copydesk.validate.rules import Where

_Facts = tuple[Article, Annotation, str | None]


class Spool(Sequence[Document]):
    """Documents in a scratch file; each is read when it is asked for, and not kept.

    Texts can be read by themselves (`texts`), which is quicker.
    """

    def __init__(self) -> None:
        self._file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as this
        self._text, self._facts, self._end = array("q"), array("q"), array("q")
        self._size = 0
        self._encode = msgspec.msgpack.Encoder().encode
        self._decode = msgspec.msgpack.Decoder(_Facts).decode
        self.clusters: list[str] = []
        self.order: Sequence[int] = ()

    def add(self, entry: Entry) -> None:
        """Write a document behind the last."""
        text = (entry.article.text or "").encode()
        article = msgspec.structs.replace(entry.article, text=None)
        facts = self._encode((article, primary(entry.annotation), entry.split))
        for column, size in ((self._text, 0), (self._facts, len(text)), (self._end, len(facts))):
            self._size += size
            column.append(self._size)
        self._file.write(text)
        self._file.write(facts)

    def finish(self, order: Sequence[int], clusters: list[str]) -> None:
        """Say in which order the documents stand, and their clusters in the order of `add`."""
        self._file.flush()
        self.order, self.clusters = order, clusters

    def some(self, places: Sequence[int]) -> Spool:
        """Return a part of the documents, from the same file."""
        part = Spool.__new__(Spool)
        part.__dict__ = {**self.__dict__, "order": array("i", [self.order[n] for n in places])}
        return part

    @property
    def texts(self) -> Sequence[str]:
        """The documents' texts, read when they are asked for."""
        return _Texts(self)

    def text(self, place: int) -> str:
        """Return one document's text."""
        number = self.order[place]
        return self._read(self._text[number], self._facts[number]).decode()

    def _read(self, begin: int, end: int) -> bytes:
        return os.pread(self._file.fileno(), end - begin, begin)

    def __len__(self) -> int:
        return len(self.order)

    @overload
    def __getitem__(self, place: int) -> Document: ...
    @overload
    def __getitem__(self, place: slice) -> Spool: ...
    def __getitem__(self, place: int | slice) -> Document | Spool:
        if isinstance(place, slice):
            return self.some(range(len(self))[place])
        number = self.order[place]
        raw = self._read(self._facts[number], self._end[number])
        article, annotation, split = self._decode(raw)
        article = msgspec.structs.replace(article, text=self.text(place))
        return Document(article, annotation, split, self.clusters[number])


class _Texts(Sequence[str]):
    def __init__(self, spool: Spool) -> None:
        self._spool = spool

    def __len__(self) -> int:
        return len(self._spool)

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> list[str]: ...
    def __getitem__(self, place: int | slice) -> str | list[str]:
        if isinstance(place, slice):
            return [self._spool.text(one) for one in range(len(self))[place]]
        return self._spool.text(place)


class SpooledCorpus(Corpus):
    """A corpus whose documents stay on disk; what it costs in memory is a few bytes a document."""

    __slots__ = ()

    def select(self, split: str | None) -> Corpus:
        """Return the corpus with the documents of one split alone (None: all)."""
        documents = cast(Spool, self.documents)
        if split is None:
            return self
        places = [place for place, one in enumerate(documents) if one.split == split]
        return replace(self, documents=documents.some(places))  # type: ignore[arg-type]

    def sha256(self, split: str | None = None) -> str:
        """Return the hash of `Corpus.sha256`, reading one document at a time."""
        documents = self.select(split).documents
        names = [one.id for one in documents]
        digest = hashlib.sha256()
        for place in sorted(range(len(names)), key=names.__getitem__):
            digest.update(canonical_bytes(documents[place]))
        return digest.hexdigest()


def spool_corpus(path: str | os.PathLike[str]) -> SpooledCorpus:
    """Read a corpus file of any size into a scratch file, checked like `read_corpus(check=False)`.

    Raises:
        InputError: with every problem of the corpus.
    """
    name = os.fspath(path)
    spool = Spool()
    problems: list[Problem] = []
    stem = os.path.basename(name).removesuffix(".gz").removesuffix(".jsonl")
    info = CorpusInfo(name=stem or os.path.basename(name), version="0")
    keys: list[tuple[str, str]] = []
    homes: list[Article] = []
    shared: dict[str | None, str | None] = {}

    def entries() -> Iterator[Entry]:
        for number, row in read_records(name, Row, problems):
            entry = entry_of(row, Where(name, number))
            problems.extend(checked(Loaded(info, [entry]), check=False).problems)
            article = entry.article
            keys.append((entry.split or "", article.id))
            outlet = shared.setdefault(article.outlet, article.outlet)
            homes.append(Article(article.id, outlet=outlet, story=article.story))
            spool.add(entry)
            yield entry

    problems += corpus_problems(entries())  # type: ignore[arg-type]
    if problems:
        raise InputError(in_order(problems))
    order = array("i", sorted(range(len(keys)), key=keys.__getitem__))
    spool.finish(order, cluster_names(homes))
    return SpooledCorpus(info, spool)  # type: ignore[arg-type]


__all__ = ["Spool", "SpooledCorpus", "spool_corpus"]
