"""Every rule about gold: one change of the good annotation that breaks it, and it alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from .sample import TEXT, Files, found, gold, span, write

Change = Callable[[dict[str, Any]], object]


def edit(path: str, **fields: Any) -> Change:
    """Change an item: `claims.0`."""
    layer, number = path.split(".")
    return lambda record: record[layer][int(number)].update(fields)


def name(piece: str) -> Change:
    item = {"id": "e4", **span(piece), "label": "PERSON", "canonical": piece}
    return lambda record: record["entities"].append(item)


def claim(piece: str) -> Change:
    item = {"id": "c3", **span(piece), "check_worthy": False, "claim_type": "state"}
    return lambda record: record["claims"].append(item)


def said(piece: str) -> Change:
    roles = {"source": [span("she")], "cue": [span("told")], "content": [span(piece)]}
    item = {"id": "a4", **roles, "source_type": "person", "speakers": []}
    return lambda record: record["attributions"].append(item)


def furniture(piece: str) -> Change:
    item = {"id": "b2", **span(piece), "category": "nav_ui"}
    return lambda record: record["boilerplate"].append(item)


def zone(piece: str, **fields: Any) -> Change:
    item = {"id": "z3", **span(piece), "kind": "standfirst", **fields}
    return lambda record: record["zones"].append(item)


def parts(*pieces: str) -> Change:
    """Give the first attribution another content, and nothing derived."""
    content = [span(piece) for piece in pieces]
    return edit("attributions.0", content=content, quote_type=None)


GOLD: list[tuple[str, str, Change]] = [
    ("hash", "sha256", lambda record: record.update(sha256="0" * 64)),
    ("empty-span", "zones[0].end", edit("zones.0", start=0, end=0)),
    ("outside-text", "zones[2].end", zone("Rust", start=len(TEXT) - 2, end=999)),
    ("slice", "entities[1].text", edit("entities.1", text="reuters")),
    (
        "slice",
        "attributions[0].cue[0].text",
        edit("attributions.0", cue=[span("told", said="tell")]),
    ),
    ("white-space-edge", "claims[1]", edit("claims.1", **span("It is "))),
    ("id-form", "claims[1].id", edit("claims.1", id="claim 2")),
    ("id-repeated", "zones[1].id", edit("zones.1", id="e1")),
    ("in-furniture", "entities[3]", name("Engines")),
    ("in-furniture", "claims[2]", claim("MORE")),
    ("in-furniture", "zones[2]", zone("READ MORE: Engines")),
    ("in-furniture", "attributions[3].content[0]", said("Engines")),
    ("furniture-overlap", "boilerplate[1]", furniture("MORE: Engines")),
    ("furniture-line", "boilerplate[1]", furniture("Rust never sleeps.")),
    ("zone-overlap", "zones[2]", zone("close")),
    ("editors-note", "claims[2]", claim("Anna Ivanova wrote this")),
    ("editors-note", "attributions[3].content[0]", said("corrected")),
    ("entity-overlap", "entities[3]", name("Lovelace")),
    ("canonical", "entities[0].canonical", edit("entities.0", canonical="Ada King")),
    ("speaker", "attributions[1].speakers[0]", edit("attributions.1", speakers=["Ada King"])),
    ("role-order", "attributions[0].content[1]", parts("in May", "The bridge")),
    ("role-gap", "attributions[0].content[1]", parts("The bridge", "will close in May")),
    ("source", "attributions[1].source", edit("attributions.1", source=[])),
    ("source", "attributions[1].source", edit("attributions.1", source_type="implicit")),
    ("cue", "attributions[0].cue", edit("attributions.0", cue=[])),
    ("content-shared", "attributions[3].content", said('"It is old,"')),
    ("claim-line", "claims[2]", claim('this.\n"Rust')),
    ("claim-shared", "claims[2]", claim("It is old")),
    ("claim-crossing", "claims[2]", claim("in May, Mayor")),
    ("derived", "attributions[0].quote_type", edit("attributions.0", quote_type="mixed")),
    ("derived", "attributions[0].nested_in", edit("attributions.0", nested_in="a2")),
    ("derived", "claims[0].attribution", edit("claims.0", attribution="a2")),
    ("derived", "boilerplate[0].lines", edit("boilerplate.0", lines=[0])),
    ("incomplete", "claims", lambda record: record.pop("claims")),
    ("incomplete", "entities[2].canonical", edit("entities.2", canonical=None)),
    ("incomplete", "attributions[2].speakers", edit("attributions.2", speakers=None)),
    ("unknown-field", "claims[0].worthy", edit("claims.0", worthy=True)),
    ("missing-field", "claims[0].check_worthy", edit("claims.0", check_worthy=None)),
    ("wrong-type", "claims[0].start", edit("claims.0", start="0")),
    ("unknown-value", "entities[0].label", edit("entities.0", label="PER")),
    ("out-of-range", "attributions[0].content", edit("attributions.0", content=[])),
]
#: What the same change cannot but break as well.
ALSO = {"claim-line": "editors-note", "role-order": "derived"}


@pytest.mark.parametrize(("code", "where", "change"), GOLD)
def test_what_breaks_a_rule_breaks_it_alone(
    files: Files, code: str, where: str, change: Change
) -> None:
    record = gold()
    change(record)
    write(files.annotation, record)
    problems = [item for item in found(files, files.corpus) if item[0] != ALSO.get(code)]
    assert problems == [(code, where)]


KEPT: list[Change] = [
    edit("entities.0", canonical="Ada Lovelace (mayor)"),
    edit("attributions.1", speakers=["Mayor Ada Lovelace"]),
    edit("attributions.1", speakers=[]),
    edit("attributions.2", content=[span('"Rust'), span('sleeps."')]),
    said("It is"),
    claim("It is"),
    claim("The bridge will close"),
    claim("Mayor Ada Lovelace told Reuters"),
    zone('"Rust never sleeps."'),
    furniture('"Rust never sleeps."'),
    edit("claims.1", attribution="a2"),
    edit("attributions.2", quote_type="direct"),
]


@pytest.mark.parametrize("change", KEPT, ids=range(len(KEPT)))
def test_what_the_scheme_allows_is_passed(files: Files, change: Change) -> None:
    record = gold()
    change(record)
    write(files.annotation, record)
    expected = [("in-furniture", "attributions[2].content[0]")] if change is KEPT[9] else []
    assert found(files, files.corpus) == expected


def test_a_quotation_may_run_around_furniture(files: Files) -> None:
    """A block in the middle of an article interrupts what stands around it."""
    record = gold()
    record["boilerplate"].append({"id": "b2", **span("told"), "category": "promo_ad"})
    record["attributions"][0]["cue"] = [span("said")]
    record["claims"].append(
        {
            "id": "c3",
            **span("Ada Lovelace told Reuters"),
            "check_worthy": False,
            "claim_type": "event",
        }
    )
    write(files.annotation, record)
    assert found(files, files.corpus) == []


def test_unknown_optional_fields_are_passed_in_imported_gold(files: Files) -> None:
    record = gold()
    for item in record["entities"]:
        del item["canonical"]
    for item in record["attributions"]:
        item.pop("source_type")
        item["speakers"] = None
    del record["zones"]
    write(files.annotation, record)
    assert {code for code, _ in found(files, files.corpus)} == {"incomplete"}
    write(files.info, {"name": "imported", "version": "1"})
    assert found(files, files.corpus) == []
