"""GitHub: checks by an App, commit statuses by a token, one comment by either."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import jwt

from tracker.forges.errors import MissingError, RefusedError
from tracker.forges.events import Pull
from tracker.forges.fields import Fields
from tracker.forges.github_events import RERUN, pull
from tracker.forges.reports import Annotation, Memory, Remember, Report, clipped
from tracker.forges.wire import Wire

API = "https://api.github.com"
VERSION = "2022-11-28"
PAGE = 100
ANNOTATIONS_A_REQUEST = 50
JWT_SECONDS = 540
TOKEN_SECONDS = 3000
LONGEST_DESCRIPTION = 140
GIT_USER = "x-access-token"
STATES = {"success": "success", "failure": "failure", "neutral": "success", "cancelled": "error"}
BUTTON = {"label": "Judge again", "description": "Compare with the base branch again", "identifier": RERUN}
MEDIA = {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": VERSION}


@dataclass(frozen=True, slots=True)
class AppKey:
    """A GitHub App's identity: its id and its RSA key in PEM form."""

    app_id: str
    private_key: str

    def token(self) -> str:
        """A signed statement of who we are, good for nine minutes. Raises RefusedError."""
        now = int(time.time())
        claims = {"iat": now - 60, "exp": now + JWT_SECONDS, "iss": self.app_id}
        try:
            return jwt.encode(claims, self.private_key, algorithm="RS256")
        except (ValueError, TypeError, jwt.PyJWTError) as error:
            raise RefusedError("The App's private key cannot be used.", 0) from error


class Installations:
    """Installation tokens of this process, each kept until shortly before it ends."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str, int], tuple[str, float]] = {}
        self._lock = threading.Lock()

    def token(self, url: str, key: AppKey, installation: int, wire: Wire) -> str:
        place = (url, key.app_id, installation)
        with self._lock:
            known = self._known.get(place)
        if known and known[1] > time.monotonic():
            return known[0]
        answer = Fields(wire.post(f"/app/installations/{installation}/access_tokens"), "token")
        token = answer.text("token", limit=1000)
        with self._lock:
            self._known[place] = (token, time.monotonic() + TOKEN_SECONDS)
        return token

    def forget(self, url: str, key: AppKey, installation: int) -> None:
        with self._lock:
            self._known.pop((url, key.app_id, installation), None)


INSTALLATIONS = Installations()


def bearer(token: str) -> Mapping[str, str]:
    return {**MEDIA, "Authorization": f"Bearer {token}"}


class GitHubPulls:
    """What App and token do alike."""

    def __init__(self, wire: Wire, slug: str) -> None:
        self._wire = wire
        self._slug = slug
        self._at = f"/repos/{slug}"

    def close(self) -> None:
        self._wire.__exit__(None, None, None)

    def check(self) -> str:
        return Fields(self._wire.get(self._at), "repository").ref("default_branch")

    def pull(self, number: int) -> Pull:
        return pull(Fields(self._wire.get(f"{self._at}/pulls/{number}"), "pull"))

    def open_pulls(self) -> Iterator[Pull]:
        for rows in self._wire.pages(f"{self._at}/pulls", state="open", per_page=PAGE):
            for row in rows or []:
                yield pull(Fields(row, "pull"))

    def comment(self, number: int, marker: str, body: str, remote_id: str, remember: Remember) -> None:
        text = {"body": clipped(f"{marker}\n{body}")}
        known = remote_id or self._find_comment(number, marker)
        if known:
            try:
                self._wire.patch(f"{self._at}/issues/comments/{known}", text)
                return remember(known, {})
            except MissingError:  # somebody deleted it
                remember("", {})
        answer = Fields(self._wire.post(f"{self._at}/issues/{number}/comments", text), "comment")
        return remember(str(answer.identifier("id") or ""), {})

    def _find_comment(self, number: int, marker: str) -> str:
        """Our comment, if an earlier attempt got through without our learning of it."""
        for rows in self._wire.pages(f"{self._at}/issues/{number}/comments", per_page=PAGE):
            for row in (Fields(each, "comment") for each in rows or []):
                if row.text("body", limit=len(marker)) == marker and self._is_ours(row):
                    return str(row.identifier("id") or "")
        return ""

    def _is_ours(self, comment: Fields) -> bool:
        raise NotImplementedError


class GitHubToken(GitHubPulls):
    """A personal or machine token: a commit status instead of a check."""

    def __init__(self, url: str, slug: str, token: str, trusted: tuple[str, ...] = ()) -> None:
        super().__init__(Wire(url, lambda: bearer(token), trusted), slug)
        self._token = token
        self._login = ""

    def git_credential(self, *, fresh: bool = False) -> str:
        return f"{GIT_USER}:{self._token}"

    def report(self, report: Report, remote_id: str, memory: Memory, remember: Remember) -> None:
        status = {
            "state": STATES[report.conclusion] if report.conclusion else "pending",
            "context": report.name,
            "description": clip(report.title, LONGEST_DESCRIPTION),
        }
        if report.link:
            status["target_url"] = report.link
        self._wire.post(f"{self._at}/statuses/{report.sha}", status)
        remember("", {})

    def _is_ours(self, comment: Fields) -> bool:
        if not self._login:
            self._login = Fields(self._wire.get("/user"), "user").text("login")
        return comment.maybe("user").text("login") == self._login


class GitHubApp(GitHubPulls):
    """An App: a check run with annotations, and a button to run it again."""

    def __init__(
        self, url: str, slug: str, key: AppKey, installation: int | None, trusted: tuple[str, ...] = ()
    ) -> None:
        super().__init__(Wire(url, self._headers, trusted, self._forget_token), slug)
        self._key = key
        self._app = Wire(url, lambda: bearer(key.token()), trusted)
        self.installation = installation
        self._own_id: int | None = None

    def close(self) -> None:
        super().close()
        self._app.__exit__(None, None, None)

    def _headers(self) -> Mapping[str, str]:
        return bearer(self._access_token())

    def _access_token(self) -> str:
        try:
            return INSTALLATIONS.token(self._wire.url, self._key, self._installed(), self._app)
        except MissingError:
            # Removed and installed again: the repository has another installation now.
            self.installation = None
            return INSTALLATIONS.token(self._wire.url, self._key, self._installed(), self._app)

    def _forget_token(self) -> None:
        INSTALLATIONS.forget(self._wire.url, self._key, self._installed())

    def _installed(self) -> int:
        if self.installation is None:
            found = Fields(self._app.get(f"{self._at}/installation"), "installation")
            self.installation = found.number("id")
        return self.installation

    def git_credential(self, *, fresh: bool = False) -> str:
        if fresh:
            self._forget_token()
        return f"{GIT_USER}:{self._access_token()}"

    def report(self, report: Report, remote_id: str, memory: Memory, remember: Remember) -> None:
        run = remote_id or self._find_run(report)
        sent = int(memory.get("sent", 0)) if run and report.conclusion else 0
        if not run:
            body = {"name": report.name, "head_sha": report.sha, **check_run(report, 0)}
            run = str(Fields(self._wire.post(f"{self._at}/check-runs", body), "check").identifier("id") or "")
            sent = len(page_of(report, 0))
            remember(run, {"sent": sent})
        elif sent == 0:
            self._wire.patch(f"{self._at}/check-runs/{run}", check_run(report, 0))
            sent = len(page_of(report, 0))
            remember(run, {"sent": sent})
        while sent < len(report.annotations):
            self._wire.patch(f"{self._at}/check-runs/{run}", {"output": output(report, sent)})
            sent += len(page_of(report, sent))
            remember(run, {"sent": sent})

    def _find_run(self, report: Report) -> str:
        """The run an earlier attempt made without our learning of it."""
        path = f"{self._at}/commits/{report.sha}/check-runs"
        for answer in self._wire.pages(path, check_name=report.name, per_page=PAGE):
            for run in Fields(answer, "checks").each("check_runs"):
                if run.text("external_id") == report.external_id:
                    return str(run.identifier("id") or "")
        return ""

    def _is_ours(self, comment: Fields) -> bool:
        if self._own_id is None:
            # An App may be known to us by its client id; comments name it by its number.
            self._own_id = Fields(self._app.get("/app"), "app").number("id")
        return comment.maybe("performed_via_github_app").identifier("id") == self._own_id


def check_run(report: Report, start: int) -> dict[str, Any]:
    """The body of a check run, with the first page of annotations from ``start`` on."""
    body: dict[str, Any] = {
        "status": report.state,
        "external_id": report.external_id,
        "output": output(report, start),
    }
    if report.link:
        body["details_url"] = report.link
    if report.conclusion:
        body |= {"conclusion": report.conclusion, "actions": [BUTTON]}
    return body


def output(report: Report, start: int) -> dict[str, Any]:
    found: dict[str, Any] = {"title": clip(report.title, 255), "summary": clipped(report.summary)}
    if page := page_of(report, start):
        found["annotations"] = [annotation(each) for each in page]
    return found


def page_of(report: Report, start: int) -> tuple[Annotation, ...]:
    return report.annotations[start : start + ANNOTATIONS_A_REQUEST]


def annotation(each: Annotation) -> dict[str, Any]:
    return {
        "path": each.path,
        "start_line": each.start_line,
        "end_line": each.end_line,
        "annotation_level": each.level,
        "title": clip(each.title, 255),
        "message": clip(each.message, 16_000),
    }


def clip(text: str, limit: int) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
