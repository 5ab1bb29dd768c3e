"""Routes whose services are built by containers that go by types: one app per library, one answer for all."""

from __future__ import annotations

from pathlib import Path

import pytest

from scanner import ScanDocument, open_source, scan

SERVICES = """
import asyncio
import time
from abc import ABC, abstractmethod


class Store(ABC):
    @abstractmethod
    def read(self): ...


class SlowStore(Store):
    def read(self):
        time.sleep(0.01)
        return "slow"


class MemoryStore(Store):
    def read(self):
        return "memory"


class Cache(ABC):
    @abstractmethod
    def read(self): ...


class QuickCache(Cache):
    def read(self):
        return "quick"


class RemoteCache(Cache):
    def read(self):
        time.sleep(0.01)
        return "remote"


class Clock:
    async def wait(self):
        await asyncio.sleep(0)


class Opened:
    def __init__(self):
        time.sleep(0.01)


class Reports:
    def __init__(self, store: Store, cache: Cache):
        self.store, self.cache = store, cache

    def all(self):
        return self.store.read()

    def cached(self):
        return self.cache.read()
"""
INJECTOR = """
from fastapi import FastAPI
from fastapi_injector import Injected, SyncInjected, attach_injector
from injector import Binder, Injector, Module, inject, provider, singleton
from services import Cache, Clock, Opened, QuickCache, Reports as Plain, SlowStore, Store


class Reports(Plain):
    @inject
    def __init__(self, store: Store, cache: Cache):
        super().__init__(store, cache)


class Stores(Module):
    def configure(self, binder: Binder) -> None:
        binder.bind(Store, to=SlowStore, scope=singleton)

    @singleton
    @provider
    def cache(self) -> Cache:
        return QuickCache()


app = FastAPI()
injector = Injector([Stores()])
attach_injector(app, injector)


@app.get("/slow")
async def slow(reports: Reports = Injected(Reports)):
    return reports.all()


@app.get("/quick")
async def quick(reports: Reports = Injected(Reports)):
    return reports.cached()


@app.get("/by-hand")
async def by_hand():
    return injector.get(Store).read()


@app.get("/threaded")
def threaded(store: Store = SyncInjected(Store)):
    return store.read()


@app.get("/opened")
def opened(found: Opened = Injected(Opened)):
    return "x"


@app.get("/opened-aside")
async def opened_aside(found: Opened = SyncInjected(Opened)):
    return "x"
"""
LAGOM = """
from fastapi import FastAPI
from lagom import Container, Singleton, dependency_definition
from lagom.integrations.fast_api import FastApiIntegration
from services import Cache, Clock, Opened, QuickCache, Reports, SlowStore, Store

container = Container()
container[Store] = SlowStore
container[Opened] = Singleton(Opened)


@dependency_definition(container)
def make_cache() -> Cache:
    return QuickCache()


app = FastAPI()
deps = FastApiIntegration(container)


@app.get("/slow")
async def slow(reports: Reports = deps.depends(Reports)):
    return reports.all()


@app.get("/quick")
async def quick(reports=deps.depends(Reports)):
    return reports.cached()


@app.get("/by-hand")
async def by_hand():
    return container[Store].read()


@app.get("/threaded")
def threaded(store: Store = deps.depends(Store)):
    return store.read()


@app.get("/opened")
async def opened():
    return str(container.resolve(Opened))


@app.get("/opened-aside")
async def opened_aside(found: Opened = deps.depends(Opened)):
    return "x"
"""
PUNQ = """
import punq
from fastapi import Depends, FastAPI
from services import Cache, Clock, Opened, QuickCache, Reports, SlowStore, Store

container = punq.Container()
container.register(Store, SlowStore)
container.register(Cache, instance=QuickCache())
container.register(Reports)
container.register(Opened, factory=lambda: Opened())

app = FastAPI()


def reports() -> Reports:
    return container.resolve(Reports)


@app.get("/slow")
async def slow(found: Reports = Depends(reports)):
    return found.all()


@app.get("/quick")
async def quick(found=Depends(reports)):
    return found.cached()


@app.get("/by-hand")
async def by_hand():
    return [each.read() for each in container.resolve_all(Store)]


@app.get("/threaded")
def threaded():
    return container.resolve(Store).read()


@app.get("/opened")
async def opened():
    return str(container.resolve(Opened))


@app.get("/opened-aside")
async def opened_aside(found: Opened = Depends(lambda: container.resolve(Opened))):
    return "x"
"""
SVCS = """
import svcs
from fastapi import FastAPI
from services import Cache, Clock, Opened, QuickCache, Reports, SlowStore, Store
from starlette.concurrency import run_in_threadpool


def make_reports(svcs_container: svcs.Container) -> Reports:
    return Reports(*svcs_container.get(Store, Cache))


async def make_opened():
    return Opened()


def open_store():
    yield SlowStore()


@svcs.fastapi.lifespan
async def lifespan(app: FastAPI, registry: svcs.Registry):
    registry.register_factory(Store, open_store)
    registry.register_value(Cache, QuickCache())
    registry.register_factory(Reports, make_reports)
    registry.register_factory(Opened, make_opened)
    yield


app = FastAPI(lifespan=lifespan)


@app.get("/slow")
async def slow(services: svcs.fastapi.DepContainer):
    return services.get(Reports).all()


@app.get("/quick")
async def quick(services: svcs.fastapi.DepContainer):
    return services.get(Reports).cached()


@app.get("/by-hand")
async def by_hand(services: svcs.fastapi.DepContainer):
    store, cache = services.get(Store, Cache)
    return store.read() + cache.read()


@app.get("/threaded")
def threaded(services: svcs.fastapi.DepContainer):
    return services.get(Store).read()


@app.get("/opened")
async def opened(services: svcs.fastapi.DepContainer):
    return str(await services.aget(Opened))


@app.get("/opened-aside")
async def opened_aside(services: svcs.fastapi.DepContainer):
    return await run_in_threadpool(services.get(Reports).all)
"""
APPS = {"injector": INJECTOR, "lagom": LAGOM, "punq": PUNQ, "svcs": SVCS}
CLASSES = {
    "/slow": "blocking-async",
    "/quick": "native-async",
    "/by-hand": "blocking-async",
    "/threaded": "converted-def",
    "/opened": "blocking-async",
    "/opened-aside": "native-async",
}


def scanned(root: Path, text: str) -> ScanDocument:
    (root / "services.py").write_text(SERVICES)
    (root / "main.py").write_text(text)
    return scan(open_source(root))


@pytest.mark.parametrize("library", APPS)
def test_services_are_followed_through_the_container(tmp_path: Path, library: str) -> None:
    document = scanned(tmp_path, APPS[library])
    assert {route["path"]: route["classification"] for route in document["routes"]} == CLASSES
    assert {route["chain"][-1]["symbol"] for route in document["routes"] if route["chain"]} == {"time.sleep"}
    assert document["summary"]["unresolved_calls"] == 0


@pytest.mark.parametrize("library", APPS)
def test_only_what_is_bound_is_built(tmp_path: Path, library: str) -> None:
    document = scanned(tmp_path, APPS[library])
    assert not [each["name"] for each in document["helpers"] if "RemoteCache" in each["name"]]
    calm = scanned(tmp_path, APPS[library].replace("SlowStore", "MemoryStore"))
    assert {
        route["path"]: route["classification"]
        for route in calm["routes"]
        if route["path"] in ("/slow", "/by-hand")
    } == {"/slow": "native-async", "/by-hand": "native-async"}
