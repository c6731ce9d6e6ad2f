from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
import yaml

from copydesk.corpus import Corpus
from copydesk.hub import publish
from copydesk.hub.features import CONFIGS, card_features, columns_of
from copydesk.hub.front_matter import HOME
from copydesk.labels import LAYERS
from copydesk.markdown import escape
from copydesk.profile import SLICES, profile

from . import made


def read(folder: Path) -> tuple[dict[str, Any], str]:
    """The card's YAML, and its page."""
    _, head, body = (folder / "README.md").read_text("utf-8").split("---\n", 2)
    return yaml.safe_load(head), body


def card(folder: Path, corpus: Corpus, **options: bool) -> tuple[dict[str, Any], str]:
    publish(corpus, folder, **options)
    return read(folder)


def test_counts_and_sizes_are_those_of_the_files(released: tuple[Corpus, Path]) -> None:
    corpus, folder = released
    head, _ = read(folder)
    assert [one["config_name"] for one in head["configs"]] == list(CONFIGS)
    for config, info in zip(head["configs"], head["dataset_info"], strict=True):
        assert info["config_name"] == config["config_name"]
        assert info["features"] == card_features(columns_of(config["config_name"]))
        files = {one["split"]: folder / one["path"] for one in config["data_files"]}
        assert list(files) == [one["name"] for one in info["splits"]]
        for split in info["splits"]:
            assert split["num_examples"] == pq.read_metadata(files[split["name"]]).num_rows
            assert split["num_examples"] == len(corpus.select(split["name"]).documents)
            assert split["num_bytes"] == pq.read_table(files[split["name"]]).nbytes
        assert info["dataset_size"] == sum(one["num_bytes"] for one in info["splits"])
        assert info["download_size"] == sum(path.stat().st_size for path in files.values())


def test_the_project_in_yaml(project: Corpus, tmp_path: Path) -> None:
    head, _ = card(tmp_path / "d", project)
    assert head["pretty_name"] == "CopyDesk"
    assert head["version"] == project.version
    assert head["language"] == ["en"]
    assert head["license"] == ["cc-by-4.0", "other"]
    assert head["license_name"] == "third-party"
    assert head["size_categories"] == ["n<1K"]
    assert head["task_categories"] == ["token-classification", "text-classification"]


def test_the_open_edition_has_an_open_licence_and_says_what_is_missing(
    project: Corpus, tmp_path: Path
) -> None:
    head, page = card(tmp_path / "d", project, only_open=True)
    assert head["license"] == ["cc-by-4.0"]
    assert "license_name" not in head
    assert "`000_5d3843279f2ec046`" in page
    assert "open edition" in page
    assert "Third-party text" not in page


def test_third_party_text_is_named_as_such(project: Corpus, tmp_path: Path) -> None:
    _, page = card(tmp_path / "d", project)
    assert "**Third-party text.** `000_5d3843279f2ec046` (train)" in page
    assert "| LicenseRef-third-party | **no** | 1 | `000_5d3843279f2ec046` |" in page
    assert "open edition" not in page


def test_gold_version_hash_and_canary(project: Corpus, tmp_path: Path) -> None:
    _, page = card(tmp_path / "d", project)
    for split in ("train", "validation", "test"):
        assert f"| {split} | `{project.sha256(split)}` |" in page
    assert project.info.canary
    assert project.info.canary in page


def test_the_citation_names_the_projects_home(project: Corpus, tmp_path: Path) -> None:
    _, page = card(tmp_path / "d", project)
    assert f"url = {{{HOME}}}" in page
    assert (
        f'Homepage = "{HOME}"' in Path(__file__).parents[2].joinpath("pyproject.toml").read_text()
    )


def test_the_hash_of_the_open_edition_is_that_of_what_it_holds(tmp_path: Path) -> None:
    whole, part = made.corpus(), made.corpus([made.astral()])
    _, page = card(tmp_path / "d", whole, only_open=True)
    assert part.sha256("train") in page
    assert whole.sha256("train") not in page


def test_the_canary_is_in_every_data_file(tmp_path: Path) -> None:
    publish(made.corpus(canary="canary-1234"), tmp_path / "d")
    for file in (tmp_path / "d").rglob("*.parquet"):
        assert pq.read_schema(file).metadata[b"canary"] == b"canary-1234"
        assert b"canary-1234" in file.read_bytes()


def test_without_a_canary_the_card_is_silent(tmp_path: Path) -> None:
    _, page = card(tmp_path / "d", made.corpus())
    assert "anary" not in page


def test_counts_by_split(tmp_path: Path) -> None:
    _, page = card(tmp_path / "d", made.corpus())
    header = f"| split | articles | clusters | {' | '.join(LAYERS)} | check-worthy claims |"
    assert header in page
    assert "| train | 2 | 2 | 4 | 3 | 2 | 1 | 1 |" in page
    assert "| test | 2 | 2 | 0 | 0 | 0 | 0 | 0 |" in page


def test_limits_follow_from_the_corpus(tmp_path: Path) -> None:
    _, page = card(tmp_path / "d", made.corpus())
    assert "`test` has 2 clusters. Below 30" in page
    assert "`entities` is not annotated in 2 articles (`null`)." in page
    assert "Language: en, en-IE, unknown, genres: science." in page
    many = [made.empty(f"doc-{number}", "test") for number in range(30)]
    head, page = card(tmp_path / "e", made.corpus(many))
    assert "Below 30" not in page
    assert "is not annotated" not in page
    assert "language" not in head


def test_tags_of_regions_go_where_the_hub_looks_for_them(tmp_path: Path) -> None:
    head, _ = card(tmp_path / "d", made.corpus())
    assert head["language"] == ["en"]
    assert head["language_bcp47"] == ["en", "en-IE"]


@pytest.mark.parametrize(("version", "known"), [("1.2.3", True), ("2", False), ("june", False)])
def test_only_a_version_that_datasets_can_read_goes_into_the_configs(
    tmp_path: Path, version: str, known: bool
) -> None:
    head, page = card(tmp_path / "d", made.corpus(version=version))
    assert head["version"] == version
    assert all(config.get("version") == (version if known else None) for config in head["configs"])
    assert f"Gold version {version}." in page


def test_a_foreign_name_marks_nothing_up(tmp_path: Path) -> None:
    name = "<b>My</b> [corpus](x) ${y}: {1} ```"
    head, page = card(tmp_path / "d", made.corpus(name=name))
    assert head["pretty_name"] == name
    assert "<b>" not in page.partition("## Citation")[0]
    assert page.count("```") == 4
    assert "CopyDesk maintainers" not in page
    assert "annotations/GUIDELINES.md" not in page


def test_several_licences_that_the_hub_does_not_know(tmp_path: Path) -> None:
    other = {**made.empty("other", "test"), "licence": "LicenseRef-agency/wire"}
    head, _ = card(tmp_path / "d", made.corpus([other]))
    assert (head["license"], head["license_name"]) == (["other"], "agency-wire")
    head, _ = card(tmp_path / "e", made.corpus([other, made.closed()]))
    assert (head["license"], head["license_name"]) == (["other"], "several")


def test_an_installed_corpus_names_what_is_withheld(tmp_path: Path) -> None:
    corpus = replace(made.corpus([made.astral()]), withheld=("far-away",))
    _, page = card(tmp_path / "d", corpus)
    assert "1 article of the corpus is left out" in page
    assert "`far-away`" in page


def test_counts_slices_and_look_alikes_are_those_of_the_profile(
    project: Corpus, tmp_path: Path
) -> None:
    _, page = card(tmp_path / "d", project)
    found = profile(project)
    for key in ("size", "attributions", "categories"):
        one = found.table(key)
        assert f"### {one.title}\n" in page
        for cells in one.cells():
            assert f"| {' | '.join([escape(cell) for cell in cells])} |" in page
    columns = dict(zip(found.table("slices").rows, found.table("slices").cells(), strict=True))
    for each in SLICES:
        assert f"| {each.name} | " in page
        assert f"{each.source} | {' | '.join(columns[each.name][1:])} |" in page
    assert "| capitals for emphasis | " in page


def test_slices_too_small_to_compare_on_are_a_limit(tmp_path: Path) -> None:
    _, page = card(tmp_path / "d", made.corpus())
    assert "nested attribution (0)" in page
    _, page = card(tmp_path / "e", made.corpus([made.astral()]))
    assert "too few to compare" not in page
