"""What is known of a candidate for a claim: place, company, speaker, figures, words, cut."""

import re

from crf_claim_cuts import CutFeatures
from crf_clauses import Candidate
from rules_clauses import Reported
from rules_lists import words
from rules_name_cuts import Name
from rules_quotations import Sentence
from rules_text import Document

_NUMBER = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|dozens?|hundreds?|thousands?|millions?"
    r"|half|third|quarter|double|twice|record)\b",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(r"\b(?:I|we|We|my|My|our|Our|me|us)\b")
_PRONOUNS = words("he she they it i we you")


def claim_features(
    document: Document,
    sentences: list[Sentence],
    attributions: list[Reported],
    names: list[Name | None],
    candidates: list[Candidate],
) -> list[dict[str, float]]:
    """Return the features of each candidate: place, company, speaker, figures, words."""
    tokens = document.tokens
    lines = document.lines
    line_of = [number for number, line in enumerate(lines) for _ in range(line.first, line.last)]
    sentence_of: dict[int, Sentence] = {
        at: sentence for sentence in sentences for at in range(sentence.first, sentence.last)
    }
    company: dict[int, list[Candidate]] = {}  # the candidates that begin in one sentence
    for one in candidates:
        company.setdefault(id(sentence_of.get(one.first)), []).append(one)
    holder: dict[int, Reported] = {}
    for reported in sorted(attributions, key=lambda one: -sum(b - a for a, b in one.content)):
        for first, last in reported.content:
            holder |= dict.fromkeys(range(first, last), reported)
    cuts = CutFeatures(document, attributions, names)
    found = []
    for one in candidates:
        text = document.surface(one.first, one.last)
        spoken = [token.lower for token in tokens[one.first : one.last] if token.word]
        reported = holder.get((one.first + one.last) // 2)
        voice = "own" if reported is None else _voice(document, reported)
        features = dict.fromkeys((f"kind {kind}" for kind in one.kinds), 1.0)
        features["kinds " + ", ".join(sorted(one.kinds))] = 1.0
        features[f"length {min(8, len(spoken) // 4)}"] = 1.0
        features["words"] = min(len(spoken), 40) / 20
        part = one.first / len(tokens)
        features["part"] = part
        features[f"part {int(10 * part)}"] = features[f"{voice} part {int(4 * part)}"] = 1.0
        features[f"line {min(line_of[one.first], 5)}"] = 1.0
        features[f"voice {voice}"] = 1.0
        line = lines[line_of[one.first]]
        if line.headline:
            features["headline"] = 1.0
        sentence = sentence_of.get(one.first)
        if sentence:
            share = (one.last - one.first) / (sentence.last - sentence.first)
            features[f"share of sentence {int(5 * min(share, 1.2))}"] = 1.0
            features["opens sentence"] = float(one.first - sentence.first <= 1)
            features["closes sentence"] = float(sentence.last - one.last <= 2)
            features["opens line"] = float(sentence.first == line.first)
            features["question"] = float(
                any(tokens[at].text == "?" for at in range(sentence.first, sentence.last))
            )
        figure = float(bool(_NUMBER.search(text)))
        features["figure"] = features[f"{voice} figure"] = figure
        features["digit"] = float(any(map(str.isdigit, text)))
        inside = {id(name): name for name in names[one.first : one.last] if name}
        features["names"] = min(len(inside), 4) / 2
        features |= {f"names {name.label}": 1.0 for name in inside.values()}
        if _FIRST_PERSON.search(text):
            features["first person"] = features[f"{voice} first person"] = 1.0
        if reported:
            features |= _speech(document, one, reported)
        beside = company[id(sentence)]
        around = [x for x in beside if x.first <= one.first and one.last <= x.last and x is not one]
        within = [x for x in beside if one.first <= x.first and x.last <= one.last and x is not one]
        features[f"around {min(3, len(around))}"] = features[f"within {min(3, len(within))}"] = 1.0
        features["worthy around"] = float(any("worthy" in other.kinds for other in around))
        features["worthy within"] = float(any("worthy" in other.kinds for other in within))
        for word in spoken:
            features[f"word {word}"] = 0.5
            features[f"ends {word[-3:]}"] = 0.3
        features[f"first {spoken[0]}"] = 0.5
        features[f"then {spoken[1]}"] = 0.5
        features |= cuts.of(one)
        found.append(features)
    return found


def _voice(document: Document, reported: Reported) -> str:
    """Return who speaks: nobody, a pronoun, somebody with a name, or a description."""
    if reported.source is None:
        return "nobody"
    if document.tokens[reported.source[0]].lower in _PRONOUNS:
        return "pronoun"
    return "named" if reported.speakers else "described"


def _speech(document: Document, one: Candidate, reported: Reported) -> dict[str, float]:
    """Return features of the attribution whose content holds a candidate."""
    tokens = document.tokens
    whole = sum(last - first for first, last in reported.content)
    features = {
        f"share of content {int(5 * min(1.0, (one.last - one.first) / whole))}": 1.0,
        f"content parts {min(3, len(reported.content))}": 1.0,
        "content quoted": float(tokens[reported.content[0][0]].text in "“\"'‘„«"),
    }
    if reported.cue:
        first, last = reported.cue
        features[f"cue {tokens[last - 1].lower}"] = 1.0
        said = {tokens[at].lower for at in range(max(0, first - 2), last)}
        features["cue negated"] = float(bool(said & {"not", "never", "n't", "didn't"}))
    if reported.source:
        features[f"source {tokens[reported.source[1] - 1].lower}"] = 1.0
    return features
