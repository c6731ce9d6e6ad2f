"""Tools that people use, as they are: what they find, what they cut, what they raise."""

from __future__ import annotations

import pytest

from .conftest import ODD, Extract, said, surfaces

QUOTED = '"The pier is safe to walk on," Ann Lee said. The council met on Friday.\n'
PAGE = (
    "Pier to reopen\n\nThe pier that was shut by the council after the fire will be opened again in"
    " May, and it is to be free for those who have lived in the town for more than a year, said the"
    " man who has been the head of the works since they were begun by the town itself.\n\nShare\n"
)


def test_textacy_gives_direct_quotations(extract: Extract) -> None:
    answer = extract("textacy_quotes", {"a": QUOTED})["a"]
    assert said(QUOTED, answer) == [
        (["Ann Lee"], ["said"], ['"The pier is safe to walk on,"']),
    ]


def test_textacy_fails_on_marks_that_it_cannot_pair(extract: Extract) -> None:
    text = '"The pier is safe to walk on," Ann Lee said. "It is old.\n'
    found = extract("textacy_quotes", {"a": text, "b": QUOTED})
    assert found["a"]["failure"].startswith("exception: ValueError")
    assert found["b"]["attributions"]


def test_justext_keeps_a_long_line_of_stop_words_and_drops_short_ones(extract: Extract) -> None:
    answer = extract("justext_lines", {"a": PAGE})["a"]
    assert surfaces(PAGE, answer["boilerplate"])[-1] == "Share"
    assert not any("said the man" in one for one in surfaces(PAGE, answer["boilerplate"]))


def test_justext_reads_lines_as_text_not_as_markup(extract: Extract) -> None:
    text = "<b>Share</b> &amp; save\n\x0cShare\x00\n"
    answer = extract("justext_lines", {"a": text})["a"]
    assert "failure" not in answer
    assert surfaces(text, answer["boilerplate"]) == ["<b>Share</b> &amp; save", "Share\x00"]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["textacy_quotes", "justext_lines"])
def test_odd_input_is_answered_the_same_way_twice(extract: Extract, name: str) -> None:
    first, second = extract(name, ODD), extract(name, ODD)
    assert first == second
    assert "failure" not in first["empty"]
    assert "failure" not in first["furniture"]
