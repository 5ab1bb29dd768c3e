"""Everything by keyboard alone: where the focus goes, that one sees it, and what Escape closes."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Site, open_page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = ("", "next/", "inventory/", "units/UNIT/", "report/", "scans/", "capacity/", "audit/", "settings/")
STOPS = 40
FOCUS = """() => {
  const found = document.activeElement;
  if (!found || found === document.body) return null;
  const box = found.getBoundingClientRect(), style = getComputedStyle(found);
  return {
    text: found.outerHTML.slice(0, 120),
    seen: style.outlineStyle !== "none" || style.boxShadow !== "none" || found.tagName === "INPUT",
    there: box.width > 0 && box.height > 0 && box.right > 0 && box.left < innerWidth,
  };
}"""


def stops(page: Page, most: int) -> list[dict[str, Any]]:
    """What gets the focus, in order, until it leaves the page."""
    found = []
    for _ in range(most):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        if focus is None:
            break
        found.append(focus)
    return found


def test_the_focus_is_seen_wherever_it_goes(browser: Browser, site: Site) -> None:
    page = open_page(browser, site, user="ada")
    for path in PAGES:
        page.goto(site.page(path.replace("UNIT", str(site.unit))))
        page.wait_for_load_state("networkidle")
        found = stops(page, STOPS)
        assert "Skip to content" in found[0]["text"], path
        assert len(found) > 10, path
        assert [one["text"] for one in found if not (one["seen"] and one["there"])] == [], path


def test_the_way_to_the_content_is_one_key(browser: Browser, site: Site) -> None:
    page = open_page(browser, site, user="ada")
    page.goto(site.page("inventory/"))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('#main').contains(document.activeElement)")


def test_menus_close_with_escape_and_when_the_focus_leaves(browser: Browser, site: Site) -> None:
    page = open_page(browser, site, user="ada")
    page.goto(site.page("inventory/"))
    menu = page.locator("details.menu", has_text="Export")
    summary = menu.locator("summary")
    summary.focus()
    page.keyboard.press("Enter")
    expect(menu).to_have_attribute("open", "")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    expect(summary).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+Tab")
    expect(menu).not_to_have_attribute("open", "")


def test_a_dialog_keeps_the_focus_and_gives_it_back(browser: Browser, site: Site) -> None:
    page = open_page(browser, site, user="ada")
    page.goto(site.page(f"units/{site.unit}/"))
    opener = page.get_by_role("button", name="Assign").first
    opener.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('dialog[open]').contains(document.activeElement)")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(opener).to_be_focused()


def test_the_menu_of_a_phone_closes_with_escape(browser: Browser, site: Site) -> None:
    page = open_page(browser, site, user="ada", phone=True)
    page.goto(site.page(""))
    opener = page.get_by_role("button", name="Menu")
    opener.focus()
    page.keyboard.press("Enter")
    expect(opener).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(opener).to_have_attribute("aria-expanded", "false")
    expect(opener).to_be_focused()


def test_tabs_begin_at_the_current_one(browser: Browser, site: Site) -> None:
    page = open_page(browser, site, user="ada", phone=True)
    page.goto(site.page("settings/danger/"))
    expect(page.locator(".tabs [aria-current]")).to_be_in_viewport(ratio=1)


def test_a_tile_with_the_focus_tells_about_itself(browser: Browser, site: Site) -> None:
    page = open_page(browser, site, user="ada")
    page.goto(site.page(""))
    tile = page.locator("#where .chart svg a").last
    tile.focus()
    expect(page.locator(".chart-tip")).to_contain_text("block")
    page.keyboard.press("Escape")
    expect(page.locator(".chart-tip")).to_have_count(0)
