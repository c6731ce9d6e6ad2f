"""Attributions that have a cue: each with its source and content."""

from rules_clauses import Clauses, Cue, Reported
from rules_contents import content_after
from rules_cues import CUE_NOUNS, DOCUMENT_NOUNS, Verb, verb_table
from rules_frames import (
    content_around,
    frame_behind_quotation,
    from_stray_quotations,
    inverted_frame,
)
from rules_lists import words
from rules_name_cuts import Name
from rules_noun_cues import from_nouns
from rules_other_cues import (
    according_to,
    from_hearing,
    from_marks,
    from_passive,
    from_question,
)
from rules_phrases import Range, looks_like_subject
from rules_quotations import Sentence
from rules_spotting import cues_in, cuts_of, is_passive
from rules_subjects import subject_of
from rules_text import Document, Token
from rules_words import PRONOUNS, TIME_WORDS, is_adverb, is_finite_verb

_LONGEST = 300  # tokens outside quotations: beyond that it is a table or a list, no sentence
_OTHER_SIGNS = CUE_NOUNS | words("according : — – - --")


class SpeechFinder:
    """Finds who reported what, one sentence at a time."""

    def __init__(self) -> None:
        """Build the verb table once."""
        self._verbs = verb_table()

    def find(
        self, document: Document, sentence: Sentence, names: list[Name | None], name_of: list[int]
    ) -> list[Reported]:
        """Return the attributions of `sentence` that have a cue.

        `names[i]` is the name that covers token i, `name_of[i]` its first token, or -1.
        """
        tokens = document.tokens
        quoted = sum(quotation.last - quotation.first for quotation in sentence.quotations)
        if sentence.last - sentence.first - quoted > _LONGEST:
            return []
        cues = cues_in(document, sentence, names, self._verbs)
        if (
            not cues
            and not sentence.quotations
            and not any(
                tokens[at].lower in _OTHER_SIGNS for at in range(sentence.first, sentence.last)
            )
        ):
            return []
        clauses = Clauses(tokens, sentence, name_of, self._verbs, [])
        clauses.cuts = cuts_of(tokens, sentence, cues)
        found: list[Reported] = []
        for cue in cues:
            reported = _from_verb(clauses, cue, found)
            if reported and all(other.content != reported.content for other in found):
                found.append(reported)
        others = from_marks(clauses, document, names) + from_question(clauses)
        others += according_to(clauses) + from_nouns(clauses, found)
        for reported in others:
            if all(other.content != reported.content for other in found):
                found.append(reported)
        found += from_stray_quotations(clauses, found)
        for reported in found:
            reported.inner = sentence.inner
        return [one for one in found if all(first < last for first, last in one.content)]


def _from_verb(clauses: Clauses, cue: Cue, earlier: list[Reported]) -> Reported | None:
    """Return the attribution of one verb cue, or None where it reports nothing."""
    tokens, sentence = clauses.tokens, clauses.sentence
    verb = cue.verb
    line = sentence.line
    if is_passive(tokens, cue):
        return from_passive(clauses, cue)
    subject_end = cue.first
    while subject_end > sentence.first and is_adverb(tokens[subject_end - 1].lower):
        subject_end -= 1
    framed = inverted_frame(clauses, cue)
    if framed:
        return Reported(framed[1], (cue.first, cue.last), framed[0], line)
    source = subject_of(clauses, cue, subject_end, earlier)
    own = source is not None and tokens[source[0]].lower in ("i", "we")
    if own and sentence.inner and verb.form in ("base",):
        return None
    asked = source is not None and tokens[source[0]].lower == "you"
    if verb.habit == "believe" and (source is None or own or asked):
        return None
    following = tokens[cue.last]
    gap = is_finite_verb(following.lower) and following.lower not in ("can", "'s")
    if gap and cue.last < clauses.end and not following.capital:
        return None  # "which he said had failed": what is said has no subject here
    told = verb.lemma == "tell" and verb.form == "past" and cue.last >= clauses.end - 1
    if verb.lemma == "hear" or told:
        return from_hearing(clauses, cue, source)
    content: list[Range] = []
    begin = source[0] if source and source[1] <= cue.first else cue.first
    strong = clauses.quotation_over(begin - 1) if begin > sentence.first else None
    if not strong:
        content = content_after(clauses, cue.last, verb)
    if not content and verb.habit in ("say", "report", "tell", "show", "believe"):
        content = content_around(clauses, cue, begin, source)
        if not content:
            framed = frame_behind_quotation(clauses, cue)
            if framed:
                source, content = framed
    if source and not content:
        content = _behind_as(clauses, cue, source)
    if content and source and _relative(tokens, source, cue):
        content = _to_main_verb(clauses, content)
    if content and _is_anonymity(tokens, content[0], verb):
        return None
    if not content or not _supported(clauses, cue, source, content):
        return None
    return Reported(content, (cue.first, cue.last), source, line)


def _is_anonymity(tokens: list[Token], content: Range, verb: Verb) -> bool:
    """Tell whether somebody asks not to be named: a formula, no content."""
    lowers = [token.lower for token in tokens[content[0] : content[1]]]
    naming = any(lower in ("named", "identified", "name", "names") for lower in lowers[:8])
    return verb.lemma in ("ask", "request") and naming and "not" in lowers[:8]


def _behind_as(clauses: Clauses, cue: Cue, source: Range) -> list[Range]:
    """Return the content of "As Ryan noted, ...": what follows the comma."""
    tokens, first = clauses.tokens, clauses.sentence.first
    while first < source[0] and tokens[first].lower in ("and", "but", "just", ","):
        first += 1
    comma = cue.last
    while comma < clauses.end and tokens[comma].lower in TIME_WORDS:
        comma += 1
    opened = tokens[first].lower == "as" and first + 1 == source[0]
    if not opened or comma >= clauses.end - 2 or tokens[comma].text != ",":
        return []
    return [(comma + 1, clauses.limit(comma + 1))]


def _relative(tokens: list[Token], source: Range, cue: Cue) -> bool:
    """Tell whether the cue stands in ", who said ...": a clause that a comma must close."""
    between = [token.lower for token in tokens[source[1] : cue.first]]
    return between[:2] in ([",", "who"], [",", "which"])


def _to_main_verb(clauses: Clauses, content: list[Range]) -> list[Range]:
    """Cut a content of a relative clause at the comma before the verb of the main clause."""
    first, last = content[0]
    for at in range(first + 1, last - 1):
        if clauses.tokens[at].text != "," or clauses.quotation_over(at):
            continue
        verb = at + 1 + is_adverb(clauses.tokens[at + 1].lower)
        if is_finite_verb(clauses.tokens[verb].lower):
            return [(first, at)]
    return content


def _supported(clauses: Clauses, cue: Cue, source: Range | None, content: list[Range]) -> bool:
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
        pronoun = source is not None and tokens[source[0]].lower in PRONOUNS
        return documented or (spoken and not pronoun and opener.lower == "that")
    if source is None:
        return opener.lower in ("that", "if", "whether") or quoted
    subject = tokens[source[1] - 1].lower
    if verb.habit in ("say", "tell") or quoted or opener.lower == "that":
        return subject not in ("it",) or verb.habit == "say"
    if verb.habit in ("report", "believe"):
        return looks_like_subject(tokens, source, clauses.name_of)
    return subject not in ("it", "this", "that")
