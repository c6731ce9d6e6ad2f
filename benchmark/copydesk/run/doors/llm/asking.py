"""Requests to an OpenAI-compatible endpoint: retried where that may help, bounded in time."""

from __future__ import annotations

import importlib.util
import json
import random
import time
from collections.abc import Callable, Mapping
from email.utils import parsedate_to_datetime
from typing import Any, NoReturn, TypeVar

Answer = TypeVar("Answer")

#: Attempts at one article, and seconds before the second and before any later one at most.
ATTEMPTS, FIRST_PAUSE, LONGEST_PAUSE = 6, 0.5, 30.0
#: Status codes that pass: time-outs, conflicts, rate limits, overload.
PASSING = {408, 409, 425, 429, 500, 502, 503, 504, 529}
#: Bytes of a reply at most; more is no answer.
REPLY_LIMIT = 10_000_000
_QUOTED = 200


class UnansweredError(Exception):
    """There is no answer for this article, and asking again will not give one."""


class UnreachedError(UnansweredError, ConnectionError):
    """There is no answer for this article since the endpoint gives none now: network, limits."""


class Endpoint:
    """An endpoint with a key, used by several threads."""

    def __init__(self, base_url: str, key: str, seconds: float, concurrency: int) -> None:
        """Open the connections; `seconds` is for one attempt."""
        self._http: Any = importlib.import_module(
            "httpx2" if importlib.util.find_spec("httpx2") else "httpx"
        )
        self._base_url, self._key, self.seconds = base_url.rstrip("/"), key, seconds
        headers = {"Content-Type": "application/json"}
        if key:
            headers["Authorization"] = f"Bearer {key}"
        limits = self._http.Limits(max_connections=concurrency)
        self._client = self._http.Client(headers=headers, limits=limits)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def greet(self) -> None:
        """Raise ConnectionError if nobody answers, or the key is refused; see no more in it."""
        try:
            status = self._client.get(f"{self._base_url}/models", timeout=10.0).status_code
        except self._http.RequestError as error:
            what = f"nobody answers at {self._base_url} ({self._safe(error)})"
            raise ConnectionError(f"{what}: start it, or set COPYDESK_BASE_URL") from None
        if status == 401:
            what = (
                f"{self._base_url} refuses the key" if self._key else "the endpoint asks for a key"
            )
            raise ConnectionError(f"{what}: set COPYDESK_API_KEY or OPENAI_API_KEY")

    def ask(
        self,
        body: bytes,
        read: Callable[[dict[str, Any]], Answer],
        deadline: float,
        line: dict[str, Any],
    ) -> tuple[dict[str, Any], Answer]:
        """Return the reply to a chat completion, and what `read` makes of it.

        What passes is asked again: time-outs, `PASSING`, replies that `read` raises ValueError
        for; after a pause that doubles, with jitter, or that the endpoint asks for. `deadline`
        is on `time.monotonic`. Requests and tokens are counted in `line`.
        Raises UnansweredError; UnreachedError if another day may bring an answer.
        """
        attempt = 0
        while True:
            pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2**attempt) * random.uniform(0.5, 1.0)
            attempt += 1
            line["requests"] += 1
            try:
                status, headers, content = self._post(body, deadline)
                if status == 200:
                    reply = _object(content)
                    _count(reply, line)
                    return reply, read(reply)
                reason = f"status {status}: {_message(content)}"
                kind = UnreachedError if status in PASSING else UnansweredError
                if status not in PASSING or b"insufficient_quota" in content:
                    self._give_up(kind, reason, attempt)
                pause = max(pause, _wished(headers))
            except self._http.TimeoutException:
                kind, reason = UnreachedError, f"no answer within {self.seconds:g} s"
            except self._http.RequestError as error:
                kind, reason = UnreachedError, f"{type(error).__name__}: {error}"
            except ValueError as error:
                kind, reason = UnansweredError, str(error)
            if attempt == ATTEMPTS:
                self._give_up(kind, reason, attempt)
            if time.monotonic() + pause >= deadline:
                self._give_up(kind, f"{reason}; no time is left for another attempt", attempt)
            time.sleep(pause)

    def _post(self, body: bytes, deadline: float) -> tuple[int, Mapping[str, str], bytes]:
        """Return status, headers and body of a reply, read until it ends or time is up."""
        seconds = min(self.seconds, deadline - time.monotonic())
        until = time.monotonic() + seconds
        url = f"{self._base_url}/chat/completions"
        parts = bytearray()
        with self._client.stream("POST", url, content=body, timeout=max(seconds, 0.001)) as reply:
            for part in reply.iter_bytes():
                parts += part
                if len(parts) > REPLY_LIMIT:
                    raise ValueError(f"a reply of more than {REPLY_LIMIT} bytes")
                if time.monotonic() > until:
                    raise self._http.ReadTimeout("")
            return reply.status_code, reply.headers, bytes(parts)

    def _give_up(self, kind: type[UnansweredError], reason: str, attempts: int) -> NoReturn:
        times = f" (asked {attempts} times)" if attempts > 1 else ""
        raise kind(self._safe(reason) + times)

    def _safe(self, said: object) -> str:
        """Return what is said in one line, without the key."""
        text = " ".join(str(said).split())
        return text.replace(self._key, "[key]") if self._key else text


def _object(content: bytes) -> dict[str, Any]:
    try:
        reply = json.loads(content)
    except (ValueError, RecursionError):
        reply = None
    if not isinstance(reply, dict):
        raise ValueError(f"the reply is no JSON object: {_quoted(content)}")
    return reply


def _count(reply: dict[str, Any], line: dict[str, Any]) -> None:
    usage = reply.get("usage")
    for name in ("prompt_tokens", "completion_tokens"):
        count = usage.get(name) if isinstance(usage, dict) else None
        line[name] += count if isinstance(count, int) else 0


def _message(content: bytes) -> str:
    """Return the message of an error reply, or how it begins."""
    try:
        return str(json.loads(content)["error"]["message"])[:_QUOTED]
    except (ValueError, LookupError, TypeError, RecursionError):
        return _quoted(content)


def _quoted(content: bytes) -> str:
    return repr(content[:_QUOTED].decode(errors="replace"))


def _wished(headers: Mapping[str, str]) -> float:
    """Return the seconds that `Retry-After` asks for (a number or a date), 0 if it does not."""
    wish = headers.get("Retry-After", "")
    try:
        return max(0.0, float(wish))
    except ValueError:
        pass
    try:
        return max(0.0, parsedate_to_datetime(wish).timestamp() - time.time())
    except ValueError:
        return 0.0
