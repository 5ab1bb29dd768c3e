"""The start command: what stops it, and one whole installation started, hurt and ended."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.servers import free_port
from tests.whole import PATIENCE, ROOT, Running, environment, is_running, start, until
from tracker import startup
from tracker.models import Installation
from tracker.services import address
from tracker.startup import StartError


def test_a_taken_port_is_told() -> None:
    with startup.listen("127.0.0.1", 0) as first:
        port = first.getsockname()[1]
        with pytest.raises(StartError, match=f"Port {port} is taken"):
            startup.listen("127.0.0.1", port)


def test_a_port_out_of_range_is_told() -> None:
    with pytest.raises(StartError, match="99999 is not a port"):
        startup.listen("127.0.0.1", 99999)


def test_an_unknown_address_is_told() -> None:
    with pytest.raises(StartError, match="Cannot listen on 192"):
        startup.listen("192.0.2.1", 8000)


def test_a_missing_git_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(StartError, match="git command is missing"):
        startup.require_git()


def test_a_data_directory_has_one_owner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(startup, "LOCK_PATIENCE", 0.0)
    told = pytest.raises(StartError, match=rf"already runs on .* \(process {os.getpid()}\)")
    with startup.sole_owner(tmp_path), told, startup.sole_owner(tmp_path):
        pass
    with startup.sole_owner(tmp_path):
        assert (tmp_path / "up.lock").read_text() == str(os.getpid())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("known", "offered", "remembered"),
    [
        ("", "http://localhost:8123", "http://localhost:8123"),
        ("http://localhost:8000", "http://localhost:8123", "http://localhost:8123"),
        ("https://clearloop.example.com", "http://localhost:8123", "https://clearloop.example.com"),
        ("https://old.example.com", "https://new.example.com/", "https://new.example.com"),
    ],
)
def test_the_address_for_mails_is_the_widest_known(known: str, offered: str, remembered: str) -> None:
    Installation.objects.update_or_create(pk=1, defaults={"base_url": known})
    address.remember(offered)
    assert Installation.current().base_url == remembered


def refused(data: Path, *arguments: str, **variables: str) -> str:
    """The one line with which ``up`` ends at once."""
    done = subprocess.run(
        [sys.executable, "manage.py", "up", "--port=0", *arguments],
        cwd=ROOT,
        env=environment(data, variables),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert done.returncode == 1, done.stderr
    return done.stderr.strip()


@pytest.mark.slow
def test_obstacles_are_one_line_each(tmp_path: Path) -> None:
    data = tmp_path / "data"
    (tmp_path / "file").write_text("")
    assert refused(data, f"--repo={tmp_path}/no") == f"clearloop: {tmp_path}/no does not exist."
    assert refused(data, "--repo=--upload-pack=x").startswith("clearloop: That is neither")
    assert refused(tmp_path / "file" / "x").startswith("clearloop: ")
    broken = f"postgres://nobody@127.0.0.1:{free_port()}/none"
    assert refused(data, DATABASE_URL=broken).startswith("clearloop: The database cannot be used")


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    one = start(tmp_path / "data")
    yield one
    one.process.kill()
    one.process.wait()


@pytest.mark.slow
@pytest.mark.whole
def test_a_whole_installation(running: Running, tmp_path: Path) -> None:
    assert running.health() == 200
    with httpx.Client(follow_redirects=True) as browser:
        page = browser.get(running.link)
        assert page.status_code == 200, running.log("web")
        assert "Repositories" in page.text
        sheets = re.findall(r'href="(/static/[^"]+\.css)"', page.text)
        assert sheets
        assert [browser.get(running.address + sheet).status_code for sheet in sheets] == [200] * len(sheets)
    assert httpx.get(running.link).status_code == 410

    first = running.worker()
    assert first is not None
    os.kill(first, signal.SIGKILL)
    until(lambda: running.worker() not in (None, first))
    until(lambda: running.health() == 200)

    assert len(running.children()) == 3
    everybody = running.everybody()
    running.process.send_signal(signal.SIGINT)
    assert running.process.wait(30) == 0
    assert not any(is_running(one) for one in everybody)
    assert running.health() == 0


@pytest.mark.slow
@pytest.mark.whole
def test_children_of_a_killed_supervisor_end(running: Running) -> None:
    everybody = running.everybody()
    running.process.kill()
    running.process.wait()
    until(lambda: not any(is_running(one) for one in everybody))
