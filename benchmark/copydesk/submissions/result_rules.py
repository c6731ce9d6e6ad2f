"""What must hold for the result of a stored system, and for what is stored beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

import msgspec

from copydesk.labels import LAYERS
from copydesk.run import Timing, hash_system
from copydesk.scoring import Evaluation
from copydesk.structure import show
from copydesk.submissions.card_rules import LONGEST, one_line, texts
from copydesk.submissions.files import WRITTEN, walk
from copydesk.submissions.record import MEASURED, differences, result_record
from copydesk.submissions.stored import Stored
from copydesk.validate.rules import Finding, Rule, rule

_RESULT = "result"

#: A SYSTEM that anybody can run by its name: a model that is published under it.
PUBLIC = re.compile(r"(spacy|transformers|openai):[A-Za-z0-9][A-Za-z0-9._/:?&=,-]{0,120}")
_FOLDER = re.compile(r"(?:^|[\s=:])(?:/|~/|[A-Za-z]:\\)")
#: What the environment of a result may say.
_ENVIRONMENT = {
    "copydesk", "python", "platform", "cpu", "cores", "threads", "packages", "isolation",
    "commit", "clean",
}  # fmt: skip


class Subject(NamedTuple):
    """A stored system, and its predictions scored on the current gold."""

    stored: Stored
    evaluation: Evaluation


@rule("layers-claimed", _RESULT, "The card names the layers that are predicted, and no others.")
def _layers(subject: Subject) -> Iterator[Finding]:
    gold = [document.annotation for document in subject.evaluation.corpus.documents]
    scored = {layer for layer in LAYERS if any(getattr(one, layer) is not None for one in gold)}
    claimed = scored.intersection(subject.stored.card.layers)
    predicted = set(subject.evaluation.attempted.layers)
    if claimed != predicted:
        what = f"the card claims {_listed(claimed)}; predicted are {_listed(predicted)}"
        yield Finding("", what, "let `layers` name what every line of the predictions has")


@rule("gold-version", _RESULT, "The result was made on the current gold.")
def _gold(subject: Subject) -> Iterator[Finding]:
    claimed = subject.stored.result["gold"]
    current = subject.evaluation.to_record()["gold"]
    for field in ("name", "version", "sha256", "split"):
        if claimed[field] != current[field]:
            what = f"made on {show(claimed[field])}; current is {show(current[field])}"
            yield Finding(f"gold.{field}", what, "score again: copydesk submit --overwrite")
            return


@rule("result-differs", _RESULT, "Scored again, the predictions give the claimed result.")
def _differs(subject: Subject) -> Iterator[Finding]:
    claimed = {k: v for k, v in subject.stored.result.items() if k not in MEASURED}
    true = {k: v for k, v in result_record(subject.evaluation).items() if k not in MEASURED}
    for path, one, other in islice(differences(claimed, true), 5):
        what = f"{show(one)} is claimed; scored again it is {show(other)}"
        yield Finding(path, what, "let copydesk submit write the result")


@rule("re-run", _RESULT, "Where the harness is said to have run a system, others can run it too.")
def _again(subject: Subject) -> Iterator[Finding]:
    card, run = subject.stored.card, subject.stored.result.get("run")
    own = card.entry or card.command
    mend = "submit the system itself: copydesk submit ./my-system"
    if run is None:
        if own:
            what = "the card names a system to run, the result was not made by running it"
            yield Finding("run", what, mend)
        return
    if own and run["system"] == ".":
        if hash_system(subject.stored.folder, card.uses) != run["sha256"]:
            yield Finding("run.sha256", "another system than the one in the folder was run", mend)
    elif own or not PUBLIC.fullmatch(run["system"]):
        what = f"{show(run['system'])} is neither in the folder nor published under that name"
        yield Finding("run.system", what, mend)


@rule("files-unused", _RESULT, "Predictions without their system come without other files.")
def _unused(subject: Subject) -> Iterator[Finding]:
    stored = subject.stored
    if not (stored.card.entry or stored.card.command):
        for path in walk(stored.folder):
            if path.name not in WRITTEN or path.parent != stored.folder:
                yield Finding("", f"nothing uses {path.name}", "remove it")


@rule("timing", _RESULT, "Times are those of the harness, and come with what it ran.")
def _timing(subject: Subject) -> Iterator[Finding]:
    timing = subject.stored.result.get("timing")
    if timing is None:
        return
    if subject.stored.result.get("run") is None:
        yield Finding("timing", "times, yet nothing was run", "let copydesk submit write it")
        return
    try:
        found = msgspec.convert({"environment": {}, **timing}, Timing)
    except (msgspec.ValidationError, RecursionError) as error:
        yield Finding("timing", f"not a timing: {error}", "let copydesk submit write it")
        return
    if found.environment:
        yield Finding("timing.environment", "it stands beside the timing", "remove it")
    figures = (found.articles_per_cpu_second, found.articles_per_wall_second, found.ratio)
    if any(one is not None and not 0 < one < 1e12 for one in (*figures, found.peak_memory_mb)):
        yield Finding("timing", "a figure is no positive number", "let copydesk submit write it")


@rule("environment", _RESULT, "The environment names versions and the machine: no host, no folder.")
def _environment(subject: Subject) -> Iterator[Finding]:
    found = subject.stored.result.get("environment") or {}
    for key in sorted(found.keys() - _ENVIRONMENT):
        yield Finding(f"environment.{key[:40]}", "not a field of ours", "remove it")
    for field, text in texts(found):
        if len(text) > LONGEST or not one_line(text) or _FOLDER.search(text) or "<" in text:
            what = f"{show(text)} is no version, model or flag"
            yield Finding(f"environment.{field}", what, "let copydesk submit write it")


RESULTS: tuple[Rule[Subject], ...] = (
    _layers,
    _gold,
    _differs,
    _again,
    _unused,
    _timing,
    _environment,
)


def _listed(layers: Iterable[str]) -> str:
    return ", ".join(sorted(layers)) or "none"
