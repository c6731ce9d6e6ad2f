"""The pieces that contents are made of: clauses, quotations, adjuncts before them."""

from rules_clauses import Clauses, has_verb
from rules_cues import ADDRESSEES, OCCASIONS
from rules_lists import words
from rules_phrases import Range
from rules_quotations import Quotation
from rules_text import STOPS
from rules_words import CONJUNCTIONS, PREPOSITIONS, SUBORDINATORS, TIME_WORDS

OPENERS = words("that whether if how why what who where when")
WINDOW = 22  # tokens in which an adjunct must end


def after_adjunct(clauses: Clauses, at: int) -> int | None:
    """Return where the adjunct that begins at `at` ends, if content may follow it."""
    tokens = clauses.tokens
    stop = min(at + WINDOW, clauses.end)
    for place in range(at + 1, stop):
        if tokens[place].lower == "that" and tokens[place - 1].lower not in (
            "of",
            "at",
            "in",
            "on",
        ):
            return place
        quotation = clauses.quotation_at(place)
        if quotation:
            # "on Channel 4's “Morning Line,” the bill is dead": a programme, not what was said
            title = quotation.words <= 5 and tokens[place - 1].lower in ("'s", "show", "programme")
            return quotation.last if title and quotation.last < stop else place
        if tokens[place].text in (",", ":", "—", "–"):
            following = clauses.quotation_at(place + 1) if place + 1 < clauses.end else None
            that = place + 1 < clauses.end and tokens[place + 1].lower == "that"
            if following or that or tokens[place].text == ":":
                return place
            break
    for place in range(at + 1, min(at + 7, stop)):
        lower = tokens[place].lower
        known = lower in OCCASIONS or lower in ADDRESSEES or lower in TIME_WORDS
        if known and place + 1 < stop and tokens[place + 1].lower not in PREPOSITIONS:
            return place + 1
    return None


def after_comma(clauses: Clauses, at: int) -> list[Range]:
    """Content after a comma: a quotation, or "that" behind a short insertion."""
    tokens = clauses.tokens
    if at >= clauses.end:
        return []
    quotation = clauses.quotation_at(at)
    if quotation:
        return from_quotation(clauses, quotation)
    if tokens[at].lower == "that":
        return clause_from(clauses, at, check=False)
    for place in range(at, min(at + WINDOW, clauses.end - 1)):
        if tokens[place].text in (",", ":") and not clauses.quotation_over(place):
            following = clauses.quotation_at(place + 1)
            if following:
                return from_quotation(clauses, following)
            if tokens[place].text == ":":
                return [(place + 1, clauses.sentence.last)]
            return (
                clause_from(clauses, place + 1, check=False)
                if (tokens[place + 1].lower == "that")
                else []
            )
    return []


def from_quotation(clauses: Clauses, quotation: Quotation) -> list[Range]:
    """Content that begins with a quotation: it alone, or the clause that it begins."""
    tokens = clauses.tokens
    last = quotation.last
    if last >= clauses.end or not quotation.closed:
        return [(quotation.first, last)]
    inside = tokens[last - 2].text if last - 2 > quotation.first else ""
    behind = tokens[last]
    if inside in STOPS or inside == ",":
        ranges = [(quotation.first, last)]
        following = clauses.quotation_at(last + 1) or clauses.quotation_at(last)
        if following:
            ranges.append((following.first, following.last))
        return ranges
    if behind.text in (",", ";", ".", ":", "—", "–") or quotation.words >= 12:
        further = clauses.quotation_at(last + 2) if last + 2 < clauses.end else None
        if behind.text == "," and further and tokens[last + 1].lower in ("and", "but"):
            return [(quotation.first, clauses.limit(quotation.first))]
        return [(quotation.first, last)]
    return [(quotation.first, max(last, clauses.limit(last)))]


def clause_from(clauses: Clauses, at: int, check: bool, loose: bool = False) -> list[Range]:
    """Content from `at` to its limit; with `check`, only if it has a subject and a verb."""
    tokens = clauses.tokens
    last = clauses.limit(at)
    if last <= at + 1 and not (loose and tokens[at].lower in ("no", "yes")):
        return [(at, last)] if tokens[at].lower in ("when", "how", "why", "where", "who") else []
    if check and not loose and not has_verb(clauses, at, last):
        return []
    if check and loose and last > at + 1:
        lower = tokens[at].lower
        if lower in SUBORDINATORS or lower in CONJUNCTIONS:
            return adverbial(clauses, at)
        if not has_verb(clauses, at, last) and lower not in ("no", "yes", "nothing"):
            plain = tokens[at].word and not lower.endswith("ing") and last - at >= 4
            leading = {tokens[x].text for x in range(clauses.sentence.first, at)}
            return [(at, last)] if plain and "," not in leading else []
    return [(at, last)]


def adverbial(clauses: Clauses, at: int) -> list[Range]:
    """Content that begins with an adverbial: "said because he is popular, he will win"."""
    tokens = clauses.tokens
    last = clauses.limit(at)
    if any(tokens[place].text in (",", "—", "–") for place in range(clauses.sentence.first, at)):
        return []
    if tokens[at].lower in ("who", "which", "than", "and", "but", "or", "to", "of", "about"):
        return []
    for place in range(at + 1, last - 3):
        if tokens[place].text == ",":
            return [(at, last)] if has_verb(clauses, place + 1, last) else []
    return []
