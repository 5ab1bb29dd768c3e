"""The whole life of a pull request with real parts: git over HTTP, web, workers over Redis, a forge."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.forge import payloads
from tests.forge.github import GitHub, serving
from tests.forge.project import APP, BLOCKING_STORE, FILES, HARMLESS_STORE, STORE, Project, make
from tests.forge.scenario import SLUG, app_keys
from tests.servers import free_port
from tests.workers import PATIENCE, Installation, kill

SETUP = """
import json
from tracker.models import Repository
from tracker.services import connections, repositories
from tracker.services.connections import Draft
given = json.loads(%r)
made = repositories.register(location=given["location"], name="shop", check=False)
repositories.update_settings(made, actor="ada", default_branch="main")
draft = Draft("Octo", "github", "app", given["api"], app_id="42", private_key=given["key"])
connection, secret = connections.create(draft, actor="ada")
connections.attach(made, connection, slug=given["slug"], actor="ada")
print(json.dumps({"key": connection.key, "secret": secret}))
"""
HEAD = "select status, conclusion, attempts, stage from tracker_pullhead where sha = '%s'"
AWAY = "select status, title, attempts from tracker_pullhead where sha = '%s'"
UNTOLD = "select id, kind, status, error from tracker_publication where status <> 'told'"


@dataclass
class Life:
    """An installation, the forge it is connected to, and the project they both look at."""

    installation: Installation
    github: GitHub
    project: Project
    address: str
    secret: str

    def deliver(self, event: str, payload: dict[str, Any], guid: str = "") -> int:
        body = payloads.encoded(payload)
        headers = payloads.github_headers(body, self.secret, event, guid)
        return httpx.post(self.address, content=body, headers=headers, timeout=30).status_code

    def changed(self, action: str, head: str, at: int, **columns: Any) -> str:
        """GitHub tells that pull request 1 points at ``head`` now; returns the delivery's id."""
        found = self.github.open(1, head, self.project.base, at=at, **columns)
        guid = f"delivery-{at}"
        assert self.deliver("pull_request", payloads.pull_request(action, found), guid) == 202
        return guid

    def judged(self, sha: str, conclusion: str) -> None:
        self.installation.until(HEAD % sha, lambda rows: bool(rows) and rows[0][:2] == ("judged", conclusion))

    def told(self) -> None:
        """Waits until the forge knows everything."""
        self.installation.until(UNTOLD, lambda rows: rows == [])


def until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)


@contextmanager
def process(installation: Installation, *arguments: str) -> Iterator[None]:
    """A further process of the installation, ended with its children."""
    with (installation.data / f"{arguments[1]}.log").open("ab") as log:
        started = subprocess.Popen(
            [sys.executable, *arguments],
            env=installation.environment(),
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            yield
        finally:
            os.killpg(started.pid, signal.SIGKILL)
            started.wait()


@contextmanager
def web(installation: Installation) -> Iterator[str]:
    port = free_port()
    with process(installation, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "tracker.wsgi"):
        address = f"http://127.0.0.1:{port}"
        until(lambda: answers(address))
        yield address


def answers(address: str) -> bool:
    try:
        return httpx.get(f"{address}/healthz", timeout=5).status_code in (200, 503)
    except httpx.HTTPError:
        return False


def slow_files(modules: int = 60) -> dict[str, str]:
    """The shop, and enough beside it that a scan takes a while."""
    body = "\n".join(
        f"@router.get('/f{n}')\nasync def handler_{n}(n: int = 0):\n"
        f"    return step_{n}([v * {n} for v in range(n) if v % 2], {{'a': n}})\n\n"
        f"def step_{n}(values, table):\n    return [table.get('a') for v in values]\n"
        for n in range(20)
    )
    names = [f"shop/area{number}.py" for number in range(modules)]
    files = {
        name: f"# {name}\nfrom fastapi import APIRouter\nrouter = APIRouter(prefix='/{name[5:-3]}')\n{body}"
        for name in names
    }
    imports = "\n".join(f"from shop import {name[5:-3]}" for name in names)
    includes = "\n".join(f"app.include_router({name[5:-3]}.router)" for name in names)
    return FILES | files | {"shop/app.py": f"{imports}\n{APP}{includes}\n"}


@pytest.fixture
def life(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, redis_server: str) -> Iterator[Life]:
    monkeypatch.setenv("CLEARLOOP_FORGE_HOSTS", "127.0.0.1")
    monkeypatch.setenv("ALLOWED_HOSTS", "127.0.0.1")
    data = tmp_path / "data"
    data.mkdir()
    installation = Installation(data, redis_server)
    installation.manage("migrate", "--verbosity=0")
    project = make(tmp_path, slow_files())
    with ExitStack() as stack:
        github = stack.enter_context(serving(GitHub(SLUG, bare=project.bare, is_private=True)))
        private, github.public_key = app_keys()
        given = {"location": f"{github.url}/git/shop.git", "api": github.url, "slug": SLUG, "key": private}
        made = json.loads(
            installation.manage("shell", "--command", SETUP % json.dumps(given)).splitlines()[-1]
        )
        host = stack.enter_context(web(installation))
        address = f"{host}/webhooks/github/{made['key']}/"
        yield Life(installation, github, project, address, made["secret"])


@pytest.mark.slow
@pytest.mark.whole
@pytest.mark.redis
def test_the_whole_life_of_a_pull_request(life: Life) -> None:
    installation, github, project = life.installation, life.github, life.project
    assert life.deliver("ping", payloads.ping()) == 200

    # The worker dies in mid-scan: another one carries on.
    first = project.propose(1, {"shop/store.py": BLOCKING_STORE})
    with installation.worker() as worker:
        guid = life.changed("opened", first, at=1)
        scanning = ("interpret", "save")
        installation.until(HEAD % first, lambda rows: bool(rows) and rows[0][3] in scanning)
        kill(worker)
    assert installation.rows(HEAD % first)[0][0] == "running"
    installation.rows("update tracker_pullhead set heartbeat_at = '2020-01-01 00:00:00'")
    installation.rows("update tracker_publication set leased_until = null")

    with installation.worker(2), process(installation, "-m", "celery", "-A", "tracker", "beat", "-s", "beat"):
        life.judged(first, "failure")
        assert installation.rows(HEAD % first)[0][2] == 2
        life.told()
        assert github.final(first) == ("completed", "failure")
        (comment,) = github.comments.values()
        assert "GET /api/things" in comment["body"]

        # The same delivery again changes nothing.
        assert life.deliver("pull_request", payloads.pull_request("opened", github.pulls[1]), guid) == 202
        assert installation.rows("select count(*) from tracker_pullhead") == [(1,)]

        # A force push while the commit before it is being judged.
        github.git_flows.clear()
        second = project.propose(1, {"shop/store.py": HARMLESS_STORE})
        older = payloads.pull_request("synchronize", github.open(1, second, project.base, at=2))
        assert life.deliver("pull_request", older, "delivery-2") == 202
        installation.until(HEAD % second, lambda rows: bool(rows) and rows[0][0] == "running")
        third = project.propose(1, {"shop/store.py": BLOCKING_STORE + "\n# again\n"})
        life.changed("synchronize", third, at=3)
        installation.until(HEAD % second, lambda rows: rows[0][0] == "superseded")
        github.git_flows.set()
        life.judged(third, "failure")
        life.told()
        assert github.final(third) == ("completed", "failure")
        assert github.final(second) in (("completed", "cancelled"), ("none", None))

        # News that arrives late is old news.
        assert life.deliver("pull_request", older, "delivery-2-late") == 202
        late = "select status, outcome from tracker_delivery where guid = 'delivery-2-late'"
        installation.until(late, lambda rows: rows[0][0] == "ignored")

        # The forge is down for a while, repository and all: nothing is lost.
        github.is_down = github.git_is_down = True
        fourth = project.propose(1, {"shop/store.py": STORE})
        life.changed("synchronize", fourth, at=4)
        installation.until(AWAY % fourth, lambda rows: rows == [("queued", "Waiting for the forge", 0)])
        installation.until(UNTOLD, lambda rows: any("503" in row[3] for row in rows))
        github.is_down = github.git_is_down = False
        life.judged(fourth, "success")
        life.told()
        assert github.final(fourth) == ("completed", "success")

        life.changed("closed", fourth, at=5, state="closed", merged=True)
        state = "select state from tracker_pullrequest"
        installation.until(state, lambda rows: rows == [("merged",)])
    assert len(github.comments) == 1
    assert "No change on the event loop" in github.comments[100]["body"]
    assert [run["head_sha"] for run in github.checks.values()].count(fourth) == 1
    assert (
        installation.rows("select guid from tracker_delivery where status not in ('done', 'ignored')") == []
    )
    assert github.complaints == []
