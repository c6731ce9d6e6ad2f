from __future__ import annotations

import pytest

from copydesk.scoring.speakers import Names

from .markup import gold

CANONICAL = {
    "Ada Lee": "Ada Lee",
    "Lee": "Ada Lee",
    "Bob Lee": "Bob Lee",
    "Kim": "Kim Jong (father)",
    "Acme": "Acme Corporation",
    "the Bank": "Bank of Spain",
    "Mary": "Mary",
    "Mary Stuart": "Mary Stuart",
}


@pytest.fixture(scope="module")
def names() -> Names:
    markup = (
        "[PERSON|Ada Lee] and [PERSON|Bob Lee] met [PERSON|Kim] of [ORG|Acme] at "
        "[ORG|the Bank]. [PERSON|Mary] is not [PERSON|Mary Stuart]. [s1|He] [q1|said] [c1|so]."
    )
    return Names(gold(markup, canonical=CANONICAL, speakers={1: ["Zoe Adams"]}).annotation)


@pytest.mark.parametrize(
    ("given", "stands_for"),
    [
        ([], []),
        (["Ada Lee"], ["ada lee"]),
        (["ADA  LEE’s"], ["ada lee"]),
        (["Ms Ada Lee"], ["ada lee"]),
        (["Lee"], None),  # two people
        (["Lee", "Kim"], None),
        (["Kim"], ["kim jong (father"]),  # surface; edge marks go
        (["Kim Jong"], ["kim jong (father"]),  # without the bracketed word
        (["Jong"], ["kim jong (father"]),  # a person's last word
        (["Kim Jong (father)"], ["kim jong (father"]),
        (["Acme"], ["acme corporation"]),
        (["Corporation"], ["corporation"]),  # last words are for people
        (["Bank"], ["bank of spain"]),  # surface, its article aside
        (["Spain"], ["spain"]),
        (["Mary"], ["mary"]),  # a canonical name stands for itself
        (["Stuart"], ["mary stuart"]),
        (["Zoe Adams"], ["zoe adams"]),  # a speaker that is no entity
        (["Adams"], ["adams"]),  # ... is not known to be a person
        (["nobody"], ["nobody"]),
        (["Ada Lee", "Ms Ada Lee"], ["ada lee"]),  # twice the same person
        (["Ada Lee", "Acme"], ["ada lee", "acme corporation"]),
    ],
)
def test_whom_a_name_stands_for(names, given, stands_for) -> None:
    assert names.resolve(given) == (None if stands_for is None else frozenset(stands_for))


def test_gold_without_canonical_names() -> None:
    found = Names(gold("[PERSON|Ada Lee] met [ORG|Acme].").annotation)
    assert found.resolve(["Lee"]) == found.resolve(["Ada Lee"]) == {"ada lee"}


def test_gold_without_names_at_all() -> None:
    assert Names(gold("It rained.", layers=["attributions"]).annotation).resolve(["Lee"]) == {"lee"}
