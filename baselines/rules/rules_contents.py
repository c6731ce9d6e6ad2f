"""What is reported behind a cue, cut as the scheme says."""

from rules_clauses import Clauses, has_verb
from rules_cues import ADDRESSEES, OCCASIONS, Verb
from rules_lists import words
from rules_phrases import Range
from rules_quotations import Quotation
from rules_text import STOPS
from rules_words import (
    CONJUNCTIONS,
    PREPOSITIONS,
    SUBORDINATORS,
    TIME_WORDS,
    is_adverb,
    is_finite_verb,
)

_OPENERS = words("that whether if how why what who where when")


_BARE_OPENERS = words("that whether if")


_COMMISSIVE = words("promise pledge vow threaten swear claim")


_WINDOW = 22


def content_after(clauses: Clauses, at: int, verb: Verb) -> list[Range]:
    """Return the content behind a cue that ends before token `at`; empty where there is none."""
    tokens = clauses.tokens
    end = clauses.end
    while at < end and is_adverb(tokens[at].lower) and not clauses.quotation_at(at):
        at += 1
    if at >= end:
        return []
    if verb.habit == "tell":
        return _after_addressee(clauses, at)
    if verb.habit in ("urge", "accuse"):
        return _with_target(clauses, at, verb)
    if verb.habit == "call":
        return _naming(clauses, at)
    return _plain(clauses, at, verb)


def _plain(clauses: Clauses, at: int, verb: Verb) -> list[Range]:
    """Content of say and its kin: skip when, where and to whom; then "that", marks or a clause."""
    tokens = clauses.tokens
    end = clauses.end
    skipped = False
    while at < end:
        token = tokens[at]
        lower = token.lower
        quotation = clauses.quotation_at(at)
        if quotation:
            return _from_quotation(clauses, quotation)
        if token.text in (":", "—", "–") and at + 1 < end:
            return [(at + 1, clauses.sentence.last)] if token.text == ":" else []
        if token.text == ",":
            return _after_comma(clauses, at + 1)
        if lower in _BARE_OPENERS or (lower in _OPENERS and not skipped and verb.habit != "say"):
            if lower == "if" and verb.lemma not in ("ask", "wonder", "question", "inquire"):
                return []
            return _clause(clauses, at, check=False)
        if lower == "to" and verb.lemma in _COMMISSIVE:
            return _clause(clauses, at, check=False)
        if lower in TIME_WORDS and lower not in ("may", "march"):
            at += 1
            skipped = True
            continue
        if lower in PREPOSITIONS:
            following = _after_adjunct(clauses, at)
            if following is None:
                return _adverbial(clauses, at) if verb.habit == "say" and not skipped else []
            at = following
            skipped = True
            continue
        if verb.lemma == "ask" and not skipped:
            return _after_addressee(clauses, at)
        return _clause(clauses, at, check=True, loose=verb.habit == "say" and not skipped)
    return []


def _after_adjunct(clauses: Clauses, at: int) -> int | None:
    """Return where the adjunct that begins at `at` ends, if content may follow it."""
    tokens = clauses.tokens
    stop = min(at + _WINDOW, clauses.end)
    for place in range(at + 1, stop):
        if tokens[place].lower == "that" and tokens[place - 1].lower not in (
            "of",
            "at",
            "in",
            "on",
        ):
            return place
        if clauses.quotation_at(place):
            return place
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


def _after_comma(clauses: Clauses, at: int) -> list[Range]:
    """Content after a comma: a quotation, or "that" behind a short insertion."""
    tokens = clauses.tokens
    if at >= clauses.end:
        return []
    quotation = clauses.quotation_at(at)
    if quotation:
        return _from_quotation(clauses, quotation)
    if tokens[at].lower == "that":
        return _clause(clauses, at, check=False)
    for place in range(at, min(at + _WINDOW, clauses.end - 1)):
        if tokens[place].text in (",", ":") and not clauses.quotation_over(place):
            following = clauses.quotation_at(place + 1)
            if following:
                return _from_quotation(clauses, following)
            if tokens[place].text == ":":
                return [(place + 1, clauses.sentence.last)]
            return (
                _clause(clauses, place + 1, check=False)
                if (tokens[place + 1].lower == "that")
                else []
            )
    return []


def _from_quotation(clauses: Clauses, quotation: Quotation) -> list[Range]:
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


def _clause(clauses: Clauses, at: int, check: bool, loose: bool = False) -> list[Range]:
    """Content from `at` to its limit; with `check`, only if it has a subject and a verb."""
    tokens = clauses.tokens
    last = clauses.limit(at)
    if last <= at + 1 and not (loose and tokens[at].lower in ("no", "yes", "so")):
        return []
    if check and not loose and not has_verb(clauses, at, last):
        return []
    if check and loose:
        lower = tokens[at].lower
        if lower in SUBORDINATORS or lower in CONJUNCTIONS:
            return _adverbial(clauses, at)
        if not has_verb(clauses, at, last) and lower not in ("no", "yes", "nothing"):
            plain = tokens[at].word and not lower.endswith("ing") and last - at >= 4
            leading = {tokens[x].text for x in range(clauses.sentence.first, at)}
            return [(at, last)] if plain and "," not in leading else []
    return [(at, last)]


def _adverbial(clauses: Clauses, at: int) -> list[Range]:
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


def _after_addressee(clauses: Clauses, at: int) -> list[Range]:
    """Content of tell: over the addressee to "that", a quotation, "to" or a clause."""
    tokens = clauses.tokens
    end = clauses.end
    for place in range(at, min(at + _WINDOW, end)):
        lower = tokens[place].lower
        quotation = clauses.quotation_at(place)
        if quotation and place > at and tokens[place - 1].lower != "'s":
            return _from_quotation(clauses, quotation)
        opens = lower in _OPENERS and (lower != "who" or place == at + 1) and place > at
        if opens and (lower in _BARE_OPENERS or place <= at + 3):
            return _clause(clauses, place, check=False)
        if lower == "to" and place > at and place <= at + 6:
            return [(at, clauses.limit(place))]
        if tokens[place].text == ":":
            return [(place + 1, clauses.sentence.last)]
        if tokens[place].text == ",":
            return _after_comma(clauses, place + 1)
        if lower in ("of", "about"):
            return []
    # No opener: the addressee must be a name or a usual audience for a bare clause to follow.
    place = at
    if clauses.name_of[at] >= 0:
        while place < end and (clauses.name_of[place] >= 0 or tokens[place].lower == "'s"):
            place += 1
        quoted = clauses.quotation_at(place)
        if quoted:
            place = quoted.last
    elif tokens[at].lower in ADDRESSEES:
        place = at + 1
    else:
        for further in range(at, min(at + 4, end)):
            if tokens[further].lower in ADDRESSEES:
                place = further + 1
    if place == at:
        return []
    while place < end:
        lower = tokens[place].lower
        if lower in TIME_WORDS:
            place += 1
        elif lower in PREPOSITIONS:
            following = _after_adjunct(clauses, place)
            if following is None:
                return []
            place = following
        else:
            break
    return _clause(clauses, place, check=True) if place < end else []


def _with_target(clauses: Clauses, at: int, verb: Verb) -> list[Range]:
    """Content of urge and accuse: the target with "to ..." or "of ..."; or a clause."""
    tokens = clauses.tokens
    joint = ("of", "for") if verb.habit == "accuse" else ("to",)
    for place in range(at, min(at + 14, clauses.end)):
        lower = tokens[place].lower
        if lower in joint and place > at:
            last = clauses.limit(place)
            return [(at, last)] if last > place + 1 else []
        if lower == "that" and place <= at + 5:
            return _clause(clauses, place, check=False)
        if tokens[place].text in (",", ":", ";") or is_finite_verb(lower):
            break
    return []


def _naming(clauses: Clauses, at: int) -> list[Range]:
    """Content of call and describe: what is named together with its quoted name."""
    tokens = clauses.tokens
    if tokens[at - 1].lower in ("for", "on"):
        last = clauses.limit(at)
        needed = 1 if tokens[at - 1].lower == "for" else 3
        return [(at, last)] if last > at + needed else []
    for quotation in clauses.sentence.quotations:
        if at <= quotation.first <= at + 12:
            between = tokens[at : quotation.first]
            if any(
                token.text in (",", ";", ":") or is_finite_verb(token.lower) for token in between
            ):
                return []
            last = quotation.last
            return [(at, last)]
    return []
