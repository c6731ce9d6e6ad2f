"""The dependency rules on articles of our own; what a parse decides is left to clear sentences."""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import ODD, Extract, said, surfaces

INTRO = (
    "Pier shut after fire\n\nAnn Lee runs the council in Grimsby. Tom Reed sued the council.\n\n"
)

#: Sentence -> (source, cue, content) of what it reports, in order of the contents.
SAYINGS: dict[str, list[tuple[list[str], list[str], list[str]]]] = {
    "Ann Lee said that the pier is safe.": [
        (["Ann Lee"], ["said"], ["that the pier is safe"]),
    ],
    "The pier is safe, Ann Lee said.": [(["Ann Lee"], ["said"], ["The pier is safe"])],
    "“The pier is safe,” said Ann Lee.": [(["Ann Lee"], ["said"], ["“The pier is safe,”"])],
    "“The pier is old,” she said, “and it has been for years.”": [
        (["she"], ["said"], ["“The pier is old,”", "“and it has been for years.”"]),
    ],
    "“The pier is old,” Ann Lee said. “Nobody has looked at it since May.”": [
        (["Ann Lee"], ["said"], ["“The pier is old,”", "“Nobody has looked at it since May.”"]),
    ],
    "The pier will open in May, according to the council.": [
        (["the council"], ["according to"], ["The pier will open in May"]),
    ],
    "According to the council, the pier will open in May.": [
        (["the council"], ["According to"], ["the pier will open in May"]),
    ],
    "The road, she said, will shut in May.": [
        (["she"], ["said"], ["The road", "will shut in May"])
    ],
    "His warning that the pier would fall was ignored.": [
        (["His"], ["warning"], ["that the pier would fall"]),
    ],
    "The report shows that costs have doubled.": [
        (["The report"], ["shows"], ["that costs have doubled"]),
    ],
    "Ann Lee has called for the contract to be torn up.": [
        (["Ann Lee"], ["has called for"], ["the contract to be torn up"]),
    ],
    "They called for a ban on parking.": [(["They"], ["called for"], ["a ban on parking"])],
    "Ann Lee, the council leader, told the board that it was late.": [
        (["Ann Lee"], ["told"], ["that it was late"]),
    ],
    "Ann Lee wants to sell the pier.": [],
    "Ann Lee was delighted with the pier.": [],
    "Tell us what you think of the pier.": [],
}


@pytest.fixture(scope="module")
def answers(extract: Extract) -> dict[str, Any]:
    texts = {f"s{number}": INTRO + one for number, one in enumerate(SAYINGS)}
    return extract("spacy", texts)


@pytest.mark.parametrize("sentence", SAYINGS)
def test_who_says_what(answers: dict[str, Any], sentence: str) -> None:
    answer = answers[f"s{list(SAYINGS).index(sentence)}"]
    assert said(INTRO + sentence, answer) == SAYINGS[sentence]


def test_a_quotation_over_paragraphs_is_one_span(extract: Extract) -> None:
    text = "“The pier is old,” said Ann Lee. “It has been old.\n\n“Nobody cares about it.”\n"
    (one,) = said(text, extract("spacy", {"a": text})["a"])
    assert one[2] == ["“The pier is old,”", "“It has been old.\n\n“Nobody cares about it.”"]


def test_curly_and_straight_marks_are_read_alike(extract: Extract) -> None:
    curly = "“The pier is safe,” said Ann Lee. Tom Reed’s boat isn’t.\n"
    straight = curly.translate(str.maketrans("“”’", '""\''))
    found = extract("spacy", {"a": curly, "b": straight})
    assert {**found["a"], "id": ""} == {**found["b"], "id": ""}


def test_speakers_are_named_in_full(extract: Extract) -> None:
    text = (
        "Ann Lee runs the Grimsby council.\n\n“The pier is safe,” Ms Lee said.\n\n"
        "She said the road would shut.\n\nA spokesman said the road was old.\n"
    )
    found = extract("spacy", {"a": text})["a"]["attributions"]
    assert [one["speakers"] for one in found] == [["Ann Lee"], ["Ann Lee"], []]


def test_claims_are_clauses_and_sayings_are_none(extract: Extract) -> None:
    text = (
        "The council said that it spent £3m on the pier and that the road is shut.\n\n"
        "Will the pier open?\n"
    )
    claims = extract("spacy", {"a": text})["a"]["claims"]
    assert "it spent £3m on the pier" in " ".join(surfaces(text, claims))
    assert all("said" not in one and "?" not in one for one in surfaces(text, claims))
    assert claims[0]["check_worthy"]
    assert claims[0]["claim_type"] == "quantity"


def test_names_have_gold_labels_without_titles_and_possessives(extract: Extract) -> None:
    text = "Mr Barack Obama's visit to Germany cost the European Union $3 million on Tuesday.\n"
    found = extract("spacy", {"a": text})["a"]["entities"]
    assert [(text[one["start"] : one["end"]], one["label"]) for one in found] == [
        ("Barack Obama", "PERSON"),
        ("Germany", "GPE"),
        ("European Union", "ORG"),
    ]


@pytest.mark.slow
def test_odd_input_is_answered_the_same_way_twice(extract: Extract) -> None:
    first, second = extract("spacy", ODD), extract("spacy", ODD)
    assert first == second
    assert [one["id"] for one in first.values() if "failure" in one] == []
    assert first["empty"]["entities"] == first["blank"]["attributions"] == []
    assert len(first["long"]["attributions"]) == 1_400
