"""Stand-ins for GitLab's and Gitea's APIs, as far as we use them and as strict as they are."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.forge.payloads import Payload

SHA = r"[0-9a-f]{40}"
GITLAB_STATES = {"pending", "running", "success", "failed", "canceled", "skipped"}
GITEA_STATES = {"pending", "success", "error", "failure", "warning"}


@dataclass
class Forge:
    """What one project at the forge holds. ``prefix`` is the path of its API."""

    prefix: str
    project: str
    header: tuple[str, str]
    states: set[str]
    comment_path: str
    pulls: list[Payload] = field(default_factory=list)
    statuses: list[Payload] = field(default_factory=list)
    comments: list[Payload] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    url: str = ""

    def answer(self, method: str, path: str, headers: Any, body: Any) -> tuple[int, Any]:
        name, value = self.header
        if headers.get(name) != value:
            return 401, {"message": "401 Unauthorized"}
        path = path.partition("?")[0].removeprefix(self.prefix)
        project = re.escape(self.project)
        comments = self.comment_path
        if path == "/user":
            return 200, {"id": 5, "login": "clearloop", "username": "clearloop"}
        if method == "GET" and re.fullmatch(project, path):
            return 200, {"default_branch": "main"}
        if method == "GET" and re.fullmatch(f"{project}/(merge_requests|pulls)", path):
            return 200, self.pulls
        if match := re.fullmatch(f"{project}/statuses/({SHA})", path):
            return self._status(method, match.group(1), body)
        if re.fullmatch(f"{project}/{comments}", path):
            return self._comments(method, body)
        edited = re.fullmatch(rf"{project}/{self._single()}/(\d+)", path)
        if edited and method in ("PUT", "PATCH"):
            return self._edit(int(edited.group(1)), body)
        self.complaints.append(f"{method} {path}")
        return 404, {"message": "404 Not Found"}

    def _single(self) -> str:
        """GitLab edits a note below its merge request, Gitea a comment below the repository."""
        return r"issues/comments" if self.comment_path.startswith("issues") else self.comment_path

    def _status(self, method: str, sha: str, body: Any) -> tuple[int, Any]:
        if method != "POST" or body["state"] not in self.states:
            self.complaints.append(f"status {body}")
            return 400, {"message": "bad state"}
        last = [row for row in self.statuses if row["sha"] == sha][-1:]
        if last and last[0]["state"] == body["state"] and "running" in self.states:
            return 400, {"message": "Cannot transition status via :enqueue from :pending"}
        self.statuses.append({"sha": sha, **body})
        return 201, body

    def _comments(self, method: str, body: Any) -> tuple[int, Any]:
        if method == "GET":
            return 200, self.comments
        who = {"id": 5, "login": "clearloop"}
        row = {"id": len(self.comments) + 1, "body": body["body"], "user": who, "author": who, "edits": 0}
        self.comments.append(row)
        return 201, row

    def _edit(self, number: int, body: Any) -> tuple[int, Any]:
        row = self.comments[number - 1]
        row["body"], row["edits"] = body["body"], row["edits"] + 1
        return 200, row


def gitlab() -> Forge:
    notes = r"merge_requests/\d+/notes"
    return Forge("/api/v4", "/projects/octo%2Fshop", ("PRIVATE-TOKEN", "glpat-x"), GITLAB_STATES, notes)


def gitea() -> Forge:
    comments = r"issues/\d+/comments"
    return Forge("/api/v1", "/repos/octo/shop", ("Authorization", "token abc"), GITEA_STATES, comments)


@contextmanager
def serving(forge: Forge) -> Iterator[Forge]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *args: object) -> None:
            return

        def _serve(self) -> None:
            raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            status, found = forge.answer(
                self.command, self.path, self.headers, json.loads(raw) if raw else None
            )
            content = json.dumps(found).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def do_GET(self) -> None:
            self._serve()

        def do_POST(self) -> None:
            self._serve()

        def do_PUT(self) -> None:
            self._serve()

        def do_PATCH(self) -> None:
            self._serve()

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    forge.url = f"http://127.0.0.1:{server.server_address[1]}{forge.prefix}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield forge
    finally:
        server.shutdown()
        server.server_close()
