"""`croissant.json`: the dataset described for machines, in MLCommons' Croissant 1.0 (JSON-LD).

One file object a Parquet file, one record set a file, one field a column. The items of a layer
are sub-fields, read by a JSON path. The parts of a role are numbered (`content/0/start`), as many
as any attribution has: mlcroissant (1.1 tried) follows a path to its first match only.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from copydesk.corpus import Corpus
from copydesk.hub.features import Columns, Shape, columns_of
from copydesk.hub.fields import MEANINGS
from copydesk.hub.front_matter import HOME, OWN, title
from copydesk.hub.tables import DataFile

#: The file's name in a published folder.
CROISSANT = "croissant.json"

_CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
_TYPES = {"string": "sc:Text", "int32": "sc:Integer", "bool": "sc:Boolean"}


def croissant(
    corpus: Corpus, data: Sequence[DataFile], hashes: Mapping[str, str], cite_as: str
) -> str:
    """Return the JSON-LD of a published corpus.

    Args:
        corpus: the documents that were published.
        data: their files.
        hashes: SHA-256 by path of each file.
        cite_as: the citation, BibTeX.
    """
    licences = {item.article.licence for item in corpus.documents} | {corpus.info.licence}
    known = sorted(licence for licence in licences if licence)
    own = corpus.name == OWN
    return _json(
        {
            "@context": _CONTEXT,
            "@type": "sc:Dataset",
            "conformsTo": "http://mlcommons.org/croissant/1.0",
            "name": title(corpus),
            "description": "News articles with gold annotation: entities, attributions, "
            "check-worthy claims and residual boilerplate, standing off from the text in Unicode "
            "code points.",
            "version": corpus.version,
            **({"license": known[0] if len(known) == 1 else known} if known else {}),
            **({"url": HOME} if own else {}),
            **(
                {"creator": {"@type": "sc:Organization", "name": "CopyDesk maintainers"}}
                if own
                else {}
            ),
            "citeAs": cite_as,
            "isLiveDataset": False,
            "distribution": [
                {
                    "@type": "cr:FileObject",
                    "@id": file.path,
                    "name": file.path,
                    "contentUrl": file.path,
                    "contentSize": f"{file.size} B",
                    "encodingFormat": "application/x-parquet",
                    "sha256": hashes[file.path],
                }
                for file in data
            ],
            "recordSet": [_record_set(file, _parts(corpus)) for file in data],
        }
    )


def _parts(corpus: Corpus) -> dict[str, int]:
    """Return how many parts each role has at most."""
    said = [one for item in corpus.documents for one in item.annotation.attributions or ()]
    return {
        role: max((len(getattr(one, role)) for one in said), default=0)
        for role in ("content", "source", "cue")
    }


def _record_set(file: DataFile, parts: Mapping[str, int]) -> dict[str, Any]:
    name = f"{file.config}/{file.split}"
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "description": f"{file.documents} articles of the split {file.split}, "
        f"configuration {file.config}.",
        "key": {"@id": f"{name}/id"},
        "field": list(_fields(file, name, columns_of(file.config), parts)),
    }


def _fields(
    file: DataFile, name: str, columns: Columns, parts: Mapping[str, int]
) -> Iterator[dict[str, Any]]:
    for column, shape in columns.items():
        source = {"fileObject": {"@id": file.path}, "extract": {"column": column}}
        field = _named(f"{name}/{column}", MEANINGS[""][column])
        match shape:
            case [dict(items)]:
                inner = [
                    _named(f"{name}/{column}/{key}", meaning)
                    | {"dataType": kind, "source": {**source, "transform": {"jsonPath": path}}}
                    for key, meaning, kind, path in _items(column, items, parts)
                ]
                yield field | {"repeated": True, "subField": inner}
            case _:
                yield field | {"dataType": _type(shape), "source": source}


def _items(
    column: str, items: Columns, parts: Mapping[str, int]
) -> Iterator[tuple[str, str, str, str]]:
    """Yield the sub-fields of a layer's items: name, meaning, type, JSON path."""
    for key, shape in items.items():
        meaning = MEANINGS[column][key]
        match shape:
            case [dict(inner)]:
                for number in range(parts[key]):
                    for edge, kind in inner.items():
                        said = f"{key}, part {number + 1}: {edge} ({meaning})"
                        path = f"{key}[{number}].{edge}"
                        yield f"{key}/{number}/{edge}", said, _type(kind), path
            case _:
                yield key, meaning, _type(shape), key


def _named(name: str, meaning: str) -> dict[str, Any]:
    return {"@type": "cr:Field", "@id": name, "name": name, "description": meaning}


def _type(shape: Shape) -> str:
    inner = shape[0] if isinstance(shape, list) else shape
    assert isinstance(inner, str), "structs are taken apart before"
    return _TYPES[inner]


def _json(plain: Mapping[str, Any]) -> str:
    return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"


__all__ = ["CROISSANT", "croissant"]
