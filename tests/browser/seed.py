"""A tracker full of plausible data, without a scan: some months of a migration, several teams, one review.

``python -m tests.browser.seed DIRECTORY`` fills the configured database; the browser tests call ``fill``.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

AREAS = ("wells", "contacts", "assets", "documents", "production", "billing", "search", "admin")
AUTHORS = ("Ada Okafor", "Bjarne Lund", "Chiara Rossi", "Dmitri Petrov")
TEAMS = {"wells": "@north/subsurface", "production": "@north/subsurface", "assets": "@north/assets"}
COMMITS = 44
CALLS = {
    "sqlalchemy.orm.Session.execute": "session.found = session.execute(query).scalars().all()",
    "sqlalchemy.orm.Session.commit": "session.commit()  # expires what was loaded",
    "requests.get": 'session.found = requests.get("https://geo.example.com/areas", timeout=10).json()',
    "time.sleep": "time.sleep(0.2)  # gives the replica time to catch up",
    "boto3.client.s3.put_object": 's3.put_object(Bucket=ARCHIVE, Key=str(query), Body=b"")',
}
SYMBOLS = tuple(CALLS)
SOURCE = '''"""Routes and queries of {area}."""

from fastapi import APIRouter, Depends
from sqlalchemy import select

router = APIRouter(prefix="/{area}", tags=["{area}"])

'''
FUNCTION = '''
@router.get("/{{item_id}}/part-{number}")
{keyword} read_{number}(item_id: int, session: Session = Depends(get_session)):
    """One {area} record with everything the detail page shows."""
    query = select(Record).where(Record.id == item_id)
    rows = load_{number}(session, query)
    return [row.summary() for row in rows]


def load_{number}(session, query):
    """Runs the query and loads what the rows refer to."""
    {call}
    return session.found

'''
LINES_BEFORE, LINES_EACH = 6, 14


@dataclass
class Story:
    """The state of every unit while the story is told."""

    rng: random.Random
    classes: dict[str, str] = field(default_factory=dict)

    def advance(self, commit: int) -> None:
        """One commit: a few units move on, and now and then one falls back."""
        blocking = [key for key, value in self.classes.items() if value == "blocking-async"]
        for key in self.rng.sample(blocking, min(len(blocking), self.rng.choice((0, 1, 1, 2, 3)))):
            self.classes[key] = self.rng.choice(("converted-def", "converted-def", "native-async"))
        if commit % 9 == 4 or commit >= COMMITS - 2:
            clear = [key for key, value in self.classes.items() if value == "converted-def"]
            for key in self.rng.sample(clear, min(len(clear), 2)):
                self.classes[key] = "blocking-async"


def route_keys() -> Iterator[tuple[str, int]]:
    for index, area in enumerate(AREAS):
        for number in range(6 + 3 * (index % 4)):
            yield area, number


def symbol_of(area: str, number: int) -> str:
    return SYMBOLS[(AREAS.index(area) + number) % len(SYMBOLS)]


def write_sources(directory: Path) -> None:
    for area in AREAS:
        numbers = [number for one, number in route_keys() if one == area]
        body = "".join(
            FUNCTION.format(
                area=area, number=number, keyword="async def", call=CALLS[symbol_of(area, number)]
            )
            for number in numbers
        )
        (directory / "field").mkdir(parents=True, exist_ok=True)
        (directory / "field" / f"{area}.py").write_text(SOURCE.format(area=area) + body)


def scan_document(story: Story) -> Any:
    from tests import documents

    routes, helpers = [], []
    for position, (area, number) in enumerate(route_keys()):
        symbol = symbol_of(area, number)
        handler, line = f"field.{area}:read_{number}", LINES_BEFORE + LINES_EACH * number + 4
        key = f"{area}-{number}"
        route = documents.route(
            f"/{area}/{{item_id}}/part-{number}",
            handler=handler,
            method=("GET", "POST", "PUT")[position % 3] if number else "GET",
            classification=story.classes[key],  # type: ignore[arg-type]  # one of the three classes
            line=line,
            symbol=symbol,
            subsystem=area,
            tags=[area],
        )
        if route["classification"] == "blocking-async":
            route["chain"] = chain(area, number, line, symbol)
            route["detail"] = "helper"
            route["blocking_calls"] = 1 + position % 4
            route["awaits"] = position % 5 == 0
        routes.append(route)
        helpers.append(
            documents.helper(
                f"field.{area}:load_{number}",
                classification=story.classes[key],  # type: ignore[arg-type]  # one of the three classes
                routes=[route["id"], *(one["id"] for one in routes[-4:-1])],
                line=line + 7,
                symbol=symbol,
            )
        )
    made = documents.document(routes, helpers)
    made["scanner"] |= {"version": "0.1.0", "seconds": 3.4, "files_parsed": 4, "files_cached": 212}
    made["target"] |= {"files": 216, "lines": 31_480}
    made["unresolved"] = unresolved()
    made["summary"]["unresolved_calls"] = len(made["unresolved"])
    count_calls(made)
    made["diagnostics"] = [
        {
            "level": "warning",
            "code": "syntax-error",
            "file": "field/legacy.py",
            "line": 41,
            "message": "The file does not parse: expected ':'.",
        }
    ]
    return made


def count_calls(made: Any) -> None:
    """Says which calls each unit counts: its own, and some that it shares with others."""
    total = len(made["blocking_calls"])
    for route in made["routes"]:
        own = route["calls"][0] if route["calls"] else 0
        route["calls"] = sorted((own + step * 7) % total for step in range(route["blocking_calls"]))
        route["unresolved"] = [0, 1] if "documents" in route["path"] else []
        route["unresolved_calls"] = len(route["unresolved"])


def chain(area: str, number: int, line: int, symbol: str) -> list[Any]:
    file = f"field/{area}.py"
    return [
        {"symbol": f"field.{area}:read_{number}", "file": file, "line": line},
        {"symbol": f"field.{area}:load_{number}", "file": file, "line": line + 3},
        {"symbol": symbol, "file": file, "line": line + 9},
    ]


def unresolved() -> list[Any]:
    return [
        {
            "expression": f"registry[{name!r}].run()",
            "reason": "the receiver is looked up by name at run time",
            "file": f"field/{name}.py",
            "line": 12,
            "in": f"field.{name}:dispatch",
            "contexts": ["loop"],
        }
        for name in AREAS[:5]
    ]


def fill(directory: Path, now: datetime) -> Any:
    """Returns the repository; the newest commit is a day old at ``now``."""
    from tracker.models import Repository
    from tracker.services import repositories

    directory.mkdir(parents=True, exist_ok=True)
    write_sources(directory)
    repository = repositories.register(location=str(directory), actor="ada", name="Field service")
    story = Story(random.Random(7))
    story.classes = {
        f"{area}-{number}": "blocking-async" if index % 6 else "native-async"
        for index, (area, number) in enumerate(route_keys())
    }
    for commit in range(COMMITS):
        if commit:
            story.advance(commit)
        add_scan(repository, story, commit, now)
        if not commit:
            set_owners(repository)
    repository = Repository.objects.get(pk=repository.pk)
    decide(repository, now)
    return repository


def add_scan(repository: Any, story: Story, commit: int, now: datetime) -> None:
    from tests.factories import make_scan
    from tracker.models import Scan
    from tracker.services import ingest

    rng = story.rng
    at = now - timedelta(days=1 + 6 * (COMMITS - 1 - commit), hours=rng.randrange(8))
    scan = make_scan(
        repository,
        trigger=Scan.Trigger.SCHEDULE if commit else Scan.Trigger.REGISTER,
        position=commit + 1,
        revision=f"{rng.getrandbits(160):040x}",
        committed_at=at,
        started_at=at,
        branch="main",
        author_name=rng.choice(AUTHORS),
        subject=f"Move {rng.choice(AREAS)} queries off the loop",
    )
    ingest.record(scan, scan_document(story))


def set_owners(repository: Any) -> None:
    from tracker.models import OwnerRule
    from tracker.services import ownership

    lines = "\n".join(f"/field/{area}.py {team}" for area, team in TEAMS.items())
    text = f"* @north/platform\n{lines}\n/field/admin.py\n"
    ownership.apply(repository, text=text, source=OwnerRule.Source.CODEOWNERS, actor="CODEOWNERS")


def decide(repository: Any, now: datetime) -> None:
    """What people did: owners, targets, a waiver, notes, a review."""
    from tracker.models import Note, PhaseTarget, ReviewMark, RouteTraffic, TrafficImport, Unit
    from tracker.services import ownership, waivers

    blocking = list(
        Unit.objects.filter(repository=repository, lifecycle__in=Unit.BLOCKED).order_by("path", "pk")
    )
    ownership.assign(blocking[:2], handles=["@chiara"], actor="ada")
    waivers.waive(
        blocking[0],
        reason="rare",
        text="Called twice a year by the auditors; converting it waits for the new export.",
        expires=(now + timedelta(days=10)).date(),
        actor="ada",
    )
    Note.objects.create(
        unit=blocking[1], author="bjarne", text="The driver has an async twin since version 3."
    )
    PhaseTarget.objects.create(repository=repository, phase="1", date=(now + timedelta(days=60)).date())
    ReviewMark.objects.create(repository=repository, held_at=now - timedelta(days=28), by="ada")
    source = TrafficImport.objects.create(repository=repository, format="csv", by="ada", requests=100_000)
    routes = [unit for unit in blocking if unit.kind == Unit.Kind.ROUTE]
    RouteTraffic.objects.bulk_create(
        RouteTraffic(unit=unit, source=source, requests=1000 * n, share=n / 100)
        for n, unit in enumerate(routes[:12], start=1)
    )


PASSWORD = "only-for-browser-tests"


def make_people() -> None:
    """An admin, a member and a viewer, all with PASSWORD."""
    from tests.factories import make_member

    for name, role in (("ada", "admin"), ("bjarne", "member"), ("vera", "viewer")):
        make_member(role, username=name, password=PASSWORD)


def main() -> None:
    import django

    django.setup()
    from django.utils import timezone

    make_people()
    fill(Path(sys.argv[1]), timezone.now())


if __name__ == "__main__":
    main()
