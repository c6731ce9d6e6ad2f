"""The transformers door: windows and decoding by hand, and tiny checkpoints made by the test.

The checkpoints need PyTorch and transformers: `pytest -m slow tests/run/doors` where they are
installed (docs/doors.md).
"""

from __future__ import annotations

import importlib.util
import json
import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from copydesk.errors import InputError
from copydesk.records import Article
from copydesk.run import open_system, run
from copydesk.run.doors import options
from copydesk.run.doors.transformers_model import Piece, merged, names_of

from ..conftest import read
from .checkpoints import TAGS, TEXT, bytes_pairs, save, unigrams, word_pieces

real = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not (importlib.util.find_spec("torch") and importlib.util.find_spec("transformers")),
        reason="needs copydesk[transformers]",
    ),
]
NAMES = {"Ann Smith-Jones": "PER", "Ann Smith": "PER", "New York": "LOC"}


@pytest.mark.parametrize("seed", range(20))
def test_a_token_counts_where_it_is_most_central(seed: int) -> None:
    chance = random.Random(seed)
    body, total = chance.randint(8, 40), chance.randint(1, 200)
    overlap = chance.randint(0, body // 4)
    step = body - overlap
    starts = [0]
    while starts[-1] + body < total:
        starts.append(starts[-1] + step)
    windows = [
        [Piece(n, n + 1, str(k), 1.0) for n in range(start, min(start + body, total))]
        for k, start in enumerate(starts)
    ]
    found = merged(windows, step)
    assert [piece.start for piece in found] == list(range(total))

    def room(window: int, token: int) -> float:
        before = token - starts[window] if window else total
        after = starts[window] + body - 1 - token if starts[window] + body < total else total
        return min(before, after)

    for token, piece in enumerate(found):
        holds = [k for k, start in enumerate(starts) if start <= token < start + body]
        assert room(int(piece.tag), token) == max(room(k, token) for k in holds)


def pieces(text: str, tags: str) -> list[Piece]:
    """Cut at `|`, tagged in order."""
    found, place = [], 0
    for part, tag in zip(text.split("|"), tags.split(), strict=True):
        found.append(Piece(place, place + len(part), tag, 0.5 if part.startswith("S") else 1.0))
        place += len(part)
    return found


@pytest.mark.parametrize(
    ("text", "tags", "names"),
    [
        ("Ann| Smith| left", "B-PER I-PER O", ["PER:Ann Smith"]),
        ("Ann| Smith| left", "B-PER B-PER O", ["PER:Ann", "PER:Smith"]),
        ("Ann| Smith| left", "I-PER I-PER O", ["PER:Ann Smith"]),
        ("Ann| Smith| left", "B-PER I-LOC O", ["PER:Ann", "LOC:Smith"]),
        ("Ann| Bob| Cy", "S-PER B-PER E-PER", ["PER:Ann", "PER:Bob Cy"]),
        ("Ann| Bob| Cy", "U-PER B-PER L-PER", ["PER:Ann", "PER:Bob Cy"]),
        ("Ann| Smith| left", "person person O", ["person:Ann Smith"]),
        ("Ann|\nSmith| left", "person person O", ["person:Ann", "person:Smith"]),
        ("An|na|bel|,| Cy", "B-PER O B-LOC O I-PER", ["PER:Annabel", "PER:Cy"]),
        (" Ann|,", "B-PER I-PER", ["PER:Ann,"]),
        ("Smith|-|Jones", "B-PER I-PER I-PER", ["PER:Smith-Jones"]),
        ("東|京|都", "B-LOC I-LOC O", ["LOC:東京"]),
        ("x", "O", []),
    ],
)
def test_decoding(text: str, tags: str, names: list[str]) -> None:
    plain = text.replace("|", "")
    found = names_of(plain, pieces(text, tags))
    assert [f"{name['label']}:{plain[name['start'] : name['end']]}" for name in found] == names


def test_a_score_is_the_mean_over_words() -> None:
    (name,) = names_of("Ann Smith", pieces("Ann| Smi|th", "B-PER I-PER O"))
    assert name["score"] == 1.0
    (name,) = names_of("Ann Smith", [Piece(0, 3, "B-PER", 0.9), Piece(4, 9, "I-PER", 0.5)])
    assert name["score"] == 0.7


def checkpoint(folder: Path, **changes: Any) -> Path:
    """Write what the parent reads of a checkpoint."""
    folder.mkdir()
    config = {
        "architectures": ["BertForTokenClassification"],
        "id2label": dict(enumerate(TAGS)),
        **changes,
    }
    (folder / "config.json").write_text(json.dumps(config))
    return folder


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the extras look as if they were there."""
    monkeypatch.setattr(options, "need", lambda *words: None)


@pytest.mark.usefixtures("installed")
def test_labels_are_mapped_before_the_run(tmp_path: Path) -> None:
    folder = checkpoint(tmp_path / "tagger")
    launch = open_system(f"transformers:{folder}")
    assert launch.card.name == "tagger"
    assert launch.card.labels == {
        "O": "",
        "PER": "conll4:PER",
        "LOC": "conll4:LOC",
        "MISC": "conll4:MISC",
    }
    assert launch.content != open_system(f"transformers:{folder}?labels=MISC:").content


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"id2label": {"0": "O", "1": "B-Gene", "2": "X"}},
            r"'Gene', 'X' are not .*\?labels=Gene:PERSON,X:",
        ),
        ({"id2label": None}, r"its labels 'LABEL_0', 'LABEL_1' are not known"),
        ({"architectures": ["BertModel"]}, "give a token classification checkpoint"),
    ],
)
def test_what_is_refused_before_the_run(changes: dict[str, Any], said: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=said):
        open_system(f"transformers:{checkpoint(tmp_path / 'x', **changes)}")
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match=r"no readable config\.json"):
        open_system(f"transformers:{tmp_path / 'empty'}")


@pytest.mark.usefixtures("installed")
def test_a_name_on_the_hub_is_read_off_its_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    constants = pytest.importorskip("huggingface_hub.constants")
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path))
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    home = tmp_path / "models--some--tagger"
    (home / "refs").mkdir(parents=True)
    (home / "refs" / "main").write_text("c0ffee")
    (home / "snapshots").mkdir()
    (checkpoint(home / "snapshots" / "c0ffee") / "model.safetensors").write_bytes(b"x")
    launch = open_system("transformers:some/tagger")
    assert (launch.card.name, launch.card.version) == ("some/tagger", "c0ffee")
    assert launch.config == {"model": str(home / "snapshots" / "c0ffee")}
    with pytest.raises(InputError, match="no folder 'some/other', and not on the hub"):
        open_system("transformers:some/other")


def expected(text: str) -> list[tuple[int, int, str]]:
    pattern = "|".join(re.escape(name) for name in NAMES)
    # A hyphen is tagged as inside of a name, and so joins two; "Anna" begins like a name.
    return [
        (found.start(), found.end(), f"conll4:{NAMES[found[0]]}")
        for found in re.finditer(rf"(?:{pattern})(?!a)", text)
    ]


class TestCheckpoints:
    pytestmark = real

    @pytest.mark.parametrize("maximum", [16, 64, 10**30])
    @pytest.mark.parametrize("make", [word_pieces, bytes_pairs, unigrams])
    def test_offsets_in_long_articles(
        self, make: Callable[[], Any], maximum: int, tmp_path: Path
    ) -> None:
        folder = save(tmp_path / "tagger", make(), min(maximum, 512))
        if maximum > 512:  # tokenizers that name no limit
            file = folder / "tokenizer_config.json"
            told = json.loads(file.read_text())
            file.write_text(json.dumps({**told, "model_max_length": maximum}))
        texts = [TEXT * 40, TEXT, "\n"]
        articles = [Article(id=f"a{n}", text=text) for n, text in enumerate(texts)]
        out = tmp_path / "p.jsonl"
        report = run(f"transformers:{folder}", articles, out)
        assert report.failures == 0, report.first_failures
        for line, text in zip(read(out), texts, strict=True):
            found = [(one["start"], one["end"], one["label"]) for one in line["entities"]]
            found = [one for one in found if text[one[0] : one[1]] not in ("Anna", "-")]
            assert found == expected(text)
            assert all(0 < one["score"] <= 1 for one in line["entities"])

    def test_a_random_model_runs(self, tmp_path: Path) -> None:
        from transformers import RobertaConfig, RobertaForTokenClassification

        folder = save(tmp_path / "tagger", bytes_pairs(), 64)
        config = RobertaConfig(
            vocab_size=400,
            hidden_size=16,
            num_hidden_layers=1,
            num_attention_heads=2,
            intermediate_size=8,
            max_position_embeddings=66,
            id2label=dict(enumerate(TAGS)),
            label2id={tag: number for number, tag in enumerate(TAGS)},
            pad_token_id=0,
        )
        RobertaForTokenClassification(config).save_pretrained(folder)
        articles = [Article(id=f"a{n}", text=TEXT * n) for n in range(1, 30)]
        one, other = tmp_path / "1.jsonl", tmp_path / "2.jsonl"
        for out in (one, other):
            report = run(f"transformers:{folder}", articles, out)
            assert report.failures == 0, report.first_failures
        assert one.read_bytes() == other.read_bytes()
