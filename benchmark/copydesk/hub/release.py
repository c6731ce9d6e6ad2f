"""Publish: choose what may go out, write it, describe it, put it in its place."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path

from copydesk.corpus import Corpus
from copydesk.errors import InputError, Problem
from copydesk.hub.card import render_card
from copydesk.hub.citation import citation
from copydesk.hub.croissant import CROISSANT, croissant
from copydesk.hub.folder import Manifest, files_in, replacing, write_manifest
from copydesk.hub.tables import write_tables
from copydesk.labels import SPLITS


@dataclass(frozen=True, slots=True)
class Published:
    """What was published: where, the documents of each split, and every file of the folder.

    `left_out` are the ids of articles whose text may not be passed on (or is not installed);
    `closed` those that may not be passed on and are there all the same.
    """

    folder: Path
    name: str
    version: str
    documents: dict[str, int]
    left_out: tuple[str, ...]
    files: tuple[str, ...]
    closed: tuple[str, ...] = ()


def publish(
    corpus: Corpus, folder: str | os.PathLike[str], *, only_open: bool = False
) -> Published:
    """Write a corpus as a Hugging Face dataset folder: Parquet files, a card and Croissant.

    The folder appears whole or not at all; one published earlier is replaced, with all its
    files. The same corpus gives the same bytes (with the same pyarrow).

    Args:
        corpus: what `read_corpus` returns.
        folder: where; new, empty, or published earlier.
        only_open: leave out every article whose record says `open: false`.

    Raises:
        InputError: a private corpus, no document left, a document without split, or a folder
            that holds anything `publish` did not write.
        MissingExtraError: without the packages of `copydesk[hub]`.
    """
    _check_publishable(corpus)
    edition, left_out = _edition(corpus, only_open)
    if not edition.documents:
        what = "no document is left to publish"
        raise _refuse(corpus, "nothing-to-publish", what, "publish a corpus that has open articles")
    splits = {split: len(edition.select(split).documents) for split in SPLITS}
    splits = {split: documents for split, documents in splits.items() if documents}
    hashes = {split: edition.sha256(split) for split in splits}
    canary = {"canary": corpus.info.canary} if corpus.info.canary else {}
    with replacing(Path(folder)) as scratch:
        data = write_tables(
            edition, scratch, {"name": corpus.name, "version": corpus.version, **canary}
        )
        card = render_card(edition, data, hashes, left_out)
        (scratch / "README.md").write_text(card, encoding="utf-8", newline="\n")
        about = croissant(edition, data, files_in(scratch), citation(edition, hashes))
        (scratch / CROISSANT).write_text(about, encoding="utf-8", newline="\n")
        manifest = Manifest(
            name=corpus.name,
            version=corpus.version,
            only_open=only_open,
            left_out=left_out,
            gold_sha256=hashes,
            files=files_in(scratch),
        )
        write_manifest(scratch, manifest)
        files = tuple(files_in(scratch))
    closed = tuple(item.id for item in edition.documents if item.article.open is False)
    return Published(Path(folder), corpus.name, corpus.version, splits, left_out, files, closed)


def _check_publishable(corpus: Corpus) -> None:
    if corpus.info.private:
        what = "the corpus is private: its gold must not leave the house"
        raise _refuse(corpus, "private", what, "publish another, or change annotations/corpus.json")
    homeless = [item.id for item in corpus.documents if item.split is None]
    if homeless:
        what = f"{len(homeless)} documents have no split, the first is {homeless[0]}"
        mend = f"give each row a `split`, one of {', '.join(SPLITS)}"
        raise _refuse(corpus, "no-split", what, mend)


def _edition(corpus: Corpus, only_open: bool) -> tuple[Corpus, tuple[str, ...]]:
    """Return the corpus that goes out, and the ids of what does not."""
    closed = {item.id for item in corpus.documents if only_open and item.article.open is False}
    kept = tuple(item for item in corpus.documents if item.id not in closed)
    return replace(corpus, documents=kept), tuple(sorted(closed | set(corpus.withheld)))


def _refuse(corpus: Corpus, code: str, what: str, mend: str) -> InputError:
    return InputError(Problem(corpus.name, 0, "", code, what, mend))


__all__ = ["Published", "publish"]
