"""The files of the reporting part, as they were when it came."""

from __future__ import annotations

from tracker.example.commits import Write

_PRODUCTION = '''
"""Sums over readings."""

from sqlalchemy.orm import Session

from fieldbook.models import Well
from fieldbook.wells import store


def well_total(db: Session, well: Well) -> float:
    return sum(reading.oil for reading in store.readings(db, well.id))


def field_total(db: Session, field: str) -> float:
    return sum(well_total(db, well) for well in store.search(db, field, 1000))


def fields(db: Session) -> list[str]:
    return sorted({well.field for well in store.search(db, None, 1000)})
'''

_SERVICE = '''
"""Reports over all fields."""

from sqlalchemy.orm import Session

from fieldbook.reports import production


def monthly(db: Session) -> dict[str, float]:
    return {field: production.field_total(db, field) for field in production.fields(db)}


def ranking(db: Session) -> list[str]:
    totals = monthly(db)
    return sorted(totals, key=lambda field: -totals[field])
'''

_ROUTER = '''
"""/reports"""

from fastapi import APIRouter

from fieldbook.dependencies import Database
from fieldbook.reports import service

router = APIRouter(prefix="/reports", tags=["reports"])


@router.get("/monthly")
async def monthly_report(db: Database) -> dict[str, float]:
    return service.monthly(db)


@router.get("/ranking")
async def field_ranking(db: Database) -> list[str]:
    return service.ranking(db)
'''

EXPORT = '''
"""Readings as a file, sent while it is being made."""

from collections.abc import AsyncIterator

from fastapi import APIRouter
from fastapi.responses import StreamingResponse
from sqlalchemy.orm import Session

from fieldbook.dependencies import Database
from fieldbook.wells import store

router = APIRouter(prefix="/reports", tags=["reports"])


async def rows(db: Session) -> AsyncIterator[str]:
    yield "well,day,oil,water\\n"
    for well in store.search(db, None, 1000):
        for reading in store.readings(db, well.id):
            yield f"{well.name},{reading.day},{reading.oil},{reading.water}\\n"


@router.get("/export.csv")
async def export(db: Database) -> StreamingResponse:
    return StreamingResponse(rows(db), media_type="text/csv")
'''

NOTIFICATIONS = '''
"""Mail to the people responsible."""

import smtplib
from email.message import EmailMessage

from fieldbook.settings import settings


async def send(to: str, subject: str, text: str) -> None:
    if not settings.mail_host:
        return
    message = EmailMessage()
    message["To"], message["Subject"] = to, subject
    message.set_content(text)
    with smtplib.SMTP(settings.mail_host, timeout=10) as server:
        server.send_message(message)
'''

LIVE = '''
"""Readings as they come in."""

import asyncio

from fastapi import APIRouter, WebSocket

from fieldbook.dependencies import Database
from fieldbook.wells import store

router = APIRouter(prefix="/live", tags=["wells"])


@router.websocket("/wells/{well_id}")
async def follow(socket: WebSocket, well_id: int, db: Database) -> None:
    await socket.accept()
    for _ in range(10):
        latest = store.readings(db, well_id)[-1:]
        await socket.send_json([{"day": str(each.day), "oil": each.oil} for each in latest])
        await asyncio.sleep(1)
    await socket.close()
'''

IMPORTS = '''
"""Readings from the field computers, as CSV."""

import csv
from datetime import date

from fastapi import APIRouter, Request
from sqlalchemy.orm import Session

from fieldbook.dependencies import Database
from fieldbook.models import Reading
from fieldbook.wells import service

router = APIRouter(prefix="/wells/{well_id}/import", tags=["imports"])


def store_rows(db: Session, well_id: int, text: str) -> int:
    well = service.required(db, well_id)
    number = 0
    for day, oil, water in csv.reader(text.splitlines()):
        db.add(Reading(well_id=well.id, day=date.fromisoformat(day), oil=float(oil), water=float(water)))
        number += 1
    db.commit()
    return number


@router.post("", status_code=201)
async def import_readings(well_id: int, request: Request, db: Database) -> dict[str, int]:
    text = (await request.body()).decode()
    return {"rows": store_rows(db, well_id, text)}
'''

REPORT_FILES = (
    Write("fieldbook/reports/__init__.py", ""),
    Write("fieldbook/reports/production.py", _PRODUCTION),
    Write("fieldbook/reports/service.py", _SERVICE),
    Write("fieldbook/reports/router.py", _ROUTER),
)
