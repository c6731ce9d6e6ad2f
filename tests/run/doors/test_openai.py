"""The OpenAI door against an endpoint that misbehaves on purpose."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import msgspec
import pytest

from copydesk.errors import CopyDeskError, InputError, MissingExtraError
from copydesk.labels import CATEGORIES, CLAIM_TYPES, ENTITY_LABELS, LAYERS
from copydesk.locate import locate
from copydesk.records import Article, Prediction
from copydesk.run import open_system, run, time_system
from copydesk.run.doors import options
from copydesk.run.doors.llm import answers, asking
from copydesk.run.doors.llm.store import Usage
from copydesk.run.doors.openai_api import FOLDER, form
from copydesk.search import _DASHES, _QUOTES, fold

from ..conftest import read
from .conftest import ANSWER, KEY, Endpoint

pytest.importorskip("httpx2", reason="needs copydesk[openai]")


def article(name: str, mode: str = "") -> Article:
    told = f"MODE={mode} " if mode else ""
    return Article(id=name, text=f"{told}Article is good, {name}. Ann said “no”.\n")


# mode -> how the reason begins, "" where the article is answered in the end.
MODES = {
    "fine": "",
    "limit-once": "",
    "later": "infrastructure: UnreachedError: status 429: Come back tomorrow; no time is left",
    "quota": "infrastructure: UnreachedError: status 429: You exceeded your quota",
    "error-once": "",
    "torn-once": "",
    "length": "reported: the answer was cut off at the endpoint's token limit: raise max_tokens",
    "wrong": "",
    "beside-once": "",
    "fenced": "",
    "refusal": "reported: refused: I'm sorry, I cannot help with that.",
    "garbage-once": "",
    "empty-once": "",
    "hangup-once": "",
    "key": "reported: status 400: Incorrect API key provided: Bearer [key]",
}


def test_each_fault_costs_its_article_at_most(endpoint: Endpoint, tmp_path: Path) -> None:
    articles = [article(f"a-{mode}", mode) for mode in MODES]
    out, ledger = tmp_path / "p.jsonl", tmp_path / "usage.jsonl"
    report = run(f"openai:test?seconds=9&usage={ledger}&prices=2,10", articles, out)
    told = [json.loads(line) for line in ledger.read_text().splitlines()]
    assert report.spent["requests"] == sum(one["requests"] for one in told)
    assert report.spent["cost"] == pytest.approx(sum(one.get("cost", 0) for one in told))
    lines = read(out)
    for line, (mode, reason) in zip(lines, MODES.items(), strict=True):
        assert line["id"] == f"a-{mode}"
        assert line.get("failure", "").startswith(reason), line
        assert bool(line.get("failure")) == bool(reason), line
    assert report.failures == sum(map(bool, MODES.values()))
    assert report.restarts == 0
    assert KEY not in out.read_text() + ledger.read_text() + report.record.read_text()
    assert endpoint.keys == {f"Bearer {KEY}"}
    used = {line["id"]: line for line in map(json.loads, ledger.read_text().splitlines())}
    assert used["a-wrong"]["not_verbatim"] == 1
    assert used["a-wrong"]["empty"] == 1
    assert used["a-torn-once"]["requests"] == 2
    assert used["a-torn-once"]["prompt_tokens"] == 2000, "the torn answer was paid for too"
    assert used["a-fine"]["cost"] == pytest.approx(0.003)
    assert used["a-limit-once"]["seconds"] >= 1, "Retry-After"
    assert used["a-later"]["requests"] == 1, "a day is not waited for"
    assert used["a-quota"]["requests"] == 1
    wrong = next(line for line in lines if line["id"] == "a-wrong")
    assert [one["text"] for one in wrong["entities"]] == ["Ann", "Bob"], "counted, not dropped"


SLOW = "infrastructure: UnreachedError: no answer within 0.4 s; no time is left for another"


def test_slow_endpoints_cost_no_more_than_their_time(endpoint: Endpoint, tmp_path: Path) -> None:
    articles = [article(mode, mode) for mode in ("slow", "dribble")]
    report = run("openai:test?seconds=0.4", articles, tmp_path / "p.jsonl")
    assert report.failures == 2
    assert report.restarts == 0
    for _, reason in report.first_failures:
        assert reason.startswith(SLOW)


def test_what_the_endpoint_owes_is_asked_again_on_resuming(
    endpoint: Endpoint, tmp_path: Path
) -> None:
    articles = [article(f"a-{mode}", mode) for mode in ("fine", "later", "refusal", "quota")]
    out = tmp_path / "p.jsonl"
    assert run("openai:test", articles, out).failures == 3
    asked = len(endpoint.requests)
    report = run("openai:test", articles, out, resume=True)
    assert (report.retried, report.resumed, report.wall_because) == (2, 2, "network")
    assert len(endpoint.requests) - asked == 2, "neither the answer nor the refusal"


def test_texts_are_located_by_the_scorer(endpoint: Endpoint, tmp_path: Path) -> None:
    out = tmp_path / "p.jsonl"
    asked = article("a", "wrong")
    run("openai:test", [asked], out)
    assert asked.text
    located, lost = locate(msgspec.json.decode(out.read_bytes(), type=Prediction), asked.text)
    assert located.attributions
    (content,) = located.attributions[0].content
    assert asked.text[content.start : content.end] == "“no”"
    assert [one.text for one in lost] == ["Bob"]


def test_the_request(endpoint: Endpoint, tmp_path: Path) -> None:
    system = "openai:org/model:8b?layers=entities&temperature=&seed=7&reasoning_effort=low"
    asked = article("a")
    report = run(system + "&format=json_schema", [asked], tmp_path / "p.jsonl")
    assert report.layers == ("entities",)
    body = endpoint.requests[0]
    assert body["model"] == "org/model:8b"
    assert "temperature" not in body
    assert body["seed"] == 7
    assert body["reasoning_effort"] == "low"
    form = body["response_format"]["json_schema"]
    assert form["strict"] is True
    assert form["schema"]["required"] == ["entities"] == list(form["schema"]["properties"])
    prompt, user = (message["content"] for message in body["messages"])
    assert "## entities" in prompt
    assert "## claims" not in prompt
    assert user == asked.text
    assert open_system("openai:m?format=text").content != open_system("openai:m").content
    assert open_system("openai:m?concurrency=2").content == open_system("openai:m").content


def test_the_cache_spares_requests_and_holds_no_key(
    endpoint: Endpoint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "cache"
    monkeypatch.setenv("COPYDESK_CACHE", str(cache))
    articles = [article("a"), article("b"), article("c", "refusal")]
    first, again = tmp_path / "1.jsonl", tmp_path / "2.jsonl"
    run("openai:test", articles, first)
    assert len(endpoint.requests) == 3
    files = [file for file in cache.rglob("*") if file.is_file()]
    assert len(files) == 2, "what is no answer is not kept"
    assert not any(KEY in file.read_text() + str(file) for file in files)
    files[0].write_text("{torn")
    run("openai:test", articles, again)
    assert len(endpoint.requests) == 5
    assert first.read_bytes() == again.read_bytes()
    run("openai:test?seed=1", articles[:1], tmp_path / "3.jsonl")
    assert len(endpoint.requests) == 6


def test_timing_is_by_the_wall_clock_and_asks_anew(
    endpoint: Endpoint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COPYDESK_CACHE", str(tmp_path / "cache"))
    articles = [article(f"a{number}") for number in range(3)]
    run("openai:test", articles, tmp_path / "p.jsonl")
    asked = len(endpoint.requests)
    timing = time_system("openai:test", articles)
    assert (timing.clock, timing.clock_because) == ("wall", "network")
    assert timing.articles_per_cpu_second is timing.ratio is None
    assert timing.articles_per_wall_second == timing.throughput["32"].articles_per_wall_second
    assert [one.batch_size for one in timing.processes] == [32, 1], "a pass costs money"
    # Each pass warms up, on one article and then on a batch of as many as it is given, 4 at most.
    assert len(endpoint.requests) - asked == (1 + 4 + 3) + (1 + 1 + 3)


def test_a_batch_is_asked_side_by_side(endpoint: Endpoint, tmp_path: Path) -> None:
    articles = [article(f"a{number}", "limit-once") for number in range(8)]
    assert run("openai:test?concurrency=8", articles, tmp_path / "p.jsonl").seconds < 6


def test_the_sums_lie_in_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    usage = Usage([1.0, 2.0], None)
    for _ in range(3):
        usage.add({**usage.line("a"), "requests": 2, "prompt_tokens": 10, "completion_tokens": 5})
    usage.write()
    told = json.loads(Path("usage.json").read_text())
    assert (told["articles"], told["requests"], told["prompt_tokens"]) == (3, 6, 30)
    assert told["cost"] == pytest.approx(60e-6)


@pytest.mark.parametrize(
    ("mode", "said", "times"),
    [
        ("error", "status 500: The server had an error (asked 6 times)", 6),
        ("torn", "the answer is no JSON (", 6),
        ("beside", "the answer is beside the schema: entities[0].label is 'DATE', none of", 6),
        ("garbage", "the reply is no JSON object: '<html>", 6),
        ("endless", "a reply of more than 10000000 bytes", 6),
        ("hangup", "RemoteProtocolError", 6),
        ("key", "status 400: Incorrect API key provided: Bearer [key]", 1),
    ],
)
def test_attempts_are_bounded(
    mode: str, said: str, times: int, endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "FIRST_PAUSE", 0.001)
    client = asking.Endpoint(endpoint.url, KEY, 20, 1)
    _, _, schema = form("x")
    line = Usage(None, None).line("a")
    body = json.dumps({"messages": [{"content": f"MODE={mode} x"}]}).encode()
    with pytest.raises(asking.UnansweredError) as raised:
        client.ask(
            body, lambda reply: answers.read_answer(reply, schema, ""), time.monotonic() + 60, line
        )
    client.close()
    assert str(raised.value).startswith(said)
    assert line["requests"] == times


def test_an_endpoint_that_is_not_there(
    endpoint: Endpoint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    endpoint.status_of_models = 401
    with pytest.raises(CopyDeskError, match="refuses the key: set COPYDESK_API_KEY"):
        run("openai:test", [article("a")], tmp_path / "p.jsonl")
    with pytest.raises(CopyDeskError, match=r"nobody answers at http://127\.0\.0\.1:9/v1"):
        run("openai:test?base_url=http://127.0.0.1:9/v1", [article("a")], tmp_path / "p.jsonl")


@pytest.mark.parametrize(
    ("argument", "said"),
    [
        ("", "names no model"),
        ("m?colour=red", "no option 'colour=red': write base_url=... or "),
        ("m?layers=names", "no layer 'names'"),
        ("m?format=xml", "no format 'xml'"),
        ("m?seconds=-1", "seconds=-1 is no positive number"),
        ("m?prices=cheap", "'cheap' are no prices"),
        ("m?base_url=http://me:pw@host/v1", "the base URL is none that can be asked"),
        ("m?base_url=file:///etc/passwd", "the base URL is none that can be asked"),
        ("m?base_url=http://host:x/v1", "the base URL is none that can be asked"),
        ("m?base_url=https://api.openai.com/v1", r"no key for api\.openai\.com"),
    ],
)
def test_what_is_refused_before_the_run(
    argument: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("COPYDESK_API_KEY", "OPENAI_API_KEY", "COPYDESK_PRICES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COPYDESK_BASE_URL", "http://127.0.0.1:9/v1")
    with pytest.raises(InputError, match=said):
        open_system(f"openai:{argument}")


@pytest.mark.parametrize("door", ["openai", "spacy", "transformers"])
def test_a_missing_extra_says_the_command(door: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(options.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(MissingExtraError, match=rf"pip install 'copydesk\[{door}\]'"):
        open_system(f"{door}:model")


def test_the_schema_has_our_vocabulary() -> None:
    layers, prompt, schema = form("x")
    parts: dict[str, Any] = {
        name: layer["items"]["properties"] for name, layer in schema["properties"].items()
    }
    assert set(layers) == set(parts) == set(LAYERS)
    assert parts["entities"]["label"]["enum"] == list(ENTITY_LABELS)
    assert parts["claims"]["claim_type"]["enum"] == list(CLAIM_TYPES)
    assert parts["boilerplate"]["category"]["enum"] == list(CATEGORIES)
    words = (*ENTITY_LABELS, *CLAIM_TYPES, *CATEGORIES, *(f"## {layer}" for layer in LAYERS))
    assert [word for word in words if word not in prompt] == []
    assert prompt == (FOLDER / "prompt.md").read_text()
    assert answers.violation(ANSWER, schema) == ""


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"entities": None}, "entities is no array"),
        ({"entities": [{"text": "x"}]}, "entities[0] has no 'label'"),
        ({"claims": ["x"]}, "claims[0] is no object"),
        ({"more": []}, "it has 'more', which is not asked for"),
        ({"claims": [{"text": 1, "claim_type": "state", "check_worthy": True}]}, "claims[0].text"),
    ],
)
def test_violations(change: dict[str, Any], said: str) -> None:
    assert answers.violation({**ANSWER, **change}, form("x")[2]).startswith(said)


def test_marks_fold_as_the_locator_folds_them() -> None:
    marks = f" a{_QUOTES}b \n c{_DASHES}d"
    assert answers._fold(marks) == fold(marks)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ({}, 0),
        ({"Retry-After": "2.5"}, 2.5),
        ({"Retry-After": "soon"}, 0),
        ({"Retry-After": "-3"}, 0),
    ],
)
def test_retry_after(header: dict[str, str], seconds: float) -> None:
    assert asking._wished(header) == seconds
    assert asking._wished({"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"}) == 0
