"""The YAML of a dataset card, which `datasets` and the Hub read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from copydesk.corpus import Corpus
from copydesk.hub.extras import optional
from copydesk.hub.features import CONFIGS, card_features, columns_of
from copydesk.hub.tables import DataFile

#: The project's own corpus, whose home and citation are known.
OWN = "copydesk"
HOME = "https://github.com/copydesk/copydesk"
_SIZES = (
    (10**3, "n<1K"),
    (10**4, "1K<n<10K"),
    (10**5, "10K<n<100K"),
    (10**6, "100K<n<1M"),
)
#: SPDX expressions that the Hub knows, in lower case; every other licence is `other` there.
_HUB_LICENCES = frozenset(
    {
        "apache-2.0",
        "cc-by-2.0",
        "cc-by-3.0",
        "cc-by-4.0",
        "cc-by-nc-4.0",
        "cc-by-nc-nd-4.0",
        "cc-by-nc-sa-4.0",
        "cc-by-nd-4.0",
        "cc-by-sa-3.0",
        "cc-by-sa-4.0",
        "cc0-1.0",
        "mit",
        "odbl",
        "pddl",
    }
)
_THREE_PART = re.compile(r"\d+\.\d+\.\d+")


def title(corpus: Corpus) -> str:
    """Return the corpus's name as people write it."""
    return "CopyDesk" if corpus.name == OWN else corpus.name


def front_matter(corpus: Corpus, data: Sequence[DataFile]) -> str:
    """Return the YAML of a card; counts and sizes are those of the data files.

    Raises:
        MissingExtraError: without PyYAML.
    """
    tags = sorted({item.article.language for item in corpus.documents if item.article.language})
    languages = sorted({tag.partition("-")[0].lower() for tag in tags})
    documents = len(corpus.documents)
    fields: dict[str, Any] = {
        "pretty_name": title(corpus),
        "version": corpus.version,
        **({"language": languages} if languages else {}),
        **({"language_bcp47": tags} if tags != languages else {}),
        **_hub_licence(corpus),
        "size_categories": [next((name for top, name in _SIZES if documents < top), "n>1M")],
        "task_categories": ["token-classification", "text-classification"],
        "task_ids": ["named-entity-recognition", "fact-checking"],
        "tags": ["news", "quotation-attribution", "claim-detection", "boilerplate-removal"],
        "configs": [_config(corpus, config, data) for config in CONFIGS],
        "dataset_info": [_info(config, data) for config in CONFIGS],
    }
    plain: str = optional("yaml").safe_dump(
        fields, sort_keys=False, allow_unicode=True, width=10**6
    )
    return plain


def _config(corpus: Corpus, config: str, data: Sequence[DataFile]) -> dict[str, Any]:
    files = [{"split": file.split, "path": file.path} for file in data if file.config == config]
    # `datasets` reads no other form of version; here it separates the caches of releases.
    version = {"version": corpus.version} if _THREE_PART.fullmatch(corpus.version) else {}
    return {"config_name": config, **version, "data_files": files}


def _info(config: str, data: Sequence[DataFile]) -> dict[str, Any]:
    files = [file for file in data if file.config == config]
    return {
        "config_name": config,
        "features": card_features(columns_of(config)),
        "splits": [
            {"name": file.split, "num_bytes": file.memory, "num_examples": file.documents}
            for file in files
        ],
        "download_size": sum(file.size for file in files),
        "dataset_size": sum(file.memory for file in files),
    }


def _hub_licence(corpus: Corpus) -> dict[str, Any]:
    texts = (item.article.licence for item in corpus.documents)
    found = sorted({licence for licence in (corpus.info.licence, *texts) if licence})
    known = [licence.lower() for licence in found if licence.lower() in _HUB_LICENCES]
    others = [licence for licence in found if licence.lower() not in _HUB_LICENCES]
    if not others:
        return {"license": known} if known else {}
    name = others[0].removeprefix("LicenseRef-").lower() if len(others) == 1 else "several"
    return {"license": [*known, "other"], "license_name": re.sub(r"[^a-z0-9.-]+", "-", name)}


__all__ = ["HOME", "OWN", "front_matter", "title"]
