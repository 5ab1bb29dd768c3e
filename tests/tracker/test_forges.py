"""Speaking to forges: what is asked of them, how refusals are told apart, and where we never go."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from tests.forge import others, payloads
from tracker.forges import github_events, gitlab_events, registry
from tracker.forges.addresses import check_url, is_inner
from tracker.forges.errors import (
    ForgeError,
    MalformedError,
    MissingError,
    RefusedError,
    ThrottledError,
    UnavailableError,
)
from tracker.forges.events import Nothing, PullChanged
from tracker.forges.fields import Fields
from tracker.forges.registry import INBOUND, Account
from tracker.forges.reports import Conclusion, ForgeClient, Memory, Report, State, clipped
from tracker.forges.wire import Wire

LOCAL = ("127.0.0.1",)
SHA = "a" * 40


def report(state: State = "completed", conclusion: Conclusion | None = "failure") -> Report:
    return Report(
        "clearloop", SHA, "1.1", state, conclusion, "1 route newly blocks" * 20, "Why", "https://c.example"
    )


class Memo:
    """Remembers as the outbox does."""

    def __init__(self) -> None:
        self.remote_id = ""
        self.memory: Memory = {}

    def __call__(self, remote_id: str, memory: Memory) -> None:
        self.remote_id, self.memory = remote_id, memory


@pytest.mark.parametrize(
    ("kind", "make", "token"), [("gitlab", others.gitlab, "glpat-x"), ("gitea", others.gitea, "abc")]
)
def test_statuses_and_one_comment(kind: str, make: Callable[[], others.Forge], token: str) -> None:
    with others.serving(make()) as forge:
        client: ForgeClient = registry.client(Account(kind, forge.url, None, token, LOCAL), "octo/shop")
        memo = Memo()
        for each in (
            report("queued", None),
            report("queued", None),
            report("in_progress", None),
            report(),
            report(),
        ):
            client.report(each, "", {}, memo)
        client.comment(3, "<!-- m -->", "One", "", memo)
        client.comment(3, "<!-- m -->", "Two", memo.remote_id, memo)
        client.comment(3, "<!-- m -->", "Three", "", memo)  # its id was lost
        assert client.check() == "main"
        client.close()
    assert forge.complaints == []
    assert forge.statuses[-1]["state"] == ("failed" if kind == "gitlab" else "failure")
    (comment,) = forge.comments
    assert (comment["body"], comment["edits"]) == ("<!-- m -->\nThree", 2)


def test_gitlab_lists_open_merge_requests() -> None:
    row = {
        "iid": 3,
        "title": "T",
        "state": "opened",
        "draft": False,
        "sha": SHA,
        "target_branch": "main",
        "source_branch": "topic",
        "source_project_id": 1,
        "target_project_id": 1,
        "author": {"username": "octocat"},
        "references": {"full": "octo/shop!3"},
        "web_url": "https://gitlab.example.com/octo/shop/-/merge_requests/3",
        "updated_at": "2026-11-20T12:00:00.000Z",
    }
    with others.serving(others.gitlab()) as forge:
        forge.pulls = [row]
        client = registry.client(Account("gitlab", forge.url, None, "glpat-x", LOCAL), "octo/shop")
        (pull,) = client.open_pulls()
        client.close()
    assert (pull.number, pull.head_sha, pull.head_slug, pull.state) == (3, SHA, "octo/shop", "open")


@contextmanager
def answering(status: int, headers: dict[str, str], body: bytes = b'{"message": "no"}') -> Iterator[str]:
    """A server that says the same to everybody."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            return

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def complaint(
    status: int, headers: dict[str, str] | None = None, body: bytes = b'{"message": "no"}'
) -> ForgeError:
    with answering(status, headers or {}, body) as url, Wire(url, dict, LOCAL) as wire:
        with pytest.raises(ForgeError) as caught:
            wire.get("/x")
        return caught.value


@pytest.mark.parametrize(
    ("status", "headers", "seconds"),
    [
        (429, {"Retry-After": "90"}, 90),
        (403, {"Retry-After": "90"}, 90),
        (503, {"Retry-After": "90"}, 90),
        (429, {}, 60),
        (429, {"Retry-After": "rubbish"}, 60),
        (429, {"Retry-After": "999999999"}, 7200),
        (403, {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "99999999999999"}, 60),
    ],
)
def test_a_forge_that_asks_for_patience_gets_it(status: int, headers: dict[str, str], seconds: int) -> None:
    before = datetime.now(UTC)
    body = b'{"message": "You have exceeded a secondary rate limit"}'
    error = complaint(status, headers, body)
    assert isinstance(error, ThrottledError)
    assert abs((error.until - before).total_seconds() - seconds) < 10


def test_the_reset_of_a_rate_limit_is_waited_for() -> None:
    reset = datetime.now(UTC) + timedelta(minutes=5)
    headers = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": str(int(reset.timestamp()))}
    error = complaint(403, headers)
    assert isinstance(error, ThrottledError)
    assert abs((error.until - reset).total_seconds()) < 2


@pytest.mark.parametrize(
    ("status", "kind"),
    [(500, UnavailableError), (502, UnavailableError), (408, UnavailableError), (404, MissingError),
     (403, RefusedError), (401, RefusedError), (422, RefusedError)],
)  # fmt: skip
def test_refusals_are_told_apart(status: int, kind: type[ForgeError]) -> None:
    assert type(complaint(status)) is kind


def test_a_forge_that_is_not_there_is_unavailable() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with Wire(f"http://127.0.0.1:{port}", dict, LOCAL) as wire, pytest.raises(UnavailableError):
        wire.get("/x")


def test_an_answer_that_is_not_json_is_unavailable() -> None:
    with (
        answering(200, {}, b"<html>") as url,
        Wire(url, dict, LOCAL) as wire,
        pytest.raises(UnavailableError),
    ):
        wire.get("/x")


@pytest.mark.parametrize(
    "url",
    [
        "http://api.github.com",
        "https://127.0.0.1",
        "https://[::1]/api",
        "https://10.0.0.5",
        "https://localhost:8000",
        "https://169.254.169.254/latest",
        "https://user:pw@api.github.com",
        "ftp://api.github.com",
        "https://",
        "x",
        "https://api.github.com/?a=b",
        "https://metadata.google.internal",
        "https://[::ffff:10.0.0.1]",
        "https://h:99999",
    ],
)
def test_addresses_that_lead_inside_are_refused(url: str) -> None:
    with pytest.raises(RefusedError):
        check_url(url)


def test_a_trusted_host_may_be_inside() -> None:
    assert check_url("http://10.0.0.5:3000/api/v1/", ["10.0.0.5:3000"]) == "http://10.0.0.5:3000/api/v1"
    with pytest.raises(RefusedError):
        check_url("http://10.0.0.5:3001", ["10.0.0.5:3000"])


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "10.1.2.3", "::1", "fe80::1%eth0", "::ffff:192.168.0.1", "224.0.0.1"]
)
def test_inner_addresses(address: str) -> None:
    assert is_inner(address)


def test_a_name_that_resolves_inside_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    inside = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.0.0.5", 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **more: inside)
    with (
        Wire("https://forge.example.com", dict) as wire,
        pytest.raises(RefusedError, match="public internet"),
    ):
        wire.get("/x")


def test_a_redirect_that_leads_inside_is_refused() -> None:
    inside = {"Location": "http://localhost:1/secret"}
    with answering(302, inside) as url, Wire(url, dict, LOCAL) as wire, pytest.raises(RefusedError):
        wire.get("/x")


def test_long_texts_are_cut_within_the_limit() -> None:
    assert len(clipped("x" * 70_000)) == 65_535
    assert clipped("short") == "short"


@pytest.mark.parametrize(
    ("kind", "event", "payload"),
    [
        ("github", "pull_request", payloads.pull_request("labeled", payloads.pull("octo/shop", 1, SHA, SHA))),
        ("github", "issue_comment", {}),
        ("github", "check_run", payloads.check_run("octo/shop", SHA, "created")),
        ("gitea", "issues", {}),
        ("gitlab", "Note Hook", {"object_kind": "note"}),
        ("gitlab", "Merge Request Hook", payloads.merge_request("octo/shop", 1, SHA, "approved")),
    ],
)
def test_what_does_not_concern_us_is_named_and_left(kind: str, event: str, payload: dict[str, Any]) -> None:
    assert isinstance(INBOUND[kind].read(event, Fields(payload)).event, Nothing)


def test_a_merged_merge_request() -> None:
    payload = payloads.merge_request("group/sub/shop", 1, SHA, "merge", state="merged", at=3)
    notice = INBOUND["gitlab"].read("Merge Request Hook", Fields(payload))
    assert isinstance(notice.event, PullChanged)
    assert (notice.slug, notice.event.pull.state) == ("group/sub/shop", "merged")
    assert notice.event.pull.updated_at == datetime(2026, 11, 20, 12, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    "ref", ["--upload-pack=x", "a..b", "a b", "a\x00", "", "/a", "a.lock", "@{-1}", None, 3]
)
def test_refs_that_git_would_misread_are_refused(ref: object) -> None:
    found = payloads.pull("octo/shop", 1, SHA, SHA)
    found["base"]["ref"] = ref
    with pytest.raises(MalformedError):
        github_events.pull(Fields(found))


def test_a_link_is_only_ever_one_to_the_web() -> None:
    found = payloads.pull("octo/shop", 1, SHA, SHA)
    found["html_url"] = "javascript:alert(1)"
    assert github_events.pull(Fields(found)).url == ""


@pytest.mark.parametrize(
    "value", ["2026-11-20 12:00:00 UTC", "2026-11-20T12:00:00Z", "2026-11-20 13:00:00 +0100"]
)
def test_times_in_every_spelling(value: str) -> None:
    payload = payloads.merge_request("octo/shop", 1, SHA)
    payload["object_attributes"]["updated_at"] = value
    event = gitlab_events.merge_request(Fields(payload))
    assert isinstance(event, PullChanged)
    assert event.pull.updated_at == datetime(2026, 11, 20, 12, tzinfo=UTC)
