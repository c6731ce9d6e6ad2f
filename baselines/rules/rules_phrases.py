"""Noun phrases without a tagger: the phrase that ends before a verb or begins behind it."""

from rules_cues import DOCUMENT_NOUNS, PEOPLE_NOUNS
from rules_lists import words
from rules_text import Token
from rules_words import (
    DETERMINERS,
    FUNCTION_WORDS,
    PHRASE_BREAKS,
    PREPOSITIONS,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    TIME_WORDS,
    is_adverb,
    is_finite_verb,
)

Range = tuple[int, int]
_LINKS = words("of for at in from with to on by")
_LONGEST = 16
_HEADS = PEOPLE_NOUNS | DOCUMENT_NOUNS
_PARTICIPLES = words(
    "released seen obtained published compiled conducted briefed filed prepared reviewed issued "
    "commissioned produced posted shared provided leaked submitted written signed viewed carried"
)
_STANDALONE = words(
    "officials sources analysts experts critics police some many others everyone someone "
    "both one several most all none nobody those few"
)


def phrase_before(tokens: list[Token], at: int, floor: int, name_of: list[int]) -> Range | None:
    """Return the noun phrase that ends at token `at` (exclusive), not before `floor`.

    `name_of[i]` is the first token of the name that covers token i, or -1.
    """
    last = at
    if last > floor + 2 and tokens[last - 1].lower in ("there", "here"):
        inner = phrase_before(tokens, last - 1, floor, name_of)
        return (inner[0], last) if inner else None
    if last <= floor:
        return None
    token = tokens[last - 1]
    if token.lower in TIME_WORDS:
        inner = _before_time(tokens, last, floor, name_of)
        if inner:
            return inner
    if token.lower in ("them", "those") and last - 2 > floor and tokens[last - 2].lower == "of":
        first = _core_before(tokens, last - 2, floor, name_of)
        return (first, last) if first is not None else None
    if token.lower in SUBJECT_PRONOUNS or token.lower in ("someone", "everyone", "who"):
        return last - 1, last
    first = _core_before(tokens, last, floor, name_of)
    if first is None:
        return None
    core = first
    # "a spokesman for the White House": read on over a linking preposition to a noun.
    while first - 2 >= floor and tokens[first - 1].lower in _LINKS and last - first < _LONGEST:
        left = tokens[first - 2]
        if not left.word or left.lower in FUNCTION_WORDS or left.lower in TIME_WORDS:
            break
        if is_finite_verb(left.lower) and not left.capital:
            break
        further = _core_before(tokens, first - 1, floor, name_of)
        if further is None:
            break
        first = further
    led = first > floor and tokens[first - 1].lower in PREPOSITIONS
    if led and first - 3 >= floor and tokens[first - 2].lower in _PARTICIPLES:
        # "figures released to this paper": the noun before the participle is the head
        outer = _core_before(tokens, first - 2, floor, name_of)
        if outer is not None and tokens[first - 3].lower in _HEADS:
            return outer, last
    head = name_of[last - 1]
    if led and head == first + 1 and not tokens[first].capital:
        return head, last  # "outside court Ann Lee said"
    if led and first != core:
        first = core  # "In an interview with Fox Trump said": the subject is the last part
    return _with_joined(tokens, first, floor, name_of), last


def _before_time(tokens: list[Token], last: int, floor: int, name_of: list[int]) -> Range | None:
    """Return "a poll in May" or, of "Ann Lee on Monday", her alone."""
    at = last
    while at > floor and tokens[at - 1].lower in TIME_WORDS:
        at -= 1
    if at > floor and tokens[at - 1].lower in ("in", "on"):
        at -= 1
    inner = phrase_before(tokens, at, floor, name_of) if at > floor else None
    if inner is None:
        return None
    if tokens[inner[1] - 1].lower in DOCUMENT_NOUNS:
        return inner[0], last
    return inner if name_of[inner[1] - 1] >= 0 else None


def _with_joined(tokens: list[Token], first: int, floor: int, name_of: list[int]) -> int:
    """Return where a phrase begins that "A, B and" or "officials at A and" lead up to `first`."""
    if first - 2 < floor or tokens[first - 1].lower != "and" or not tokens[first - 2].word:
        return first
    left = _core_before(tokens, first - 1, floor, name_of)
    if left is None:
        return first
    if not tokens[first - 2].capital:
        opens = left == floor or tokens[left - 1].lower in SUBORDINATORS
        lead = tokens[left - 1].lower
        joined = opens or (tokens[first - 2].lower in PEOPLE_NOUNS and lead not in PREPOSITIONS)
        return left if joined else first
    if left > floor and tokens[left - 1].lower in _LINKS:
        outer = phrase_before(tokens, first - 1, floor, name_of)
        heads = {tokens[at].lower for at in range(outer[0], left)} if outer else set()
        return outer[0] if outer and heads & PEOPLE_NOUNS else first
    if left > floor and tokens[left - 1].lower in PREPOSITIONS:
        return first
    while left - 2 >= floor and tokens[left - 1].text == "," and name_of[left - 2] >= floor:
        if name_of[left] < 0 and not tokens[left].capital:
            break
        left = name_of[left - 2]
    return left


def _core_before(tokens: list[Token], last: int, floor: int, name_of: list[int]) -> int | None:
    """Return where the simple noun phrase that ends at `last` begins, or None."""
    at = last - 1
    first: int | None = None
    while at >= floor and last - at <= _LONGEST:
        token = tokens[at]
        if name_of[at] >= floor:
            at = first = name_of[at]
            at -= 1
            continue
        if not token.word and token.lower != "'s" and token.text not in ("'", "’", "/", "&"):
            if token.text == "." and first is not None and tokens[at - 1].capital:
                at -= 1
                continue
            break
        if token.lower in ("'s", "and"):
            if token.lower == "and" or first is None:
                break
            at -= 1
            continue
        if token.lower == "that" and first is not None and tokens[last - 1].lower.endswith("s"):
            break  # "minutes show that inspectors told": it opens the clause
        if token.lower == "that" and first is not None and name_of[first] == first:
            break  # "the group that Lee leads": it opens the clause
        if token.lower in DETERMINERS:
            first = at
            if at - 1 >= floor and tokens[at - 1].lower in ("all", "some", "many", "one"):
                first = at - 1
            break
        if token.lower in PHRASE_BREAKS or token.lower in PREPOSITIONS or is_adverb(token.lower):
            break
        if (
            first is not None
            and is_finite_verb(token.lower)
            and not token.capital
            and not token.lower.endswith("ed")
        ):
            break
        first = at
        if token.lower in ("mr", "mrs", "ms", "mr.", "mrs.", "ms.") and not tokens[at - 1].capital:
            break  # "in a statement to police Mr Macrae said"
        at -= 1
    if first is not None and first < last and tokens[first].lower in ("'s", "'", "’"):
        first += 1
    return first if first is not None and first < last else None


def phrase_after(tokens: list[Token], at: int, ceiling: int, name_of: list[int]) -> Range | None:
    """Return the noun phrase that begins at token `at`, for inverted cues ("said Kirby")."""
    place = at
    while place < ceiling and place - at < _LONGEST:
        token = tokens[place]
        if not token.word:
            if token.text in ("'", "’", "/", "&"):
                place += 1
                continue
            break
        if name_of[place] == place or (name_of[place] >= 0 and place > at):
            place += 1
            continue
        lower = token.lower
        if place > at and (lower in PHRASE_BREAKS or is_finite_verb(lower)):
            break
        if lower in TIME_WORDS and lower not in ("may", "march"):
            break
        if lower in PREPOSITIONS:
            linked = lower in ("of", "for", "at", "with", "from") and place > at
            if not linked or tokens[place - 1].lower in TIME_WORDS:
                break
        if lower == "and" and not (place + 1 < ceiling and tokens[place + 1].capital):
            break
        if lower in SUBJECT_PRONOUNS:
            return (at, at + 1) if place == at and lower != "that" else None
        place += 1
    while place > at and (
        tokens[place - 1].lower in PREPOSITIONS or tokens[place - 1].lower in ("and", "'", "’")
    ):
        place -= 1
    return (at, place) if place > at else None


def looks_like_subject(tokens: list[Token], phrase: Range, name_of: list[int]) -> bool:
    """Tell whether a phrase is somebody or something that can speak."""
    first, last = phrase
    if any(name_of[at] >= 0 for at in range(first, last)):
        return True
    for at in range(first, last):
        lower = tokens[at].lower
        if lower in SUBJECT_PRONOUNS or lower in PEOPLE_NOUNS or lower in _STANDALONE:
            return True
    return tokens[first].lower in DETERMINERS or tokens[last - 1].lower.endswith("s")
