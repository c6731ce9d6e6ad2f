"""What each published field means: the card's tables of fields."""

from __future__ import annotations

from collections.abc import Sequence

from copydesk.hub.features import Columns, Shape, columns_of
from copydesk.labels import (
    CATEGORIES,
    CLAIM_TYPES,
    ENTITY_LABELS,
    QUOTE_TYPES,
    SOURCE_TYPES,
    ZONE_KINDS,
)
from copydesk.markdown import table


def _one_of(labels: Sequence[str]) -> str:
    return "one of " + ", ".join(f"`{label}`" for label in labels)


_SPAN = {
    "id": "unique in the article",
    "start": "first code point",
    "end": "one past the last code point",
    "text": "`text[start:end]` of the article",
}

#: What is said of each field: of an article (under ""), and of the items of each layer.
MEANINGS: dict[str, dict[str, str]] = {
    "": {
        "id": "the article's name in the corpus",
        "text": "the article, never altered; every offset counts from its beginning",
        "sha256": "SHA-256 of the text's UTF-8 bytes",
        "outlet": "who published it: the unit of resampling",
        "language": "BCP 47 tag",
        "title": "title, where it is not part of the text",
        "url": "where it was published",
        "published": "when it was published",
        "genre": "kind of article",
        "licence": "licence of the text: SPDX, or `LicenseRef-...`",
        "open": "may the text be passed on? `null` means yes",
        "story": "wire story that several outlets carry: they are resampled together",
        "entities": "names",
        "attributions": "who says what, by which words",
        "claims": "verifiable propositions",
        "boilerplate": "residual web furniture",
        "zones": "headline, byline and other structure; ignored when furniture is scored",
    },
    "entities": {
        **_SPAN,
        "label": _one_of(ENTITY_LABELS),
        "canonical": "fullest correctly spelled form of the name in the article; "
        "items that share it are one entity",
    },
    "attributions": {
        "id": _SPAN["id"],
        "content": "what is said; never empty, sorted, disjoint",
        "source": "who says it, as the article puts it; empty where implicit",
        "cue": "the reporting expression; empty for a floating quotation",
        "source_type": _one_of(SOURCE_TYPES),
        "speakers": "canonical names of who speaks; empty: the article names nobody",
        "quote_type": f"*derived*: {_one_of(QUOTE_TYPES)}; words inside quotation marks",
        "nested_in": "*derived*: id of the smallest attribution whose content holds this "
        "content; `null`: none",
    },
    "claims": {
        **_SPAN,
        "check_worthy": "would a fact-checker take it up?",
        "claim_type": _one_of(CLAIM_TYPES),
        "attribution": "*derived*: id of the smallest attribution whose content holds the claim; "
        "`null`: the article's own voice",
    },
    "boilerplate": {
        **_SPAN,
        "category": _one_of(CATEGORIES),
        "lines": "*derived*: numbers, from 0, of the lines it fills",
    },
    "zones": {**_SPAN, "kind": _one_of(ZONE_KINDS)},
}


def spell(shape: Shape) -> str:
    """Return a shape as a reader would say it.

    >>> spell("int32"), spell(["string"]), spell([{"start": "int32", "end": "int32"}])
    ('int32', 'list of string', 'list of {start, end}')
    """
    if isinstance(shape, str):
        return shape
    if isinstance(shape, list):
        return f"list of {spell(shape[0])}"
    return f"{{{', '.join(shape)}}}"


def field_tables() -> str:
    """Return a table of the article's fields and one for the items of each layer."""
    row = columns_of("default")
    parts = [_table("an article", row, MEANINGS[""])]
    for layer, meanings in MEANINGS.items():
        shape = row.get(layer)
        if isinstance(shape, list) and isinstance(shape[0], dict):
            parts.append(f"### {layer}\n\n" + _table("an item", shape[0], meanings))
    return "\n".join(parts)


def _table(what: str, columns: Columns, meanings: dict[str, str]) -> str:
    cells = []
    for name, shape in columns.items():
        nested = isinstance(shape, list) and isinstance(shape[0], dict)
        kind = "list, below" if nested and name in MEANINGS else spell(shape)
        cells.append((f"`{name}`", kind, meanings[name]))
    return table((f"field of {what}", "type", "meaning"), cells, text_columns=3)


__all__ = ["MEANINGS", "field_tables", "spell"]
