"""The readiness checklist: read from the code, and not content with the mere presence of a thing."""

from __future__ import annotations

from typing import Any

import pytest

from tests.documents import document, route
from tests.factories import make_repository, make_scan
from tracker.models import Finding, Repository
from tracker.queries.board import Check, board, columns, readiness
from tracker.queries.capacity import reading
from tracker.services.ingest import record

pytestmark = pytest.mark.django_db
ENGINE = {"name": "shop.db:engine", "file": "shop/db.py", "line": 4, "is_async": True}


def scanned(**stack: Any) -> Repository:
    repository = make_repository()
    plain = route("/healthz", handler="shop.ops:health", classification="converted-def")
    made = document([route("/things"), plain])
    made["stack"].update(stack)  # type: ignore[typeddict-item]  # some members of it
    record(make_scan(repository, position=1), made)
    repository.refresh_from_db()
    return repository


def first(repository: Repository) -> Check:
    return readiness(repository.latest_scan)[0]


def test_an_async_engine_counts_with_the_driver_it_names() -> None:
    repository = scanned(async_engines=[{**ENGINE, "dialect": "postgresql", "driver": "asyncpg"}])
    assert first(repository) == Check("An async engine on an async driver", True, "shop.db:engine (asyncpg)")


def test_an_async_engine_on_a_synchronous_driver_is_not_ready() -> None:
    repository = scanned(async_engines=[{**ENGINE, "dialect": "postgresql", "driver": "psycopg2"}])
    Finding.objects.create(
        repository=repository, fingerprint="f", code="CL205", level="warning", file="shop/db.py", line=4
    )
    assert not first(repository).met
    assert "psycopg2, no async driver" in first(repository).detail


def test_without_an_engine_nothing_is_ready() -> None:
    assert not any(check.met for check in readiness(scanned().latest_scan))


def test_the_board_shows_every_subsystem_once() -> None:
    repository = scanned()
    cards = [card for column in columns(repository) for card in (*column.shown, *column.more)]
    assert len(cards) == len([card for card in board(repository) if card.counts])


def test_capacity_counts_plain_routes_and_names_health_routes_among_them() -> None:
    read = reading(scanned(thread_dependencies=[]))
    assert (read.routes_in_threads, read.health_in_threads) == (1, ("/healthz",))
