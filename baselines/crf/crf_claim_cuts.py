"""Whether a candidate for a claim is cut well: its edges, its verbs, what of speech it holds."""

from crf_clauses import Candidate
from rules_clauses import Reported
from rules_lists import words
from rules_name_cuts import Name
from rules_text import Document
from rules_words import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    is_finite_verb,
)

_JOINING = words("but while because which who when if that as after")
_DASHES = frozenset(";—–")
_CLASSES = (
    ("pronoun", SUBJECT_PRONOUNS),
    ("determiner", DETERMINERS),
    ("auxiliary", AUXILIARIES),
    ("preposition", PREPOSITIONS),
    ("subordinator", SUBORDINATORS),
    ("adverb", ADVERBS),
)
Features = dict[str, float]


class CutFeatures:
    """The features of candidates of one article, over what is known of each of its tokens."""

    def __init__(
        self,
        document: Document,
        attributions: list[Reported],
        names: list[Name | None],
    ) -> None:
        """Mark cues, sources, contents and verbs among the tokens."""
        tokens = document.tokens
        self._tokens = tokens
        self._lowers = [token.lower for token in tokens]
        self._verb = [is_finite_verb(lower) for lower in self._lowers]
        self._class = [self._class_of(at, names[at]) for at in range(len(tokens))]
        self._cue = bytearray(len(tokens))
        self._source = bytearray(len(tokens))
        self._said = bytearray(len(tokens))
        self._contents = [part for one in attributions for part in one.content]
        self._starts = {first for first, _ in self._contents}
        self._ends = {last for _, last in self._contents}
        for one in attributions:
            if one.cue:
                _mark(self._cue, *one.cue)
            if one.source and not one.floating:
                _mark(self._source, *one.source)
        for part in self._contents:
            _mark(self._said, *part)

    def of(self, one: Candidate) -> Features:
        """Return the features of a candidate."""
        first, last = one.first, one.last
        inside = self._lowers[first:last]
        verbs = [at for at in range(first, last) if self._verb[at]]
        features = self._speech(first, last) | self._edges(first, last)
        features[f"cut verbs {min(4, len(verbs))}"] = 1.0
        place = min(6, (verbs[0] - first + 1) // 2) if verbs else "none"
        features[f"cut first verb {place}"] = 1.0
        features[f"cut commas {min(3, inside.count(','))}"] = 1.0
        features["cut dash"] = float(not _DASHES.isdisjoint(inside))
        features |= {f"cut inner {lower}": 1.0 for lower in _JOINING.intersection(inside[2:])}
        if "and" in inside:
            at = first + inside.index("and")
            features["cut and"] = 1.0
            if first + 2 < at < last - 2:
                features[f"cut and {self._class[at + 1]}"] = 1.0
        return features

    def _speech(self, first: int, last: int) -> Features:
        """Return how a candidate lies to cues, sources and contents."""
        said = self._said[first:last]
        words = sum(said)
        parts = self._contents if words else []
        found = {
            "holds cue": 1 in self._cue[first:last],
            "holds source": 1 in self._source[first:last],
            "opens with cue": self._cue[first],
            "opens with source": self._source[first],
            "opens content": not self._starts.isdisjoint((first - 1, first)),
            "nearly opens content": not self._starts.isdisjoint((first - 2, first - 1)),
            "closes content": not self._ends.isdisjoint((last, last + 1, last + 2)),
            "runs out of content": said[0] and not said[-1],
            "runs into content": said[-1] and not said[0],
            "holds content": any(first < start and end < last for start, end in parts),
            f"in content {4 * words // (last - first)}": True,
        }
        return {f"cut {name}": 1.0 for name, true in found.items() if true}

    def _edges(self, first: int, last: int) -> Features:
        """Return the classes of the words at the edges, on both sides of them."""
        kind = self._class
        found = [f"opens {kind[first]}", f"opens {kind[first]} {kind[first + 1]}"]
        found.append(f"ends {kind[last - 1]}")
        if first > 0:
            found.append(f"before {kind[first - 1]}")
        if first > 1:
            found.append(f"before {kind[first - 2]} {self._joining(first - 1)}")
        if last < len(kind):
            found.append(f"behind {kind[last]}")
        if last + 1 < len(kind):
            found.append(f"behind {self._joining(last)} {kind[last + 1]}")
        return {f"edge {name}": 1.0 for name in found}

    def _joining(self, at: int) -> str:
        """Return a mark or joining word itself, of other words the class."""
        lower = self._lowers[at]
        itself = lower in SUBORDINATORS or lower in CONJUNCTIONS or not self._tokens[at].word
        return lower if itself else self._class[at]

    def _class_of(self, at: int, name: Name | None) -> str:
        """Return the class of a word as far as lists and endings tell it."""
        token = self._tokens[at]
        for title, some in _CLASSES:
            if token.lower in some:
                return title
        if name is not None:
            return "name"
        if self._verb[at]:
            return "verb"
        if token.lower.endswith("ing"):
            return "ing"
        if not token.word:
            return "mark"
        if any(map(str.isdigit, token.lower)):
            return "number"
        return "capital" if token.capital else "word"


def _mark(tokens: bytearray, first: int, last: int) -> None:
    tokens[first:last] = b"\1" * (last - first)
