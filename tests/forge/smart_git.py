"""Repositories over git's smart HTTP protocol, as forges serve them, behind a password where wanted.

What is asked is answered by ``git http-backend``, the program that git itself brings for this.
"""

from __future__ import annotations

import base64
import os
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit


@dataclass
class SmartGit:
    """``root`` holds bare repositories. Only ``passwords`` open them, unless there are none.

    ``seen`` are (path, credential) pairs, the credential as ``user:password``, "" where none came.
    ``elsewhere`` is where every request is redirected to. ``is_down`` answers 503.
    """

    root: Path
    passwords: set[str] = field(default_factory=set)
    seen: list[tuple[str, str]] = field(default_factory=list)
    elsewhere: str = ""
    is_down: bool = False
    url: str = ""

    def answer(self, request: BaseHTTPRequestHandler, path: str) -> None:
        """Answers a request for ``path``, which begins with the name of a repository."""
        body = _body(request) if request.command == "POST" else b""
        credential = _credential(request)
        self.seen.append((path, credential))
        if self.is_down:
            request.send_error(503)
        elif self.elsewhere:
            request.send_response(302)
            request.send_header("Location", self.elsewhere + path)
            request.end_headers()
        elif self.passwords and credential.partition(":")[2] not in self.passwords:
            request.send_response(401)
            request.send_header("WWW-Authenticate", 'Basic realm="forge"')
            request.send_header("Content-Length", "0")
            request.end_headers()
        else:
            self._serve(request, path, body)

    def credentials(self) -> set[str]:
        return {credential for _, credential in self.seen}

    def _serve(self, request: BaseHTTPRequestHandler, path: str, body: bytes) -> None:
        done = subprocess.run(
            ["git", "http-backend"],
            input=body,
            env=self._environment(request, path, len(body)),
            capture_output=True,
            check=True,
        )
        head, _, content = done.stdout.partition(b"\r\n\r\n")
        fields = [line.partition(": ")[::2] for line in head.decode().split("\r\n")]
        status = dict(fields).get("Status", "200 OK")
        request.send_response(int(status.split()[0]))
        for name, value in fields:
            if name != "Status":
                request.send_header(name, value)
        request.send_header("Content-Length", str(len(content)))
        request.end_headers()
        request.wfile.write(content)

    def _environment(self, request: BaseHTTPRequestHandler, path: str, length: int) -> dict[str, str]:
        parts = urlsplit(path)
        return {
            "PATH": os.environ["PATH"],
            "GIT_PROJECT_ROOT": str(self.root),
            "GIT_HTTP_EXPORT_ALL": "1",
            "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": "safe.directory",
            "GIT_CONFIG_VALUE_0": "*",
            "GIT_PROTOCOL": request.headers.get("Git-Protocol", ""),
            "PATH_INFO": parts.path,
            "QUERY_STRING": parts.query,
            "REQUEST_METHOD": request.command,
            "CONTENT_TYPE": request.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": str(length),
            "HTTP_CONTENT_ENCODING": request.headers.get("Content-Encoding", ""),
        }


def _credential(request: BaseHTTPRequestHandler) -> str:
    kind, _, value = request.headers.get("Authorization", "").partition(" ")
    return base64.b64decode(value).decode() if kind == "Basic" else value


def _body(request: BaseHTTPRequestHandler) -> bytes:
    if request.headers.get("Transfer-Encoding") != "chunked":
        return request.rfile.read(int(request.headers.get("Content-Length") or 0))
    body = b""
    while size := int(request.rfile.readline(), 16):
        body += request.rfile.read(size)
        request.rfile.readline()
    return body


class _Handler(BaseHTTPRequestHandler):
    git: SmartGit

    def log_message(self, *args: object) -> None:
        return

    def do_GET(self) -> None:
        self.git.answer(self, self.path)

    def do_POST(self) -> None:
        self.git.answer(self, self.path)


@contextmanager
def serving(git: SmartGit) -> Iterator[SmartGit]:
    """Serves it on a free port of the loopback address; ``git.url`` is its root."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"git": git}))
    server.daemon_threads = True
    git.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, name="smart git", daemon=True)
    thread.start()
    try:
        yield git
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
