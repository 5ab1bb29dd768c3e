"""The kinds of forge: how each is received and spoken to."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.forges.errors import RefusedError
from tracker.forges.gitea import GiteaToken
from tracker.forges.gitea_events import GiteaWebhooks
from tracker.forges.github import AppKey, GitHubApp, GitHubToken
from tracker.forges.github_events import GitHubWebhooks
from tracker.forges.gitlab import GitLabToken
from tracker.forges.gitlab_events import GitLabWebhooks
from tracker.forges.inbound import Inbound
from tracker.forges.reports import ForgeClient

INBOUND: dict[str, Inbound] = {
    "github": GitHubWebhooks(),
    "gitlab": GitLabWebhooks(),
    "gitea": GiteaWebhooks(),
}
API_URLS = {
    "github": "https://api.github.com",
    "gitlab": "https://gitlab.com/api/v4",
    "gitea": "https://codeberg.org/api/v1",
}


@dataclass(frozen=True, slots=True)
class Account:
    """Who we are at a forge, secrets in the clear: made for one conversation, never kept."""

    kind: str
    url: str
    app: AppKey | None
    token: str
    trusted: tuple[str, ...] = ()


def client(account: Account, slug: str, installation: int | None = None) -> ForgeClient:
    """A conversation about one repository; close it. Raises RefusedError."""
    if account.app is not None and account.kind == "github":
        return GitHubApp(account.url, slug, account.app, installation, account.trusted)
    if not account.token:
        raise RefusedError("There are no credentials to report back with.", 0)
    if account.kind == "gitlab":
        return GitLabToken(account.url, slug, account.token, account.trusted)
    if account.kind == "gitea":
        return GiteaToken(account.url, slug, account.token, account.trusted)
    return GitHubToken(account.url, slug, account.token, account.trusted)
