"""Every count on every page is a link, and the list behind it has as many rows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from urllib.parse import urljoin

import pytest
from django.test import Client

from tests.people import People
from tests.tracker.test_views_access import address, pages_of
from tracker.models import Repository, Unit

pytestmark = pytest.mark.django_db

COUNT = re.compile(
    r"^[+−-]?(\d[\d,]*)(?:\s+(?:more\s+)?(?:blocking\s+)?"
    r"(?:routes?|helpers?|units?|findings?|calls?|left|waived|open|rows?|plain defs?))?$"
)
VOID = {"br", "hr", "img", "input", "link", "meta", "use", "path", "rect", "circle", "source"}
# What is inside of these is no count: times, code, choices, drawings, the chart's twin.
PASSED_OVER = {"time", "code", "pre", "option", "svg", "script", "textarea", "select", "progress", "style"}


@dataclass
class Reader(HTMLParser):
    """Collects (count, address it leads to or nothing, where it stands)."""

    found: list[tuple[int, str, str]] = field(default_factory=list)
    stack: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.stack.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        for index in range(len(self.stack) - 1, -1, -1):
            if self.stack[index][0] == tag:
                del self.stack[index:]
                return

    def handle_data(self, data: str) -> None:
        text = " ".join(data.split())
        match = COUNT.fullmatch(text)
        if not match or any(passed_over(tag, given) for tag, given in self.stack):
            return
        links = [given["href"] or "?" for tag, given in self.stack if tag == "a" and "href" in given]
        place = " ".join(f"{tag}.{given.get('class', '')}" for tag, given in self.stack[-4:])
        self.found.append((int(match[1].replace(",", "")), unescape(links[-1]) if links else "", place))


def passed_over(tag: str, given: dict[str, str]) -> bool:
    """``data-plain`` marks numbers that count no rows, or those of the very list they stand on."""
    return tag in PASSED_OVER or "data-plain" in given or "mono" in given.get("class", "").split()


def counts_of(client: Client, page: str) -> list[tuple[int, str, str]]:
    response = client.get(page)
    assert response.status_code == 200, page
    reader = Reader()
    reader.feed(response.content.decode())
    return reader.found


def test_every_count_on_every_page_leads_to_its_rows(shop: Repository, people: People) -> None:
    client = people.admin.client
    helper = Unit.objects.get(repository=shop, kind="helper")
    faults, checked = [], 0
    for page in [*pages_of(shop), address("unit", shop, helper.pk)]:
        for count, link, place in counts_of(client, page):
            if not link:
                faults.append(f"{page}: {count} is no link ({place})")
            elif (rows := rows_behind(client, urljoin(page, link))) is not None:
                checked += 1
                if rows != count:
                    faults.append(f"{page}: {count} leads to {rows} rows at {link}")
    assert not faults, "\n".join(faults)
    assert checked > 60


def rows_behind(client: Client, link: str) -> int | None:
    """The length of the list at ``link``; None where the target is no list."""
    if not any(name in link for name in ("/inventory/", "/findings/", "/calls/", "/moves/")):
        return None
    context = client.get(link).context
    return int(context["page"].paginator.count) if context and "page" in context else None
