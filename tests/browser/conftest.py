"""One seeded installation and one Chromium for all browser tests."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from tests.browser import seed

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-quic"]
WIDE = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}


@dataclass(frozen=True)
class Site:
    """The running server and what lies in it."""

    address: str
    slug: str
    unit: int
    scan: int
    public_key: str

    def page(self, path: str) -> str:
        return f"{self.address}/r/{self.slug}/{path}"


@pytest.fixture
def _django_db_helper(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """In place of pytest-django's: tests of a module share what ``site`` wrote, so nothing is rolled back."""
    with django_db_blocker.unblock():
        yield


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    # The driver keeps an event loop in this thread, which Django would take for async code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    try:
        with sync_playwright() as driver:
            found = driver.chromium.launch(executable_path=chromium, args=FLAGS)
            yield found
            found.close()
    finally:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="module")
def site(
    browser: Browser,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Site]:
    """Seeded once for a module: seeding takes seconds, and most tests only read."""
    with django_db_blocker.unblock():
        call_command("flush", interactive=False, verbosity=0)
        seed.make_people()
        repository = seed.fill(tmp_path_factory.mktemp("field"), datetime.now(UTC))
        server = LiveServer("localhost")
        yield describe(server, repository)
        server.stop()
        call_command("flush", interactive=False, verbosity=0)


def describe(server: LiveServer, repository: Any) -> Site:
    from tracker.models import Unit
    from tracker.services import repositories

    opened = repositories.set_public(repository, public=True, actor="ada")
    unit = Unit.objects.filter(repository=repository, kind="route", lifecycle__in=Unit.BLOCKED).latest("path")
    return Site(server.url, repository.slug, unit.pk, repository.latest_scan_id, opened.public_key)


def open_page(
    browser: Browser,
    site: Site,
    *,
    user: str = "",
    phone: bool = False,
    scheme: str = "light",
    **options: Any,
) -> Page:
    """A fresh browser window, signed in as ``user`` if one is named."""
    size = PHONE if phone else WIDE
    context = browser.new_context(viewport=size, color_scheme=scheme, **options)  # type: ignore[arg-type]  # plain values
    if user:
        context.add_cookies([session_cookie(site, user)])  # type: ignore[list-item]  # a plain dictionary
    page = context.new_page()
    page.set_default_timeout(15_000)
    return page


def session_cookie(site: Site, user: str) -> dict[str, str]:
    from django.conf import settings
    from django.contrib.auth import get_user_model
    from django.test import Client

    client = Client()
    client.force_login(
        get_user_model().objects.get(username=user), backend="tracker.accounts.PasswordBackend"
    )
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "url": site.address}
