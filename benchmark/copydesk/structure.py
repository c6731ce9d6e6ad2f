"""Why a piece of JSON is not the record it should be: every fault, not the first alone.

The fast reader (`copydesk.jsonl`) only learns that a line is bad; this module, slow and
exhaustive, says why. Faults are in the record's own terms: path, code, what, what to do.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any, NamedTuple

_EXCERPT = 24
_CONSTANT = re.compile(r'"(?:[^"\\]|\\.)*"|(-?Infinity|NaN)')


class Fault(NamedTuple):
    """One thing wrong.

    `path` leads into the record (`entities[3].start`; empty: all of it); `line` counts from 1
    within the record, which matters only where JSON is broken.
    """

    path: str
    code: str
    what: str
    mend: str
    line: int = 1


class _Malformed(Exception):
    """Carries the one fault of something that is not JSON."""

    def __init__(self, code: str, what: str, mend: str, line: int = 1) -> None:
        super().__init__(what)
        self.fault = Fault("", code, what, mend, line)


class Object(dict[str, Any]):
    """A JSON object that remembers which of its keys were given twice."""

    repeated: tuple[str, ...] = ()

    @classmethod
    def from_pairs(cls, pairs: list[tuple[str, Any]]) -> Object:
        """Build the object as `json.loads(object_pairs_hook=...)` asks."""
        new = cls(pairs)
        if len(new) < len(pairs):
            keys = [key for key, _ in pairs]
            new.repeated = tuple(key for key in new if keys.count(key) > 1)
        return new


def show(value: object, limit: int = 40) -> str:
    """Return a value as short, printable JSON.

    >>> show("x" * 50), show(1.0)
    ('"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…', '1.0')
    """
    if isinstance(value, str):
        value = value[: limit + 1]
    elif isinstance(value, (dict, list, tuple)):
        return "an object" if isinstance(value, dict) else "a list"
    text = json.dumps(value, ensure_ascii=False, default=str)
    text = "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in text)
    return text if len(text) <= limit else text[:limit] + "…"


def parse(raw: bytes) -> tuple[Any, Fault | None]:
    """Return what a piece of JSON holds, and None; or None, and why it is not JSON.

    Objects come as `Object`. Stricter than `json.loads`: no NaN, no infinity. An integer of
    more than 20 digits is cut to 20, which is still too large for any field.
    """
    try:
        return _parse(raw), None
    except _Malformed as error:
        return None, error.fault


def _parse(raw: bytes) -> Any:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
            what = "the file is UTF-16"
        else:
            what = f"byte {error.start + 1} (0x{raw[error.start]:02x}) is not UTF-8"
        raise _Malformed("encoding", what, "write the file in UTF-8") from None
    try:
        return json.loads(
            text,
            object_pairs_hook=Object.from_pairs,
            parse_constant=lambda name: _refuse_constant(text),
            parse_int=lambda digits: int(digits[:20]),
        )
    except json.JSONDecodeError as error:
        raise _json_fault(text, error) from None
    except RecursionError:
        what = "brackets are nested too deeply"
        raise _Malformed("json", what, "write a record as the schema has it") from None


def _refuse_constant(text: str) -> None:
    for match in _CONSTANT.finditer(text):
        if match[1]:
            lines = text[: match.start(1)].split("\n")
            what = f"{match[1]} at column {len(lines[-1]) + 1} is not JSON"
            raise _Malformed("json", what, "leave the field out", len(lines))


def _json_fault(text: str, error: json.JSONDecodeError) -> _Malformed:
    before = text[max(0, error.pos - _EXCERPT) : error.pos]
    place = f"at column {error.colno}, {show(before)} before {show(text[error.pos :], _EXCERPT)}"
    if not text.strip():
        what, mend = "there is nothing", "write one JSON object"
    elif error.msg == "Extra data":
        what, mend = f"a second value begins {place}", "write one object a line"
    elif error.msg.startswith("Unterminated string") or not text[error.pos :].strip():
        what, mend = f"the record stops short {place}", "the file looks cut off: write it again"
    else:
        what, mend = f"not JSON {place}: {error.msg}", "write the file by a JSON library"
    return _Malformed("json", what, mend, error.lineno)


def faults(value: object, kind: Any) -> list[Fault]:
    """Return everything that keeps a plain value from being a record of type `kind`.

    `null` counts as absent. The order is that of the value.
    """
    import msgspec.inspect

    return list(_walk(value, msgspec.inspect.type_info(kind), ""))


def without_nulls(value: Any) -> Any:
    """Return a plain value without the keys whose value is null, at every depth."""
    if isinstance(value, Mapping):
        return {key: without_nulls(item) for key, item in value.items() if item is not None}
    if isinstance(value, (list, tuple)):
        return [without_nulls(item) for item in value]
    return value


def _walk(value: object, kind: Any, path: str) -> Iterator[Fault]:
    from msgspec import inspect

    if isinstance(kind, inspect.UnionType):
        if value is None:
            return
        kind = next(item for item in kind.types if not isinstance(item, inspect.NoneType))
    if isinstance(kind, inspect.AnyType):
        return
    if isinstance(kind, inspect.StructType):
        yield from _walk_object(value, kind, path)
    elif isinstance(kind, (inspect.VarTupleType, inspect.ListType)):
        if not isinstance(value, (list, tuple)):
            yield _wrong_type(value, path, "a list")
            return
        if len(value) < (kind.min_length or 0):
            yield Fault(path, "out-of-range", "the list is empty", "give at least one item")
        for number, item in enumerate(value):
            yield from _walk(item, kind.item_type, f"{path}[{number}]")
    elif isinstance(kind, inspect.DictType):
        if not isinstance(value, Mapping):
            yield _wrong_type(value, path, "a table")
            return
        for key, item in value.items():
            yield from _walk(item, kind.value_type, f"{path}.{key}")
    elif isinstance(kind, inspect.LiteralType):
        yield from _walk_choice(value, [str(choice) for choice in kind.values], path)
    elif isinstance(kind, inspect.BoolType):
        if not isinstance(value, bool):
            yield _wrong_type(value, path, "true or false")
    elif isinstance(kind, (inspect.IntType, inspect.FloatType)):
        yield from _walk_number(value, kind, path)
    elif isinstance(value, str):
        yield from _walk_string(value, kind, path)
    else:
        yield _wrong_type(value, path, "a string")


def _walk_object(value: object, kind: Any, path: str) -> Iterator[Fault]:
    if not isinstance(value, Mapping):
        yield _wrong_type(value, path, "an object")
        return
    fields = {field.encode_name: field for field in kind.fields}
    for key in getattr(value, "repeated", ()):
        what = f"the key {show(key)} is given more than once"
        yield Fault(join(path, key), "duplicate-key", what, "give it once")
    for key, item in value.items():
        if key not in fields:
            yield Fault(
                join(path, key),
                "unknown-field",
                f"unknown field {show(key)}",
                _nearest(key, fields),
            )
        elif item is not None:
            yield from _walk(item, fields[key].type, join(path, key))
    for name, field in fields.items():
        if field.required and value.get(name) is None:
            yield Fault(join(path, name), "missing-field", f"{name} is missing", f"give {name}")


def _walk_choice(value: object, choices: list[str], path: str) -> Iterator[Fault]:
    if not isinstance(value, str):
        yield _wrong_type(value, path, "a string")
    elif value not in choices:
        mend = _nearest(value, choices)
        yield Fault(path, "unknown-value", f"{show(value)} is not known here", mend)


def _walk_number(value: object, kind: Any, path: str) -> Iterator[Fault]:
    whole = type(kind).__name__ == "IntType"
    if isinstance(value, bool) or not isinstance(value, int if whole else (int, float)):
        yield _wrong_type(value, path, "a whole number" if whole else "a number")
    elif not (kind.ge is None or value >= kind.ge) or not (kind.le is None or value <= kind.le):
        what = f"{show(value)} is not within {kind.ge} ... {kind.le}"
        yield Fault(path, "out-of-range", what, "give a number in that range")


def _walk_string(value: str, kind: Any, path: str) -> Iterator[Fault]:
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        what = f"a lone surrogate (half of a UTF-16 pair) stands at position {error.start}"
        yield Fault(path, "encoding", what, "cut strings between whole characters")
        return
    if len(value) < (getattr(kind, "min_length", None) or 0):
        yield Fault(path, "out-of-range", "the string is empty", "leave the field out or fill it")
    pattern = getattr(kind, "pattern", None)
    if pattern and not re.search(pattern, value):
        yield Fault(path, "out-of-range", f"{show(value)} does not fit {pattern}", "see the schema")


def _wrong_type(value: object, path: str, wanted: str) -> Fault:
    mend = f"write {wanted}"
    if isinstance(value, float) and wanted == "a whole number" and value.is_integer():
        mend = f"write {int(value)}"
    given = "null" if value is None else show(value)
    return Fault(path, "wrong-type", f"{given} is not {wanted}", mend)


def join(path: str, key: object) -> str:
    """Return the path of a key of the object at `path`."""
    name = str(key)
    if not name.isidentifier():
        name = show(name)
    return f"{path}.{name}" if path else name


def _nearest(given: object, known: Iterable[str]) -> str:
    names = list(known)
    folded = {name.casefold(): name for name in names}
    plain = unicodedata.normalize("NFKC", str(given)[:200]).casefold()
    near = [folded[name] for name in get_close_matches(plain, folded, n=2, cutoff=0.6)]
    near = [name for name in names if name.endswith(f":{given}")] or near
    if near:
        return f"did you mean {' or '.join(near)}?"
    return f"known: {', '.join(names)}"
