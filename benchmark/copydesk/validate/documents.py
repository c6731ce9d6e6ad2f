"""What must hold for an article's record, and for a corpus as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from copydesk.errors import Problem
from copydesk.records import Annotation, Article
from copydesk.structure import Fault, show
from copydesk.validate.rules import Finding, Rule, Where, rule, text_hash

_OPTIONAL = {
    "entities": ("canonical",),
    "attributions": ("source_type", "speakers"),
    "claims": ("claim_type",),
    "boilerplate": (),
    "zones": (),
}


class Entry(NamedTuple):
    """One document of a corpus as it was read, and where its two records stand."""

    article: Article
    annotation: Annotation
    split: str | None
    article_at: Where
    annotation_at: Where


@rule("text-or-hash", "article", "An article has its text, or the SHA-256 of it.")
def _text_or_hash(article: Article) -> Iterator[Finding]:
    if article.text is None and article.sha256 is None:
        yield Finding("text", "neither text nor sha256 is given", "give one of them")


@rule("article-hash", "article", "The SHA-256 of an article is that of its text.")
def _article_hash(article: Article) -> Iterator[Finding]:
    if article.text is not None and article.sha256 is not None:
        actual = text_hash(article.text)
        if actual != article.sha256:
            what = f"the text's SHA-256 is {actual}, not {article.sha256}"
            yield Finding("sha256", what, "restore the text, or correct the hash of a new one")


ARTICLE: tuple[Rule[Article], ...] = (_text_or_hash, _article_hash)


@rule("incomplete", "complete corpus", "A corpus that calls itself complete has every field.")
def _incomplete(entry: Entry) -> Iterator[Finding]:
    for field in ("outlet", "licence"):
        if getattr(entry.article, field) is None:
            yield Finding(field, f"the article has no {field}", f"give its {field}")
    for layer, fields in _OPTIONAL.items():
        items = getattr(entry.annotation, layer)
        if items is None:
            what = f"the layer {layer} is absent"
            yield Finding(layer, what, "annotate it; write [] where there is nothing")
        for number, item in enumerate(items or ()):
            for field in fields:
                if getattr(item, field) is None:
                    path = f"{layer}[{number}].{field}"
                    yield Finding(path, f"{field} is absent", "give it, or drop `complete`")


COMPLETE: tuple[Rule[Entry], ...] = (_incomplete,)


def corpus_problems(entries: Sequence[Entry]) -> list[Problem]:
    """Return what is wrong with the documents of a corpus taken together."""
    problems = []
    places: dict[str, Where] = {}
    home: dict[str, str | None] = {}
    for article, _, split, article_at, annotation_at in entries:
        first = places.setdefault(article.id, annotation_at)
        if first is not annotation_at:
            what = f"the document {show(article.id)} stands in {first.file}:{first.line} too"
            fault = Fault("id", REPEATED.code, what, "keep one of them")
            problems.append(annotation_at.problem(fault))
        elif article.outlet is not None and home.setdefault(article.outlet, split) != split:
            what = f"{show(article.outlet)} is in {home[article.outlet]} and in {split}"
            fault = Fault("outlet", TWO_SPLITS.code, what, "move its documents into one split")
            problems.append(article_at.problem(fault))
    return problems


REPEATED: Rule[None] = Rule("document-repeated", "corpus", "A document stands in a corpus once.")
TWO_SPLITS: Rule[None] = Rule(
    "outlet-in-two-splits", "corpus", "No outlet has documents in two splits."
)
CORPUS: tuple[Rule[None], ...] = (REPEATED, TWO_SPLITS)

#: What only the files of a corpus folder can break.
FOLDER: tuple[Rule[None], ...] = (
    Rule("file-name", "corpus folder", "A file is named after the id of its document."),
    Rule("no-text", "corpus folder", "An annotated article has its text, or may not be passed on."),
    Rule("no-record", "corpus folder", "A text has its record, `seeds/<id>.json`."),
)
