"""Phase 2: an asynchronous stack beside the synchronous one, used by contacts first."""

from __future__ import annotations

from tracker.example.commits import Commit, Edit, Write

CONTACTS = "fieldbook/contacts/router.py"
DATABASE = "fieldbook/database.py"
DEPENDENCIES = "fieldbook/dependencies.py"
EXPORT = "fieldbook/reports/export.py"
IMPORTS = "fieldbook/imports.py"
MAIN = "fieldbook/main.py"
WELLS = "fieldbook/wells/router.py"
WELL_SERVICE = "fieldbook/wells/service.py"

_ASYNC_DATABASE = """

async_engine = create_async_engine(f"sqlite+aiosqlite:///{settings.database}")
AsyncSessionLocal = async_sessionmaker(bind=async_engine, expire_on_commit=False)


async def get_async_db() -> AsyncIterator[AsyncSession]:
    async with AsyncSessionLocal() as session:
        yield session
"""

_QUERIES = '''
"""Queries about contacts, asynchronous."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from fieldbook.models import Contact


async def search(db: AsyncSession, text: str | None) -> list[Contact]:
    query = select(Contact).order_by(Contact.name)
    if text:
        query = query.where(Contact.name.contains(text))
    return list(await db.scalars(query))


async def fetch(db: AsyncSession, contact_id: int) -> Contact | None:
    return await db.get(Contact, contact_id)


async def save(db: AsyncSession, contact: Contact) -> Contact:
    db.add(contact)
    await db.commit()
    return contact


async def remove(db: AsyncSession, contact: Contact) -> None:
    await db.delete(contact)
    await db.commit()
'''

_DIRECTORY = '''
"""What the team does with contacts, asynchronous."""

from fastapi import HTTPException
from sqlalchemy.ext.asyncio import AsyncSession

from fieldbook.contacts import queries
from fieldbook.models import Contact
from fieldbook.schemas import ContactIn


async def directory(db: AsyncSession, text: str | None) -> list[Contact]:
    return await queries.search(db, text)


async def required(db: AsyncSession, contact_id: int) -> Contact:
    contact = await queries.fetch(db, contact_id)
    if contact is None:
        raise HTTPException(404, "no such contact")
    return contact


async def create(db: AsyncSession, data: ContactIn) -> Contact:
    return await queries.save(db, Contact(**data.model_dump()))


async def update(db: AsyncSession, contact_id: int, data: ContactIn) -> Contact:
    contact = await required(db, contact_id)
    for name, value in data.model_dump().items():
        setattr(contact, name, value)
    return await queries.save(db, contact)


async def forget(db: AsyncSession, contact_id: int) -> None:
    await queries.remove(db, await required(db, contact_id))
'''

_SUMMARY = """

@router.get("/{well_id}/summary")
async def summarise_well(well_id: int, db: Database) -> dict[str, float]:
    return service.summary(db, well_id)
"""

_SUMMARY_SERVICE = """

def summary(db: Session, well_id: int) -> dict[str, float]:
    found = history(db, well_id)
    return {"oil": sum(each.oil for each in found), "water": sum(each.water for each in found)}
"""

_WELLS_TAIL = "    return service.place(db, well_id, place)\n"
_PLACE_TAIL = "        well.latitude, well.longitude = found\n    return store.add(db, well)\n"
_ENGINE = 'create_engine(f"sqlite:///{settings.database}", connect_args={"check_same_thread": False})'
_BOUNDED_ENGINE = """create_engine(
    f"sqlite:///{settings.database}",
    connect_args={"check_same_thread": False, "timeout": 10},
    pool_size=20,
    max_overflow=20,
    pool_timeout=5,
    pool_pre_ping=True,
)"""

COMMITS = (
    Commit(
        190,
        10,
        "Priya Raman",
        "Add an asynchronous engine and session",
        (
            Edit(DATABASE, "        session.close()\n", f"        session.close()\n{_ASYNC_DATABASE}"),
            Edit(DATABASE, "import Iterator\n", "import AsyncIterator, Iterator\n"),
            Edit(
                DATABASE,
                "from sqlalchemy.orm import Session, sessionmaker\n",
                "from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine\n"
                "from sqlalchemy.orm import Session, sessionmaker\n",
            ),
            Edit(DEPENDENCIES, "import get_db\n", "import get_async_db, get_db\n"),
            Edit(
                DEPENDENCIES,
                "from sqlalchemy.orm",
                "from sqlalchemy.ext.asyncio import AsyncSession\nfrom sqlalchemy.orm",
            ),
            Edit(
                DEPENDENCIES,
                "Database = Annotated[Session, Depends(get_db)]\n",
                "Database = Annotated[Session, Depends(get_db)]\n"
                "AsyncDatabase = Annotated[AsyncSession, Depends(get_async_db)]\n",
            ),
            Edit("pyproject.toml", '"fastapi", ', '"aiosqlite", "fastapi", '),
        ),
    ),
    Commit(
        198,
        14,
        "Priya Raman",
        "Read contacts through the asynchronous session",
        (
            Write("fieldbook/contacts/queries.py", _QUERIES),
            Write("fieldbook/contacts/directory.py", _DIRECTORY),
            Edit(CONTACTS, "def list_contacts(db: Database", "async def list_contacts(db: AsyncDatabase"),
            Edit(CONTACTS, "return service.directory(", "return await directory.directory("),
            Edit(
                CONTACTS,
                "def show_contact(contact_id: int, db: Database)",
                "async def show_contact(contact_id: int, db: AsyncDatabase)",
            ),
            Edit(CONTACTS, "return service.required(", "return await directory.required("),
            Edit(CONTACTS, "contacts import service", "contacts import directory, service"),
            Edit(CONTACTS, "import Database", "import AsyncDatabase, Database"),
        ),
    ),
    Commit(
        206,
        11,
        "Yuki Tanaka",
        "Write contacts through the asynchronous session",
        (
            Edit(
                CONTACTS,
                "def create_contact(data: ContactIn, db: Database)",
                "async def create_contact(data: ContactIn, db: AsyncDatabase)",
            ),
            Edit(CONTACTS, "return service.create(", "return await directory.create("),
            Edit(
                CONTACTS,
                "def update_contact(contact_id: int, data: ContactIn, db: Database)",
                "async def update_contact(contact_id: int, data: ContactIn, db: AsyncDatabase)",
            ),
            Edit(CONTACTS, "return service.update(", "return await directory.update("),
        ),
    ),
    Commit(
        214,
        16,
        "Tomas Lind",
        "Sum up a well",
        (
            Edit(WELLS, _WELLS_TAIL, _WELLS_TAIL + _SUMMARY),
            Edit(WELL_SERVICE, _PLACE_TAIL, _PLACE_TAIL + _SUMMARY_SERVICE),
        ),
    ),
    Commit(
        221,
        10,
        "Marek Nowak",
        "Take the asynchronous session for companies",
        (
            Edit(
                CONTACTS,
                "def list_companies(db: Database) -> dict[str, int]:\n"
                "    return service.company_summary(db)\n",
                "async def list_companies(db: AsyncDatabase) -> dict[str, int]:\n"
                "    await db.connection()\n"
                "    with SessionLocal() as session:\n"
                "        return service.company_summary(session)\n",
            ),
            Edit(
                CONTACTS,
                "from fieldbook.dependencies",
                "from fieldbook.database import SessionLocal\nfrom fieldbook.dependencies",
            ),
        ),
    ),
    Commit(
        229,
        15,
        "Yuki Tanaka",
        "Dispose of the asynchronous engine at shutdown",
        (
            Edit(MAIN, "    yield\n", "    yield\n    await async_engine.dispose()\n"),
            Edit(MAIN, "database import engine", "database import async_engine, engine"),
        ),
    ),
    Commit(
        236,
        13,
        "Grace Okafor",
        "Import readings without holding the loop",
        (
            Edit(
                IMPORTS,
                "store_rows(db, well_id, text)}",
                "await run_in_threadpool(store_rows, db, well_id, text)}",
            ),
            Edit(
                IMPORTS,
                "import APIRouter, Request\n",
                "import APIRouter, Request\nfrom fastapi.concurrency import run_in_threadpool\n",
            ),
        ),
    ),
    Commit(
        244,
        9,
        "Tomas Lind",
        "Export from a plain generator",
        (
            Edit(
                EXPORT,
                "async def rows(db: Session) -> AsyncIterator[str]",
                "def rows(db: Session) -> Iterator[str]",
            ),
            Edit(EXPORT, "import AsyncIterator", "import Iterator"),
        ),
    ),
    Commit(252, 14, "Marek Nowak", "Bound the connection pool", (Edit(DATABASE, _ENGINE, _BOUNDED_ENGINE),)),
    Commit(
        260,
        11,
        "Priya Raman",
        "Delete contacts through the asynchronous session",
        (
            Edit(
                CONTACTS,
                "def delete_contact(contact_id: int, db: Database)",
                "async def delete_contact(contact_id: int, db: AsyncDatabase)",
            ),
            Edit(
                CONTACTS,
                "    service.forget(db, contact_id)\n",
                "    await directory.forget(db, contact_id)\n",
            ),
        ),
    ),
)
