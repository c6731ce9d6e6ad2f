"""From a model's own entity labels to ours, before anything is run.

Which view a label set belongs to is decided by the set as a whole: `LOC` is OntoNotes' where
places have `GPE` beside it, CoNLL's where there is `MISC`, and otherwise that of view `core`.
"""

from __future__ import annotations

from collections.abc import Iterable

from copydesk.labels import ENTITY_LABELS, view_of
from copydesk.run.doors.options import refuse

#: Other people's words for our labels, upper case.
_NAMES = {
    **{label: label for label in (*ENTITY_LABELS, "MISC")},
    "PER": "PERSON",
    "PEOPLE": "PERSON",
    "ORGANIZATION": "ORG",
    "ORGANISATION": "ORG",
    "LOCATION": "LOC",
    "FACILITY": "FAC",
    "PROD": "PRODUCT",
    "EVT": "EVENT",
    "WORK OF ART": "WORK_OF_ART",
    "MISCELLANEOUS": "MISC",
}
#: What is no name: dates, amounts, and the label of everything else.
_DROPPED = {"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL", "O"}
_COARSE = {"PERSON": "PER", "ORG": "ORG", "LOC": "LOC", "MISC": "MISC"}


def map_labels(system: str, raw: Iterable[str], given: str = "") -> dict[str, str]:
    """Return raw label -> gold or view label, `""` for what is dropped.

    `given` is what the user says of them, `FOO:PERSON,BAR:` (nothing behind the colon drops);
    it goes before what is known.
    Raises InputError if a label is unknown, or none is left.

    >>> map_labels("x", ["person", "GPE", "DATE"])
    {'person': 'PERSON', 'GPE': 'GPE', 'DATE': ''}
    >>> map_labels("x", ["PER", "LOC", "MISC"])
    {'PER': 'conll4:PER', 'LOC': 'conll4:LOC', 'MISC': 'conll4:MISC'}
    >>> map_labels("x", ["PER", "LOC", "FOO"], "FOO:")
    {'PER': 'core:PER', 'LOC': 'core:LOC', 'FOO': ''}
    """
    chosen = _chosen(system, given)
    left = [label for label in raw if label not in chosen]
    names = {label: _NAMES.get(label.upper()) for label in left}
    unknown = sorted(
        label for label in left if names[label] is None and label.upper() not in _DROPPED
    )
    base = system.partition("?")[0]
    if unknown:
        pairs = ",".join(f"{label}:PERSON" for label in unknown[:1]) + "".join(
            f",{label}:" for label in unknown[1:]
        )
        refuse(
            system,
            f"its labels {', '.join(map(repr, unknown))} are not known",
            f"say what each is, or nothing to drop it, as in {base}?labels={pairs}",
        )
    view = _view(set(filter(None, names.values())))
    found = {label: _in(view, name) if name else "" for label, name in names.items()}
    found.update(chosen)
    if not any(found.values()):
        refuse(
            system,
            "it has no label of a name",
            f"give a model that finds names, or say its labels: {base}?labels=FOO:PERSON",
        )
    return found


def _view(names: set[str]) -> str:
    if "MISC" in names:
        return "conll4"
    return "core" if "LOC" in names and not names - _COARSE.keys() else ""


def _in(view: str, name: str) -> str:
    return f"{view}:{_COARSE[name]}" if view and name in _COARSE else name


def _chosen(system: str, given: str) -> dict[str, str]:
    chosen = {}
    for pair in filter(None, given.split(",")):
        label, colon, ours = pair.partition(":")
        if not (label and colon) or (ours and view_of(ours) is None):
            refuse(
                system,
                f"{pair!r} maps no label to one of ours",
                f"write LABEL:OURS, OURS being {', '.join(ENTITY_LABELS)}, conll4:LOC, core:LOC "
                "..., or nothing",
            )
        chosen[label] = ours
    return chosen
