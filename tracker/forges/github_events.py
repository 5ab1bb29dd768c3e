"""GitHub's webhooks, and the pull request objects that Gitea words the same way."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tracker.forges.events import (
    Event,
    GroupChanged,
    InstallationChanged,
    Nothing,
    Notice,
    Ping,
    Pull,
    PullChanged,
    Pushed,
    RerunAsked,
)
from tracker.forges.fields import Fields, is_zero
from tracker.forges.inbound import Headers, Label, labelled
from tracker.forges.signatures import is_signed

RERUN = "rerun"
BRANCHES = "refs/heads/"
ACTIONS = frozenset(
    {"opened", "synchronize", "reopened", "ready_for_review", "converted_to_draft", "closed", "edited"}
)


class GitHubWebhooks:
    """Signed in ``X-Hub-Signature-256``; a redelivery repeats ``X-GitHub-Delivery``."""

    def is_genuine(self, headers: Headers, body: bytes, secrets: Sequence[str]) -> bool:
        return is_signed(headers.get("X-Hub-Signature-256", ""), body, secrets, prefix="sha256=")

    def label(self, headers: Headers, body: bytes) -> Label:
        return labelled(headers.get("X-GitHub-Delivery", ""), headers.get("X-GitHub-Event", ""), body)

    def read(self, event: str, payload: Fields) -> Notice:
        reader = READERS.get(event)
        about = payload.maybe("repository")
        return Notice(
            slug=about.slug("full_name") if about.has("full_name") else "",
            default_branch=about.ref("default_branch") if about.has("default_branch") else "",
            installation_id=payload.maybe("installation").identifier("id"),
            event=reader(payload) if reader else Nothing(f"{event} events are of no interest"),
        )


def ping(payload: Fields) -> Event:
    return Ping()


def push(payload: Fields) -> Event:
    if not payload.text("ref").startswith(BRANCHES):
        return Nothing("not a branch")
    after = payload.sha("after")
    return Pushed(
        branch=payload.ref("ref", prefix=BRANCHES),
        after=after,
        deleted=payload.flag("deleted") or is_zero(after),
        forced=payload.flag("forced"),
    )


def pull_request(payload: Fields) -> Event:
    action = payload.text("action")
    if action not in ACTIONS:
        return Nothing(f"a pull request was {action.replace('_', ' ') or 'touched'}")
    return PullChanged(pull(payload.below("pull_request")), action)


def pull(found: Fields) -> Pull:
    """A pull request object, of an event or of the API."""
    number = found.number("number")
    head, base = found.below("head"), found.below("base")
    home = head.maybe("repo")
    merged = found.flag("merged") or found.has("merged_at")
    return Pull(
        number=number,
        title=found.text("title"),
        author=found.maybe("user").text("login", limit=150),
        state="merged" if merged else "open" if found.text("state") == "open" else "closed",
        draft=found.flag("draft"),
        base_ref=base.ref("ref"),
        base_sha=base.sha("sha"),
        head_ref=head.text("ref", limit=255),
        head_sha=head.sha("sha"),
        head_slug=home.slug("full_name") if home.has("full_name") else "",
        url=found.link("html_url"),
        fetch_ref=f"refs/pull/{number}/head",
        updated_at=found.moment("updated_at"),
    )


def merge_group(payload: Fields) -> Event:
    group = payload.below("merge_group")
    action = payload.text("action")
    if action not in ("checks_requested", "destroyed"):
        return Nothing(f"a merge group was {action or 'touched'}")
    return GroupChanged(
        head_sha=group.sha("head_sha"),
        head_ref=group.ref("head_ref"),
        base_sha=group.sha("base_sha"),
        base_ref=group.ref("base_ref", prefix=BRANCHES),
        destroyed=action == "destroyed",
    )


def check_run(payload: Fields) -> Event:
    action = payload.text("action")
    wanted = payload.maybe("requested_action").text("identifier")
    if action != "rerequested" and not (action == "requested_action" and wanted == RERUN):
        return Nothing(f"a check was {action or 'touched'}")
    run = payload.below("check_run")
    by = payload.maybe("sender").text("login", limit=150)
    return RerunAsked(run.sha("head_sha"), run.text("external_id", limit=100), by, again=True)


def check_suite(payload: Fields) -> Event:
    action = payload.text("action")
    if action not in ("requested", "rerequested"):
        return Nothing(f"a suite of checks was {action or 'touched'}")
    sha = payload.below("check_suite").sha("head_sha")
    by = payload.maybe("sender").text("login", limit=150)
    return RerunAsked(sha, "", by, again=action == "rerequested")


def installation(payload: Fields) -> Event:
    action = payload.text("action")
    if action in ("deleted", "suspend"):
        return InstallationChanged((), (), gone=True)
    return InstallationChanged(_names(payload, "repositories"), (), gone=False)


def installation_repositories(payload: Fields) -> Event:
    added, removed = _names(payload, "repositories_added"), _names(payload, "repositories_removed")
    return InstallationChanged(added, removed, gone=False)


def _names(payload: Fields, key: str) -> tuple[str, ...]:
    return tuple(row.slug("full_name") for row in payload.each(key))


READERS: dict[str, Callable[[Fields], Event]] = {
    "ping": ping,
    "push": push,
    "pull_request": pull_request,
    "merge_group": merge_group,
    "check_run": check_run,
    "check_suite": check_suite,
    "installation": installation,
    "installation_repositories": installation_repositories,
}
