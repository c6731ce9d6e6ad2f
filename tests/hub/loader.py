"""Loads datasets in a process of its own, which knows nothing of copydesk.

Reads one JSON request a line, writes one JSON answer a line. `datasets` takes its cache and
its offline switch from the environment when it is imported, hence the process.
"""

from __future__ import annotations

import json
import sys
from typing import Any


def answer(request: dict[str, Any]) -> Any:
    if "code" in request:
        found: dict[str, Any] = {}
        exec(request["code"], found)
        return sorted(name for name in found if not name.startswith("__"))
    wants = {key: request[key] for key in ("name", "split", "streaming") if key in request}
    loaded = datasets.load_dataset(request["path"], **wants)
    if request.get("features"):
        return loaded.features.to_dict()
    if "split" in request:
        return list(loaded)
    return {split: list(content) for split, content in loaded.items()}


if __name__ == "__main__":
    replies, sys.stdout = sys.stdout, sys.stderr
    import datasets

    datasets.disable_progress_bars()
    for line in sys.stdin:
        try:
            reply = {"answer": answer(json.loads(line))}
        except Exception as error:
            reply = {"error": f"{type(error).__name__}: {error}"}
        replies.write(json.dumps(reply) + "\n")
        replies.flush()
