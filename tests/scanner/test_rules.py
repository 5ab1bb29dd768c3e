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
        ["main:twice", "main:save", "sqlalchemy.orm.Session.commit"],
        ["main:twice", "sqlalchemy.orm.Session.execute"],
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
