"""A sentence as the speech rules see it, and what they report: cues, clauses, attributions."""

from dataclasses import dataclass, field

from rules_cues import Verb
from rules_lists import words
from rules_phrases import Range
from rules_quotations import Quotation, Sentence
from rules_text import STOPS, Token
from rules_words import FINITE_AUXILIARIES, PREPOSITIONS, is_finite_verb

_CLAUSE_BREAKS = words("who which that when where while because although as if until")


@dataclass(slots=True)
class Reported:
    """One attribution as token ranges; no source means implicit or floating."""

    content: list[Range]
    cue: Range | None
    source: Range | None
    line: int
    inner: bool = False
    floating: bool = False  # a quotation that stands alone: nothing in the text is its source
    speakers: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Cue:
    """A cue candidate: the reporting word at `head`, the whole expression at `[first, last)`."""

    head: int
    first: int
    last: int
    verb: Verb


@dataclass(slots=True)
class Clauses:
    """A sentence as the content finder sees it: tokens, quotations, and where other cues cut."""

    tokens: list[Token]
    sentence: Sentence
    name_of: list[int]
    verbs: dict[str, Verb]
    cuts: list[int]  # tokens at which a coordinated or participial cue begins its own clause

    def quotation_at(self, at: int) -> Quotation | None:
        """Return the quotation that opens at token `at`."""
        for quotation in self.sentence.quotations:
            if quotation.first == at:
                return quotation
        return None

    def quotation_over(self, at: int) -> Quotation | None:
        """Return the quotation that covers token `at`."""
        for quotation in self.sentence.quotations:
            if quotation.first <= at < quotation.last:
                return quotation
        return None

    @property
    def end(self) -> int:
        """The end of the sentence without its final stop (a stop inside a quotation stays)."""
        last = self.sentence.last
        while last > self.sentence.first and (
            self.tokens[last - 1].text in STOPS or self.tokens[last - 1].text in ("...", ";", ",")
        ):
            if self.quotation_over(last - 1):
                break
            last -= 1
        return last

    def limit(self, start: int) -> int:
        """Return where a content that begins at `start` ends: at the next cut or the end."""
        for cut in self.cuts:
            if cut > start + 1:
                return without_tail(self.tokens, start, cut)
        return without_tail(self.tokens, start, self.end)


def without_tail(tokens: list[Token], start: int, last: int) -> int:
    """Drop joining words and commas from the end of a content."""
    while last > start and (
        tokens[last - 1].text in (",", ";", "—", "–", "--", "-", ":")
        or tokens[last - 1].lower in ("and", "but", "or", "nor")
    ):
        last -= 1
    return last


def has_verb(clauses: Clauses, first: int, last: int) -> bool:
    """Tell whether tokens `[first, last)` hold a finite verb behind something to be its subject."""
    tokens = clauses.tokens
    beyond = 0
    for at in range(first + 1, min(last, first + 30)):
        lower = tokens[at].lower
        if at < beyond:
            continue
        if tokens[at].text == ",":
            beyond = _over_insertion(tokens, at, last)
            if not beyond:
                return False
            continue
        if tokens[at].text in (";", ":") or lower in _CLAUSE_BREAKS:
            return False
        if lower in FINITE_AUXILIARIES or is_finite_verb(lower):
            return True
        verb = clauses.verbs.get(lower)
        if verb and verb.form in ("s", "past"):
            return True
        if lower.endswith("s") and len(lower) > 3 and tokens[at - 1].lower in ("he", "she", "it"):
            return True
        if tokens[at - 1].lower in ("they", "we", "i", "you") and tokens[at].word:
            return True
    return False


def _over_insertion(tokens: list[Token], comma: int, last: int) -> int:
    """Return where the insertion between the comma at `comma` and the next one ends, or 0."""
    for at in range(comma + 1, min(comma + 14, last)):
        if tokens[at].text == ",":
            return at + 1
    return 0


def is_clause(clauses: Clauses, first: int, last: int) -> bool:
    """Tell whether tokens `[first, last)` could be a clause of their own."""
    tokens = clauses.tokens
    adverbial = tokens[first].lower in PREPOSITIONS | {"asked", "when", "while", "as", "if", "last"}
    if last - first < 3 or adverbial or tokens[first].lower.endswith("ing"):
        comma = next((at for at in range(first, last) if tokens[at].text == ","), None)
        return comma is not None and last - comma >= 4
    return last - first >= 5 or any(
        is_finite_verb(tokens[at].lower) or clauses.quotation_over(at)
        for at in range(first + 1, last)
    )


def next_is(tokens: list[Token], at: int, word: str) -> bool:
    """Tell whether the token behind `at` is `word`."""
    return at + 1 < len(tokens) and tokens[at + 1].lower == word
