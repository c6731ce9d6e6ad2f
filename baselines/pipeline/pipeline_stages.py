"""Two readings of speech in one."""

from rules_clauses import Reported
from rules_extractor import FindSpeech
from rules_name_cuts import Name
from rules_quotations import Sentence
from rules_text import Document


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
