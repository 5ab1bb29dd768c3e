"""The pages around pull requests: accessible, never too wide, and they say what matters."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Browser, expect

from tests.browser import pull_seed
from tests.browser.conftest import Site, open_page
from tests.forge.github import GitHub, serving
from tests.forge.scenario import SLUG, Scenario

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = (
    "pulls/",
    "pulls/?state=all&q=export",
    "pulls/?verdict=failure",
    "pulls/?q=nothing-like-this",
    "pulls/12/",
    "pulls/9/",
    "pulls/10/",
    "settings/forge/",
    "settings/forge/deliveries/",
    "settings/gate/",
)


@pytest.fixture(scope="module")
def scenario(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scenario]:
    hosts, settings.FORGE_HOSTS = settings.FORGE_HOSTS, ["127.0.0.1"]
    with serving(GitHub(SLUG)) as github:
        yield pull_seed.fill(tmp_path_factory.mktemp("pulls"), github)
    settings.FORGE_HOSTS = hosts


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("phone", [False, True], ids=["wide", "phone"])
def test_no_page_fails(browser: Browser, site: Site, scenario: Scenario, scheme: str, phone: bool) -> None:
    page = open_page(browser, site, user="ada", phone=phone, scheme=scheme)
    problems: list[str] = []
    page.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    for path in PAGES:
        answer = page.goto(f"{site.address}/r/{scenario.repository.slug}/{path}")
        assert answer
        assert answer.status == 200, path
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            problems.append(f"{path}: wider than the window")
        found = Axe().run(page).response["violations"]
        problems += [f"{path}: {one['id']} {one['nodes'][0]['html'][:200]}" for one in found]
    assert problems == []


def test_a_judgement_is_read_and_asked_for_again(browser: Browser, site: Site, scenario: Scenario) -> None:
    page = open_page(browser, site, user="ada")
    page.goto(f"{site.address}/r/{scenario.repository.slug}/pulls/")
    page.get_by_role("link", name="Export things to the archive").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("#12")
    expect(page.get_by_text("GET /api/things").first).to_be_visible()
    expect(page.get_by_text("shop/store.py:6").first).to_be_visible()
    page.get_by_role("button", name="Judge again").click()
    expect(page.get_by_text("It is judged again.")).to_be_visible()


def test_a_new_secret_is_shown_once(browser: Browser, site: Site, scenario: Scenario) -> None:
    page = open_page(browser, site, user="ada")
    page.on("dialog", lambda dialog: dialog.accept())
    address = f"{site.address}/r/{scenario.repository.slug}/settings/forge/"
    page.goto(address)
    page.get_by_role("button", name="New secret").click()
    secret = page.locator("#new-secret").inner_text()
    assert len(secret) == 64
    page.goto(address)
    expect(page.get_by_text(secret)).to_have_count(0)
