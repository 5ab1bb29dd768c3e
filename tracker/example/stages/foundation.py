"""The first weeks: an application that puts every query into async def handlers, as many do."""

from __future__ import annotations

from tracker.example.commits import Commit, Write

_README = """
# Fieldbook

Wells, the equipment on them and the people responsible, for the operations team.

    pip install -e .
    uvicorn fieldbook.main:app

Everything is kept in SQLite unless `FIELDBOOK_DATABASE` says otherwise.
"""

_PYPROJECT = """
[project]
name = "fieldbook"
version = "0.1.0"
requires-python = ">=3.11"
dependencies = ["fastapi", "sqlalchemy[asyncio]", "uvicorn"]
"""

_SETTINGS = '''
"""Settings from the environment."""

import os
from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    database: str = os.environ.get("FIELDBOOK_DATABASE", "fieldbook.db")
    bucket: str = os.environ.get("FIELDBOOK_BUCKET", "")
    geocoder: str = os.environ.get("FIELDBOOK_GEOCODER", "")
    mail_host: str = os.environ.get("FIELDBOOK_MAIL_HOST", "")


settings = Settings()
'''

_DATABASE = '''
"""The engine, and the session of a request."""

from collections.abc import Iterator

from sqlalchemy import create_engine
from sqlalchemy.orm import Session, sessionmaker

from fieldbook.settings import settings

engine = create_engine(f"sqlite:///{settings.database}", connect_args={"check_same_thread": False})
SessionLocal = sessionmaker(bind=engine, expire_on_commit=False)


def get_db() -> Iterator[Session]:
    session = SessionLocal()
    try:
        yield session
    finally:
        session.close()
'''

_MODELS = '''
"""Tables."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Well(Base):
    __tablename__ = "wells"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    field: Mapped[str]
    depth: Mapped[float] = mapped_column(default=0.0)
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]


class Reading(Base):
    __tablename__ = "readings"

    id: Mapped[int] = mapped_column(primary_key=True)
    well_id: Mapped[int] = mapped_column(ForeignKey("wells.id"))
    day: Mapped[date]
    oil: Mapped[float]
    water: Mapped[float]


class Contact(Base):
    __tablename__ = "contacts"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    email: Mapped[str]
    company: Mapped[str]


class Asset(Base):
    __tablename__ = "assets"

    id: Mapped[int] = mapped_column(primary_key=True)
    tag: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    well_id: Mapped[int] = mapped_column(ForeignKey("wells.id"))


class Inspection(Base):
    __tablename__ = "inspections"

    id: Mapped[int] = mapped_column(primary_key=True)
    asset_id: Mapped[int] = mapped_column(ForeignKey("assets.id"))
    day: Mapped[date]
    passed: Mapped[bool]
    note: Mapped[str] = mapped_column(default="")


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    token: Mapped[str] = mapped_column(unique=True)


class AuditEntry(Base):
    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(primary_key=True)
    who: Mapped[str]
    what: Mapped[str]
'''

_SCHEMAS = '''
"""What goes over the wire."""

from datetime import date

from pydantic import BaseModel, ConfigDict


class Row(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class WellIn(BaseModel):
    name: str
    field: str
    depth: float = 0.0


class WellOut(Row):
    id: int
    name: str
    field: str
    depth: float
    latitude: float | None = None
    longitude: float | None = None


class ReadingIn(BaseModel):
    day: date
    oil: float
    water: float


class ReadingOut(Row):
    id: int
    day: date
    oil: float
    water: float


class ContactIn(BaseModel):
    name: str
    email: str
    company: str


class ContactOut(Row):
    id: int
    name: str
    email: str
    company: str


class AssetIn(BaseModel):
    tag: str
    kind: str
    well_id: int


class AssetOut(Row):
    id: int
    tag: str
    kind: str
    well_id: int


class InspectionIn(BaseModel):
    day: date
    passed: bool
    note: str = ""


class InspectionOut(Row):
    id: int
    day: date
    passed: bool
    note: str
'''

_DEPENDENCIES = '''
"""What handlers ask for."""

from typing import Annotated

from fastapi import Depends
from sqlalchemy.orm import Session

from fieldbook.database import get_db

Database = Annotated[Session, Depends(get_db)]
'''

_MAIN = '''
"""The application."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from fieldbook import health
from fieldbook.database import engine
from fieldbook.models import Base
from fieldbook.wells.router import router as wells


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    Base.metadata.create_all(engine)
    yield


app = FastAPI(title="Fieldbook", lifespan=lifespan)
app.include_router(health.router)
app.include_router(wells, prefix="/api/v1")
'''

_HEALTH = '''
"""For the orchestrator."""

from fastapi import APIRouter
from sqlalchemy import text

from fieldbook.dependencies import Database

router = APIRouter(tags=["health"])


@router.get("/healthz")
async def alive() -> dict[str, str]:
    return {"status": "alive"}


@router.get("/readyz")
async def ready(db: Database) -> dict[str, str]:
    db.execute(text("select 1"))
    return {"status": "ready"}
'''

_WELL_STORE = '''
"""Queries about wells."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from fieldbook.models import Reading, Well


def search(db: Session, field: str | None, limit: int) -> list[Well]:
    query = select(Well).order_by(Well.name).limit(limit)
    if field:
        query = query.where(Well.field == field)
    return list(db.scalars(query))


def fetch(db: Session, well_id: int) -> Well | None:
    return db.get(Well, well_id)


def add(db: Session, well: Well) -> Well:
    db.add(well)
    db.commit()
    return well


def readings(db: Session, well_id: int) -> list[Reading]:
    return list(db.scalars(select(Reading).where(Reading.well_id == well_id).order_by(Reading.day)))
'''

_WELL_SERVICE = '''
"""What the team does with wells."""

from fastapi import HTTPException
from sqlalchemy.orm import Session

from fieldbook.models import Reading, Well
from fieldbook.schemas import WellIn
from fieldbook.wells import store


def overview(db: Session, field: str | None = None, limit: int = 100) -> list[Well]:
    return store.search(db, field, limit)


def required(db: Session, well_id: int) -> Well:
    well = store.fetch(db, well_id)
    if well is None:
        raise HTTPException(404, "no such well")
    return well


def register(db: Session, data: WellIn) -> Well:
    return store.add(db, Well(**data.model_dump()))


def history(db: Session, well_id: int) -> list[Reading]:
    well = required(db, well_id)
    return store.readings(db, well.id)
'''

_WELL_ROUTER = '''
"""/wells"""

from fastapi import APIRouter

from fieldbook.dependencies import Database
from fieldbook.models import Reading, Well
from fieldbook.schemas import ReadingOut, WellIn, WellOut
from fieldbook.wells import service

router = APIRouter(prefix="/wells", tags=["wells"])


@router.get("", response_model=list[WellOut])
async def list_wells(db: Database, field: str | None = None) -> list[Well]:
    return service.overview(db, field)


@router.get("/{well_id}", response_model=WellOut)
async def show_well(well_id: int, db: Database) -> Well:
    return service.required(db, well_id)


@router.post("", response_model=WellOut, status_code=201)
async def create_well(data: WellIn, db: Database) -> Well:
    return service.register(db, data)


@router.get("/{well_id}/readings", response_model=list[ReadingOut])
async def list_readings(well_id: int, db: Database) -> list[Reading]:
    return service.history(db, well_id)
'''

_CONTACT_STORE = '''
"""Queries about contacts."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from fieldbook.models import Contact


def search(db: Session, text: str | None) -> list[Contact]:
    query = select(Contact).order_by(Contact.name)
    if text:
        query = query.where(Contact.name.contains(text))
    return list(db.scalars(query))


def fetch(db: Session, contact_id: int) -> Contact | None:
    return db.get(Contact, contact_id)


def save(db: Session, contact: Contact) -> Contact:
    db.add(contact)
    db.commit()
    return contact


def remove(db: Session, contact: Contact) -> None:
    db.delete(contact)
    db.commit()


def companies(db: Session) -> dict[str, int]:
    rows = db.execute(select(Contact.company, func.count()).group_by(Contact.company))
    return {company: number for company, number in rows}
'''

_CONTACT_SERVICE = '''
"""What the team does with contacts."""

from fastapi import HTTPException
from sqlalchemy.orm import Session

from fieldbook.contacts import store
from fieldbook.models import Contact
from fieldbook.schemas import ContactIn


def directory(db: Session, text: str | None) -> list[Contact]:
    return store.search(db, text)


def required(db: Session, contact_id: int) -> Contact:
    contact = store.fetch(db, contact_id)
    if contact is None:
        raise HTTPException(404, "no such contact")
    return contact


def create(db: Session, data: ContactIn) -> Contact:
    return store.save(db, Contact(**data.model_dump()))


def update(db: Session, contact_id: int, data: ContactIn) -> Contact:
    contact = required(db, contact_id)
    for name, value in data.model_dump().items():
        setattr(contact, name, value)
    return store.save(db, contact)


def forget(db: Session, contact_id: int) -> None:
    store.remove(db, required(db, contact_id))


def merge(db: Session, kept_id: int, other_id: int) -> Contact:
    kept, other = required(db, kept_id), required(db, other_id)
    kept.email = kept.email or other.email
    store.remove(db, other)
    return store.save(db, kept)


def company_summary(db: Session) -> dict[str, int]:
    return store.companies(db)
'''

_CONTACT_ROUTER = '''
"""/contacts"""

from fastapi import APIRouter

from fieldbook.contacts import service
from fieldbook.dependencies import Database
from fieldbook.models import Contact
from fieldbook.schemas import ContactIn, ContactOut

router = APIRouter(prefix="/contacts", tags=["contacts"])


@router.get("", response_model=list[ContactOut])
async def list_contacts(db: Database, text: str | None = None) -> list[Contact]:
    return service.directory(db, text)


@router.get("/companies")
async def list_companies(db: Database) -> dict[str, int]:
    return service.company_summary(db)


@router.get("/{contact_id}", response_model=ContactOut)
async def show_contact(contact_id: int, db: Database) -> Contact:
    return service.required(db, contact_id)


@router.post("", response_model=ContactOut, status_code=201)
async def create_contact(data: ContactIn, db: Database) -> Contact:
    return service.create(db, data)


@router.put("/{contact_id}", response_model=ContactOut)
async def update_contact(contact_id: int, data: ContactIn, db: Database) -> Contact:
    return service.update(db, contact_id, data)


@router.delete("/{contact_id}", status_code=204)
async def delete_contact(contact_id: int, db: Database) -> None:
    service.forget(db, contact_id)
'''

START = Commit(
    day=0,
    hour=9,
    author="Priya Raman",
    message="Start Fieldbook with wells and their readings",
    changes=(
        Write(".gitignore", "__pycache__/\n/documents/\n/fieldbook.db\n"),
        Write("README.md", _README),
        Write("pyproject.toml", _PYPROJECT),
        Write("fieldbook/__init__.py", ""),
        Write("fieldbook/settings.py", _SETTINGS),
        Write("fieldbook/database.py", _DATABASE),
        Write("fieldbook/models.py", _MODELS),
        Write("fieldbook/schemas.py", _SCHEMAS),
        Write("fieldbook/dependencies.py", _DEPENDENCIES),
        Write("fieldbook/main.py", _MAIN),
        Write("fieldbook/health.py", _HEALTH),
        Write("fieldbook/wells/__init__.py", ""),
        Write("fieldbook/wells/store.py", _WELL_STORE),
        Write("fieldbook/wells/service.py", _WELL_SERVICE),
        Write("fieldbook/wells/router.py", _WELL_ROUTER),
    ),
)

CONTACT_FILES = (
    Write("fieldbook/contacts/__init__.py", ""),
    Write("fieldbook/contacts/store.py", _CONTACT_STORE),
    Write("fieldbook/contacts/service.py", _CONTACT_SERVICE),
    Write("fieldbook/contacts/router.py", _CONTACT_ROUTER),
)
