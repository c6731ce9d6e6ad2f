"""Each slice: what is a case of it, and what only looks like one."""

from __future__ import annotations

import pytest

from copydesk.profile import SLICES
from copydesk.profile.facts import Facts
from copydesk.profile.slices import LARGE

from .made import facts, said

FIND = {one.name: one.find for one in SLICES}


def surfaces(name: str, document: Facts) -> list[str]:
    return [document.text[start:end] for start, end in FIND[name](document)]


def test_every_slice_has_a_name_of_its_own_and_a_definition() -> None:
    assert len(FIND) == len(SLICES) == 23
    assert all(one.says for one in SLICES)
    assert LARGE == 8


TWO = "“It is old.\n\n“It is safe,” she said."
STRAY = "“It is old,”\nshe said. “It is safe.”"
AGAIN = '"It stinks," she told us.\n\n"He is fleecing them."'
OPEN = '"It stinks," she told us. "He is fleecing them.\n\nShe left.'
TIED = "“It is old,” she said, “and safe.”"
APART = "Ada Poe runs it.\n\nIt rained.\n\nIt snowed.\n\nShe said it was old."
NEAR = "Ada Poe runs it.\n\nShe said it was old."
TRANSCRIPT = "POE: I never saw it."
REED = "Ann Reed said it was old. Tom Reed said it was new. Mr Poe said no."
LI = "Li Wei said it was old. Li Na said it was new. Li laughed."
OUTER = "Poe said a nurse told her that it was old."

#: slice, text, attributions, names, how many cases
REPORTS = [
    ("quotation over paragraphs", TWO, [said(["“It is old.\n\n“It is safe,”"], "she", "said")], 1),
    (
        "quotation over paragraphs",
        STRAY,
        [said(["“It is old,”", "“It is safe.”"], "she", "said")],
        0,
    ),
    (
        "quotation over paragraphs",
        AGAIN,
        [said(['"It stinks,"', '"He is fleecing them."'], "she", "told")],
        1,
    ),
    ("unbalanced marks", TWO, [said(["“It is old.\n\n“It is safe,”"], "she", "said")], 0),
    (
        "unbalanced marks",
        AGAIN,
        [said(['"It stinks,"', '"He is fleecing them."'], "she", "told")],
        0,
    ),
    ("unbalanced marks", OPEN, [said(['"It stinks,"', '"He is fleecing them.'], "she", "told")], 1),
    ("interrupted quotation", TIED, [said(["“It is old,”", "“and safe.”"], "she", "said")], 1),
    ("interrupted quotation", TWO, [said(["“It is old.\n\n“It is safe,”"], "she", "said")], 0),
    ("indirect, cue behind", "It was old, she said.", [said(["It was old"], "she", "said")], 1),
    ("indirect, cue behind", "She said it was old.", [said(["it was old"], "She", "said")], 0),
    ("indirect, cue behind", "“It is old,” she said.", [said(["“It is old,”"], "she", "said")], 0),
    (
        "nested attribution",
        OUTER,
        [
            said(["a nurse told her that it was old"], "Poe", "said"),
            said(["that it was old"], "a nurse", "told"),
        ],
        1,
    ),
    ("anonymous source", OUTER, [said(["that it was old"], "a nurse", "told", "unnamed")], 1),
    ("implicit source", "It is claimed it was old.", [said(["it was old"], "", "is claimed")], 1),
    (
        "joint statement",
        "They said no.",
        [said(["no"], "They", "said", "person", ["A B", "C D"])],
        1,
    ),
    ("colon transcript", TRANSCRIPT, [said(["I never saw it."], "POE", ":")], 1),
    ("dash attribution", "“Old.” – Ada Poe, chair", [said(["“Old.”"], "Ada Poe")], 1),
    ("dash attribution", "“Old.” — Ada Poe", [said(["“Old.”"], "Ada Poe", "—")], 1),
    ("dash attribution", "“Old,” said Ada Poe", [said(["“Old,”"], "Ada Poe", "said")], 0),
    ("straight marks", AGAIN, [said(['"It stinks,"'], "she", "told")], 1),
    ("straight marks", TIED, [said(["“It is old,”"], "she", "said")], 0),
    ("single marks", "‘It is old,’ she said.", [said(["‘It is old,’"], "she", "said")], 1),
    ("single marks", "“The ‘old’ one,” she said.", [said(["“The ‘old’ one,”"], "she", "said")], 0),
    ("post or tweet", "She tweeted: “Old.”", [said(["“Old.”"], "She", "tweeted")], 1),
    ("post or tweet", "She wrote on Facebook: “Old.”", [said(["“Old.”"], "She", "wrote")], 1),
    ("post or tweet", "She said Facebook was old.", [said(["Facebook was old"], "She", "said")], 0),
]


@pytest.mark.parametrize(("name", "text", "attributions", "cases"), REPORTS)
def test_attributions(name: str, text: str, attributions: list[dict], cases: int) -> None:  # type: ignore[type-arg]
    assert len(surfaces(name, facts(text, attributions))) == cases


ADA = [("Ada Poe", "PERSON", "Ada Poe")]


@pytest.mark.parametrize(
    ("text", "source", "speakers", "cases"),
    [
        (APART, "She", ["Ada Poe"], 1),
        (NEAR, "She", ["Ada Poe"], 0),
        (APART, "Ada Poe", ["Ada Poe"], 0),
        (APART, "She", [], 0),
    ],
)
def test_a_name_paragraphs_away(text: str, source: str, speakers: list[str], cases: int) -> None:
    report = said(["it was old"], source, "said", "person", speakers)
    assert len(surfaces("name paragraphs away", facts(text, [report], ADA))) == cases


def test_two_speakers_of_one_surname() -> None:
    names = [("Ann Reed", "PERSON", ""), ("Tom Reed", "PERSON", "")]
    reports = [
        said(["it was old"], "Ann Reed", "said", "person", ["Ann Reed"]),
        said(["it was new"], "Tom Reed", "said", "person", ["Tom Reed"]),
        said(["no"], "Mr Poe", "said", "person", ["Poe"]),
    ]
    document = facts(REED, reports, names)
    assert len(surfaces("two speakers of one surname", document)) == 2
    assert not surfaces("two speakers of one surname", facts(REED, reports[1:], names))


def test_a_surname_in_front_is_known_by_a_mention() -> None:
    names = [("Li Wei", "PERSON", ""), ("Li Na", "PERSON", ""), ("Li", "PERSON", "Li Na")]
    reports = [
        said(["it was old"], "Li Wei", "said", "person", ["Li Wei"]),
        said(["it was new"], "Li Na", "said", "person", ["Li Na"]),
    ]
    assert not surfaces("two speakers of one surname", facts(LI, reports, names))
    both = LI + " Li wept."
    names.append(("Li", "PERSON", "Li Wei"))
    assert len(surfaces("two speakers of one surname", facts(both, reports, names))) == 2


def test_scare_quotes_need_a_real_quotation_beside_them() -> None:
    text = "He is “working” now. “It is old,” she said. Ada “Baz” Poe “has gone a long way away”."
    real = said(["“It is old,”"], "she", "said")
    names = [("Ada “Baz” Poe", "PERSON", "")]
    assert surfaces("scare quotes beside real ones", facts(text, [real], names)) == ["“working”"]
    assert not surfaces("scare quotes beside real ones", facts(text, [], names))
    block = [("He is “working” now.", "promo_ad")]
    document = facts(text, [real], names, boilerplate=block)
    assert not surfaces("scare quotes beside real ones", document)


def test_names() -> None:
    text = "Bo 'Clamp' Li met “Baz” at the BBA. Fans of Sean O'Dea’s cheered. Bad Boat Agency."
    names = [
        ("Bo 'Clamp' Li", "PERSON", ""),
        ("Baz", "PERSON", ""),
        ("BBA", "ORG", "Bad Boat Agency"),
        ("Sean O'Dea", "PERSON", ""),
        ("Bad Boat Agency", "ORG", ""),
    ]
    document = facts(text, [], names)
    assert surfaces("nickname in quotes", document) == ["Bo 'Clamp' Li", "Baz"]
    assert surfaces("acronym before its expansion", document) == ["BBA"]
    assert not surfaces("acronym before its expansion", facts(text, [], names[:4]))


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("declined to comment", "A Corp declined to comment. He left.", 1),
        ("declined to comment", "They did not respond to emails on Friday.", 1),
        ("declined to comment", "Sales declined. He commented.", 0),
        ("no-break or zero-width character", "4\u00a0million and\u200b more", 2),
        ("mojibake or lost apostrophe", "Itâ€™s old, dont you think, O&amp;M", 3),
        ("mojibake or lost apostrophe", "It wasn?t him? Who knows? Françoise Ãla", 1),
        ("mojibake or lost apostrophe", "It’s old, don't you think?", 0),
        ("stray line break", "He said the\nwall was old.", 1),
        ("stray line break", "“It is old,”\nHe said.", 1),
        ("stray line break", "POOLSIDE PROFITS\nHe said it.\nHe left.", 0),
        ("stray line break", "He said the\n\nwall was old.", 0),
    ],
)
def test_text_alone(name: str, text: str, found: int) -> None:
    assert len(surfaces(name, facts(text))) == found
    document = facts(text, boilerplate=[(text, "promo_ad")])
    assert not surfaces(name, document)


@pytest.mark.parametrize(
    ("headline", "cases"),
    [
        ("Boss Banks Two Million While Nurses Pay", 1),
        ("CLAMPED! Boss banks two million", 1),
        ("Boss of NASA banks two million", 0),
        ("Boss banks two million", 0),
    ],
)
def test_headline_capitals(headline: str, cases: int) -> None:
    names = [("NASA", "ORG", "")] if "NASA" in headline else []
    document = facts(headline + "\n\nText.", [], names, zones=[(headline, "headline")])
    assert len(surfaces("headline capitals", document)) == cases
