import time

import requests
from fastapi import Request
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from news.context import RequestScope, scope


class TenantMiddleware:
    def __init__(self, app: ASGIApp, default: str) -> None:
        self.app = app
        self.default = default

    async def __call__(self, request_scope: Scope, receive: Receive, send: Send) -> None:
        token = scope.set(RequestScope(self.default))
        try:
            await self.app(request_scope, receive, send)
        finally:
            scope.reset(token)


class RequestLog(BaseHTTPMiddleware):
    async def dispatch(self, request: Request, call_next):  # -> blocking-async
        started = time.monotonic()
        response = await call_next(request)
        self.ship(time.monotonic() - started)
        return response

    def ship(self, seconds: float) -> None:  # -> blocking-async
        requests.post("http://logs.example.com/", json={"seconds": seconds}, timeout=1)


async def quota(request: Request, call_next):
    return await call_next(request)
