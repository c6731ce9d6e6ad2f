"""What must hold for what a system says of itself, beyond the schema of a card."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import msgspec

from copydesk.records import System
from copydesk.structure import show
from copydesk.validate.rules import Finding, Rule, rule

_CARD = "card of a stored system"

#: The id of a stored system.
ID = re.compile(r"(?=.{1,40}$)[a-z0-9]+([_-][a-z0-9]+)*")
_SHOWN = re.compile(r"[^\W_](?:[\w.+()/,'-]| (?! )){0,39}")
_VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+_-]{0,19}")
_LICENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+() -]{1,59}")
_TAG = re.compile(r"<[A-Za-z!/?]|&#?\w+;|javascript:|\]\(|!\[", re.IGNORECASE)
#: Characters that a text may have.
LONGEST = 300
_OPTION = {"trained_on": "--trained-on", "seen_documents": "--seen"}


class Stated(NamedTuple):
    """What a system says of itself, and what is known already.

    `stated` are the fields that the card gives, empty ones included; `others` the display names
    of the other systems by id; `known` the ids of all documents of the gold, in any split.
    """

    id: str
    card: System
    stated: frozenset[str]
    others: Mapping[str, str]
    known: frozenset[str]


@rule("system-id", _CARD, "The folder's name is the id: lower case, digits, single - or _ between.")
def _id(subject: Stated) -> Iterator[Finding]:
    name = subject.id
    if not ID.fullmatch(name):
        what = f"the id {show(name)} is no plain slug of at most 40 characters"
        yield Finding("", what, "name the folder like my-tagger-2: copydesk submit --id")


IDENTITY = _id


@rule("id-used", _CARD, "No other system has the id.")
def _used(subject: Stated) -> Iterator[Finding]:
    if subject.id in subject.others:
        what = f"{show(subject.id)} is on the board already"
        yield Finding("", what, "choose another: copydesk submit --id")


@rule(
    "display-name",
    _CARD,
    "`name` is plain text of at most 40 Latin letters, digits and . _ + ( ) / , ' - signs.",
)
def _name(subject: Stated) -> Iterator[Finding]:
    name = subject.card.name
    foreign = [one for one in name if one.isalpha() and "LATIN" not in unicodedata.name(one, "")]
    if not _SHOWN.fullmatch(name) or foreign or "www." in name.casefold():
        what = f"the name {show(name)} is not plain text of at most 40 characters"
        yield Finding("", what, "write a name without marks and addresses")


@rule("name-used", _CARD, "No other system has the display name.")
def _name_used(subject: Stated) -> Iterator[Finding]:
    own = _folded(subject.card.name)
    for other, name in subject.others.items():
        if other != subject.id and _folded(name) == own:
            what = f"{other} is called {show(name)} already"
            yield Finding("", what, "choose a name of its own")


@rule("card-incomplete", _CARD, "The card gives description, trained_on and seen_documents.")
def _incomplete(subject: Stated) -> Iterator[Finding]:
    card = subject.card
    for field in ("trained_on", "seen_documents"):
        if field not in subject.stated:
            mend = f"write {field} = [...], [] for none; or pass {_OPTION[field]} none"
            yield Finding("", f"{field} is not given", mend)
    if not card.description:
        yield Finding("", "description is not given", "say how it works: --description")
    if card.licence.casefold() == "licenseref-unstated":
        yield Finding("", "the licence is not stated", "give an SPDX expression: --licence")


@rule(
    "plain-text",
    _CARD,
    "Every text of the card is one line without markup; version, licence and url look like it.",
)
def _plain(subject: Stated) -> Iterator[Finding]:
    card = subject.card
    mend = "write plain text on one line, without HTML and Markdown"
    if not _VERSION.fullmatch(card.version):
        yield Finding("", f"version {show(card.version)} is no version", "write it like 1.2.0")
    if not _LICENCE.fullmatch(card.licence):
        what = f"licence {show(card.licence)} is no SPDX expression"
        yield Finding("", what, "write it like MIT, or LicenseRef-...")
    if card.url and not re.fullmatch(r"https?://[\w.~:/?#@%+=&,;-]+", card.url, re.ASCII):
        yield Finding("", f"url {show(card.url)} is no address", "write https://...")
    for field, text in texts(msgspec.to_builtins(card)):
        if len(text) > LONGEST or _TAG.search(text) or not one_line(text):
            yield Finding("", f"{field}: {show(text)} is not plain text", mend)


@rule("seen-document", _CARD, "`seen_documents` are ids of documents of the gold.")
def _seen(subject: Stated) -> Iterator[Finding]:
    for name in subject.card.seen_documents:
        if name not in subject.known:
            yield Finding("", f"{show(name)} is no document", "give ids of seeds/, or []")


CARDS: tuple[Rule[Stated], ...] = (
    _id,
    _used,
    _name,
    _name_used,
    _incomplete,
    _plain,
    _seen,
)


def texts(plain: Any) -> Iterator[tuple[str, str]]:
    """Yield every text of plain data, however deep, keys too; and the field that it stands in."""
    left = [("a field", plain)]
    while left:
        path, value = left.pop()
        if isinstance(value, str):
            yield path, value
        elif isinstance(value, dict):
            for key, inner in value.items():
                yield path, str(key)
                left.append((key if value is plain else path, inner))
        elif isinstance(value, (list, tuple)):
            left += ((path, inner) for inner in value)


def one_line(text: str) -> bool:
    """Say whether a text has no line ends and no other characters that are not seen."""
    return all(unicodedata.category(one) not in _UNSEEN for one in text)


_UNSEEN = ("Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp")


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
