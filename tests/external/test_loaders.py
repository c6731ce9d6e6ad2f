"""Every trap of the public formats, on tiny files of our own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.external import aeb_residual, conllpp, polnear, uner_pud, worldwide
from tests.external.sample import Sample, half_of, spans, tagged_names

Load = Callable[[Path], Sample]


def read(load: Load, folder: Path, files: Mapping[str, str]) -> Sample:
    """Write files and load them; what comes back must be a valid corpus."""
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content.encode("utf-8"))
    sample = load(folder)
    sample.corpus(folder / "corpus.jsonl")
    return sample


def names(row: dict[str, Any]) -> list[tuple[str, str]]:
    for one in row["entities"]:
        assert row["text"][one["start"] : one["end"]] == one["text"]
    return [(one["text"], one["label"]) for one in row["entities"]]


ARTICLE = "🛟 Ms Okafor said the pier\nis safe, and “new”, she added.\n"


def attributions(tmp_path: Path, annotated: str, text: str = ARTICLE) -> list[dict[str, Any]]:
    files = {"text/paper_x.txt": text, "attributions/paper_x_a1.ann": annotated}
    row = read(polnear.load, tmp_path, files).rows[0]
    assert (row["id"], row["outlet"]) == ("paper_x", "paper")
    found: list[dict[str, Any]] = row["attributions"]
    for one in found:
        for span in (*one["content"], *one["source"], *one["cue"]):
            assert text[span["start"] : span["end"]] == span["text"]
    return found


def test_polnear_offsets_are_code_points_and_exports_are_merged_at_line_breaks(tmp_path):
    found = attributions(
        tmp_path,
        "T1\tSource 2 11\tMs Okafor\nT2\tCue 12 16\tsaid\n"
        "T3\tContent 17 25;26 33;35 44\tthe pier is safe and “new”\n"
        "T4\tAttribution 12 16\tsaid\nE1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\n",
    )
    assert [one["text"] for one in found[0]["source"]] == ["Ms Okafor"]
    assert [one["text"] for one in found[0]["content"]] == ["the pier\nis safe", "and “new”,"[:9]]


def test_polnear_roles_may_be_numbered_and_an_event_may_lack_source_or_content(tmp_path):
    found = attributions(
        tmp_path,
        "T1\tContent 17 25\tthe pier\nT2\tContent 39 44\t“new”\nT3\tCue 50 55\tadded\n"
        "T4\tAttribution-no-source 50 55\tadded\n"
        "E1\tAttribution-no-source:T4 Content:T1 Content2:T2 Cue:T3\n"
        "E2\tAttribution-no-source:T4 Cue:T3\n",
    )
    assert [one["id"] for one in found] == ["E1"]
    assert [one["text"] for one in found[0]["content"]] == ["the pier", "“new”"]
    assert found[0]["source"] == []


def test_polnear_span_lines_may_break_and_differ_from_their_slice(tmp_path):
    found = attributions(
        tmp_path,
        'T1\tContent 17 25\tthe\n"pier\nHe\nT2\tCue 12 16\tsays\n'
        "T3\tAttribution 12 16\tsaid\nT4\tDiscard 0 1\tx\nT5\tDiscuss 2 4\tMs\n"
        "E1\tAttribution:T3 Content:T1 Cue:T2\n",
    )
    assert [one["text"] for one in found[0]["content"]] == ["the pier"]
    assert [one["text"] for one in found[0]["cue"]] == ["said"]


def test_polnear_counts_the_first_annotator_and_reports_a_missing_text(tmp_path):
    events = "T1\tContent 17 25\tx\nT2\tAttribution 17 25\tx\nE1\tAttribution:T2 Content:T1\n"
    sample = read(
        polnear.load,
        tmp_path,
        {
            "p_x.txt": ARTICLE,
            "p_x_b2.ann": "",
            "p_x_a1.ann": events,
            "p_lost_a1.ann": events,
        },
    )
    assert [len(row["attributions"]) for row in sample.rows] == [1]
    assert sample.skipped == {"p_lost_a1.ann": "there is no p_lost.txt"}


WORLD = "processed_annotated/cc_paper_1.txt.tsv"
RAW = "original_articles/cc_paper_1.txt"


def test_worldwide_drops_the_address_reads_windows_lines_and_the_outer_tag(tmp_path):
    sample = read(
        worldwide.load,
        tmp_path,
        {
            RAW: "https://saltby.example/a\r\n\r\nSaltby Arts Centre\r\nopened [on] Monday.\r\n",
            WORLD: "https://saltby.example/a\tO\n\nSaltby\tB-Facility\tB-Location\n"
            "Arts\tI-Facility\nCentre\tI-Facility\nopened\tO\non\tO\nMonday\tB-Date\n.\tO\n",
        },
    )
    (row,) = sample.rows
    assert row["text"] == "Saltby Arts Centre\nopened [on] Monday.\n"
    assert names(row) == [("Saltby Arts Centre", "FAC")]
    assert (row["id"], row["outlet"]) == ("cc_paper_1.txt.tsv", "cc_paper")


@pytest.mark.parametrize(
    ("raw", "tokens", "why"),
    [
        ("Café is open", "CafÃ©\tO\nis\tO\nopen\tO\n", "token 1 ('CafÃ©') is not in the text"),
        ("Ana Mia is here", "Ana\tO\nis\tO\nhere\tO\n", "no token covers 'Mia' behind token 1"),
        ("Ana is here", "Ana\tO\nis\tO\n", "no token covers 'here' behind token 2"),
        (None, "Ana\tO\n", "there is no cc_paper_1.txt"),
    ],
)
def test_worldwide_reports_what_does_not_align(tmp_path, raw, tokens, why):
    files = {WORLD: tokens} | ({RAW: raw} if raw else {})
    sample = read(worldwide.load, tmp_path, files)
    assert sample.rows == []
    assert sample.skipped["cc_paper_1.txt.tsv"].startswith(why)


def test_conllpp_text_is_padded_and_counts_from_its_first_token(tmp_path):
    sample = read(
        conllpp.load,
        tmp_path,
        {
            "a.txt": "-DOCSTART- - - O\n\nSALTBY 21 27 I-LOC\n( 28 29 O\nReuters 30 37 I-ORG\n"
            ") 38 39 O\n\nAda 41 44 I-PER\nBest 45 49 I-PER\nDane 50 54 I-MISC\n"
            "-DOCSTART- - - O\n\nbad 4 9 O\n-DOCSTART- - - O\n"
        },
    )
    (row,) = sample.rows
    assert row["text"] == "SALTBY ( Reuters )\n\nAda Best Dane"
    assert names(row) == [
        ("SALTBY", "LOC"),
        ("Reuters", "ORG"),
        ("Ada Best", "PERSON"),
        ("Dane", "EVENT"),
    ]
    assert sample.skipped == {"c1": "'bad' does not fit its offsets", "c2": "is empty"}


def test_uner_pud_keeps_news_and_reports_a_token_that_is_not_in_its_text(tmp_path):
    block = "# sent_id = {}\n# text = {}\n{}\n\n"
    ada = "1\tAda\tB-PER\t-\t-\n2\tslept\tO\t-\t-"
    files = {
        "x.iob2": block.format("n7-0001", "Ada slept", ada)
        + block.format("n7-0002", "Ada slept.", ada.replace("slept", "woke"))
        + block.format("w7-0001", "Ada slept", ada)
        + block.format("n7-0003", "“Ada slept”", ada)
    }
    sample = read(uner_pud.load, tmp_path, files)
    (row,) = sample.rows
    assert row["text"] == "Ada slept\n\n“Ada slept”\n\n"
    assert names(row) == [("Ada", "PERSON"), ("Ada", "PERSON")]
    assert sample.skipped == {"n7-0002": "'woke' is not in its text"}


def test_aeb_residual_ignores_what_the_sample_ignores(tmp_path):
    line = (
        '{"id": "p1", "publisher": "saltby.example", "url": "", "extractor": "x",'
        ' "text": "Pier shut\\nSHARE\\nIt rained.\\n",'
        ' "boilerplate": [{"start": 10, "end": 15, "category": "nav_ui", "text": "SHARE"}],'
        ' "ignore": [{"start": 0, "end": 9, "reason": "headline_standfirst"}]}\n'
    )
    (row,) = read(aeb_residual.load, tmp_path, {"residual.jsonl": line}).rows
    assert row["boilerplate"][0]["text"] == "SHARE"
    assert row["zones"] == [
        {"id": "z1", "start": 0, "end": 9, "text": "Pier shut", "kind": "headline"}
    ]


@pytest.mark.parametrize(
    ("tags", "found"),
    [
        ("O I-PER I-PER O", [(1, 3)]),
        ("I-PER B-PER I-PER", [(0, 1), (1, 3)]),
        ("B-PER I-ORG", [(0, 1), (1, 2)]),
        ("B-Date I-PER", [(1, 2)]),
        ("O O", []),
    ],
)
def test_tags_of_all_three_dialects(tags, found):
    labels = {"PER": "PERSON", "ORG": "ORG"}
    assert [one[:2] for one in tagged_names(tags.split(), labels)] == found


def test_overlapping_parts_are_one_span():
    assert [one["text"] for one in spans("ab cd ef", [(3, 8), (0, 2), (3, 5)])] == ["ab cd ef"]


def test_halves_follow_the_id_and_pages_are_read():
    ids = [str(number) for number in range(40)]
    assert {half_of({"id": one, "text": "x"}) for one in ids} == {"read", "unread"}
    assert {half_of({"id": one, "text": "x", "boilerplate": []}) for one in ids} == {"read"}
    rows = [{"id": one, "text": "x"} for one in ids]
    sample = Sample("any", rows)
    assert len(sample.half("read").rows) + len(sample.half("unread").rows) == 40
