"""Whatever is sent to any operation of the API, the server does not fail and keeps to its own schema."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings
from ninja import Schema
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance

from tests.people import People
from tests.tracker.test_pull_pages import judged
from tracker.models import Note, Repository, Unit
from tracker.services import tokens

pytestmark = pytest.mark.django_db
Test = TypeVar("Test", bound=Callable[..., None])
schema: Any = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
bounded = settings(
    max_examples=7,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],
)


@pytest.fixture
def token(people: People) -> str:
    assert people.admin.user is not None
    return tokens.create(people.admin.user, name="fuzz", scope="write")


@pytest.fixture
def ids(shop: Repository, people: People) -> dict[str, int]:
    """What the second part of an address may name, by the word before it."""
    unit = Unit.objects.filter(repository=shop, lifecycle__in=Unit.BLOCKED).latest("pk")
    head = judged(shop)
    note = Note.objects.create(unit=unit, author="admin", text="Ask Ada")
    return {"units": unit.pk, "scans": shop.latest_scan_id or 0, "notes": note.pk, "heads": head.pk}


@pytest.fixture
def _connection_kept() -> Iterator[None]:
    """Outside of tests a request gives its connection back at its end, and with it would go the fixtures."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


every_operation: Callable[[Test], Test] = schema.parametrize()


@every_operation
@pytest.mark.usefixtures("_connection_kept")
@bounded
def test_no_operation_fails(case: Any, ids: dict[str, int], token: str) -> None:
    aim(case, ids)
    answer = case.call(headers={"Authorization": f"Bearer {token}"})
    case.validate_response(answer, checks=[not_a_server_error, response_schema_conformance])


def aim(case: Any, ids: dict[str, int]) -> None:
    """Random addresses name nothing: let most examples be about what exists."""
    named = case.path_parameters
    words = case.operation.path.split("/")
    if "key" in named:
        named["key"] = "shop"
    if "pk" in named and len(str(named["pk"])) % 4:
        named["pk"] = ids.get(words[words.index("{pk}") - 1], named["pk"])
    if isinstance(named.get("number"), int) and named["number"] % 4:
        named["number"] = 1
    if "slug" in named and len(named["slug"]) % 2:
        named["slug"] = "things"


def test_no_two_shapes_share_a_name() -> None:
    """The schema keeps one of them, and the other's answers would be described wrongly."""
    names = [each.__name__ for each in _shapes(Schema) if each.__module__.startswith("tracker.")]
    assert sorted(names) == sorted(set(names))


def _shapes(base: type[Any]) -> Iterator[type[Any]]:
    for each in base.__subclasses__():
        yield each
        yield from _shapes(each)
