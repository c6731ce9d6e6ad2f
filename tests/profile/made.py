"""Documents for these tests, annotated by naming surfaces."""

from __future__ import annotations

from typing import Any

import msgspec

from copydesk.corpus import Document
from copydesk.profile.facts import Facts
from copydesk.records import Row
from copydesk.validate.loading import entry_of
from copydesk.validate.rules import Where

Said = dict[str, Any]


def span(text: str, surface: str) -> dict[str, Any]:
    start = text.index(surface)
    return {"start": start, "end": start + len(surface), "text": surface}


def said(
    content: list[str], source: str = "", cue: str = "", kind: str = "", speakers: Any = ()
) -> Said:
    """An attribution by its surfaces."""
    kind = kind or ("person" if source else "implicit")
    return {
        "content": content,
        "source": [source] if source else [],
        "cue": [cue] if cue else [],
        "source_type": kind,
        "speakers": list(speakers),
    }


def row(
    text: str,
    attributions: list[Said] | None = None,
    entities: list[tuple[str, str, str]] | None = None,
    claims: list[tuple[str, bool]] | None = None,
    boilerplate: list[tuple[str, str]] | None = None,
    zones: list[tuple[str, str]] | None = None,
    **about: Any,
) -> dict[str, Any]:
    """A row; entities are (surface, label, canonical), looked for one behind the other."""
    names, place = [], 0
    for number, (surface, label, canonical) in enumerate(entities or (), 1):
        place = text.index(surface, place)
        end = place + len(surface)
        found = {"start": place, "end": end, "text": surface, "label": label}
        names.append({"id": f"e{number}", **found, "canonical": canonical or surface})
        place = end
    reports = []
    for number, one in enumerate(attributions or (), 1):
        roles = {
            role: [span(text, surface) for surface in one[role]]
            for role in ("content", "source", "cue")
        }
        reports.append({"id": f"a{number}", **one, **roles})
    return {
        "id": "x",
        "text": text,
        **about,
        "entities": names,
        "attributions": reports,
        "claims": [
            {
                "id": f"c{number}",
                **span(text, surface),
                "check_worthy": worthy,
                "claim_type": "event",
            }
            for number, (surface, worthy) in enumerate(claims or (), 1)
        ],
        "boilerplate": [
            {"id": f"b{number}", **span(text, surface), "category": category}
            for number, (surface, category) in enumerate(boilerplate or (), 1)
        ],
        "zones": [
            {"id": f"z{number}", **span(text, surface), "kind": kind}
            for number, (surface, kind) in enumerate(zones or (), 1)
        ],
    }


def facts(text: str, *layers: Any, **more: Any) -> Facts:
    """One document taken apart; the rules for gold are not applied."""
    return unchecked(row(text, *layers, **more))


def unchecked(plain: dict[str, Any]) -> Facts:
    """A row taken apart without a check."""
    entry = entry_of(msgspec.convert(plain, Row), Where("made"))
    return Facts(Document(entry.article, entry.annotation, entry.split, entry.article.id))
