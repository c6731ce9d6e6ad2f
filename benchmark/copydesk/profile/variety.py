"""How varied the texts are: words, sentences, beginnings, names, and what articles share."""

from __future__ import annotations

import statistics
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations

from copydesk.profile.facts import Facts
from copydesk.profile.figures import Figure, Share, spread
from copydesk.profile.layers import Rows
from copydesk.profile.names import surname
from copydesk.validate.overlap import LENGTH, containment, grams, shared_grams, words_of

#: Words of the moving window of `mattr`.
WINDOW = 100
#: A line of furniture of fewer words ("Read more") is everybody's.
FURNITURE_WORDS = 4
MATTR = f"MATTR, {WINDOW} words (least / median / most)"
#: A name, or a run of words, that so many stories share is listed.
OFTEN = 4
#: So many of the runs of words that most articles share are listed.
WIDEST = 5


def mattr(words: Sequence[str], window: int = WINDOW) -> float | None:
    """Return the moving-average type-token ratio (Covington & McFall 2010), in [0, 1].

    The mean, over all windows of `window` words, of the share of different words; None for a
    text that is shorter. Unlike the plain ratio it does not fall with the text's length.

    >>> mattr(["a", "b", "a", "c"], 2), mattr(["a", "a", "b"], 2), mattr(["a"], 2)
    (1.0, 0.75, None)
    """
    if len(words) < window:
        return None
    counts = Counter(words[:window])
    total = len(counts)
    for place in range(window, len(words)):
        counts[words[place]] += 1
        old = words[place - window]
        counts[old] -= 1
        if not counts[old]:
            del counts[old]
        total += len(counts)
    return total / ((len(words) - window + 1) * window)


def variety_rows(documents: Sequence[Facts]) -> Rows:
    """Measure words, sentences, openings and endings of some documents."""
    ratios = [found for one in documents if (found := mattr(one.body_words)) is not None]
    lengths = [_sentence_lengths(one) for one in documents]
    varied = [
        statistics.pstdev(found) / statistics.mean(found) for found in lengths if len(found) > 1
    ]
    return {
        MATTR: spread(ratios),
        "words a sentence, mean by article": spread(
            statistics.mean(found) for found in lengths if found
        ),
        "... its variation (deviation / mean)": spread(varied),
        "first two words shared with another article": _shared_edge(documents, 0),
        "last two words shared with another article": _shared_edge(documents, -1),
        f"furniture lines ({FURNITURE_WORDS}+ words) shared with another outlet": _shared_furniture(
            documents
        ),
    }


def _sentence_lengths(facts: Facts) -> list[int]:
    runs = (facts.geometry.word_run(start, end) for start, end in facts.sentences)
    return [last - first for first, last in runs if last > first]


def _shared_edge(documents: Sequence[Facts], place: int) -> Share:
    edges = []
    for one in documents:
        if one.sentences:
            start, end = one.sentences[place]
            words = one.text[start:end].casefold().split()
            edges.append((*(words[:2] if place == 0 else words[-2:]), one.document.article.story))
    seen = Counter(edge[:-1] for edge in set(edges))
    return Share(sum(seen[edge[:-1]] > 1 for edge in edges), len(edges))


def _shared_furniture(documents: Sequence[Facts]) -> Share:
    lines = []
    for one in documents:
        home = one.document.article.outlet or one.id
        for line in one.lines:
            words = tuple(words_of(one.text[line.start : line.end]))
            if line.part == "furniture" and len(words) >= FURNITURE_WORDS:
                lines.append((words, home))
    outlets = Counter(words for words, _ in set(lines))
    return Share(sum(outlets[words] > 1 for words, _ in lines), len(lines))


def overlap_rows(documents: Sequence[Facts]) -> Rows:
    """Measure the 5-grams that articles share, by pairs within and between outlets.

    Containment: the share of the shorter article's 5-grams, furniture left out, that the other
    has. Articles of one declared story are left out.
    """
    found = [grams(_pieces(one)) for one in documents]
    common = shared_grams(found)
    values: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for i, j in combinations(range(len(documents)), 2):
        one, other = documents[i].document, documents[j].document
        if one.article.story is not None and one.article.story == other.article.story:
            continue
        kind = "within an outlet" if one.cluster == other.cluster else "between outlets"
        value = containment(common.get((i, j), 0), len(found[i]), len(found[j]))
        values[kind].append((value, f"{one.id} ~ {other.id}"))
    rows: dict[str, Figure] = {}
    for kind in ("within an outlet", "between outlets"):
        pairs = values[kind]
        rows[f"pairs {kind}"] = len(pairs)
        rows[f"{kind}: mean, %"] = (
            100 * statistics.mean(value for value, _ in pairs) if pairs else None
        )
        rows[f"{kind}: greatest, %"] = 100 * max(pairs)[0] if pairs else None
        rows[f"{kind}: which pair"] = max(pairs)[1] if pairs and max(pairs)[0] else None
    rows[f"runs of {LENGTH} words in most articles"] = _widespread(documents, found)
    return rows


def _widespread(
    documents: Sequence[Facts], found: Sequence[frozenset[tuple[str, ...]]]
) -> str | None:
    """Return the runs of words that most stories use, with their number."""
    stories = {
        (run, one.document.article.story or one.id)
        for one, runs in zip(documents, found, strict=True)
        for run in runs
    }
    most = Counter(run for run, _ in stories).most_common()
    often = sorted((-number, run) for run, number in most if number >= OFTEN)[:WIDEST]
    return "; ".join(f"{' '.join(run)} {-number}" for number, run in often) or None


def _pieces(facts: Facts) -> list[str]:
    return [facts.text[line.start : line.end] for line in facts.lines if line.part != "furniture"]


def name_rows(documents: Sequence[Facts]) -> Rows:
    """Count people, and how often articles of different stories share their names."""
    full: dict[str, set[str]] = defaultdict(set)
    first: dict[str, set[str]] = defaultdict(set)
    last: dict[str, set[str]] = defaultdict(set)
    for one in documents:
        home = one.document.article.story or one.id
        for name in {n.canonical or n.text for n in one.entities if n.label == "PERSON"}:
            words = name.split()
            if len(words) > 1:
                full[name].add(home)
                first[words[0]].add(home)
                last[surname(name)].add(home)
    return {
        "people of two names or more": len(full),
        "... in several articles": Share(_several(full), len(full)),
        "first names in several articles": Share(_several(first), len(first)),
        "surnames in several articles": Share(_several(last), len(last)),
        f"first names in {OFTEN} articles or more": _often(first),
        f"surnames in {OFTEN} articles or more": _often(last),
    }


def _several(homes: dict[str, set[str]]) -> int:
    return sum(len(found) > 1 for found in homes.values())


def _often(homes: dict[str, set[str]]) -> str | None:
    often = sorted(
        ((len(found), name) for name, found in homes.items() if len(found) >= OFTEN), reverse=True
    )
    return ", ".join(f"{name} {number}" for number, name in often[:8]) or None


__all__ = ["MATTR", "OFTEN", "WINDOW", "mattr", "name_rows", "overlap_rows", "variety_rows"]
