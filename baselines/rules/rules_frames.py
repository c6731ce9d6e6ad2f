"""Content that stands before or around its cue: "..., he said, ..." and “...,” said Kirby."""

from rules_clauses import Clauses, Cue, is_clause
from rules_cues import INVERTIBLE
from rules_phrases import Range, looks_like_subject, phrase_after
from rules_words import CONJUNCTIONS, CONNECTIVES, PREPOSITIONS, SUBORDINATORS

_DASHES = frozenset({"—", "–", "-", "--"})


_WINDOW = 22


def content_before(clauses: Clauses, at: int) -> list[Range]:
    """Return the content that ends just before token `at`, where the source or cue begins."""
    tokens = clauses.tokens
    first = clauses.sentence.first
    if at <= first:
        return []
    quotation = clauses.quotation_over(at - 1)
    if not quotation and tokens[at - 1].text not in (",", "—", "–", "-", "--"):
        return []
    while first < at and (
        tokens[first].lower in CONNECTIVES or (tokens[first].text == "," and first > 0)
    ):
        first += 1
    last = at if quotation else at - 1
    if last <= first:
        return []
    if quotation and quotation.first > first:
        # “...,” behind other words: does the clause run into the quotation?
        lead = tokens[quotation.first - 1]
        if lead.text in (":", ".", "—", "–") or (lead.text == "," and quotation.words >= 8):
            return [(quotation.first, last)]
    return [(first, last)]


def continuation(clauses: Clauses, at: int, inverted: bool) -> list[Range]:
    """Return the content that goes on behind an inserted cue ("..., he said, ...")."""
    tokens = clauses.tokens
    end = clauses.end
    quotation = clauses.quotation_at(at)
    if quotation:
        return [(quotation.first, quotation.last)]
    if at >= end:
        return []
    # An adjunct between the cue and the comma or colon: "he said in a statement, “..."
    place = at
    while place < min(at + _WINDOW, end) and tokens[place].text not in (",", ":", "—", "–", ";"):
        if clauses.quotation_at(place):
            return []
        place += 1
    if place >= end - 1:
        return []
    quotation = clauses.quotation_at(place + 1)
    if quotation:
        return [(quotation.first, quotation.last)]
    if inverted:  # an apposition to the source, then the quotation goes on
        for further in clauses.sentence.quotations:
            if (
                further.first > place
                and tokens[further.first - 1].text == ","
                and further.words >= 2
            ):
                return [(further.first, further.last)]
        if place > at or tokens[place + 1].lower not in ("and", "but"):
            return []
    if place > at or tokens[place].text != ",":
        return []
    place += 1
    if tokens[place].lower in CONJUNCTIONS:
        place += 1
    lower = tokens[place].lower if place < end else ""
    if (
        not lower
        or lower in PREPOSITIONS
        or lower.endswith("ing")
        or lower in SUBORDINATORS - {"that"}
    ):
        return []
    last = clauses.limit(place)
    return [(place, last)] if last > place + 1 else []


def source_after(clauses: Clauses, at: int) -> Range | None:
    """Return the source that follows an inverted cue or "according to"."""
    return phrase_after(clauses.tokens, at, clauses.end, clauses.name_of)


def content_around(clauses: Clauses, cue: Cue, begin: int, source: Range | None) -> list[Range]:
    """Return content that stands before "SOURCE CUE", with what follows the cue."""
    if source is None or source[1] > cue.first or cue.verb.form == "ing":
        return []
    content = content_before(clauses, begin)
    if not content:
        return []
    first, last = content[0]
    quoted = clauses.quotation_over(last - 1)
    if not quoted and not is_clause(clauses, first, last):
        rest = continuation(clauses, cue.last, inverted=False)
        return content + rest if rest and last - first <= 8 and rest[0][1] - rest[0][0] > 3 else []
    return content + [
        part for part in continuation(clauses, cue.last, inverted=False) if part[0] >= last
    ]


def inverted_frame(clauses: Clauses, cue: Cue) -> tuple[Range, list[Range]] | None:
    """Return (source, content) of “...,” said Kirby; None where the cue is not inverted."""
    tokens = clauses.tokens
    if cue.verb.lemma not in INVERTIBLE or cue.verb.form not in ("past", "s"):
        return None
    if cue.first <= clauses.sentence.first or cue.first != cue.head:
        return None
    before = tokens[cue.head - 1]
    quoted = clauses.quotation_over(cue.head - 1)
    if not quoted and before.text not in (",", *_DASHES):
        return None
    source = source_after(clauses, cue.last)
    if source is None or not looks_like_subject(tokens, source, clauses.name_of):
        return None
    behind = tokens[source[1]].lower if source[1] < clauses.end else ","
    if source[1] - source[0] > 12:
        return None
    if not quoted and behind != "," and behind not in PREPOSITIONS:
        return None
    content = content_before(clauses, cue.head)
    if not content:
        return None
    return source, content + continuation(clauses, source[1], inverted=True)


def frame_behind_quotation(clauses: Clauses, cue: Cue) -> tuple[Range, list[Range]] | None:
    """Return (source, content) of “...,” NAME and a long description, then the cue."""
    tokens = clauses.tokens
    if cue.verb.form == "ing":
        return None
    quotation = None
    for other in clauses.sentence.quotations:
        if other.last <= cue.first and cue.first - other.last <= 30:
            quotation = other
    if quotation is None or quotation.words < 4 or tokens[quotation.last - 2].text not in ",?!":
        return None
    source = source_after(clauses, quotation.last)
    if source is None or not looks_like_subject(tokens, source, clauses.name_of):
        return None
    if any(
        tokens[at].lower in clauses.verbs and not tokens[at].capital
        for at in range(quotation.last, cue.first)
    ):
        return None
    content = content_before(clauses, quotation.last)
    return source, content + continuation(clauses, cue.last, inverted=False)
