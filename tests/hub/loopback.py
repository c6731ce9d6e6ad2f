"""A Hub on the loopback: enough of its HTTP interface to push, tag, load and stream datasets.

Everything is in memory. Parquet goes by LFS, as on the Hub; commits are numbered, and each is
the whole list of files.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote, urlsplit


class Hub:
    """What is stored: LFS objects, commits (files by path), branches and tags (commit ids)."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.objects: dict[str, bytes] = {}
        self.commits: dict[str, dict[str, bytes]] = {}
        self.messages: list[str] = []
        self.missed: list[str] = []
        self.tags: dict[str, str] = {}
        self.repos: dict[str, dict[str, Any]] = {}
        self.main = self.commit({".gitattributes": b"*.parquet filter=lfs\n"}, "initial commit")

    def commit(self, files: dict[str, bytes], message: str) -> str:
        oid = hashlib.sha1(f"{len(self.commits)} {message}".encode()).hexdigest()
        self.commits[oid] = files
        self.messages.append(message)
        self.main = oid
        return oid

    def oid(self, revision: str) -> str | None:
        revision = {"main": self.main, **self.tags}.get(revision, revision)
        return revision if revision in self.commits else None


def entry(path: str, content: bytes) -> dict[str, Any]:
    made: dict[str, Any] = {
        "type": "file",
        "path": path,
        "size": len(content),
        "oid": hashlib.sha1(content).hexdigest(),
    }
    if path.endswith(".parquet"):
        digest = hashlib.sha256(content).hexdigest()
        made["lfs"] = {"oid": digest, "size": len(content), "pointerSize": 130}
    return made


class Handler(BaseHTTPRequestHandler):
    """Answers one request; the route is the first pattern that fits."""

    protocol_version = "HTTP/1.1"
    hub: Hub

    def log_message(self, *_: Any) -> None:
        pass

    def reply(self, content: Any, status: int = 200, **headers: str) -> None:
        body = content if isinstance(content, bytes) else json.dumps(content).encode()
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def missing(self, code: str) -> None:
        self.hub.missed.append(f"{self.command} {self.path}: {code}")
        self.reply({"error": code}, 404, X_Error_Code=code, X_Error_Message=code)

    def answer(self) -> None:
        path = unquote(urlsplit(self.path).path)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        for method, pattern, route in ROUTES:
            if method in (self.command, "*") and (match := re.fullmatch(pattern, path)):
                name = match.groupdict().get("repo")
                if name is not None and name not in self.hub.repos:
                    self.missing("RepoNotFound")
                else:
                    route(self, body, **{k: v for k, v in match.groupdict().items() if k != "repo"})
                return
        self.missing("EntryNotFound")

    do_GET = do_POST = do_PUT = do_HEAD = answer

    def create(self, body: bytes) -> None:
        asked = json.loads(body)
        name = f"{asked['organization']}/{asked['name']}"
        if name in self.hub.repos:
            self.reply({"url": f"{self.hub.url}/datasets/{name}", "error": "exists"}, 409)
        else:
            self.hub.repos[name] = asked
            self.reply({"url": f"{self.hub.url}/datasets/{name}", "id": name})

    def card(self, body: bytes) -> None:
        fine = json.loads(body)["content"].startswith("---\n")
        told = [] if fine else [{"message": "the card has no YAML"}]
        self.reply({"errors": told, "warnings": []}, 200 if fine else 400)

    def preupload(self, body: bytes) -> None:
        files = [
            {
                "path": one["path"],
                "uploadMode": "lfs" if one["path"].endswith(".parquet") else "regular",
                "shouldIgnore": False,
            }
            for one in json.loads(body)["files"]
        ]
        self.reply({"files": files})

    def batch(self, body: bytes) -> None:
        objects = [
            {**one, "actions": {"upload": {"href": f"{self.hub.url}/lfs/{one['oid']}"}}}
            for one in json.loads(body)["objects"]
        ]
        self.reply({"transfer": "basic", "objects": objects})

    def store(self, body: bytes, oid: str) -> None:
        assert hashlib.sha256(body).hexdigest() == oid
        self.hub.objects[oid] = body
        self.reply({})

    def commit(self, body: bytes) -> None:
        files, message = dict(self.hub.commits[self.hub.main]), ""
        for line in body.decode().splitlines():
            one = json.loads(line)
            value = one["value"]
            match one["key"]:
                case "header":
                    message = value["summary"]
                case "file":
                    files[value["path"]] = base64.b64decode(value["content"])
                case "lfsFile":
                    files[value["path"]] = self.hub.objects[value["oid"]]
                case "deletedFile":
                    del files[value["path"]]
        oid = self.hub.commit(files, message)
        url = f"{self.hub.url}/datasets/{next(iter(self.hub.repos))}/commit/{oid}"
        self.reply({"success": True, "commitOid": oid, "commitUrl": url})

    def tag(self, body: bytes, revision: str) -> None:
        self.hub.tags[json.loads(body)["tag"]] = self.hub.oid(revision) or ""
        self.reply({})

    def refs(self, body: bytes) -> None:
        def listed(found: dict[str, str], kind: str) -> list[dict[str, str]]:
            return [
                {"name": name, "ref": f"refs/{kind}/{name}", "targetCommit": oid}
                for name, oid in found.items()
            ]

        heads = listed({"main": self.hub.main}, "heads")
        self.reply({"branches": heads, "converts": [], "tags": listed(self.hub.tags, "tags")})

    def info(self, body: bytes, revision: str = "main") -> None:
        oid = self.hub.oid(revision)
        if oid is None:
            return self.missing("RevisionNotFound")
        names = [{"rfilename": name} for name in sorted(self.hub.commits[oid])]
        about = {"id": next(iter(self.hub.repos)), "sha": oid, "private": False, "tags": []}
        return self.reply({**about, "siblings": names, "downloads": 0, "likes": 0})

    def tree(self, body: bytes, revision: str, under: str | None = None) -> None:
        oid = self.hub.oid(revision)
        if oid is None:
            return self.missing("RevisionNotFound")
        under = f"{(under or '').strip('/')}/" if (under or "").strip("/") else ""
        files = {k: v for k, v in self.hub.commits[oid].items() if k.startswith(under)}
        if not files:
            return self.missing("EntryNotFound")
        found = [entry(name, content) for name, content in files.items()]
        names = {k[len(under) :].partition("/")[0] for k in files if "/" in k[len(under) :]}
        folders = [
            {"type": "directory", "path": under + one, "size": 0, "oid": "0"} for one in names
        ]
        deep = "recursive=true" in self.path.lower()
        flat = [one for one in found if deep or "/" not in one["path"][len(under) :]]
        return self.reply(flat + folders)

    def paths(self, body: bytes, revision: str) -> None:
        oid = self.hub.oid(revision)
        if oid is None:
            return self.missing("RevisionNotFound")
        asked = re.findall(r"paths=([^&]+)", unquote(body.decode().replace("+", " ")))
        if body.startswith(b"{"):
            asked = json.loads(body)["paths"]
        files = self.hub.commits[oid]
        found = [entry(name, files[name]) for name in asked if name in files]
        folders = [one for one in asked if any(name.startswith(f"{one}/") for name in files)]
        found += [{"type": "directory", "path": one, "size": 0, "oid": "0"} for one in folders]
        return self.reply(found)

    def resolve(self, body: bytes, revision: str, path: str) -> None:
        oid = self.hub.oid(revision)
        content = self.hub.commits[oid].get(path) if oid else None
        if oid is None or content is None:
            return self.missing("EntryNotFound" if oid else "RevisionNotFound")
        about = {"X_Repo_Commit": oid, "ETag": f'"{hashlib.sha256(content).hexdigest()}"'}
        asked = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range") or "")
        if asked:
            first, last = int(asked[1]), min(int(asked[2] or len(content)), len(content) - 1)
            about["Content_Range"] = f"bytes {first}-{last}/{len(content)}"
            return self.reply(content[first : last + 1], 206, Accept_Ranges="bytes", **about)
        return self.reply(content, Accept_Ranges="bytes", **about)


_REPO = r"(?P<repo>[\w.-]+/[\w.-]+)"
_API = f"/api/datasets/{_REPO}"
_AT = r"(?P<revision>[^/]+)"
ROUTES: tuple[tuple[str, str, Any], ...] = (
    ("POST", "/api/repos/create", Handler.create),
    ("POST", "/api/validate-yaml", Handler.card),
    ("POST", f"{_API}/preupload/main", Handler.preupload),
    ("POST", f"/datasets/{_REPO}\\.git/info/lfs/objects/batch", Handler.batch),
    ("PUT", r"/lfs/(?P<oid>\w+)", Handler.store),
    ("POST", f"{_API}/commit/main", Handler.commit),
    ("POST", f"{_API}/tag/{_AT}", Handler.tag),
    ("GET", f"{_API}/refs", Handler.refs),
    ("GET", _API, Handler.info),
    ("GET", f"{_API}/revision/{_AT}", Handler.info),
    ("GET", f"{_API}/tree/{_AT}(?P<under>/.*)?", Handler.tree),
    ("POST", f"{_API}/paths-info/{_AT}", Handler.paths),
    ("*", f"/datasets/{_REPO}/resolve/{_AT}/(?P<path>.+)", Handler.resolve),
)


@contextmanager
def serving() -> Iterator[Hub]:
    """Run a Hub of one dataset on a free port of the loopback."""
    handler = type("Bound", (Handler,), {})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    handler.hub = Hub(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield handler.hub
    finally:
        server.shutdown()
        server.server_close()
