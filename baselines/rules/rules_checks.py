"""Whether a candidate reports anything: what its verb needs, and formulas that report nothing."""

from rules_clauses import Clauses, Cue, Reported
from rules_cues import DOCUMENT_NOUNS, PEOPLE_NOUNS, Verb
from rules_lists import words
from rules_phrases import Range, looks_like_subject
from rules_text import Token
from rules_words import PRONOUNS

_PERSONS = words("he she they")


def is_supported(clauses: Clauses, cue: Cue, source: Range | None, content: list[Range]) -> bool:
    """Tell whether a candidate has what its verb needs."""
    tokens = clauses.tokens
    verb = cue.verb
    opener = tokens[content[0][0]]
    quoted = clauses.quotation_over(content[0][0]) is not None
    if verb.habit == "show":
        documented = source is not None and any(
            tokens[at].lower in DOCUMENT_NOUNS for at in range(*source)
        )
        spoken = source is not None and looks_like_subject(tokens, source, clauses.name_of)
        pronoun = source is not None and tokens[source[0]].lower in PRONOUNS - {"it"}
        before = content[0][0] < cue.first and cue.last >= clauses.end
        return documented or (not pronoun and (before or (spoken and opener.lower == "that")))
    if verb.lemma == "read" and not quoted:
        return False
    if source is None:
        return opener.lower in ("that", "if", "whether") or quoted
    subject = tokens[source[1] - 1].lower
    if verb.habit in ("say", "tell") or quoted or opener.lower == "that":
        return True
    if verb.lemma == "threaten":  # a storm threatens, too
        return subject in PEOPLE_NOUNS | _PERSONS or clauses.name_of[source[1] - 1] >= 0
    if verb.habit in ("report", "believe"):
        return looks_like_subject(tokens, source, clauses.name_of)
    return subject not in ("this", "that")


def is_anonymity(tokens: list[Token], content: Range, verb: Verb) -> bool:
    """Tell whether somebody asks not to be named: a formula, no content."""
    lowers = [token.lower for token in tokens[content[0] : content[1]]]
    naming = any(lower in ("named", "identified", "name", "names") for lower in lowers[:8])
    return verb.lemma in ("ask", "request") and naming and "not" in lowers[:8]


def is_impersonal(tokens: list[Token], cue: Cue, source: Range) -> bool:
    """Tell whether nobody in particular speaks: "it is fair to say"."""
    near = tokens[max(source[0], cue.first - 4) : cue.first]
    it = tokens[source[0]].lower == "it" or any(token.lower == "it" for token in near)
    return it and tokens[cue.first - 1].lower == "to"


def is_own_belief(tokens: list[Token], source: Range, earlier: list[Reported]) -> bool:
    """Tell whether it is a speaker's own belief: "he said he thought"."""
    before = source[0] - (tokens[source[0] - 1].lower == "that")
    pronoun = tokens[source[0]].lower in _PERSONS | {"it"}
    return pronoun and any(other.cue is not None and other.cue[1] == before for other in earlier)
