"""The subject of a cue: before it, before its apposition, or shared with another verb."""

from itertools import pairwise

from rules_clauses import Clauses, Cue, Reported
from rules_cues import DOCUMENT_NOUNS
from rules_lists import words
from rules_phrases import Range, looks_like_subject, phrase_after, phrase_before
from rules_words import CONJUNCTIONS, PREPOSITIONS, PRONOUNS, is_adverb, is_finite_verb

_REACH = 60  # tokens between a subject's asides and its second verb
# "Ann Lee herself", "she and Bob both"
_FLOATING = words("himself herself itself themselves both all each")


_ASIDES = words("however though meanwhile too instead therefore")


def subject_of(clauses: Clauses, cue: Cue, end: int, earlier: list[Reported]) -> Range | None:
    """Return the subject of a cue: before it, before its apposition, or shared."""
    tokens, sentence = clauses.tokens, clauses.sentence
    first = sentence.first
    floor = first
    for quotation in sentence.quotations:
        if quotation.last <= end:
            floor = max(floor, quotation.last)
    if end - 3 > floor and tokens[end - 1].text == "," and tokens[end - 2].lower in _ASIDES:
        end -= 3  # "The report, however, shows"
    if tokens[end - 1].text == ")":  # "Ann Lee (R-Tex.) said"
        opened = (at for at in range(end - 1, max(floor, end - 8), -1) if tokens[at].text == "(")
        end = next(opened, end)
    if end <= floor:
        return None
    before = tokens[end - 1]
    if before.lower in _FLOATING and end - 1 > floor and tokens[end - 2].word:
        inner = subject_of(clauses, cue, end - 1, earlier)
        if inner and inner[1] == end - 1:
            return inner
    if before.lower in ("who", "which") or (before.lower == "that" and cue.verb.form != "base"):
        stop = end - 1
        while stop > floor and tokens[stop - 1].text == ",":
            stop -= 1
        return phrase_before(tokens, stop, floor, clauses.name_of)
    for other in earlier:  # "The keeper, he said, had warned": the subject stands before "he"
        inserted = other.cue is not None and other.cue[1] == end - 1 and before.text == ","
        if inserted and other.source and tokens[other.source[0] - 1].text == ",":
            return phrase_before(tokens, other.source[0] - 1, first, clauses.name_of)
    heads = {other.cue[1] - 1 for other in earlier if other.cue}
    described = _with_relative_clause(clauses, floor, end, heads)
    if described:
        return described
    if before.text == "," and cue.verb.form != "ing":
        apposed = head_of_chain(clauses, end - 1, floor) or over_apposition(clauses, end - 1, floor)
        if apposed:
            return apposed
    shared = cue.verb.form == "ing" and cue.first == cue.head
    if shared or before.text == "," or before.lower in CONJUNCTIONS or before.lower in ("to", "by"):
        if shared and clauses.name_of[end - 1] > floor:
            lead = tokens[clauses.name_of[end - 1] - 1].lower
            if lead in ("with", "and"):
                return clauses.name_of[end - 1], end
        if shared and before.word and before.lower not in PREPOSITIONS | CONJUNCTIONS:
            phrase = phrase_before(tokens, end, floor, clauses.name_of)
            if phrase and tokens[phrase[1] - 1].lower in DOCUMENT_NOUNS:
                return phrase
        for other in reversed(earlier):
            if other.source and other.cue and other.cue[0] < cue.first:
                return other.source
        return _sentence_subject(clauses, cue.first)
    return phrase_before(tokens, end, floor, clauses.name_of)


def _with_relative_clause(clauses: Clauses, floor: int, end: int, heads: set[int]) -> Range | None:
    """Return "a nurse who did not want to be named": a subject with its restrictive clause."""
    tokens = clauses.tokens
    for at in range(end - 1, max(floor, end - 16), -1):
        other = tokens[at].text in (",", ";", ":", "—", "–", "(") or at in heads
        if other or tokens[at].lower in ("what", "that", "which", "how", "and"):
            return None
        if tokens[at].lower == "who":
            phrase = phrase_before(tokens, at, floor, clauses.name_of)
            return (phrase[0], end) if phrase else None
    return None


def head_of_chain(clauses: Clauses, comma: int, floor: int) -> Range | None:
    """Return the noun phrase that opens a chain of asides: "The dealer, Ann Lee, 66," said."""
    tokens = clauses.tokens
    commas = [at for at in range(floor, comma + 1) if tokens[at].text == ","]
    begin = floor
    while begin < comma and tokens[begin].lower in CONJUNCTIONS:
        begin += 1
    for number, end in enumerate(commas[:-1]):
        phrase = phrase_before(tokens, end, begin, clauses.name_of)
        whole = phrase is not None and phrase[0] == begin
        asides = pairwise(commas[number:])
        if (
            phrase
            and whole
            and looks_like_subject(tokens, phrase, clauses.name_of)
            and all(_is_aside(clauses, start + 1, last) for start, last in asides)
        ):
            return phrase
        begin = end + 1
    return None


def _is_aside(clauses: Clauses, first: int, last: int) -> bool:
    """Tell whether tokens `[first, last)` between commas have no verb, or a relative clause's."""
    tokens = clauses.tokens
    for at in range(first, last):
        lower = tokens[at].lower
        if lower in ("who", "which", "whose", "that", "where", "when"):
            return True
        finite = is_finite_verb(lower) and not tokens[at].capital
        if finite and lower != "'s" and not lower.endswith("ed"):
            return False
    return tokens[first].lower not in CONJUNCTIONS


def over_apposition(clauses: Clauses, comma: int, floor: int) -> Range | None:
    """Return the phrase before ", ... ," where the closing comma is at `comma`."""
    tokens = clauses.tokens
    for at in range(comma - 1, max(floor, comma - 30), -1):
        if tokens[at].text == ",":
            end = at
            if tokens[end - 1].text == ")":  # "Ann Lee (Lab), who sits on it, said"
                while end > floor and tokens[end - 1].text != "(":
                    end -= 1
                end -= 1
            phrase = phrase_before(tokens, end, floor, clauses.name_of)
            if phrase and looks_like_subject(tokens, phrase, clauses.name_of):
                return phrase
    return None


def _sentence_subject(clauses: Clauses, before: int) -> Range | None:
    """Return the subject of the main clause: the phrase before the first finite verb."""
    tokens, sentence = clauses.tokens, clauses.sentence
    for comma in range(before - 1, max(sentence.first + 1, before - _REACH), -1):
        head = head_of_chain(clauses, comma, sentence.first) if tokens[comma].text == "," else None
        if head:
            return head
    for at in range(sentence.first + 1, before):
        lower = tokens[at].lower
        verb = clauses.verbs.get(lower)
        if clauses.quotation_over(at) or tokens[at].capital:
            continue
        if lower == "'s" and tokens[at - 1].lower not in PRONOUNS | {"that", "there"}:
            continue
        if is_finite_verb(lower) or (verb and verb.form == "s"):
            end = at
            while end > sentence.first and is_adverb(tokens[end - 1].lower):
                end -= 1
            phrase = phrase_before(tokens, end, sentence.first, clauses.name_of)
            if phrase is None and tokens[end - 1].text == ",":
                phrase = over_apposition(clauses, end - 1, sentence.first)
            if phrase and tokens[phrase[0]].lower in ("who", "which", "that"):
                continue
            if phrase:
                return phrase
    phrase = phrase_after(tokens, sentence.first, before, clauses.name_of)
    if phrase and clauses.name_of[phrase[1] - 1] >= 0:
        return phrase
    return None
