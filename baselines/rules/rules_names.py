"""Names by shape: runs of capitalised words, cut free of titles, sentence starts and headlines."""

from rules_bylines import placed_names
from rules_name_cuts import Name, cut_names, known_names
from rules_name_runs import runs_in, starts_sentence
from rules_text import Document


def names_in(document: Document) -> list[Name]:
    """Return the names of `document` in order of position, without labels."""
    tokens = document.tokens
    lower_seen, capital_seen = _word_evidence(document)
    found: list[Name] = []
    for line in document.lines:
        if not line.headline:
            for first, last in runs_in(line, tokens, lower_seen, capital_seen):
                found.extend(cut_names(document, first, last))
    shortened = _shortened(document)
    found = [name for name in found if name.text not in shortened]
    names = {name.text for name in found}
    for line in document.lines:
        if line.headline:
            found.extend(known_names(document, line, names, lower_seen))
    surnames = {text.split()[-1] for text in names}
    placed = []
    for number in range(len(document.lines)):
        placed += placed_names(document, number, surnames)
    taken: set[int] = set()
    kept = []
    for name in placed + found:
        if taken.isdisjoint(range(name.first, name.last)):
            kept.append(name)
            taken.update(range(name.first, name.last))
    return sorted(kept, key=lambda name: name.first)


def _word_evidence(document: Document) -> tuple[set[str], set[str]]:
    """Return the words seen in lower case, and those seen capitalised inside a sentence."""
    lower_seen: set[str] = set()
    capital_seen: set[str] = set()
    tokens = document.tokens
    for line in document.lines:
        for at in range(line.first, line.last):
            token = tokens[at]
            if not token.word:
                continue
            if not token.capital:
                lower_seen.add(token.text)
            elif not line.headline and not starts_sentence(tokens, at, line.first):
                capital_seen.add(token.text)
    return lower_seen, capital_seen


def _shortened(document: Document) -> set[str]:
    """Return the capitals in brackets that shorten common nouns: "body mass index (BMI)"."""
    tokens = document.tokens
    found = set()
    for at in range(3, len(tokens) - 1):
        letters = tokens[at].text
        if tokens[at - 1].text != "(" or tokens[at + 1].text != ")" or not letters.isupper():
            continue
        words = tokens[max(0, at - 1 - len(letters)) : at - 1]
        first_letters = "".join(token.text[0] for token in words)
        if first_letters.upper() == letters and not any(token.capital for token in words):
            found.add(letters)
    return found
