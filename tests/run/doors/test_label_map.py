"""From other people's labels to ours."""

from __future__ import annotations

import pytest

from copydesk.labels import ENTITY_LABELS
from copydesk.run.doors.label_map import map_labels

CASES = {
    "PER ORG LOC MISC": "conll4:PER conll4:ORG conll4:LOC conll4:MISC",
    "PER ORG LOC": "core:PER core:ORG core:LOC",
    "person organization location": "core:PER core:ORG core:LOC",
    "PER ORG LOC GPE": "PERSON ORG LOC GPE",
    "PERSON ORG": "PERSON ORG",
    "PERSON DATE O": "PERSON  ",
    "PER MISC GPE": "conll4:PER conll4:MISC GPE",
    " ".join(ENTITY_LABELS): " ".join(ENTITY_LABELS),
}


@pytest.mark.parametrize("raw", CASES)
def test_views_are_told_from_the_whole_set(raw: str) -> None:
    assert list(map_labels("spacy:x", raw.split()).values()) == CASES[raw].split(" ")


def test_what_the_user_says_goes_first() -> None:
    found = map_labels("spacy:x", ["LOC", "PER", "FOO"], "LOC:GPE,FOO:conll4:MISC,NEW:")
    assert found == {"PER": "PERSON", "LOC": "GPE", "FOO": "conll4:MISC", "NEW": ""}
