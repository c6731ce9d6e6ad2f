"""What a chat completion says: refused, cut off, beside the schema, or the layers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from .asking import UnansweredError

_TYPES: dict[str, type] = {"object": dict, "array": list, "string": str, "boolean": bool}
_FENCE = re.compile(r"\s*```(?:json)?\s*\n(.*)\n\s*```\s*", re.DOTALL)
#: What the locator takes as one: marks, dashes. (White space is folded too.)
_ALIKE = str.maketrans(
    dict.fromkeys('‘’‚‛`´′“”„‟″«»‹›ʼ"＂＇', "'") | dict.fromkeys("‐‑‒–—―−－", "-")
)


class Extracted(NamedTuple):
    """Layers as a prediction has them, and how many texts they hold.

    `counts`: `texts`; of these `not_verbatim`, which the article does not have (they stay in the
    prediction, and count as wrong there); `empty` texts, which can stand for nothing, are left out.
    """

    layers: dict[str, Any]
    counts: dict[str, int]


def read_answer(reply: dict[str, Any], schema: dict[str, Any], text: str) -> Extracted:
    """Return the layers of a reply.

    Raises UnansweredError where the model refuses or was cut off, ValueError for anything that
    does not fit the schema, which another attempt may mend.
    """
    try:
        choice = reply["choices"][0]
        message = choice["message"]
        content, refusal = message.get("content"), message.get("refusal")
    except (LookupError, TypeError, AttributeError):
        raise ValueError("the reply holds no message") from None
    finish = choice.get("finish_reason")
    if refusal or finish == "content_filter":
        raise UnansweredError(f"refused: {' '.join(str(refusal or finish).split())[:200]}")
    if finish == "length":
        raise UnansweredError(
            "the answer was cut off at the endpoint's token limit: raise max_tokens"
        )
    if not isinstance(content, str):
        raise ValueError("the reply holds no text")
    fenced = _FENCE.fullmatch(content)
    try:
        answer = json.loads(fenced[1] if fenced else content)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"the answer is no JSON ({error}): {content[:80]!r}") from None
    fault = violation(answer, schema)
    if fault:
        raise ValueError(f"the answer is beside the schema: {fault}")
    return extracted(answer, text)


def violation(value: Any, schema: dict[str, Any], path: str = "") -> str:
    """Say what is wrong with a value by the few words of JSON Schema that ours uses, or "".

    >>> violation({"a": 1}, {"type": "object", "properties": {"a": {"type": "string"}}})
    'a is no string'
    """
    name = path or "it"
    fits: bool = isinstance(value, _TYPES[schema["type"]])
    if not fits:
        return f"{name} is no {schema['type']}"
    if "enum" in schema and value not in schema["enum"]:
        return f"{name} is {value[:40]!r}, none of {', '.join(schema['enum'])}"
    for key in schema.get("required", ()):
        if key not in value:
            return f"{name} has no {key!r}"
    inner: Iterator[tuple[Any, Any, str]] = iter(())
    if isinstance(value, dict):
        known = schema["properties"]
        for key in value:
            if key not in known:
                return f"{name} has {key[:40]!r}, which is not asked for"
        inner = ((value[key], known[key], f"{path}.{key}" if path else key) for key in value)
    elif isinstance(value, list):
        inner = ((one, schema["items"], f"{path}[{n}]") for n, one in enumerate(value))
    return next(filter(None, (violation(*part) for part in inner)), "")


def extracted(answer: dict[str, Any], text: str) -> Extracted:
    """Return an answer that fits the schema as layers."""
    folded = _fold(text)
    counts = {"texts": 0, "not_verbatim": 0, "empty": 0}

    def counted(surface: str) -> bool:
        """Whether the surface is there at all; count it."""
        plain = _fold(surface)
        counts["texts"] += 1
        counts["empty"] += not plain
        counts["not_verbatim"] += bool(plain) and plain not in folded
        return bool(plain)

    layers: dict[str, Any] = {}
    for layer, items in answer.items():
        if layer != "attributions":
            layers[layer] = [item for item in items if counted(item["text"])]
            continue
        layers[layer] = []
        for item in items:
            roles: dict[str, Any] = {
                role: [{"text": surface} for surface in item[role] if counted(surface)]
                for role in ("content", "source", "cue")
            }
            roles["speakers"] = [name for name in item["speakers"] if name.strip()]
            if roles["content"]:
                layers[layer].append(roles)
    return Extracted(layers, counts)


def _fold(text: str) -> str:
    return " ".join(text.translate(_ALIKE).split())
