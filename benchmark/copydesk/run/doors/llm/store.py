"""What is kept of the asking: answers by the hash of their request, tokens and cost."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import threading
import time
from pathlib import Path
from typing import Any

#: Written to the worker's folder after every batch: the sums so far.
USAGE_FILE = "usage.json"
_COUNTED = (
    "from_cache",
    "failed",
    "requests",
    "prompt_tokens",
    "completion_tokens",
    "texts",
    "not_verbatim",
    "empty",
)


def request_hash(base_url: str, body: bytes) -> str:
    """Return the SHA-256 of a request: where to and what; the key is no part of it."""
    return hashlib.sha256(base_url.encode() + b"\n" + body).hexdigest()


class Cache:
    """Replies in a folder, a file a request. Neither key nor request stand in it."""

    def __init__(self, folder: Path) -> None:
        """Take the folder, which need not be there."""
        self._folder = folder

    def get(self, key: str) -> dict[str, Any] | None:
        """Return the stored reply; None if there is none that can be read."""
        try:
            reply = json.loads(self._file(key).read_bytes())
        except (OSError, ValueError):
            return None
        return reply if isinstance(reply, dict) else None

    def put(self, key: str, reply: dict[str, Any]) -> None:
        """Store a reply in one step; one that cannot be stored is asked for again next time."""
        file = self._file(key)
        fresh = file.with_suffix(f".{os.getpid()}-{threading.get_ident()}.tmp")
        with contextlib.suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            fresh.write_text(json.dumps(reply, ensure_ascii=False), encoding="utf-8")
            fresh.replace(file)

    def _file(self, key: str) -> Path:
        return self._folder / "openai" / key[:2] / f"{key}.json"


class Usage:
    """Requests, tokens, cost and what became of the texts; a line an article and the sum."""

    def __init__(self, prices: list[float] | None, ledger: str | None) -> None:
        """Take dollars a million tokens (in, out), and the file that gets the lines, if any."""
        self._prices, self._ledger = prices, ledger
        self._lock = threading.Lock()
        self._sum: dict[str, Any] = {"articles": 0, **dict.fromkeys(_COUNTED, 0)}
        if prices:
            self._sum["cost"] = 0.0

    def line(self, name: str) -> dict[str, Any]:
        """Return an empty line for the article `name`."""
        return {"id": name, **dict.fromkeys(_COUNTED, 0), "started": time.monotonic()}

    def add(self, line: dict[str, Any]) -> None:
        """Count a line, and append it to the ledger."""
        line["seconds"] = round(time.monotonic() - line.pop("started"), 3)
        if self._prices:
            tokens = (line["prompt_tokens"], line["completion_tokens"])
            cost = sum(n * price for n, price in zip(tokens, self._prices, strict=True)) / 1e6
            line["cost"] = round(cost, 6)
        with self._lock:
            self._sum["articles"] += 1
            for name in self._sum.keys() & line.keys():
                self._sum[name] += line[name]
            if self._ledger:
                with open(self._ledger, "a", encoding="utf-8") as file:
                    file.write(json.dumps(line) + "\n")

    def write(self) -> None:
        """Write the sum to the working folder, in one step."""
        if "cost" in self._sum:
            self._sum["cost"] = round(self._sum["cost"], 6)
        fresh = Path(USAGE_FILE + ".tmp")
        with contextlib.suppress(OSError):
            fresh.write_text(json.dumps(self._sum), encoding="utf-8")
            fresh.replace(USAGE_FILE)
