"""How a published corpus is cited."""

from __future__ import annotations

import re
from collections.abc import Mapping

from copydesk.corpus import Corpus
from copydesk.hub.front_matter import HOME, OWN, title


def citation(corpus: Corpus, hashes: Mapping[str, str]) -> str:
    """Return BibTeX; `hashes` are the SHA-256 of the gold by split."""
    own = corpus.name == OWN
    key = re.sub(r"\W+", "", corpus.name) or "corpus"
    prints = ", ".join(f"{split} {digest[:12]}" for split, digest in hashes.items())
    fields = {
        **({"author": "{CopyDesk maintainers}"} if own else {}),
        "title": f"{_bibtex(title(corpus))}: news articles with entities, attributions, claims "
        "and boilerplate",
        "version": _bibtex(corpus.version),
        **({"url": HOME} if own else {}),
        "note": f"Gold, by SHA-256: {prints}",
    }
    inside = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@misc{{{key},\n{inside}}}"


def _bibtex(text: str) -> str:
    return re.sub(r"[\\{}`]", "", text)


__all__ = ["citation"]
