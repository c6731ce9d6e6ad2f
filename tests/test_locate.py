"""Locating predicted text: hand-worked tables, properties by search, hostile input."""

from __future__ import annotations

import doctest
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk import search as module
from copydesk.locate import Located, locate
from copydesk.records import (
    PredictedAttribution,
    PredictedClaim,
    PredictedEntity,
    PredictedFurniture,
    PredictedSpan,
    Prediction,
)
from copydesk.search import ABSENT, AMBIGUOUS, NO_TEXT, UNSEARCHED, fold

Offsets = tuple[int | None, int | None]


def names(text: str, *surfaces: str | Offsets) -> Located:
    items = tuple(
        PredictedEntity(label="ORG", text=surface)
        if isinstance(surface, str)
        else PredictedEntity(label="ORG", start=surface[0], end=surface[1])
        for surface in surfaces
    )
    return locate(Prediction(id="x", entities=items), text)


def claims(text: str, *surfaces: str) -> Located:
    items = tuple(PredictedClaim(text=surface) for surface in surfaces)
    return locate(Prediction(id="x", claims=items), text)


def furniture(text: str, *surfaces: str) -> Located:
    items = tuple(PredictedFurniture(text=surface) for surface in surfaces)
    return locate(Prediction(id="x", boilerplate=items), text)


def role(surfaces: str | list[str]) -> tuple[PredictedSpan, ...]:
    return tuple(
        PredictedSpan(text=surface)
        for surface in ([surfaces] if isinstance(surfaces, str) else surfaces)
    )


def said(
    content: str | list[str], source: str | list[str] = (), cue: str | list[str] = ()
) -> PredictedAttribution:
    return PredictedAttribution(content=role(content), source=role(source), cue=role(cue))


def attributions(text: str, *items: PredictedAttribution) -> tuple[PredictedAttribution, ...]:
    return locate(Prediction(id="x", attributions=items), text).prediction.attributions


def spans(items) -> list[Offsets]:
    return [(item.start, item.end) for item in items or ()]


def starts(items) -> list[int | None]:
    return [item.start for item in items or ()]


# What needs nothing


def test_complete_prediction_is_returned_itself():
    whole = PredictedSpan(start=3, end=1)  # wrong, but not ours to say
    prediction = Prediction(
        id="x",
        entities=(PredictedEntity(label="ORG", start=0, end=2, text="not the slice"),),
        attributions=(PredictedAttribution(content=(whole,), source=(), cue=(whole,)),),
        claims=(),
    )
    assert locate(prediction, "abc") == Located(prediction, ())
    assert locate(prediction, "abc").prediction is prediction


@pytest.mark.parametrize("prediction", [Prediction(id="x"), Prediction(id="x", failure="crash")])
def test_nothing_attempted(prediction):
    assert locate(prediction, "abc").prediction is prediction


def test_absent_and_empty_layers_and_other_fields_stay():
    entity = PredictedEntity(label="core:LOC", text="abc", score=0.5, canonical="ABC")
    prediction = Prediction(id="x", entities=(entity,), claims=(), truncated_at=3)
    located = locate(prediction, "abc").prediction
    assert (located.claims, located.boilerplate, located.attributions) == ((), None, None)
    assert located.truncated_at == 3
    assert located.entities == (
        PredictedEntity(label="core:LOC", start=0, end=3, text="abc", score=0.5, canonical="ABC"),
    )


# Exact, folded, fuzzy, lost

FOUND = [
    # text, predicted, slice
    ("Acme grew 3–1 today", "grew 3–1", "grew 3–1"),
    ("Acme grew 3–1 today", "grew 3-1", "grew 3–1"),
    ("He said “no” — twice.", 'He said "no" - twice.', "He said “no” — twice."),
    ("It’s  a\n\tday", "It's a day", "It’s  a\n\tday"),
    ("  «Oui», dit-il", "'Oui', dit-il", "«Oui», dit-il"),
    ("a b", " a\nb ", "a b"),
    ("x\u00a0y z", "x y", "x\u00a0y"),
    ("Call Jonathan Smith, now", "Jonathan Smyth", "Jonathan Smith"),
    ("“The cat sat on the mat”, he", "The cat sits on the mat", "The cat sat on the mat"),
    ("“The cat sat on the mat”, he", "A cat sits on the mat", None),  # 5 edits of 22
    ("The minister, who resigned.", "the minister who resigned", "The minister, who resigned"),
    ("A minister, who left on Monday.", "who lefft on Monday", "who left on Monday"),
    ("Jose\u0301 Garci\u0301a spoke", "Jos\u00e9 Garc\u00eda spoke", None),  # 4 edits of 19
    ("Prices rose by Jose\u0301", "Prices rose by Jos\u00e9", "Prices rose by Jose\u0301"),
    ("Acme", "acme", None),
    ("Smith", "Smyth", None),
    ("", "Smith", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "predicted", "piece"), FOUND)
def test_how_a_text_is_found(text, predicted, piece):
    located = claims(text, predicted)
    (claim,) = located.prediction.claims
    if piece is None:
        assert claim == PredictedClaim(text=predicted)
        assert located.lost == (("claims[0]", predicted, ABSENT),)
    else:
        assert claim.text == piece == text[claim.start : claim.end]
        assert located.lost == ()


def test_exact_goes_before_folded():
    text = "“Yes” and \"Yes\" and 'Yes'"
    assert starts(claims(text, '"Yes"').prediction.claims) == [10]
    assert starts(claims(text, '"Yes"', '"Yes"', '"Yes"').prediction.claims) == [10, 0, 20]
    assert starts(claims(text, '"Yes"', "“Yes”").prediction.claims) == [10, 0]


def test_two_different_fuzzy_matches_are_none():
    text = "The council approved plan A today. The council approved plan B today."
    located = claims(text, "The council approved plan C today.")
    assert located.lost == (("claims[0]", "The council approved plan C today.", AMBIGUOUS),)


def test_one_wording_that_stands_twice_is_one_fuzzy_match():
    text = "The council approved plan A. So it is: The council approved plan A."
    wrong = "The council aproved plan A."
    assert starts(claims(text, wrong, wrong, wrong).prediction.claims) == [0, 39, 39]


def test_paths_and_reasons_of_the_lost():
    prediction = Prediction(
        id="x",
        entities=(PredictedEntity(label="ORG", text="Acme"), PredictedEntity(label="ORG")),
        attributions=(
            said("It grew", "Nobody", "said"),
            PredictedAttribution(content=role(["gone", "It grew"]), source=None),
        ),
        claims=(PredictedClaim(start=0, text="nowhere"), PredictedClaim(text=" \n")),
        boilerplate=(PredictedFurniture(end=3),),
    )
    located = locate(prediction, "It grew, said Acme")
    assert [(lost.path, lost.text, lost.reason) for lost in located.lost] == [
        ("entities[1]", "", NO_TEXT),
        ("attributions[0].source[0]", "Nobody", ABSENT),
        ("attributions[1].content[0]", "gone", ABSENT),
        ("claims[0]", "nowhere", ABSENT),
        ("claims[1]", " \n", NO_TEXT),
        ("boilerplate[0]", "", NO_TEXT),
    ]
    assert located.prediction.claims[0] == PredictedClaim(text="nowhere")
    assert located.prediction.boilerplate == (PredictedFurniture(),)
    assert located.prediction.attributions[1].source is None


# Which occurrence: names

NAMES = [
    # text, predicted, starts
    ("Acme, Bolt, Acme, Acme", ["Acme"], [0]),
    ("Acme, Bolt, Acme, Acme", ["Acme", "Bolt", "Acme"], [0, 6, 12]),
    ("Acme and Acme", ["Acme"] * 4, [0, 9, 9, 9]),
    ("The bus of the US, not the bust: US", ["US", "US", "US"], [15, 33, 33]),
    ("Acmes and Acmex", ["Acme", "Acme", "Acme"], [0, 10, 10]),
    ("US-led", ["US"], [0]),
    ("Cafe\u0301 or Cafe", ["Cafe"], [9]),
    ("Joe Biden left. Biden said so.", ["Joe Biden", "Biden"], [0, 16]),
    ("Joe Biden left. Biden said so.", ["Biden", "Joe Biden"], [16, 0]),
    ("Joe Biden left. Biden said so.", ["Biden"], [4]),
    ("Joe Biden left.", ["Joe Biden", "Biden"], [0, 4]),
    ("Joe Biden left. Joe Biden said. Biden!", ["Biden", "Joe Biden"], [32, 0]),
    ("New York Times, New York, York", ["York", "New York", "New York Times"], [26, 16, 0]),
    ("Acme and Acme", [(0, 4), "Acme"], [0, 9]),
    ("Acme and Acme", ["Acme", (9, 13), "Acme"], [0, 9, 9]),
    ("Joe Biden, Biden", [(0, 9), "Biden"], [0, 11]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "predicted", "expected"), NAMES)
def test_names(text, predicted, expected):
    located = names(text, *predicted)
    assert starts(located.prediction.entities) == expected
    assert located.lost == ()


def test_naming_once_earns_once_and_ten_times_costs_seven():
    text = "Acme, then Acme, then Acme"
    gold = Counter([(0, 4), (11, 15), (22, 26)])

    def hits(times: int) -> tuple[int, int]:
        found = Counter(spans(names(text, *["Acme"] * times).prediction.entities))
        true = (gold & found).total()
        return true, found.total() - true

    assert [hits(times) for times in (1, 3, 10)] == [(1, 0), (3, 0), (3, 7)]


# Which occurrence: furniture


def test_furniture_prefers_whole_lines():
    text = "Sport is fun\n  Sport \nMore Sport\nSport"
    assert starts(furniture(text, "Sport").prediction.boilerplate) == [15]
    assert starts(furniture(text, "Sport", "Sport").prediction.boilerplate) == [15, 33]
    assert starts(furniture(text, "Sport is").prediction.boilerplate) == [0]


def test_furniture_over_lines():
    text = "Body.\nREAD MORE\n\nOne\nTwo\nBody."
    (block,) = furniture(text, "READ MORE\nOne\nTwo").prediction.boilerplate
    assert (block.start, block.end) == (6, 24)


# Which occurrence: attributions


def test_source_and_cue_stand_nearest_to_the_content():
    text = "Ann said: No. Then Bob said: Yes, we can. Ann said: Oh."
    (one,) = attributions(text, said("Yes, we can.", "Ann", "said"))
    assert (starts(one.content), starts(one.source), starts(one.cue)) == ([29], [42], [23])


def test_at_equal_distance_the_one_before_is_taken():
    (one,) = attributions("he, Yes, he", said("Yes", "he"))
    assert starts(one.source) == [0]


def test_words_are_preferred_to_parts_of_words():
    (one,) = attributions("he was there; the Yes, the end", said("Yes", "he"))
    assert starts(one.source) == [0]


def test_source_stands_outside_the_content():
    (one,) = attributions("She left. He said he would go.", said("he would go", "he", "said"))
    assert starts(one.source) == [18]  # there is no other "he"
    (one,) = attributions("Today he said he would go.", said("he would go", "he", "said"))
    assert starts(one.source) == [6]


def test_source_stands_in_its_paragraph_rather_than_outside_the_content():
    text = "Police left.\nPolice say it is over."
    (one,) = attributions(text, said("Police say it is over", "Police", "say"))
    assert (starts(one.source), starts(one.cue)) == ([13], [20])


def test_equal_contents_take_their_occurrences_in_order():
    text = "Yes, said A. Yes, said B."
    found = attributions(text, said("Yes", "A"), said("Yes", "B"), said("Yes", "B"))
    assert [starts(one.content) for one in found] == [[0], [13], [13]]
    assert [starts(one.source) for one in found] == [[10], [23], [23]]


def test_a_given_content_has_its_place():
    text = "Yes, said A. Yes, said B."
    first = PredictedAttribution(content=(PredictedSpan(start=0, end=3),))
    found = attributions(text, said("Yes", "B"), first)
    assert [starts(one.content) for one in found] == [[13], [0]]


DISCONTINUOUS = [
    # text, contents, starts
    ("It is. It, she says, is over.", [["It", "is over"]], [[7, 21]]),
    ("is over? It, she says, is over. It", [["It", "is over"]], [[9, 23]]),
    ("a x b a y b", [["a", "b"], ["a", "b"], ["a", "b"]], [[0, 4], [6, 10], [6, 10]]),
    ("no, no, no way", [["no", "no", "no way"]], [[0, 4, 8]]),
    ("big. We won, he said, big.", [["big"], ["We won", "big"]], [[0], [5, 22]]),
    ("We won, he said, big. So big.", [["big"], ["We won", "big"]], [[25], [0, 17]]),
    ("b then a", [["a", "b"]], [[7, 0]]),
    ("a then c", [["a", "lost", "c"]], [[0, None, 7]]),
]


@pytest.mark.parametrize(("text", "contents", "expected"), DISCONTINUOUS)
def test_discontinuous_contents(text, contents, expected):
    found = attributions(text, *map(said, contents))
    assert [starts(one.content) for one in found] == expected


def test_two_sources_of_one_wording_take_two_places():
    (one,) = attributions("he and he said Yes", said("Yes", ["he", "he"]))
    assert starts(one.source) == [7, 0]


def test_source_without_a_found_content():
    (one,) = attributions("he said, he said", said("gone", ["he", "he", "he"], "said"))
    assert starts(one.source) == [0, 9, 0]


# Properties

WORDS = st.sampled_from(
    ["Joe", "Biden", "US", "“no”", '"no"', "It’s", "It's", "é", "😀", "a-b", "–"]
)
TEXTS = st.lists(st.tuples(WORDS, st.sampled_from([" ", "  ", "\n", "\u00a0", ""]))).map(
    lambda pairs: "".join(word + space for word, space in pairs)
)


@st.composite
def texts_and_pieces(draw):
    text = draw(TEXTS)
    pieces = []
    for _ in range(draw(st.integers(0, 6)) if text else 0):
        start = draw(st.integers(0, len(text) - 1))
        pieces.append(text[start : draw(st.integers(start + 1, len(text)))])
    return text, [piece for piece in pieces if piece.strip()]


@given(texts_and_pieces())
def test_a_piece_of_the_text_is_found_as_it_is(case):
    text, pieces = case
    folded = fold(text)
    for piece in pieces:
        (claim,) = claims(text, piece).prediction.claims
        assert fold(claim.text) == fold(piece)
        if sum(folded.startswith(fold(piece), place) for place in range(len(folded))) == 1:
            assert claim.text == piece.strip() == text[claim.start : claim.end]


@given(texts_and_pieces(), st.sampled_from([names, claims, furniture]))
def test_located_text_is_its_slice_and_folds_alike(case, layer):
    text, pieces = case
    located = layer(text, *map(fold, pieces))
    assert located.lost == ()
    prediction = located.prediction
    for item, piece in zip(
        prediction.entities or prediction.claims or prediction.boilerplate or (),
        pieces,
        strict=True,
    ):
        assert item.text == text[item.start : item.end]
        assert fold(item.text) == fold(piece)
    assert locate(prediction, text).prediction is prediction


@given(texts_and_pieces(), st.sampled_from([names, claims, furniture]), st.randoms())
def test_places_do_not_depend_on_the_order(case, layer, random):
    text, pieces = case
    pieces = [*pieces, *map(fold, pieces), *pieces]
    shuffled = random.sample(pieces, len(pieces))

    def places(items: list[str]) -> list[tuple[str, Offsets]]:
        found = layer(text, *items).prediction
        layers = found.entities or found.claims or found.boilerplate or ()
        return sorted((fold(item.text), (item.start, item.end)) for item in layers)

    assert places(pieces) == places(shuffled)


def edits(one: str, other: str) -> int:
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        diagonal, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            diagonal, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, diagonal + (a != b))
    return row[-1]


def fuzzy_by_search(text: str, key: str) -> Offsets | str:
    """Try every word-aligned piece of a text that is its own folding."""

    def edge(place: int) -> bool:
        pair = text[max(0, place - 1) : place + 1]
        return not (len(pair) == 2 and pair[0].isalnum() and pair[1].isalnum())

    places = [place for place in range(len(text) + 1) if place in (0, len(text)) or edge(place)]
    near = []
    for start in places:
        for end in places:
            piece = text[start:end]
            if piece and piece == piece.strip():
                distance, longer = edits(key, piece), max(len(key), len(piece))
                if 10 * distance <= longer:
                    near.append((distance / longer, start, end))
    if not near:
        return ABSENT
    _, start, end = min(near)
    same = [place for place in range(len(text)) if text.startswith(text[start:end], place)]
    for _, first, last in near:
        if all(last <= place or first >= place + end - start for place in same):
            return AMBIGUOUS
    return start, end


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from(["Jonathan", "Smith", "rose", "by", "a", "tenth,"]), max_size=14),
    st.integers(0, 13),
    st.integers(2, 8),
    st.lists(st.tuples(st.integers(0, 60), st.sampled_from(["", "x", "xy", " "])), max_size=4),
)
def test_fuzzy_search_finds_what_trying_everything_finds(words, first, count, changes):
    text, key = " ".join(words), " ".join(words[first : first + count])
    for place, new in changes:
        key = key[:place] + new + key[place + 1 :]
    key = fold(key)
    if not key or key in text:
        return
    expected = fuzzy_by_search(text, key)
    located = claims(text, key)
    (claim,) = located.prediction.claims
    if isinstance(expected, str):
        assert [lost.reason for lost in located.lost] == [expected]
    else:
        assert (claim.start, claim.end) == expected


@given(st.text("abc", min_size=1, max_size=70), st.text("abc", min_size=1, max_size=70))
def test_distance_is_the_edit_distance(one, other):
    assert [*module._distances(one, other, anchored=True)][-1] == edits(one, other)
    least = min(edits(one, other[start:]) for start in range(len(other) + 1))
    assert [*module._distances(one, other, anchored=False)][-1] == least


# Hostile input


def article(words: int = 2000) -> str:
    return " ".join(f"word{number * 7919 % 997}" for number in range(words))


def test_a_span_far_longer_than_the_article():
    assert claims(article(), "abc def " * 125_000).lost[0].reason == ABSENT


def test_a_span_as_long_as_a_long_article():
    text = article(100_000)
    assert claims(text, text.replace("word1", "word x")).lost[0].reason == UNSEARCHED


def test_ten_thousand_lost_spans_and_a_sound_one():
    wrong = [f"word1 word2 w{number} word6 wrong" for number in range(10_000)]
    located = claims(article(), *wrong, "word0 word940")
    assert len(located.lost) == 10_000
    assert located.prediction.claims[-1].start is not None


def test_the_same_span_ten_thousand_times():
    located = names("a " * 1000, *["a"] * 10_000)
    assert Counter(starts(located.prediction.entities))[1998] == 9001


def test_a_content_of_thousands_of_parts():
    (one,) = attributions("e " * 500, said(["e"] * 1000, ["e"] * 1000))
    assert None not in starts(one.content) + starts(one.source)


def test_doctests():
    assert doctest.testmod(module).failed == 0
