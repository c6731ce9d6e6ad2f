"""The fast path equals the definition: column by column, on files, and in what it refuses."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.corpus import corpus_from_rows, read_corpus
from copydesk.errors import InputError
from copydesk.labels import ENTITY_LABELS
from copydesk.records import PREDICTED_LABELS, Annotation, Entity, PredictedEntity, Prediction
from copydesk.scoring import Evaluator, fast, normalise
from copydesk.scoring.entities import Entities
from copydesk.scoring.matching import match, overlapping
from copydesk.scoring.normalise import HONORIFICS, edges, name_key
from copydesk.scoring.spool import spool_corpus
from copydesk.text import Text

from .search import many

_PIECES = [
    "the ",
    "The ",
    "Mr. ",
    "Vice President ",
    "a ",
    "an ",
    "“",
    "”",
    "’s ",
    "'s ",
    "’S",
    "  ",
    "\n",
    "New ",
    "York ",
    "new ",
    "London",
    "’",
    "İ",
    "ß",
    "ſ",
    "Kim",
    "😀",
    "x",
    "Bob's ",
    "_",
    ".",
    " an ",
    ",",
    "\xa0",
    "\u2009",
    "12",
    "É",
]
_LEAK = len(Entities.columns)


@st.composite
def _documents(
    draw: st.DrawFn, coarse: bool = True
) -> tuple[str, tuple[Entity, ...] | None, tuple[PredictedEntity, ...]]:
    """A text, its gold and a prediction: nested, repeated and crossing spans, some not found."""
    text = "".join(draw(st.lists(st.sampled_from(_PIECES), min_size=1, max_size=10)))
    cut = st.integers(0, len(text))
    place = st.tuples(cut, cut).filter(lambda p: p[0] != p[1]).map(lambda p: tuple(sorted(p)))
    labels = st.sampled_from(("PERSON", "ORG", "GPE", "LOC", "NORP", "LAW"))
    names = draw(st.lists(st.tuples(place, labels), max_size=6))
    gold = tuple(
        Entity(f"e{n}", start, end, text[start:end], label)
        for n, ((start, end), label) in enumerate(names)
    )
    said = (
        labels | st.sampled_from(PREDICTED_LABELS[11:])
        if coarse and draw(st.booleans())
        else labels
    )
    again = st.sampled_from([span for span, _ in names]) if names else place
    found = st.builds(
        lambda span, label: PredictedEntity(label, *span), place | again | again, said
    )
    same = (
        st.sampled_from([PredictedEntity(one.label, one.start, one.end) for one in gold])
        if gold
        else found
    )
    lost = st.builds(
        lambda label, words: PredictedEntity(label, text="".join(words)),
        said,
        st.lists(st.sampled_from(_PIECES), min_size=1, max_size=3),
    )
    predicted = draw(st.lists(same | same | found | lost, max_size=8))
    return text, gold if draw(st.integers(0, 9)) else None, tuple(predicted)


_Batch = list[tuple[str, "tuple[Entity, ...] | None", tuple[PredictedEntity, ...]]]


@pytest.mark.parametrize(("crowded", "long"), [(-1, 3), (0, 200), (32, 200)])
@many
@given(st.lists(_documents(), min_size=1, max_size=5), st.randoms())
def test_counts_are_those_of_the_definition(
    crowded: int, long: int, batch: _Batch, order: Any
) -> None:
    """In any order of documents, however early one is crowded, or a name too long to keep."""
    values = np.zeros((len(batch), _LEAK + 2))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fast, "_CROWDED", crowded)
        patch.setattr(fast, "_LONG", long)
        gold = fast.GoldNames([text for text, _, _ in batch])
        for text, names, _ in batch:
            gold.add(text, names)
        tally = fast.Tally(gold, values, (_LEAK, _LEAK + 1))
        for place in order.sample(range(len(batch)), len(batch)):
            tally.add(place, batch[place][2])
        tally.flush()
    layer = Entities()
    for row, (text, names, predicted) in zip(values, batch, strict=True):
        expected: dict[str, float] = {}
        if names is not None:
            prepared = layer.prepare(Text(text), Annotation("x", "0" * 64, entities=names))
            expected = layer.compare(prepared, Prediction("x", entities=predicted)).counts
        found = dict(zip(layer.columns, row.tolist(), strict=False))
        assert found == {name: expected.get(name, 0) for name in layer.columns}


_spans = st.lists(
    st.tuples(st.integers(0, 12), st.integers(1, 8)).map(lambda one: (one[0], sum(one))), max_size=7
)


@many
@given(_spans, _spans)
def test_overlap_matching_is_largest(gold: Any, predicted: Any) -> None:
    best = match((i, j, 1) for i, j in overlapping(gold, predicted))
    assert fast.overlap_matching(gold, predicted) == len(best)


@many
@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), unique=True, max_size=20))
def test_matching_leaf_by_leaf_is_largest(edges_: list[tuple[int, int]]) -> None:
    columns = np.array(edges_, np.int64).reshape(-1, 2).T
    found = fast._matched(columns[0], columns[1])
    assert len(found) == len(set(found.tolist())) == len(match((i, j, 1) for i, j in edges_))


def _described(surface: str) -> tuple[int, int, str, int]:
    left, right = edges(surface)
    piece = surface[left : len(surface) - right]
    return left, right, name_key(piece), sum(not sign.isspace() for sign in piece)


@many
@given(st.lists(st.sampled_from([*_PIECES, *HONORIFICS, " ", "."]), min_size=1, max_size=6))
def test_names_are_described_as_normalised(pieces: list[str]) -> None:
    surface = "".join(pieces)
    assert not surface or fast.describe(surface) == _described(surface)


@many
@given(st.lists(st.sampled_from([*_PIECES, "." * 9, "'"]), min_size=1, max_size=9))
def test_the_tail_of_a_name_may_be_sought_in_steps(pieces: list[str]) -> None:
    surface = "".join(pieces)
    found = []
    for reach in (3, 10**6):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(normalise, "_REACH", reach)
            found.append(normalise._edges.__wrapped__(surface))
    assert found[0] == found[1]


def test_every_character_is_described_as_normalised() -> None:
    for code in range(sys.maxunicode + 1):
        sign = chr(code)
        if sign.isalnum() or sign.isspace() or code < 0x3000:
            for surface in (sign, f"a{sign}b", f"{sign}he x", f"M{sign} x"):
                assert fast.describe(surface) == _described(surface), hex(code)


# --- files ------------------------------------------------------------------------------------

_TEXT = "Ada Lee met the Mr Kim of Acme: “Ada” and Lee’s 𝒳 friends went on to London, they said."


@pytest.fixture(scope="module")
def gold(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Seven documents; names nest and stand in furniture, as no gold of ours would."""
    spans = [(0, 7, "PERSON"), (12, 22, "PERSON"), (26, 30, "ORG"), (0, 3, "PERSON")]
    names = [
        {"id": f"e{n}", "start": start, "end": end, "text": _TEXT[start:end], "label": label}
        for n, (start, end, label) in enumerate(spans)
    ]
    block = {"id": "b", "start": 0, "end": 30, "text": _TEXT[:30], "category": "promo_ad"}
    rows = []
    for number in range(7):
        row = {"id": f"d{number}", "text": _TEXT, "outlet": f"o{number % 3}"}
        layers = {"entities": names[: 1 + number % 4]}
        if number % 2:
            layers["boilerplate"] = [block]
        rows.append({**row, **layers})
    return _write(tmp_path_factory.mktemp("gold") / "gold.jsonl", rows)


@pytest.fixture(scope="module")
def evaluator(gold: Path) -> Evaluator:
    return Evaluator(read_corpus(gold, check=False))


def _line(number: int, *names: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": f"d{number}", "entities": list(names), **more}


def _name(start: int, end: int, label: str = "PERSON", **more: Any) -> dict[str, Any]:
    return {"start": start, "end": end, "label": label, **more}


def _write(path: Path, lines: list[Any]) -> Path:
    raw = (one if isinstance(one, bytes) else json.dumps(one).encode() for one in lines)
    path.write_bytes(b"\n".join(raw))
    return path


_GOOD: dict[str, list[Any]] = {
    "plain": [_line(n, _name(0, 7), _name(16, 22), _name(50, 51, "LAW")) for n in range(7)],
    "any order": [_line(n, _name(26, 30, "ORG")) for n in (3, 0, 6, 5, 1, 2, 4)],
    "unsorted, repeated": [_line(n, *[_name(26, 30), _name(0, 7)] * 3) for n in range(7)],
    "empty": [_line(n) for n in range(7)],
    "texts and scores": [
        _line(n, _name(26, 31, text="Acme:", score=0.5), _name(48, 49, text="𝒳")) for n in range(7)
    ],
    "coarse labels": [
        _line(n, _name(0, 7, "core:PER" if n % 2 else "conll4:PER")) for n in range(7)
    ],
    "CRLF and a last line end": [json.dumps(_line(n)).encode() + b"\r" for n in range(7)] + [b""],
    "spaces and other key orders": [
        json.dumps(
            {"entities": [{"label": "ORG", "end": 30, "start": 26}], "id": f"d{n}"}, indent=1
        )
        .replace("\n", " ")
        .encode()
        for n in range(7)
    ],
}
#: Right too, but not for the fast path.
_CAREFUL: dict[str, list[Any]] = {
    "a failure": [_line(n, _name(0, 3)) for n in range(6)] + [{"id": "d6", "failure": "crashed"}],
    "a null": [_line(n, _name(0, 3, text=None)) for n in range(7)],
    "an escape": [
        json.dumps(_line(n, _name(26, 31))).replace("PERSON", "core\\u003aPER").encode()
        for n in range(7)
    ],
    "two layers": [_line(n, _name(0, 3), claims=[]) for n in range(7)],
    "no offsets": [_line(n, {"text": "Ada", "label": "PERSON"}) for n in range(7)],
    "no such text": [_line(n, {"text": "Zoë Zander", "label": "PERSON"}) for n in range(7)],
}


@pytest.mark.parametrize("block", [16, 100, 1 << 16])
@pytest.mark.parametrize("batch", [1, 5, 1 << 16])
@pytest.mark.parametrize("case", _GOOD)
def test_a_plain_file_is_read_fast_and_alike(
    case: str,
    block: int,
    batch: int,
    evaluator: Evaluator,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(fast, "_BLOCK", block)
    monkeypatch.setattr(fast, "_BATCH", batch)
    path = _write(tmp_path / "p.jsonl", _GOOD[case])
    records = [msgspec.json.decode(one) for one in path.read_bytes().split(b"\n") if one.strip()]
    careful = evaluator.score(records)
    monkeypatch.setattr(Evaluator, "_read", None)
    _assert_equal(evaluator.score(path), careful)


@pytest.mark.parametrize("case", _CAREFUL)
def test_any_other_file_is_read_carefully(case: str, evaluator: Evaluator, tmp_path: Path) -> None:
    path = _write(tmp_path / "p.jsonl", _CAREFUL[case])
    assert _read_fast(evaluator, path) is None
    records = [msgspec.json.decode(line) for line in path.read_bytes().splitlines()]
    _assert_equal(evaluator.score(path), evaluator.score(records))


def test_missing_documents_count_as_empty(evaluator: Evaluator, tmp_path: Path) -> None:
    path = _write(tmp_path / "p.jsonl", _GOOD["plain"][2:5])
    records = [msgspec.json.decode(line) for line in path.read_bytes().splitlines()]
    found = evaluator.score(path, allow_missing=True)
    _assert_equal(found, evaluator.score(records, allow_missing=True))
    assert found.missing == ("d0", "d1", "d5", "d6")


def _read_fast(evaluator: Evaluator, path: Path) -> fast.Answers | None:
    values = np.zeros((7, _LEAK + 2))
    tally = fast.Tally(evaluator._names, values, (_LEAK, _LEAK + 1))
    return fast.read_names(path, evaluator._place, tally)


def _assert_equal(one: Any, other: Any) -> None:
    assert np.array_equal(one.counts.values, other.counts.values)
    assert one.counts.documents == other.counts.documents
    assert one.attempted == other.attempted
    assert (one.missing, one.failures) == (other.missing, other.failures)


def _one_bad(bad: Any) -> list[Any]:
    return [*_GOOD["plain"][:5], bad, _line(6)]


def _raw(text: str) -> bytes:
    return text.encode()


_BAD: dict[str, list[Any]] = {
    "unknown document": _one_bad({"id": "nobody", "entities": []}),
    "repeated document": [*_GOOD["plain"], _GOOD["plain"][0]],
    "missing document": _GOOD["plain"][:5],
    "no line at all": [],
    "a blank line": [*_GOOD["plain"][:3], b"  ", *_GOOD["plain"][3:]],
    "outside": _one_bad(_line(5, _name(0, len(_TEXT) + 1))),
    "empty span": _one_bad(_line(5, _name(3, 3))),
    "reversed": _one_bad(_line(5, _name(5, 3))),
    "negative": _one_bad(_line(5, _name(-1, 3))),
    "huge": _one_bad(_line(5, _name(0, 2**31))),
    "a float": _one_bad(_raw('{"id":"d5","entities":[{"start":0,"end":3.0,"label":"ORG"}]}')),
    "a true": _one_bad(_raw('{"id":"d5","entities":[{"start":0,"end":true,"label":"ORG"}]}')),
    "unknown label": _one_bad(_line(5, _name(0, 3, "DATE"))),
    "unknown field": _one_bad(_line(5, _name(0, 3, id="e1"))),
    "text differs": _one_bad(_line(5, _name(0, 3, text="Adb"))),
    "empty text": _one_bad(_line(5, _name(0, 3, text=""))),
    "score over 1": _one_bad(_line(5, _name(0, 3, score=1.5))),
    "NaN": _one_bad(_line(5, _name(0, 3, score=float("nan")))),
    "no label": _one_bad(_raw('{"id":"d5","entities":[{"start":0,"end":3}]}')),
    "no end": _one_bad(_raw('{"id":"d5","entities":[{"start":0,"label":"ORG"}]}')),
    "key twice": _one_bad(
        _raw('{"id":"d5","entities":[{"start":0,"end":3,"end":3,"label":"ORG"}]}')
    ),
    "id twice": _one_bad(_raw('{"id":"d5","id":"d5","entities":[]}')),
    "layer twice": _one_bad(_raw('{"id":"d5","entities":[],"entities":[]}')),
    "key twice behind an escaped colon": _one_bad(
        _raw(
            '{"id":"d5","entities":[{"start":26,"end":31,"end":31,"label":"ORG",'
            '"text":"Acme\\u003a"}]}'
        )
    ),
    "key twice behind an escaped label": _one_bad(
        _raw('{"id":"d5","entities":[{"start":26,"end":31,"end":31,"label":"core\\u003aPER"}]}')
    ),
    "two objects": _one_bad(_raw('{"id":"d5","entities":[]} {"id":"d5","entities":[]}')),
    "two objects, a comma": _one_bad(_raw('{"id":"d5","entities":[]},{"id":"d5","entities":[]}')),
    "cut off": _one_bad(_raw('{"id":"d5","entities":[{"start":0,')),
    "over two lines": _one_bad(_raw('{"id":"d5",\n"entities":[]}')),
    "a list": _one_bad([]),
    "not UTF-8": _one_bad(b'{"id":"d5\xff","entities":[]}'),
    "a lone surrogate": _one_bad(_raw('{"id":"d5\\ud800","entities":[]}')),
    "layers differ": _one_bad(_line(5, claims=[])),
    "a failure with a layer": _one_bad(_line(5, failure="crashed")),
    "deep nesting": _one_bad(b'{"id":"d5","entities":' + b"[" * 100_000),
    "too many spans": _one_bad(_line(5, *[_name(0, 7)] * 1000)),
}


@pytest.mark.parametrize("case", _BAD)
def test_what_is_wrong_is_refused_alike(
    case: str, evaluator: Evaluator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same problems, with or without the fast path."""
    path = _write(tmp_path / "p.jsonl", _BAD[case])
    said = _read_fast(evaluator, path)
    assert said is None or said.missing
    with pytest.raises(InputError) as found:
        evaluator.score(path)
    monkeypatch.setattr(Evaluator, "_read_names", lambda *_: None)
    with pytest.raises(InputError) as careful:
        evaluator.score(path)
    assert found.value.problems == careful.value.problems != ()


# --- hostile, and large -----------------------------------------------------------------------


def test_a_crowd_of_overlapping_spans_is_counted() -> None:
    """20,000 predicted spans over 2,000 names: 40 million overlaps, which are never listed."""
    text = "Ada " * 2000
    row = {
        "id": "x",
        "text": text,
        "entities": [
            {"id": f"e{n}", "start": 4 * n, "end": 4 * n + 3, "text": "Ada", "label": "PERSON"}
            for n in range(2000)
        ],
    }
    names = [
        {"start": n % 100, "end": len(text) - n // 100 % 200, "label": "PERSON"}
        for n in range(20_000)
    ]
    metrics = Evaluator(corpus_from_rows([row])).score([{"id": "x", "entities": names}])
    found = metrics.layers["entities"].metrics
    assert found["type"].counts["true_positives"] == 2000
    assert found["partial"].counts["true_positives"] == 1000
    assert found["iou(.5)"].counts["true_positives"] == 0


def _rows(gold: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in gold.read_bytes().splitlines()]


def test_a_corpus_on_disk_scores_alike(gold: Path, tmp_path: Path) -> None:
    rows = [{**row, "split": ("test", "train")[n % 2]} for n, row in enumerate(_rows(gold))]
    for row in rows:  # no outlet stands in two splits
        row["outlet"] += row["split"]
    path = _write(tmp_path / "gold.jsonl", rows[::-1])
    held, spooled = read_corpus(path, check=False), spool_corpus(path)
    assert tuple(spooled.documents) == held.documents
    assert tuple(spooled.documents[2:4]) == held.documents[2:4]
    for split in (None, "test"):
        assert spooled.sha256(split) == held.sha256(split)
        assert tuple(spooled.select(split).documents) == held.select(split).documents
    predictions = _write(tmp_path / "p.jsonl", _GOOD["plain"])
    one, other = (Evaluator(corpus).score(predictions) for corpus in (held, spooled))
    _assert_equal(one, other)
    assert one.to_record() == other.to_record()
    prediction = Prediction("d3", entities=(PredictedEntity("PERSON", 0, 7),))
    assert Evaluator(spooled).compare(prediction) == Evaluator(held).compare(prediction)


@pytest.mark.parametrize(
    "bad",
    [
        lambda row: row | {"sha256": "0" * 64},
        lambda row: row | {"entities": [{**row["entities"][0], "end": 10**6}]},
        lambda row: row | {"id": "d0"},
        lambda row: {"id": row["id"]},
    ],
)
def test_a_bad_corpus_is_refused_alike(
    bad: Callable[[dict[str, Any]], dict[str, Any]], gold: Path, tmp_path: Path
) -> None:
    rows = _rows(gold)
    path = _write(tmp_path / "gold.jsonl", [*rows[:4], bad(rows[4]), *rows[5:]])
    with pytest.raises(InputError) as held:
        read_corpus(path, check=False)
    with pytest.raises(InputError) as spooled:
        spool_corpus(path)
    assert spooled.value.problems == held.value.problems


def test_labels_are_numbered_from_the_gold_labels() -> None:
    """What the fast path takes for granted."""
    assert PREDICTED_LABELS[: len(ENTITY_LABELS)] == ENTITY_LABELS
    assert all(label.count(":") == 1 for label in PREDICTED_LABELS[len(ENTITY_LABELS) :])
