"""Quotations without a cue: carried on from the attribution before, or floating."""

from rules_clauses import Reported
from rules_name_cuts import Name
from rules_quotations import Sentence
from rules_text import Document

_FLOATING_WORDS = 6


def add_uncued(
    document: Document,
    sentences: list[Sentence],
    attributions: list[Reported],
    names: list[Name | None],
) -> list[Reported]:
    """Return `attributions` with the uncued quotations added, in order of position.

    A sentence that is all quotation carries on the attribution before it, if that one was quoted
    and stands in the same or the preceding paragraph; otherwise it floats, with the last speaker
    named before it as its source.
    """
    by_sentence: dict[int, list[Reported]] = {}
    for reported in attributions:
        if not reported.inner:
            by_sentence.setdefault(_sentence_of(sentences, reported), []).append(reported)
    result = list(attributions)
    last: Reported | None = None
    last_line = -1
    for number, sentence in enumerate(sentences):
        own = by_sentence.get(number, [])
        quoted = [reported for reported in own if _is_quoted(document, reported)]
        if quoted:
            last, last_line = quoted[-1], sentence.line
            continue
        if own and own[0].source:
            last, last_line = own[0], sentence.line - 1  # for this paragraph only
            continue
        if not _all_quotation(document, sentence):
            if sentence.line > last_line:
                last = None if not sentence.quotations else last
            continue
        quotation = sentence.quotations[-1]
        words = sum(other.words for other in sentence.quotations)
        span = (sentence.quotations[0].first, quotation.last)
        if by_sentence.get(number):
            continue
        open_end = quotation.closed and document.tokens[quotation.last - 2].text == ","
        if last is not None and sentence.line - last_line <= 1 and not open_end:
            last.content.append(span)
            last_line = sentence.line
            continue
        if words < _FLOATING_WORDS or document.lines[sentence.line].headline:
            continue
        source = _last_source(attributions, sentence) or _nearest_person(sentence.first, names)
        floating = Reported([span], None, source, sentence.line, floating=True)
        result.append(floating)
        last, last_line = floating, sentence.line
    unique = {tuple(sorted(reported.content)): reported for reported in reversed(result)}
    return sorted(unique.values(), key=lambda reported: reported.content[0])


def _sentence_of(sentences: list[Sentence], reported: Reported) -> int:
    """Return the number of the sentence that holds the cue."""
    at = reported.cue[0] if reported.cue else reported.content[0][0]
    low, high = 0, len(sentences)
    while high - low > 1:
        middle = (low + high) // 2
        if sentences[middle].first <= at:
            low = middle
        else:
            high = middle
    return low


def _is_quoted(document: Document, reported: Reported) -> bool:
    """Tell whether an attribution quotes: a part of its content begins with a mark."""
    return any(document.tokens[first].text in "“\"‘'„«" for first, _ in reported.content)


def _all_quotation(document: Document, sentence: Sentence) -> bool:
    """Tell whether nothing but marks and stops stands outside the quotations of `sentence`."""
    if not sentence.quotations:
        return False
    covered = sum(quotation.last - quotation.first for quotation in sentence.quotations)
    return sentence.last - sentence.first - covered <= 1


def _last_source(attributions: list[Reported], sentence: Sentence) -> tuple[int, int] | None:
    """Return the source of the last attribution in this paragraph or the one before."""
    found: tuple[int, int] | None = None
    for reported in attributions:
        source = reported.source
        if source is None or reported.inner or source[0] >= sentence.first:
            continue
        near = sentence.line - 1 <= reported.line <= sentence.line
        if near and (found is None or source[0] >= found[0]):
            found = source
    return found


def _nearest_person(at: int, names: list[Name | None]) -> tuple[int, int] | None:
    """Return the last person named before token `at`."""
    for place in range(at - 1, max(-1, at - 80), -1):
        name = names[place]
        if name and name.label == "PERSON":
            return name.first, name.last
    return None
