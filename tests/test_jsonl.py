"""The reader against hostile files: it says what is wrong, and never more than InputError."""

from __future__ import annotations

import gzip
import json
import random
import tracemalloc
from collections import deque
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from copydesk import jsonl
from copydesk.errors import InputError, Problem
from copydesk.jsonl import RecordDecoder, read_lines, read_records, write_lines
from copydesk.records import Annotation, Prediction, Row
from copydesk.structure import Object, faults, parse, show, without_nulls

GOOD = b'{"id":"x","entities":[{"start":0,"end":3,"label":"PERSON"}]}'


def packed(content: bytes) -> bytes:
    return gzip.compress(content, mtime=0)


def refused(path: Path, kind: type[msgspec.Struct] = Prediction) -> list[Problem]:
    with pytest.raises(InputError) as caught:
        deque(read_records(path, kind), maxlen=0)
    return list(caught.value.problems)


def one_problem(path: Path, content: bytes) -> Problem:
    path.write_bytes(content)
    (problem,) = refused(path)
    assert problem.file == str(path)
    assert problem.what
    assert problem.mend
    return problem


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "predictions.jsonl"


@pytest.mark.parametrize(
    "content",
    [
        GOOD,
        GOOD + b"\n",
        GOOD + b"\n\n \n\n",
        b"\xef\xbb\xbf" + GOOD,
        GOOD + b"\r\n",
        packed(GOOD),
        packed(b"\xef\xbb\xbf" + GOOD + b"\r\n"),
        packed(GOOD[:9]) + packed(GOOD[9:]),
    ],
    ids=range(8),
)
def test_what_is_only_packed_or_ended_differently_reads_the_same(
    path: Path, content: bytes
) -> None:
    path.write_bytes(content)
    assert [(number, line) for number, line in read_lines(path)] == [(1, GOOD)]
    ((_, record),) = read_records(path, Prediction)
    assert record.entities is not None
    assert record.entities[0].label == "PERSON"


@pytest.mark.parametrize("content", [b"", packed(b""), b"\n\n", b"\xef\xbb\xbf"])
def test_an_empty_file_has_no_lines(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    assert list(read_lines(path)) == []


CASES = [
    (b'{"id":"x"}\n\n{"id":"y"}', 2, "", "blank-line", "blank"),
    (b'{"id":"x"}\n{"id":"y"', 2, "", "json", "stops short"),
    (b'{"id":"x"}\n{"id":"y', 2, "", "json", "stops short"),
    (b'{"id":"x"} {"id":"y"}', 1, "", "json", 'second value begins at column 12, "{\\"id'),
    (b'{"id":"x"}{"id":"y"}', 1, "", "json", "second value"),
    (b'{"id":"\xff"}', 1, "", "encoding", "byte 8 (0xff)"),
    (b'{"id":"\xed\xa0\x80"}', 1, "", "encoding", "byte 8"),
    (b'\xff\xfe{\x00"\x00', 1, "", "encoding", "UTF-16"),
    (b'{"id":"x","failure":"\\ud800"}', 1, "failure", "encoding", "lone surrogate"),
    (b'{"id":"x","claims":[{"text":"a","score":NaN}]}', 1, "", "json", "NaN at column 41"),
    (b'{"id":"NaN","claims":[{"score":-Infinity}]}', 1, "", "json", "-Infinity at column 32"),
    (b'{"id":"x","truncated_at":' + b"9" * 9999 + b"}", 1, "truncated_at", "out-of-range", "9"),
    (b'{"id":"x","truncated_at":-' + b"9" * 9999 + b"}", 1, "truncated_at", "out-of-range", "9"),
    (b'{"id":"x","truncated_at":1e999}', 1, "truncated_at", "wrong-type", "whole number"),
    (b'{"id":"x","entities":' + b"[" * 10**6, 1, "", "json", "nested too deeply"),
    (b'{"a":' * 10**5, 1, "", "json", "nested too deeply"),
    (
        b'{"id":"x","truncated_at":1.0}',
        1,
        "truncated_at",
        "wrong-type",
        "1.0 is not a whole number",
    ),
    (b'{"id":"x","id":"y"}', 1, "id", "duplicate-key", '"id" is given more than once'),
    (b'{"id":"x","entitites":[]}', 1, "entitites", "unknown-field", 'unknown field "entitites"'),
    (b'{"entities":[]}', 1, "id", "missing-field", "id is missing"),
    (b"[]", 1, "", "wrong-type", "a list is not an object"),
    (b"\x00", 1, "", "json", "not JSON at column 1"),
    (b"PAR1", 1, "", "json", "not JSON at column 1"),
    (
        b'{"id":"x","entities":[{"start":0,"end":1,"label":"ORG"},{"start":"0","end":1,"label":"ORG"}]}',
        1,
        "entities[1].start",
        "wrong-type",
        '"0" is not a whole number',
    ),
    (
        b'{"id":"x","attributions":[{"content":[{"text":"a"},{"txt":"b"}]}]}',
        1,
        "attributions[0].content[1].txt",
        "unknown-field",
        "unknown field",
    ),
]


@pytest.mark.parametrize(("content", "line", "where", "code", "what"), CASES, ids=range(len(CASES)))
def test_refusal_says_where_and_what(
    path: Path, content: bytes, line: int, where: str, code: str, what: str
) -> None:
    problem = one_problem(path, content)
    assert (problem.line, problem.path, problem.code) == (line, where, code)
    assert what in problem.what
    assert len(str(problem)) < 500 + len(str(path))
    str(problem).encode("utf-8")


@pytest.mark.parametrize(
    ("content", "mend"),
    [
        (b'{"id":"x","entitites":[]}', "did you mean entities?"),
        (b'{"id":"x","entities":[{"lable":"ORG","text":"a"}]}', "did you mean label?"),
        (b'{"id":"x","qqq":1}', "known: id, entities, attributions"),
        (b'{"id":"x","entities":[{"text":"a","label":"person"}]}', "did you mean PERSON?"),
        (b'{"id":"x","entities":[{"text":"a","label":"LOCATION"}]}', "LOC"),
        (b'{"id":"x","truncated_at":12.0}', "write 12"),
        (b'{"id":"x"', "cut off"),
    ],
)
def test_refusal_says_what_to_do(path: Path, content: bytes, mend: str) -> None:
    path.write_bytes(content)
    assert mend in refused(path)[0].mend


def test_all_faults_of_a_line_and_of_a_file_are_found(path: Path) -> None:
    path.write_bytes(
        b'{"id":"x","claims":[{"start":-1,"end":"3","score":2}],"x":1}\n'
        b'{"id":"y"}\n'
        b'{"id":"z","failure":7}\n'
        b"{"
    )
    assert [problem.path for problem in refused(path)] == [
        "claims[0].start",
        "claims[0].end",
        "claims[0].score",
        "x",
    ]
    problems: list[Problem] = []
    good = list(read_records(path, Prediction, problems))
    assert [(number, record.id) for number, record in good] == [(2, "y")]
    assert [(problem.line, problem.code) for problem in problems] == [
        (1, "out-of-range"),
        (1, "wrong-type"),
        (1, "out-of-range"),
        (1, "unknown-field"),
        (3, "wrong-type"),
        (4, "json"),
    ]


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.jsonl")[0].code == "unreadable"
    assert refused(tmp_path)[0].code == "unreadable"
    whole = packed(GOOD * 100)
    for content in (whole[:-9], whole[:12], whole[:20] + b"\0\0\0\0" + whole[24:], whole + b"x"):
        (tmp_path / "broken.gz").write_bytes(content)
        assert "unreadable" in {item.code for item in refused(tmp_path / "broken.gz")}


def _peak(path: Path) -> tuple[list[Problem], int]:
    tracemalloc.start()
    problems = refused(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return problems, peak


@pytest.mark.parametrize("zipped", [False, True])
def test_a_line_of_100_mb_is_refused_in_bounded_memory(path: Path, zipped: bool) -> None:
    block = b" " * 2**20
    with gzip.open(path, "wb", compresslevel=1) if zipped else path.open("wb") as file:
        file.write(b'{"id":"x","failure":"')
        for _ in range(100):
            file.write(block)
    (problem,), peak = _peak(path)
    assert (problem.code, problem.line) == ("too-large", 1)
    assert peak < 3 * jsonl.MAX_LINE


def test_a_line_at_the_limit_is_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "MAX_LINE", len(GOOD))
    for end in (b"", b"\n", b"\r\n"):
        path.write_bytes(GOOD + end)
        assert [line for _, line in read_lines(path)] == [GOOD]
        path.write_bytes(b" " + GOOD + end)
        assert refused(path)[0].code == "too-large"


def test_a_gzip_bomb_is_refused_in_bounded_memory(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jsonl, "MAX_UNPACKED", 20 * 2**20)
    line = b'{"id":"x","failure":"%s"}\n' % (b" " * 1000)
    with gzip.open(path, "wb", compresslevel=9) as file:
        for _ in range(50):
            file.write(line * 1000)
    assert path.stat().st_size < 2**20
    (problem,), peak = _peak(path)
    assert (problem.code, problem.line) == ("too-large", 20 * 2**20 // len(line) + 1)
    assert "unpacks" in problem.what
    assert peak < 2**20


def test_null_is_absent_everywhere() -> None:
    line = (
        b'{"id":"x","sha256":"%s","attributions":[{"id":"a","content":[{"start":0,"end":1,'
        b'"text":"a"}],"source":null,"cue":null,"source_type":null}]}'
    )
    record = RecordDecoder(Annotation)(line % (b"0" * 64), "f", 1)
    assert record.attributions is not None
    assert record.attributions[0].source == ()
    with pytest.raises(InputError, match="content is missing"):
        RecordDecoder(Annotation)(
            b'{"id":"x","sha256":"%s","attributions":[{"id":"a","content":null}]}' % (b"0" * 64),
            "f",
            1,
        )


# --- duplicate keys, by search against the exact way -------------------------------------------

texts = st.text(alphabet=st.sampled_from('ab:"\\ \t{},é☃:'), min_size=1, max_size=8)
spans = st.fixed_dictionaries(
    {}, optional={"start": st.integers(0, 9), "end": st.integers(0, 9), "text": texts | st.none()}
)
plain_predictions = st.fixed_dictionaries(
    {"id": st.sampled_from(["x", "y.z"])},
    optional={
        "failure": texts | st.none(),
        "claims": st.lists(spans, max_size=3),
        "attributions": st.lists(
            st.fixed_dictionaries(
                {"content": st.lists(spans, min_size=1, max_size=2)},
                optional={"speakers": st.lists(texts, max_size=2), "cue": st.none()},
            ),
            max_size=2,
        ),
    },
)


def _written(value: Any, draw: random.Random, chance: float) -> tuple[str, bool]:
    """Write JSON by hand: white space, escapes, repeated keys; say whether a key is repeated."""

    def space() -> str:
        return draw.choice(["", "", "", " ", "\t", "\r"])

    def string(text: str) -> str:
        if draw.random() < 0.3:
            return '"' + "".join(f"\\u{ord(sign):04x}" for sign in text) + '"'
        return json.dumps(text, ensure_ascii=draw.random() < 0.5)

    if isinstance(value, dict):
        parts, repeated = [], False
        for key, item in value.items():
            for _ in range(1 + (draw.random() < chance)):
                written, inner = _written(item, draw, chance)
                repeated = repeated or inner
                parts.append(f"{space()}{string(key)}{space()}:{space()}{written}{space()}")
        repeated = repeated or len(parts) > len(value)
        draw.shuffle(parts)
        return "{" + ",".join(parts) + "}", repeated
    if isinstance(value, list):
        written_items = [_written(item, draw, chance) for item in value]
        return "[" + ",".join(text for text, _ in written_items) + "]", any(
            inner for _, inner in written_items
        )
    return (string(value) if isinstance(value, str) else json.dumps(value)), False


@given(plain_predictions, st.randoms(use_true_random=False), st.sampled_from([0, 0.02, 0.2]))
def test_repeated_keys_are_found_exactly(
    plain: dict[str, Any], draw: random.Random, chance: float
) -> None:
    raw, repeated = _written(plain, draw, chance)
    decode = RecordDecoder(Prediction)
    if repeated:
        with pytest.raises(InputError) as caught:
            decode(raw.encode("utf-8"), "f", 1)
        assert {problem.code for problem in caught.value.problems} == {"duplicate-key"}
    else:
        expected = msgspec.convert(without_nulls(plain), Prediction)
        assert decode(raw.encode("utf-8"), "f", 1) == expected


# --- fuzz ----------------------------------------------------------------------------------------

pieces = st.sampled_from(
    [
        GOOD,
        b"\n",
        b"\r\n",
        b"\xef\xbb\xbf",
        b"\x1f\x8b",
        b"{",
        b"}",
        b"[",
        b"]",
        b",",
        b":",
        b'"',
        b'"id"',
        b'"x"',
        b'"entities"',
        b'"start"',
        b"1.0",
        b"NaN",
        b"-",
        b"null",
        b"\\ud800",
        b"\xff",
        b" ",
        b"1e999",
        b"0",
        b"99999999999999999999",
        b'{"id":"x"}',
        b"\x00",
        b"\\",
    ]
)
hostile = st.binary(max_size=60) | st.lists(pieces, max_size=14).map(b"".join)


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz") / "file.jsonl"


@given(content=hostile, zipped=st.booleans(), cut=st.integers(0, 12))
@example(content=b"\x1f\x8b", zipped=False, cut=0)
@example(content=b"\x1f\x8b\x08\x00\x00\x00\x00\x00", zipped=False, cut=0)
@example(content=b"\x1f\x8b\x08\x04\x00\x00\x00\x00\x00\x03\xff", zipped=False, cut=0)
@example(content=b'{"id":"x","\xff":1}', zipped=False, cut=0)
@example(content=b'{"id":"x","\\ud800":1}', zipped=False, cut=0)
@example(content=b'{"id":"\\ud800","id":"x"}', zipped=False, cut=0)
@example(content=b'{"id":"x","failure":"\\u003a"}', zipped=False, cut=0)
@example(content=b'{"id":"x"}\x0b\n{"id":"x"}', zipped=False, cut=0)
@example(content=b'{"":1}', zipped=False, cut=0)
@example(content=b'{"id":"x","' + b"e" * 999 + b'":1}', zipped=False, cut=0)
def test_whatever_a_file_holds_it_is_read_or_refused(
    scratch: Path, content: bytes, zipped: bool, cut: int
) -> None:
    if zipped:
        content = packed(content)
        content = content[: len(content) - cut]
    scratch.write_bytes(content)
    for kind in (Prediction, Row):
        problems: list[Problem] = []
        records = list(read_records(scratch, kind, problems))
        for problem in problems:
            str(problem).encode("utf-8")
        if problems:
            assert refused(scratch, kind)
        else:
            for _, record in records:
                again = msgspec.json.decode(msgspec.json.encode(record), type=kind)
                assert again == record


json_values = st.recursive(
    st.sampled_from(
        [None, True, 0, 1, -1, 2**40, 0.5, 1.0, float("nan"), float("inf"), "", "a", "é"]
    )
    | st.sampled_from(["PERSON", "core:LOC", "event", "\ud800", [], {}]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "claims", "start", "end", "text", "label", "content", "x"]),
            inner,
        )
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(["id", "claims", "entities", "attributions"]), json_values))
@example({"id": "x", "claims": [{"score": float("nan")}]})
@example({"id": "x", "claims": [{"score": float("inf")}]})
@example({"id": "x", "claims": [{"start": 2.0}]})
@example({"id": "x", "claims": "\ud800"})
@example({"id": "x", "claims": [{"text": "\ud800"}]})
def test_faults_are_found_if_and_only_if_the_record_is_none(plain: dict[str, Any]) -> None:
    try:
        msgspec.json.encode(msgspec.convert(without_nulls(plain), Prediction))
        fits = True
    except (msgspec.ValidationError, UnicodeEncodeError):
        fits = False
    assert bool(faults(plain, Prediction)) is not fits


def test_parse_remembers_repeated_keys() -> None:
    value, fault = parse(b'{"a":{"b":1,"b":2,"c":3}}')
    assert fault is None
    assert isinstance(value["a"], Object)
    assert value["a"].repeated == ("b",)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("a\nb\u202e", r'"a\nb\u202e"'),
        ("\ud800", r'"\ud800"'),
        ({}, "an object"),
        ([1], "a list"),
        (None, "null"),
        (10**60, "1" + "0" * 39 + "…"),
    ],
)
def test_show_is_short_and_printable(value: object, shown: str) -> None:
    assert show(value) == shown


# --- writing -------------------------------------------------------------------------------------


def test_what_is_written_is_read(tmp_path: Path) -> None:
    records = [Prediction(id="a", failure="é\n"), {"id": "b", "claims": []}]
    for name in ("p.jsonl", "p.jsonl.gz"):
        write_lines(tmp_path / "deep" / name, records)
        read = [record for _, record in read_records(tmp_path / "deep" / name, Prediction)]
        assert read == [Prediction(id="a", failure="é\n"), Prediction(id="b", claims=())]
    assert (tmp_path / "deep" / "p.jsonl").read_bytes().endswith(b'{"id":"b","claims":[]}\n')


def test_equal_records_give_equal_bytes(tmp_path: Path) -> None:
    records = [Prediction(id=f"d{number}") for number in range(1000)]
    for name in ("a.jsonl.gz", "b.jsonl.gz"):
        write_lines(tmp_path / name, records)
    written = (tmp_path / "a.jsonl.gz").read_bytes()
    assert written == (tmp_path / "b.jsonl.gz").read_bytes()
    assert written[4:8] == b"\0\0\0\0"


def test_a_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "p.jsonl"
    target.write_bytes(b"old")

    def failing() -> Any:
        yield Prediction(id="a")
        raise RuntimeError("the system crashed")

    with pytest.raises(RuntimeError, match="crashed"):
        write_lines(target, failing())
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]
