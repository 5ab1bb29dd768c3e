from __future__ import annotations

import gzip
import json
import time
from typing import Any, Callable, Coroutine

import httpx
import requests
from fastapi import Request, Response
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute


class Gzipped(Request):
    async def body(self) -> bytes:
        if not hasattr(self, "_body"):
            body = await super().body()
            if "gzip" in self.headers.getlist("Content-Encoding"):
                body = gzip.decompress(body)
            self._body = body
        return self._body


class GzipRoute(APIRoute):
    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        original = super().get_route_handler()

        async def handler(request: Request) -> Response:
            return await original(Gzipped(request.scope, request.receive))

        return handler


class AuditRoute(APIRoute):
    """Tells an audit service of each request, on the loop."""

    def get_route_handler(self):
        handle = super().get_route_handler()

        async def audited(request: Request) -> Response:  # -> blocking-async
            before = time.perf_counter()
            response = await handle(request)
            requests.post("http://audit.test", json={"t": time.perf_counter() - before})
            return response

        return audited


class AsyncAuditRoute(APIRoute):
    def get_route_handler(self):
        handle = super().get_route_handler()

        async def audited(request: Request) -> Response:  # -> native-async
            response = await handle(request)
            async with httpx.AsyncClient() as client:
                await client.post("http://audit.test")
            return response

        return audited


class Enveloped(JSONResponse):
    def render(self, content: Any) -> bytes:
        return super().render({"data": content})


class Signed(Enveloped):
    def render(self, content: Any) -> bytes:  # -> blocking-async
        signature = requests.get("http://sign.test").text
        return super().render({"content": content, "signature": signature})


class Lines(Response):
    media_type = "application/x-ndjson"

    def render(self, content):
        return b"\n".join(json.dumps(line).encode() for line in content)
