"""The contract once more, as slowly and plainly as can be: sets, fractions and brute force.

Nothing here comes from `copydesk.scoring` but edge normalisation, which has tests of its own;
quotation and sentence rules come from `copydesk.derive` and `copydesk.text` for the same reason.
`LAYER_ORACLES` give, for one document, (true positives, predicted, gold) of each metric; a metric
that depends on which of several equally good matchings was taken has several possible counts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from copydesk.corpus import Document
from copydesk.derive import quote_type
from copydesk.labels import VIEW_LABELS, VIEWS
from copydesk.records import Prediction
from copydesk.scoring.normalise import edges, name_key
from copydesk.text import Text

Key = tuple[Any, ...]
Triple = tuple[Any, Any, Any]
Span = tuple[int, int]


# --- matching ---------------------------------------------------------------------------------
def matchings(gold: int, predicted: int) -> Iterator[tuple[tuple[int, int], ...]]:
    """Yield every one-to-one set of pairs, as sorted tuples."""
    if gold == 0:
        yield ()
        return
    for rest in matchings(gold - 1, predicted):
        yield rest
        taken = {j for _, j in rest}
        yield from ((*rest, (gold - 1, j)) for j in range(predicted) if j not in taken)


def best(
    gold: int, predicted: int, edge: Callable[[int, int], Key | None]
) -> list[tuple[tuple[int, int], ...]]:
    """Return all matchings over edges (None: no edge) whose keys add up to the greatest sum."""
    keys = {(i, j): edge(i, j) for i in range(gold) for j in range(predicted)}
    found: list[tuple[tuple[int, int], ...]] = []
    top: Key | None = None
    for pairs in matchings(gold, predicted):
        chosen = [keys[pair] for pair in pairs]
        if None in chosen:
            continue
        total = tuple(sum(parts) for parts in zip(*chosen, strict=True))  # type: ignore[arg-type]
        rank = total or (0, 0, 0, 0)
        if top is None or rank > top:
            top, found = rank, []
        if rank == top:
            found.append(pairs)
    return found


def steps(share: Fraction) -> int:
    """A fraction as matching weighs it: in steps that every number up to 16 divides."""
    return round(float(share) * 720_720)


# --- text -------------------------------------------------------------------------------------
def words(text: str) -> list[Span]:
    return [found.span() for found in re.finditer(r"\w+(?:[’'\-]\w+)*", text)]


def role(text: str, spans: Iterable[Span]) -> frozenset[Hashable]:
    """The words that share a character with a span; a role without words, its characters."""
    spans = list(spans)
    found = {
        number
        for number, (first, last) in enumerate(words(text))
        for start, end in spans
        if max(start, first) < min(end, last)
    }
    if found:
        return frozenset(found)
    return frozenset(
        ("character", place)
        for start, end in spans
        for place in range(start, end)
        if not text[place].isspace()
    )


def solid(text: str, spans: Iterable[Span]) -> set[int]:
    """The characters of spans that are not white space."""
    return {p for start, end in spans for p in range(start, end) if not text[p].isspace()}


def iou(one: frozenset[Hashable], other: frozenset[Hashable]) -> Fraction:
    union = len(one | other)
    return Fraction(len(one & other), union) if union else Fraction(0)


def token_f1(one: frozenset[Hashable], other: frozenset[Hashable]) -> Fraction:
    whole = len(one) + len(other)
    return Fraction(2 * len(one & other), whole) if whole else Fraction(1)


def lines(text: str) -> list[Span]:
    found, start = [], 0
    for line in text.split("\n"):
        found.append((start, start + len(line)))
        start += len(line) + 1
    return found


# --- entities ---------------------------------------------------------------------------------
def _entities(gold: Document, predicted: Prediction) -> dict[str, list[Triple]]:
    text = gold.text
    sides = [
        [(e.start, e.end, e.label) for e in gold.annotation.entities or ()],
        [(e.start, e.end, e.label) for e in predicted.entities or ()],
    ]

    def viewed(spans: Sequence[Any], view: str, *, trim: bool = True) -> list[Any]:
        found = []
        for start, end, label in spans:
            left, right = edges(text[start:end]) if trim else (0, 0)
            if own := VIEWS[view][label]:
                found.append((start + left, end - right, own))
        return found

    found: dict[str, list[Triple]] = {}
    for view in VIEWS:
        one, other = (Counter(viewed(side, view)) for side in sides)
        for label in VIEW_LABELS[view]:
            pick = [{k: n for k, n in c.items() if k[2] == label} for c in (one, other)]
            hits = sum(min(n, pick[1].get(k, 0)) for k, n in pick[0].items())
            found[f"strict/{view}/{label}"] = [(hits, sum(pick[1].values()), sum(pick[0].values()))]
        parts = [found[f"strict/{view}/{label}"][0] for label in VIEW_LABELS[view]]
        whole = tuple(sum(column) for column in zip(*parts, strict=True))
        found["strict" if view == "core" else f"strict/{view}"] = [whole]  # type: ignore[list-item]
    raw = [Counter(viewed(side, "core", trim=False)) for side in sides]
    core = [viewed(side, "core") for side in sides]
    sizes = len(core[1]), len(core[0])
    found["raw_strict"] = [(sum((raw[0] & raw[1]).values()), *sizes)]
    criteria: dict[str, Callable[[Any, Any, int, int], Any]] = {
        "exact": lambda g, p, both, union: Fraction(g[:2] == p[:2]),
        "type": lambda g, p, both, union: Fraction(g[2] == p[2]),
        "partial": lambda g, p, both, union: Fraction(1 if g[:2] == p[:2] else Fraction(1, 2)),
        "iou(.5)": lambda g, p, both, union: Fraction(g[2] == p[2] and 2 * both >= union),
    }
    for name, credit in criteria.items():
        found[name] = [(_credits(core, credit), *sizes)]
    letters = [
        {(place, label) for label in VIEW_LABELS["core"] for place in _inside(text, side, label)}
        for side in core
    ]
    found["chars"] = [(len(letters[0] & letters[1]), len(letters[1]), len(letters[0]))]
    names = [{(name_key(text[s:e]), label) for s, e, label in side} for side in core]
    found["names"] = [(len(names[0] & names[1]), len(names[1]), len(names[0]))]
    return found


def _inside(text: str, spans: Iterable[Any], label: str) -> set[int]:
    return solid(text, ((start, end) for start, end, own in spans if own == label))


def _credits(sides: Sequence[list[Any]], credit: Callable[[Any, Any, int, int], Any]) -> Fraction:
    def edge(i: int, j: int) -> Key | None:
        one, other = sides[0][i], sides[1][j]
        both = min(one[1], other[1]) - max(one[0], other[0])
        union = one[1] - one[0] + other[1] - other[0] - both
        worth = credit(one, other, both, union) if both > 0 else 0
        return (worth, both, 0, 0) if worth else None

    pairs = best(len(sides[0]), len(sides[1]), edge)[0]
    return sum((edge(i, j)[0] for i, j in pairs), Fraction(0))  # type: ignore[index]


# --- attributions -----------------------------------------------------------------------------
class Said(NamedTuple):
    content: frozenset[Hashable]
    source: frozenset[Hashable]
    cue: frozenset[Hashable]
    speakers: frozenset[str] | None
    known: bool
    quote: str
    slices: frozenset[str]
    place: tuple[Any, ...]


def _aliases(gold: Document) -> tuple[set[str], dict[str, set[str]]]:
    own: set[str] = set()
    alias: dict[str, set[str]] = {}
    for name in gold.annotation.entities or ():
        full = name.canonical or name.text
        plain = re.sub(r"\s*\([^()]*\)\s*$", "", full)
        own.add(name_key(full))
        forms = {name_key(name.text), name_key(plain)}
        if name.label == "PERSON" and " " in name_key(plain):
            forms.add(name_key(plain).split()[-1])
        for form in forms:
            alias.setdefault(form, set()).add(name_key(full))
    for said in gold.annotation.attributions or ():
        for full in said.speakers or ():
            plain = re.sub(r"\s*\([^()]*\)\s*$", "", full)
            own.add(name_key(full))
            for form in (name_key(full), name_key(plain)):
                alias.setdefault(form, set()).add(name_key(full))
    return own, alias


def _who(names: Iterable[str], own: set[str], alias: dict[str, set[str]]) -> frozenset[str] | None:
    found = set()
    for name in names:
        key = name_key(name)
        fits = {key} if key in own else alias.get(key, {key})
        if len(fits) > 1:
            return None
        found |= fits
    return frozenset(found)


def _said(gold: Document, items: Sequence[Any] | None) -> list[Said]:
    text, own_alias = gold.text, _aliases(gold)

    def spans(parts: Any) -> list[Span]:
        return [(one.start, one.end) for one in parts or ()]

    contents = [role(text, spans(one.content)) for one in items or ()]
    found = []
    for one, content in zip(items or (), contents, strict=True):
        places = spans(one.content)
        quote = quote_type(Text(text), places)
        slices = {f"quote_type={quote}"}
        if getattr(one, "source_type", None):
            slices.add(f"source_type={one.source_type}")
        if any(content < other for other in contents):
            slices.add("nested")
        if len(places) > 1:
            slices.add("discontinuous")
        if "\n" in text[min(places)[0] : max(end for _, end in places)]:
            slices.add("over_paragraphs")
        found.append(
            Said(
                content,
                role(text, spans(one.source)),
                role(text, spans(one.cue)),
                _who(one.speakers or (), *own_alias),
                one.speakers is not None,
                quote,
                frozenset(slices),
                (),
            )
        )
        one = found[-1]
        roles = (_runs(text, part) for part in one[:3])
        key = (*roles, one.speakers is None, sorted(one.speakers or ()))
        found[-1] = one._replace(place=key)
    return found


def _runs(text: str, elements: frozenset[Hashable]) -> list[Span]:
    """A set as stretches of numbers, so that sets can be put in order; characters behind words."""
    behind = len(words(text))
    numbers = sorted(one if isinstance(one, int) else behind + one[1] for one in elements)  # type: ignore[index]
    found: list[Span] = []
    for number in numbers:
        if found and found[-1][1] == number:
            found[-1] = found[-1][0], number + 1
        else:
            found.append((number, number + 1))
    return found


def stretches(found: frozenset[Any]) -> list[set[Any]]:
    """Neighbouring words (or characters) of a role, together."""
    joined: list[set[Any]] = []
    last = None
    for one in sorted(found):
        place = one[1] if isinstance(one, tuple) else one
        if last is not None and place == last + 1:
            joined[-1].add(one)
        else:
            joined.append({one})
        last = place
    return joined


def source_right(gold: Said, predicted: Said) -> bool:
    if predicted.source:
        return token_f1(gold.source, predicted.source) >= Fraction(1, 2) and all(
            stretch & gold.source for stretch in stretches(predicted.source)
        )
    if not gold.source and predicted.speakers == frozenset():
        return True
    return gold.known and bool(gold.speakers) and gold.speakers == predicted.speakers


def _attributions(gold: Document, predicted: Prediction) -> dict[str, list[Any]]:
    ours = _said(gold, gold.annotation.attributions)
    theirs = _said(gold, predicted.attributions)
    sizes = len(theirs), len(ours)

    def pairs(
        threshold: Fraction, allowed: Callable[[Said, Said], bool] = lambda g, p: True
    ) -> list[tuple[tuple[int, int], ...]]:
        def edge(i: int, j: int) -> Key | None:
            one, other = ours[i], theirs[j]
            if iou(one.content, other.content) < threshold or not allowed(one, other):
                return None
            return (
                1,
                len(one.content & other.content),
                steps(token_f1(one.source, other.source)),
                steps(token_f1(one.cue, other.cue)),
            )

        return best(*sizes[::-1], edge)

    found: dict[str, list[Any]] = {}
    half = Fraction(1, 2)
    for k in range(10, 20):
        name = f"@{k / 20:.2f}".replace("0.", ".")
        found[f"wsw{name}"] = [(len(pairs(Fraction(k, 20), source_right)[0]), *sizes)]
        found[f"detection{name}"] = [(len(pairs(Fraction(k, 20))[0]), *sizes)]
    found["wsw@.5"], found["detection@.5"] = found["wsw@.50"], found["detection@.50"]
    if all(one.known for one in ours):
        hits = pairs(half, lambda g, p: bool(g.speakers) and g.speakers == p.speakers)[0]
        named = [sum(one.speakers != frozenset() for one in side) for side in (theirs, ours)]
        found["who"] = [(len(hits), *named)]
    for quote in ("direct", "indirect", "mixed"):
        hits = pairs(half, lambda g, p, q=quote: g.quote == q == p.quote)[0]
        count = [sum(one.quote == quote for one in side) for side in (theirs, ours)]
        found[f"detection/{quote}"] = [(len(hits), *count)]
    found["_roles"] = [
        tuple(
            sum((measure(ours[i], theirs[j]) for i, j in chosen), Fraction(0))
            for measure in _ROLE_MEASURES.values()
        )
        for chosen in pairs(half)
    ]
    for metric, allowed in (("detection@.5", lambda g, p: True), ("wsw@.5", source_right)):
        found[f"_slices/{metric}"] = [
            Counter(name for i, _ in chosen for name in ours[i].slices)
            for chosen in pairs(half, allowed)
        ]
    found["_slices/gold"] = [Counter(name for one in ours for name in one.slices)]
    return found


def _equal(name: str) -> Callable[[Said, Said], Fraction]:
    return lambda one, other: Fraction(getattr(one, name) == getattr(other, name))


def _soft(name: str) -> Callable[[Said, Said], Fraction]:
    return lambda one, other: token_f1(getattr(one, name), getattr(other, name))


_ROLE_MEASURES: dict[str, Callable[[Said, Said], Fraction]] = {
    **{name: _soft(name) for name in ("content", "source", "cue")},
    **{f"{name}_exact": _equal(name) for name in ("content", "source", "cue")},
    "all_exact": lambda one, other: Fraction(one[:3] == other[:3]),
}
ROLE_MEASURES = tuple(_ROLE_MEASURES)


# --- claims -----------------------------------------------------------------------------------
class Stated(NamedTuple):
    words: frozenset[Hashable]
    worthy: bool
    score: float
    claimant: Said | None


def _between(own: frozenset[Any], content: frozenset[Any]) -> set[Any]:
    """What of a claim stands between two parts of a content."""

    def place(one: Any) -> tuple[bool, int]:
        return (True, one[1]) if isinstance(one, tuple) else (False, one)

    if not content:
        return set()
    first, last = min(map(place, content)), max(map(place, content))
    return {one for one in own - content if first < place(one) < last}


def _stated(gold: Document, items: Sequence[Any] | None, said: Sequence[Said]) -> list[Stated]:
    found = []
    for one in items or ():
        own = role(gold.text, [(one.start, one.end)])
        around = [
            (len(item.content), item.place, number)
            for number, item in enumerate(said)
            if (rest := own - item.cue - item.source - _between(own, item.content))
            and rest <= item.content
        ]
        score = getattr(one, "score", None)
        found.append(
            Stated(
                own,
                one.check_worthy is not False,
                1.0 if score is None else score,
                said[min(around)[-1]] if around else None,
            )
        )
    return found


def _claims(gold: Document, predicted: Prediction) -> dict[str, list[Any]]:
    all_ours = _stated(gold, gold.annotation.claims, _said(gold, gold.annotation.attributions))
    all_theirs = _stated(gold, predicted.claims, _said(gold, predicted.attributions))
    ours, theirs = ([one for one in side if one.worthy] for side in (all_ours, all_theirs))

    def hits(
        one: list[Stated],
        other: list[Stated],
        least: Fraction,
        allowed: Callable[[Stated, Stated], bool] = lambda g, p: True,
    ) -> int:
        def edge(i: int, j: int) -> Key | None:
            good = iou(one[i].words, other[j].words) >= least and allowed(one[i], other[j])
            return (1, 0, 0, 0) if good else None

        return len(best(len(one), len(other), edge)[0])

    def soft(i: int, j: int) -> Key | None:
        share = iou(ours[i].words, theirs[j].words)
        return (share, 0, 0, 0) if share else None

    half = Fraction(1, 2)
    sizes = len(theirs), len(ours)
    softest = best(*sizes[::-1], soft)[0]
    found: dict[str, list[Any]] = {
        "check_worthy": [(hits(ours, theirs, half), *sizes)],
        "check_worthy@.75": [(hits(ours, theirs, Fraction(3, 4)), *sizes)],
        "check_worthy_exact": [(hits(ours, theirs, Fraction(1)), *sizes)],
        "check_worthy_soft": [
            (sum((soft(i, j)[0] for i, j in softest), Fraction(0)), *sizes)  # type: ignore[index]
        ],
        "verifiable": [(hits(all_ours, all_theirs, half), len(all_theirs), len(all_ours))],
    }
    voices: dict[str, Callable[[Stated, Stated], bool]] = {
        "own_voice": lambda g, p: g.claimant is None and p.claimant is None,
        "attributed": lambda g, p: (
            g.claimant is not None
            and p.claimant is not None
            and source_right(g.claimant, p.claimant)
        ),
    }
    for voice, allowed in voices.items():
        own = [
            sum((one.claimant is None) == (voice == "own_voice") for one in side)
            for side in (theirs, ours)
        ]
        found[voice] = [(hits(ours, theirs, half, allowed), *own)]
    passing = []
    for k in range(100, -1, -1):
        kept = [one for one in theirs if one.score >= k / 100]
        passing.append((hits(ours, kept, half), len(kept)))
    found["_average_precision"] = [(passing, len(ours))]
    sentences = [
        frozenset(one for one in role(gold.text, [span]) if isinstance(one, int))
        for span in Text(gold.text).sentences
    ]
    marked = []
    for side in (theirs, ours):
        marked.append(
            {
                max(range(len(sentences)), key=lambda n: (len(sentences[n] & one.words), -n))
                for one in side
                if any(sentence & one.words for sentence in sentences)
            }
        )
    found["sentences"] = [(len(marked[0] & marked[1]), len(marked[0]), len(marked[1]))]
    found["_sentences"] = [len(sentences)]
    return found


# --- boilerplate ------------------------------------------------------------------------------
def _boilerplate(gold: Document, predicted: Prediction) -> dict[str, list[Any]]:
    text = gold.text
    zones = solid(text, ((z.start, z.end) for z in gold.annotation.zones or ()))
    sides = [
        [(b.start, b.end, b.category or "") for b in predicted.boilerplate or ()],
        [(b.start, b.end, b.category) for b in gold.annotation.boilerplate or ()],
    ]
    covered = [solid(text, (block[:2] for block in side)) - zones for side in sides]
    filled: list[dict[int, str]] = [{}, {}]
    loss: set[int] = set(covered[0])
    for number, line in enumerate(lines(text)):
        inside = solid(text, [line])
        if not inside or 2 * len(inside & zones) > len(inside):
            continue
        for which, side in enumerate(sides):
            parts = {}
            for category in {block[2] for block in side}:
                parts[category] = len(
                    inside & solid(text, (b[:2] for b in side if b[2] == category))
                )
            taken = inside & solid(text, (block[:2] for block in side))
            if 2 * len(taken) >= len(inside):
                filled[which][number] = min(parts, key=lambda c: (-parts[c], c))
                if which == 0:
                    loss |= inside
    body = solid(text, [(0, len(text))]) - zones - covered[1]
    hits = filled[0].keys() & filled[1].keys()
    sizes = len(filled[0]), len(filled[1])
    blocks = [_joined(text, side) for side in sides]
    return {
        "lines": [(len(hits), *sizes)],
        "category": [(sum(filled[0][n] == filled[1][n] for n in hits), *sizes)],
        "characters": [(len(covered[0] & covered[1]), len(covered[0]), len(covered[1]))],
        "blocks": [(len(blocks[0] & blocks[1]), len(blocks[0]), len(blocks[1]))],
        "content_loss": [(len(loss & body), len(body))],
        "clean_documents": [(int(filled[0].keys() == filled[1].keys()), 1)],
        "false_alarms": [(int(bool(filled[0])), 1) if not filled[1] else (0, 0)],
        "_categories": [
            (
                Counter(filled[1][n] for n in hits),
                Counter(filled[1].values()),
            )
        ],
    }


def _joined(text: str, side: Iterable[Any]) -> set[Span]:
    """Blocks of one category that touch, white space aside, become one; as sets of characters."""
    found: list[tuple[Span, str]] = []
    for start, end, category in side:
        inside = solid(text, [(start, end)])
        if inside:
            found.append(((min(inside), max(inside) + 1), category))
    changed = True
    while changed:
        changed = False
        for one in found:
            for other in found:
                if one is other or one[1] != other[1] or one[0] > other[0]:
                    continue
                (a, b), (c, d) = one[0], other[0]
                if not text[b:c].strip() if c >= b else True:
                    found.remove(one)
                    found.remove(other)
                    found.append(((a, max(b, d)), one[1]))
                    changed = True
                    break
            if changed:
                break
    return {span for span, _ in found}


def leak(gold: Document, predicted: Prediction) -> tuple[int, int]:
    """(items at least half in furniture, items)."""
    text = gold.text
    furniture = solid(text, ((b.start, b.end) for b in gold.annotation.boilerplate or ()))
    places = [
        *([(e.start, e.end)] for e in predicted.entities or ()),
        *([(c.start, c.end) for c in a.content] for a in predicted.attributions or ()),
        *([(c.start, c.end)] for c in predicted.claims or ()),
    ]
    inside = [solid(text, spans) for spans in places]
    return sum(bool(one) and 2 * len(one & furniture) >= len(one) for one in inside), len(inside)


#: layer -> all possible counts of each metric in one document
LAYER_ORACLES: dict[str, Callable[[Document, Prediction], dict[str, list[Any]]]] = {
    "entities": _entities,
    "attributions": _attributions,
    "claims": _claims,
    "boilerplate": _boilerplate,
}
