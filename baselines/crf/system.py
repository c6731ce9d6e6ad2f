"""The trained system: chains for names and speech, logistic regression for lines and claims."""

from pathlib import Path

from crf_claims import ClaimJudge
from crf_furniture import FurnitureTagger
from crf_names import NameTagger
from crf_roles import RoleTagger
from rules_extractor import Extractor


def load() -> Extractor:
    """Return the system, ready to extract."""
    models = Path(__file__).parent / "models"
    return Extractor(
        FurnitureTagger(models).find,
        NameTagger(models).find,
        RoleTagger(models).find,
        ClaimJudge(models).find,
    )
