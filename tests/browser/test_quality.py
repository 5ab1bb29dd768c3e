"""Every page, light and dark, wide and phone: accessible, quiet in the console, never too wide."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, expect

from tests.browser.conftest import Site, open_page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = (
    "",
    "?by=subsystem&in=shared",
    "?by=owner",
    "?by=owner&in=@north/assets",
    "treemap/?by=owner",
    "units/UNIT/patch/",
    "next/",
    "inventory/",
    "inventory/?q=nothing-like-this",
    "inventory/?subsystem=wells",
    "inventory/?through=field.wells:load_1&kind=route&since=2020-01-01&class=blocking-async",
    "units/UNIT/",
    "findings/",
    "calls/",
    "calls/?of=UNIT",
    "phases/",
    "phases/wells/",
    "owners/",
    "owners/trend/?owner=@north/assets",
    "report/",
    "report/moves/cleared/",
    "scans/compare/",
    "scans/",
    "scans/SCAN/",
    "scans/SCAN/unresolved/",
    "scans/SCAN/unresolved/?of=UNIT&context=loop",
    "scans/?trigger=pull_request",
    "benchmarks/",
    "capacity/",
    "capacity/dependencies/",
    "audit/",
    "settings/",
    "settings/scanner/",
    "settings/subsystems/",
    "settings/public/",
    "settings/danger/",
)
ELSEWHERE = ("/", "/members/", "/tokens/", "/p/KEY/", "/digest/leave/unknown/")
OUTSIDE = ("/accounts/login/", "/accounts/password/reset/", "/p/KEY/")


def addresses(site: Site) -> list[str]:
    inside = [site.page(path) for path in PAGES] + [site.address + path for path in ELSEWHERE]
    return [named(site, path) for path in inside]


def named(site: Site, path: str) -> str:
    path = path.replace("UNIT", str(site.unit)).replace("SCAN", str(site.scan))
    return path.replace("KEY", site.public_key)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("phone", [False, True], ids=["wide", "phone"])
def test_no_page_fails(browser: Browser, site: Site, scheme: str, phone: bool) -> None:
    page = open_page(browser, site, user="ada", phone=phone, scheme=scheme)
    problems: list[str] = []

    def listen(said: ConsoleMessage) -> None:
        if said.type == "error":
            problems.append(f"{page.url}: {said.text}")

    page.on("console", listen)
    page.on("pageerror", lambda error: problems.append(f"{page.url}: {error}"))
    for address in addresses(site):
        answer = page.goto(address)
        assert answer
        assert answer.status == 200, address
        page.wait_for_load_state("networkidle")
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            problems.append(f"{address}: wider than the window")
        found = Axe().run(page).response["violations"]
        problems += [f"{address}: {one['id']} {one['nodes'][0]['html'][:200]}" for one in found]
    assert problems == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_that_refuses_fails(browser: Browser, site: Site, scheme: str) -> None:
    page = open_page(browser, site, user="vera", scheme=scheme)
    refusals = {site.page("settings/"): 403, site.page("nothing/"): 404, site.page("inventory/bulk/"): 405}
    for address, status in refusals.items():
        answer = page.goto(address)
        assert answer
        assert answer.status == status
        assert page.get_by_role("link", name="All repositories").is_visible()
        assert [one["id"] for one in Axe().run(page).response["violations"]] == [], address


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("phone", [False, True], ids=["wide", "phone"])
def test_what_opens_over_a_page_fails_no_more(browser: Browser, site: Site, scheme: str, phone: bool) -> None:
    page = open_page(browser, site, user="ada", phone=phone, scheme=scheme)
    page.goto(site.page("inventory/?kind=route&subsystem=wells"))
    page.get_by_text("More filters").click()
    expect(page.get_by_label("Subsystem", exact=True)).to_be_visible()
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert [one["id"] for one in Axe().run(page).response["violations"]] == []
    page.keyboard.press("Escape")
    page.get_by_label("Select all on this page").check()
    expect(page.locator("#bulkbar")).to_be_visible()
    assert [one["id"] for one in Axe().run(page).response["violations"]] == []
    page.goto(site.page(f"units/{site.unit}/"))
    page.get_by_role("button", name="Assign").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert [one["id"] for one in Axe().run(page).response["violations"]] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_outside_fails(browser: Browser, site: Site, scheme: str) -> None:
    page = open_page(browser, site, scheme=scheme)
    for path in OUTSIDE:
        page.goto(named(site, site.address + path))
        found = Axe().run(page).response["violations"]
        assert [one["id"] for one in found] == [], path
