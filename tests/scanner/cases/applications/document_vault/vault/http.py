import asyncio
from functools import partial

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from vault.catalogue import Indexer, Link, Note, Scan, preview
from vault.locator import services
from vault.storage import MemoryStorage, RemoteStorage, Storage


async def read(name: str) -> Response:  # -> native-async
    return Response(services.storage.read(name))


async def write(name: str, request: Request) -> Response:  # -> native-async
    services.get("storage").write(name, await request.body())
    return Response(status_code=204)


async def remote_read(name: str) -> Response:  # -> blocking-async
    return Response(services.scanner.read(name))


async def remote_read_in_thread(name: str) -> Response:  # -> native-async
    storage: Storage = services.get("scanner")
    return Response(await asyncio.to_thread(storage.read, name))


async def settings() -> JSONResponse:  # -> native-async
    return JSONResponse(services.settings.model_dump())


async def size_of(
    storage: Storage, name: str
) -> int:  # -> GET /vault/near/{name}/size: native-async; GET /vault/far/{name}/size: blocking-async
    return storage.size(name)


def read_def(name: str) -> Response:  # -> converted-def
    return Response(services.scanner.read(name))


async def preview_note() -> str:  # -> native-async
    return preview(Note("hello"))


async def preview_link() -> str:  # -> blocking-async
    return preview(Link("link.example.com"))


async def index_text() -> int:  # -> native-async
    return Indexer().index("text")


async def index_scan() -> int:  # -> blocking-async
    return Indexer().index(Scan("text"))


ROUTES = [
    ("GET", "/files/{name}", read),
    ("PUT", "/files/{name}", write),
    ("GET", "/remote/{name}", remote_read),
    ("GET", "/remote/{name}/thread", remote_read_in_thread),
    ("GET", "/remote/{name}/def", read_def),
    ("GET", "/settings", settings),
    ("GET", "/preview/note", preview_note),
    ("GET", "/preview/link", preview_link),
    ("GET", "/index/text", index_text),
    ("GET", "/index/scan", index_scan),
]


def build_router() -> APIRouter:
    router = APIRouter()
    for method, path, endpoint in ROUTES:
        router.add_api_route(path, endpoint, methods=[method])
    for label, storage in {"near": MemoryStorage(), "far": RemoteStorage()}.items():
        router.add_api_route(f"/{label}/{{name}}/size", partial(size_of, storage), name=label)
    return router
