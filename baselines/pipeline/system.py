"""The recommended extractor: what rules and trained models each do best, linked."""

from pathlib import Path

import crf_claims
from crf_claims import ClaimJudge
from crf_roles import RoleTagger
from pipeline_stages import joined
from rules_extractor import Extractor
from rules_furniture import FurnitureFinder
from rules_stages import rules_names, rules_speech


def load() -> Extractor:
    """Return the system, ready to extract."""
    models = Path(crf_claims.__file__).parent / "models"
    return Extractor(
        FurnitureFinder().find,
        rules_names,
        joined(rules_speech(), RoleTagger(models).find),
        ClaimJudge(models).find,
    )
