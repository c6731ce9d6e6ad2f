"""An endpoint on the loopback that speaks chat completions, and misbehaves where it is told to."""

from __future__ import annotations

import json
import threading
import time
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

KEY = "sk-secret-4711"
ANSWER: dict[str, Any] = {
    "boilerplate": [],
    "entities": [{"text": "Ann", "label": "PERSON"}],
    "attributions": [
        {"content": ["“no”"], "source": ["Ann"], "cue": ["said"], "speakers": ["Ann"]}
    ],
    "claims": [{"text": "Article is good", "claim_type": "state", "check_worthy": False}],
}
WRONG = {**ANSWER, "entities": [{"text": text, "label": "PERSON"} for text in ("Ann", "Bob", " ")]}
BESIDE = {**ANSWER, "entities": [{"text": "Ann", "label": "DATE"}]}


class Endpoint(ThreadingHTTPServer):
    """What it does with an article is the word behind `MODE=` in its text (none: it answers).

    `mode-once` misbehaves at the first request for the text only. `requests` are the bodies it
    has had, `keys` the authorisations.
    """

    daemon_threads = True
    request_queue_size = 64

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.requests: list[dict[str, Any]] = []
        self.keys: set[str | None] = set()
        self.times: Counter[str] = Counter()
        self.open = True
        self.status_of_models = 404

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of clients that hang up."""


class Handler(BaseHTTPRequestHandler):
    server: Endpoint

    def log_message(self, *words: Any) -> None:
        pass

    def do_GET(self) -> None:
        self._send(b"{}", status=self.server.status_of_models)

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.requests.append(body)
        self.server.keys.add(self.headers["Authorization"])
        text = body["messages"][-1]["content"]
        form = body.get("response_format", {}).get("json_schema", {}).get("schema", ANSWER)
        self.layers = form.get("required", ANSWER.keys())
        self.server.times[text] += 1
        mode = text.partition("MODE=")[2].split()[0] if "MODE=" in text else "fine"
        mode, _, once = mode.partition("-")
        if once and self.server.times[text] > 1:
            mode = "fine"
        getattr(self, f"do_{mode}")()

    def do_fine(self) -> None:
        self._complete(self._say(ANSWER))

    def do_wrong(self) -> None:
        self._complete(self._say(WRONG))

    def do_fenced(self) -> None:
        self._complete(f"```json\n{self._say(ANSWER)}\n```")

    def do_beside(self) -> None:
        self._complete(self._say(BESIDE))

    def do_slow(self) -> None:
        for _ in range(100):
            if self.server.open:
                time.sleep(0.1)
        self.do_fine()

    def do_dribble(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(200):
            if self.server.open:
                self.wfile.write(b" ")
                self.wfile.flush()
                time.sleep(0.05)

    def do_endless(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(500):
            self.wfile.write(b" " * 100_000)

    def do_limit(self) -> None:
        self._fail(429, "Rate limit reached", {"Retry-After": "1"})

    def do_later(self) -> None:
        self._fail(429, "Come back tomorrow", {"Retry-After": "86400"})

    def do_quota(self) -> None:
        self._fail(429, "You exceeded your quota", code="insufficient_quota")

    def do_error(self) -> None:
        self._fail(500, "The server had an error")

    def do_key(self) -> None:
        self._fail(400, f"Incorrect API key provided: {self.headers['Authorization']}")

    def do_torn(self) -> None:
        self._complete(self._say(ANSWER)[:40])

    def do_length(self) -> None:
        self._complete(self._say(ANSWER)[:40], finish_reason="length")

    def do_refusal(self) -> None:
        self._complete(None, refusal="I'm sorry, I cannot help with that.")

    def do_garbage(self) -> None:
        self._send(b"<html>Bad gateway</html>")

    def do_empty(self) -> None:
        self._send(b'{"choices": []}')

    def do_hangup(self) -> None:
        self.connection.close()

    def _say(self, answer: dict[str, Any]) -> str:
        return json.dumps({layer: answer[layer] for layer in self.layers})

    def _complete(
        self, content: str | None, refusal: str | None = None, finish_reason: str = "stop"
    ) -> None:
        message = {"role": "assistant", "content": content, "refusal": refusal}
        reply = {
            "choices": [{"index": 0, "message": message, "finish_reason": finish_reason}],
            "usage": {"prompt_tokens": 1000, "completion_tokens": 100},
        }
        self._send(json.dumps(reply).encode())

    def _fail(
        self, status: int, message: str, headers: dict[str, str] | None = None, code: str = ""
    ) -> None:
        error = {"error": {"message": message, "code": code}}
        self._send(json.dumps(error).encode(), status, headers)

    def _send(self, body: bytes, status: int = 200, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch) -> Iterator[Endpoint]:
    """An endpoint that the door finds, with a key, without a cache."""
    server = Endpoint()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    for name in ("COPYDESK_API_KEY", "COPYDESK_CACHE", "COPYDESK_PRICES", "OPENAI_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.setenv(name, "127.0.0.1")
    monkeypatch.setenv("COPYDESK_BASE_URL", server.url)
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    yield server
    server.open = False
    server.shutdown()
    thread.join()
    server.server_close()
