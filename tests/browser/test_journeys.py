"""The main journeys, in a real browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Site, open_page
from tests.browser.seed import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def number(text: str | None) -> int:
    found = re.search(r"\d+", text or "")
    assert found, text
    return int(found[0])


def rows(page: Page) -> int:
    """How many rows the list has on all its pages: the last number of "1–50 of 168" or of "6 rows"."""
    told = page.locator("nav.pager .num, p.pager").first.inner_text()
    return int(re.findall(r"\d+", told)[-1])


def test_from_the_sign_in_to_the_rows_behind_a_number(browser: Browser, site: Site) -> None:
    page = open_page(browser, site)
    page.goto(site.page(""))
    page.get_by_label("Login").fill("vera")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Field service")).to_be_visible()
    # Nobody drew this chart before: on a busy machine that takes a while.
    expect(page.get_by_role("img", name="Units per class over time")).to_be_visible(timeout=30_000)
    link = page.locator(".tiles a.stat-value").first
    counted = number(link.inner_text())
    link.click()
    expect(page.get_by_role("heading", name="Inventory")).to_be_visible()
    assert rows(page) == counted


def test_charts_tell_about_a_commit_under_the_pointer(browser: Browser, site: Site) -> None:
    page = open_page(browser, site, user="vera")
    page.goto(site.page(""))
    chart = page.get_by_role("img", name="Units per class over time")
    box = chart.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + box["height"] * 0.5)
    expect(page.locator(".chart-tip")).to_contain_text("blocking async")
    page.get_by_text("As a table").first.click()
    expect(page.get_by_role("region", name="Burn-down as a table")).to_be_visible()


def test_the_burn_down_is_zoomed_without_another_host(browser: Browser, site: Site) -> None:
    page = open_page(browser, site, user="vera")
    faults: list[str] = []
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    foreign: list[str] = []
    page.on("request", lambda sent: None if sent.url.startswith(site.address) else foreign.append(sent.url))
    page.goto(site.page(""))
    page.get_by_role("button", name="Zoom").click()
    live = page.locator(".chart-live svg")
    expect(live).to_be_visible(timeout=30_000)
    labels = live.locator("g.role-axis-label text")
    before = labels.all_text_contents()
    box = live.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + box["height"] * 0.4)
    for _ in range(6):
        page.mouse.wheel(0, -240)
    expect(labels.first).not_to_have_text(before[0])
    strips = [strip.bounding_box() for strip in live.locator("line[aria-label*=blocking]").all()]
    inside = next(strip for strip in strips if strip and strip["x"] > box["x"] + 80)
    page.mouse.move(inside["x"] + inside["width"] / 2, box["y"] + box["height"] * 0.5)
    expect(page.locator(".chart-tip")).to_contain_text(re.compile("[0-9a-f]{10} "))
    page.get_by_role("button", name="Whole history").click()
    expect(live).to_have_count(0)
    assert (faults, foreign) == ([], [])


def test_a_treemap_opens_in_its_place_and_leads_to_its_units(browser: Browser, site: Site) -> None:
    page = open_page(browser, site, user="vera")
    page.goto(site.page(""))
    page.evaluate("window.untouched = true")
    tile = page.locator('.chart a[href*="/treemap/"]').first
    tile.focus()
    page.keyboard.press("Enter")
    back = page.get_by_role("link", name="All subsystems")
    expect(back).to_be_focused()
    expect(page).to_have_url(re.compile(r"/\?by=subsystem&in="))
    opened = page.url
    page.keyboard.press("Escape")
    expect(back).to_have_count(0)
    expect(page).to_have_url(re.compile(r"/\?by=subsystem$"))
    page.go_back()
    expect(back).to_be_visible()
    assert page.url == opened
    assert page.evaluate("window.untouched")
    page.reload()
    expect(back).to_be_visible()
    page.locator('.chart a[href*="file="]').first.click()
    expect(page).to_have_url(re.compile(r"/inventory/\?.*subsystem=.*file="))
    assert rows(page) > 0


def test_a_treemap_opens_without_javascript(browser: Browser, site: Site) -> None:
    page = open_page(browser, site, user="vera", java_script_enabled=False)
    page.goto(site.page(""))
    page.get_by_role("link", name="Show the treemap").click()
    page.locator('.chart a[href*="/treemap/"]').first.click()
    page.get_by_role("link", name="All subsystems").click()
    expect(page.get_by_role("link", name="All subsystems")).to_have_count(0)


def test_filters_change_the_list_and_the_address_without_a_reload(browser: Browser, site: Site) -> None:
    page = open_page(browser, site, user="vera")
    page.goto(site.page("inventory/"))
    page.evaluate("window.untouched = true")
    everything = rows(page)
    page.get_by_label("Search", exact=True).fill("wells")
    expect(page).to_have_url(re.compile("q=wells"))
    page.get_by_text("More filters").click()
    page.get_by_label("Kind").select_option("route")
    expect(page).to_have_url(re.compile("kind=route"))
    expect(page.locator("#results tbody tr").first).to_contain_text("wells")
    assert 0 < rows(page) < everything
    assert page.evaluate("window.untouched")
    assert "owner=" not in page.url
    page.reload()
    expect(page.get_by_label("Search", exact=True)).to_have_value("wells")


def test_exports_and_saved_views_keep_what_was_filtered_last(browser: Browser, site: Site) -> None:
    page = open_page(browser, site, user="vera")
    page.goto(site.page("inventory/?kind=route"))
    page.get_by_label("Search", exact=True).fill("wells")
    expect(page).to_have_url(re.compile("q=wells"))
    both = re.compile("q=wells&kind=route")
    expect(page.locator("a[download]").first).to_have_attribute("href", both)
    page.locator("summary", has_text="Views").click()
    page.get_by_label("Name of this view").fill("Routes of wells")
    page.get_by_role("button", name="Save this view").click()
    expect(page).to_have_url(both)
    page.locator("summary", has_text="Views").click()
    expect(page.get_by_role("link", name="Routes of wells")).to_have_attribute("href", both)


def test_the_inventory_by_keyboard(browser: Browser, site: Site) -> None:
    page = open_page(browser, site, user="bjarne")
    page.goto(site.page("inventory/?class=blocking-async&kind=route"))
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator("#bulkbar")).to_contain_text("1 selected")
    page.keyboard.press("k")
    page.keyboard.press("x")
    expect(page.locator("#bulkbar")).to_contain_text("2 selected")
    label = page.locator("tr.cursor a").first.inner_text()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(label)
    page.goto(site.page("inventory/"))
    page.keyboard.press("/")
    expect(page.get_by_label("Search", exact=True)).to_be_focused()


def test_the_keyboard_follows_the_focus_and_lets_go(browser: Browser, site: Site) -> None:
    page = open_page(browser, site, user="bjarne")
    page.goto(site.page("inventory/?class=blocking-async&kind=route"))
    second = page.locator("tr[data-row] th a").nth(1)
    second.focus()
    page.keyboard.press("j")
    expect(page.locator("tr[data-row]").nth(2).locator("th a")).to_be_focused()
    page.get_by_label("Single-key shortcuts").uncheck()
    second.focus()
    page.keyboard.press("j")
    expect(second).to_be_focused()
    page.reload()
    expect(page.get_by_label("Single-key shortcuts")).not_to_be_checked()


def test_what_narrows_a_list_is_told_and_dropped(browser: Browser, site: Site) -> None:
    page = open_page(browser, site, user="vera")
    page.goto(site.page("phases/"))
    page.get_by_role("link", name=re.compile(r"\d+ blocking")).first.click()
    told = page.locator("#narrowings .chip")
    expect(told).to_have_count(1)
    expect(told).to_contain_text("Subsystem: ")
    narrowed = rows(page)
    page.get_by_text("More filters").click()
    page.get_by_label("Kind").select_option("helper")
    expect(told).to_have_count(2)
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Drop this: Subsystem").click()
    expect(told).to_have_count(1)
    expect(page).to_have_url(re.compile("kind=helper"))
    assert rows(page) > narrowed


def test_a_bulk_assignment_and_its_filter(browser: Browser, site: Site) -> None:
    page = open_page(browser, site, user="bjarne")
    page.goto(site.page("inventory/?subsystem=search&kind=route"))
    page.get_by_label("Select all on this page").check()
    chosen = number(page.locator("[data-chosen]").inner_text())
    page.locator("#bulk-owner").fill("@north/search")
    page.get_by_role("button", name="Assign").click()
    expect(page.get_by_role("status")).to_contain_text(f"{chosen} units assigned to @north/search")
    page.goto(site.page("inventory/?owner=@north/search"))
    assert rows(page) == chosen


def test_a_change_reaches_all_that_match_and_is_undone(browser: Browser, site: Site) -> None:
    page = open_page(browser, site, user="bjarne")
    page.goto(site.page("inventory/?kind=route"))
    everything = rows(page)
    page.locator("input[name=unit]").first.check()
    offer = page.get_by_label(f"All {everything} that match")
    expect(offer).to_be_hidden()
    page.get_by_label("Select all on this page").check()
    offer.check()
    expect(page.locator("#bulkbar")).to_contain_text(f"{everything} selected")
    page.locator("#bulk-owner").fill("@north/everybody")
    page.get_by_role("button", name="Assign").click()
    expect(page.get_by_role("status")).to_contain_text(f"{everything} units assigned to @north/everybody")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("status")).to_contain_text(f"Undone for {everything} units")
    page.goto(site.page("inventory/?owner=@north/everybody"))
    expect(page.get_by_text("Nothing matches these filters")).to_be_visible()
    page.goto(site.page("audit/"))
    expect(page.get_by_role("button", name=f"Undo for all {everything} units")).to_have_count(1)


def test_a_phone_sorts_and_selects_the_inventory(browser: Browser, site: Site) -> None:
    page = open_page(browser, site, user="bjarne", phone=True)
    page.goto(site.page("inventory/?kind=route"))
    page.get_by_role("link", name="Owner", exact=True).click()
    expect(page).to_have_url(re.compile("sort=owner"))
    page.get_by_text("Select all on this page").click()
    expect(page.locator("#bulkbar")).to_contain_text("50 selected")


def test_the_calls_of_a_unit_are_those_it_counts(browser: Browser, site: Site) -> None:
    page = open_page(browser, site, user="vera")
    page.goto(site.page(f"units/{site.unit}/"))
    link = page.get_by_role("link", name=re.compile(r"^\d+ blocking calls?$"))
    counted = number(link.inner_text())
    link.click()
    expect(page.get_by_role("heading", name="Blocking calls")).to_be_visible()
    assert rows(page) == counted


def test_a_unit_explains_itself_and_is_waived(browser: Browser, site: Site) -> None:
    page = open_page(browser, site, user="bjarne")
    page.goto(site.page(f"units/{site.unit}/"))
    expect(page.locator(".callout").first).to_contain_text("on the event loop")
    expect(page.locator(".chain .code tr.hit")).to_have_count(3)
    page.get_by_role("button", name="Waive").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Explanation").fill("Twice a year")
    dialog.get_by_role("button", name="Waive").click()
    expect(page.get_by_role("status")).to_contain_text("Waived")
    expect(page.get_by_role("heading", name="Waivers")).to_be_visible()
    page.on("dialog", lambda question: question.accept())
    page.get_by_role("button", name="End it").click()
    expect(page.get_by_role("status")).to_contain_text("Waiver ended")


def test_a_note_and_a_phase_are_kept(browser: Browser, site: Site) -> None:
    page = open_page(browser, site, user="bjarne")
    page.goto(site.page(f"units/{site.unit}/"))
    page.get_by_label("Add a note").fill("The twin is ready.")
    page.get_by_role("button", name="Add note").click()
    expect(page.get_by_text("The twin is ready.")).to_be_visible()
    page.get_by_label("Phase").select_option("1")
    expect(page.get_by_role("status")).to_contain_text("Phase saved")


def test_owner_rules_are_previewed_and_left_alone(browser: Browser, site: Site) -> None:
    page = open_page(browser, site, user="bjarne")
    page.goto(site.page("owners/"))
    page.get_by_label("Rules", exact=True).fill("* @north/everything")
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("heading", name="Preview")).to_be_visible()
    expect(page.locator("tbody")).to_contain_text("@north/everything")
    page.get_by_role("link", name="Back").click()
    expect(page.get_by_text("@north/everything")).to_have_count(0)


def test_a_scan_is_watched_without_reloading(browser: Browser, site: Site) -> None:
    from tests.factories import make_scan
    from tracker.models import Repository, Scan

    repository = Repository.objects.get(slug=site.slug)
    scan = make_scan(
        repository, position=900, revision="9" * 40, stage="interpret", stage_done=10, stage_total=40
    )
    page = open_page(browser, site, user="vera")
    page.goto(site.page(""))
    expect(page.locator("#scan-progress")).to_contain_text("10 of 40")
    Scan.objects.filter(pk=scan.pk).update(stage_done=30)
    expect(page.locator("#scan-progress")).to_contain_text("30 of 40")
    Scan.objects.filter(pk=scan.pk).update(status=Scan.Status.CANCELLED)
    expect(page.locator("#scan-progress")).to_have_count(0)
    expect(page.get_by_role("heading", name="Burn-down")).to_be_visible()
    scan.delete()


def test_a_refused_repository_says_why_where_it_was_typed(browser: Browser, site: Site) -> None:
    page = open_page(browser, site, user="ada")
    page.goto(site.address)
    page.get_by_role("button", name="Add repository").click()
    page.locator("#id_location").fill("/nothing/is/here")
    page.get_by_role("button", name="Add and scan").click()
    expect(page.locator("#id_location_error")).to_be_visible()
    expect(page.locator("#id_location")).to_have_value("/nothing/is/here")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_phone_shows_where_it_blocks_from_the_start_and_breaks_no_word(
    browser: Browser, site: Site
) -> None:
    page = open_page(browser, site, user="vera", phone=True)
    page.goto(site.page(""))
    places = page.locator(".chart-scroll")
    expect(page.get_by_role("region", name="Burn-down chart")).to_be_visible(timeout=30_000)
    expect(page.locator(".chart-scroll[data-from-start]")).to_be_visible(timeout=30_000)
    moved = "all => all.map(one => [one.hasAttribute('data-from-start'), one.scrollLeft > 0])"
    assert sorted(places.evaluate_all(moved)) == [[False, True], [True, False]]
    page.goto(site.page("scans/"))
    lines = """cell => { const text = document.createRange(); const walk = document.createTreeWalker(cell, 4);
        text.selectNodeContents(walk.nextNode()); return text.getClientRects().length }"""
    assert page.locator("td.started").first.evaluate(lines) == 1


def test_one_step_back_takes_a_search_away(browser: Browser, site: Site) -> None:
    page = open_page(browser, site, user="vera")
    page.goto(site.page("inventory/"))
    everything = rows(page)
    page.get_by_label("Search", exact=True).fill("wells")
    expect(page).to_have_url(re.compile("q=wells"))
    found = rows(page)
    page.locator("#results tbody a").first.click()
    expect(page).to_have_url(re.compile("/units/"))
    page.go_back()
    expect(page).to_have_url(re.compile("q=wells"))
    assert rows(page) == found < everything
    page.go_back()
    expect(page).to_have_url(site.page("inventory/"))
    assert rows(page) == everything


def test_a_chosen_theme_stays(browser: Browser, site: Site) -> None:
    page = open_page(browser, site, user="vera")
    page.goto(site.page(""))
    shade = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(shade)
    page.get_by_role("button", name="Light or dark").click()
    dark = page.evaluate(shade)
    assert dark != light
    page.goto(site.page("scans/"))
    assert page.evaluate(shade) == dark


def test_the_phone_has_a_menu(browser: Browser, site: Site) -> None:
    page = open_page(browser, site, user="vera", phone=True)
    page.goto(site.page(""))
    expect(page.get_by_role("navigation", name="Main")).to_be_hidden()
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Inventory").click()
    expect(page.get_by_role("heading", name="Inventory")).to_be_visible()


def test_pages_read_without_javascript(browser: Browser, site: Site) -> None:
    page = open_page(browser, site, user="vera", java_script_enabled=False)
    page.goto(site.page(""))
    page.get_by_role("link", name="Show the burn-down").click()
    expect(page.get_by_role("img", name="Units per class over time")).to_be_visible()
    page.goto(site.page("inventory/"))
    page.get_by_label("Search", exact=True).fill("wells")
    page.get_by_role("button", name="Apply").click()
    expect(page.locator("#results tbody tr").first).to_contain_text("wells")


def test_the_report_prints_on_two_sheets(browser: Browser, site: Site) -> None:
    page = open_page(browser, site, user="vera")
    page.goto(site.page("report/"))
    printed = page.pdf(format="A4", print_background=True)
    assert 1 <= len(re.findall(rb"/Type\s*/Page[^s]", printed)) <= 2
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation", name="Main")).to_be_hidden()
