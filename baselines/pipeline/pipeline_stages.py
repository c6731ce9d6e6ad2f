"""The stages of `rules` as an `Extractor` takes them, and the two readings of speech in one."""

from crf_extractor import FindSpeech
from rules_claims import claims_in
from rules_clauses import Reported
from rules_labels import label_names
from rules_name_cuts import Name
from rules_names import names_in
from rules_quotations import Sentence, inner_sentences
from rules_quoted import add_uncued
from rules_reported import SpeechFinder
from rules_text import Document
from rules_verdicts import Claim


def rules_names(document: Document) -> list[Name]:
    """Return the names that the rules find, with labels and canonical forms."""
    return label_names(document, names_in(document))


def rules_speech(*, nested: bool = True, carried_on: bool = True) -> FindSpeech:
    """Return the stage that finds attributions by the rules.

    `nested`: those inside quotations too; `carried_on`: quotations without a cue too. Off, they
    show what each is worth.
    """
    finder = SpeechFinder()

    def find(
        document: Document, sentences: list[Sentence], names: list[Name | None]
    ) -> list[Reported]:
        number = [name.first if name else -1 for name in names]
        found: list[Reported] = []
        for sentence in sentences:
            inner = inner_sentences(document, sentence) if nested else []
            for one in (sentence, *inner):
                found.extend(finder.find(document, one, names, number))
        return add_uncued(document, sentences, found, names) if carried_on else found

    return find


def rules_claims(
    document: Document,
    sentences: list[Sentence],
    attributions: list[Reported],
    names: list[Name | None],
) -> list[tuple[Claim, float]]:
    """Return the claims that the rules find, all of them with certainty."""
    return [(claim, 1.0) for claim in claims_in(document, sentences, attributions, names)]


def joined(first: FindSpeech, second: FindSpeech) -> FindSpeech:
    """Return the stage that finds what `first` finds and, where that is silent, what `second` does.

    An attribution of the second counts where its cue is none of the first's and it has a source.
    """

    def find(
        document: Document, sentences: list[Sentence], names: list[Name | None]
    ) -> list[Reported]:
        found = first(document, sentences, names)
        cues = {at for one in found if one.cue for at in range(*one.cue)}
        found += [
            one
            for one in second(document, sentences, names)
            if one.cue and one.source and cues.isdisjoint(range(*one.cue))
        ]
        return sorted(found, key=lambda one: min(one.content))

    return find
