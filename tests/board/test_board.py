"""The board, made from stored predictions alone."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from copydesk.board import Field, outline, pages, read_field, render
from copydesk.board.figures import standings
from copydesk.cli.leaderboard import differing
from copydesk.errors import InputError
from copydesk.markdown import escape
from copydesk.submissions import display_names
from tests.conftest import ROOT, Command
from tests.submissions.checkout import RUN, Checkout, made_timing


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """Two references and three systems; clusters enough to rank."""
    made = Checkout(tmp_path, 12)
    made.embed(made.submit("nothing", 1, 0.0, run=RUN, timing=made_timing(900)))
    made.embed(made.submit("rules", 2, 0.9, run=RUN, timing=made_timing(0.06)))
    made.submit("Half", 3, 0.5, run=RUN, timing=made_timing(0.5))
    made.submit("Names", 4, layers=("entities",))
    (tmp_path / "README.md").write_text("# X\n<!-- board -->\nold\n<!-- /board -->\nend\n")
    (tmp_path / "CHANGELOG.md").write_text("# Changelog\n\n## 1.0.0\n\n### Added\n- All.\n")
    return made


def field(made: Checkout) -> Field:
    homes = [made.root / "baselines", made.home]
    return read_field(homes, made.evaluator, made.gold / "annotations")


def test_the_committed_board_is_current(copydesk: Command) -> None:
    done = copydesk("board", "--check", "--root", str(ROOT))
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_embedded_system_that_was_run_is_on_the_board(copydesk: Command) -> None:
    board = copydesk("board", "--root", str(ROOT)).stdout
    for name in display_names([ROOT / "baselines"]).values():
        assert f"| {escape(name)}<br>" in board or f"| {escape(name)} |" in board


def test_update_writes_and_check_compares_bytes(copydesk: Command, checkout: Checkout) -> None:
    gold = ("--gold", "gold")
    assert copydesk("board", "--check", *gold).returncode == 1
    assert copydesk("board", "--update", *gold).returncode == 0
    assert copydesk("board", "--check", *gold).returncode == 0
    written = {path: path.read_bytes() for path in checkout.root.glob("docs/img/*.svg")}
    assert {path.name for path in written} == {
        f"board-{name}.svg"
        for name in (
            *(f"{one}-speed" for one in ("overall", "attributions", "boilerplate", "claims")),
            *("entities-speed", "claims-curve"),
        )
    }
    board = checkout.root / "LEADERBOARD.md"
    found = field(checkout)
    for path, bytes_ in {board: board.read_bytes(), **written}.items():
        path.write_bytes(bytes_ + b"\n")
        assert list(differing(checkout.root, found)) == [(path, bytes_.decode())]
        path.write_bytes(bytes_)
    old = checkout.root / "docs" / "img" / "board-entities-curve.svg"
    old.write_text("no system gives scores any more")
    assert list(differing(checkout.root, found)) == [(old, None)]
    done = copydesk("board", "--check", *gold)
    assert done.returncode == 1
    assert str(old.relative_to(checkout.root)) in done.stderr
    assert copydesk("board", "--update", *gold).returncode == 0
    assert not old.exists()
    readme = (checkout.root / "README.md").read_text()
    assert readme.startswith("# X\n<!-- board -->\nmade 1.0.0@")
    assert readme.endswith("<!-- /board -->\nend\n")


def test_rows_come_from_predictions_not_from_results(copydesk: Command, checkout: Checkout) -> None:
    before = render(field(checkout))
    path = checkout.home / "half" / "result.json"
    honest = path.read_text()
    record = json.loads(honest)
    for scores in (record["overall"], *(x["headline"] for x in record["layers"].values())):
        scores |= {"value": 1.0, "precision": 1.0, "recall": 1.0, "interval": [1.0, 1.0]}
    record["failures"] = record["documents"]["counts"] = {}
    path.write_text(json.dumps(record))
    assert render(field(checkout)) == before
    # ... and a result that is not what the predictions give fails the check.
    assert copydesk("board", "--update", "--gold", "gold").returncode == 0
    assert json.loads(path.read_text()) == json.loads(honest)


def test_systems_without_predictions_are_not_on_it(checkout: Checkout) -> None:
    (checkout.home / "unfinished").mkdir()
    shutil.copy(checkout.home / "half" / "system.toml", checkout.home / "unfinished")
    assert "unfinished" not in render(field(checkout))


def test_predictions_that_cannot_be_scored_stop_the_board(checkout: Checkout) -> None:
    (checkout.home / "half" / "predictions.jsonl.gz").write_bytes(b"")
    with pytest.raises(InputError, match="missing-document"):
        field(checkout)
    (checkout.home / "names" / "result.json").write_text("{}")
    with pytest.raises(InputError, match=r"names.result\.json"):
        field(checkout)


def test_references_hold_no_rank_and_stand_below(checkout: Checkout) -> None:
    found = standings(field(checkout), "overall")
    assert [row.entry.id for row in found.rows] == ["rules", "half", "nothing"]
    assert [row.ranks for row in found.rows] == [(1, 1), (2, 2), None]
    assert found.resolvable is not None
    assert f"overall .{found.resolvable:.3f}".replace(".0.", ".") in render(field(checkout))
    board = render(field(checkout))
    assert "| - | nothing<br><sup>1.0, reference</sup> | **.000**" in board
    assert "| 2 | Half<br><sup>1.0, re-run</sup> |" in board
    assert "Names<br><sup>1.0, predictions only</sup>" in board


def test_every_column_of_a_row(checkout: Checkout) -> None:
    row = next(
        line for line in render(field(checkout)).splitlines() if "| Half<br>" in line
    ).replace("\u00a0", " ")
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    score = field(checkout).entries[0].evaluation.overall
    assert score is not None
    assert score.interval is not None
    assert cells[2].startswith(
        f"**{score.value:.3f}**<br>[{score.interval[0]:.3f}".replace("0.", ".")
    )
    assert cells[4] == ".000"
    assert cells[5:9] == ["0<br>1.00", "500 (2.00)<br>20 MB", "0<br>-", "MIT<br>1.0.0"]


def test_disclosing_costs_no_rank(checkout: Checkout) -> None:
    silent = standings(field(checkout), "entities")
    card = checkout.home / "names" / "system.toml"
    seen = [row["id"] for row in checkout.rows[:4]]
    text = card.read_text().replace("seen_documents = []", f"seen_documents = {json.dumps(seen)}")
    card.write_text(text)
    open_ = standings(field(checkout), "entities")
    assert [(one.entry.id, one.ranks, one.score.value) for one in open_.rows] == [
        (one.entry.id, one.ranks, one.score.value) for one in silent.rows
    ]
    rest = [one for one in checkout.answers(4, layers=("entities",)) if one["id"] not in seen]
    clean = checkout.evaluator.score(rest, allow_missing=True)
    counts = clean.counts
    kept = [name not in seen for name in counts.documents]
    value = clean.metrics("entities")[0].value(counts.values[kept].sum(axis=0))
    assert f"| 4<br>{value:.3f}".replace("0.", ".") in render(field(checkout))


def test_a_changed_text_makes_rows_stale_and_a_changed_annotation_does_not(
    copydesk: Command, checkout: Checkout
) -> None:
    before = render(field(checkout))
    row = checkout.rows[0]
    dropped = row["entities"].pop()
    checkout.write_row(row)
    checkout.changed()
    assert render(field(checkout)) != before
    assert not field(checkout).stale
    row["entities"].append(dropped)
    row["text"] += "More.\n"
    checkout.write_row(row)
    checkout.changed()
    found = field(checkout)
    assert not found.entries
    assert [one.id for one in found.stale] == ["half", "names", "nothing", "rules"]
    board = render(found)
    assert "## Stale" in board
    assert "| Half | 1.0 | 1.0.0 | 1 |" in board
    done = copydesk("board", "--update", "--gold", "gold")
    assert done.returncode == 0, done.stderr
    # Predicted again, a system stands among the others.
    checkout.predictions("again", seed=3)
    words = ("--licence", "MIT", "--trained-on", "none", "--seen", "none", "--description", "x")
    done = copydesk(
        "submit", "again.jsonl", "--name", "Half", "--overwrite", "--gold", "gold", *words
    )
    assert done.returncode == 0, done.stderr
    assert [one.id for one in field(checkout).entries] == ["half"]


def test_documents_that_left_the_gold_make_nothing_stale(checkout: Checkout) -> None:
    name = checkout.rows[0]["id"]
    for path in checkout.gold.rglob(f"{name}.*"):
        path.unlink()
    checkout.changed()
    found = field(checkout)
    assert not found.stale
    assert {len(one.evaluation.counts.documents) for one in found.entries} == {11}


def test_a_new_gold_moves_rows_and_the_changelog_says_so(
    copydesk: Command, checkout: Checkout
) -> None:
    assert copydesk("board", "--update", "--gold", "gold").returncode == 0
    assert "Score-affecting" not in (checkout.root / "CHANGELOG.md").read_text()
    row = checkout.rows[0]
    row["entities"] = row["entities"][:1]
    checkout.write_row(row)
    checkout.info.write_text(json.dumps({"name": "made", "version": "1.1.0"}))
    assert copydesk("board", "--check", "--gold", "gold").returncode == 1
    done = copydesk("board", "--update", "--gold", "gold")
    assert done.returncode == 0, done.stderr
    assert re.search(r"moved: Names entities \.\d+ to \.\d+", done.stderr)
    said = (checkout.root / "CHANGELOG.md").read_text()
    assert re.search(
        r"## 1\.0\.0\n\n### Score-affecting\n- Gold 1\.0\.0@\w{8} to 1\.1\.0@\w{8} moves: ", said
    )
    assert "Names entities ." in said
    assert "nothing" not in said, "what did not move is not named"
    assert copydesk("board", "--check", "--gold", "gold").returncode == 0
    assert copydesk("board", "--update", "--gold", "gold").returncode == 0
    assert (checkout.root / "CHANGELOG.md").read_text() == said, "said once"


def test_the_second_pass_is_an_agreement_without_rank(
    copydesk: Command, checkout: Checkout
) -> None:
    for row in checkout.rows:
        checkout.write_row(row, "first")
        checkout.write_row({**row, "entities": row["entities"][1:]}, "second")
    found = {one.id: one for one in field(checkout).entries}["second-pass"]
    assert (found.mark, found.ranked) == ("agreement", False)
    headline = found.evaluation.layers["entities"].headline
    assert headline.precision == 1
    assert headline.recall is not None
    assert headline.recall < 1
    board = render(field(checkout))
    assert board.count("| - | second pass (language model)<br><sup>agreement</sup> |") == 5
    done = copydesk(
        "score", "gold/annotations/second", "--gold", "gold/annotations/first", "--format", "json"
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["layers"]["entities"]["headline"]["value"] == headline.value
    # The passes are no further splits of the gold: it is scored as before.
    same = copydesk("score", "gold/annotations", "--gold", "gold", "--format", "json")
    assert json.loads(same.stdout)["overall"]["value"] == 1


def test_names_cannot_mark_anything_up(checkout: Checkout) -> None:
    """What the rules refuse does no harm either, should it be there."""
    card = checkout.home / "names" / "system.toml"
    name = "a|b <img src=x>\n[x](javascript:y) `"
    text = card.read_text().replace('name = "Names"', f"name = {json.dumps(name)}")
    card.write_text(text.replace('"MIT"', '"<b>|MIT"').replace('"1.0"', '"1|<i>"'))
    found = pages(field(checkout), "<!-- board -->\n<!-- /board -->")
    board = found["LEADERBOARD.md"]
    assert "a\\|b \\<img src=x\\> \\[x\\](javascript:y) \\`" in board
    assert "\\<b\\>\\|MIT" in board
    assert "1\\|\\<i\\>" in board
    for name, page in found.items():
        assert not re.search(
            r"(?<!\\)<(?!/?(?:br|sup|svg|title|text|rect|circle|polyline)\b|!--)", page
        ), name


def test_the_outline_is_what_submit_shows(checkout: Checkout) -> None:
    lines = outline(field(checkout))
    assert re.fullmatch(
        r"overall +1  \.\d{3} \[\.\d{3},\u00a0\.\d{3}\]  rules \(re-run\)", lines[0]
    )


def test_speeds_by_the_wall_clock_are_marked_and_explained(checkout: Checkout) -> None:
    assert "(wall)" not in render(field(checkout)), "nothing to explain"
    checkout.submit("Cloud", 5, run=RUN, timing=made_timing(0.002, wall=True))
    board = render(field(checkout))
    assert board.count("| 2\u00a0(wall)<br>") == 5
    assert board.count("- *(wall)*: articles per second by the wall clock") == 1
