"""Claims: clauses cut by rule, and two regressions: is it a claim, does it deserve checking."""

from bisect import bisect_right
from collections.abc import Sequence
from pathlib import Path

from crf_claim_features import claim_features
from crf_clauses import Candidate, candidates_in
from crf_linear import Linear
from rules_clauses import Reported
from rules_name_cuts import Name
from rules_quotations import Sentence
from rules_text import Document
from rules_verdicts import Claim, judge


class ClaimJudge:
    """Finds the claims of an article that deserve checking."""

    def __init__(self, models: Path) -> None:
        """Read the weights from the folder `models`."""
        self._clauses = Linear(models / "clauses.json.gz")
        self._claims = Linear(models / "claims.json.gz")

    def find(
        self,
        document: Document,
        sentences: list[Sentence],
        attributions: list[Reported],
        names: list[Name | None],
    ) -> list[tuple[Claim, float]]:
        """Return the claims with their probabilities, in order of position."""
        candidates = candidates_in(document, sentences, attributions, names)
        features = claim_features(document, sentences, attributions, names, candidates)
        least = self._claims.threshold
        likely: list[tuple[Candidate, float]] = []
        for one, seen in zip(candidates, features, strict=True):
            chance = self._clauses.probabilities(seen)[1]
            if chance > least:  # the product cannot be more
                chance *= self._claims.probabilities(seen)[1]
            if chance > least:
                likely.append((one, chance))
        return [(_claim(document, one, names), chance) for one, chance in choose(likely, least)]


def choose(
    candidates: Sequence[tuple[Candidate, float]], least: float
) -> list[tuple[Candidate, float]]:
    """Return of the candidates with their chances those that together promise most.

    No two share a word, and the sum of what each has above `least` is the highest there is.
    """
    ordered = sorted(candidates, key=lambda pair: (pair[0].last, pair[0].first))
    ends = [one.last for one, _ in ordered]
    best = [0.0]  # the highest sum among the first so many
    before: list[int | None] = []  # if the candidate is in it, how many to go on with
    for number, (one, chance) in enumerate(ordered):
        free = bisect_right(ends, one.first, 0, number)
        with_it = best[free] + chance - least
        before.append(free if with_it > best[-1] else None)
        best.append(max(with_it, best[-1]))
    chosen = []
    left = len(ordered)
    while left:
        free_before = before[left - 1]
        if free_before is None:
            left -= 1
        else:
            chosen.append(ordered[left - 1])
            left = free_before
    return chosen[::-1]


def _claim(document: Document, one: Candidate, names: list[Name | None]) -> Claim:
    """Return a candidate as a claim, with the type that the rules give it."""
    judged = one.claim or judge(document, one.first, one.last, names)
    return Claim(one.first, one.last, judged.kind if judged else "event", True)
