"""Cue candidates: which words of a sentence report speech, and where they cut it."""

from rules_clauses import Cue, next_is
from rules_cues import DOCUMENT_NOUNS, INVERTIBLE, NOUN_LIKE, PEOPLE_NOUNS, Verb
from rules_lists import words
from rules_name_cuts import Name
from rules_quotations import Sentence
from rules_text import STOPS, Document, Token
from rules_words import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    NEGATIONS,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    SUBJECT_PRONOUNS,
    is_adverb,
    is_finite_verb,
)

# Reporting expressions of two words, by their first.
_TWO_WORDS = {
    **dict.fromkeys(("point", "points", "pointed", "pointing"), "out"),
    **dict.fromkeys(("make", "makes", "made", "making"), "clear"),
    **dict.fromkeys(("went", "goes", "going"), "on"),
}
_NO_SUBJECT = DETERMINERS | POSSESSIVES | PREPOSITIONS | CONJUNCTIONS | {"'s"}
_OPENING = frozenset("“\"‘'")
_PARTING = frozenset({",", "—", "–", "--"})
_BE = words("is are was were be been being 's 're")
_JOINS = CONJUNCTIONS | {"while", "though", "although"}
_BEFORE_VERB = PRONOUNS | PEOPLE_NOUNS | DOCUMENT_NOUNS | {"which", "that"}


def cues_in(
    document: Document, sentence: Sentence, names: list[Name | None], verbs: dict[str, Verb]
) -> list[Cue]:
    """Return the cue candidates outside the quotations of `sentence`."""
    tokens = document.tokens
    headline = document.lines[sentence.line].headline
    found = []
    at = sentence.first
    skips = {quotation.first: quotation.last for quotation in sentence.quotations}
    while at < sentence.last:
        if at in skips:
            at = skips[at]
            continue
        token = tokens[at]
        verb = verbs.get(token.lower)
        usable = verb and names[at] is None and (headline or not token.capital)
        if verb and usable and _is_verb(tokens, at, sentence, verb, names):
            found.append(Cue(at, _with_auxiliaries(tokens, at, sentence), at + 1, verb))
            particle = tokens[at + 1].lower if at + 1 < sentence.last else ""
            if verb.lemma == "call" and particle in ("for", "on"):
                found[-1].last += 1
        elif token.lower in _TWO_WORDS and next_is(tokens, at, _TWO_WORDS[token.lower]):
            behind = tokens[at + 2] if at + 2 < sentence.last else token
            if next_is(tokens, at + 1, "to"):  # "went on to say": the cue is say
                at += 1
            elif token.lower.startswith(("went", "go")) and (
                behind.word or tokens[at + 3].text not in _OPENING
            ):
                pass  # "the war went on for years"
            else:
                form = "ing" if token.lower.endswith("ing") else "past"
                first = _with_auxiliaries(tokens, at, sentence)
                found.append(Cue(at, first, at + 2, Verb("continue", "report", form)))
        at += 1
    return found


def _with_auxiliaries(tokens: list[Token], at: int, sentence: Sentence) -> int:
    """Return where the expression of the verb at `at` begins: its auxiliaries and negation."""
    first = at
    while first > sentence.first and (
        tokens[first - 1].lower in AUXILIARIES | NEGATIONS or is_adverb(tokens[first - 1].lower)
    ):
        first -= 1
    while first < at and is_adverb(tokens[first].lower) and tokens[first].lower not in NEGATIONS:
        first += 1
    return first


def _is_verb(
    tokens: list[Token], at: int, sentence: Sentence, verb: Verb, names: list[Name | None]
) -> bool:
    """Tell whether the word at `at` is used as a verb here."""
    lower = tokens[at].lower
    before = tokens[at - 1] if at > sentence.first else None
    if lower in NOUN_LIKE or verb.form == "base":
        if before is None:
            return False
        following = tokens[at + 1] if at + 1 < sentence.last else before
        if verb.lemma == "put" and before.word:
            return before.lower not in DETERMINERS | PREPOSITIONS | {"be", "been", "was", "were"}
        if verb.form in ("base", "s") and _closes(tokens, at, sentence):
            return before.word and before.lower not in _NO_SUBJECT
        lead = at - 1
        while lead > sentence.first and is_adverb(tokens[lead].lower):
            lead -= 1
        before = tokens[lead]
        closed = any(quotation.last == at and quotation.closed for quotation in sentence.quotations)
        if closed and verb.lemma in INVERTIBLE and verb.form != "base":
            return True
        if closed and lower == "read":
            return True
        if before.text == "," and verb.form == "s":
            if following.lower in DETERMINERS:
                return True
            if verb.lemma in INVERTIBLE:
                return following.capital
        if (
            lower in NOUN_LIKE
            and verb.form == "s"
            and not (following.lower == "that" or following.text in '“"‘:')
        ):
            name = names[at - 1]
            named = name is not None and name.label != "NORP"
            if not named and before.lower not in _BEFORE_VERB and not is_adverb(before.lower):
                return False
        governed = is_finite_verb(before.lower) or tokens[at - 2].lower == "to"
        if verb.form == "s" and lower in NOUN_LIKE and governed:
            return False
        if before.lower in DETERMINERS | POSSESSIVES or before.lower in PREPOSITIONS - {"to"}:
            return False
        if before.lower == "'s" or before.text in (",", "(", "“", '"'):
            return False
        if verb.form == "base":
            if verb.lemma == "say":
                return True
            if verb.habit == "show":
                return before.lower in DOCUMENT_NOUNS or before.lower in AUXILIARIES
            if before.lower.endswith("s") and following.lower in SUBJECT_PRONOUNS:
                return True  # "coaches claim they"
            return (
                before.lower in ("to", "they", "we", "i", "you", "who", "not")
                or before.lower in AUXILIARIES
                or before.lower in PEOPLE_NOUNS
                or (before.lower.endswith(("s", "n't")) and lower not in NOUN_LIKE)
            )
    if verb.form == "ing" and verb.habit == "believe":
        behind = tokens[at + 1].lower if at + 1 < sentence.last else ""
        aux = before is not None and (before.text == "," or before.lower in AUXILIARIES)
        return aux or behind == "that"
    if verb.form == "ing" and before is not None and before.lower in DETERMINERS | POSSESSIVES:
        return False
    if verb.form == "past" and before is not None and before.lower in DETERMINERS:
        return before.lower in ("that", "this", "some", "many", "both", "one", "all", "few")
    return True


def _closes(tokens: list[Token], at: int, sentence: Sentence) -> bool:
    """Tell whether the word at `at` closes a sentence with a comma before: "..., they claim."."""
    ends = at + 1 >= sentence.last or tokens[at + 1].text in STOPS
    last = next((x for x in range(at - 1, sentence.first, -1) if tokens[x].text == ","), None)
    if not ends or last is None or not 2 <= at - last <= 12:
        return False
    return tokens[last + 1].lower not in PREPOSITIONS | CONJUNCTIONS | {"according"}


def _shares_subject(tokens: list[Token], cue: Cue) -> bool:
    """Tell whether a coordinated cue belongs to the clause before it: passive, or "found"."""
    return cue.verb.habit == "show" or is_passive(tokens, cue)


def is_passive(tokens: list[Token], cue: Cue) -> bool:
    """Tell whether a cue is passive: a past form behind a form of "be"."""
    before = tokens[max(cue.first, cue.head - 3) : cue.head]
    return cue.verb.form == "past" and any(token.lower in _BE for token in before)


def cuts_of(tokens: list[Token], sentence: Sentence, cues: list[Cue]) -> list[int]:
    """Return where coordinated and participial cues, and concessions, begin a clause."""
    cuts = []
    for cue in cues:
        at = cue.first - 1
        while at > sentence.first and (
            is_adverb(tokens[at].lower) or tokens[at].lower in AUXILIARIES
        ):
            at -= 1
        if at <= sentence.first:
            continue
        if _shares_subject(tokens, cue) and tokens[at].lower == "and":
            continue  # "said he had filed reports and had been told": all of it is said
        participle = tokens[at].text == "," and cue.verb.form == "ing"
        # ", called her ...": one more verb of the same subject
        listed = tokens[at].text == "," and cue.verb.lemma not in INVERTIBLE and cue is not cues[0]
        if participle or listed or tokens[at].lower in ("and", "but"):
            cuts.append(at if tokens[at - 1].text != "," else at - 1)
            continue
        # ", but he said": a subject of its own behind a comma and a conjunction.
        heads = {other.head for other in cues}
        for place in range(at, max(at - 16, sentence.first), -1):
            if place in heads:
                break
            joins = tokens[place + 1].lower in _JOINS and tokens[place + 2].lower != "that"
            if tokens[place].lower == "but" and place < at:
                cuts.append(place)
                break
            if tokens[place].text == ";" or (tokens[place].text == "," and joins):
                cuts.append(place)
                break
    for at in range(sentence.first, sentence.last - 1):
        following = tokens[at + 1].lower
        conceded = following in ("though", "although") and tokens[at].text in _PARTING
        if conceded and any(one.first <= at < one.last for one in sentence.quotations):
            continue
        if conceded or (tokens[at].lower == "according" and following == "to"):
            cuts.append(at)
    return sorted(cuts)
