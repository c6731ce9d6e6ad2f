"""The records: fast, immutable twins of the JSON Schemas in `schemas/`.

Offsets count Unicode code points, half-open `[start, end)`. `None` means absent.
What follows from other facts (`quote_type`, `nested_in`, `attribution`, `lines`) is
computed by `copydesk.derive`; the fields exist here so that published rows can carry it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

import msgspec

from copydesk.labels import (
    ENTITY_LABELS,
    VIEW_LABELS,
    Category,
    ClaimType,
    EntityLabel,
    Layer,
    QuoteType,
    SourceType,
    Split,
    ZoneKind,
)

#: Offsets fit in 32 bits, so that spans can be packed into arrays without a further check.
MAX_OFFSET = 2**31 - 1
#: `$` alone would let a final line break pass.
SLUG = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$(?!\n)"

#: The layers of an annotation: those that are predicted, and zones.
AnnotatedLayer = Literal["entities", "attributions", "claims", "boilerplate", "zones"]

Offset = Annotated[int, msgspec.Meta(ge=0, le=MAX_OFFSET)]
Slug = Annotated[str, msgspec.Meta(pattern=SLUG)]
Sha256 = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}$(?!\n)")]
NonEmpty = Annotated[str, msgspec.Meta(min_length=1)]
Confidence = Annotated[float, msgspec.Meta(ge=0, le=1)]

#: What a predicted name may be labelled: a gold label, or a label of a coarser view.
PREDICTED_LABELS: tuple[str, ...] = ENTITY_LABELS + tuple(
    f"{view}:{label}" for view in ("conll4", "core") for label in VIEW_LABELS[view]
)

if TYPE_CHECKING:
    PredictedLabel = str
else:
    PredictedLabel = Literal[PREDICTED_LABELS]


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Base of all records: immutable, closed, absent fields left out when written."""


class Span(Record, frozen=True):
    """A piece of a text, with its surface."""

    start: Offset
    end: Offset
    text: NonEmpty


class Entity(Record, frozen=True):
    """A name; `canonical` is the fullest correctly spelled form of it in the text."""

    id: str
    start: Offset
    end: Offset
    text: NonEmpty
    label: EntityLabel
    canonical: NonEmpty | None = None


class Attribution(Record, frozen=True):
    """Who (`source`, resolved to `speakers`) reports what (`content`), by which words (`cue`).

    `speakers` is None where unknown (imported gold) and empty where the text names nobody.
    """

    id: str
    content: Annotated[tuple[Span, ...], msgspec.Meta(min_length=1)]
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    source_type: SourceType | None = None
    speakers: tuple[NonEmpty, ...] | None = None
    quote_type: QuoteType | None = None
    nested_in: str | None = None


class Claim(Record, frozen=True):
    """A verifiable proposition; `attribution` is the smallest attribution that contains it."""

    id: str
    start: Offset
    end: Offset
    text: NonEmpty
    check_worthy: bool
    claim_type: ClaimType | None = None
    attribution: str | None = None


class Furniture(Record, frozen=True):
    """A block of residual boilerplate; `lines` are the numbers (from 0) of the lines it fills."""

    id: str
    start: Offset
    end: Offset
    text: NonEmpty
    category: Category
    lines: tuple[Offset, ...] | None = None


class Zone(Record, frozen=True):
    """A piece of structure (headline, byline ...) that is ignored when furniture is scored."""

    id: str
    start: Offset
    end: Offset
    text: NonEmpty
    kind: ZoneKind


class Article(Record, frozen=True):
    """A text and what is known about it. `text` is None only in a metadata file beside its text."""

    id: Slug
    text: str | None = None
    sha256: Sha256 | None = None
    outlet: NonEmpty | None = None
    language: str | None = None
    title: str | None = None
    url: str | None = None
    published: str | None = None
    genre: str | None = None
    licence: NonEmpty | None = None
    open: bool | None = None
    story: NonEmpty | None = None


class Annotation(Record, frozen=True):
    """The gold of one article. A layer that is None was not annotated."""

    id: Slug
    sha256: Sha256
    entities: tuple[Entity, ...] | None = None
    attributions: tuple[Attribution, ...] | None = None
    claims: tuple[Claim, ...] | None = None
    boilerplate: tuple[Furniture, ...] | None = None
    zones: tuple[Zone, ...] | None = None


class Row(Record, frozen=True):
    """One line of a corpus file: an article, its split and its gold."""

    id: Slug
    text: str
    split: Split | None = None
    sha256: Sha256 | None = None
    outlet: NonEmpty | None = None
    language: str | None = None
    title: str | None = None
    url: str | None = None
    published: str | None = None
    genre: str | None = None
    licence: NonEmpty | None = None
    open: bool | None = None
    story: NonEmpty | None = None
    entities: tuple[Entity, ...] | None = None
    attributions: tuple[Attribution, ...] | None = None
    claims: tuple[Claim, ...] | None = None
    boilerplate: tuple[Furniture, ...] | None = None
    zones: tuple[Zone, ...] | None = None


class Erratum(Record, frozen=True):
    """One change of gold, a line of `annotations/errata.jsonl`.

    `old` and `new` are items of the layer as annotations hold them; None: there was, or is, none.
    `version` is the gold in which the change appears.
    """

    version: NonEmpty
    document: Slug
    layer: AnnotatedLayer
    reason: NonEmpty
    issue: NonEmpty
    old: dict[str, Any] | None = None
    new: dict[str, Any] | None = None


class CorpusInfo(Record, frozen=True):
    """`annotations/corpus.json`: what a corpus folder says of itself.

    `complete` corpora promise every optional gold field; `private` ones promise that no
    command prints their gold.
    """

    name: NonEmpty
    version: NonEmpty
    licence: NonEmpty | None = None
    canary: str | None = None
    complete: bool = False
    private: bool = False


class PredictedSpan(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False
):
    """A predicted piece of text: offsets, or its surface to be located, or both."""

    start: Offset | None = None
    end: Offset | None = None
    text: NonEmpty | None = None


class PredictedEntity(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False
):
    """A predicted name; `label` is a gold label or a view label such as `core:LOC`."""

    label: PredictedLabel
    start: Offset | None = None
    end: Offset | None = None
    text: NonEmpty | None = None
    score: Confidence | None = None
    canonical: NonEmpty | None = None


class PredictedAttribution(Record, frozen=True):
    """A predicted attribution; `speakers` are names, not spans."""

    content: Annotated[tuple[PredictedSpan, ...], msgspec.Meta(min_length=1)]
    source: tuple[PredictedSpan, ...] | None = None
    cue: tuple[PredictedSpan, ...] | None = None
    speakers: tuple[NonEmpty, ...] | None = None
    score: Confidence | None = None


class PredictedClaim(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False
):
    """A predicted claim; `check_worthy` absent means true."""

    start: Offset | None = None
    end: Offset | None = None
    text: NonEmpty | None = None
    score: Confidence | None = None
    claim_type: ClaimType | None = None
    check_worthy: bool | None = None


class PredictedFurniture(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False
):
    """Predicted boilerplate: lines or blocks, as the system likes."""

    start: Offset | None = None
    end: Offset | None = None
    text: NonEmpty | None = None
    category: Category | None = None
    score: Confidence | None = None


class Prediction(Record, frozen=True):
    """What a system says of one article. A layer that is None was not attempted."""

    id: Slug
    entities: tuple[PredictedEntity, ...] | None = None
    attributions: tuple[PredictedAttribution, ...] | None = None
    claims: tuple[PredictedClaim, ...] | None = None
    boilerplate: tuple[PredictedFurniture, ...] | None = None
    truncated_at: Offset | None = None
    failure: NonEmpty | None = None


class System(Record, frozen=True):
    """A system's card, `system.toml`.

    `uses` are ids of systems in the folders beside it, whose modules it imports.
    """

    name: NonEmpty
    version: NonEmpty
    layers: Annotated[tuple[Layer, ...], msgspec.Meta(min_length=1)]
    licence: NonEmpty
    entry: NonEmpty | None = None
    command: Annotated[tuple[NonEmpty, ...], msgspec.Meta(min_length=1)] | None = None
    description: str | None = None
    authors: tuple[str, ...] = ()
    url: str | None = None
    requirements: tuple[str, ...] = ()
    uses: tuple[Slug, ...] = ()
    labels: dict[str, str] = {}
    trained_on: tuple[str, ...] = ()
    seen_documents: tuple[str, ...] = ()
    network: bool = False


def to_builtins(record: msgspec.Struct) -> dict[str, Any]:
    """Return a record as plain dicts and lists, absent fields left out."""
    plain: dict[str, Any] = msgspec.to_builtins(record)
    return plain
