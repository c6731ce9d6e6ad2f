"""What the OpenAI door runs in the worker: prompt and schema, asking, reading the answers.

`prompt.md` is the system message, a section a layer; the article is the user message, alone.
`schema.json` is the form of the answer. The texts of an answer are passed on as they are, to be
located by the scorer; those that the article does not have are counted.
"""

from __future__ import annotations

import json
import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from .answers import Extracted, read_answer
from .asking import Endpoint, UnansweredError, UnreachedError
from .store import Cache, Usage, request_hash


def load(asked: dict[str, Any], how: dict[str, Any]) -> Model:
    """Return the model, after a first look at its endpoint.

    `asked` is what decides the answers, `how` the rest. The key is read off the environment:
    COPYDESK_API_KEY, or else OPENAI_API_KEY. Raises ConnectionError if nobody answers there,
    or the key is refused.
    """
    key = os.environ.get("COPYDESK_API_KEY") or os.environ.get("OPENAI_API_KEY") or ""
    cache = Cache(Path(how["cache"])) if how["cache"] else None
    endpoint = Endpoint(asked["base_url"], key, how["seconds"], how["concurrency"])
    if cache is None:
        endpoint.greet()
    return Model(asked, endpoint, cache, Usage(how["prices"], how["usage"]), how["concurrency"])


class Model:
    """A language model behind an endpoint, asked about several articles at once."""

    def __init__(
        self,
        asked: dict[str, Any],
        endpoint: Endpoint,
        cache: Cache | None,
        usage: Usage,
        concurrency: int,
    ) -> None:
        """Take the parts; `asked` is as in `load`."""
        self._asked, self._endpoint, self._cache, self._usage = asked, endpoint, cache, usage
        self._threads = ThreadPoolExecutor(concurrency)

    def extract_batch(
        self, articles: list[dict[str, str]]
    ) -> list[dict[str, Any] | UnreachedError]:
        """Return the layers of every article, or `failure` and why where there is no answer.

        An error stands for an article that may have an answer another day.
        """
        deadline = time.monotonic() + self._endpoint.seconds * len(articles)
        answers = list(self._threads.map(lambda article: self._one(article, deadline), articles))
        self._usage.write()
        return answers

    def close(self) -> None:
        """Let go of threads and connections."""
        self._threads.shutdown()
        self._endpoint.close()

    def _one(self, article: dict[str, str], deadline: float) -> dict[str, Any] | UnreachedError:
        line = self._usage.line(article["id"])
        try:
            extracted = self._answer(article["text"], deadline, line)
            line.update(extracted.counts)
            return extracted.layers
        except UnreachedError as error:
            line["failed"] = 1
            return error
        except UnansweredError as error:
            line["failed"] = 1
            return {"failure": str(error)}
        finally:
            self._usage.add(line)

    def _answer(self, text: str, deadline: float, line: dict[str, Any]) -> Extracted:
        """Return what the model says of a text, from the cache if it is there."""
        schema = self._asked["schema"]
        body = self._body(text)
        key = request_hash(self._asked["base_url"], body)
        stored = self._cache.get(key) if self._cache else None
        if stored is not None:
            try:
                extracted = read_answer(stored, schema, text)
                line["from_cache"] = 1
                return extracted
            except (UnansweredError, ValueError):
                pass  # not ours, or torn: asked again, and replaced
        reply, extracted = self._endpoint.ask(
            body, lambda reply: read_answer(reply, schema, text), deadline, line
        )
        if self._cache:
            self._cache.put(key, reply)
        return extracted

    def _body(self, text: str) -> bytes:
        asked = self._asked
        body = {
            "model": asked["model"],
            "messages": [
                {"role": "system", "content": asked["prompt"]},
                {"role": "user", "content": text},
            ],
            **asked["fields"],
        }
        if asked["format"] == "json_schema":
            form = {"name": "markup", "strict": True, "schema": asked["schema"]}
            body["response_format"] = {"type": "json_schema", "json_schema": form}
        elif asked["format"] == "json_object":
            body["response_format"] = {"type": "json_object"}
        return json.dumps(body, ensure_ascii=False).encode()
