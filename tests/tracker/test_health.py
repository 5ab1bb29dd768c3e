"""The health page and the signs of life behind it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import caches
from django.db import DatabaseError
from django.test import Client

from tracker import health, healthcheck, liveness
from tracker.liveness import BEAT, WORKER


@pytest.mark.django_db
def test_all_up(client: Client) -> None:
    liveness.mark(WORKER)
    liveness.mark(BEAT)
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "web": "up", "database": "up", "worker": "up", "beat": "up"}
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_no_worker_is_a_failure(client: Client) -> None:
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json()["worker"] == "down"
    assert answer.json()["database"] == "up"


@pytest.mark.django_db
def test_a_silent_worker_counts_as_down(client: Client) -> None:
    caches["liveness"].set(WORKER, time.time() - liveness.FRESH - 1)
    assert client.get("/healthz").status_code == 503


def test_no_database_is_a_failure(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        def cursor(self) -> Any:
            raise DatabaseError("gone")

    liveness.mark(WORKER)
    monkeypatch.setattr(health, "connection", Broken())
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json()["database"] == "down"
    assert answer.json()["worker"] == "up"


def test_only_reading(client: Client) -> None:
    assert client.post("/healthz").status_code == 405


@pytest.fixture
def _quick_marks(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(liveness, "INTERVAL", 0.02)
    yield
    liveness._stopping.set()
    time.sleep(0.05)
    liveness._stopping.clear()


@pytest.mark.usefixtures("_quick_marks")
def test_the_mark_is_renewed() -> None:
    liveness.keep_marking(WORKER)
    deadline = time.monotonic() + 5
    first = None
    while time.monotonic() < deadline:
        seen = caches["liveness"].get(WORKER)
        first = first or seen
        if first and seen > first:
            return
        time.sleep(0.01)
    pytest.fail("the mark was not renewed")


def test_forgetting_takes_the_sign_away() -> None:
    liveness.mark(BEAT)
    assert liveness.is_alive(BEAT)
    liveness.forget(BEAT)
    assert not liveness.is_alive(BEAT)


def test_the_container_check_of_a_worker() -> None:
    assert healthcheck.main([WORKER]) == 1
    liveness.mark(WORKER)
    assert healthcheck.main([WORKER]) == 0


def test_the_container_check_of_the_web(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = {200: 0, 503: 0, 400: 1, 0: 1}
    for status, expected in answers.items():
        monkeypatch.setattr(healthcheck, "ask", lambda host, port, status=status: status)
        assert healthcheck.main(["web"]) == expected


def test_the_container_check_refuses_other_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert healthcheck.main(["cat"]) == 2
    assert "web|worker|beat" in capsys.readouterr().err
