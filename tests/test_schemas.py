"""The JSON Schemas, and that the reader and they say the same of every record."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
from jsonschema import Draft202012Validator

from copydesk.errors import InputError
from copydesk.jsonl import RecordDecoder
from copydesk.labels import (
    CATEGORIES,
    CLAIM_TYPES,
    ENTITY_LABELS,
    LAYERS,
    QUOTE_TYPES,
    SOURCE_TYPES,
    ZONE_KINDS,
    view_of,
)
from copydesk.records import (
    PREDICTED_LABELS,
    SLUG,
    Annotation,
    Article,
    Erratum,
    Prediction,
    Record,
    System,
)
from copydesk.resources import data_root
from copydesk.validate.documents import ARTICLE
from copydesk.validate.gold import GROUND, Gold
from copydesk.validate.layers import LAYERS as LAYER_RULES
from copydesk.validate.predictions import prediction_problems
from copydesk.validate.rules import broken
from copydesk.validate.systems import SYSTEM, Candidate

NAMES = ("article", "annotation", "prediction", "system", "result", "erratum")
KINDS: dict[str, type[Record]] = {
    "article": Article,
    "annotation": Annotation,
    "prediction": Prediction,
    "system": System,
    "erratum": Erratum,
}
RECORDS = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "records.jsonl").read_text().splitlines()
]

#: What a schema lets pass and the reader refuses, and why no schema can say it.
BEYOND = {
    "wrong-type": "JSON Schema counts 1.0 and 3e0 as integers; as offsets they hint at a bug",
    "duplicate-key": "a validator sees the parsed object, in which the first key is lost",
    "json": "NaN is not JSON, but Python's parser gives it to the validator as a number",
    "encoding": "a lone surrogate can be parsed, but not written as UTF-8 again",
    "reversed": "no keyword compares one field with another",
    "empty-span": "no keyword compares one field with another",
    "entity-overlap": "no keyword compares one item with another",
    "role-order": "no keyword compares one item with another",
    "content-shared": "no keyword compares one item with another",
    "claim-shared": "uniqueItems compares whole items, not their spans",
    "claim-crossing": "no keyword compares one item with another",
    "id-repeated": "uniqueItems compares whole items, and only within one list",
    "source": "the record is well formed; whether a source is missing is a matter of the scheme",
    "article-hash": "no keyword computes a hash",
    "entry-or-command": "neither is needed beside predictions, and a schema sees no files",
}
#: The rules that need no text (and no files).
TEXTLESS = {
    "id-form",
    "id-repeated",
    "empty-span",
    "entity-overlap",
    "role-order",
    "source",
    "content-shared",
    "claim-shared",
    "claim-crossing",
}


@cache
def validator(name: str) -> Any:
    return Draft202012Validator(
        json.loads((data_root() / f"schemas/{name}.schema.json").read_text())
    )


def codes(name: str, raw: str) -> list[str]:
    """What the reader, and the rules that need nothing but the record, find."""
    try:
        record: Any = RecordDecoder(KINDS[name])(raw.encode("utf-8"), "records.jsonl", 1)
    except InputError as error:
        return [problem.code for problem in error.problems]
    if name == "erratum":  # its rules compare it with gold
        return []
    if name == "prediction":
        return [problem.code for problem in prediction_problems(record, None)]
    if name == "article":
        return [fault.code for fault in broken(ARTICLE, record)]
    if name == "system":
        rules = [rule for rule in SYSTEM if rule.code not in ("entry", "folder-name")]
        return [fault.code for fault in broken(rules, Candidate(record, Path()))]
    gold = [rule for rule in (*GROUND, *LAYER_RULES) if rule.code in TEXTLESS]
    return [fault.code for fault in broken(gold, Gold(record, "any " * 9))]


def raw_of(case: dict[str, Any]) -> str:
    return case["raw"] if "raw" in case else json.dumps(case["record"])


@pytest.mark.parametrize("case", RECORDS, ids=lambda case: f"{case['schema']}: {case['why']}")
def test_reader_and_schema_agree(case: dict[str, Any]) -> None:
    found = codes(case["schema"], raw_of(case))
    try:
        plain = json.loads(raw_of(case))
    except ValueError:
        fits = False
    else:
        fits = validator(case["schema"]).is_valid(plain)
    if case["good"]:
        assert (found, fits) == ([], True)
    elif "beyond" in case:
        assert fits, "the schema can say it after all: drop `beyond`"
        assert found == [case["beyond"]]
    else:
        assert not fits
        assert len(found) == 1, found


def test_what_goes_beyond_the_schema_is_listed_with_its_reason() -> None:
    assert {case["beyond"] for case in RECORDS if "beyond" in case} == set(BEYOND)
    assert len(RECORDS) >= 60
    assert {case["schema"] for case in RECORDS} == set(KINDS)


@pytest.mark.parametrize("name", NAMES)
def test_schema_is_valid_and_so_are_its_examples(name: str) -> None:
    schema = validator(name).schema
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"https://copydesk.org/schemas/1.0/{name}.schema.json"
    assert schema["version"] == "1.0"
    assert schema["title"]
    assert schema["examples"]
    for example in schema["examples"]:
        validator(name).validate(example)
        if name in KINDS:
            assert codes(name, json.dumps(example)) == []


def _objects(schema: Any) -> Any:
    if isinstance(schema, dict):
        if "properties" in schema and "type" in schema:
            yield schema
        for value in schema.values():
            yield from _objects(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from _objects(value)


@pytest.mark.parametrize("name", NAMES)
def test_every_field_is_described_and_objects_are_closed(name: str) -> None:
    for schema in _objects(validator(name).schema):
        assert schema["additionalProperties"] is False or name == "result"
        for field, about in schema["properties"].items():
            assert about.get("description"), field


def _fields(name: str, definition: str | None = None) -> dict[str, Any]:
    schema = validator(name).schema
    return (schema["$defs"][definition] if definition else schema)["properties"]


@pytest.mark.parametrize(
    ("fields", "field", "labels"),
    [
        (_fields("annotation", "entity"), "label", ENTITY_LABELS),
        (_fields("annotation", "attribution"), "source_type", SOURCE_TYPES),
        (_fields("annotation", "attribution"), "quote_type", QUOTE_TYPES),
        (_fields("annotation", "claim"), "claim_type", CLAIM_TYPES),
        (_fields("annotation", "furniture"), "category", CATEGORIES),
        (_fields("annotation", "zone"), "kind", ZONE_KINDS),
        (_fields("prediction", "entity"), "label", PREDICTED_LABELS),
        (_fields("prediction", "claim"), "claim_type", CLAIM_TYPES),
        (_fields("prediction", "furniture"), "category", CATEGORIES),
    ],
)
def test_enums_are_the_label_space(
    fields: dict[str, Any], field: str, labels: tuple[str, ...]
) -> None:
    assert tuple(label for label in fields[field]["enum"] if label is not None) == labels


def test_labels_and_slugs_are_written_once() -> None:
    assert all(view_of(label) for label in PREDICTED_LABELS)
    assert tuple(_fields("system")["layers"]["items"]["enum"]) == LAYERS
    assert _fields("system")["labels"]["additionalProperties"]["enum"] == [*PREDICTED_LABELS, ""]
    assert set(_fields("result")["layers"]["properties"]) == set(LAYERS)
    for name in ("article", "annotation", "prediction"):
        assert _fields(name)["id"]["pattern"] == SLUG


@pytest.mark.parametrize(
    ("name", "definition", "kind"),
    [(name, None, kind) for name, kind in KINDS.items()]
    + [
        ("annotation", definition, kind)
        for definition, kind in (
            ("span", "Span"),
            ("entity", "Entity"),
            ("attribution", "Attribution"),
            ("claim", "Claim"),
            ("furniture", "Furniture"),
            ("zone", "Zone"),
        )
    ]
    + [
        ("prediction", definition, kind)
        for definition, kind in (
            ("span", "PredictedSpan"),
            ("entity", "PredictedEntity"),
            ("attribution", "PredictedAttribution"),
            ("claim", "PredictedClaim"),
            ("furniture", "PredictedFurniture"),
        )
    ],
)
def test_fields_are_those_of_the_records(
    name: str, definition: str | None, kind: type[Record] | str
) -> None:
    from copydesk import records

    struct = getattr(records, kind) if isinstance(kind, str) else kind
    schema = validator(name).schema
    schema = schema["$defs"][definition] if definition else schema
    fields = msgspec.structs.fields(struct)
    assert set(schema["properties"]) == {field.encode_name for field in fields}
    assert set(schema["required"]) == {field.encode_name for field in fields if field.required}
