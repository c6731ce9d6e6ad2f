"""The table of all rules, in the order in which documentation shows them."""

from __future__ import annotations

from typing import Any

from copydesk.validate.checksums import LISTED
from copydesk.validate.documents import ARTICLE, COMPLETE, CORPUS, FOLDER
from copydesk.validate.errata import ERRATUM
from copydesk.validate.gold import GROUND
from copydesk.validate.layers import LAYERS
from copydesk.validate.leaks import LEAKS
from copydesk.validate.predictions import PREDICTION, PREDICTIONS
from copydesk.validate.rules import READING, Rule
from copydesk.validate.systems import SYSTEM

_ALL: tuple[tuple[Rule[Any], ...], ...] = (
    READING,
    ARTICLE,
    GROUND,
    LAYERS,
    CORPUS,
    LEAKS,
    FOLDER,
    (LISTED,),
    ERRATUM,
    COMPLETE,
    PREDICTION,
    PREDICTIONS,
    SYSTEM,
)

#: code -> rule.
RULES: dict[str, Rule[Any]] = {each.code: each for rules in _ALL for each in rules}
