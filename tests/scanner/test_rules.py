"""Rules on small projects: each code where it is due, and silence where it is not."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from scanner import open_source, scan
from scanner.model import FindingRecord, ScanDocument

SYNC = """
from fastapi import BackgroundTasks, Depends, FastAPI, Request, WebSocket
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session, sessionmaker
import time

engine = create_engine("sqlite://")
SessionLocal = sessionmaker(engine)
app = FastAPI()

def get_db():
    with SessionLocal() as session:
        yield session

"""


def scan_text(path: Path, text: str, head: str = SYNC) -> ScanDocument:
    (path / "main.py").write_text(head + textwrap.dedent(text))
    return scan(open_source(path))


def findings(document: ScanDocument, *codes: str) -> list[FindingRecord]:
    return [each for each in document["findings"] if each["code"] in codes]


def told(document: ScanDocument, *codes: str) -> set[tuple[str, str]]:
    return {(each["code"], each["unit"]) for each in findings(document, *codes)}


LOOP = ("CL101", "CL102", "CL103", "CL104", "CL109")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            """
            @app.get("/a")
            async def bad(db: Session = Depends(get_db)):
                return load(db)
            def load(db):
                return db.execute(select(1))
            @app.get("/b")
            def good(db: Session = Depends(get_db)):
                return load(db)
            """,
            {("CL101", "main:bad")},
            id="handler-through-helper",
        ),
        pytest.param(
            """
            async def user(db: Session = Depends(get_db)):
                return db.execute(select(1))
            @app.get("/a")
            async def first(user=Depends(user)):
                return user
            @app.get("/b")
            def second(user=Depends(user)):
                return user
            """,
            {("CL102", "main:user")},
            id="dependency-alone",
        ),
        pytest.param(
            """
            async def load(db):
                return db.execute(select(1))
            async def middle(db):
                return await load(db)
            @app.get("/a")
            async def bad(db: Session = Depends(get_db)):
                return await middle(db)
            """,
            {("CL101", "main:bad"), ("CL101", "main:load")},
            id="nearest-async-helper",
        ),
        pytest.param(
            """
            @app.middleware("http")
            async def slow(request, call_next):
                time.sleep(1)
                return await call_next(request)
            @app.exception_handler(ValueError)
            async def failed(request, error):
                time.sleep(1)
            @app.exception_handler(KeyError)
            def missed(request, error):
                time.sleep(1)
            @app.websocket("/ws")
            async def socket(websocket: WebSocket):
                await websocket.accept()
                time.sleep(1)
            @app.get("/a")
            async def fine():
                return 1
            """,
            {("CL103", "main:slow"), ("CL103", "main:failed"), ("CL103", "main:socket")},
            id="around-routes",
        ),
        pytest.param(
            """
            async def bad():
                time.sleep(1)
            def good():
                time.sleep(1)
            @app.get("/a")
            async def route(tasks: BackgroundTasks):
                tasks.add_task(bad)
                tasks.add_task(good)
            """,
            {("CL104", "main:bad")},
            id="background",
        ),
        pytest.param(
            """
            async def bad(db):
                for row in db.execute(select(1)):
                    yield row
            def good(db):
                for row in db.execute(select(1)):
                    yield row
            @app.get("/a")
            async def streamed(db: Session = Depends(get_db)):
                return StreamingResponse(bad(db))
            @app.get("/b")
            async def fine(db: Session = Depends(get_db)):
                return StreamingResponse(good(db))
            """,
            {("CL109", "main:bad")},
            id="stream",
        ),
        pytest.param(
            """
            @app.get("/a")
            async def fine(db: Session = Depends(get_db)):
                return await run_in_threadpool(db.execute, select(1))
            """,
            set(),
            id="offloaded",
        ),
    ],
)
def test_what_blocks_the_loop_is_told_where_it_belongs(
    tmp_path: Path, text: str, expected: set[tuple[str, str]]
) -> None:
    assert told(scan_text(tmp_path, text), *LOOP) == expected


def test_one_finding_for_each_blocking_symbol_with_its_chain(tmp_path: Path) -> None:
    document = scan_text(
        tmp_path,
        """
        @app.get("/a")
        @app.get("/b")
        async def twice(db: Session = Depends(get_db)):
            db.execute(select(1))
            db.execute(select(2))
            return save(db)
        def save(db):
            db.commit()
        """,
    )
    found = findings(document, "CL101")
    assert [[step["symbol"] for step in each["chain"]] for each in found] == [
        ["main:twice", "sqlalchemy.orm.Session.execute"],
        ["main:twice", "main:save", "sqlalchemy.orm.Session.commit"],
    ]
    assert {each["level"] for each in found} == {"error"}
    assert document["summary"]["findings"] == len(document["findings"])


def test_fingerprints_do_not_depend_on_lines(tmp_path: Path) -> None:
    text = """
    @app.get("/a")
    async def slow():
        time.sleep(1)
    """
    first = scan_text(tmp_path, text)["findings"]
    second = scan_text(tmp_path, "\n\nLIMIT = 3\n" + textwrap.dedent(text))["findings"]
    assert [f["fingerprint"] for f in first] == [f["fingerprint"] for f in second]
    assert [f["line"] for f in first] != [f["line"] for f in second]


def test_a_comment_suppresses_a_finding(tmp_path: Path) -> None:
    document = scan_text(
        tmp_path,
        """
        @app.get("/a")
        async def slow():  # clearloop: ignore[CL101] start-up only
            time.sleep(1)
        """,
    )
    (found,) = findings(document, "CL101")
    assert found["suppressed"] == "start-up only"
    assert document["summary"]["findings"] == len(document["findings"]) - 1


def test_a_helper_that_awaits_nothing_could_be_def(tmp_path: Path) -> None:
    document = scan_text(
        tmp_path,
        """
        class Base:
            async def hook(self):
                raise NotImplementedError
        class Child(Base):
            async def hook(self):
                return 1
        async def total(rows):
            return sum(rows)
        async def waits():
            return await total([1])
        async def settings():
            return {}
        @app.get("/a")
        async def route(settings=Depends(settings)):
            return await waits() + await Child().hook()
        """,
    )
    assert told(document, "CL105") == {("CL105", "main:total")}


def test_a_def_route_needs_something_to_wait_for(tmp_path: Path) -> None:
    document = scan_text(
        tmp_path,
        """
        @app.get("/healthz")
        def alive():
            return {"status": "alive"}
        @app.get("/version")
        def version():
            return "1"
        @app.get("/cheap")
        async def cheap():
            return 1
        @app.get("/rows")
        def rows(db: Session = Depends(get_db)):
            return db.execute(select(1))
        @app.get("/unknown")
        def unsure(request: Request):
            return request.app.state.thing.work()
        """,
    )
    assert [(f["unit"], f["level"]) for f in findings(document, "CL108")] == [
        ("main:alive", "warning"),
        ("main:version", "info"),
    ]


ASYNC = """
from fastapi import BackgroundTasks, Depends, FastAPI
from fastapi.concurrency import run_in_threadpool
from sqlalchemy import ForeignKey, create_engine, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker
from sqlalchemy.orm import relationship, selectinload
import asyncio

sync_engine = create_engine("postgresql+psycopg://db/app")
SessionLocal = sessionmaker(sync_engine)
engine = create_async_engine("postgresql+asyncpg://db/app")
make = async_sessionmaker(engine)
app = FastAPI()

class Base(DeclarativeBase):
    pass

class Order(Base):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)
    lines: Mapped[list["Line"]] = relationship()

class Line(Base):
    __tablename__ = "lines"
    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"))

def get_db():
    with SessionLocal() as session:
        yield session

async def get_async_db():
    async with make() as session:
        yield session

"""

STACK = [
    pytest.param(
        "CL106",
        """
        def load(db):
            return db.scalars(select(Order)).all()
        def chosen():
            return load
        @app.get("/bad")
        async def bad(db: Session = Depends(get_db)):
            return await run_in_threadpool(load(db))
        @app.get("/good")
        async def good(db: Session = Depends(get_db)):
            await run_in_threadpool(chosen(), db)
            return await run_in_threadpool(load, db)
        """,
        {"main:bad"},
        id="CL106",
    ),
    pytest.param(
        "CL107",
        """
        @app.get("/bad")
        async def bad(db: Session = Depends(get_db)):
            def body():
                return db.scalars(select(Order)).all()
            return await run_in_threadpool(body)
        def load(db):
            return db.scalars(select(Order)).all()
        @app.get("/good")
        async def good(db: Session = Depends(get_db)):
            return await run_in_threadpool(load, db)
        @app.get("/better")
        async def better(db: Session = Depends(get_db)):
            def body():
                return db.scalars(select(Order)).all()
            rows = await run_in_threadpool(body)
            await asyncio.sleep(0)
            return rows
        """,
        {"main:bad"},
        id="CL107",
    ),
    pytest.param(
        "CL201",
        """
        def summarise():
            with SessionLocal() as session:
                return session.scalars(select(Order)).all()
        @app.get("/bad")
        async def bad(db: AsyncSession = Depends(get_async_db)):
            return summarise()
        @app.get("/good")
        async def good(db: AsyncSession = Depends(get_async_db)):
            await run_in_threadpool(summarise)
            return await db.run_sync(lambda session: session.scalars(select(Order)).all())
        @app.get("/sync")
        async def sync_only():
            return summarise()
        """,
        {"main:bad"},
        id="CL201",
    ),
    pytest.param(
        "CL202",
        """
        async def work():
            await asyncio.sleep(1)
        @app.get("/bad")
        async def bad(db: AsyncSession = Depends(get_async_db)):
            db.commit()
        @app.get("/worse")
        async def worse():
            work()
        @app.get("/good")
        async def good(db: AsyncSession = Depends(get_async_db)):
            db.add(Order())
            asyncio.create_task(work())
            asyncio.gather(work(), work())
            await db.commit()
        @app.get("/sync")
        def sync(db: Session = Depends(get_db)):
            db.commit()
        """,
        {"main:bad", "main:worse"},
        id="CL202",
    ),
    pytest.param(
        "CL203",
        """
        @app.get("/bad")
        async def bad(db: AsyncSession = Depends(get_async_db)):
            order = (await db.scalars(select(Order))).first()
            return [line.id for line in order.lines]
        @app.get("/good")
        async def good(db: AsyncSession = Depends(get_async_db)):
            order = (await db.scalars(select(Order).options(selectinload(Order.lines)))).first()
            return [line.id for line in order.lines]
        """,
        {"main:bad"},
        id="CL203",
    ),
    pytest.param(
        "CL208",
        """
        async def either(flag: bool):
            if flag:
                async with make() as session:
                    yield session
            else:
                with SessionLocal() as session:
                    yield session
        @app.get("/bad")
        async def bad(db=Depends(either)):
            return 1
        @app.get("/good")
        async def good(db=Depends(get_async_db), other=Depends(get_db)):
            return 1
        """,
        {"main:either"},
        id="CL208",
    ),
    pytest.param(
        "CL301",
        """
        def recalculate(db):
            db.execute(select(Order))
        def later():
            with SessionLocal() as session:
                recalculate(session)
        @app.get("/bad")
        def bad(tasks: BackgroundTasks, db: Session = Depends(get_db)):
            tasks.add_task(recalculate, db)
        @app.get("/good")
        def good(tasks: BackgroundTasks, db: Session = Depends(get_db)):
            tasks.add_task(later)
            return recalculate(db)
        """,
        {"main:bad"},
        id="CL301",
    ),
    pytest.param(
        "CL306",
        """
        @app.get("/bad")
        def bad(db: Session = Depends(get_db)):
            for order in db.scalars(select(Order)).all():
                db.scalars(select(Line).where(Line.order_id == order.id)).first()
        @app.get("/worse")
        async def worse(db: AsyncSession = Depends(get_async_db)):
            for order in (await db.scalars(select(Order))).all():
                await db.scalar(select(Line).where(Line.order_id == order.id))
        @app.get("/good")
        def good(db: Session = Depends(get_db)):
            for order in db.scalars(select(Order)).all():
                db.add(Line(order_id=order.id))
            db.commit()
            for attempt in range(3):
                db.scalars(select(Order)).first()
            for table in (Order, Line):
                db.scalars(select(table)).all()
            return db.scalars(select(Line)).all()
        """,
        {"main:bad", "main:worse"},
        id="CL306",
    ),
    pytest.param(
        "CL304",
        """
        from sqlalchemy.orm import scoped_session
        registry = scoped_session(SessionLocal)
        shared = SessionLocal()
        with SessionLocal() as brief:
            pass
        @app.get("/bad")
        def bad():
            return shared.scalars(select(Order)).all()
        """,
        {"main:<module>"},
        id="CL304",
    ),
]


@pytest.mark.parametrize(("code", "text", "expected"), STACK)
def test_sessions_and_offloads(tmp_path: Path, code: str, text: str, expected: set[str]) -> None:
    document = scan_text(tmp_path, text, ASYNC)
    assert {each["unit"] for each in findings(document, code)} == expected


ENGINES = """
from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, select
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.orm import Session, sessionmaker
import os

app = FastAPI()

@app.get("/rows")
def rows():
    with Session(engine) as session:
        return session.scalars(select(1)).all()

"""


BOUNDED = """
engine = create_engine(
    "postgresql://db/app", pool_size=30, max_overflow=10, pool_recycle=9,
    connect_args={"options": "-c statement_timeout=15000"},
)
"""
DISPOSED = """
engine = create_async_engine("postgresql+asyncpg://db/app", **load())

@app.on_event("shutdown")
async def stop():
    await engine.dispose()
"""


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ('engine = create_engine("postgresql+psycopg://db/app")', {"CL401", "CL402", "CL403"}),
        ('engine = create_engine(os.environ["URL"], pool_pre_ping=True)', {"CL402", "CL403"}),
        (BOUNDED, set()),
        (
            'engine = create_engine("postgresql://db/app", max_overflow=-1, pool_recycle=9)',
            {"CL401", "CL402"},
        ),
        ('engine = create_engine("postgresql://db/app", **load())', set()),
        ('engine = create_engine("sqlite:///app.db")', set()),
        ('engine = create_engine("postgresql+asyncpg://db/app", **load())', {"CL205"}),
        ('engine = create_async_engine("postgresql+psycopg2://db/app", **load())', {"CL205", "CL206"}),
        ('engine = create_async_engine("postgresql+psycopg://db/app", **load())', {"CL206"}),
        (DISPOSED, set()),
    ],
)
def test_engines(tmp_path: Path, line: str, codes: set[str]) -> None:
    document = scan_text(tmp_path, "def load():\n    return os.environ\n" + line + "\n", ENGINES)
    capacity = {each["code"] for each in document["findings"]} & {"CL205", "CL206", "CL401", "CL402", "CL403"}
    assert capacity == codes


def test_the_stack_is_described(tmp_path: Path) -> None:
    text = """
    small = create_engine("postgresql+psycopg://db/b", pool_size=3, max_overflow=0, pool_pre_ping=True)
    @app.get("/a")
    async def first(db: AsyncSession = Depends(get_async_db)):
        return (await db.scalars(select(Order))).all()
    @app.get("/b")
    def second(db: Session = Depends(get_db)):
        return db.scalars(select(Order)).all()
    """
    stack = scan_text(tmp_path, text, ASYNC)["stack"]
    assert [e["name"] for e in stack["sync_engines"]] == ["main:sync_engine", "main:small"]
    assert [(e["name"], e["driver"]) for e in stack["async_engines"]] == [("main:engine", "asyncpg")]
    assert [(f["name"], f["is_async"]) for f in stack["session_factories"]] == [
        ("main:SessionLocal", False),
        ("main:make", True),
    ]
    assert [(d["name"], d["is_async"], d["routes"]) for d in stack["dependencies"]] == [
        ("main:get_async_db", True, 1),
        ("main:get_db", False, 1),
    ]
    pool = next(p for p in stack["pools"] if p["engine"] == "main:small")
    assert (pool["pool_size"], pool["max_overflow"], pool["pool_pre_ping"]) == (3, 0, True)
    assert (pool["file"], isinstance(pool["line"], int)) == ("main.py", True)
