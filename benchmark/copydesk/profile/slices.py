"""The slices: difficulties that are counted, each with a definition and what finds it.

Those found in gold follow from the annotation alone. Where the annotation does not say it (a
post, a refusal to comment, lost characters), a test on the text stands in; it misses and
overcounts now and then, and `Slice.source` says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from copydesk.profile.facts import Facts
from copydesk.profile.names import acronyms_first, nicknames
from copydesk.profile.reports import (
    FAR,
    SCARE_WORDS,
    cue_behind,
    dash,
    far_source,
    interrupted,
    joint,
    over_paragraphs,
    same_surname,
    scare_quotes,
    single,
    straight,
    transcript,
    unbalanced,
)
from copydesk.profile.residue import (
    declined,
    headline_capitals,
    lost_characters,
    odd_spaces,
    posts,
    stray_breaks,
)
from copydesk.records import Attribution
from copydesk.text import Offsets


class Slice(NamedTuple):
    """One difficulty: what it is, where it is read off, and what finds it in a document.

    `find` yields the stretch of each case: that of the attribution, of the name, or of the
    text. `counts` says which.
    """

    name: str
    says: str
    counts: Literal["attributions", "names", "places"]
    source: Literal["gold", "text"]
    find: Callable[[Facts], Iterator[Offsets]]


def _attributions(test: Callable[[Facts, Attribution], bool]) -> Callable[..., Iterator[Offsets]]:
    def find(facts: Facts) -> Iterator[Offsets]:
        return (facts.hull(said) for said in facts.attributions if test(facts, said))

    return find


#: The first eight are those of which the test split must hold enough to be scored alone.
SLICES: tuple[Slice, ...] = (
    Slice(
        "quotation over paragraphs",
        "quoted words of one attribution in two paragraphs or more",
        "attributions",
        "gold",
        _attributions(over_paragraphs),
    ),
    Slice(
        "interrupted quotation",
        "cue or source stands between two quoted parts of the content",
        "attributions",
        "gold",
        _attributions(interrupted),
    ),
    Slice(
        "indirect, cue behind",
        "indirect speech whose cue stands behind all of its content",
        "attributions",
        "gold",
        _attributions(cue_behind),
    ),
    Slice(
        "nested attribution",
        "the content lies in the content of another attribution",
        "attributions",
        "gold",
        _attributions(lambda facts, said: said.nested_in is not None),
    ),
    Slice(
        "name paragraphs away",
        f"a pronoun or description as source, the speaker's nearest mention {FAR} or more "
        "paragraphs away",
        "attributions",
        "gold",
        _attributions(far_source),
    ),
    Slice(
        "anonymous source",
        "the source is of type `unnamed`",
        "attributions",
        "gold",
        _attributions(lambda facts, said: said.source_type == "unnamed"),
    ),
    Slice(
        "implicit source",
        "the source is of type `implicit`",
        "attributions",
        "gold",
        _attributions(lambda facts, said: said.source_type == "implicit"),
    ),
    Slice(
        "two speakers of one surname",
        "a speaker shares the last word of the name, or a one-word mention, with another speaker",
        "attributions",
        "gold",
        _attributions(same_surname),
    ),
    Slice(
        "joint statement",
        "two speakers or more",
        "attributions",
        "gold",
        _attributions(joint),
    ),
    Slice(
        "colon transcript",
        "the cue is a colon",
        "attributions",
        "gold",
        _attributions(transcript),
    ),
    Slice(
        "post or tweet",
        "a cue of posting, or a platform or handle in the cue's sentence, outside the content",
        "attributions",
        "text",
        posts,
    ),
    Slice(
        "declined to comment",
        "a body sentence that says somebody gave no comment or answer",
        "places",
        "text",
        declined,
    ),
    Slice(
        "dash attribution",
        "a dash is the cue, or stands alone between content and source",
        "attributions",
        "gold",
        _attributions(dash),
    ),
    Slice(
        "unbalanced marks",
        "double quotation marks of the content that do not pair up",
        "attributions",
        "gold",
        _attributions(unbalanced),
    ),
    Slice(
        "straight marks",
        "quoted words of the content in straight double marks",
        "attributions",
        "gold",
        _attributions(straight),
    ),
    Slice(
        "single marks",
        "quoted words of the content in single marks",
        "attributions",
        "gold",
        _attributions(single),
    ),
    Slice(
        "scare quotes beside real ones",
        f"up to {SCARE_WORDS} quoted words in no content and no name, in an article that quotes",
        "places",
        "gold",
        scare_quotes,
    ),
    Slice(
        "nickname in quotes",
        "a person's name with a quoted part, or a person's name in marks of its own",
        "names",
        "gold",
        nicknames,
    ),
    Slice(
        "no-break or zero-width character",
        "outside furniture: U+00A0, U+00AD, U+200B to U+200D, U+202F, U+2060, U+FEFF",
        "places",
        "text",
        odd_spaces,
    ),
    Slice(
        "mojibake or lost apostrophe",
        "outside furniture: broken encoding, HTML entities, contractions without apostrophe",
        "places",
        "text",
        lost_characters,
    ),
    Slice(
        "stray line break",
        "a body line that stops in mid-sentence, with the next line right below",
        "places",
        "text",
        stray_breaks,
    ),
    Slice(
        "headline capitals",
        "a headline with four fifths of its longer words capitalised, or a word in capitals "
        "that is no name",
        "places",
        "gold",
        headline_capitals,
    ),
    Slice(
        "acronym before its expansion",
        "a body's first mention is an acronym, and a later one spells it out",
        "names",
        "gold",
        acronyms_first,
    ),
)

#: So many slices, the first, must be large enough in test.
LARGE = 8

__all__ = ["LARGE", "SLICES", "Slice"]
