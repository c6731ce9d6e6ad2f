"""The dataset card: the page that people read, below the YAML that programs read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from string import Template

from copydesk.corpus import Corpus, Document
from copydesk.hub.citation import citation
from copydesk.hub.counts import count_sections, thin_slices
from copydesk.hub.features import CONFIGS, columns_of
from copydesk.hub.fields import field_tables
from copydesk.hub.front_matter import OWN, front_matter, title
from copydesk.hub.tables import DataFile
from copydesk.labels import LAYERS
from copydesk.markdown import escape, table
from copydesk.profile.quotas import LARGE_SLICE

#: Fewer clusters than this make intervals unreliable (the scoring protocol).
FEW_CLUSTERS = 30

_GUIDELINES = (
    "How a span is cut and which label it gets: `annotations/GUIDELINES.md` in the project's "
    "repository. Where texts and annotation come from: `annotations/DATASHEET.md` there.\n\n"
)


def render_card(
    corpus: Corpus,
    data: Sequence[DataFile],
    hashes: Mapping[str, str],
    left_out: Sequence[str],
) -> str:
    """Return the card of a published corpus.

    Args:
        corpus: the documents that were published, at least one.
        data: their files, which the counts and sizes in the YAML are taken from.
        hashes: the gold's SHA-256 by split.
        left_out: ids of the articles of the corpus that are not there.
    """
    template = Template(Path(__file__).with_name("card.md").read_text(encoding="utf-8"))
    return template.substitute(
        front_matter=front_matter(corpus, data),
        title=escape(title(corpus)),
        name=escape(corpus.name),
        version=escape(corpus.version),
        articles=_count(len(corpus.documents), "news article"),
        missing=_missing(left_out),
        split=data[0].split,
        file=data[0].path,
        configs=table(
            ("configuration", "columns"),
            ((f"`{config}`", _columns_cell(config)) for config in CONFIGS),
            text_columns=2,
        ),
        splits=_split_table(corpus, hashes),
        fields=field_tables(),
        guidelines=_GUIDELINES if corpus.name == OWN else "",
        licence=_licence(corpus),
        hashes=table(
            ("split", "SHA-256 of the gold"),
            ((split, f"`{digest}`") for split, digest in hashes.items()),
            text_columns=2,
        ),
        canary=_canary(corpus),
        limits="".join(f"- {limit}\n" for limit in _limits(corpus, hashes)),
        citation=citation(corpus, hashes),
        counts=count_sections(corpus),
    )


def _columns_cell(config: str) -> str:
    if config == "default":
        return "all, with every layer"
    return ", ".join(f"`{name}`" for name in columns_of(config))


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _missing(left_out: Sequence[str]) -> str:
    if not left_out:
        return ""
    names = ", ".join(f"`{name}`" for name in left_out)
    verb = "is" if len(left_out) == 1 else "are"
    return (
        f"\nThis copy is the open edition: {_count(len(left_out), 'article')} of the corpus "
        f"{verb} left out, text and annotation, because the text may not be passed on: {names}.\n"
    )


def _clusters(documents: Iterable[Document]) -> int:
    return len({item.cluster for item in documents})


def _split_table(corpus: Corpus, splits: Iterable[str]) -> str:
    rows = []
    for split in splits:
        documents = corpus.select(split).documents
        worthy = [
            claim.check_worthy for item in documents for claim in item.annotation.claims or ()
        ]
        items = {
            layer: sum(len(getattr(item.annotation, layer) or ()) for item in documents)
            for layer in LAYERS
        }
        counts = (len(documents), _clusters(documents), *items.values(), sum(worthy))
        rows.append((split, *(f"{count:,}" for count in counts)))
    header = ("split", "articles", "clusters", *LAYERS, "check-worthy claims")
    return table(header, rows)


def _licence(corpus: Corpus) -> str:
    groups: dict[tuple[str, bool], list[Document]] = {}
    for item in corpus.documents:
        key = (item.article.licence or "", item.article.open is not False)
        groups.setdefault(key, []).append(item)
    rows = [
        (
            escape(licence) or "not stated",
            "yes" if may else "**no**",
            f"{len(items):,}",
            _ids(items),
        )
        for (licence, may), items in sorted(groups.items())
    ]
    annotation = escape(corpus.info.licence or "") or "not stated"
    header = ("licence of the text", "may be passed on", "articles", "which")
    text = f"Annotations: {annotation}. Texts, article by article in the column `licence`:\n\n"
    text += table(header, rows, text_columns=4)
    closed = [item for item in corpus.documents if item.article.open is False]
    if closed:
        names = ", ".join(f"`{item.id}` ({item.split})" for item in closed)
        text += (
            f"\n**Third-party text.** {names}: written by others, who have not licensed it. It is "
            "here for research, with its annotation; no open licence covers it, and "
            "whoever passes it on answers for that. `copydesk publish --only-open` leaves text "
            "and annotation out; in the rows, `open` is `false`.\n"
        )
    return text


def _ids(items: Sequence[Document]) -> str:
    names = ", ".join(f"`{name}`" for name in sorted(item.id for item in items)[:5])
    return names if len(items) <= 5 else f"{names} and {len(items) - 5:,} more"


def _canary(corpus: Corpus) -> str:
    if not corpus.info.canary:
        return ""
    return (
        "## Canary\n\nBenchmark data should not be trained on. This string stands here and in the "
        "metadata of every data file; a model that can continue it has seen them:\n\n"
        f"```text\n{corpus.info.canary}\n```\n\n"
    )


def _limits(corpus: Corpus, splits: Iterable[str]) -> Iterator[str]:
    for split in splits:
        clusters = _clusters(corpus.select(split).documents)
        if split == "test" and clusters < FEW_CLUSTERS:
            yield (
                f"`test` has {_count(clusters, 'cluster')}. Below {FEW_CLUSTERS}, confidence "
                "intervals and tests of differences are unreliable, and no ranking should rest "
                "on them."
            )
    thin = thin_slices(corpus)
    if thin:
        yield (
            f"In `test`, these slices have fewer than {LARGE_SLICE} cases, too few to compare "
            f"systems on: {', '.join(thin)}."
        )
    languages = sorted({item.article.language or "unknown" for item in corpus.documents})
    genres = sorted({item.article.genre for item in corpus.documents if item.article.genre})
    kinds = f", genres: {', '.join(map(escape, genres))}" if genres else ""
    yield f"Language: {', '.join(map(escape, languages))}{kinds}. It says nothing of others."
    for layer in LAYERS:
        bare = sum(getattr(item.annotation, layer) is None for item in corpus.documents)
        if bare:
            yield f"`{layer}` is not annotated in {_count(bare, 'article')} (`null`)."
    yield (
        "Entities are names only, flat: no dates, amounts or nested names. `canonical` and "
        "`speakers` hold within one article; the same string in two articles need not be one "
        "person, and nothing is linked to a knowledge base."
    )
    yield (
        "Attributions are reported speech and writing; beliefs count only with a source and a "
        "content clause, desires, intentions and emotions do not."
    )
    yield (
        "Whether a claim deserves a check is a judgement by written rules, not a statement that "
        "it is true or false."
    )
    yield "Boilerplate is marked in extracted text; the pages' HTML is not part of the dataset."
    yield "The gold is public, `test` too: a good score may come from having seen it."


__all__ = ["FEW_CLUSTERS", "render_card"]
