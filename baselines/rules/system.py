"""The reference system of hand-written rules: furniture first, everything else on what is left."""

from rules_extractor import Extractor
from rules_furniture import FurnitureFinder
from rules_stages import rules_claims, rules_names, rules_speech


def load() -> Extractor:
    """Return the system, ready to extract."""
    return Extractor(FurnitureFinder().find, rules_names, rules_speech(), rules_claims)
