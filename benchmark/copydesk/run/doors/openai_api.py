"""The OpenAI door, `openai:MODEL`: any endpoint that speaks OpenAI's chat completions.

The endpoint is `?base_url=`, or else COPYDESK_BASE_URL, OPENAI_BASE_URL, or OpenAI's own; the key
is in COPYDESK_API_KEY or OPENAI_API_KEY. The options are in `docs/doors.md`; what runs in
the worker is the folder `llm`.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from copydesk.run.launch import Launch

OPENAI = "https://api.openai.com/v1"
FORMATS = ("json_schema", "json_object", "text")
#: Options that are passed on in the request as they are; an empty one is left out of it.
FIELDS = (
    "temperature",
    "top_p",
    "seed",
    "max_tokens",
    "max_completion_tokens",
    "reasoning_effort",
)
OPTIONS = ("base_url", "layers", "format", "seconds", "concurrency", "prices", "usage", *FIELDS)
FOLDER = Path(__file__).with_name("llm")


def open_system(argument: str) -> Launch:
    """Return how to ask the model; InputError for an option that is wrong or a key that lacks.

    Raises MissingExtraError without httpx.
    """
    import importlib.util

    from copydesk.records import System
    from copydesk.run.doors.options import need, number, refuse, split_options
    from copydesk.run.launch import Launch, hash_folder, hash_parts

    system = f"openai:{argument}"
    model, options = split_options(system, OPTIONS)
    client = "httpx2" if importlib.util.find_spec("httpx2") else "httpx"
    need("the openai door", "openai", client)
    source = os.environ
    base_url = (
        options.get("base_url")
        or source.get("COPYDESK_BASE_URL")
        or source.get("OPENAI_BASE_URL")
        or OPENAI
    )
    if not _can_be_asked(base_url):
        mend = "give http(s)://host/v1, and the key in COPYDESK_API_KEY"
        refuse(system, "the base URL is none that can be asked", mend)
    if base_url == OPENAI and not (source.get("COPYDESK_API_KEY") or source.get("OPENAI_API_KEY")):
        mend = "set OPENAI_API_KEY, or COPYDESK_BASE_URL for another endpoint"
        refuse(system, "no key for api.openai.com", mend)
    answer = options.get("format", FORMATS[0])
    if answer not in FORMATS:
        refuse(system, f"no format {answer!r}", f"write format={'|'.join(FORMATS)}")
    layers, prompt, schema = form(system, options.get("layers", ""))
    asked: dict[str, Any] = {
        "model": model,
        "base_url": base_url.rstrip("/"),
        "prompt": prompt,
        "schema": schema,
        "format": answer,
        "fields": _fields(options),
    }
    cache, ledger = (
        Path(name).expanduser().resolve() if name else None
        for name in (source.get("COPYDESK_CACHE"), options.get("usage"))
    )
    written = [folder for folder in (cache, ledger and ledger.parent) if folder]
    for folder in written:
        folder.mkdir(parents=True, exist_ok=True)
    how = {
        "seconds": number(system, options, "seconds", 55),
        "concurrency": max(1, int(number(system, options, "concurrency", 8))),
        "prices": _prices(system, options.get("prices") or source.get("COPYDESK_PRICES") or ""),
        "usage": str(ledger) if ledger else None,
        "cache": str(cache) if cache else None,
    }
    parts = [json.dumps(asked, sort_keys=True).encode(), hash_folder(FOLDER).encode()]
    return Launch(
        card=System(
            name=model,
            version="0",
            layers=layers,
            licence="LicenseRef-unstated",
            requirements=(client,),
            network=True,
        ),
        file=FOLDER / "__init__.py",
        content=hash_parts(parts),
        module="copydesk_llm",
        config={"asked": asked, "how": how},
        timed={"how": {**how, "cache": None}},
        writable=tuple(map(str, written)),
    )


def form(system: str, layers: str = "") -> tuple[tuple[Any, ...], str, dict[str, Any]]:
    """Return layers (a comma between two; empty: all), and prompt and schema cut down to them."""
    from copydesk.labels import LAYERS
    from copydesk.run.doors.options import refuse

    wanted = layers.split(",") if layers else list(LAYERS)
    for layer in wanted:
        if layer not in LAYERS:
            refuse(system, f"no layer {layer!r}", f"write layers={','.join(LAYERS)}, or fewer")
    schema = json.loads((FOLDER / "schema.json").read_text(encoding="utf-8"))
    schema["required"] = [name for name in schema["required"] if name in wanted]
    schema["properties"] = {name: schema["properties"][name] for name in schema["required"]}
    top, *sections = (FOLDER / "prompt.md").read_text(encoding="utf-8").split("\n## ")
    kept = [one for one in sections if one.partition("\n")[0] in wanted]
    return (
        tuple(layer for layer in LAYERS if layer in wanted),
        "\n## ".join([top, *kept]),
        schema,
    )


def _can_be_asked(url: str) -> bool:
    """Whether a URL leads to a host by HTTP, and carries no password."""
    try:
        parts = urlsplit(url)
        return bool(
            parts.scheme in ("http", "https")
            and parts.hostname
            and (parts.port is None or parts.port > 0)
            and parts.username is None
        )
    except ValueError:
        return False


def _fields(options: dict[str, str]) -> dict[str, Any]:
    fields: dict[str, Any] = {"temperature": 0}
    for name in FIELDS:
        if name in options:
            try:
                fields[name] = json.loads(options[name])
            except ValueError:
                fields[name] = options[name]
    return {name: value for name, value in fields.items() if value != ""}


def _prices(system: str, given: str) -> list[float] | None:
    from copydesk.run.doors.options import refuse

    try:
        prices = [float(price) for price in given.split(",")] if given else None
    except ValueError:
        prices = []
    if prices is not None and (len(prices) != 2 or not all(0 <= price < 1e9 for price in prices)):
        mend = "write dollars a million tokens, in and out: prices=0.15,0.60"
        refuse(system, f"{given!r} are no prices", mend)
    return prices
