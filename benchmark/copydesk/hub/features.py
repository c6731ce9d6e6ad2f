"""The columns of a published dataset, read off the records, so that the two cannot drift.

A `Shape` is a dtype (`"string"`), a list of one shape, or a struct of named shapes. Declared
features are needed because an all-empty list would otherwise be typed `null`; labels are
strings because wrong `ClassLabel` names relabel data silently.
"""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import inspect

from copydesk.hub.extras import optional
from copydesk.labels import LAYERS
from copydesk.records import MAX_OFFSET, Row

Shape = str | list["Shape"] | dict[str, "Shape"]
Columns = dict[str, Shape]

assert MAX_OFFSET < 2**31, "published offsets are int32"


def shape_of(kind: inspect.Type) -> Shape:
    """Return the shape of a record type; optional types have the shape of what they hold."""
    match kind:
        case inspect.UnionType(types=types):
            (held,) = (one for one in types if not isinstance(one, inspect.NoneType))
            return shape_of(held)
        case inspect.StructType(fields=fields):
            return {field.encode_name: shape_of(field.type) for field in fields}
        case inspect.VarTupleType(item_type=item):
            return [shape_of(item)]
        case inspect.StrType() | inspect.LiteralType():
            return "string"
        case inspect.IntType():
            return "int32"
        case inspect.BoolType():
            return "bool"
    raise TypeError(f"no column type for {kind}")


def columns_of(config: str) -> Columns:
    """Return the columns of a configuration: `default` has all, a layer has its own.

    The split is no column: it is the name of the file's split.

    >>> list(columns_of("claims"))
    ['id', 'text', 'claims']
    """
    row = shape_of(inspect.type_info(Row))
    assert isinstance(row, dict)
    del row["split"]
    if config == "default":
        return row
    wanted = ["id", "text", config] + ["zones"] * (config == "boilerplate")
    return {name: row[name] for name in wanted}


#: `default` and one a layer; zones go with boilerplate, whose scoring ignores them.
CONFIGS: tuple[str, ...] = ("default", *LAYERS)


def arrow_type(shape: Shape) -> Any:
    """Return a shape as a pyarrow type."""
    pa = optional("pyarrow")
    if isinstance(shape, dict):
        return pa.struct([pa.field(name, arrow_type(inner)) for name, inner in shape.items()])
    if isinstance(shape, list):
        return pa.list_(arrow_type(shape[0]))
    return pa.type_for_alias(shape)


def arrow_schema(columns: Columns, metadata: dict[str, str]) -> Any:
    """Return columns as a pyarrow schema.

    No `huggingface` entry is added to the metadata: datasets before 4.0 refuse the `List` in
    it, while all versions read the card.
    """
    pa = optional("pyarrow")
    return pa.schema([(name, arrow_type(shape)) for name, shape in columns.items()], metadata)


def card_features(columns: Columns) -> list[dict[str, Any]]:
    """Return columns as the `features` of a dataset card, in the form `datasets` writes.

    >>> card_features({"id": "string", "lines": ["int32"]})
    [{'name': 'id', 'dtype': 'string'}, {'name': 'lines', 'list': 'int32'}]
    """
    found: list[dict[str, Any]] = []
    for name, shape in columns.items():
        match shape:
            case str():
                found.append({"name": name, "dtype": shape})
            case [dict(inner)]:
                found.append({"name": name, "list": card_features(inner)})
            case [str(inner)]:
                found.append({"name": name, "list": inner})
            case _:
                raise TypeError(f"column {name}: cards hold values, lists and lists of structs")
    return found


def plain(value: Any) -> Any:
    """Return a record as dicts and lists with every field there: absent is None, empty is []."""
    if isinstance(value, msgspec.Struct):
        return {name: plain(getattr(value, name)) for name in value.__struct_fields__}
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return value


__all__ = [
    "CONFIGS",
    "Columns",
    "Shape",
    "arrow_schema",
    "arrow_type",
    "card_features",
    "columns_of",
    "plain",
    "shape_of",
]
