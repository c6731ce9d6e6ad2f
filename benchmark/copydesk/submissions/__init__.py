"""Systems as they are stored: a card, predictions, a result, a note; written, read, checked.

A stored folder is data. Nothing in it is executed here, and its result is a claim: scores come
from its predictions.
"""

from copydesk.submissions.check import HOME, RULES, card_problems, check, check_change
from copydesk.submissions.provenance import provenance
from copydesk.submissions.record import result_record, to_json
from copydesk.submissions.stored import Stored, display_names, read_stored, stated, stored_folders
from copydesk.submissions.writing import Draft, adopt, write

__all__ = [
    "HOME",
    "RULES",
    "Draft",
    "Stored",
    "adopt",
    "card_problems",
    "check",
    "check_change",
    "display_names",
    "provenance",
    "read_stored",
    "result_record",
    "stated",
    "stored_folders",
    "to_json",
    "write",
]
