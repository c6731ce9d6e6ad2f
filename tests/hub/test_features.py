from __future__ import annotations

import pyarrow as pa
import pytest
from msgspec import inspect

from copydesk.hub.features import (
    CONFIGS,
    arrow_schema,
    card_features,
    columns_of,
    plain,
    shape_of,
)
from copydesk.hub.fields import MEANINGS
from copydesk.labels import LAYERS
from copydesk.records import Attribution, Row, Span

SPAN = {"start": "int32", "end": "int32", "text": "string"}


def test_the_columns_are_those_of_the_row_without_the_split() -> None:
    assert list(columns_of("default")) == [
        name for name in Row.__struct_fields__ if name != "split"
    ]


def test_there_is_a_configuration_a_layer() -> None:
    assert ("default", *LAYERS) == CONFIGS
    assert list(columns_of("entities")) == ["id", "text", "entities"]
    assert list(columns_of("boilerplate")) == ["id", "text", "boilerplate", "zones"]


def test_an_attribution_as_it_is_published() -> None:
    assert columns_of("attributions")["attributions"] == [
        {
            "id": "string",
            "content": [SPAN],
            "source": [SPAN],
            "cue": [SPAN],
            "source_type": "string",
            "speakers": ["string"],
            "quote_type": "string",
            "nested_in": "string",
        }
    ]


def test_arrow_types_and_card_say_the_same() -> None:
    schema = arrow_schema(columns_of("boilerplate"), {"canary": "c"})
    assert schema.field("boilerplate").type.value_type.field("lines").type == pa.list_(pa.int32())
    assert schema.metadata == {b"canary": b"c"}
    _, _, blocks, _ = card_features(columns_of("boilerplate"))
    assert blocks["list"][-1] == {"name": "lines", "list": "int32"}
    assert [field.name for field in schema.field("boilerplate").type.value_type] == [
        field["name"] for field in blocks["list"]
    ]


def test_a_type_without_a_column_is_our_mistake() -> None:
    with pytest.raises(TypeError, match="no column type"):
        shape_of(inspect.type_info(dict[str, str]))


def test_plain_writes_every_field() -> None:
    said = Attribution(id="a", content=(Span(0, 1, "x"),))
    assert plain(said) == {
        "id": "a",
        "content": [{"start": 0, "end": 1, "text": "x"}],
        "source": [],
        "cue": [],
        "source_type": None,
        "speakers": None,
        "quote_type": None,
        "nested_in": None,
    }


def test_every_field_has_a_meaning_and_every_meaning_a_field() -> None:
    row = columns_of("default")
    assert set(MEANINGS[""]) == set(row)
    for layer in (*LAYERS, "zones"):
        (item,) = row[layer]
        assert set(MEANINGS[layer]) == set(item)
