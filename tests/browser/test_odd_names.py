"""Names of any length and script, and a window of half the width: nothing is cut off or crushed."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Site, open_page
from tests.documents import document, helper, route
from tests.factories import make_repository, make_scan
from tracker.models import Repository, Unit
from tracker.services.ingest import record

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = "p" * 300
PAGES = ("", "next/", "inventory/", "findings/", "calls/", "phases/", "owners/", "report/", "units/UNIT/")
READABLE = 150  # pixels


@pytest.fixture(scope="module")
def odd(site: Site) -> Repository:
    repository = make_repository(slug="odd", name="Odd names")
    routes = [
        route(
            f"/{LONG}", handler=f"app:{'a_long_name_' * 15}", symbol=f"lib.{'s' * 240}", subsystem=LONG[:90]
        ),
        route("/مرحبا/{معرف}/بالعالم", handler="app:معالج_الطلب", subsystem="مرحبا"),
        route("/<script>alert(1)</script>", handler="app:script", subsystem="<b>"),
    ]
    helpers = [helper(f"app:{'h' * 240}", routes=[each["id"] for each in routes])]
    record(make_scan(repository, position=1), document(routes, helpers))
    return repository


@pytest.mark.parametrize("width", [390, 720, 1024, 1440])
def test_no_name_makes_a_page_too_wide(browser: Browser, site: Site, odd: Repository, width: int) -> None:
    unit = Unit.objects.get(repository=odd, kind="route", path__contains="pp")
    page = open_page(browser, site, user="ada")
    page.set_viewport_size({"width": width, "height": 800})
    wide = []
    for path in PAGES:
        page.goto(f"{site.address}/r/odd/{path.replace('UNIT', str(unit.pk))}")
        page.wait_for_load_state("networkidle")
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(path)
    assert wide == []


@pytest.mark.parametrize("width", [720, 900, 1024])
def test_units_can_be_read_in_a_narrow_window(
    browser: Browser, site: Site, odd: Repository, width: int
) -> None:
    page = open_page(browser, site, user="ada")
    page.set_viewport_size({"width": width, "height": 450})
    for address in (site.page("inventory/"), site.page("calls/"), f"{site.address}/r/odd/inventory/"):
        page.goto(address)
        box = page.locator("main table.cards tbody th").first.bounding_box()
        assert box
        assert box["width"] > READABLE, address
