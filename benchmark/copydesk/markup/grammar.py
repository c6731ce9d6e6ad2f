r"""The tags: what is one, what is text, and how names are written in them.

    <e LABEL canonical> <s1> <q1> <c1 type: speaker; speaker> <k type+> <b category> <z kind>

and their ends `</e>`, `</s1>` ...; `<no claims>` says that nobody annotated a layer. Whatever
does not have the shape of a tag is text. Text that has it is written with a backslash before
it, and backslashes directly before a tag, or before such text, are doubled. A tag never holds
a `<`, so no two of them can be confused, wherever they stand.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple

_INSIDE = r"[^\S\n]+(?:\\[^<\n]|[^\\<>\n])*"
SHAPE = re.compile(
    rf"<(?:/(?P<end>[ekbz]|[sqc][0-9]{{1,6}})"
    rf"|no[ ](?P<absent>entities|attributions|claims|boilerplate|zones)"
    rf"|(?P<kind>[ekbz]|[sqc][0-9]{{1,6}})(?P<value>{_INSIDE})?)>"
)
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.?))", re.DOTALL)
_PLAIN = "\\>;?"
_SURROGATES = ("d8", "d9", "da", "db", "dc", "dd", "de", "df")

#: letter -> the layer that its tags belong to.
LAYER_OF = {
    "e": "entities",
    "s": "attributions",
    "q": "attributions",
    "c": "attributions",
    "k": "claims",
    "b": "boilerplate",
    "z": "zones",
}

#: What a name is that nobody knows: an absent field of the record.
UNKNOWN = "?"


class Trouble(NamedTuple):
    """One thing wrong with a markup; `place` is an offset into it, in code points."""

    place: int
    code: str
    what: str
    mend: str


class Mark(NamedTuple):
    """A span: kind (`e`, `s1` ...), what its tag says, offsets in the text, place of its tag."""

    kind: str
    value: str
    start: int
    end: int
    place: int


@dataclass(slots=True)
class Parsed:
    """A markup taken apart; marks are in the order of their tags.

    `runs` are pairs (offset in the text, offset in the markup) where a stretch of text begins.
    """

    text: str = ""
    marks: list[Mark] = field(default_factory=list)
    absent: dict[str, int] = field(default_factory=dict)
    troubles: list[Trouble] = field(default_factory=list)
    runs: list[tuple[int, int]] = field(default_factory=list)

    def place(self, offset: int) -> int:
        """Return where in the markup a character of the text stands."""
        number = bisect_right(self.runs, (offset, 2**62)) - 1
        return self.runs[number][1] + offset - self.runs[number][0] if number >= 0 else 0


def position(markup: str, place: int) -> tuple[int, int]:
    """Return line and column, both from 1, of an offset."""
    return markup.count("\n", 0, place) + 1, place - markup.rfind("\n", 0, place)


def parse(markup: str) -> Parsed:
    r"""Take a markup apart: the text without tags, its spans, and what is wrong with the tags.

    What tags say (labels, types, names) is left as it stands there.

    >>> parsed = parse(r"<e GPE>Ely</e> \<e GPE> <3")
    >>> parsed.text, [mark[:4] for mark in parsed.marks]
    ('Ely <e GPE> <3', [('e', 'GPE', 0, 3)])
    """
    parsed = Parsed()
    pieces: list[str] = []
    length = done = 0
    open_: dict[str, list[tuple[str, int, int]]] = {}
    found: list[Mark] = []

    def take(start: int, end: int) -> None:
        nonlocal length
        if start < end:
            parsed.runs.append((length, start))
            pieces.append(markup[start:end])
            length += end - start

    for tag in SHAPE.finditer(markup):
        marks = len(_backslashes(markup[done : tag.start()]))
        take(done, tag.start() - marks + marks // 2)
        done = tag.end()
        if marks % 2:
            take(tag.start(), tag.end())
            continue
        place, kind = tag.start(), _plain_kind(tag["kind"] or tag["end"] or "")
        if tag["absent"]:
            parsed.absent.setdefault(tag["absent"], place)
        elif tag["kind"]:
            around = open_.setdefault(kind, [])
            if around and kind != "k":
                line, column = position(markup, around[-1][2])
                what = f"{tag[0]} begins inside {tag_at(markup, around[-1][2])} of {line}:{column}"
                mend = f"write </{kind}> before it: spans of one kind do not overlap"
                parsed.troubles.append(Trouble(place, "tag-overlap", what, mend))
            around.append(((tag["value"] or "").strip(), length, place))
        elif not open_.get(kind):
            mend = f"write its beginning, remove it, or write \\{tag[0]} if it is text"
            parsed.troubles.append(Trouble(place, "tag-not-open", f"{tag[0]} ends nothing", mend))
        else:
            value, start, place = open_[kind].pop()
            found.append(Mark(kind, value, start, length, place))
    take(done, len(markup))
    for kind, waiting in open_.items():
        for _, _, place in waiting:
            what = f"{tag_at(markup, place)} is never closed"
            mend = f"write </{kind}> where the span ends, or a \\ before it if it is text"
            parsed.troubles.append(Trouble(place, "tag-not-closed", what, mend))
    parsed.text = "".join(pieces)
    parsed.marks = sorted(found, key=lambda mark: mark.place)
    for mark in parsed.marks:
        if mark.start == mark.end:
            what = f"there is nothing in {tag_at(markup, mark.place)}"
            mend = "put the words between the tags, or remove both"
            parsed.troubles.append(Trouble(mark.place, "tag-empty", what, mend))
    return parsed


def _plain_kind(kind: str) -> str:
    """Return a kind with its number as numbers are written: `s01` is `s1`."""
    return f"{kind[0]}{int(kind[1:])}" if kind[1:] else kind


def tag_at(markup: str, place: int) -> str:
    """Return the tag that begins at an offset."""
    tag = SHAPE.match(markup, place)
    return tag[0] if tag else ""


def one_line(surface: str) -> str:
    """Return a surface as its canonical is written: every white space one blank."""
    return " ".join(surface.split())


def escape_text(text: str, before_tag: bool) -> str:
    r"""Return a stretch of text as it is written between two tags.

    `before_tag`: does a tag follow directly?

    >>> escape_text(r"a\b <e GPE> \</k> \ ".strip(), before_tag=True)
    'a\\b \\<e GPE> \\\\\\</k> \\\\'
    """
    parts, done = [], 0
    for tag in SHAPE.finditer(text):
        before = text[done : tag.start()]
        parts += [before, _backslashes(before), "\\", tag[0]]
        done = tag.end()
    rest = text[done:]
    return "".join([*parts, rest, _backslashes(rest) if before_tag else ""])


def _backslashes(text: str) -> str:
    """Return the backslashes at the end of a text."""
    return text[len(text.rstrip("\\")) :]


def escape_name(name: str) -> str:
    r"""Return a name as it is written in a tag.

    >>> escape_name("A > B; <C>"), escape_name("?"), escape_name(" x")
    ('A \\> B\\; \\u003cC\\>', '\\?', '\\u0020x')
    """
    last = len(name) - 1
    written = []
    for place, sign in enumerate(name):
        edge = place in (0, last) and sign.isspace()
        if sign in "\\>;" or name == UNKNOWN:
            written.append("\\" + sign)
        elif (
            edge or sign == "<" or (sign != " " and ord(sign) < 0x20) or sign in "\x85\u2028\u2029"
        ):
            written.append(f"\\u{ord(sign):04x}")
        else:
            written.append(sign)
    return "".join(written)


def unescape_name(written: str) -> str:
    r"""Return the name that is written in a tag.

    Raises ValueError for a backslash before anything but `\`, `>`, `;`, `?` and `u` with a code.

    >>> unescape_name(escape_name("A > B; <C>"))
    'A > B; <C>'
    """

    def sign(match: re.Match[str]) -> str:
        if match[1] and match[1][:2].lower() not in _SURROGATES:
            return chr(int(match[1], 16))
        if not match[2] or match[2] not in _PLAIN:
            raise ValueError(match[0])
        return match[2]

    return _ESCAPE.sub(sign, written.strip())


def split_names(written: str) -> list[str]:
    r"""Return the parts between semicolons that have no backslash before them.

    >>> split_names(r"A; B\; C")
    ['A', ' B\\; C']
    """
    parts = [""]
    for sign in re.findall(r"\\.|.", written, re.DOTALL):
        if sign == ";":
            parts.append("")
        else:
            parts[-1] += sign
    return parts
