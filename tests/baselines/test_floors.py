"""The naive floors on articles whose answer can be worked out by eye."""

from __future__ import annotations

import pytest

from .conftest import ODD, Extract, said, surfaces

FLOORS = ("regex_quotes", "c4_lines", "always_claim")

ARTICLE = """\
Pier to reopen

“The pier is safe to walk on,” Ann Lee said on Friday. Tom Reed told the board he "would not go".
The council's "new pier" cost £3m.
"It was closed for a reason," said Ruth Ashdown, "and nobody has told us what changed."

Share this
This site uses cookies to remember what you read.
Read more about the pier ...
"""


def test_quotations_get_the_nearest_name_of_their_line(extract: Extract) -> None:
    answer = extract("regex_quotes", {"a": ARTICLE})["a"]
    assert said(ARTICLE, answer) == [
        (["Ann Lee"], ["said"], ["“The pier is safe to walk on,”"]),
        (["Tom Reed"], ["told"], ['"would not go"']),
        (["Ruth Ashdown"], ["said"], ['"It was closed for a reason,"']),
        (["Ruth Ashdown"], ["said"], ['"and nobody has told us what changed."']),
    ]


def test_a_quotation_without_a_name_in_its_line_has_no_source(extract: Extract) -> None:
    text = "Ann Lee said so.\n“They can walk to work,” went the answer. “He said it was so.”\n"
    answer = extract("regex_quotes", {"a": text})["a"]
    assert [one[0] for one in said(text, answer)] == [[], []]


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("The pier is to reopen.", True),
        ("  “It will be opened by May.”  ", True),
        ('She said "it is open now"', True),
        ("Will the pier ever reopen?", True),
        ("The pier is open", False),
        ("It is open.", False),
        ("The pier is to reopen ...", False),
        ("The pier is to reopen in May…", False),
        ("Please enable JavaScript to see this page.", False),
        ("Lorem ipsum dolor sit amet, consectetur elit.", False),
        ("By going on you accept our Privacy Policy.", False),
        ("This site uses cookies to work well.", False),
    ],
)
def test_lines_that_c4_drops(extract: Extract, line: str, kept: bool) -> None:
    text = f"\n{line}\n\n"
    found = surfaces(text, extract("c4_lines", {"a": text})["a"]["boilerplate"])
    assert found == ([] if kept else [line.strip()])


def test_every_sentence_is_a_claim(extract: Extract) -> None:
    text = "Pier shut\nMr. Lee left at 5 p.m. on Friday. “Why?” he asked.\n"
    claims = extract("always_claim", {"a": text})["a"]["claims"]
    assert surfaces(text, claims) == [
        "Pier shut",
        "Mr. Lee left at 5 p.m. on Friday.",
        "“Why?” he asked.",
    ]
    assert all(one["check_worthy"] for one in claims)


@pytest.mark.parametrize("name", FLOORS)
def test_odd_input_is_answered_the_same_way_twice(extract: Extract, name: str) -> None:
    first, second = extract(name, ODD), extract(name, ODD)
    assert first == second
    assert [one["id"] for one in first.values() if "failure" in one] == []
    (layer,) = set(first["long"]) - {"id"}
    assert first["empty"][layer] == first["blank"][layer] == []
    assert len(first["long"][layer]) == (
        0 if name == "c4_lines" else 1_400 * (1 + (layer == "claims"))
    )
