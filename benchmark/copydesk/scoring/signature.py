"""What a score must be quoted with to be reproducible."""

from __future__ import annotations

from collections.abc import Mapping

Signature = dict[str, str]


def signature(
    *,
    version: str,
    gold: str,
    split: str,
    layer: str,
    metric: str,
    documents: int,
    clusters: int,
    seed: int,
) -> Signature:
    """Return the parts of a signature, in the order in which they are rendered."""
    return {
        "v": version,
        "gold": gold,
        "split": split,
        "layer": layer,
        "metric": metric,
        "docs": str(documents),
        "clusters": str(clusters),
        "ci": "lin95/outlet",
        "seed": str(seed),
    }


def render(parts: Mapping[str, str]) -> str:
    """Return the signature as one string.

    >>> render({"v": "1.0.0", "split": "test"})
    'copydesk|v:1.0.0|split:test'
    """
    return "|".join(["copydesk", *(f"{key}:{value}" for key, value in parts.items())])
