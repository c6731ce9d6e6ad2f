"""The recommended extractor: the rules, and a trained judge of what deserves checking."""

from pathlib import Path

import crf_claims
from crf_claims import ClaimJudge
from rules_extractor import Extractor
from rules_furniture import FurnitureFinder
from rules_stages import rules_names, rules_speech


def load() -> Extractor:
    """Return the system, ready to extract."""
    models = Path(crf_claims.__file__).parent / "models"
    return Extractor(FurnitureFinder().find, rules_names, rules_speech(), ClaimJudge(models).find)
