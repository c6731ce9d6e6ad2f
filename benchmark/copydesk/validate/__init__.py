"""Rules for everything that is read, and `validate_path`, which applies them to a path."""

from __future__ import annotations

from copydesk.validate.loading import annotation_problems
from copydesk.validate.paths import Report, validate_path
from copydesk.validate.predictions import prediction_problems
from copydesk.validate.rules import Rule, Where
from copydesk.validate.systems import read_system
from copydesk.validate.table import RULES

__all__ = [
    "RULES",
    "Report",
    "Rule",
    "Where",
    "annotation_problems",
    "prediction_problems",
    "read_system",
    "validate_path",
]
