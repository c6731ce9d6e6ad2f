"""The tables: every count worked by hand on a corpus of three articles."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from copydesk.corpus import Corpus, corpus_from_rows
from copydesk.profile import profile
from copydesk.profile.figures import Hits, Share, Spread
from copydesk.profile.quotas import quotas
from copydesk.profile.variety import mattr, variety_rows
from copydesk.records import CorpusInfo
from tests.conftest import Command

from .made import row, said, unchecked

HEAD = "Harbour shut\n\n"
ONE = (
    HEAD + "Ada Poe said the harbour was shut. He told a nurse that it was old.\n\nMENU\nMORE\n\n"
    "“It is old,” the report said.\n\nSign up\n"
)
WIRE = "“The pier at Saltby fell into the sea on Monday after a storm.”"


def corpus() -> Corpus:
    first = row(
        ONE,
        [
            said(["the harbour was shut"], "Ada Poe", "said", "person", ["Ada Poe"]),
            said(["that it was old"], "He", "told", "person", ["Ada Poe"]),
            said(["“It is old,”"], "the report", "said", "document"),
        ],
        [("Ada Poe", "PERSON", "")],
        [("the harbour was shut", True), ("It is old", False)],
        [("MENU\nMORE", "nav_ui"), ("Sign up", "newsletter_signup")],
        [("Harbour shut", "headline")],
        id="one",
        split="test",
        outlet="A",
        genre="local council",
    )
    wire = {"story": "pier", "split": "train"}
    second = row(WIRE, [said([WIRE])], id="two", outlet="B", **wire)
    third = row("Sad news. " + WIRE, id="three", outlet="C", **wire)
    return corpus_from_rows([first, second, third])


def figures(key: str, split: str) -> dict[str, Any]:
    table = profile(corpus()).table(key)
    place = table.columns.index(split)
    return {name: row[place] for name, row in table.rows.items()}


def test_columns_are_the_splits_that_have_articles() -> None:
    assert profile(corpus()).table("size").columns == ("train", "test", "all")


def test_size() -> None:
    train = figures("size", "train")
    assert train["articles"] == train["outlets"] == 2
    assert train["clusters (stories joined)"] == 1
    assert train["stories of several outlets"] == 1
    assert train["words (least / median / most)"] == Spread(13, 14, 15)
    test = figures("size", "test")
    assert test["words (least / median / most)"] == Spread(27, 27, 27)
    assert test["... without furniture"] == Spread(23, 23, 23)
    assert test["paragraphs"] == Spread(3, 3, 3)


def test_genres_are_those_of_the_records() -> None:
    assert figures("genres", "all") == {"(none)": 2, "local council": 1}
    assert figures("genres", "test") == {"(none)": 0, "local council": 1}


def test_attributions() -> None:
    test = figures("attributions", "test")
    assert test["attributions"] == 3
    assert (test["direct"], test["indirect"], test["mixed"]) == ((1, 3), (2, 3), (0, 3))
    assert test["source: person"] == Share(2, 3)
    assert test["bare pronouns among sources"] == Share(1, 3)
    assert test["different cues"] == 2
    assert test["cue is `said`"] == Share(2, 3)
    every = figures("attributions", "all")
    assert every["without source"] == every["without cue"] == Share(1, 4)
    assert every["direct"] == Share(2, 4)
    assert every["... an article"] == pytest.approx(4 / 3)


def test_claims() -> None:
    test = figures("claims", "test")
    assert test["check-worthy"] == Share(1, 2)
    assert test["event"] == test["inside an attribution"] == Share(2, 2)


def test_furniture() -> None:
    test = figures("furniture", "test")
    assert test["articles with furniture"] == test["... with some inside the body"] == Share(1, 1)
    assert (test["... above"], test["... inside"], test["... end"]) == ((0, 2), (1, 2), (1, 2))
    assert test["lines"] == Share(3, 6)
    assert test["lines inside the body"] == Share(2, 3)
    assert test["characters"].part == len("MENUMORESignup")
    assert test["where present: lines"] == Spread(3, 3, 3)
    assert figures("furniture", "all")["articles with furniture"] == Share(1, 3)
    assert figures("categories", "all")["nav_ui"] == Hits(1, 1)


def test_stories_count_once() -> None:
    assert figures("variety", "train")["first two words shared with another article"] == Share(0, 2)
    (overlap,) = (one for one in profile(corpus()).tables if one.key == "overlap")
    assert overlap.rows["pairs within an outlet"] == (0,)
    assert overlap.rows["pairs between outlets"] == (2,)
    assert overlap.rows["between outlets: greatest, %"] == (0.0,)


def test_mattr_is_what_its_definition_says() -> None:
    words = list("abcadecafbca")
    windows = [words[place : place + 4] for place in range(len(words) - 3)]
    assert mattr(words, 4) == pytest.approx(sum(len(set(w)) / 4 for w in windows) / len(windows))


def test_quotas_are_missed_by_a_small_corpus_and_by_none() -> None:
    found = {(one.name, one.split): one for one in profile(corpus()).quotas}
    assert not found["articles", "all"].met
    assert found["articles", "all"].measured == 3
    assert found["outlets in two splits", "all"].met
    assert not all(one.met for one in quotas({}))


def test_an_outlet_or_story_in_two_splits_is_told() -> None:
    rows = [row(WIRE, id="a", split="train", story="s"), row(WIRE, id="b", split="test", story="s")]
    found = {one.name: one for one in quotas({"all": [unchecked(one) for one in rows]})}
    assert not found["stories in two splits"].met
    assert found["stories in two splits"].measured == "s"


def test_the_record_is_json_and_has_every_table() -> None:
    made = profile(corpus())
    record = json.loads(json.dumps(made.to_record(), allow_nan=False))
    assert list(record["tables"]) == [one.key for one in made.tables]
    assert record["tables"]["furniture"]["lines"]["test"] == {"part": 3, "whole": 6, "value": 0.5}


def test_the_command(copydesk: Command) -> None:
    done = copydesk("stats")
    assert done.returncode == 0, done.stderr
    for title in ("Size", "Slices", "Beside real news", "Quotas"):
        assert f"\n{title} " in f"\n{done.stdout}"
    assert json.loads(copydesk("stats", "--format", "json").stdout)["tables"]["size"]
    listed = copydesk("stats", "--where", "list").stdout
    assert "nested attribution: " in listed
    assert copydesk("stats", "--where", "nested attribution").stdout.count("\n") >= 3
    assert copydesk("stats", "--where", "nonsense").returncode == 2


def test_check_fails_where_a_quota_is_missed(copydesk: Command, tmp_path: Any) -> None:
    file = tmp_path / "small.jsonl"
    file.write_text(json.dumps(row(WIRE, split="test")) + "\n")
    done = copydesk("stats", str(file), "--check")
    assert done.returncode == 1
    assert "quotas are missed" in done.stderr


def test_articles_with_problems_are_left_out_and_said(copydesk: Command, tmp_path: Any) -> None:
    file = tmp_path / "small.jsonl"
    bad = row(WIRE, id="bad") | {"sha256": "0" * 64}
    file.write_text("".join(json.dumps(one) + "\n" for one in (row(WIRE), bad)))
    done = copydesk("stats", str(file), "--format", "json")
    assert json.loads(done.stdout)["tables"]["size"]["articles"] == {"all": 1}
    assert "their articles are left out" in done.stderr


def test_furniture_that_two_outlets_word_alike() -> None:
    ad = "Sign up for the best of the week"
    rows = [
        row(f"{name} sank.\n\n{ad}", id=name, outlet=outlet, boilerplate=[(ad, "promo_ad")])
        for name, outlet in (("a", "A"), ("b", "B"), ("c", "B"))
    ]
    (shared,) = (
        found
        for name, found in variety_rows([unchecked(one) for one in rows]).items()
        if name.startswith("furniture lines")
    )
    assert shared == Share(3, 3)
    assert list(variety_rows([unchecked(one) for one in rows[1:]]).values())[-1] == Share(0, 2)


def test_runs_of_words_that_many_articles_use_and_private_ones_do_not_show() -> None:
    rows = [
        row(
            f"Ann {name} said in a statement on Monday.",
            [],
            [(f"Ann {name}", "PERSON", "")],
            id=name,
        )
        for name in ("Ash", "Bly", "Cox", "Day")
    ]
    corpus = corpus_from_rows(rows)
    told = str([one.to_record()["tables"] for one in (profile(corpus),)])
    assert "said in a statement on 4" in told
    assert "Ann 4" in told
    private = replace(corpus, info=CorpusInfo(name="x", version="1", private=True))
    told = str(profile(private).to_record())
    assert "said in a" not in told
    assert "Ann" not in told
