"""Private repositories are fetched with the token of their forge, and the token goes nowhere else."""

from __future__ import annotations

import logging
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db.models import F
from django.urls import reverse
from pytest_django import Settings

from tests.forge.github import PERSONAL, TOKEN, GitHub
from tests.forge.github import serving as serving_forge
from tests.forge.project import BLOCKING_STORE, Project, make
from tests.forge.scenario import SLUG, Scenario, connect
from tests.forge.smart_git import SmartGit, serving
from tests.people import everybody
from tracker import pull_tasks
from tracker.models import AuditEntry, ForgeConnection, PullHead, Repository, Scan
from tracker.services import connections, git_access, heads, mirrors, repositories, scanning, scans
from tracker.services.connections import Draft
from tracker.services.git import SignInError, UnreachableError

pytestmark = pytest.mark.django_db(transaction=True)
SECRET = "glpat-s3cret'$(x)"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make(tmp_path)


@pytest.fixture
def private(project: Project, settings: Settings) -> Iterator[SmartGit]:
    """A server of the project that asks for a password."""
    settings.FORGE_HOSTS = ["127.0.0.1"]
    with serving(SmartGit(project.bare.parent, {SECRET})) as server:
        yield server


def bound(server: SmartGit, kind: str) -> Repository:
    """The project as a remote of ``server``, whose forge gave us the secret as its token."""
    made = repositories.register(location=f"{server.url}/shop.git", name="shop", check=False)
    connection, _ = connections.create(Draft("F", kind, "token", server.url, token=SECRET), actor="ada")
    connections.attach(made, connection, slug=SLUG, actor="ada")
    return made


@pytest.mark.parametrize(
    ("kind", "user"), [("github", "x-access-token"), ("gitlab", "oauth2"), ("gitea", "oauth2")]
)
def test_the_token_of_the_forge_opens_the_repository(
    private: SmartGit, project: Project, kind: str, user: str
) -> None:
    repository = bound(private, kind)
    mirrors.refresh(repository)
    assert mirrors.resolve(repository, "main") == project.base
    assert mirrors.default_branch(repository) == "main"
    assert mirrors.has_branch(repository, "main")
    assert private.credentials() == {"", f"{user}:{SECRET}"}


def test_the_token_is_nowhere_to_be_read(
    private: SmartGit, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    commands: list[list[str]] = []
    start = subprocess.Popen

    def spy(command: list[str], **about: Any) -> Any:
        commands.append(command)
        return start(command, **about)

    monkeypatch.setattr(subprocess, "Popen", spy)
    caplog.set_level(logging.DEBUG)
    repository = bound(private, "github")
    scan = scans.request(repository, trigger=Scan.Trigger.MANUAL)
    claimed = scans.claim(scan.pk, worker="w")
    assert claimed is not None
    scanning.run(claimed)
    scan.refresh_from_db()
    assert scan.status == Scan.Status.DONE, scan.error
    private.passwords = {"another"}
    with pytest.raises(SignInError) as caught:
        mirrors.refresh(repository)
    mirror = mirrors.place(repository)
    kept = "".join(path.read_text(errors="replace") for path in mirror.rglob("*") if path.is_file())
    lines = " ".join(scan.log.values_list("text", flat=True))
    said = f"{commands}{caplog.text}{caught.value}{kept}{lines}{repository.credential}"
    assert "s3cret" not in said
    assert any("fetch" in command for command in commands)


def test_a_server_that_is_redirected_to_is_not_given_the_token(
    private: SmartGit, project: Project, settings: Settings
) -> None:
    with serving(SmartGit(project.bare.parent, {SECRET})) as other:
        repository = bound(private, "github")
        private.elsewhere = other.url.replace("127.0.0.1", "localhost")
        with pytest.raises(SignInError, match="asks for a sign-in"):
            mirrors.refresh(repository)
        other.passwords = set()
        mirrors.refresh(repository)
        assert other.credentials() == {""}


def test_a_stored_credential_goes_before_the_forge(private: SmartGit) -> None:
    private.passwords = {"own"}
    location = f"{private.url}/shop.git".replace("://", "://ann:own@")
    repository = repositories.register(location=location, name="shop")
    connection, _ = connections.create(Draft("F", "github", "token", private.url, token=SECRET), actor="ada")
    connections.attach(repository, connection, slug=SLUG, actor="ada")
    mirrors.refresh(repository)
    assert private.credentials() == {"", "ann:own"}


@pytest.mark.parametrize(
    ("kind", "api", "location", "holds"),
    [
        ("github", "https://api.github.com", "https://github.com/octo/shop", True),
        ("github", "https://api.github.com", "https://github.com:443/octo/shop.git", True),
        ("github", "https://api.corp.ghe.com", "https://corp.ghe.com/octo/shop", True),
        ("github", "https://github.example.com/api/v3", "https://github.example.com/octo/shop", True),
        ("gitlab", "https://git.example.com/api/v4", "https://git.example.com/octo/shop", True),
        ("gitea", "https://git.example.com:3000/api/v1", "https://git.example.com:3000/octo/shop", True),
        ("gitea", "https://git.example.com:3000/api/v1", "https://git.example.com/octo/shop", False),
        ("gitlab", "https://api.example.com/v4", "https://example.com/octo/shop", False),
        ("github", "https://api.github.com", "https://github.com.example.net/octo/shop", False),
        ("github", "https://api.github.com", "https://evil.example/github.com/octo/shop", False),
        ("github", "https://api.github.com", "http://github.com/octo/shop", False),
        ("github", "https://api.github.com", "ssh://git@github.com/octo/shop", False),
        ("github", "https://api.github.com", "git@github.com:octo/shop.git", False),
    ],
)
def test_the_token_is_only_for_the_host_of_the_forge(kind: str, api: str, location: str, holds: bool) -> None:
    assert git_access.serves(ForgeConnection(kind=kind, api_url=api), location) is holds


def test_a_server_that_is_down_is_told_from_one_that_refuses(private: SmartGit) -> None:
    repository = bound(private, "gitlab")
    private.is_down = True
    with pytest.raises(UnreachableError):
        mirrors.refresh(repository)


@pytest.fixture
def scenario(tmp_path: Path, project: Project, settings: Settings) -> Iterator[Scenario]:
    """A private repository at GitHub, bound to an App."""
    settings.FORGE_HOSTS = ["127.0.0.1"]
    with serving_forge(GitHub(SLUG, bare=project.bare, is_private=True)) as github:
        location = f"{github.url}/git/shop.git"
        yield connect(github, project, location=location)
        assert [each for each in github.complaints if "401" not in each and "404" not in each] == []


def test_a_pull_request_of_a_private_repository_is_judged(scenario: Scenario) -> None:
    sha = scenario.project.propose(1, {"shop/store.py": BLOCKING_STORE})
    scenario.opened(1, sha)
    head = scenario.head(1)
    assert (head.status, head.conclusion) == ("judged", "failure"), head.reasons
    assert scenario.github.final(sha) == ("completed", "failure")
    assert scenario.github.git.credentials() == {"", f"x-access-token:{TOKEN}"}


def test_a_token_that_was_revoked_is_replaced(scenario: Scenario) -> None:
    mirrors.refresh(scenario.repository)
    scenario.github.token = "ghs_another"
    mirrors.refresh(scenario.repository)
    assert "x-access-token:ghs_another" in scenario.github.git.credentials()
    scenario.github.token = "ghs_a_third"
    sha = scenario.project.propose(1, {"shop/store.py": BLOCKING_STORE})
    scenario.opened(1, sha)
    assert scenario.github.final(sha) == ("completed", "failure")


def test_an_app_that_was_installed_anew_is_found(scenario: Scenario) -> None:
    mirrors.refresh(scenario.repository)
    scenario.repository.installation_id = 7
    scenario.repository.save()
    scenario.github.installation, scenario.github.token = 8, "ghs_of_eight"
    mirrors.refresh(scenario.repository)
    assert "x-access-token:ghs_of_eight" in scenario.github.git.credentials()


def test_a_forge_that_is_away_for_a_while_is_waited_for(scenario: Scenario) -> None:
    sha = scenario.project.propose(1, {"shop/store.py": BLOCKING_STORE})
    scenario.github.git_is_down = True
    scenario.opened(1, sha)
    waiting = scenario.head(1)
    assert (waiting.status, waiting.title, waiting.attempts) == ("queued", "Waiting for the forge", 0)
    assert "503" in waiting.reasons[0]
    assert scenario.github.final(sha) == ("queued", None)
    assert heads.reap() == []
    pass_time(waiting, heads.SHORTEST_PAUSE)
    scenario.github.git_is_down = False
    assert heads.reap() == [waiting.pk]
    pull_tasks.judge(waiting.pk)
    judged = scenario.head(1)
    assert (judged.status, judged.conclusion, judged.unreachable_since) == ("judged", "failure", None)
    assert scenario.github.final(sha) == ("completed", "failure")


def test_a_forge_that_stays_away_ends_neutral_with_the_reason(scenario: Scenario) -> None:
    sha = scenario.project.propose(1, {"shop/store.py": BLOCKING_STORE})
    scenario.github.git_is_down = True
    scenario.opened(1, sha)
    pass_time(scenario.head(1), heads.PATIENCE)
    pull_tasks.judge(scenario.head(1).pk)
    head = scenario.head(1)
    assert (head.status, head.conclusion) == ("failed", "neutral")
    assert "503" in head.reasons[0]
    assert scenario.github.final(sha) == ("completed", "neutral")
    scenario.github.git_is_down = False
    pull_tasks.catch_up_repository(scenario.repository.pk)
    assert (scenario.head(1).status, scenario.head(1).conclusion) == ("judged", "failure")
    assert scenario.github.final(sha) == ("completed", "failure")


def pass_time(head: PullHead, span: timedelta) -> None:
    """As if ``span`` had passed since the forge was found away."""
    PullHead.objects.filter(pk=head.pk).update(
        unreachable_since=F("unreachable_since") - span, heartbeat_at=F("heartbeat_at") - span
    )


def test_a_personal_token_reads_and_reports(tmp_path: Path, settings: Settings) -> None:
    settings.FORGE_HOSTS = ["127.0.0.1"]
    project = make(tmp_path / "p")
    with serving_forge(GitHub(SLUG, bare=project.bare, is_private=True)) as github:
        scenario = connect(github, project, auth="token", location=f"{github.url}/git/shop.git")
        sha = project.propose(1, {"shop/store.py": BLOCKING_STORE})
        scenario.opened(1, sha)
        assert scenario.head(1).conclusion == "failure"
        assert github.git.credentials() == {"", f"x-access-token:{PERSONAL}"}


def test_a_private_repository_is_added_before_its_forge(project: Project, settings: Settings) -> None:
    settings.FORGE_HOSTS = ["127.0.0.1"]
    client = everybody().admin.client
    with serving_forge(GitHub(SLUG, bare=project.bare, is_private=True)) as github:
        location = f"{github.url}/git/shop.git"
        assert "asks for a sign-in" in client.post("/", {"location": location}).content.decode()
        added = client.post("/", {"location": location, "name": "Shop", "private": "on"})
        place = added.headers["Location"]
        assert place == reverse("forge-settings", args=["shop"])
        given = {"name": "F", "kind": "github", "api_url": github.url, "auth": "token", "token": PERSONAL}
        client.post(place, {"action": "save", **given})
        connection = ForgeConnection.objects.get()
        client.post(place, {"action": "attach", "connection": connection.pk, "slug": SLUG})
    scan = Scan.objects.get(repository__slug="shop")
    assert (scan.status, scan.revision) == (Scan.Status.DONE, project.base), scan.error


PAGES = ("forge-settings", "deliveries", "pulls", "scans", "settings", "audit")


def test_no_page_shows_what_was_entered(private: SmartGit) -> None:
    client = everybody().admin.client
    repository = bound(private, "gitlab")
    place = reverse("forge-settings", args=[repository.slug])
    key = "-----BEGIN WRONG KEY----- s3cret"
    given = {"name": "", "kind": "github", "api_url": "https://10.0.0.1/", "auth": "app", "app_id": "1"}
    answers = [client.post(place, {"action": "save", **given, "private_key": key, "token": SECRET})]
    answers += [client.get(reverse(name, args=[repository.slug])) for name in PAGES]
    answers += [client.get("/api/v1/repositories"), client.get(f"/api/v1/repositories/{repository.slug}")]
    assert [answer.status_code for answer in answers[1:]] == [200] * (len(answers) - 1)
    assert not any(b"s3cret" in answer.content for answer in answers)
    rows = str(list(AuditEntry.objects.values())) + str(ForgeConnection.objects.values())
    assert "s3cret" not in rows
