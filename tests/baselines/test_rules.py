"""The rules on sentences of our own: what each pattern must find, and what it must leave alone."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

HOME = Path(__file__).parents[2] / "baselines" / "rules"


@pytest.fixture(scope="module")
def rules() -> Iterator[Any]:
    """The loaded system; its modules are importable from their own folder only here."""
    sys.path.insert(0, str(HOME))
    spec = importlib.util.spec_from_file_location("rules_under_test", HOME / "system.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    yield module.load()
    sys.path.remove(str(HOME))


LEAD = (
    "Harbour pier shut\n\nAda Best runs the Saltby council. Tom Reed, a diver, sued it."
    " Mr Reed met Ms Best in May.\n\n"
)


def said(rules: Any, sentence: str) -> list[tuple[str, str, str]]:
    """Return (source, cue, content) of what a sentence reports, parts of a content joined by |."""
    text = LEAD + sentence + "\n"
    found = rules.extract({"id": "x", "text": text})["attributions"]

    def joined(spans: list[dict[str, int]]) -> str:
        return "|".join(text[one["start"] : one["end"]] for one in spans)

    return [(joined(one["source"]), joined(one["cue"]), joined(one["content"])) for one in found]


@pytest.mark.parametrize(
    ("sentence", "source", "cue", "content"),
    [
        ("“It stinks,” said Ms Best.", "Ms Best", "said", "“It stinks,”"),
        ("As Reed noted, the pier is shut.", "Reed", "noted", "the pier is shut"),
        ("The pier, Reed said, has gone for good.", "Reed", "said", "The pier|has gone for good"),
        (
            "It rained, Reed said, because the wind had turned.",
            "Reed",
            "said",
            "It rained|because the wind had turned",
        ),
        (
            "Reed, who has said he would sue, met Ms Best.",
            "Reed",
            "has said",
            "he would sue",
        ),
        (
            "A nurse who did not want to be named said the pier was shut.",
            "A nurse who did not want to be named",
            "said",
            "the pier was shut",
        ),
        (
            "Figures released to this paper show that rents rose.",
            "Figures released to this paper",
            "show",
            "that rents rose",
        ),
        (
            "The pier is shut, according to papers lodged at the court.",
            "papers lodged at the court",
            "according to",
            "The pier is shut",
        ),
        ("Reed made the case that it fails.", "Reed", "case", "that it fails"),
        ("The council announced a ban on parking.", "The council", "announced", "a ban on parking"),
        ("The council puts the cost at £2m.", "The council", "puts", "the cost at £2m"),
        (
            "Reed dismissed the plan as a costly joke.",
            "Reed",
            "dismissed",
            "the plan as a costly joke",
        ),
        ("Ms Best has called on Reed to resign.", "Ms Best", "has called on", "Reed to resign"),
        ("It was alleged in court that Reed lied.", "", "was alleged", "that Reed lied"),
        ("The court heard that Reed lied.", "", "heard", "that Reed lied"),
        (
            "Staff were told by a manager that the pier would shut.",
            "a manager",
            "were told",
            "that the pier would shut",
        ),
        (
            '"It is dead and it will stay dead," a weary Reed shrugged.',
            "a weary Reed",
            "shrugged",
            '"It is dead and it will stay dead,"',
        ),
    ],
)
def test_one_attribution(rules, sentence, source, cue, content):
    assert said(rules, sentence) == [(source, cue, content)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Reed wants to sell the pier.",
        "A woman asked not to be named.",
        "The pier is thought to be old.",
        "She wrote of the tax cuts which he said had failed.",
        "The storm went on for hours.",
        "CORRECTION: the pier is not shut.",
    ],
)
def test_what_reports_nothing(rules, sentence):
    assert [one for one in said(rules, sentence) if one[1] not in ("wrote",)] == []


def test_a_verb_that_shares_its_subject_inside_the_content_does_not_cut_it(rules):
    sentence = "Reed said he had filed nine reports and had been told to wait."
    assert ("Reed", "said", "he had filed nine reports and had been told to wait") in said(
        rules, sentence
    )


def test_a_quotation_goes_on_over_paragraphs_and_stands_alone_without_a_source(rules):
    text = LEAD + "“It is old,” said Reed. “It leaks.\n\n“And it is shut.”\n"
    (one,) = rules.extract({"id": "x", "text": text})["attributions"]
    assert len(one["content"]) == 2
    assert text[one["content"][1]["start"] : one["content"][1]["end"]].endswith("shut.”")
    text = "Harbour pier shut\n\nAda Best runs it.\n\n“Nobody asked us about any of this.”\n"
    (one,) = rules.extract({"id": "x", "text": text})["attributions"]
    assert (one["source"], one["cue"], one["speakers"]) == ([], [], ["Ada Best"])


@pytest.mark.parametrize(
    ("sentence", "speakers"),
    [
        ("He said it leaks.", ["Tom Reed"]),
        ("The diver said it leaks.", ["Tom Reed"]),
        ("The Saltby council said it leaks.", ["Saltby"]),
        ("An official said it leaks.", []),
    ],
)
def test_who_speaks(rules, sentence, speakers):
    found = rules.extract({"id": "x", "text": LEAD + sentence + "\n"})["attributions"]
    assert [one["speakers"] for one in found] == [speakers]


PROSE = (
    "The pier at Saltby shut on Monday after a storm tore away forty metres of its decking,"
    " and the council says that it will not open again before the summer of next year.\n\n"
)


def furniture(rules: Any, text: str) -> set[str]:
    blocks = rules.extract({"id": "x", "text": text})["boilerplate"]
    return {line for one in blocks for line in text[one["start"] : one["end"]].split("\n") if line}


@pytest.mark.parametrize(
    "line",
    [
        "READ MORE: Ten bridges that need repair",
        "Sign up for our weekly letter from the harbour",
        "Share · Tweet · Print this page",
        "Home / News / Harbour / Piers",
        "We value your privacy. We and our partners store cookies on your device. Accept all",
        "Could not load map. Try again",
        "Follow us on Facebook, Instagram and YouTube",
        "Seen something at the pier? Email desk@saltbypost.example",
        "Get two months of the Post for £1",
        "All content copyright Saltby Press. Reproduced by permission only.",
        "[button link=”https://saltby.example” type=”big”]Send us your view[/button]",
        "___",
        "https://saltby.example/pier",
        "Source: Saltby Press Agency",
        "SourceThe Saltby Post",
        "Photo by Ada Best",
        "Ada Best/The Saltby Post",
        "[Read: Ten bridges that need repair]",
        "| Win a boat |",
        "GET THE TIDE TABLE: FREE DOWNLOAD!",
        "If you buy through a link in this post, the Post may get a share of the sale.",
        "12 comments",
        "2 hours ago",
        "2024-05-01T08:57:40+01:00",
        "TheSaltbyPost",
    ],
)
def test_furniture_between_paragraphs(rules, line):
    assert furniture(rules, f"Pier shut\n\n{PROSE}{line}\n\n{PROSE}") == {line}


@pytest.mark.parametrize(
    "line",
    [
        "The cookies law takes effect in May.",
        "“Sign up here for our newsletter,” the poster read.",
        "Sign up for the permit and you can still be fined, porters say.",
        "| Pier | Length | Visitors a year |",
        "June 9 -- Harbour Hall, Saltby, FL",
        "— Ada Best (@adabest) November 18, 2019",
        "POOLSIDE PROFITS",
        "L-5519 at Tawnagh: residents only",
        "7",
        "-",
        "<The Pier: A Drama>",
        "Let us go back to the pier.",
        "| Pier |\n| Oddwick |",
    ],
)
def test_body_that_looks_like_furniture(rules, line):
    assert furniture(rules, f"Pier shut\n\n{PROSE}{line}\n\n{PROSE}") == set()


def test_links_behind_the_last_paragraph_with_their_heading(rules):
    links = "More Harbour\nTwo rowers fined over missing oars\nWhy the club can't keep a keeper\n"
    assert furniture(rules, f"Pier shut\n\n{PROSE}{PROSE}{links}") == set(links.split("\n")) - {""}


def test_blurbs_at_the_end_only(rules):
    blurb = "Theo Marsh reports on water and health and has been with the Post since 2014."
    issuer = "The Saltby Post is published by the Saltby Press Trust, which has no shareholders."
    tail = f"{blurb}\n\n{issuer}\n"
    assert furniture(rules, f"Pier shut\n\n{PROSE}{PROSE}{tail}") == {blurb, issuer}
    assert furniture(rules, f"Pier shut\n\n{PROSE}{tail}{PROSE}") == set()


def test_a_thread_of_comments_behind_the_article(rules):
    thread = "".join(
        f"{name}\n{line} I have said so for ten years, and nobody would listen.\nReply\n"
        for name, line in (("rower7", "At last."), ("Dora", "Too late."), ("old salt", "No."))
    )
    text = f"Pier shut\n\n{PROSE}{PROSE}{PROSE}Leave a reply\n{thread}"
    assert furniture(rules, text) == {"Leave a reply", *thread.splitlines()}
    assert furniture(rules, f"Pier shut\n\n{PROSE}{PROSE}Reply\n{PROSE}") == {"Reply"}


def test_unfinished_lines_behind_the_article_go_with_the_furniture(rules):
    tail = "Related stories\nSaltby rowers fined\nHarbour radio live\nSign up for our newsletter\n"
    rest = "Notes from the quay\nWeather, tides and moon\n"
    text = f"Pier shut\n\n{PROSE}{PROSE}{tail}{rest}"
    assert furniture(rules, text) == {*tail.splitlines(), *rest.splitlines()}
    assert furniture(rules, f"Pier shut\n\n{PROSE}{PROSE}Weather, tides and moon\n") == set()


def test_an_article_keeps_the_program_that_it_shows(rules):
    program = [f"tide[{hour}] = {{'low': {hour}, 'high': {hour + 6}}};" for hour in range(9)]
    shown = "".join(f"{line}\n" for line in program)
    assert furniture(rules, f"Tides\n\n{PROSE}{shown}{PROSE}") == set()
    left = "".join(f"{line}\n" for line in program[:2])
    assert furniture(rules, f"Tides\n\n{PROSE}{left}{PROSE}") == set(program[:2])


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Pier shut\n\nBy Ada Best in Oddwick\n\nIt rained.", {("Ada Best", "PERSON")}),
        ("Pier shut\n\nODDWICK, Norway (NordWire) - It rained.", {("NordWire", "ORG")}),
        (
            "Pier shut\n\nNobody there had ever met Vernon ‘Dibber’ Anslow.",
            {("Vernon ‘Dibber’ Anslow", "PERSON")},
        ),
        ("Pier shut\n\nA room at St Oswald’s Church was full.", {("St Oswald’s Church", "FAC")}),
        ("Pier shut\n\nSt Oswald’s Church has hired two cooks.", {("St Oswald’s Church", "ORG")}),
        ("Pier shut\n\nPolice asked Una Vass KC.", {("Una Vass", "PERSON")}),
        ("Pier shut\n\nThe firm owes US$60 million or KSh 1,500.", set()),
    ],
)
def test_names(rules, text, names):
    found = {
        (text[one["start"] : one["end"]], one["label"])
        for one in rules.extract({"id": "x", "text": text})["entities"]
    }
    assert names <= found
    if not names:
        assert found == set()


def test_two_people_of_one_surname_are_told_apart_by_their_titles(rules):
    text = (
        "Fire on the hill\n\nMary Croft and her brother John Croft sued. Mr Croft left. "
        "Mrs Croft stayed.\n"
    )
    found = rules.extract({"id": "x", "text": text})["entities"]
    assert [one["canonical"] for one in found][-2:] == ["John Croft", "Mary Croft"]


def test_a_clause_is_worth_checking_where_somebody_says_it(rules):
    filler = "The museum opened in 1956 beside the lake. " * 6
    text = f"Pier shut\n\n{filler}\n\n{filler}\n\nTom Reed said the council wasted £2m.\n"
    claims = rules.extract({"id": "x", "text": text})["claims"]
    assert [text[one["start"] : one["end"]] for one in claims if one["check_worthy"]][-1] == (
        "the council wasted £2m"
    )
    assert [one for one in claims if not one["check_worthy"]]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t\n",
        "“",
        "No line end",
        "Share",
        "Share\nTweet\nPrint",
        "\u200b\n\u200b",
        "said said said",
        "He said",
        "as Reed said,",
        "according to",
        "According to Ada Best,",
        "By",
        "ODDWICK (",
        "“A b c d e f g,” Ada",
        "Ada Best said: “" + "It leaks. “" * 2000,
        "Ada Best told Reed that " * 4000,
    ],
)
def test_odd_input_is_answered_twice_alike(rules, text):
    article = {"id": "x", "text": text}
    answer = rules.extract(article)
    assert json.dumps(answer) == json.dumps(rules.extract(article))
    spans = [one for layer in ("entities", "claims", "boilerplate") for one in answer[layer]]
    spans += [span for one in answer["attributions"] for span in one["content"]]
    for one in spans:
        surface = text[one["start"] : one["end"]]
        assert surface
        assert surface == surface.strip()
