"""What the corpus promises to hold, measured on the data: target, measured, met or not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from copydesk.labels import CATEGORIES
from copydesk.profile.facts import Facts
from copydesk.profile.figures import Figure, Hits, Share, show, spread
from copydesk.profile.furniture import USUAL_LINES, has_inside, is_dirty, line_count
from copydesk.profile.lookalikes import LOOKALIKES
from copydesk.profile.slices import LARGE, SLICES

ARTICLES = {"train": 100, "validation": 30, "test": 70}
OUTLETS = {"all": 66, "test": 36, "validation": 15}
TEST_CLUSTERS = 32
WORDS = range(150, 1201)
MEDIAN_WORDS = range(340, 421)
GENRES = 17
STORIES = 3
#: Cases in test of each of the first slices, and of each further one.
LARGE_SLICE, SMALL_SLICE = 20, 5
FURNISHED = (0.62, 0.78)
INSIDE = 0.25
CATEGORY, COMMON_CATEGORY = 8, 16
COMMON = ("related_inline", "related_list", "newsletter_signup")
USUAL, DIRTY = 0.5, 4
LOOKALIKE_ARTICLES = 40

Splits = Mapping[str, Sequence[Facts]]


@dataclass(frozen=True, slots=True)
class Quota:
    """One promise: what is counted, the target in words, what was measured, and whether it is met.

    `split` is where it holds; "all" is the whole corpus.
    """

    name: str
    split: str
    target: str
    measured: Figure
    met: bool


def quotas(splits: Splits) -> tuple[Quota, ...]:
    """Measure every quota.

    Args:
        splits: the documents of train, validation, test and "all"; those missing are empty.
    """
    here: dict[str, Sequence[Facts]] = {
        name: splits.get(name, ()) for name in ("train", "validation", "test", "all")
    }
    makers: tuple[Callable[[Splits], Iterator[Quota]], ...] = (_sizes, _texts, _slices, _furniture)
    return tuple(quota for make in makers for quota in make(here))


def _least(name: str, split: str, least: int, measured: int) -> Quota:
    return Quota(name, split, f">= {least:,}", measured, measured >= least)


def _none(name: str, found: Sequence[str]) -> Quota:
    listed = ", ".join(found[:3]) + (", ..." if len(found) > 3 else "")
    return Quota(name, "all", "none", listed or 0, not found)


def _sizes(splits: Splits) -> Iterator[Quota]:
    for split, least in (*ARTICLES.items(), ("all", sum(ARTICLES.values()))):
        yield _least("articles", split, least, len(splits[split]))
    for split, least in OUTLETS.items():
        outlets = {one.document.article.outlet for one in splits[split]} - {None}
        yield _least("outlets", split, least, len(outlets))
    clusters = {one.document.cluster for one in splits["test"]}
    yield _least("clusters", "test", TEST_CLUSTERS, len(clusters))
    yield _none("outlets in two splits", _in_two(splits["all"], "outlet"))
    yield _none("stories in two splits", _in_two(splits["all"], "story"))
    carriers: dict[str, set[str | None]] = defaultdict(set)
    for one in splits["all"]:
        if one.document.article.story is not None:
            carriers[one.document.article.story].add(one.document.article.outlet)
    stories = sum(len(outlets) > 1 for outlets in carriers.values())
    yield _least("wire stories of several outlets", "all", STORIES, stories)


def _in_two(documents: Sequence[Facts], field: str) -> list[str]:
    homes: dict[str, set[str | None]] = defaultdict(set)
    for one in documents:
        name = getattr(one.document.article, field)
        if name is not None:
            homes[name].add(one.split)
    return sorted(name for name, found in homes.items() if len(found) > 1)


def _texts(splits: Splits) -> Iterator[Quota]:
    words = spread(one.words for one in splits["all"])
    inside = words is not None and words.least >= WORDS[0] and words.most <= WORDS[-1]
    yield Quota("words, least / median / most", "all", "150 to 1,200", words, inside)
    usual = words is not None and MEDIAN_WORDS[0] <= words.median <= MEDIAN_WORDS[-1]
    target = f"{MEDIAN_WORDS[0]} to {MEDIAN_WORDS[-1]}"
    yield Quota("words, median", "all", target, words and words.median, usual)
    genres = {one.document.article.genre for one in splits["all"]} - {None}
    yield _least("genres", "all", GENRES, len(genres))


def _slices(splits: Splits) -> Iterator[Quota]:
    for number, each in enumerate(SLICES):
        found = [len(list(each.find(one))) for one in splits["test"]]
        hits = Hits(sum(found), sum(map(bool, found)))
        least = LARGE_SLICE if number < LARGE else SMALL_SLICE
        yield Quota(each.name, "test", f">= {least}", hits, hits.items >= least)
    alike = sum(any(any(each.find(one)) for each in LOOKALIKES) for one in splits["all"])
    yield _least("articles with a look-alike", "all", LOOKALIKE_ARTICLES, alike)


def _furniture(splits: Splits) -> Iterator[Quota]:
    for split in ("all", "test"):
        furnished = [one for one in splits[split] if one.blocks]
        share = Share(len(furnished), len(splits[split]))
        near = FURNISHED[0] <= (share.value or 0) <= FURNISHED[1]
        target = " to ".join(f"{100 * end:.0f}" for end in FURNISHED) + " %"
        yield Quota("articles with furniture", split, target, share, near)
    furnished = [one for one in splits["all"] if one.blocks]
    inside = Share(sum(map(has_inside, furnished)), len(furnished))
    enough = (inside.value or 0) >= INSIDE
    yield Quota("... with some inside the body", "all", f">= {100 * INSIDE:.0f} %", inside, enough)
    few = sum(line_count(one) in USUAL_LINES for one in furnished)
    usual = Share(few, len(furnished))
    enough = (usual.value or 0) >= USUAL
    yield Quota("... with one to six lines", "all", f">= {100 * USUAL:.0f} %", usual, enough)
    yield _least("very dirty articles", "all", DIRTY, sum(map(is_dirty, splits["all"])))
    for category in CATEGORIES:
        blocks = sum(one.category == category for each in splits["test"] for one in each.blocks)
        least = COMMON_CATEGORY if category in COMMON else CATEGORY
        yield _least(f"blocks of {category}", "test", least, blocks)


def quota_cells(found: Sequence[Quota]) -> tuple[tuple[str, ...], ...]:
    """Return the quotas as rows of a table: name, split, target, measured, met."""
    return tuple(
        (one.name, one.split, one.target, show(one.measured), "yes" if one.met else "NO")
        for one in found
    )


__all__ = ["Quota", "quota_cells", "quotas"]
