"""The stages by hand-written rules, as an `Extractor` takes them."""

from rules_claims import claims_in
from rules_clauses import Reported
from rules_extractor import FindSpeech
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
) -> list[tuple[Claim, float | None]]:
    """Return the claims that the rules find; they say nothing of chances."""
    return [(claim, None) for claim in claims_in(document, sentences, attributions, names)]
