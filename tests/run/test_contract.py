"""Each violation of the contract is found on five small articles, and explained."""

from __future__ import annotations

from pathlib import Path

import pytest

from copydesk.run.contract import check_contract, contract_articles

from ..conftest import Command
from .conftest import MakeSystem

GOOD = "return {'entities': [{'start': 0, 'end': 1, 'label': 'ORG'}]}"

# what `extract` does -> what the problems say
VIOLATIONS = {
    "return []": "INVALID: a list where a dict of layers is expected",
    "return {'entities': [{'start': 0, 'end': 10**6, 'label': 'ORG'}]}": "lies outside the text",
    "return {'entities': [], 'claims': []}": "INVALID: claims",
    "return {}": "INVALID: entities",
    "return {'entities': [{'start': 0, 'end': 1, 'label': 'PER'}]}": '"PER" is not known here',
    "return {'id': 'x', 'entities': []}": "'x' is another article's",
    "raise KeyError('x')": "EXCEPTION: KeyError: 'x'",
    "os._exit(3)": "EXIT: the process ended with status 3",
    "time.sleep(60)": "TIMEOUT: no answer within 0.3 s",
}


@pytest.mark.parametrize("body", VIOLATIONS)
def test_violations(body: str, make_system: MakeSystem) -> None:
    contract = check_contract(make_system(body), timeout=0.3)
    assert len(contract.problems) == 5, contract.problems
    assert all(VIOLATIONS[body] in str(problem) for problem in contract.problems)
    assert all(problem.mend for problem in contract.problems)


def test_offsets_in_bytes_are_found_in_the_article_that_shows_them(make_system: MakeSystem) -> None:
    body = "return {'entities': [{'start': 0, 'end': len(text.encode()), 'label': 'ORG'}]}"
    contract = check_contract(make_system(f"if '“' not in text: {GOOD}\n{body}"))
    named = {problem.path: problem.mend for problem in contract.problems}
    assert "not bytes, not UTF-16" in named["contract-unicode"]


NOTES = {
    f"print('hello')\n{GOOD}": "it writes to standard output ('hello')",
    "size = os.getpid() % len(text) + 1\n"
    "return {'entities': [{'start': 0, 'end': size, 'label': 'ORG'}]}": (
        "two fresh processes answer differently"
    ),
    "return {'entities': []}": "nothing with offsets is predicted",
    "return {'entities': [], 'truncated_at': min(20, len(text))}": "cut by the system at 20",
    "return {'entities': [{'start': i, 'end': i + 1, 'label': 'ORG'}"
    " for i in range(min(len(text), 500))]}": "nothing is predicted beyond character 500 of",
}


@pytest.mark.parametrize("body", NOTES)
def test_notes(body: str, make_system: MakeSystem) -> None:
    contract = check_contract(make_system(body))
    assert not contract.problems
    assert any(NOTES[body] in note for note in contract.notes), contract.notes


def test_a_good_system(make_system: MakeSystem) -> None:
    contract = check_contract(make_system(GOOD))
    assert not contract.problems
    assert contract.articles == 5


def test_what_cannot_be_started(make_system: MakeSystem, tmp_path: Path) -> None:
    (problem,) = check_contract(make_system(top="import no_such_module")).problems
    assert "No module named 'no_such_module'" in problem.what
    (problem,) = check_contract("cmd:./nowhere").problems
    assert "no program" in problem.what
    system = make_system()
    (system / "system.toml").write_text("name = 3\n")
    assert len(check_contract(system).problems) > 1


def test_the_articles() -> None:
    texts = {article.id: article.text or "" for article in contract_articles()}
    assert len(texts) == 5
    assert len(texts["contract-long"].split()) >= 3_000
    assert any(ord(character) > 0xFFFF for character in texts["contract-unicode"])


def test_the_command(copydesk: Command, make_system: MakeSystem) -> None:
    good = copydesk("validate", str(make_system(GOOD)))
    assert good.returncode == 0, good.stderr
    assert "keeps the contract on 5 articles" in good.stderr
    bad = copydesk("validate", str(make_system("return None", name="bad")))
    assert bad.returncode == 2
    assert bad.stdout.count("INVALID: a NoneType where a dict") == 5
    door = copydesk("validate", "python:json:nothing")
    assert door.returncode == 2
    assert "START" in door.stdout
