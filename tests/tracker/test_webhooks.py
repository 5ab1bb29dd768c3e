"""The webhook endpoint against everything that is not an honest delivery."""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Any
from urllib.parse import urlencode

import pytest
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from kombu.exceptions import OperationalError
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from tests.factories import make_repository
from tests.forge import payloads
from tracker import pull_tasks
from tracker.forges import signatures
from tracker.models import Delivery, ForgeConnection, PullHead, PullRequest, Repository, Scan
from tracker.services import connections, deliveries
from tracker.services.connections import Draft

SLUG = "octo/shop"
HEAD, BASE = "a" * 40, "b" * 40
Fuzzed = dict[str, Any]


class Endpoint:
    """A connection with its repository, and a way to post to it."""

    def __init__(self, kind: str = "github") -> None:
        url = {"github": "https://api.github.com", "gitlab": "https://gitlab.com/api/v4"}
        draft = Draft("Octo", kind, "", url.get(kind, "https://codeberg.org/api/v1"))
        self.connection, self.secret = connections.create(draft, actor="ada")
        self.repository: Repository = make_repository(kind="git", location=f"/nowhere/{kind}")
        connections.attach(self.repository, self.connection, slug=SLUG, actor="ada")

    def post(self, body: bytes, headers: dict[str, str], key: str = "") -> HttpResponseBase:
        address = reverse("webhook", args=[self.connection.kind, key or self.connection.key])
        content_type = headers.get("Content-Type", "application/json")
        return Client().post(address, data=body, content_type=content_type, headers=headers)

    def signed(self, event: str, payload: Any, guid: str = "") -> HttpResponseBase:
        body = json.dumps(payload).encode()
        return self.post(body, payloads.github_headers(body, self.secret, event, guid))


@pytest.fixture
def endpoint(db: None) -> Endpoint:
    return Endpoint()


def opened(slug: str = SLUG, **columns: Any) -> payloads.Payload:
    return payloads.pull_request("opened", payloads.pull(slug, 1, HEAD, BASE, **columns))


def told(answer: HttpResponseBase) -> tuple[int, bytes, dict[str, str]]:
    """All that a sender can see."""
    return answer.status_code, answer.getvalue(), dict(answer.headers)


def nothing_happened() -> bool:
    return not (PullHead.objects.exists() or Scan.objects.exists() or PullRequest.objects.exists())


def test_the_documented_signature() -> None:
    digest = "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"
    assert signatures.hex_digest("It's a Secret to Everybody", b"Hello, World!") == digest


def test_a_stranger_learns_nothing(endpoint: Endpoint) -> None:
    body = payloads.encoded(opened())
    elsewhere = payloads.encoded(opened("octo/unknown"))
    forged = payloads.github_headers(body, "not the secret", "pull_request")
    unsigned = {key: value for key, value in forged.items() if key != "X-Hub-Signature-256"}
    answers = [
        told(endpoint.post(body, forged)),
        told(endpoint.post(body, forged, key="no-such-connection")),
        told(endpoint.post(elsewhere, payloads.github_headers(elsewhere, "wrong", "pull_request"))),
        told(endpoint.post(body, unsigned)),
        told(endpoint.post(b"not json", unsigned)),
        told(endpoint.post(b"", unsigned)),
        told(endpoint.post(body, unsigned | {"X-Hub-Signature": "sha1=00"})),
        told(endpoint.post(body, unsigned | {"X-Hub-Signature-256": "sha256=é"})),
        told(endpoint.post(body, payloads.gitlab_headers(endpoint.secret))),
    ]
    assert answers == [answers[0]] * len(answers)
    assert answers[0][0] == 401
    assert nothing_happened()
    assert not Delivery.objects.exists()
    endpoint.connection.refresh_from_db()
    assert endpoint.connection.rejected == len(answers) - 1


def test_an_unknown_kind_of_forge_answers_the_same(endpoint: Endpoint) -> None:
    answer = Client().post(f"/webhooks/sourceforge/{endpoint.connection.key}/", b"{}", "application/json")
    other = endpoint.post(b"{}", {})
    assert told(answer) == told(other)


def test_the_sender_is_not_told_which_repositories_are_followed(endpoint: Endpoint) -> None:
    known = told(endpoint.signed("push", payloads.push(SLUG, HEAD, ref="refs/heads/topic")))
    unknown = told(endpoint.signed("push", payloads.push("octo/unknown", HEAD)))
    assert known == unknown
    assert known[0] == 202


@pytest.mark.parametrize("key", ["%C3%A9", "x" * 300, "%2e%2e", "a b"])
def test_addresses_nobody_made_answer_like_any_other(endpoint: Endpoint, key: str) -> None:
    answer = Client().post(f"/webhooks/github/{key}/", b"{}", "application/json")
    assert told(answer) == told(endpoint.post(b"{}", {}))


def test_secrets_that_cannot_be_opened_accept_nobody(endpoint: Endpoint, settings: Settings) -> None:
    settings.SECRET_KEY = "another key than the one the secrets were sealed with"
    assert endpoint.signed("ping", payloads.ping()).status_code == 401
    endpoint.connection.refresh_from_db()
    assert "secret key has changed" in endpoint.connection.problem


def test_only_posts_are_taken(endpoint: Endpoint) -> None:
    address = reverse("webhook", args=["github", endpoint.connection.key])
    assert Client(enforce_csrf_checks=True).get(address).status_code == 405


def test_no_csrf_token_is_needed(endpoint: Endpoint) -> None:
    body = payloads.encoded(payloads.ping())
    headers = payloads.github_headers(body, endpoint.secret, "ping")
    address = reverse("webhook", args=["github", endpoint.connection.key])
    client = Client(enforce_csrf_checks=True)
    assert client.post(address, body, "application/json", headers=headers).status_code == 200


def test_a_body_above_the_limit_is_not_read(endpoint: Endpoint, settings: Settings) -> None:
    settings.WEBHOOK_BYTES = 2000
    body = json.dumps({"filler": "x" * 4000}).encode()
    genuine = endpoint.post(body, payloads.github_headers(body, endpoint.secret, "push"))
    forged = endpoint.post(body, payloads.github_headers(body, "wrong", "push"), key="unknown")
    assert told(genuine) == told(forged)
    assert genuine.status_code == 413
    assert not Delivery.objects.exists()


def test_a_body_larger_than_forms_may_be_is_taken(endpoint: Endpoint) -> None:
    payload = payloads.push(SLUG, HEAD, ref="refs/heads/topic", filler="x" * 4_000_000)
    assert endpoint.signed("push", payload).status_code == 202


@pytest.mark.parametrize("body", [b"", b"[]", b"nothing", b"\xff\xfe", b"[" * 100_000, b'"text"', b"null"])
def test_a_signed_body_that_is_no_object_is_refused(endpoint: Endpoint, body: bytes) -> None:
    answer = endpoint.post(body, payloads.github_headers(body, endpoint.secret, "push"))
    assert answer.status_code == 400
    assert not Delivery.objects.exists()


def test_a_form_carries_the_payload_in_a_field(endpoint: Endpoint) -> None:
    body = urlencode({"payload": json.dumps(payloads.ping())}).encode()
    headers = payloads.github_headers(body, endpoint.secret, "ping")
    answer = endpoint.post(body, headers | {"Content-Type": "application/x-www-form-urlencoded"})
    assert answer.status_code == 200
    assert json.loads(Delivery.objects.get().unpack()) == payloads.ping()


def test_a_ping_shows_that_we_are_connected(
    endpoint: Endpoint, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        assert endpoint.signed("ping", payloads.ping()).status_code == 200
    endpoint.connection.refresh_from_db()
    assert endpoint.connection.connected_at is not None
    assert Delivery.objects.get().status == "done"


def test_a_broker_that_is_down_loses_nothing(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    endpoint = Endpoint()

    def down(*args: object) -> None:
        raise OperationalError("no broker")

    with monkeypatch.context() as patched:
        patched.setattr(pull_tasks.process_delivery, "delay", down)
        assert endpoint.signed("ping", payloads.ping()).status_code == 200
    Delivery.objects.update(handed_at="2020-01-01T00:00:00Z")
    pull_tasks.revive()
    assert Delivery.objects.get().status == "done"


def test_secrets_rotate_with_a_day_of_grace(endpoint: Endpoint) -> None:
    old = endpoint.secret
    new = connections.rotate(endpoint.connection, actor="ada")
    for secret, status in ((old, 200), (new, 200), ("x", 401), ("", 401)):
        body = json.dumps({"zen": secret}).encode()
        answer = endpoint.post(body, payloads.github_headers(body, secret, "ping"))
        assert answer.status_code == status
    ForgeConnection.objects.update(previous_until="2020-01-01T00:00:00Z")
    body = payloads.encoded(payloads.ping())
    assert endpoint.post(body, payloads.github_headers(body, old, "ping")).status_code == 401
    endpoint.connection.refresh_from_db()
    assert new not in endpoint.connection.secret


def test_gitlab_sends_its_secret(
    db: None, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    endpoint = Endpoint("gitlab")
    body = payloads.encoded(payloads.merge_request(SLUG, 3, HEAD))
    assert endpoint.post(body, payloads.gitlab_headers("wrong")).status_code == 401
    with django_capture_on_commit_callbacks():
        assert endpoint.post(body, payloads.gitlab_headers(endpoint.secret)).status_code == 202
    deliveries.process(Delivery.objects.get().pk)
    head = PullHead.objects.get()
    assert (head.sha, head.base_ref, head.fetch_ref) == (HEAD, "main", "refs/merge-requests/3/head")


def test_gitea_signs_in_a_header_of_its_own(
    db: None, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    endpoint = Endpoint("gitea")
    payload = payloads.pull_request("synchronized", payloads.pull(SLUG, 3, HEAD, BASE), installation=None)
    body = payloads.encoded(payload)
    assert endpoint.post(body, payloads.gitea_headers(body, "wrong", "pull_request")).status_code == 401
    with django_capture_on_commit_callbacks():
        headers = payloads.gitea_headers(body, endpoint.secret, "pull_request")
        assert endpoint.post(body, headers).status_code == 202
    deliveries.process(Delivery.objects.get().pk)
    assert PullHead.objects.get().fetch_ref == "refs/pull/3/head"


BAD_VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.text(max_size=60),
    st.sampled_from(
        ["-x", "..", "refs/heads/--upload-pack=x", "main\n", "a b", "\ud800", "9" * 400, "x" * 400]
    ),
    st.lists(st.integers(), max_size=3),
    st.dictionaries(st.text(max_size=5), st.integers(), max_size=3),
)
EVENTS = {
    "pull_request": opened(),
    "push": payloads.push(SLUG, HEAD),
    "merge_group": payloads.merge_group(SLUG, HEAD, BASE),
    "check_run": payloads.check_run(SLUG, HEAD),
    "check_suite": payloads.check_suite(SLUG, HEAD, "rerequested"),
    "installation": payloads.installation("created", SLUG),
    "installation_repositories": {"action": "added", "repositories_added": [{"full_name": SLUG}]},
}


def paths(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The place of every value in a payload."""
    found = [at] if at else []
    rows = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, below in rows:
        found += paths(below, (*at, key))
    return found


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, Fuzzed]:
    """A real event with some of its values replaced or taken away."""
    event = draw(st.sampled_from(sorted(EVENTS)))
    payload = json.loads(json.dumps(EVENTS[event]))
    for place in draw(st.lists(st.sampled_from(paths(payload)), min_size=1, max_size=3)):
        holder: Any = payload
        try:
            for key in place[:-1]:
                holder = holder[key]
            if draw(st.booleans()):
                holder[place[-1]] = draw(BAD_VALUES)
            else:
                del holder[place[-1]]
        except (KeyError, TypeError, IndexError):
            continue
    return event, payload


FUZZING = hypothesis_settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@FUZZING
@given(found=damaged())
def test_damaged_deliveries_never_crash(endpoint: Endpoint, found: tuple[str, Fuzzed]) -> None:
    event, payload = found
    answer = endpoint.signed(event, payload)
    assert answer.status_code in (202, 400)
    delivery = Delivery.objects.order_by("-pk").first()
    if delivery is not None:
        deliveries.process(delivery.pk)
        delivery.refresh_from_db()
        assert delivery.status in ("done", "ignored", "failed")
    refs = [name for row in PullHead.objects.values_list("base_ref", "fetch_ref") for name in row]
    assert not any(name.startswith("-") or " " in name or ".." in name for name in refs)


@FUZZING
@given(
    body=st.one_of(st.binary(max_size=300), damaged().map(lambda found: payloads.encoded(found[1]))),
    signature=st.one_of(st.text(max_size=80), st.just("sha256=" + "0" * 64)),
    event=st.text(max_size=30),
    guid=st.text(max_size=120),
)
def test_forged_deliveries_leave_no_trace(
    endpoint: Endpoint, body: bytes, signature: str, event: str, guid: str
) -> None:
    headers = {"X-Hub-Signature-256": signature, "X-GitHub-Event": event, "X-GitHub-Delivery": guid}
    answer = endpoint.post(body, headers)
    assert told(answer)[:2] == (401, b'{"status": "not accepted"}')
    assert not Delivery.objects.exists()
    assert nothing_happened()


@FUZZING
@given(guid=st.text(max_size=120), event=st.text(max_size=80))
def test_strange_labels_are_refused(endpoint: Endpoint, guid: str, event: str) -> None:
    body = payloads.encoded({})
    signature = hmac.new(endpoint.secret.encode(), body, hashlib.sha256).hexdigest()
    headers = {
        "X-Hub-Signature-256": f"sha256={signature}",
        "X-GitHub-Event": event,
        "X-GitHub-Delivery": guid,
    }
    assert endpoint.post(body, headers).status_code in (200, 202, 400)


@FUZZING
@given(order=st.permutations([1, 2, 3, 4]), again=st.lists(st.sampled_from([1, 2, 3, 4]), max_size=4))
def test_whatever_the_order_the_newest_head_wins(
    endpoint: Endpoint, order: list[int], again: list[int]
) -> None:
    PullRequest.objects.all().delete()
    Delivery.objects.all().delete()
    for at in [*order, *again]:
        found = payloads.pull(SLUG, 1, f"{at}" * 40, BASE, at=at)
        endpoint.signed("pull_request", payloads.pull_request("synchronize", found), f"delivery-{at}")
        for delivery in Delivery.objects.filter(status="received"):
            deliveries.process(delivery.pk)
    pull = PullRequest.objects.select_related("head").get()
    assert pull.head is not None
    assert (pull.head_sha, pull.head.sha, pull.head.status) == ("4" * 40, "4" * 40, "queued")
    assert set(PullHead.objects.exclude(pk=pull.head.pk).values_list("status", flat=True)) <= {"superseded"}
