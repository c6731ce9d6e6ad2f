"""Systems with one component taken out or changed, to say what it is worth."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from copydesk.corpus import Document
from copydesk.labels import Layer
from tests.conftest import ROOT

HOME = ROOT / "baselines"
#: The folders whose modules import each other by name.
sys.path += [str(HOME / name) for name in ("rules", "crf")]

import rules_stages as stages  # noqa: E402
from crf_claims import ClaimJudge  # noqa: E402
from crf_furniture import FurnitureTagger  # noqa: E402
from crf_names import NameTagger  # noqa: E402
from crf_roles import RoleTagger  # noqa: E402
from rules_extractor import Extractor, FindSpeech  # noqa: E402
from rules_furniture import FurnitureFinder  # noqa: E402

Row = dict[str, Any]
MODELS = HOME / "crf" / "models"


@dataclass(frozen=True)
class Variant:
    """A system without one thing: how it extracts, and the layers that this can change."""

    title: str
    extract: Callable[[dict[str, str]], Row]
    layers: tuple[Layer, ...]

    def rows(self, documents: Sequence[Document]) -> list[Row]:
        """Return its predictions."""
        found = []
        for one in documents:
            answer = self.extract({"id": one.id, "text": one.text})
            found.append({"id": one.id} | {layer: answer[layer] for layer in self.layers})
        return found


ALL: tuple[Layer, ...] = ("entities", "attributions", "claims", "boilerplate")


def _none(lines: list[Any]) -> tuple[list[Any], list[Any]]:
    return [], lines


def _silent(*_: Any) -> list[Any]:
    return []


def _stages(system: str, models: Path = MODELS) -> dict[str, Any]:
    """Return the four stages of a system by the names that `Extractor` gives them."""
    rules = {
        "furniture": FurnitureFinder().find,
        "names": stages.rules_names,
        "speech": stages.rules_speech(),
        "claims": stages.rules_claims,
    }
    if system == "rules":
        return rules
    trained = {
        "furniture": FurnitureTagger(models).find,
        "names": NameTagger(models).find,
        "speech": RoleTagger(models).find,
        "claims": ClaimJudge(models).find,
    }
    if system == "crf":
        return trained
    return rules | {"claims": trained["claims"]}


def whole(system: str, models: Path = MODELS) -> Variant:
    """Return `rules`, `crf` or `pipeline` as it is, with the models of a folder."""
    return Variant("as it is", Extractor(**_stages(system, models)).extract, ALL)


def rules_variants() -> Iterator[Variant]:
    """Yield `rules` without its components."""
    yield _variant("no furniture taken out", "rules", ALL[:3], furniture=_none)
    yield _variant("no names", "rules", ("attributions", "claims"), names=_silent)
    own = stages.rules_speech(carried_on=False)
    yield _variant("no quotations without a cue", "rules", ("attributions", "claims"), speech=own)
    flat = stages.rules_speech(nested=False)
    yield _variant("no speech inside speech", "rules", ("attributions", "claims"), speech=flat)
    yield _variant("no attributions", "rules", ("claims",), speech=_silent)
    yield _variant("every clause is check-worthy", "rules", ("claims",), claims=_all_worthy)


def _all_worthy(*stage: Any) -> list[Any]:
    found = stages.rules_claims(*stage)
    for claim, _ in found:
        claim.worthy = True
    return found


def pipeline_variants() -> Iterator[Variant]:
    """Yield `pipeline` with each stage as the other system does it, or without it."""
    rules, crf = _stages("rules"), _stages("crf")
    yield _variant("no furniture taken out", "pipeline", ALL[:3], furniture=_none)
    yield _variant("furniture by `crf`", "pipeline", ALL, furniture=crf["furniture"])
    yield _variant("names by `crf`", "pipeline", ALL[:3], names=crf["names"])
    yield _variant("speech by `crf`", "pipeline", ALL[1:3], speech=crf["speech"])
    both = _joined(rules["speech"], crf["speech"])
    yield _variant("speech by both", "pipeline", ALL[1:3], speech=both)
    yield _variant("claims by `rules`", "pipeline", ("claims",), claims=rules["claims"])


def _joined(first: FindSpeech, second: FindSpeech) -> FindSpeech:
    """Return the stage that adds to `first` what `second` alone finds, with a source."""

    def find(*stage: Any) -> list[Any]:
        found = first(*stage)
        cues = {at for one in found if one.cue for at in range(*one.cue)}
        found += [
            one
            for one in second(*stage)
            if one.cue and one.source and cues.isdisjoint(range(*one.cue))
        ]
        return sorted(found, key=lambda one: min(one.content))

    return find


def _variant(title: str, system: str, layers: tuple[Layer, ...], **changed: Any) -> Variant:
    return Variant(title, Extractor(**(_stages(system) | changed)).extract, layers)


_JUDGES = ("clauses", "claims")
_SPEECH = ("voice", "cue", "source", "content", "share of c")
#: What the models of `crf` are trained without: model -> how these features begin.
WITHOUT: tuple[tuple[str, dict[str, tuple[str, ...]], Layer], ...] = (
    ("no lists of names", {"names": ("l=", "run ends l=", "title")}, "entities"),
    ("nothing from elsewhere in the article", {"names": ("somewhere", "also lower")}, "entities"),
    ("no look at the end of a run of capitals", {"names": ("run",)}, "entities"),
    ("no neighbours", {"names": ("-2:", "-1:", "1:", "2:")}, "entities"),
    ("no list of cue verbs and nouns", dict.fromkeys(("cues", "roles"), ("a ",)), "attributions"),
    ("no quotation marks", dict.fromkeys(("cues", "roles"), ("quoted", "line")), "attributions"),
    ("no names", dict.fromkeys(("cues", "roles"), ("name",)), "attributions"),
    ("no place relative to the cue", {"roles": ("before", "behind")}, "attributions"),
    ("no words", dict.fromkeys(_JUDGES, ("word", "ends", "first ", "then")), "claims"),
    ("no clauses of the rules", dict.fromkeys(_JUDGES, ("kind", "worthy")), "claims"),
    ("not who speaks", dict.fromkeys(_JUDGES, _SPEECH), "claims"),
    ("not where it stands", dict.fromkeys(_JUDGES, ("part", "line", "headline")), "claims"),
    ("not how it is cut", dict.fromkeys(_JUDGES, ("cut", "edge")), "claims"),
    ("not what phrases and shapes mean", {"furniture": ("voice", "tells")}, "boilerplate"),
    (
        "not how lines look",
        {"furniture": ("length", "is ", "has ", "ends", "capitals", "shouts")},
        "boilerplate",
    ),
    ("not where it stands", {"furniture": ("place",)}, "boilerplate"),
    (
        "no neighbours",
        {"furniture": ("-2:", "-1:", "1:", "2:", "above", "below", "up ", "down ")},
        "boilerplate",
    ),
)


def crf_variants(train: Sequence[Document], folder: Path) -> Iterator[Variant]:
    """Yield `crf`, trained on `train` without some features each time, models into `folder`."""
    from crf_gold import Read
    from crf_train import fit, write

    reads = [Read(one) for one in train]
    write(fit(reads), folder)
    kept = {path: path.read_bytes() for path in folder.iterdir()}
    yield Variant("trained again", Extractor(**_stages("crf", folder)).extract, ALL)
    for title, without, layer in WITHOUT:
        write(fit(reads, without, without), folder)
        yield Variant(title, Extractor(**_stages("crf", folder)).extract, (layer,))
        for path, content in kept.items():
            path.write_bytes(content)
