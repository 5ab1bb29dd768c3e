"""Gitea and Forgejo: commit statuses and one comment, by a token."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.forges.errors import MissingError
from tracker.forges.events import Pull
from tracker.forges.fields import Fields
from tracker.forges.github import LONGEST_DESCRIPTION, clip
from tracker.forges.github_events import pull
from tracker.forges.reports import Memory, Remember, Report, clipped
from tracker.forges.wire import Wire

PAGE = 50
STATES = {"success": "success", "failure": "failure", "neutral": "warning", "cancelled": "error"}


class GiteaToken:
    """``url`` is the instance's API address, for example https://codeberg.org/api/v1."""

    def __init__(self, url: str, slug: str, token: str, trusted: tuple[str, ...] = ()) -> None:
        self._wire = Wire(
            url, lambda: {"Authorization": f"token {token}", "Accept": "application/json"}, trusted
        )
        self._at = f"/repos/{slug}"
        self._token = token
        self._login = ""

    def git_credential(self, *, fresh: bool = False) -> str:
        return f"oauth2:{self._token}"

    def close(self) -> None:
        self._wire.__exit__(None, None, None)

    def report(self, report: Report, remote_id: str, memory: Memory, remember: Remember) -> None:
        status = {
            "state": STATES[report.conclusion] if report.conclusion else "pending",
            "context": report.name,
            "description": clip(report.title, LONGEST_DESCRIPTION),
            "target_url": report.link,
        }
        self._wire.post(f"{self._at}/statuses/{report.sha}", status)
        remember("", {})

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
        self._login = self._login or Fields(self._wire.get("/user"), "user").text("login")
        for row in self._wire.get(f"{self._at}/issues/{number}/comments") or []:
            found = Fields(row, "comment")
            ours = found.maybe("user").text("login") == self._login
            if ours and found.text("body", limit=len(marker)) == marker:
                return str(found.identifier("id") or "")
        return ""

    def open_pulls(self) -> Iterator[Pull]:
        for rows in self._wire.pages(f"{self._at}/pulls", state="open", limit=PAGE):
            for row in rows or []:
                yield pull(Fields(row, "pull"))

    def pull(self, number: int) -> Pull:
        return pull(Fields(self._wire.get(f"{self._at}/pulls/{number}"), "pull"))

    def check(self) -> str:
        return Fields(self._wire.get(self._at), "repository").ref("default_branch")
