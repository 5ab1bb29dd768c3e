"""A stand-in for GitHub's REST API that answers only to what the documentation allows.

Every request is held against the documented path, headers, fields and limits; what breaks them is
answered as GitHub would, and kept in ``complaints`` for the test to find. The repository itself is
served over git's smart HTTP protocol, which waits while ``git_flows`` is cleared; a private one asks for
a token.
"""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt

from tests.forge.payloads import Payload, pull
from tests.forge.smart_git import SmartGit

CONCLUSIONS = {"success", "failure", "neutral", "cancelled", "skipped", "timed_out", "action_required"}
CHECK_FIELDS = {
    "name", "head_sha", "details_url", "external_id", "status", "started_at", "conclusion", "completed_at",
    "output", "actions",
}  # fmt: skip
ANNOTATION_FIELDS = {
    "path", "start_line", "end_line", "start_column", "end_column", "annotation_level", "message", "title",
    "raw_details",
}  # fmt: skip
TOKEN = "ghs_16C7e42F292c6912E7710c838347Ae178B4a"
PERSONAL = "ghp_0123456789abcdefghijABCDEFGHIJ012345"


class BadRequestError(Exception):
    """What GitHub would refuse, with its status."""

    def __init__(self, message: str, status: int = 422) -> None:
        super().__init__(message)
        self.status = status


@dataclass
class GitHub:
    """The state of one repository at the forge. ``faults`` are answers given instead of doing anything;
    ``after`` are faults that strike once the work is done, as when an answer is lost on its way."""

    slug: str
    public_key: str = ""
    app_id: str = "42"
    bare: Path | None = None
    url: str = ""
    comments: dict[int, Payload] = field(default_factory=dict)
    checks: dict[int, Payload] = field(default_factory=dict)
    statuses: list[Payload] = field(default_factory=list)
    pulls: dict[int, Payload] = field(default_factory=dict)
    requests: list[tuple[str, str]] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    faults: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    lost_answers: int = 0
    is_down: bool = False
    git_is_down: bool = False
    is_private: bool = False
    token: str = TOKEN
    installation: int = 7
    default_branch: str = "main"
    lock: threading.Lock = field(default_factory=threading.Lock)
    git_flows: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.git_flows.set()
        self.git = SmartGit(self.bare.parent if self.bare else Path("/nowhere"))

    def open(self, number: int, head: str, base: str, **columns: Any) -> Payload:
        """Adds or replaces a pull request; returns its object."""
        self.pulls[number] = pull(self.slug, number, head, base, **columns)
        return self.pulls[number]

    def final(self, sha: str) -> tuple[str, str | None]:
        """Status and conclusion of the newest check of a commit."""
        runs = [run for run in self.checks.values() if run["head_sha"] == sha]
        return (runs[-1]["status"], runs[-1].get("conclusion")) if runs else ("none", None)

    def answer(self, method: str, path: str, query: dict[str, str], headers: Any, body: Any) -> Any:
        for verb, pattern, handler, by in ROUTES:
            match = re.fullmatch(pattern.replace("{repo}", re.escape(f"/repos/{self.slug}")), path)
            if verb == method and match:
                self._check_headers(headers, by)
                return handler(self, match, query, body)
        raise BadRequestError("Not Found", 404)

    def _check_headers(self, headers: Any, by: str) -> None:
        if not headers.get("User-Agent"):
            raise BadRequestError("Request forbidden by administrative rules.", 403)
        if headers.get("Accept") != "application/vnd.github+json":
            raise BadRequestError("unexpected Accept header", 415)
        if headers.get("X-GitHub-Api-Version") != "2022-11-28":
            raise BadRequestError("unexpected API version", 400)
        kind, _, token = headers.get("Authorization", "").partition(" ")
        if kind not in ("Bearer", "token"):
            raise BadRequestError("Requires authentication", 401)
        if by == "app":
            self._check_app(token)
        elif token not in (self.token, PERSONAL):
            raise BadRequestError("Bad credentials", 401)
        elif by == "installation" and token == PERSONAL:
            raise BadRequestError("Resource not accessible by personal access token", 403)

    def _check_app(self, token: str) -> None:
        try:
            claims = jwt.decode(token, self.public_key, algorithms=["RS256"], options={"verify_iat": False})
        except jwt.PyJWTError as error:
            raise BadRequestError(f"A JSON web token could not be decoded: {error}", 401) from error
        now = time.time()
        if str(claims["iss"]) != self.app_id or claims["exp"] > now + 600 or claims["iat"] > now:
            raise BadRequestError("'Expiration time' claim ('exp') is too far in the future", 401)


def _need(holds: bool, message: str) -> None:
    if not holds:
        raise BadRequestError(message)


def access_token(github: GitHub, match: Any, query: Any, body: Any) -> Any:
    if int(match.group(1)) != github.installation:
        raise BadRequestError("Not Found", 404)
    return 201, {
        "token": github.token,
        "expires_at": "2030-01-01T00:00:00Z",
        "permissions": {"checks": "write"},
    }


def installation(github: GitHub, match: Any, query: Any, body: Any) -> Any:
    return 200, {"id": github.installation, "app_id": int(github.app_id)}


def get_app(github: GitHub, match: Any, query: Any, body: Any) -> Any:
    return 200, {"id": int(github.app_id), "slug": "clearloop", "name": "Clearloop"}


def create_check(github: GitHub, match: Any, query: Any, body: Any) -> Any:
    _need("name" in body and "head_sha" in body, "name and head_sha are required")
    _need(bool(re.fullmatch("[0-9a-f]{40}", body["head_sha"])), "head_sha is no sha")
    number = len(github.checks) + 1
    github.checks[number] = {"id": number, "annotations": [], "status": "queued", "app": {"id": 42}}
    _merge_check(github.checks[number], body)
    return 201, github.checks[number]


def update_check(github: GitHub, match: Any, query: Any, body: Any) -> Any:
    run = github.checks.get(int(match.group(1)))
    if run is None:
        raise BadRequestError("Not Found", 404)
    _need("head_sha" not in body, "head_sha cannot be changed")
    _merge_check(run, body)
    return 200, run


def _merge_check(run: Payload, body: Payload) -> None:
    _need(set(body) <= CHECK_FIELDS, f"unknown fields {set(body) - CHECK_FIELDS}")
    status = body.get("status", run["status"])
    _need(status in ("queued", "in_progress", "completed"), "unknown status")
    _need(body.get("conclusion") in (None, *CONCLUSIONS), "unknown conclusion")
    _need("conclusion" in body or status != "completed" or "status" not in body, "conclusion is required")
    _need(str(body.get("details_url", "https://")).startswith(("http://", "https://")), "bad details_url")
    for action in body.get("actions", []):
        _need(len(action["label"]) <= 20, "label is too long")
        _need(len(action["description"]) <= 40, "description is too long")
        _need(len(action["identifier"]) <= 20, "identifier is too long")
    _need(len(body.get("actions", [])) <= 3, "too many actions")
    if "output" in body:
        _check_output(body["output"])
        run["annotations"] += body["output"].get("annotations", [])
    if status != "completed":
        run.pop("conclusion", None)
    run |= {key: value for key, value in body.items() if key != "output"}
    if "conclusion" in body:
        run["status"] = "completed"
    run["output"] = {key: body.get("output", {}).get(key) for key in ("title", "summary")}


def _check_output(output: Payload) -> None:
    _need({"title", "summary"} <= set(output), "title and summary are required")
    _need(len(output["summary"]) <= 65_535, "summary is too long (maximum is 65535 characters)")
    _need(len(output.get("text") or "") <= 65_535, "text is too long (maximum is 65535 characters)")
    rows = output.get("annotations", [])
    _need(len(rows) <= 50, "no more than 50 annotations")
    for row in rows:
        _need(set(row) <= ANNOTATION_FIELDS, f"unknown fields {set(row) - ANNOTATION_FIELDS}")
        _need({"path", "start_line", "end_line", "annotation_level", "message"} <= set(row), "field missing")
        _need(1 <= row["start_line"] <= row["end_line"], "lines are out of order")
        _need(not row["path"].startswith("/"), "path is not relative")
        _need(row["annotation_level"] in ("notice", "warning", "failure"), "unknown level")
        _need(len(row["message"].encode()) <= 65_536, "message is too long")
        _need(len(row.get("title", "")) <= 255, "title is too long")


def list_checks(github: GitHub, match: Any, query: dict[str, str], body: Any) -> Any:
    rows = [run for run in github.checks.values() if run["head_sha"] == match.group(1)]
    rows = [run for run in rows if query.get("check_name") in (None, run["name"])]
    return 200, {"total_count": len(rows), "check_runs": rows}


def create_status(github: GitHub, match: Any, query: Any, body: Any) -> Any:
    _need(set(body) <= {"state", "target_url", "description", "context"}, "unknown fields")
    _need(body["state"] in ("error", "failure", "pending", "success"), "unknown state")
    _need(len(body.get("description", "")) <= 140, "description is too long (maximum is 140 characters)")
    github.statuses.append({"sha": match.group(1), **body})
    return 201, body


def list_comments(github: GitHub, match: Any, query: dict[str, str], body: Any) -> Any:
    number = int(match.group(1))
    return 200, [row for row in github.comments.values() if row["number"] == number]


def create_comment(github: GitHub, match: Any, query: Any, body: Any) -> Any:
    _check_comment(body)
    key = len(github.comments) + 100
    github.comments[key] = {
        "id": key,
        "number": int(match.group(1)),
        "body": body["body"],
        "user": {"login": "clearloop[bot]", "type": "Bot"},
        "performed_via_github_app": {"id": int(github.app_id)},
        "edits": 0,
    }
    return 201, github.comments[key]


def update_comment(github: GitHub, match: Any, query: Any, body: Any) -> Any:
    _check_comment(body)
    row = github.comments.get(int(match.group(1)))
    if row is None:
        raise BadRequestError("Not Found", 404)
    row["body"], row["edits"] = body["body"], row["edits"] + 1
    return 200, row


def _check_comment(body: Payload) -> None:
    _need(set(body) == {"body"}, "unknown fields")
    _need(0 < len(body["body"]) <= 65_536, "Body is too long (maximum is 65536 characters)")


def list_pulls(github: GitHub, match: Any, query: dict[str, str], body: Any) -> Any:
    _need(int(query.get("per_page", 30)) <= 100, "per_page is too large")
    return 200, [row for row in github.pulls.values() if query.get("state") in (row["state"], "all")]


def get_pull(github: GitHub, match: Any, query: Any, body: Any) -> Any:
    row = github.pulls.get(int(match.group(1)))
    if row is None:
        raise BadRequestError("Not Found", 404)
    return 200, row


def get_repository(github: GitHub, match: Any, query: Any, body: Any) -> Any:
    return 200, {"id": 1, "full_name": github.slug, "default_branch": github.default_branch}


def get_user(github: GitHub, match: Any, query: Any, body: Any) -> Any:
    return 200, {"login": "clearloop[bot]", "id": 5, "type": "Bot"}


Handler = Callable[[GitHub, Any, dict[str, str], Any], Any]
ROUTES: list[tuple[str, str, Handler, str]] = [
    ("POST", r"/app/installations/(\d+)/access_tokens", access_token, "app"),
    ("GET", r"{repo}/installation", installation, "app"),
    ("GET", r"/app", get_app, "app"),
    ("POST", r"{repo}/check-runs", create_check, "installation"),
    ("PATCH", r"{repo}/check-runs/(\d+)", update_check, "installation"),
    ("GET", r"{repo}/commits/([0-9a-f]{40})/check-runs", list_checks, "any"),
    ("POST", r"{repo}/statuses/([0-9a-f]{40})", create_status, "any"),
    ("GET", r"{repo}/issues/(\d+)/comments", list_comments, "any"),
    ("POST", r"{repo}/issues/(\d+)/comments", create_comment, "any"),
    ("PATCH", r"{repo}/issues/comments/(\d+)", update_comment, "any"),
    ("GET", r"{repo}/pulls", list_pulls, "any"),
    ("GET", r"{repo}/pulls/(\d+)", get_pull, "any"),
    ("GET", r"{repo}", get_repository, "any"),
    ("GET", r"/user", get_user, "any"),
]


class _Handler(BaseHTTPRequestHandler):
    github: GitHub
    protocol_version = "HTTP/1.1"

    def log_message(self, *args: object) -> None:
        return

    def do_GET(self) -> None:
        if self.path.startswith("/git/"):
            self._serve_git()
        else:
            self._serve()

    def do_POST(self) -> None:
        if self.path.startswith("/git/"):
            self._serve_git()
        else:
            self._serve()

    def do_PATCH(self) -> None:
        self._serve()

    def _serve(self) -> None:
        parts = urlsplit(self.path)
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        query = {key: values[0] for key, values in parse_qs(parts.query).items()}
        with self.github.lock:
            self.github.requests.append((self.command, parts.path))
            if self.github.is_down:
                return self._write(503, {"message": "Service unavailable"}, {})
            if self.github.faults:
                status, headers = self.github.faults.pop(0)
                return self._write(status, {"message": headers.get("X-Message", "Fault")}, headers)
            try:
                body = json.loads(raw) if raw else None
                status, answer = self.github.answer(self.command, parts.path, query, self.headers, body)
            except (BadRequestError, KeyError, TypeError, ValueError) as error:
                status = getattr(error, "status", 400)
                self.github.complaints.append(f"{self.command} {parts.path}: {status} {error}")
                answer = {"message": str(error), "documentation_url": "https://docs.github.com/rest"}
            if self.github.lost_answers and self.command != "GET" and status < 300:
                self.github.lost_answers -= 1
                return self._write(502, {"message": "Bad gateway"}, {})
        return self._write(status, answer, {})

    def _write(self, status: int, answer: Any, headers: dict[str, str]) -> None:
        content = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def _serve_git(self) -> None:
        """The repository itself."""
        self.github.git_flows.wait(60)
        git = self.github.git
        git.is_down = self.github.git_is_down
        git.passwords = {self.github.token, PERSONAL} if self.github.is_private else set()
        git.answer(self, self.path.removeprefix("/git"))


@contextmanager
def serving(github: GitHub) -> Iterator[GitHub]:
    """Runs the stand-in on a free port; ``github.url`` is its API address."""
    handler = type("Handler", (_Handler,), {"github": github})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    github.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, name="stand-in", daemon=True)
    thread.start()
    try:
        yield github
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
