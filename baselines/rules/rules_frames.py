"""Content that stands before or around its cue: "..., he said, ..." and “...,” said Kirby."""

from rules_clauses import Clauses, Cue, Reported, has_verb, is_clause
from rules_cues import ADDRESSEES, INVERTIBLE, OCCASIONS
from rules_lists import words
from rules_phrases import Range, looks_like_subject, phrase_after, phrase_before
from rules_subjects import head_of_chain
from rules_words import (
    CONJUNCTIONS,
    CONNECTIVES,
    PREPOSITIONS,
    SUBORDINATORS,
    TIME_WORDS,
    is_adverb,
    is_finite_verb,
)

_DASHES = frozenset({"—", "–", "-", "--"})


_WINDOW = 22


_GOES_ON = words(
    "that whether if because although though since until unless while where once before"
)


_STRAY = 6  # words: shorter quotations may be names or borrowed words


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


def continuation(
    clauses: Clauses, at: int, inverted: bool = False, quoted: bool = True
) -> list[Range]:
    """Return the content that goes on behind an inserted cue ("..., he said, ...").

    `quoted` says that the part before the cue is a quotation.
    """
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
    dated = all(tokens[between].lower in TIME_WORDS for between in range(at, place))
    joined = not quoted and tokens[place + 1].lower in ("and", "but")
    if not (dated or joined) or tokens[place].text != ",":
        return []
    place += 1
    if tokens[place].lower in CONJUNCTIONS:
        place += 1
    lower = tokens[place].lower if place < end else ""
    if (
        not lower
        or (lower in PREPOSITIONS and (quoted or _is_setting(clauses, place)))
        or lower.endswith("ing")
        or lower in SUBORDINATORS - _GOES_ON
    ):
        return []
    last = clauses.limit(place)
    return [(place, last)] if last > place + 1 else []


def _is_setting(clauses: Clauses, at: int) -> bool:
    """Tell whether the phrase at `at` says when, where or to whom somebody spoke."""
    settings = OCCASIONS | TIME_WORDS | ADDRESSEES
    return any(token.lower in settings for token in clauses.tokens[at : clauses.end])


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
    said = has_verb(clauses, first, last) and clauses.tokens[first].lower not in SUBORDINATORS
    if not quoted and not said and not is_clause(clauses, first, last):
        rest = continuation(clauses, cue.last, quoted=False)
        return content + rest if rest and last - first <= 8 and rest[0][1] - rest[0][0] > 3 else []
    rest = continuation(clauses, cue.last, quoted=quoted is not None)
    return content + [part for part in rest if part[0] >= last]


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
    if not quoted and head_of_chain(clauses, cue.head - 1, clauses.sentence.first):
        return None  # "Ann Lee, who lives there, said the roads ...": her asides stand before
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
    return source, content + continuation(clauses, cue.last)


def from_stray_quotations(clauses: Clauses, found: list[Reported]) -> list[Reported]:
    """Return the attributions of long quotations that no cue verb claimed.

    Their source is the subject before them, or the phrase behind them; their cue its verb.
    """
    tokens, sentence = clauses.tokens, clauses.sentence
    claimed = {at for reported in found for part in reported.content for at in range(*part)}
    result: list[Reported] = []
    for quotation in sentence.quotations:
        if quotation.words < _STRAY or quotation.first in claimed or not quotation.closed:
            continue
        before = quotation.first - 1
        led = before > sentence.first and tokens[before].text in (",", ":")
        verb = _verb_between(clauses, sentence.first, quotation.first) if led else None
        if verb is None and tokens[quotation.last - 2].text in (",", "?", "!"):
            source = source_after(clauses, quotation.last)
            if source and is_finite_verb(tokens[source[1]].lower):
                content = [(quotation.first, quotation.last)]
                cue = source[1], source[1] + 1
                result.append(Reported(content, cue, source, sentence.line))
            continue
        if verb is None:
            continue
        end = verb
        while end > sentence.first and is_adverb(tokens[end - 1].lower):
            end -= 1
        source = phrase_before(tokens, end, sentence.first, clauses.name_of)
        if source and looks_like_subject(tokens, source, clauses.name_of):
            content = [(quotation.first, quotation.last)]
            result.append(Reported(content, (verb, verb + 1), source, sentence.line))
    return result


def _verb_between(clauses: Clauses, first: int, last: int) -> int | None:
    """Return the first finite verb of tokens `[first, last)` that is no name and not quoted."""
    for at in range(first + 1, last):
        token = clauses.tokens[at]
        if is_finite_verb(token.lower) and not token.capital and not clauses.quotation_over(at):
            return at
    return None
