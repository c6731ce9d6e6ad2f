"""Counts of each layer over some documents: one row a count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from copydesk.labels import (
    CLAIM_TYPES,
    ENTITY_LABELS,
    QUOTE_TYPES,
    SOURCE_TYPES,
    ZONE_KINDS,
)
from copydesk.profile.facts import Facts
from copydesk.profile.figures import Figure, Share, ratio, spread
from copydesk.profile.reports import bare_pronoun

Rows = dict[str, Figure]


def size_rows(documents: Sequence[Facts]) -> Rows:
    """Count articles, outlets, clusters, stories; measure lengths in words and lines."""
    articles = [one.document.article for one in documents]
    carried = Counter(
        story for story, _ in {(one.story, one.outlet) for one in articles} if story is not None
    )
    return {
        "articles": len(documents),
        "outlets": len({one.outlet for one in articles if one.outlet is not None}),
        "clusters (stories joined)": len({one.document.cluster for one in documents}),
        "stories of several outlets": sum(outlets > 1 for outlets in carried.values()),
        "words, all": sum(one.words for one in documents),
        "words (least / median / most)": spread(one.words for one in documents),
        "... without furniture": spread(len(one.body_words) for one in documents),
        "paragraphs": spread(len(one.paragraphs) for one in documents),
    }


def genre_rows(documents: Sequence[Facts]) -> Rows:
    """Count the articles of each genre."""
    found = Counter(one.document.article.genre or "(none)" for one in documents)
    return dict(sorted(found.items()))


def entity_rows(documents: Sequence[Facts]) -> Rows:
    """Count names, in all and by label."""
    names = [name for one in documents for name in one.entities]
    different = {
        (one.id, name.label, name.canonical or name.text)
        for one in documents
        for name in one.entities
    }
    labels = Counter(name.label for name in names)
    return {
        "entities": len(names),
        "... an article": ratio(len(names), len(documents)),
        "different names (canonical, by article)": len(different),
        **{label: labels[label] for label in ENTITY_LABELS},  # type: ignore[index]
    }


def attribution_rows(documents: Sequence[Facts]) -> Rows:
    """Count attributions by quote type, source type and shape."""
    said = [(one, each) for one in documents for each in one.attributions]
    whole = len(said)
    explicit = [each for _, each in said if each.source]
    sharing = 0
    for one in documents:
        spans = [
            span for each in one.attributions for span in {(s.start, s.end) for s in each.source}
        ]
        sharing += len(spans) > len(set(spans))
    broken = sum(
        "\n" in one.text[min(s.start for s in each.content) : max(s.end for s in each.content)]
        for one, each in said
    )
    cues = Counter(" ".join(span.text for span in each.cue).casefold() for _, each in said)
    del cues[""]
    return {
        "attributions": whole,
        "... an article": ratio(whole, len(documents)),
        "... per 1,000 words": ratio(1000 * whole, sum(one.words for one in documents)),
        **{
            kind: Share(sum(each.quote_type == kind for _, each in said), whole)
            for kind in QUOTE_TYPES
        },
        **{
            f"source: {kind}": Share(sum(each.source_type == kind for _, each in said), whole)
            for kind in SOURCE_TYPES
        },
        "without source": Share(whole - len(explicit), whole),
        "bare pronouns among sources": Share(sum(map(bare_pronoun, explicit)), len(explicit)),
        "contents discontinuous": Share(sum(len(each.content) > 1 for _, each in said), whole),
        "contents over a line break": Share(broken, whole),
        "nested": Share(sum(each.nested_in is not None for _, each in said), whole),
        "without cue": Share(sum(not each.cue for _, each in said), whole),
        "articles with a shared source span": Share(sharing, len(documents)),
        "different cues": len(cues),
        "cue is `said`": Share(cues["said"], sum(cues.values())),
    }


def claim_rows(documents: Sequence[Facts]) -> Rows:
    """Count claims by type, voice and whether they deserve a check."""
    claims = [claim for one in documents for claim in one.claims]
    whole = len(claims)
    types = Counter(claim.claim_type for claim in claims)
    return {
        "claims": whole,
        "... an article": ratio(whole, len(documents)),
        **{kind: Share(types[kind], whole) for kind in CLAIM_TYPES},  # type: ignore[index]
        "check-worthy": Share(sum(claim.check_worthy for claim in claims), whole),
        "inside an attribution": Share(
            sum(claim.attribution is not None for claim in claims), whole
        ),
    }


def zone_rows(documents: Sequence[Facts]) -> Rows:
    """Count zones by kind."""
    found = Counter(zone.kind for one in documents for zone in one.zones)
    return {kind: found[kind] for kind in ZONE_KINDS}  # type: ignore[index]


__all__ = [
    "Rows",
    "attribution_rows",
    "claim_rows",
    "entity_rows",
    "genre_rows",
    "size_rows",
    "zone_rows",
]
