"""Routes served through the containers of a dependency injection library, which this environment lacks."""

from __future__ import annotations

from pathlib import Path

import pytest

from scanner import ScanDocument, open_source, scan

CONTAINERS = """
import time

from dependency_injector import containers, providers


class Session:
    def read(self):
        time.sleep(1)


def open_session():
    yield Session()


class Mailer:
    def __init__(self, host):
        self.host = host

    def send(self):
        time.sleep(1)

    async def send_soon(self):
        return self.host


class Repo:
    def __init__(self, session):
        self.session = session

    def all(self):
        return self.session.read()

    def names(self):
        return ["a"]


class Service:
    def __init__(self, repo, mailers):
        self.repo, self.mailers = repo, mailers


class Slow:
    def __init__(self):
        time.sleep(1)


class Gateways(containers.DeclarativeContainer):
    config = providers.Configuration()
    session = providers.Dependency()
    mailer = providers.Singleton(Mailer, host=config.host)
    repo = providers.Factory(Repo, session=session)


class Container(containers.DeclarativeContainer):
    session = providers.Resource(open_session)
    gateways = providers.Container(Gateways, session=session)
    slow = providers.Factory(Slow)
    service = providers.Factory(Service, repo=gateways.repo, mailers=providers.List(gateways.mailer))
"""

JOBS = """
from containers import Container, Mailer
from dependency_injector.wiring import Provide, inject


@inject
def announce(text, mailer: Mailer = Provide[Container.gateways.mailer]):
    mailer.send()
    return text
"""

MAIN = """
from typing import Annotated

from containers import Container, Service, Session, Slow
from dependency_injector.wiring import Closing, Provide, inject
from fastapi import Depends, FastAPI
from fastapi.concurrency import run_in_threadpool
from jobs import announce

app = FastAPI()


@app.get("/all")
@inject
async def everything(service: Service = Depends(Provide[Container.service])):
    return service.repo.all()


@app.get("/named")
@inject
async def named(service=Depends(Provide["gateways.repo"])):
    return service.all()


@app.get("/annotated")
@inject
async def annotated(service: Annotated[Service, Depends(Provide[Container.service])]):
    return service.mailers[0].send()


@app.get("/closing")
@inject
async def closing(session: Session = Depends(Closing[Provide[Container.session]])):
    return session.read()


@app.get("/built-on-the-loop")
@inject
async def slow(made: Slow = Depends(Provide[Container.slow])):
    return {}


@app.get("/default-of-a-helper")
async def announcing():
    return announce("x")


@app.get("/by-hand")
async def by_hand():
    return Container().service().repo.all()


@app.get("/names")
@inject
async def names(service: Service = Depends(Provide[Container.service])):
    return service.repo.names()


@app.get("/awaited")
@inject
async def awaited(service: Service = Depends(Provide[Container.service])):
    return await service.mailers[0].send_soon()


@app.get("/offloaded")
@inject
async def offloaded(service: Service = Depends(Provide[Container.service])):
    return await run_in_threadpool(service.repo.all)


@app.get("/in-thread")
@inject
def in_thread(service: Service = Depends(Provide[Container.service])):
    return service.repo.all()


@app.get("/built-in-a-thread")
@inject
def slow_in_thread(made: Slow = Depends(Provide[Container.slow])):
    return {}
"""

BLOCKING = {
    "/all",
    "/named",
    "/annotated",
    "/closing",
    "/built-on-the-loop",
    "/default-of-a-helper",
    "/by-hand",
}
NATIVE = {"/names", "/awaited", "/offloaded"}
CONVERTED = {"/in-thread", "/built-in-a-thread"}


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> ScanDocument:
    root: Path = tmp_path_factory.mktemp("injection")
    for name, text in {"containers": CONTAINERS, "jobs": JOBS, "main": MAIN}.items():
        (root / f"{name}.py").write_text(text)
    return scan(open_source(root))


@pytest.mark.parametrize(
    ("classification", "paths"),
    [("blocking-async", BLOCKING), ("native-async", NATIVE), ("converted-def", CONVERTED)],
)
def test_what_markers_stand_for_decides_the_class(
    document: ScanDocument, classification: str, paths: set[str]
) -> None:
    assert {r["path"] for r in document["routes"] if r["classification"] == classification} == paths


def test_nothing_of_the_library_is_left_open(document: ScanDocument) -> None:
    assert document["unresolved"] == []


def test_what_a_container_builds_stands_where_it_was_asked_for(document: ScanDocument) -> None:
    (route,) = [r for r in document["routes"] if r["path"] == "/built-on-the-loop"]
    step = next(step for step in route["chain"] if step["symbol"] == "containers:Slow.__init__")
    assert (step["file"], step["line"]) == ("main.py", route["line"])
