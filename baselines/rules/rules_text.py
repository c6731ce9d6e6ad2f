"""Lines and tokens: the shape of an article, read once and shared by every layer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from rules_lists import words

LOOK_AHEAD = 4  # tokens
STOPS = frozenset({".", "!", "?", "…"})

# Abbreviations keep their stop, so that a stop left on its own ends a sentence.
_ABBREVIATIONS = sorted(
    words(
        "Mr Mrs Ms Dr Sen Sens Rep Reps Gov Gen Lt Col Capt Sgt Maj Cpl Adm Rev Prof St Jr Sr "
        "Inc Corp Co Ltd vs No Jan Feb Aug Sept Oct Nov Dec Pres Hon Supt Det Atty Messrs "
        "Bros etc Ave Blvd Mt Ft Dept Univ Assn Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill "
        "Ind Kan Ky La Md Mass Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Tenn Tex Va Vt Wash "
        "Wis Wyo"
    )
)

_TAILS = sorted(
    words(
        "led backed based born made funded owned controlled run era style listed linked held "
        "occupied speaking wide trained educated imposed sponsored brokered mediated "
        "dominated ruled aligned bound driven friendly only appointed inspired themed parent"
    )
)

_INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")
_TOKEN = re.compile(
    r"(?:https?://|www\.)\S+"
    r"|[@#]\w+"
    rf"|(?:{'|'.join(_ABBREVIATIONS)})\.(?=\s+[\w“\"$£€]|[,;’'\u2014-]|\s+[-–—])"
    r"|(?:[^\W\d_]\.){2,}"
    r"|[A-Z]\.(?=\s?[A-Z])"
    r"|(?:[$£€¥]\s?)?\d+(?:[.,:/]\d+)*(?:[\w%°]+)?(?:-\w+)*"
    r"|['’](?:s|S|re|ve|ll|d|m)\b"
    # A compound is one token unless its tail is a participle: "US-led" is US, -, led.
    rf"|\w+(?:(?:[-‐‑](?!(?:{'|'.join(_TAILS)})\b)|&|['’](?!(?:s|S|re|ve|ll|d|m)\b)"
    r"|(?<=\w)\.(?=[a-z]{2,4}\b))\w+)*"
    r"|\.\.\.|--|''|``|[^\w\s]"
)


@dataclass(slots=True)
class Token:
    """A word, number or mark at code points `[start, end)` of the article."""

    start: int
    end: int
    text: str
    lower: str
    capital: bool
    word: bool


@dataclass(slots=True)
class Line:
    """A line that is not blank: `[start, end)` without white space at its edges."""

    start: int
    end: int
    text: str
    first: int = 0  # its tokens are document.tokens[first:last]
    last: int = 0
    headline: bool = False


@dataclass(slots=True)
class Document:
    """The text and its body lines with their tokens; furniture is already out."""

    text: str
    lines: list[Line]
    tokens: list[Token] = field(default_factory=list)

    def surface(self, first: int, last: int) -> str:
        """Return the text from token `first` up to token `last` (exclusive)."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]


def lines_of(text: str) -> list[Line]:
    """Return the lines of `text` that are not blank, in order."""
    found = []
    position = 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            start = position + raw.index(stripped)
            found.append(Line(start, start + len(stripped), stripped))
        position += len(raw) + 1
    return found


def tokens_of(text: str, start: int, end: int) -> Iterator[Token]:
    """Yield the tokens of `text[start:end]`; offsets count from the start of `text`."""
    for match in _TOKEN.finditer(text, start, end):
        surface = match[0]
        if surface in _INVISIBLE:
            continue
        # "end of the U.S." and "Acme Inc." keep their stop; a plain word never has one.
        yield Token(
            match.start(),
            match.end(),
            surface,
            surface.lower().replace("’", "'"),
            surface[0].isupper(),
            surface[0].isalnum() or surface[0] in "@#$£€¥" or surface[0] == "_",
        )


def document_of(text: str, lines: list[Line]) -> Document:
    """Tokenise the given lines of `text`."""
    document = Document(text, lines)
    tokens = document.tokens
    for number, line in enumerate(lines):
        line.first = len(tokens)
        tokens.extend(tokens_of(text, line.start, line.end))
        line.last = len(tokens)
        line.headline = _is_headline(line, number, tokens)
    # Marks of no line, so that a rule may look beyond the last word.
    beyond = Token(len(text), len(text), "\n", "\n", False, False)
    tokens.extend([beyond] * LOOK_AHEAD)
    return document


def _is_headline(line: Line, number: int, tokens: list[Token]) -> bool:
    """Tell whether capitals mean nothing in `line`: title case or all capitals."""
    words = [token for token in tokens[line.first : line.last] if token.text[0].isalpha()]
    if len(words) > 30 or not words:
        return False
    if len(words) <= 6 and line.text[-1] not in '.!?”"’,:;':
        return True  # a sub-heading: its first capital says nothing
    if line.text.isupper():
        return True
    long_words = [token for token in words[1:] if len(token.text) > 3]
    if len(long_words) < 3 or (line.text[-1] in ".”" and number > 1):
        return False
    return sum(token.capital for token in long_words) >= 0.8 * len(long_words)
