"""Residual web furniture: lines that an archive could drop without losing the story."""

import re
from dataclasses import dataclass

from rules_furniture_cues import AUTHOR_CUE, AUTHOR_ROLE, GLUED_LINK, compiled_cues
from rules_text import Line

_QUOTES = str.maketrans("’‘“”", "''\"\"")
_SECTION_TAIL = re.compile(r"\[[A-Z][A-Z &/-]{2,24}\]$")
_BULLET = re.compile(r"^(?:[-*•·‣▪»>]|\d{1,2}[.)])\s+")
_DATED = re.compile(
    r"^\W*(?:\d{1,2}[./:]|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri"
    r"|Sat|Sun)\w*\.? \d)"
)
_SIGN_UPS = ("newsletter_signup", "promo_ad", "social_follow", "privacy_consent")
_TABULAR = re.compile(r" -- |^\||\|.*\||\t|,.*,.*,")
_FINAL_STOP = re.compile(r"[.!?…][\"')\]]*$|[,;]$")
_ADDRESS_ONLY = re.compile(r"(?:https?://|www\.)\S+$")
_SAID = re.compile(r"\b(?:said|says|told|added|asked|according)\b")
_NOT_A_HEADER = re.compile(
    r"^(?:more|most|other|also)\b.*\b(?:than|were|was|is|are)\b", re.IGNORECASE
)

# A cue at the start of the last sentence of a body paragraph: only that sentence is furniture.
_INLINE_TAIL = re.compile(
    r"(?<=[.!?”\"] )(?:(?:Click|Tap) here (?:to|for)|Sign up (?:here|for our|to our|for the)"
    r"|Subscribe (?:to our|now"
    r"|today|here)|Follow (?:us|him|her|me|@\w+|our)\b|READ MORE\s*:|Read more\s*:"
    r"|You can unsubscribe"
    r"|(?:Download|Get) (?:the|our) (?:\S+ ){0,4}?app\b|\(?Source: ?)[^.!?]*[.!?)]*$"
)


@dataclass(slots=True)
class Block:
    """A piece of furniture at code points `[start, end)`."""

    start: int
    end: int
    category: str


class FurnitureFinder:
    """Finds furniture by cue phrases first and by the company that lines keep second."""

    def __init__(self) -> None:
        """Compile the cue table once."""
        self._cues = compiled_cues()

    def find(self, lines: list[Line]) -> tuple[list[Block], list[Line]]:
        """Return the furniture blocks and the body lines, shortened where a line holds both."""
        categories = [self._by_cue(line, at, len(lines)) for at, line in enumerate(lines)]
        self._list_items(lines, categories)
        self._author_tail(lines, categories)
        self._link_headlines(lines, categories)
        self._headline_runs(lines, categories)
        self._fill_gaps(lines, categories)
        addresses = [at for at, line in enumerate(lines) if _ADDRESS_ONLY.match(line.text)]
        if len(addresses) >= 3:  # references, not residue
            for at in addresses:
                categories[at] = None
        if all(categories):  # nothing but furniture is no article: trust nothing
            categories = [None] * len(lines)
        return self._blocks(lines, categories)

    def _by_cue(self, line: Line, at: int, total: int) -> str | None:
        """Return the category of the first cue that fits `line`, or None."""
        plain = line.text.translate(_QUOTES)
        words = len(plain.split())
        if words > 120 and plain[0].isalnum():
            return None
        if at > 1 and GLUED_LINK.search(plain):
            return "markup_noise"
        if _SECTION_TAIL.search(plain) and words <= 30:
            return "related_list"
        bare = _BULLET.sub("", plain) or plain
        quoted = bare.startswith('"') or (words > 12 and _SAID.search(bare) is not None)
        for cue in self._cues:
            category = cue.category
            if words > cue.most or not cue.pattern.search(bare):
                continue
            if category == "about_org" and words <= 9 and at < total / 2:
                continue  # "About ..." near the top is a sub-heading
            if category == "related_list" and _NOT_A_HEADER.search(bare):
                continue
            if quoted and category not in ("markup_noise", "embed_residue", "related_inline"):
                continue
            if at == 0 and total > 1 and category not in ("markup_noise", "promo_ad", "nav_ui"):
                continue  # the first line is the headline far more often than furniture
            return category
        return None

    @staticmethod
    def _is_item(line: Line) -> bool:
        """Tell whether `line` could be a linked headline: short, and without a final stop."""
        return len(line.text.split()) <= 25 and not _FINAL_STOP.search(line.text.translate(_QUOTES))

    def _list_items(self, lines: list[Line], categories: list[str | None]) -> None:
        """Give the lines under a list header, or under another linked item, to the list."""
        for at in range(1, len(lines)):
            above = categories[at - 1]
            if categories[at] is not None or above is None:
                continue
            words = len(lines[at].text.split())
            bullet = _BULLET.match(lines[at].text) is not None
            if not self._is_item(lines[at]) and not (bullet and words <= 40):
                continue
            if above == "related_list":
                categories[at] = "related_list" if words >= 3 else None
            elif above in ("related_inline", "promo_ad", "newsletter_signup") and bullet:
                categories[at] = "related_list"
            elif above == "about_org":
                categories[at] = "about_org"

    @staticmethod
    def _author_tail(lines: list[Line], categories: list[str | None]) -> None:
        """Mark biographies of authors and of issuers, which stand at the end."""
        for at in range(max(2, len(lines) - 8), len(lines)):
            plain = lines[at].text.translate(_QUOTES)
            words = len(plain.split())
            above = categories[at - 1]
            if categories[at] is None and above == "about_org" and at >= len(lines) - 6:
                categories[at] = "about_org"
            elif categories[at] is None and words <= 80 and not _SAID.search(plain):
                rest_is_furniture = all(categories[later] for later in range(at + 1, len(lines)))
                if AUTHOR_CUE.search(plain) or (AUTHOR_ROLE.search(plain) and rest_is_furniture):
                    categories[at] = "author_bio"
            elif categories[at] == "social_follow" and AUTHOR_ROLE.search(plain):
                categories[at] = "author_bio"

    @staticmethod
    def _link_headlines(lines: list[Line], categories: list[str | None]) -> None:
        """Mark lines of capitals between paragraphs: headlines of other articles.

        Sub-headings are shorter; where much of the article is in capitals, they mean nothing.
        """
        loud = [
            at
            for at, line in enumerate(lines)
            if at > 1
            and line.text.isupper()
            and len(line.text.split()) >= 5
            and "|" not in line.text
            and not _FINAL_STOP.search(line.text.translate(_QUOTES))
        ]
        shouted = sum(len(lines[at].text) for at in loud)
        if shouted <= 0.2 * sum(len(line.text) for line in lines):
            for at in loud:
                categories[at] = categories[at] or "related_inline"

    def _headline_runs(self, lines: list[Line], categories: list[str | None]) -> None:
        """Mark runs of three or more title-case lines as linked headlines, wherever they stand."""
        run: list[int] = []
        for at in range(1, len(lines) + 1):
            if at < len(lines) and categories[at] is None and self._is_linked_headline(lines[at]):
                run.append(at)
                continue
            if at < len(lines) and categories[at] and run:
                continue
            closing = at == len(lines)
            bullets = all(_BULLET.match(lines[place].text) for place in run)
            dated = sum(_DATED.search(lines[place].text) is not None for place in run)
            # A list of dates or results belongs to the article; so may two title-case lines.
            least = 2 if closing and bullets else 3
            if dated <= len(run) / 3 and least <= len(run) <= 12:
                for place in run:
                    categories[place] = "related_list"
            run = []

    def _is_linked_headline(self, line: Line) -> bool:
        """Tell whether `line` looks like the headline of another article."""
        words = len(line.text.split())
        if words < 5 or not self._is_item(line) or _TABULAR.search(line.text):
            return False
        figures = sum(word[0].isdigit() for word in line.text.split())
        if figures > 2 or "@" in line.text or "(" in line.text:
            return False
        return _title_case_share(line.text) >= 0.6 or line.text.count(" | ") == 1

    def _fill_gaps(self, lines: list[Line], categories: list[str | None]) -> None:
        """Give a stray short line between two pieces of furniture to the first of them."""
        for at in range(1, len(lines) - 1):
            above, below = categories[at - 1], categories[at + 1]
            if categories[at] is None and above and below and "markup_noise" not in (above, below):
                words = len(lines[at].text.split())
                if above == below and above in _SIGN_UPS and words <= 25:
                    categories[at] = above
                elif words <= 12 and (words <= 3 or self._is_item(lines[at])):
                    categories[at] = categories[at - 1]

    @staticmethod
    def _blocks(lines: list[Line], categories: list[str | None]) -> tuple[list[Block], list[Line]]:
        """Join neighbouring lines of one category; cut furniture off the end of body lines."""
        blocks: list[Block] = []
        body: list[Line] = []
        joined = False
        for line, category in zip(lines, categories, strict=True):
            if category is None:
                tail = _INLINE_TAIL.search(line.text)
                joined = False
                if tail and tail.start() > len(line.text) / 2:
                    cut = line.start + tail.start()
                    blocks.append(Block(cut, line.end, _tail_category(tail[0])))
                    kept = line.text[: tail.start()].rstrip()
                    body.append(Line(line.start, line.start + len(kept), kept))
                else:
                    body.append(line)
            elif joined and blocks[-1].category == category:
                blocks[-1].end = line.end
            else:
                blocks.append(Block(line.start, line.end, category))
                joined = True
        return blocks, body


def _tail_category(text: str) -> str:
    """Name the category of a furniture sentence at the end of a paragraph."""
    lower = text.lower()
    for word, category in (
        ("unsubscribe", "privacy_consent"),
        ("newsletter", "newsletter_signup"),
        ("sign up", "newsletter_signup"),
        ("read more", "related_inline"),
        ("follow", "social_follow"),
        ("source", "source_credit"),
    ):
        if word in lower:
            return category
    return "promo_ad"


def _title_case_share(text: str) -> float:
    """Return the share of words longer than three letters that begin with a capital."""
    words = [word for word in re.findall(r"[^\W\d_][\w’'-]*", text) if len(word) > 3]
    return sum(word[0].isupper() for word in words) / len(words) if words else 0.0
