"""Attributions that have a cue: each with its source and content."""

from rules_checks import is_anonymity, is_impersonal, is_own_belief, is_supported
from rules_clauses import Clauses, Cue, Reported
from rules_contents import content_after
from rules_cues import CUE_NOUNS, verb_table
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
    from_opening,
    from_passive,
    from_question,
)
from rules_phrases import Range
from rules_quotations import Sentence
from rules_spotting import cues_in, cuts_of, is_passive
from rules_subjects import subject_of
from rules_text import Document, Token
from rules_words import CONJUNCTIONS, TIME_WORDS, is_adverb, is_finite_verb

_LONGEST = 300  # tokens outside quotations: beyond that it is a table or a list, no sentence
_SUBORDINATE = words("after while although though if because since before until when as once")
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
                tokens[at].lower in _OTHER_SIGNS or tokens[at].lower in self._verbs
                for at in range(sentence.first, sentence.last)
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
        others = (
            from_marks(clauses, document, names) + from_question(clauses) + from_opening(clauses)
        )
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
    if source and is_impersonal(tokens, cue, source):
        return None
    own = source is not None and tokens[source[0]].lower in ("i", "we")
    if own and sentence.inner and verb.form in ("base", "ing"):
        return None
    asked = source is not None and tokens[source[0]].lower == "you"
    if verb.habit == "believe" and (source is None or own or asked):
        return None
    if verb.habit == "believe" and source and is_own_belief(tokens, source, earlier):
        return None
    following = tokens[cue.last]
    gap = is_finite_verb(following.lower) and following.lower not in ("can", "'s")
    if gap and cue.last < clauses.end and not following.capital:
        return None  # "which he said had failed": what is said has no subject here
    told = verb.lemma == "tell" and verb.form == "past" and cue.last >= clauses.end
    if verb.lemma == "hear" or told:
        return from_hearing(clauses, cue, source)
    content: list[Range] = []
    shared = any(other.source == source for other in earlier)
    begin = source[0] if source and source[1] <= cue.first and not shared else cue.first
    strong = clauses.quotation_over(begin - 1) if begin > sentence.first else None
    borrowed = strong and strong.words <= 3 and strong.first > sentence.first
    if not strong or borrowed:
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
    if content and _opens_with_subordinate(clauses, cue):
        content = _to_comma(clauses, content)
    if content and is_anonymity(tokens, content[0], verb):
        return None
    if not content or not is_supported(clauses, cue, source, content):
        return None
    return Reported(content, (cue.first, cue.last), source, line)


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


def _opens_with_subordinate(clauses: Clauses, cue: Cue) -> bool:
    """Tell whether a cue stands in the clause of "After he said that ..., they left"."""
    tokens, first = clauses.tokens, clauses.sentence.first
    first += tokens[first].lower in CONJUNCTIONS
    commas = any(tokens[at].text == "," for at in range(first, cue.first))
    return tokens[first].lower in _SUBORDINATE and not commas


def _to_comma(clauses: Clauses, content: list[Range]) -> list[Range]:
    """Cut a content at its first comma outside quotations, if the main clause follows."""
    first, last = content[0]
    for at in range(first + 1, last - 3):
        if clauses.tokens[at].text == "," and not clauses.quotation_over(at):
            return [(first, at)]
    return content
