"""Every count on every page is a link, and the list behind it has as many rows."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver, resolve, reverse

from scanner import expanded
from tests.documents import document, helper, route
from tests.factories import make_repository, make_scan
from tests.people import People
from tests.tracker.test_benchmark_pages import two_variants
from tests.tracker.test_benchmarks import add, observed_file
from tests.tracker.test_pull_pages import connect, judged
from tests.tracker.test_views_access import address, pages_of
from tracker.models import Repository, Unit
from tracker.services.ingest import record
from tracker.services.repositories import set_public

pytestmark = pytest.mark.django_db

COUNT = re.compile(
    r"^[+−-]?(\d[\d,]*)(?:\s+(?:more\s+)?(?:blocking\s+)?"
    r"(?:routes?|helpers?|units?|findings?|calls?|left|waived|open|rows?|plain defs?))?$"
)
# A sentence that begins with a count is a number as well.
SENTENCE = re.compile(
    r"^(?:\d[\d,]* of )?(\d[\d,]*) (?:(?:blocking|cleared) )?"
    r"(?:routes?|helpers?|units?|findings?|calls?|rows?)\b.*"
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
        match = COUNT.fullmatch(text) or SENTENCE.fullmatch(text)
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
    for page in [*pages_of(shop), address("unit", shop, helper.pk), *extended(shop)]:
        for count, link, place in counts_of(client, page):
            if not link:
                faults.append(f"{page}: {count} is no link ({place})")
            elif (rows := rows_behind(client, urljoin(page, link))) is not None:
                checked += 1
                if rows != count:
                    faults.append(f"{page}: {count} leads to {rows} rows at {link}")
    assert not faults, "\n".join(faults)
    assert checked > 60


TIED = "sqlalchemy.orm.Session.execute"
WHAT_IF = (
    "tokens=10&workers=2&pool_size=5&overflow=0&pool_timeout_s=5&rate=10&query_ms=20&other_ms=1&cpu_ms=1"
)
# Pages that need something of their own, made by ``extended``, or that show no page at all.
ACTIONS = re.compile(
    r"^(vega|switcher|example|badge|export|report-export|raw-\w+|.*-options|.*-progress|unsubscribe|.*-file)$"
)


def extended(shop: Repository) -> list[str]:
    """The pages of pull requests, benchmarks, capacity and the public, with something on each."""
    head = judged(shop)
    before, after = two_variants(shop)
    recorded = add(shop, observed_file("shop.ping:ping", "/ping", "loop"), "seen.json")
    opened = set_public(shop, public=True, actor="ada")
    connect(shop)
    pairs = f"?before={before.pk}&after={after.pk}"
    return [
        *(address(name, shop) for name in ("pulls", "benchmarks", "evidence-coverage", "scans", "report")),
        *(address(name, shop) for name in ("thread-dependencies", "report-evidence", "benchmark-uploads")),
        *(address(name, shop) for name in ("forge-settings", "gate-settings", "deliveries")),
        f"{address('scans', shop)}?trigger=pull_request",
        f"{address('treemap', shop)}?by=subsystem&in=things",
        f"{address('treemap', shop)}?by=owner&in=none",
        address("pull", shop, 1),
        address("pull-head", shop, head.pk),
        address("pull-evidence", shop, 1),
        address("subsystem-evidence", shop, "things"),
        *(address("benchmark", shop, file.pk) for file in (before, after, recorded)),
        address("compare-benchmarks", shop) + pairs,
        f"{address('capacity', shop)}?{WHAT_IF}",
        address("unit", shop, Unit.objects.get(repository=shop, path="/orders").pk),
        reverse("public", args=[opened.public_key]),
    ]


def rich(*, listed: bool = True) -> Repository:
    """One with a plan of helpers, async and plain dependencies, and calls inside of nested functions.

    Some routes run calls of functions that are no units, or not all calls of a helper. Unless ``listed`` the
    document is an older scanner's, which did not say what it counted.
    """
    repository = make_repository(name="Rich", slug="rich")
    routes: list[Any] = [route(f"/r{n}", handler=f"rich.r{n}:read", symbol=TIED) for n in range(4)]
    for one in routes:
        one["dependencies"] = ["rich.db:session", "rich.auth:user"]
    loaders: list[Any] = [
        helper("rich.store:load", routes=[one["id"] for one in routes[:2]], symbol=TIED),
        helper("rich.store:save", routes=[one["id"] for one in routes[2:]], symbol=TIED),
    ]
    made: Any = document(routes, loaders)
    made["loop"] = {
        "functions": [one["name"] for one in loaders] + [one["handler"] for one in routes],
        "nodes": [[0, 1], [1, 1], *([n + 2, 2, n // 2] for n in range(4))],
        "routes": {one["id"]: n + 2 for n, one in enumerate(routes)},
    }
    made["blocking_calls"] = [
        call("rich.store:load.<lambda>", 2),
        call("rich.store:save", 2),
        call("rich.start:warm", 0),
        call("rich.raw:Registry.__missing__", 3),
    ]
    made["unresolved"] = [unresolved("rich.store:load", n, "loop" if n else "thread") for n in range(4)]
    made["summary"]["unresolved_calls"] = 3
    counted: dict[str, Any] = {
        "/r0": ([0, 3], [[1, 3]]), "/r1": ([3], [2]), "/r2": ([1, 3], []), "/r3": ([[1, 3]], []),
        "rich.store:load": ([0], []), "rich.store:save": ([1, 3], []),
    }  # fmt: skip
    for place, one in enumerate(made["blocking_calls"] if listed else ()):
        one["route_places"] = [n for n in range(4) if place in expanded(counted[f"/r{n}"][0])]
        one["routes"] = len(one["route_places"])
    for unit in (*routes, *loaders):
        unit["calls"], unit["unresolved"] = counted[unit.get("path") or unit["name"]]
        unit["blocking_calls"] = len(expanded(unit["calls"]))
        unit["unresolved_calls"] = len(expanded(unit["unresolved"]))
        if not listed:
            del unit["calls"], unit["unresolved"]
    made["stack"] |= {
        "dependencies": [
            {"name": "rich.db:session", "file": "rich/db.py", "line": 1, "is_async": True, "routes": 4}
        ],
        "thread_dependencies": [{"name": "rich.auth:user", "file": "rich/auth.py", "line": 2, "routes": 4}],
    }
    record(make_scan(repository, position=1), made)
    repository.refresh_from_db()
    return repository


def call(function: str, routes: int) -> dict[str, Any]:
    return {
        "symbol": TIED, "kind": "database", "file": "rich/store.py", "line": 3, "in": function,
        "contexts": ["loop"], "confidence": "certain", "routes": routes, "alternative": "",
    }  # fmt: skip


def unresolved(function: str, line: int, context: str) -> dict[str, Any]:
    return {
        "expression": f"store.at{line}", "reason": "not a known value", "file": "rich/store.py",
        "line": line, "in": function, "contexts": [context],
    }  # fmt: skip


RICH_PAGES = (
    "overview",
    "ranking",
    "inventory",
    "calls",
    "phases",
    "capacity",
    "thread-dependencies",
    "report",
)


def test_plans_dependencies_and_nested_functions_lead_to_their_rows(people: People) -> None:
    repository = rich()
    helpers = Unit.objects.filter(repository=repository, kind="helper")
    fixed = f"{address('ranking', repository)}?fix={helpers[0].pk}"
    pages = [*(address(name, repository) for name in RICH_PAGES), fixed]
    pages += [address("unit", repository, unit.pk) for unit in Unit.objects.filter(repository=repository)]
    pages += [f"{address('calls', repository)}?of={unit.pk}&q=rich" for unit in helpers]
    led = followed(people.admin.client, pages)
    assert {
        (4, "through"),
        (2, "frees"),
        (1, "of"),
        (3, "of"),
        (3, "context"),
        (4, "runs"),
        (4, "needs"),
    } <= led


def test_counts_of_calls_lead_to_exactly_those_calls(people: People) -> None:
    repository = rich()
    client = people.admin.client
    shown: dict[str, tuple[set[str], set[str]]] = {}
    for unit in Unit.objects.filter(repository=repository):
        page = client.get(f"{address('calls', repository)}?of={unit.pk}").context["page"]
        lost = f"{address('scan-unresolved', repository, repository.latest_scan_id)}?of={unit.pk}"
        rows = client.get(lost).context["page"].object_list
        functions = {row.function.partition(":")[2] for row in page.object_list}
        shown[unit.path or unit.name] = functions, {row["expression"] for row in rows}
    raw = "Registry.__missing__"
    assert shown == {
        "/r0": ({"load.<lambda>", raw}, {"store.at1", "store.at2", "store.at3"}),
        "/r1": ({raw}, {"store.at2"}),
        "/r2": ({"save", raw}, set()),
        "/r3": ({"save", "warm", raw}, set()),
        "rich.store:load": ({"load.<lambda>"}, set()),
        "rich.store:save": ({"save", raw}, set()),
    }


def test_counts_of_an_older_scan_lead_to_no_wrong_rows(people: People) -> None:
    repository = rich(listed=False)
    client = people.admin.client
    for unit in Unit.objects.filter(repository=repository):
        page = address("unit", repository, unit.pk)
        for count, link, place in counts_of(client, page):
            rows = rows_behind(client, urljoin(page, link)) if link else None
            assert rows in (None, count), (unit, count, link, place)


def followed(client: Client, pages: list[str]) -> set[tuple[int, str]]:
    """Follows every number; what was counted, with the names of what narrows the lists behind it."""
    faults, led = [], set()
    for page in pages:
        for count, link, place in counts_of(client, page):
            target = urljoin(page, link)
            rows = rows_behind(client, target) if link else None
            if not link or rows not in (None, count):
                faults.append(f"{page}: {count} leads to {rows} rows at {link or 'nothing'} ({place})")
            led |= {(count, name) for name in parse_qs(urlsplit(target).query)}
    assert not faults, "\n".join(faults)
    return led


def test_every_page_is_looked_at(shop: Repository) -> None:
    """A new page cannot be forgotten here: each one that may be read by GET is in the lists."""
    listed = {resolve(urlsplit(page).path).url_name for page in [*pages_of(shop), *extended(shop)]}
    missing = {name for name in readable(get_resolver("tracker.views.urls")) if not ACTIONS.match(name)}
    assert sorted(missing - listed) == []


def readable(resolver: URLResolver) -> Iterator[str]:
    """Names of views that answer GET."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from readable(pattern)
        elif pattern.name and answers_get(pattern.callback):
            yield pattern.name


def answers_get(view: Callable[..., Any]) -> bool:
    """Whether ``require_http_methods`` around the view lets GET through."""
    cells = inspect.getclosurevars(view).nonlocals
    return "GET" in cells.get("request_method_list", ("GET",))


def rows_behind(client: Client, link: str) -> int | None:
    """The length of the list at ``link``; None where the target is no list."""
    if not any(name in link for name in ("/inventory/", "/findings/", "/calls/", "/moves/", "/unresolved/")):
        return None
    context = client.get(link).context
    return int(context["page"].paginator.count) if context and "page" in context else None
