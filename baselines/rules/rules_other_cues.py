"""Cues that are no plain verb: passives, "according to", colons and dashes."""

from rules_clauses import Clauses, Cue, Reported, has_verb, next_is
from rules_contents import content_after
from rules_cues import HEARERS, PEOPLE_NOUNS, Verb
from rules_frames import content_before, continuation, source_after
from rules_lists import words
from rules_name_cuts import Name
from rules_phrases import Range, phrase_before
from rules_text import Document
from rules_words import PREPOSITIONS, TIME_WORDS, is_finite_verb

_DASHES = ("—", "–", "-", "--")
_LABELS = words(
    "read correction update watch more related analysis opinion video photo exclusive breaking "
    "note live explainer comment review factfile results"
)
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
    following = tokens[at].lower if at < clauses.end else ""
    that = next(
        (x for x in range(at, min(at + 10, clauses.end)) if tokens[x].lower == "that"), None
    )
    if any(tokens[place].lower in ("should", "must") for place in range(cue.first, cue.head)):
        return None
    subject = phrase_before(tokens, cue.first, clauses.sentence.first, clauses.name_of)
    if lemma == "accuse" and following == "of" and subject:
        last = clauses.limit(at)
        return Reported([subject, (at, last)], (cue.first, cue.last), None, line)
    own = cue.first, cue.last
    if lemma in ("tell", "inform", "warn", "advise"):
        agent = None
        while at < clauses.end - 1 and at - cue.last < 4 and following in PREPOSITIONS | TIME_WORDS:
            if following in ("by", "to"):
                break
            at += 1 + (following in PREPOSITIONS)
            following = tokens[at].lower
        if following == "by":
            agent = source_after(clauses, at + 1)
            at = agent[1] if agent else at
            following = tokens[at].lower if at < clauses.end else ""
        content = [(at, clauses.limit(at))] if following in ("that", "to") else []
        if following == "to" and subject:
            content.insert(0, subject)
        if subject and not content:
            content = content_before(clauses, subject[0])
        return Reported(content, own, agent, line) if content else None
    if subject is None or cue.verb.habit not in ("report", "say", "show"):
        return None
    if tokens[subject[0]].lower == "it":
        if that is None:
            content = content_before(clauses, subject[0]) or content_after(clauses, at, cue.verb)
        else:
            content = [(that, clauses.limit(that))]
        return Reported(content, own, None, line) if content else None
    if following == "to" and lemma in ("say", "report", "allege", "claim"):
        return Reported([subject, (at, clauses.limit(at))], own, None, line)
    if lemma == "report" and tokens[subject[0]].lower == "no":
        return Reported([subject], own, None, line)
    return None


def from_hearing(clauses: Clauses, cue: Cue, source: Range | None) -> Reported | None:
    """Return the attribution of "the court heard that ...": nobody is named as speaking."""
    tokens = clauses.tokens
    if source is None or not any(tokens[at].lower in HEARERS for at in range(*source)):
        return None
    content = content_after(clauses, cue.last, cue.verb) or content_before(clauses, source[0])
    if not content:
        return None
    return Reported(content, (cue.first, cue.last), None, clauses.sentence.line)


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
        if source:
            source = source[0], _end_of_description(clauses, source[1])
        if source is None or tokens[source[1] - 1].lower in _NOT_A_SOURCE:
            continue
        before = at - 1 if at > sentence.first and tokens[at - 1].text == "," else at
        if before - sentence.first >= 3:
            content = content_before(clauses, at) or [(sentence.first, at)]
            begin = content[-1][0]
            behind = source[1] + 1
            parted = behind < clauses.end - 1 and tokens[source[1]].text == ","
            if parted and not has_verb(clauses, begin, before) and before - begin <= 12:
                content.append((behind, clauses.limit(behind)))
            elif parted and not clauses.quotation_over(begin):
                content += continuation(clauses, source[1], quoted=False)
        else:
            comma = source[1]
            while comma < clauses.end and tokens[comma].text != ",":
                comma += 1
            if comma >= clauses.end - 2:
                continue
            content = [(comma + 1, clauses.limit(comma + 1))]
        found.append(Reported(content, (at, at + 2), source, sentence.line))
    return found


def _end_of_description(clauses: Clauses, at: int) -> int:
    """Return where a source ends that goes on at `at` without a comma ("figures seen by us")."""
    opener = clauses.tokens[at].lower if at < clauses.end else ""
    described = (
        opener in PREPOSITIONS
        or opener in ("that", "which", "who")
        or (is_finite_verb(opener) and opener.endswith(("ed", "en", "pt")))
    )
    if not described:
        return at
    end = at
    while end < clauses.end and end - at < 10 and clauses.tokens[end].text not in ",;:—–()":
        end += 1
    return end


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
    before = tokens[line.first : colon]
    shouted = all(one.text.isupper() for one in before) and before[-1].lower not in _LABELS
    if speaks or group or (shouted and len(before[-1].text) > 3):
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


def from_opening(clauses: Clauses) -> list[Reported]:
    """Return the attribution of "Citing a report, Ann Lee ...": the subject follows the comma."""
    tokens, sentence = clauses.tokens, clauses.sentence
    first = sentence.first
    verb = clauses.verbs.get(tokens[first].lower)
    if verb is None or verb.form != "ing" or verb.habit == "show":
        return []
    for quotation in sentence.quotations:
        if tokens[quotation.last - 2].text == "," and quotation.closed:
            comma = quotation.last - 1
            break
    else:
        comma = next((x for x in range(first, clauses.end) if tokens[x].text == ","), first)
    if verb.habit == "call" and not any(one.first < comma for one in sentence.quotations):
        return []
    source = source_after(clauses, comma + 1) if comma > first + 2 else None
    if source is None or not is_finite_verb(tokens[source[1]].lower):
        return []
    end = comma + (clauses.quotation_over(comma) is not None)
    return [Reported([(first + 1, end)], (first, first + 1), source, sentence.line)]
