"""Who a source is, by the fullest name that the article gives."""

from __future__ import annotations

from typing import Any

from spacy_article import Article
from spacy_attributions import Attribution
from spacy_cues import word_set
from spacy_names import Name, Names

_HE, _SHE, _THEY = ("he", "him", "his"), ("she", "her", "hers"), ("they", "them", "their")
_SPEAKING = ("PERSON", "ORG", "GPE", "NORP")
_FEMALE = word_set(
    """
    ms mrs miss mother woman wife daughter sister chairwoman lady dame
    """
)
_MALE = word_set(
    """
    mr sir lord father husband son brother chairman king prince
    """
)


def resolve(article: Article, names: Names, said: list[Attribution]) -> None:
    """Fill in the speakers of all attributions, in the order of the text."""
    sexes = _sexes(article, names)
    last: Name | None = None
    for one in sorted(said, key=lambda one: one.cue or min(one.content)):
        speaker = None
        if one.source is None:
            if one.cue is None and last is not None:
                one.speakers = [last.canonical]
            continue
        pronoun = article.text[slice(*one.source)].casefold()
        if pronoun in _HE + _SHE:
            speaker = _person(article, names, one, pronoun in _SHE, last, sexes)
        elif pronoun not in (*_THEY, "i", "we", "you", "it"):
            speaker = _named(article, names, one)
        if speaker is not None:
            one.speakers = [speaker.canonical]
            if speaker.label == "PERSON":
                last = speaker


def _named(article: Article, names: Names, one: Attribution) -> Name | None:
    """Return the name that a noun phrase is, holds as its head, or is explained by."""
    assert one.source is not None
    inside = names.within(*one.source)
    head: Any = one.head
    place = head.idx if head is not None else one.source[1] - 1
    for name in inside:
        if name.label in _SPEAKING and name.start <= place < name.end:
            return name
    apposed = (
        [child for child in head.children if child.dep_ == "appos"] if head is not None else []
    )
    for child in apposed:
        for name in names.within(*article.span(list(child.subtree))):
            if name.label == "PERSON" and name.start <= child.idx < name.end:
                return name
    people = [name for name in inside if name.label == "PERSON"]
    return people[-1] if people and people[-1].end == one.source[1] else None


def _person(
    article: Article,
    names: Names,
    one: Attribution,
    female: bool,
    last: Name | None,
    sexes: dict[str, bool],
) -> Name | None:
    """Return the last speaker if he fits the pronoun, else the nearest person before it."""
    assert one.source is not None

    def fits(name: Name) -> bool:
        return sexes.get(name.canonical, female) == female

    before = [
        name
        for name in names.found
        if name.label == "PERSON"
        and name.end <= one.source[0]
        and fits(name)
        and not article.quotation_at(name.start)
    ]
    sentence = article.text.rfind("\n", 0, one.source[0])
    near = [name for name in before if name.start > sentence]
    if last is not None and fits(last) and (not near or last in near):
        return last
    return near[0] if near else (before[-1] if before else last)


def _sexes(article: Article, names: Names) -> dict[str, bool]:
    """Return for people whether they are women, by their title."""
    found: dict[str, bool] = {}
    for name in names.found:
        words = article.text[max(0, name.start - 30) : name.start].split()
        title = words[-1].strip(".").casefold() if words else ""
        if name.label == "PERSON" and title in _FEMALE | _MALE:
            found[name.canonical] = title in _FEMALE
    return found
