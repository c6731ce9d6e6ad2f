"""The transformers door, `transformers:MODEL_OR_PATH`: names by token classification.

MODEL is a folder that `save_pretrained` wrote, or a name on the Hugging Face hub, which the
parent fetches before the run (the worker has no network). Labels are read off `config.json`:
BIO, IOB1, BIOES, BILOU or plain. `?labels=FOO:PERSON,BAR:` maps those not known here, without
their `B-`. A long article is read in overlapping windows; a token counts in the window in which
it is most central.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from copydesk.run.launch import Launch

#: Tokens of a window at most, special ones included, and of each that two windows share.
WINDOW, OVERLAP = 512, 128
#: Windows in one call of the model.
BATCH_SIZE = 8
#: Chinese and Japanese, which do not, stand from here on.
_IDEOGRAPHS = "\u2e80"
_PREFIXED = re.compile(r"([BIESLU])-(.+)", re.DOTALL)


class Piece(NamedTuple):
    """A token: its place in the text, its tag, and how probable the model finds that."""

    start: int
    end: int
    tag: str
    probability: float


def open_system(argument: str) -> Launch:
    """Return how to start the model; InputError if it is none, or its labels are not known.

    Raises MissingExtraError without PyTorch and transformers.
    """
    import json

    from copydesk.records import System
    from copydesk.run.doors.hub_model import fetch
    from copydesk.run.doors.label_map import map_labels
    from copydesk.run.doors.options import need, refuse, split_options
    from copydesk.run.launch import Launch, hash_folder, hash_parts

    system = f"transformers:{argument}"
    model, options = split_options(system, ["labels"])
    need("the transformers door", "transformers", "torch", "transformers")
    folder = Path(model).resolve()
    if not folder.is_dir():
        folder = fetch(system, model)
    try:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        refuse(system, f"no readable config.json ({error})", "give what save_pretrained wrote")
    if not any("ForTokenClassification" in name for name in config.get("architectures") or ()):
        mend = "give a token classification checkpoint"
        refuse(system, f"it is made for {config.get('architectures')}, not for tokens", mend)
    tags = list((config.get("id2label") or {0: "LABEL_0", 1: "LABEL_1"}).values())
    labels = map_labels(
        system, dict.fromkeys(_split(tag)[1] for tag in tags), options.get("labels", "")
    )
    own = Path(__file__)
    parts = [own.read_bytes(), hash_folder(folder).encode(), json.dumps(labels).encode()]
    return Launch(
        card=System(
            name=model if "/" in model and not Path(model).is_dir() else folder.name,
            version=folder.name if folder.parent.name == "snapshots" else "0",
            layers=("entities",),
            licence="LicenseRef-unstated",
            requirements=("torch", "transformers", "tokenizers"),
            labels=labels,
        ),
        file=own,
        content=hash_parts(parts),
        config={"model": str(folder)},
        environment={"HF_HUB_OFFLINE": "1"},
    )


def load(model: str) -> Names:
    """Load tokenizer and model (in the worker)."""
    import torch
    from transformers import AutoModelForTokenClassification, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(model)
    if not tokenizer.is_fast:
        raise ValueError("the tokenizer gives no offsets: save a fast one (tokenizer.json)")
    device = "cuda" if torch.cuda.is_available() else "cpu"
    tagger = AutoModelForTokenClassification.from_pretrained(model).eval().to(device)
    return Names(tokenizer, tagger)


class Names:
    """A model and its tokenizer, which answer with the names they find, by the raw labels."""

    def __init__(self, tokenizer: Any, model: Any) -> None:
        """Take both; the window is what either allows."""
        self._tokenizer, self._model = tokenizer, model
        self._tags = [model.config.id2label[number] for number in range(model.config.num_labels)]
        # RoBERTa's positions count from 2; two tokens less cost the others nothing.
        positions = (getattr(model.config, "max_position_embeddings", 0) or 0) - 2
        self._window = min(
            WINDOW, tokenizer.model_max_length, positions if positions > 0 else WINDOW
        )
        self._body = self._window - tokenizer.num_special_tokens_to_add()
        self._overlap = min(OVERLAP, self._body // 4)

    def extract_batch(self, articles: list[dict[str, str]]) -> list[dict[str, Any]]:
        """Return the names of every article."""
        texts = [article["text"] for article in articles]
        encoded = self._tokenizer(
            texts,
            truncation=True,
            max_length=self._window,
            stride=self._overlap,
            return_overflowing_tokens=True,
            return_offsets_mapping=True,
            return_special_tokens_mask=True,
        )
        windows: list[list[list[Piece]]] = [[] for _ in texts]
        for number, pieces in zip(
            encoded["overflow_to_sample_mapping"], self._tagged(encoded), strict=True
        ):
            windows[number].append(pieces)
        return [
            {"entities": names_of(text, merged(parts, self._body - self._overlap))}
            for text, parts in zip(texts, windows, strict=True)
        ]

    def _tagged(self, encoded: Any) -> Iterator[list[Piece]]:
        """Yield the tokens of each window, special ones left out."""
        import torch

        inputs = [name for name in self._tokenizer.model_input_names if name in encoded]
        for first in range(0, len(encoded["input_ids"]), BATCH_SIZE):
            rows = range(first, min(first + BATCH_SIZE, len(encoded["input_ids"])))
            batch = self._tokenizer.pad(
                {name: [encoded[name][row] for row in rows] for name in inputs},
                padding_side="right",
                return_tensors="pt",
            ).to(self._model.device)
            with torch.inference_mode():
                chances = self._model(**batch).logits.float().softmax(-1).max(-1)
            best = zip(rows, chances.indices.tolist(), chances.values.tolist(), strict=True)
            for row, tags, values in best:
                yield [
                    Piece(start, end, self._tags[tag], value)
                    for (start, end), special, tag, value in zip(
                        encoded["offset_mapping"][row],
                        encoded["special_tokens_mask"][row],
                        tags,
                        values,
                        strict=False,  # the padding
                    )
                    if not special
                ]


def merged(windows: Sequence[Sequence[Piece]], step: int) -> list[Piece]:
    """Return the tokens of overlapping windows, each from where it stands farthest from an edge.

    Window k begins at token k * `step`; the first and last token of all stand at no edge.
    """
    tokens: list[Piece] = []
    for number, window in enumerate(windows):
        start = number * step
        shared = len(tokens) - start
        # The tokens shared with the window before: its half keeps the nearer ones.
        kept = start + (shared + 1) // 2 if number else 0
        del tokens[kept:]
        tokens += window[kept - start :]
    return tokens


def names_of(text: str, pieces: Sequence[Piece]) -> list[dict[str, Any]]:
    """Return names from tagged tokens: a word has its first piece's tag, a name its words' mean.

    A word is a run of pieces with nothing between them that are letters or digits at the seam,
    so that a word cannot be cut, and a comma belongs to none. Plain labels join neighbours of a
    line.
    """
    words: list[Piece] = []
    for piece in pieces:
        start, end = _trimmed(text, piece.start, piece.end)
        last = words[-1] if words else None
        if last and (start < last.end or (start == last.end and _seamless(text, start))):
            words[-1] = last._replace(end=max(end, last.end))
        elif start < end:
            words.append(Piece(start, end, piece.tag, piece.probability))
    names: list[list[Piece]] = []
    open_label = ""
    for word in words:
        prefix, label = _split(word.tag)
        if label == "O":
            open_label = ""
            continue
        line_ends = not prefix and names and "\n" in text[names[-1][-1].end : word.start]
        if label != open_label or prefix in ("B", "S", "U") or line_ends:
            names.append([])
        names[-1].append(word)
        open_label = "" if prefix in ("E", "S", "L", "U") else label
    return [
        {
            "start": name[0].start,
            "end": name[-1].end,
            "label": _split(name[0].tag)[1],
            "score": round(min(1.0, sum(word.probability for word in name) / len(name)), 4),
        }
        for name in names
    ]


def _split(tag: str) -> tuple[str, str]:
    """Return prefix ("" if there is none) and label of a tag.

    >>> _split("B-PER"), _split("PER"), _split("O")
    (('B', 'PER'), ('', 'PER'), ('', 'O'))
    """
    found = _PREFIXED.fullmatch(tag)
    return (found[1], found[2]) if found else ("", tag)


def _seamless(text: str, place: int) -> bool:
    """Whether letters or digits meet at a place, of a script that parts words by spaces."""
    seam = text[place - 1 : place + 1]
    return len(seam) == 2 and seam.isalnum() and max(seam) < _IDEOGRAPHS


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without white space at its edges, which some tokenizers include."""
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())
