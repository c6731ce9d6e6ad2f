"""Attributions that have a cue: each with its source and content."""

from rules_clauses import Clauses, Cue, Reported
from rules_contents import content_after
from rules_cues import CUE_NOUNS, DOCUMENT_NOUNS, verb_table
from rules_frames import content_around, frame_behind_quotation, inverted_frame
from rules_lists import words
from rules_name_cuts import Name
from rules_other_cues import (
    according_to,
    from_marks,
    from_nouns,
    from_passive,
    from_question,
    from_quoting,
)
from rules_phrases import Range, looks_like_subject
from rules_quotations import Sentence
from rules_spotting import cues_in, cuts_of
from rules_subjects import subject_of
from rules_text import Document
from rules_words import PRONOUNS, is_adverb

_LONGEST = 300  # tokens outside quotations: beyond that it is a table or a list, no sentence
_OTHER_SIGNS = words("according : — – - --")
_BE = words("is are was were be been being 's 're")


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
        if not cues and not any(
            tokens[at].lower in CUE_NOUNS or tokens[at].lower in _OTHER_SIGNS
            for at in range(sentence.first, sentence.last)
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
        for reported in found:
            reported.inner = sentence.inner
        return [one for one in found if all(first < last for first, last in one.content)]


def _from_verb(clauses: Clauses, cue: Cue, earlier: list[Reported]) -> Reported | None:
    """Return the attribution of one verb cue, or None where it reports nothing."""
    tokens, sentence = clauses.tokens, clauses.sentence
    verb = cue.verb
    line = sentence.line
    passive = verb.form == "past" and any(
        tokens[at].lower in _BE for at in range(max(cue.first, cue.head - 3), cue.head)
    )
    if passive:
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
    if verb.habit == "believe" and (source is None or own):
        return None
    if verb.lemma == "quote":
        return from_quoting(clauses, cue)
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
    if not content or not _supported(clauses, cue, source, content):
        return None
    return Reported(content, (cue.first, cue.last), source, line)


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
