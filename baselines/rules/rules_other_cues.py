"""Cues that are no plain verb: passives, "according to", nouns, colons and dashes."""

from rules_clauses import Clauses, Cue, Reported, next_is
from rules_contents import content_after
from rules_cues import CUE_NOUNS, PEOPLE_NOUNS, Verb
from rules_frames import content_before, source_after
from rules_lists import words
from rules_name_cuts import Name
from rules_phrases import Range, phrase_before
from rules_text import Document
from rules_words import DETERMINERS, POSSESSIVES, PREPOSITIONS, is_finite_verb

_DASHES = ("—", "–", "-", "--")
_NOT_A_SOURCE = words("law laws plan plans rules schedule rule constitution need")


def from_passive(clauses: Clauses, cue: Cue) -> Reported | None:
    """Return the attribution of a passive cue ("was accused of", "was quoted as saying")."""
    tokens, line = clauses.tokens, clauses.sentence.line
    lemma = cue.verb.lemma
    at = cue.last
    if lemma == "quote" and next_is(tokens, cue.head, "as") and at + 2 < clauses.end:
        source = phrase_before(tokens, cue.first, clauses.sentence.first, clauses.name_of)
        content = content_after(clauses, at + 2, Verb("say", "say", "ing"))
        return Reported(content, (cue.first, at + 2), source, line) if content else None
    if at >= clauses.end:
        return None
    following = tokens[at].lower
    if any(tokens[place].lower in ("should", "must") for place in range(cue.first, cue.head)):
        return None
    subject = phrase_before(tokens, cue.first, clauses.sentence.first, clauses.name_of)
    if lemma == "accuse" and following == "of" and subject:
        last = clauses.limit(at)
        return Reported([subject, (at, last)], (cue.first, cue.last), None, line)
    if lemma in ("tell", "inform", "warn", "advise") and following in ("that", "to"):
        return Reported([(at, clauses.limit(at))], (cue.first, cue.last), None, line)
    if (
        subject
        and tokens[subject[0]].lower == "it"
        and following == "that"
        and (cue.verb.habit in ("report", "say", "show"))
    ):
        return Reported([(at, clauses.limit(at))], (cue.first, cue.last), None, line)
    return None


def from_quoting(clauses: Clauses, cue: Cue) -> Reported | None:
    """Return the attribution of "quoted Wang as saying": Wang is the source."""
    tokens = clauses.tokens
    for at in range(cue.last, min(cue.last + 14, clauses.end)):
        if tokens[at].lower == "as" and next_is(tokens, at, "saying"):
            content = content_before(clauses, cue.first) or content_after(
                clauses, at + 2, Verb("say", "say", "ing")
            )
            if not content:
                quoted = [q for q in clauses.sentence.quotations if q.last <= cue.first]
                content = content_before(clauses, quoted[-1].last) if quoted else []
            if content:
                source = (cue.last, at) if at > cue.last else None
                return Reported(content, (cue.first, cue.last), source, clauses.sentence.line)
    return None


def according_to(clauses: Clauses) -> list[Reported]:
    """Return the attributions of "according to" in a sentence."""
    tokens, sentence = clauses.tokens, clauses.sentence
    found = []
    for at in range(sentence.first, clauses.end - 2):
        if tokens[at].lower != "according" or tokens[at + 1].lower != "to":
            continue
        if clauses.quotation_over(at):
            continue
        source = source_after(clauses, at + 2)
        if source is None or tokens[source[1] - 1].lower in _NOT_A_SOURCE:
            continue
        before = at - 1 if at > sentence.first and tokens[at - 1].text == "," else at
        if before - sentence.first >= 3:
            content = content_before(clauses, at) or [(sentence.first, at)]
        else:
            comma = source[1]
            while comma < clauses.end and tokens[comma].text != ",":
                comma += 1
            if comma >= clauses.end - 2:
                continue
            content = [(comma + 1, clauses.limit(comma + 1))]
        found.append(Reported(content, (at, at + 2), source, sentence.line))
    return found


def from_marks(clauses: Clauses, document: Document, names: list[Name | None]) -> list[Reported]:
    """Return the attributions of a colon behind a name, and of a dash behind a quotation."""
    tokens, sentence = clauses.tokens, clauses.sentence
    line = document.lines[sentence.line]
    found: list[Reported] = []
    for quotation in sentence.quotations:
        at = quotation.last
        if (
            at + 1 < sentence.last
            and tokens[at].text in ("—", "–", "-", "--")
            and quotation.words > 3
        ):
            name = names[at + 1]
            whole = name is not None and (name.last >= sentence.last or not tokens[name.last].word)
            if name and whole and name.label in ("PERSON", "ORG"):
                content = [(quotation.first, quotation.last)]
                found.append(Reported(content, None, (name.first, name.last), sentence.line))
    if sentence.first != line.first or sentence.inner:
        return found
    colon = next(
        (at for at in range(line.first, min(line.first + 7, line.last)) if tokens[at].text == ":"),
        0,
    )
    if not colon or line.last - colon < 4 or colon == line.first:
        return found
    name = names[colon - 1]
    speaks = (
        name is not None and name.label in ("PERSON", "ORG", "NORP") and name.first == line.first
    )
    group = colon - line.first == 1 and tokens[line.first].lower in PEOPLE_NOUNS
    shouted = colon - line.first == 1 and tokens[line.first].text.isupper()
    if speaks or group or (shouted and len(tokens[line.first].text) > 3):
        last = line.last if sentence.last < line.last else clauses.end
        content = [(colon + 1, max(last, colon + 2))]
        found.append(Reported(content, (colon, colon + 1), (line.first, colon), sentence.line))
    return found


def from_question(clauses: Clauses) -> list[Reported]:
    """Return the attribution of "Asked whether ..., he said ...": nobody is named as asking."""
    tokens, sentence = clauses.tokens, clauses.sentence
    at = sentence.first
    if tokens[at].lower == "when" and at + 1 < sentence.last:
        at += 1
    if tokens[at].lower != "asked" or at + 2 >= clauses.end:
        return []
    if tokens[at + 1].lower not in ("if", "whether", "how", "why", "what", "who", "when"):
        return []
    comma = next((x for x in range(at + 2, clauses.end) if tokens[x].text == ","), None)
    if comma is None:
        return []
    return [Reported([(at + 1, comma)], (at, at + 1), None, sentence.line)]


def from_nouns(clauses: Clauses, found: list[Reported]) -> list[Reported]:
    """Return the attributions of nouns that govern a clause ("his warning that ...")."""
    tokens, sentence = clauses.tokens, clauses.sentence
    result = []
    taken = {at for other in found if other.cue for at in range(*other.cue)}
    for at in range(sentence.first, clauses.end - 3):
        if tokens[at].lower not in CUE_NOUNS or at in taken or clauses.quotation_over(at):
            continue
        that = at + 1
        if tokens[that].lower in ("surfaced", "emerged", "circulated"):
            that += 1
        if (
            at > sentence.first
            and clauses.name_of[at - 1] < 0
            and tokens[at - 1].word
            and (
                tokens[at - 1].lower not in DETERMINERS | POSSESSIVES | PREPOSITIONS | {"'s"}
                and not tokens[at - 1].lower.endswith(
                    ("al", "ed", "ing", "ent", "ous", "ive", "ic")
                )
                and not is_finite_verb(tokens[at - 1].lower)
            )
        ):
            continue
        if tokens[that].lower != "that" or is_finite_verb(tokens[that + 1].lower):
            continue
        source: Range | None = None
        if at > sentence.first:
            before = tokens[at - 1].lower
            if before in POSSESSIVES:
                source = (at - 1, at)
            elif before == "'s" and at - 1 > sentence.first:
                source = phrase_before(tokens, at - 1, sentence.first, clauses.name_of)
        last = clauses.limit(that)
        if last > that + 2:
            result.append(Reported([(that, last)], (at, at + 1), source, sentence.line))
    return result
