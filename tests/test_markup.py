"""The markup of annotators: what compiles, what is refused, and that nothing is lost."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.errors import InputError
from copydesk.labels import CATEGORIES, CLAIM_TYPES, ENTITY_LABELS, SOURCE_TYPES, ZONE_KINDS
from copydesk.markup import compile_record, parse, render, to_json
from copydesk.markup.aligning import Alignment, Spellings
from copydesk.markup.grammar import escape_name, split_names, unescape_name
from copydesk.records import Annotation
from copydesk.validate.rules import text_hash
from tests.conftest import ROOT

TEXT = "Ms Amoah said the bridge is safe, and Reed agreed: <3 <br>.\n\nREAD MORE: Ten bridges\n"
MARKUP = (
    "<s1>Ms <e PERSON Denise Amoah>Amoah</e></s1> <q1>said</q1> "
    "<c1 person: Denise Amoah><k state+>the bridge is safe</k></c1>, and <e PERSON>Reed</e> "
    "agreed: <3 <br>.\n\n<b related_inline>READ MORE: Ten bridges</b>\n"
)


def made(markup: str, text: str | None = None, *, check: bool = False) -> Annotation:
    stored = parse(markup).text if text is None else text
    return compile_record(markup, stored, "x", check=check).annotation


def codes(markup: str, text: str | None = None, *, check: bool = False) -> list[tuple[str, str]]:
    """Return (`line:column`, code) of everything wrong with a markup."""
    with pytest.raises(InputError) as caught:
        made(markup, text, check=check)
    places = [(one.line, one.path.removeprefix("column ")) for one in caught.value.problems]
    named = [one.code for one in caught.value.problems]
    return [(f"{line}:{column}", code) for (line, column), code in zip(places, named, strict=True)]


def test_every_kind_of_tag() -> None:
    plain = json.loads(to_json(made(MARKUP, TEXT)))
    del plain["sha256"]
    assert plain == {
        "id": "x",
        "entities": [
            {
                "id": "e1",
                "start": 3,
                "end": 8,
                "text": "Amoah",
                "label": "PERSON",
                "canonical": "Denise Amoah",
            },
            {
                "id": "e2",
                "start": 38,
                "end": 42,
                "text": "Reed",
                "label": "PERSON",
                "canonical": "Reed",
            },
        ],
        "attributions": [
            {
                "id": "a1",
                "source": [{"start": 0, "end": 8, "text": "Ms Amoah"}],
                "cue": [{"start": 9, "end": 13, "text": "said"}],
                "content": [{"start": 14, "end": 32, "text": "the bridge is safe"}],
                "source_type": "person",
                "speakers": ["Denise Amoah"],
            }
        ],
        "claims": [
            {
                "id": "c1",
                "start": 14,
                "end": 32,
                "text": "the bridge is safe",
                "check_worthy": True,
                "claim_type": "state",
            }
        ],
        "boilerplate": [
            {
                "id": "b1",
                "start": 61,
                "end": 83,
                "text": "READ MORE: Ten bridges",
                "category": "related_inline",
            }
        ],
        "zones": [],
    }


@pytest.mark.parametrize("file", sorted((ROOT / "annotations").glob("*/*.json")), ids=str)
def test_the_gold_comes_back_byte_for_byte(file: Any) -> None:
    stored = file.read_bytes().decode()
    annotation = msgspec.json.decode(stored, type=Annotation)
    text = (ROOT / "seeds" / f"{annotation.id}.txt").read_bytes().decode()
    assert to_json(annotation) == stored
    compiled = compile_record(render(annotation, text), text, annotation.id)
    assert to_json(compiled.annotation) == stored
    assert compiled.restored == 0


def test_the_example_of_the_guidelines_compiles() -> None:
    guidelines = (ROOT / "annotations" / "GUIDELINES.md").read_text(encoding="utf-8")
    record = made(guidelines.partition("## 9. Working format")[2].split("```\n")[1], check=True)
    assert [one.speakers for one in record.attributions or ()] == [("Mara Quill",)]
    assert [one.check_worthy for one in record.claims or ()] == [False, True]


def test_problems_name_tags_and_not_the_record() -> None:
    markup = "<q1>said</q1> <s1>He</s1> <c1 unnamed>claims[7]</c1> <c1>it</c1>"
    with pytest.raises(InputError) as caught:
        made(markup, check=True)
    assert str(caught.value) == (
        "x.markup:1: column 54: role-gap: only white space parts it from "
        "<c1 unnamed> of 1:27: make the two one span"
    )


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("a <3 b <br> &nbsp; [/caption] <s> <q>x</q> <c> <E ORG> </e >", None),
        (r"\<e ORG>Acme\</e>", "<e ORG>Acme</e>"),
        (r"\<b>bold\</b>", "<b>bold</b>"),
        (r"a\\\</k>", r"a\</k>"),
        (r"a\b\ c \\ d", None),
        (r"\\<e ORG>Acme\\</e>", "\\Acme\\"),
        ("<e ORG\nAcme>", None),
        ("<no claims>x", "x"),
        (r"\<no claims>x", "<no claims>x"),
    ],
)
def test_what_is_text(markup: str, text: str | None) -> None:
    parsed = parse(markup)
    assert (parsed.text, parsed.troubles) == (markup if text is None else text, [])


def test_ids_follow_the_text() -> None:
    record = made(
        "<c2 unnamed>One</c2> <q2>said</q2>. <s9>Two</s9> <q9>said</q9> <c9 unnamed>that "
        "<k event><k state>it rained</k> all day</k></c9>"
    )
    assert record.attributions
    assert record.claims
    assert [(one.id, one.content[0].text) for one in record.attributions] == [
        ("a1", "One"),
        ("a2", "that it rained all day"),
    ]
    assert [(one.id, one.text) for one in record.claims] == [
        ("c1", "it rained all day"),
        ("c2", "it rained"),
    ]


def test_attributions_with_one_source_are_ordered_by_content() -> None:
    record = made("<s1><s2>He</s2></s1> <c1 unnamed>B</c1> <c2 unnamed>C</c2>")
    swapped = made("<s1><s2>He</s2></s1> <c2 unnamed>B</c2> <c1 unnamed>C</c1>")
    assert record.attributions == swapped.attributions


def test_kinds_and_numbers_cross() -> None:
    record = made("<c1 implicit>a <k state>b</c1> <c2 unnamed>c</k> d</c2> <c1>e</c1>")
    assert record.attributions
    assert record.claims
    assert [[span.text for span in one.content] for one in record.attributions] == [
        ["a b", "e"],
        ["c d"],
    ]
    assert record.claims[0].text == "b c"


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<e ORG>Acme", [("1:1", "tag-not-closed")]),
        ("a\nAcme</e>", [("2:5", "tag-not-open")]),
        ("<e ORG></e>", [("1:1", "tag-empty")]),
        ("<e>Acme</e>", [("1:1", "unknown-value")]),
        ("<e ORGG>Acme</e>", [("1:1", "unknown-value")]),
        ("<k events+>a</k>", [("1:1", "unknown-value")]),
        ("<b nav>a</b> <z title>b</z>", [("1:1", "unknown-value"), ("1:14", "unknown-value")]),
        ("<e ORG>Bank of <e GPE>England</e></e>", [("1:16", "tag-overlap")]),
        ("<q1>said</q1>", [("1:1", "no-content")]),
        ("<c1>a</c1>", [("1:1", "no-source-type")]),
        ("<c1 man: Reed>a</c1>", [("1:1", "unknown-value")]),
        ("<c1 person: Reed;>a</c1>", [("1:1", "name-empty")]),
        ("<c1 person>a</c1> <c1 document>b</c1>", [("1:19", "source-type-twice")]),
        ("<c1 person>a</c1> <s1 Reed>b</s1>", [("1:19", "tag-value")]),
        (r"<e ORG A\cme>Acme</e>", [("1:1", "name-escape")]),
        (r"<e ORG \ud800>Acme</e>", [("1:1", "name-escape")]),
        ("<no claims><k state>a</k>", [("1:12", "layer-absent")]),
        (
            "<e X>a</e>\n<q1>b</q1>\n</k>",
            [("1:1", "unknown-value"), ("2:1", "no-content"), ("3:1", "tag-not-open")],
        ),
    ],
)
def test_problems_have_place_and_code(markup: str, expected: list[tuple[str, str]]) -> None:
    assert codes(markup) == expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("It rained.\nNot <k state>now </k>here.", [("2:5", "white-space-edge")]),
        ("A\n<e ORG Acme Ltd>Acme</e>", [("2:1", "canonical")]),
        ("<k state>it\nrained</k>", [("1:1", "claim-line")]),
        ("<c1 unnamed>it rained</c1>", [("1:1", "source"), ("1:1", "cue")]),
        ("<q1>Say</q1> <s1>I</s1> <c1 implicit>it</c1>", [("1:14", "source")]),
    ],
)
def test_the_rules_for_gold_speak_of_the_markup(
    markup: str, expected: list[tuple[str, str]]
) -> None:
    assert codes(markup, check=True) == expected


@pytest.mark.parametrize(
    ("stored", "typed", "restored"),
    [
        ("He\u00a0said “no”.", 'He said "no".', 3),
        ("Amo\u200bah ’s", "Amoah 's", 2),
        ("One. \n\n\nTwo.\n", "One.\nTwo.", 4),
        ("\ufeffOne\n \u200b\nTwo", "One\n\nTwo\n\n", 5),
        ("One\nTwo\n", "One\r\nTwo\r\n", 2),
        ("same", "same", 0),
    ],
)
def test_what_retyping_loses_is_restored(stored: str, typed: str, restored: int) -> None:
    alignment = Alignment(typed, stored)
    assert alignment.fits
    assert alignment.restored() == restored


def test_positions_are_carried_over() -> None:
    stored = "Mr\u00a0O’\u200bHara  \n\n\nand “Ma\u200bc” left.\n"
    markup = 'Mr <e PERSON>O\'Hara</e>\nand "<e PERSON>Mac</e>" <k event>left</k>.\n'
    record = made(markup, stored)
    assert record.entities
    assert record.claims
    assert [one.text for one in record.entities] == ["O’\u200bHara", "Ma\u200bc"]
    assert [one.canonical for one in record.entities] == ["O’\u200bHara", "Ma\u200bc"]
    assert record.claims[0].text == "left"


def test_names_in_tags_are_spelt_as_in_the_text() -> None:
    stored = "Barry ‘The\u00a0Clamp’ Stubbs spoke. Stubbs (59) left.\n"
    typed = "<e PERSON>Barry 'The Clamp' Stubbs</e> spoke. "
    typed += "<e PERSON Barry 'The Clamp' Stubbs (driver)>Stubbs</e> (59) left.\n"
    compiled = compile_record(typed, stored, "x")
    assert [one.canonical for one in compiled.annotation.entities or ()] == [
        "Barry ‘The Clamp’ Stubbs",
        "Barry ‘The Clamp’ Stubbs (driver)",
    ]
    assert compiled.restored == 5


def test_a_name_over_a_line_end_has_a_canonical_on_one_line() -> None:
    record = made("<e PERSON>Tom\nReed</e> left. <e PERSON Tom Reed>Reed</e> left.", check=True)
    assert [one.canonical for one in record.entities or ()] == ["Tom Reed", "Tom Reed"]
    assert "<e PERSON>Tom" in render(record, "Tom\nReed left. Reed left.")


def test_speakers_without_an_entity_are_named() -> None:
    markup = (
        '<c1 person: Ann Lee; Ann>"It rained,"</c1> <q1>said</q1> <s1><e PERSON>Ann</e> Lee</s1>'
    )
    assert compile_record(markup, parse(markup).text, "x").unnamed == ("Ann Lee",)


def test_every_other_difference_is_an_error_with_both_readings() -> None:
    stored = "One line.\n\nAnother line.\n\nThe last line.\n"
    markup = "One line.\n\nAnother <e ORG>lime</e>.\n\nThe list line.\nMore.\n"
    with pytest.raises(InputError) as caught:
        made(markup, stored)
    places = [(one.line, one.code) for one in caught.value.problems]
    assert places == [(3, "text-differs"), (5, "text-differs"), (6, "text-differs")]
    assert '"Another lime."' in str(caught.value)
    assert 'line 3 of the stored text "Another line."' in str(caught.value)


@given(st.lists(st.text(min_size=1), max_size=4))
def test_names_come_back(names: list[str]) -> None:
    written = "; ".join(map(escape_name, names))
    assert "\n" not in written
    assert "<" not in written
    if names:
        assert [unescape_name(one) for one in split_names(written)] == names


_PIECES = [
    "Ada", "the", "said", " ", " ", " ", "\n", "\\", "\\\\", "<", ">", "<e PERSON>", "</e>", "</k>",
    "<e ", "<k ", "<c1 person: A; B>", "</c1>", "<b>", "<no claims>", "<br>", ";", "?", "\u200b",
    "\u00a0", "’", "“", "𝒳", "</", "s1", "\\<", "\r", "\u2028",
]  # fmt: skip


_TAGS = [
    "<e PERSON>", "<e PERSON ?>", "</e>", "<k state>", "<k ?+>", "</k>", "<c1 person: Ada>",
    "</c1>", "<c1>", "<s1>", "</s1>", "<q1>", "</q1>", "<c2 implicit>", "</c2>", "<b nav_ui>",
    "</b>", "<z headline>", "</z>", "<e ORG Ada\\>>", "<e ORG \\x>",
]  # fmt: skip


@st.composite
def records(draw: st.DrawFn) -> tuple[str, Annotation]:
    """A text that is full of what reads as tags, and a record of it in the order of its ids."""
    text = "".join(draw(st.lists(st.sampled_from(_PIECES), min_size=1, max_size=25)))
    cuts = st.integers(0, len(text))

    def flat(most: int) -> list[dict[str, Any]]:
        places = sorted(draw(st.sets(cuts, max_size=2 * most)))
        pairs = [pair for pair in pairwise(places) if draw(st.booleans())]
        return [{"start": a, "end": b, "text": text[a:b]} for a, b in pairs]

    def ids(letter: str, items: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [{"id": f"{letter}{n}", **one} for n, one in enumerate(items, 1)]

    def some(**optional: st.SearchStrategy[Any]) -> dict[str, Any]:
        return {key: draw(value) for key, value in optional.items() if draw(st.booleans())}

    odd = st.sampled_from(["Ada", "?", " ", "A; B", ">", "<x>", "a\\", "\n", "\u00a0y"])
    spell = Spellings(text)  # a name that stands in the text in another spelling is respelt
    name = (odd | st.text(st.characters(codec="utf-8"), min_size=1)).filter(
        lambda one: spell.restored(one) == (one, 0)
    )
    entities = [
        {**one, "label": draw(st.sampled_from(ENTITY_LABELS)), **some(canonical=name)}
        for one in flat(4)
    ]
    claims: dict[tuple[int, int], dict[str, Any]] = {}
    for one in flat(2) + flat(3):
        crossed = any(
            a < one["start"] < b < one["end"] or one["start"] < a < one["end"] < b
            for a, b in claims
        )
        if not crossed:
            worth = {"check_worthy": draw(st.booleans())}
            typed = some(claim_type=st.sampled_from(CLAIM_TYPES))
            claims[one["start"], one["end"]] = {**one, **worth, **typed}
    said = []
    for _ in range(draw(st.integers(0, 3))):
        roles = {"source": flat(1), "cue": flat(1), "content": flat(2)}
        if roles["content"]:
            known = some(
                source_type=st.sampled_from(SOURCE_TYPES), speakers=st.lists(name, max_size=3)
            )
            said.append({**roles, **known})
    said.sort(
        key=lambda one: (
            min(span["start"] for role in ("source", "cue", "content") for span in one[role]),
            one["content"][0]["start"],
        )
    )
    furniture = [{**one, "category": draw(st.sampled_from(CATEGORIES))} for one in flat(2)]
    zones = [{**one, "kind": draw(st.sampled_from(ZONE_KINDS))} for one in flat(2)]
    layers = {
        "entities": ids("e", entities),
        "attributions": ids("a", said),
        "claims": ids("c", [claims[key] for key in sorted(claims, key=lambda k: (k[0], -k[1]))]),
        "boilerplate": ids("b", furniture),
        "zones": ids("z", zones),
    }
    kept = {layer: items for layer, items in layers.items() if draw(st.integers(0, 4))}
    plain = {"id": "x", "sha256": text_hash(text), **kept}
    return text, msgspec.convert(plain, Annotation)


@settings(max_examples=300)
@given(records())
def test_every_record_comes_back(drawn: tuple[str, Annotation]) -> None:
    text, record = drawn
    compiled = compile_record(render(record, text), text, "x", check=False)
    assert compiled.annotation == record
    assert compiled.restored == 0


@given(st.text(st.sampled_from("ab \n\u200b\u00a0’“\t")), st.data())
def test_any_loss_is_restored(stored: str, data: st.DataObject) -> None:
    typed = stored.replace("\u200b", "").replace("\u00a0", " ").replace("’", "'").replace("“", '"')
    typed = "\n".join(line.rstrip() for line in typed.split("\n")).strip("\n")
    alignment = Alignment(typed, stored)
    assert alignment.fits
    solid = [place for place, sign in enumerate(typed) if not sign.isspace()]
    if solid:
        first = data.draw(st.sampled_from(solid))
        last = data.draw(st.sampled_from([place for place in solid if place >= first]))
        piece = stored[alignment.start(first) : alignment.end(last + 1)]
        assert Alignment(typed[first : last + 1], piece).fits
        assert not piece[0].isspace()
        assert not piece[-1].isspace()


@given(st.lists(st.sampled_from(_PIECES)).map("".join))
def test_any_text_is_read(markup: str) -> None:
    parsed = parse(markup)
    assert len(parsed.text) <= len(markup)
    for mark in parsed.marks:
        assert 0 <= mark.start <= mark.end <= len(parsed.text)


@given(
    st.lists(st.sampled_from(_TAGS + _PIECES)).map("".join), st.none() | st.sampled_from(_PIECES)
)
def test_what_does_not_compile_is_told(markup: str, stored: str | None) -> None:
    try:
        record = made(markup, stored, check=True)
    except InputError as error:
        lines = {one.line for one in error.problems}
    else:
        lines = set()
        assert made(render(record, parse(markup).text), stored, check=True) == record
    assert lines <= set(range(1, markup.count("\n") + 2))
