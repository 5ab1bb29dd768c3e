"""Webhook payloads in the shapes forges document, cut down to what matters and a little around it."""

from __future__ import annotations

import hashlib
import hmac
import json
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

ZERO = "0" * 40
START = datetime(2026, 11, 20, 12, tzinfo=UTC)
Payload = dict[str, Any]


def moment(minutes: int) -> str:
    return (START + timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M:%SZ")


def repository(slug: str, default_branch: str = "main") -> Payload:
    owner, _, name = slug.partition("/")
    return {
        "id": 1296269,
        "node_id": "R_kgDOABPHjQ",
        "name": name,
        "full_name": slug,
        "private": True,
        "owner": {"login": owner, "id": 1, "type": "Organization"},
        "html_url": f"https://github.com/{slug}",
        "default_branch": default_branch,
    }


def pull(
    slug: str,
    number: int,
    head: str,
    base: str,
    *,
    at: int = 0,
    state: str = "open",
    draft: bool = False,
    merged: bool = False,
    fork: str | None = "",
    title: str = "Read things from the store",
    base_ref: str = "main",
    head_ref: str = "topic",
) -> Payload:
    """A pull request object; ``fork`` None stands for a fork that was deleted."""
    home = None if fork is None else repository(fork or slug)
    return {
        "url": f"https://api.github.com/repos/{slug}/pulls/{number}",
        "id": 1000 + number,
        "number": number,
        "state": state,
        "locked": False,
        "title": title,
        "user": {"login": "octocat", "id": 583231, "type": "User"},
        "body": None,
        "created_at": moment(0),
        "updated_at": moment(at),
        "closed_at": moment(at) if state == "closed" else None,
        "merged_at": moment(at) if merged else None,
        "draft": draft,
        "merged": merged,
        "html_url": f"https://github.com/{slug}/pull/{number}",
        "head": {"label": f"octo:{head_ref}", "ref": head_ref, "sha": head, "repo": home},
        "base": {"label": f"octo:{base_ref}", "ref": base_ref, "sha": base, "repo": repository(slug)},
    }


def pull_request(action: str, found: Payload, *, installation: int | None = 7, **more: Any) -> Payload:
    slug = found["base"]["repo"]["full_name"]
    payload = {
        "action": action,
        "number": found["number"],
        "pull_request": found,
        "repository": repository(slug),
        "sender": {"login": "octocat", "id": 583231, "type": "User"},
        **more,
    }
    return payload | ({"installation": {"id": installation, "node_id": "MDI"}} if installation else {})


def push(slug: str, after: str, *, before: str = ZERO, ref: str = "refs/heads/main", **more: Any) -> Payload:
    return {
        "ref": ref,
        "before": before,
        "after": after,
        "repository": repository(slug),
        "pusher": {"name": "octocat", "email": "octocat@github.com"},
        "created": False,
        "deleted": after == ZERO,
        "forced": False,
        "base_ref": None,
        "compare": f"https://github.com/{slug}/compare",
        "commits": [],
        "head_commit": None,
        **more,
    }


def merge_group(slug: str, head: str, base: str, action: str = "checks_requested") -> Payload:
    return {
        "action": action,
        "merge_group": {
            "head_sha": head,
            "head_ref": f"refs/heads/gh-readonly-queue/main/pr-7-{base}",
            "base_sha": base,
            "base_ref": "refs/heads/main",
            "head_commit": {"id": head},
        },
        "repository": repository(slug),
        "installation": {"id": 7},
    }


def check_run(slug: str, sha: str, action: str = "rerequested", **more: Any) -> Payload:
    return {
        "action": action,
        "check_run": {"id": 4, "head_sha": sha, "external_id": "", "name": "clearloop", "app": {"id": 42}},
        "repository": repository(slug),
        "sender": {"login": "octocat"},
        "installation": {"id": 7},
        **more,
    }


def check_suite(slug: str, sha: str, action: str = "requested") -> Payload:
    return {
        "action": action,
        "check_suite": {"id": 118578147, "head_branch": "topic", "head_sha": sha, "pull_requests": []},
        "repository": repository(slug),
        "sender": {"login": "octocat"},
        "installation": {"id": 7},
    }


def installation(action: str, *slugs: str) -> Payload:
    rows = [{"id": 1, "name": slug.partition("/")[2], "full_name": slug, "private": True} for slug in slugs]
    return {"action": action, "installation": {"id": 7, "app_id": 42}, "repositories": rows}


def ping() -> Payload:
    return {
        "zen": "Keep it logically awesome.",
        "hook_id": 109948940,
        "hook": {"type": "App", "id": 109948940, "active": True, "config": {"content_type": "json"}},
    }


def merge_request(
    slug: str, number: int, head: str, action: str = "open", *, state: str = "opened", at: int = 0
) -> Payload:
    """GitLab's "Merge Request Hook"."""
    return {
        "object_kind": "merge_request",
        "event_type": "merge_request",
        "user": {"id": 1, "name": "Octo Cat", "username": "octocat"},
        "project": {
            "id": 1,
            "path_with_namespace": slug,
            "default_branch": "main",
            "web_url": f"https://gitlab.example.com/{slug}",
        },
        "object_attributes": {
            "id": 99,
            "iid": number,
            "title": "Read things from the store",
            "state": state,
            "action": action,
            "draft": False,
            "source_branch": "topic",
            "target_branch": "main",
            "source_project_id": 1,
            "target_project_id": 1,
            "last_commit": {"id": head, "message": "Change"},
            "source": {"path_with_namespace": slug},
            "target": {"path_with_namespace": slug},
            "url": f"https://gitlab.example.com/{slug}/-/merge_requests/{number}",
            "updated_at": (START + timedelta(minutes=at)).strftime("%Y-%m-%d %H:%M:%S UTC"),
        },
    }


def encoded(payload: Payload) -> bytes:
    return json.dumps(payload).encode()


def github_headers(body: bytes, secret: str, event: str, guid: str = "") -> dict[str, str]:
    """Headers as GitHub sends them."""
    signature = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return {
        "Content-Type": "application/json",
        "User-Agent": "GitHub-Hookshot/044aadd",
        "X-GitHub-Delivery": guid or str(uuid.uuid4()),
        "X-GitHub-Event": event,
        "X-Hub-Signature-256": f"sha256={signature}",
    }


def gitea_headers(body: bytes, secret: str, event: str, guid: str = "") -> dict[str, str]:
    signature = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return {
        "Content-Type": "application/json",
        "X-Gitea-Delivery": guid or str(uuid.uuid4()),
        "X-Gitea-Event": event,
        "X-Gitea-Signature": signature,
    }


def gitlab_headers(secret: str, event: str = "Merge Request Hook", guid: str = "") -> dict[str, str]:
    return {
        "Content-Type": "application/json",
        "X-Gitlab-Event": event,
        "X-Gitlab-Event-UUID": guid or str(uuid.uuid4()),
        "X-Gitlab-Token": secret,
    }
