"""The same observation through a real server: uvicorn on a socket, a client in another thread."""

from __future__ import annotations

import asyncio
import socket
from pathlib import Path
from typing import Any

import httpx
import uvicorn
from starlette.types import ASGIApp

from tests.oracle.recorder import RECORDER, quiet
from tests.oracle.requests import Request
from tests.oracle.serve import Run, settle


async def serve_with_uvicorn(app: ASGIApp, run: Run) -> None:
    """Send the planned HTTP requests over a socket; websockets are left to the in-process server."""
    RECORDER.active = True
    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(app, log_level="critical", lifespan="on", timeout_graceful_shutdown=5)
    server = uvicorn.Server(config)
    serving = asyncio.ensure_future(server.serve([listener]))
    while not server.started and not serving.done():
        await asyncio.sleep(0.002)
    address = f"http://127.0.0.1:{listener.getsockname()[1]}"
    for number, (_, request) in enumerate(run.requests):
        if request.method != "WS":
            await _send(address, number, request, run)
    server.should_exit = True
    await serving
    RECORDER.active = False


async def _send(address: str, number: int, request: Request, run: Run) -> None:
    before = asyncio.all_tasks()
    RECORDER.request = number
    status = await asyncio.get_running_loop().run_in_executor(None, _ask, address, request)
    await settle(before, request.path, run)
    RECORDER.request = None
    # What raises after the answer, such as a background task, has a status all the same.
    expected = 500 if request.raises and request.status is None else request.status
    if status != expected and not (expected is None and 200 <= status < 400):
        run.problems.append(f"{request.method} {request.path}: answered {status}")


def _ask(address: str, request: Request) -> int:
    options: dict[str, Any] = {"headers": request.headers, "content": request.body, "timeout": 20}
    url = f"{address}{request.path}?{request.query}"
    with quiet(), httpx.Client(trust_env=False) as client:
        return client.request(request.method, url, **options).status_code


def supports(root: Path) -> bool:
    """Whether uvicorn shows the same: a websocket case needs a protocol library that is not installed."""
    return "websocket" not in "".join(file.read_text() for file in root.rglob("*.py")).lower()
