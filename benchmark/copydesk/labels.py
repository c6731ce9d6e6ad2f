"""The label space: closed vocabularies, and the views that coarsen entity labels."""

from __future__ import annotations

from typing import Literal, get_args

EntityLabel = Literal[
    "PERSON",
    "NORP",
    "ORG",
    "GPE",
    "LOC",
    "FAC",
    "PRODUCT",
    "EVENT",
    "WORK_OF_ART",
    "LAW",
    "LANGUAGE",
]
SourceType = Literal["person", "organization", "unnamed", "document", "implicit"]
QuoteType = Literal["direct", "indirect", "mixed"]
ClaimType = Literal["quantity", "causal", "prediction", "event", "state"]
Category = Literal[
    "related_inline",
    "related_list",
    "newsletter_signup",
    "privacy_consent",
    "promo_ad",
    "social_follow",
    "reader_callout",
    "source_credit",
    "author_bio",
    "legal_notice",
    "nav_ui",
    "tag_list",
    "about_org",
    "embed_residue",
    "markup_noise",
]
ZoneKind = Literal[
    "headline",
    "standfirst",
    "caption",
    "byline",
    "dateline",
    "contributor_line",
    "editors_note",
]
Split = Literal["train", "validation", "test"]
Layer = Literal["entities", "attributions", "claims", "boilerplate"]

ENTITY_LABELS: tuple[str, ...] = get_args(EntityLabel)
SOURCE_TYPES: tuple[str, ...] = get_args(SourceType)
QUOTE_TYPES: tuple[str, ...] = get_args(QuoteType)
CLAIM_TYPES: tuple[str, ...] = get_args(ClaimType)
CATEGORIES: tuple[str, ...] = get_args(Category)
ZONE_KINDS: tuple[str, ...] = get_args(ZoneKind)
SPLITS: tuple[str, ...] = get_args(Split)
LAYERS: tuple[Layer, ...] = get_args(Layer)

_CONLL4 = {
    "PERSON": "PER",
    "ORG": "ORG",
    "GPE": "LOC",
    "LOC": "LOC",
    "FAC": "LOC",
    "NORP": "MISC",
    "PRODUCT": "MISC",
    "EVENT": "MISC",
    "WORK_OF_ART": "MISC",
    "LAW": "MISC",
    "LANGUAGE": "MISC",
}

#: view -> gold label -> label in the view; `None` drops the name on both sides.
#: Finest first: a label of one view can be read in every later one.
VIEWS: dict[str, dict[str, str | None]] = {
    "onto11": {label: label for label in ENTITY_LABELS},
    "conll4": dict(_CONLL4),
    "core": {label: None if view == "MISC" else view for label, view in _CONLL4.items()},
}

#: view -> its own labels, in the order of the table above.
VIEW_LABELS: dict[str, tuple[str, ...]] = {
    view: tuple(dict.fromkeys(label for label in table.values() if label))
    for view, table in VIEWS.items()
}

_FINENESS = {view: rank for rank, view in enumerate(VIEWS)}


def view_of(label: str) -> str | None:
    """Return the view a predicted label belongs to (gold labels: `onto11`), or None if unknown.

    >>> view_of("GPE"), view_of("core:LOC"), view_of("DATE"), view_of("onto11:GPE")
    ('onto11', 'core', None, None)
    """
    if label in VIEWS["onto11"]:
        return "onto11"
    view, _, name = label.partition(":")
    return view if view != "onto11" and name in VIEW_LABELS.get(view, ()) else None


def in_view(label: str, view: str) -> str | None:
    """Return what a known label is called in `view`; None if the view drops it.

    Raises ValueError if the label is coarser than the view.

    >>> in_view("GPE", "core"), in_view("conll4:MISC", "core"), in_view("core:PER", "core")
    ('LOC', None, 'PER')
    """
    own = view_of(label)
    if own is None or _FINENESS[own] > _FINENESS[view]:
        raise ValueError(f"label {label!r} says less than view {view!r} asks")
    if own == "onto11":
        return VIEWS[view][label]
    name = label.partition(":")[2]
    return name if name in VIEW_LABELS[view] else None


def views_for(labels: set[str]) -> tuple[str, ...]:
    """Return the views in which every one of the known `labels` can be read, finest first."""
    coarsest = max((_FINENESS[view_of(label) or "core"] for label in labels), default=0)
    return tuple(view for view, rank in _FINENESS.items() if rank >= coarsest)
