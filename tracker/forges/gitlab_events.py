"""GitLab's webhooks: the secret itself travels in a header."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tracker.forges.events import Event, Nothing, Notice, Pull, PullChanged, Pushed
from tracker.forges.fields import Fields, is_zero
from tracker.forges.github_events import BRANCHES
from tracker.forges.inbound import Headers, Label, labelled
from tracker.forges.signatures import is_shared

ACTIONS = {
    "open": "opened",
    "update": "synchronize",
    "reopen": "reopened",
    "close": "closed",
    "merge": "closed",
}
STATES = {"opened": "open", "merged": "merged"}


class GitLabWebhooks:
    """``X-Gitlab-Token`` is the secret; retries repeat ``Idempotency-Key``."""

    def is_genuine(self, headers: Headers, body: bytes, secrets: Sequence[str]) -> bool:
        return is_shared(headers.get("X-Gitlab-Token", ""), secrets)

    def label(self, headers: Headers, body: bytes) -> Label:
        guid = headers.get("Idempotency-Key") or headers.get("X-Gitlab-Event-UUID") or ""
        return labelled(guid, headers.get("X-Gitlab-Event", ""), body)

    def read(self, event: str, payload: Fields) -> Notice:
        kind = payload.text("object_kind")
        reader = READERS.get(kind)
        about = payload.maybe("project")
        return Notice(
            slug=about.slug("path_with_namespace") if about.has("path_with_namespace") else "",
            default_branch=about.ref("default_branch") if about.has("default_branch") else "",
            installation_id=None,
            event=reader(payload) if reader else Nothing(f"{kind or event} events are of no interest"),
        )


def push(payload: Fields) -> Event:
    after = payload.sha("after")
    return Pushed(
        branch=payload.ref("ref", prefix=BRANCHES), after=after, deleted=is_zero(after), forced=False
    )


def merge_request(payload: Fields) -> Event:
    found = payload.below("object_attributes")
    action = ACTIONS.get(found.text("action"))
    if action is None:
        return Nothing(f"a merge request was {found.text('action') or 'touched'}")
    number = found.number("iid")
    return PullChanged(
        Pull(
            number=number,
            title=found.text("title"),
            author=payload.maybe("user").text("username", limit=150) if action == "opened" else "",
            state=STATES.get(found.text("state"), "closed"),
            draft=found.flag("draft") or found.flag("work_in_progress"),
            base_ref=found.ref("target_branch"),
            base_sha="",
            head_ref=found.text("source_branch", limit=255),
            head_sha=found.below("last_commit").sha("id"),
            head_slug=found.maybe("source").text("path_with_namespace", limit=200),
            url=found.link("url"),
            fetch_ref=f"refs/merge-requests/{number}/head",
            updated_at=found.moment("updated_at"),
        ),
        action,
    )


def api_pull(found: Fields) -> Pull:
    """A merge request as the REST API words it; it does not name the source project."""
    number = found.number("iid")
    same = found.identifier("source_project_id") == found.identifier("target_project_id")
    slug = found.maybe("references").text("full", limit=200).partition("!")[0]
    return Pull(
        number=number,
        title=found.text("title"),
        author=found.maybe("author").text("username", limit=150),
        state=STATES.get(found.text("state"), "closed"),
        draft=found.flag("draft"),
        base_ref=found.ref("target_branch"),
        base_sha="",
        head_ref=found.text("source_branch", limit=255),
        head_sha=found.sha("sha"),
        head_slug=slug if same else "",
        url=found.link("web_url"),
        fetch_ref=f"refs/merge-requests/{number}/head",
        updated_at=found.moment("updated_at"),
    )


READERS: dict[str, Callable[[Fields], Event]] = {"push": push, "merge_request": merge_request}
