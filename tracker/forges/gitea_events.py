"""The webhooks of Gitea and Forgejo: worded like GitHub's, signed in headers of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tracker.forges import github_events
from tracker.forges.events import Event, Nothing, Notice, PullChanged
from tracker.forges.fields import Fields
from tracker.forges.inbound import Headers, Label, labelled
from tracker.forges.signatures import is_signed

ACTIONS = {
    "opened": "opened",
    "synchronized": "synchronize",
    "synchronize": "synchronize",
    "reopened": "reopened",
    "closed": "closed",
    "edited": "edited",
}


class GiteaWebhooks:
    """Signed in ``X-Gitea-Signature`` (bare hex) or as GitHub signs."""

    def is_genuine(self, headers: Headers, body: bytes, secrets: Sequence[str]) -> bool:
        own = _either(headers, "Signature")
        if own:
            return is_signed(own, body, secrets)
        return is_signed(headers.get("X-Hub-Signature-256", ""), body, secrets, prefix="sha256=")

    def label(self, headers: Headers, body: bytes) -> Label:
        return labelled(_either(headers, "Delivery"), _either(headers, "Event"), body)

    def read(self, event: str, payload: Fields) -> Notice:
        reader = READERS.get(event)
        about = payload.maybe("repository")
        return Notice(
            slug=about.slug("full_name") if about.has("full_name") else "",
            default_branch=about.ref("default_branch") if about.has("default_branch") else "",
            installation_id=None,
            event=reader(payload) if reader else Nothing(f"{event} events are of no interest"),
        )


def pull_request(payload: Fields) -> Event:
    action = ACTIONS.get(payload.text("action"))
    if action is None:
        return Nothing(f"a pull request was {payload.text('action') or 'touched'}")
    return PullChanged(github_events.pull(payload.below("pull_request")), action)


def _either(headers: Headers, name: str) -> str:
    return headers.get(f"X-Gitea-{name}") or headers.get(f"X-Forgejo-{name}") or ""


READERS: dict[str, Callable[[Fields], Event]] = {
    "push": github_events.push,
    "pull_request": pull_request,
    "pull_request_sync": pull_request,
}
