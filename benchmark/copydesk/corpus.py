"""A corpus: texts with their gold, from a folder, a file or rows, as the same records."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from copydesk.derive import primary, with_derived
from copydesk.errors import InputError
from copydesk.jsonl import write_lines
from copydesk.records import Annotation, Article, CorpusInfo, Row
from copydesk.resources import data_root
from copydesk.validate.documents import Entry
from copydesk.validate.loading import Loaded, load, load_rows
from copydesk.validate.rules import text_hash

_LAYERS = ("entities", "attributions", "claims", "boilerplate", "zones")


@dataclass(frozen=True, slots=True)
class Document:
    """An article and its gold. `cluster` is the unit of resampling."""

    article: Article
    annotation: Annotation
    split: str | None
    cluster: str

    @property
    def id(self) -> str:
        """The document's id."""
        return self.article.id

    @property
    def text(self) -> str:
        """The text, exactly as published."""
        return self.article.text or ""


@dataclass(frozen=True, slots=True)
class Corpus:
    """Documents in a fixed order (by split, then id), and what the corpus says of itself.

    `withheld` are the ids of annotated articles whose texts may not be passed on and are not
    installed here; they are not among `documents`.
    """

    info: CorpusInfo
    documents: tuple[Document, ...]
    withheld: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The corpus's name."""
        return self.info.name

    @property
    def version(self) -> str:
        """The version of the gold."""
        return self.info.version

    def select(self, split: str | None) -> Corpus:
        """Return the corpus with the documents of one split alone (None: all)."""
        chosen = (item for item in self.documents if split in (None, item.split))
        return replace(self, documents=tuple(chosen))

    def sha256(self, split: str | None = None) -> str:
        """Return a hash over ids, texts and primary facts of one split (None: all).

        The order of documents, and of the items of a layer, does not matter.
        """
        digest = hashlib.sha256()
        for item in sorted(self.select(split).documents, key=lambda item: item.id):
            digest.update(canonical_bytes(item))
        return digest.hexdigest()


def canonical_bytes(document: Document) -> bytes:
    """Return what of a document its hash is made of: id, text hash, primary facts in any order."""
    plain = msgspec.to_builtins(primary(document.annotation))
    plain |= {"id": document.id, "sha256": text_hash(document.text)}
    encode = msgspec.json.Encoder(order="deterministic").encode
    for layer in _LAYERS:
        if layer in plain:
            plain[layer] = sorted(encode(item).decode() for item in plain[layer])
    return encode(plain) + b"\n"


def read_corpus(path: str | os.PathLike[str] | None = None, check: bool = True) -> Corpus:
    """Read a corpus folder (`seeds/` and `annotations/`) or a corpus file (JSON Lines).

    Args:
        path: the folder or file; None is the data that came with the package.
        check: whether to apply all rules for gold; records, hashes and offsets are checked always.

    Raises:
        InputError: with every problem of the corpus.
    """
    return _corpus(load(data_root() if path is None else path, check))


def corpus_from_rows(
    rows: Iterable[Mapping[str, Any]], name: str = "rows", version: str = "0"
) -> Corpus:
    """Make a corpus of plain rows, e.g. those of a `datasets` split; null means absent.

    Raises:
        InputError: with every problem of the rows, their number as line.
    """
    return _corpus(load_rows(rows, name, version))


def rows(corpus: Corpus, derived: bool = False) -> Iterator[Row]:
    """Yield the corpus as rows of a corpus file, with derived fields on request."""
    for document in corpus.documents:
        gold = document.annotation
        if derived:
            gold = with_derived(document.text, gold)
        about = msgspec.structs.asdict(document.article)
        about |= {"text": document.text, "sha256": gold.sha256, "split": document.split}
        yield Row(**about, **{layer: getattr(gold, layer) for layer in _LAYERS})


def write_corpus_file(path: str | os.PathLike[str], corpus: Corpus, derived: bool = False) -> None:
    """Write a corpus as one JSON Lines file (gzip where the name ends in `.gz`)."""
    write_lines(path, rows(corpus, derived))


def _corpus(loaded: Loaded) -> Corpus:
    if loaded.problems:
        raise InputError(loaded.problems)
    entries = sorted(loaded.entries, key=lambda entry: (entry.split or "", entry.article.id))
    clusters = cluster_names([entry.article for entry in entries])
    documents = tuple(
        _document(entry, cluster) for entry, cluster in zip(entries, clusters, strict=True)
    )
    return Corpus(loaded.info, documents, tuple(loaded.withheld))


def _document(entry: Entry, cluster: str) -> Document:
    return Document(entry.article, primary(entry.annotation), entry.split, cluster)


def cluster_names(articles: list[Article]) -> list[str]:
    """Name each article's cluster: its outlet, joined over stories that several carry."""
    parent: dict[tuple[str, str], tuple[str, str]] = {}

    def root(node: tuple[str, str]) -> tuple[str, str]:
        while (above := parent.setdefault(node, node)) != node:
            parent[node] = parent[above]
            node = above
        return node

    homes = [
        ("outlet", article.outlet) if article.outlet is not None else ("without outlet", article.id)
        for article in articles
    ]
    for article, home in zip(articles, homes, strict=True):
        one = root(home)
        if article.story is not None:
            other = root(("~story", article.story))
            parent[max(one, other)] = min(one, other)
    return [root(home)[1] for home in homes]


__all__ = ["Corpus", "Document", "corpus_from_rows", "read_corpus", "rows", "write_corpus_file"]
