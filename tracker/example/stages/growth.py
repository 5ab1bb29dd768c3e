"""Nine weeks of features, each with its queries in async def handlers."""

from __future__ import annotations

from tracker.example.commits import Commit, Edit, Write
from tracker.example.stages.assets import ASSET_FILES, DOCUMENTS, STORAGE
from tracker.example.stages.foundation import CONTACT_FILES
from tracker.example.stages.reports import EXPORT, IMPORTS, LIVE, NOTIFICATIONS, REPORT_FILES

MAIN = "fieldbook/main.py"
WELL_ROUTER = "fieldbook/wells/router.py"
WELL_SERVICE = "fieldbook/wells/service.py"

_WELLS_IMPORT = "from fieldbook.wells.router import router as wells\n"
_WELLS_INCLUDED = 'app.include_router(wells, prefix="/api/v1")\n'

_SECURITY = '''
"""Who is asking."""

from typing import Annotated

from fastapi import Depends, Header, HTTPException
from sqlalchemy import select

from fieldbook.dependencies import Database
from fieldbook.models import User


async def current_user(db: Database, x_token: Annotated[str, Header()]) -> User:
    user = db.scalars(select(User).where(User.token == x_token)).first()
    if user is None:
        raise HTTPException(401, "unknown token")
    return user


CurrentUser = Annotated[User, Depends(current_user)]
'''

_ADMIN = '''
"""/admin"""

from fastapi import APIRouter
from sqlalchemy import func, select

from fieldbook.dependencies import Database
from fieldbook.models import Asset, Contact, User, Well
from fieldbook.security import CurrentUser

router = APIRouter(prefix="/admin", tags=["admin"])


@router.get("/users")
async def list_users(db: Database, user: CurrentUser) -> list[str]:
    return list(db.scalars(select(User.name).order_by(User.name)))


@router.get("/statistics")
async def statistics(db: Database, user: CurrentUser) -> dict[str, int]:
    return {
        table.__tablename__: db.scalar(select(func.count()).select_from(table)) or 0
        for table in (Well, Contact, Asset)
    }
'''

_GEOCODING = '''
"""Coordinates of a place, from the mapping service."""

import requests

from fieldbook.settings import settings


def locate(place: str) -> tuple[float, float] | None:
    if not settings.geocoder:
        return None
    answer = requests.get(settings.geocoder, params={"q": place}, timeout=10)
    answer.raise_for_status()
    found = answer.json()
    return (found["lat"], found["lon"]) if found else None
'''

_LOCATE = """

@router.post("/{well_id}/locate", response_model=WellOut)
async def locate_well(well_id: int, place: str, db: Database) -> Well:
    return service.place(db, well_id, place)
"""

_PLACE = """

def place(db: Session, well_id: int, name: str) -> Well:
    well = required(db, well_id)
    found = geocoding.locate(name)
    if found:
        well.latitude, well.longitude = found
    return store.add(db, well)
"""

_RECORD = """

@router.post("/{well_id}/readings", response_model=ReadingOut, status_code=201)
async def record_reading(well_id: int, data: ReadingIn, db: Database, user: CurrentUser) -> Reading:
    return service.record(db, well_id, data)
"""

_RECORD_SERVICE = """

def record(db: Session, well_id: int, data: ReadingIn) -> Reading:
    well = required(db, well_id)
    reading = Reading(well_id=well.id, **data.model_dump())
    db.add(reading)
    db.commit()
    return reading
"""

_RENAME = """

@router.patch("/{well_id}", response_model=WellOut)
async def rename_well(well_id: int, name: str, db: Database, user: CurrentUser) -> Well:
    return service.rename(db, well_id, name)


@router.get("/{well_id}/neighbours", response_model=list[WellOut])
async def list_neighbours(well_id: int, db: Database) -> list[Well]:
    return service.neighbours(db, well_id)
"""

_RENAME_SERVICE = """

def rename(db: Session, well_id: int, name: str) -> Well:
    well = required(db, well_id)
    well.name = name
    return store.add(db, well)


def neighbours(db: Session, well_id: int) -> list[Well]:
    well = required(db, well_id)
    return [other for other in overview(db, well.field) if other.id != well.id]
"""

_MAIL = """

@router.post("/mail", status_code=202)
async def mail_report(to: str, db: Database, tasks: BackgroundTasks) -> dict[str, str]:
    totals = service.monthly(db)
    tasks.add_task(notifications.send, to, "Production", str(totals))
    return {"status": "queued"}
"""

_REPORT_TAIL = "    return service.ranking(db)\n"
_SERVICE_TAIL = "    return store.readings(db, well.id)\n"
_ROUTER_TAIL = "    return service.history(db, well_id)\n"


def _router(name: str, module: str) -> tuple[Edit, Edit]:
    """Includes one more router; each goes after the wells, the newest first."""
    return (
        Edit(MAIN, _WELLS_IMPORT, f"from {module} import router as {name}\n{_WELLS_IMPORT}"),
        Edit(MAIN, _WELLS_INCLUDED, f'{_WELLS_INCLUDED}app.include_router({name}, prefix="/api/v1")\n'),
    )


COMMITS = (
    Commit(
        4,
        10,
        "Tomas Lind",
        "Add the contact directory",
        (*CONTACT_FILES, *_router("contacts", "fieldbook.contacts.router")),
    ),
    Commit(
        9,
        15,
        "Grace Okafor",
        "Add equipment and its inspections",
        (*ASSET_FILES, *_router("assets", "fieldbook.assets.router")),
    ),
    Commit(
        16,
        11,
        "Priya Raman",
        "Ask for a token where something is written",
        (
            Write("fieldbook/security.py", _SECURITY),
            Edit(WELL_ROUTER, _ROUTER_TAIL, _ROUTER_TAIL + _RECORD),
            Edit(WELL_ROUTER, "import ReadingOut, WellIn", "import ReadingIn, ReadingOut, WellIn"),
            Edit(
                WELL_ROUTER,
                "from fieldbook.wells import",
                "from fieldbook.security import CurrentUser\nfrom fieldbook.wells import",
            ),
            Edit(WELL_SERVICE, _SERVICE_TAIL, _SERVICE_TAIL + _RECORD_SERVICE),
            Edit(WELL_SERVICE, "import WellIn", "import ReadingIn, WellIn"),
        ),
    ),
    Commit(
        22,
        16,
        "Marek Nowak",
        "Report monthly production by field",
        (*REPORT_FILES, *_router("reports", "fieldbook.reports.router")),
    ),
    Commit(
        29,
        9,
        "Yuki Tanaka",
        "Keep documents of the equipment",
        (
            Write("fieldbook/storage.py", STORAGE),
            Write("fieldbook/assets/documents.py", DOCUMENTS),
            *_router("documents", "fieldbook.assets.documents"),
        ),
    ),
    Commit(
        36,
        14,
        "Grace Okafor",
        "Find the coordinates of a well",
        (
            Write("fieldbook/geocoding.py", _GEOCODING),
            Edit("pyproject.toml", '"fastapi", ', '"fastapi", "requests", '),
            Edit(
                WELL_SERVICE,
                "from fieldbook.models",
                "from fieldbook import geocoding\nfrom fieldbook.models",
            ),
            Edit(WELL_SERVICE, _SERVICE_TAIL, _SERVICE_TAIL + _PLACE),
            Edit(WELL_ROUTER, _ROUTER_TAIL, _ROUTER_TAIL + _LOCATE),
        ),
    ),
    Commit(
        41,
        10,
        "Tomas Lind",
        "Export readings as CSV",
        (Write("fieldbook/reports/export.py", EXPORT), *_router("export", "fieldbook.reports.export")),
    ),
    Commit(
        48,
        17,
        "Marek Nowak",
        "Mail the monthly report",
        (
            Write("fieldbook/notifications.py", NOTIFICATIONS),
            Edit("fieldbook/reports/router.py", _REPORT_TAIL, _REPORT_TAIL + _MAIL),
            Edit("fieldbook/reports/router.py", "import APIRouter", "import APIRouter, BackgroundTasks"),
            Edit(
                "fieldbook/reports/router.py",
                "from fieldbook.dependencies",
                "from fieldbook import notifications\nfrom fieldbook.dependencies",
            ),
        ),
    ),
    Commit(
        57,
        11,
        "Priya Raman",
        "Rename wells and list their neighbours",
        (
            Edit(WELL_ROUTER, _LOCATE, _RENAME + _LOCATE),
            Edit(WELL_SERVICE, _PLACE, _RENAME_SERVICE + _PLACE),
        ),
    ),
    Commit(
        64,
        13,
        "Yuki Tanaka",
        "Add pages for the administrators",
        (Write("fieldbook/admin.py", _ADMIN), *_router("admin", "fieldbook.admin")),
    ),
    Commit(
        72,
        15,
        "Grace Okafor",
        "Follow a well's readings live",
        (Write("fieldbook/live.py", LIVE), *_router("live", "fieldbook.live")),
    ),
)

IMPORT_READINGS = Commit(
    128,
    16,
    "Grace Okafor",
    "Import readings from the field computers",
    (Write("fieldbook/imports.py", IMPORTS), *_router("imports", "fieldbook.imports")),
)
