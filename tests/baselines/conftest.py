"""A baseline run as a user runs it, in a process of its own, on articles that a test writes."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from copydesk.records import Article
from copydesk.run import open_system, run
from copydesk.run.environment import install_command, lacking

Answers = dict[str, dict[str, Any]]
Extract = Callable[[str, Mapping[str, str]], Answers]

#: Nothing, nearly nothing, only furniture, and far more than an article.
ODD = {
    "empty": "",
    "blank": " \n\n\t\n",
    "mark": "“",
    "no-line-end": "Ann Lee said: “It is over now",
    "furniture": "READ MORE: Ten bridges\nShare\nMost read\n* Gull steals sandwich\n",
    "controls": "Ann\x00 Lee\x0b said “no\u2028yes, it is so”.\r\n"
    "<p>&amp;</p> \U0001d49cda 👩‍👩‍👧 agreed.\n",
    "long": "“We are well,” said Ann Lee. The council met on 3 May and spent £3m.\n\n" * 1_400,
    "one-line": "“We are well,” said Ann Lee, and the pier will shut. " * 1_900,
}


def needs(name: str) -> None:
    """Skip a test of a baseline that lacks a requirement, and say what installs it."""
    wanted = lacking(open_system(name).card.requirements)
    if wanted:
        pytest.skip(f"{name}: {install_command(wanted)}")


@pytest.fixture(scope="session")
def extract(tmp_path_factory: pytest.TempPathFactory) -> Extract:
    """Run a baseline over texts by id; return its predictions by id, failures too."""

    def call(name: str, texts: Mapping[str, str]) -> Answers:
        needs(name)
        out = tmp_path_factory.mktemp(name) / "predictions.jsonl"
        articles = [Article(id=one, text=text) for one, text in texts.items()]
        run(name, articles, out, timeout=120)
        lines = map(json.loads, out.read_text("utf-8").splitlines())
        return {line["id"]: line for line in lines}

    return call


def said(text: str, answer: Mapping[str, Any]) -> list[tuple[list[str], list[str], list[str]]]:
    """Return the surfaces of (source, cue, content) of the attributions, in order of content."""
    found = sorted(answer["attributions"], key=lambda one: one["content"][0]["start"])
    return [
        (
            surfaces(text, one.get("source", ())),
            surfaces(text, one.get("cue", ())),
            surfaces(text, one["content"]),
        )
        for one in found
    ]


def surfaces(text: str, spans: Any) -> list[str]:
    """Return what spans hold."""
    return [text[one["start"] : one["end"]] for one in spans]
