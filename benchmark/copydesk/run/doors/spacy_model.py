"""The spaCy door, `spacy:MODEL_OR_PATH`: the names of an installed or saved pipeline.

What the pipeline is, its card and its labels, is read off its files; spaCy itself is imported
in the worker only. `?labels=FOO:PERSON,BAR:` maps labels that are not known here.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from copydesk.run.launch import Launch

#: Documents in one of spaCy's batches: 128 would take six times the memory and no less time.
BATCH_SIZE = 32
#: Characters parsed at once. spaCy's models need up to 1 GB for as many, and refuse 1,000,000.
PIECE = 100_000
#: Curly marks -> straight ones, one to one, so that offsets stay. The models know these better.
STRAIGHT = str.maketrans("‘’‚‛“”„‟", "''''\"\"\"\"")

#: Factories whose labels are those of entities.
_NAMERS = {"ner", "beam_ner", "entity_ruler", "future_entity_ruler", "span_ruler"}
#: Factories that neither find names nor are looked at by those of `_ALONE` that do.
_NEUTRAL = {"tagger", "morphologizer", "attribute_ruler", "lemmatizer", "trainable_lemmatizer"}
_ALONE = {"tok2vec", "transformer", "parser", "senter", "sentencizer", "ner", "beam_ner"}


def open_system(argument: str) -> Launch:
    """Return how to start the pipeline; InputError if it is none, or its labels are not known.

    Raises MissingExtraError without spaCy.
    """
    import json

    from copydesk.records import System
    from copydesk.run.doors.label_map import map_labels
    from copydesk.run.doors.options import need, refuse, split_options
    from copydesk.run.launch import Launch, hash_folder, hash_parts

    system = f"spacy:{argument}"
    model, options = split_options(system, ["labels"])
    need("the spacy door", "spacy", "spacy")
    whole, folder = _find(system, model)
    try:
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        refuse(system, f"no readable meta.json ({error})", "save the pipeline again")
    factories = _factories(folder)
    raw = [
        label
        for name in meta.get("pipeline", ())
        if factories.get(name, name) in _NAMERS
        for label in meta.get("labels", {}).get(name, ())
    ]
    labels = map_labels(system, raw, options.get("labels", ""))
    sources = meta.get("sources") or ()
    config = {
        "model": str(folder) if whole == folder else model,
        "exclude": [name for name, factory in factories.items() if factory in _NEUTRAL]
        if set(factories.values()) <= _NEUTRAL | _ALONE
        else [],
    }
    parts = [hash_folder(whole), json.dumps([labels, config["exclude"]])]
    own = Path(__file__)
    return Launch(
        card=System(
            name=f"{meta.get('lang', '')}_{meta.get('name', '')}".strip("_") or folder.name,
            version=str(meta.get("version") or "0"),
            layers=("entities",),
            licence=meta.get("license") or "LicenseRef-unstated",
            url=meta.get("url") or None,
            requirements=("spacy",),
            labels=labels,
            trained_on=tuple(s["name"] for s in sources if isinstance(s, dict) and s.get("name")),
        ),
        file=own,
        content=hash_parts([own.read_bytes(), *(part.encode() for part in parts)]),
        config=config,
    )


def _find(system: str, model: str) -> tuple[Path, Path]:
    """Return the folder that makes the model what it is, and the one that holds its pipeline."""
    from importlib.machinery import PathFinder

    from copydesk.run.doors.options import refuse

    saved = Path(model).resolve()
    if saved.is_dir():
        if not (saved / "config.cfg").is_file() or not (saved / "meta.json").is_file():
            refuse(system, "is no saved pipeline", "give the folder that nlp.to_disk() wrote")
        return saved, saved
    spec = PathFinder.find_spec(model) if model.isidentifier() else None
    if spec is None or spec.origin is None:
        mend = f"python -m spacy download {model}, or give the folder of a saved pipeline"
        refuse(system, f"no installed pipeline and no folder {model!r}", mend)
    package = Path(spec.origin).parent
    inner = sorted(file.parent for file in package.glob("*/config.cfg"))
    if not inner:
        refuse(system, f"the package {model!r} is no spaCy pipeline", "give one that is")
    return package, inner[0]


def _factories(folder: Path) -> dict[str, str]:
    """Return component -> factory, from the pipeline's `config.cfg`."""
    from configparser import RawConfigParser

    config = RawConfigParser(strict=False)
    config.read(folder / "config.cfg", encoding="utf-8")
    return {
        name.partition(".")[2]: config.get(name, "factory", fallback="").strip('"')
        for name in config.sections()
        if name.count(".") == 1 and name.startswith("components.")
    }


def load(model: str, exclude: list[str]) -> Names:
    """Load the pipeline (in the worker), without what has no part in finding names."""
    import spacy

    return Names(spacy.load(model, exclude=exclude))


class Names:
    """A pipeline that answers with the names it finds, by its own labels."""

    def __init__(self, pipeline: Any) -> None:
        """Take the pipeline."""
        self._pipeline = pipeline
        self._piece = min(PIECE, pipeline.max_length)

    def extract_batch(self, articles: list[dict[str, str]]) -> list[dict[str, Any]]:
        """Return the names of every article; a long one is parsed in pieces."""
        answers: list[list[dict[str, Any]]] = [[] for _ in articles]
        pieces = (
            (article["text"][start:end].translate(STRAIGHT), (number, start))
            for number, article in enumerate(articles)
            for start, end in pieces_of(article["text"], self._piece)
        )
        parsed = self._pipeline.pipe(pieces, as_tuples=True, batch_size=BATCH_SIZE)
        for document, (number, offset) in parsed:
            answers[number] += (
                {
                    "start": offset + name.start_char,
                    "end": offset + name.end_char,
                    "label": name.label_,
                }
                for name in document.ents
                if not name.text.isspace()
            )
        return [{"entities": names} for names in answers]


def pieces_of(text: str, size: int) -> Iterator[tuple[int, int]]:
    """Yield pieces of at most `size` characters, cut behind a line end or else a space."""
    start = 0
    while len(text) - start > size:
        found = (text.rfind(mark, start, start + size) for mark in ("\n", " "))
        end = next((place + 1 for place in found if place >= start), start + size)
        yield start, end
        start = end
    yield start, len(text)
