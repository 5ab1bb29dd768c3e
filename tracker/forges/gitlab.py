"""GitLab: commit statuses and one note, by a token."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from tracker.forges.errors import MissingError, RefusedError
from tracker.forges.events import Pull
from tracker.forges.fields import Fields
from tracker.forges.github import clip
from tracker.forges.gitlab_events import api_pull
from tracker.forges.reports import Memory, Remember, Report, clipped
from tracker.forges.wire import Wire

PAGE = 100
LONGEST_DESCRIPTION = 255
LONGEST_NOTE = 1_000_000
STATES = {"success": "success", "failure": "failed", "neutral": "success", "cancelled": "canceled"}
RUNNING = {"queued": "pending", "in_progress": "running"}


class GitLabToken:
    """``url`` is the instance's API address, for example https://gitlab.com/api/v4."""

    def __init__(self, url: str, slug: str, token: str, trusted: tuple[str, ...] = ()) -> None:
        self._wire = Wire(url, lambda: {"PRIVATE-TOKEN": token}, trusted)
        self._at = f"/projects/{quote(slug, safe='')}"
        self._token = token
        self._user: int | None = None

    def git_credential(self, *, fresh: bool = False) -> str:
        return f"oauth2:{self._token}"

    def close(self) -> None:
        self._wire.__exit__(None, None, None)

    def report(self, report: Report, remote_id: str, memory: Memory, remember: Remember) -> None:
        status = {
            "state": STATES[report.conclusion] if report.conclusion else RUNNING[report.state],
            "name": report.name,
            "description": clip(report.title, LONGEST_DESCRIPTION),
        }
        if report.link:
            status["target_url"] = report.link
        try:
            self._wire.post(f"{self._at}/statuses/{report.sha}", status)
        except RefusedError as error:
            # A state that is set already cannot be set again: just what we want.
            if "Cannot transition status" not in str(error):
                raise
        remember("", {})

    def comment(self, number: int, marker: str, body: str, remote_id: str, remember: Remember) -> None:
        notes = f"{self._at}/merge_requests/{number}/notes"
        text = {"body": clipped(f"{marker}\n{body}", LONGEST_NOTE)}
        known = remote_id or self._find_note(notes, marker)
        if known:
            try:
                self._wire.put(f"{notes}/{known}", text)
                return remember(known, {})
            except MissingError:  # somebody deleted it
                remember("", {})
        return remember(str(Fields(self._wire.post(notes, text), "note").identifier("id") or ""), {})

    def _find_note(self, notes: str, marker: str) -> str:
        if self._user is None:
            self._user = Fields(self._wire.get("/user"), "user").number("id")
        for rows in self._wire.pages(notes, per_page=PAGE):
            for row in rows or []:
                found = Fields(row, "note")
                ours = found.maybe("author").identifier("id") == self._user
                if ours and found.text("body", limit=len(marker)) == marker:
                    return str(found.identifier("id") or "")
        return ""

    def open_pulls(self) -> Iterator[Pull]:
        for rows in self._wire.pages(f"{self._at}/merge_requests", state="opened", per_page=PAGE):
            for row in rows or []:
                yield api_pull(Fields(row, "merge request"))

    def pull(self, number: int) -> Pull:
        return api_pull(Fields(self._wire.get(f"{self._at}/merge_requests/{number}"), "merge request"))

    def check(self) -> str:
        return Fields(self._wire.get(self._at), "project").ref("default_branch")
