import time

from fastapi.concurrency import run_in_threadpool
from sqlalchemy import insert
from starlette.middleware.base import BaseHTTPMiddleware

from db import Customer, SessionLocal


def store(path: str) -> None:  # -> blocking-async
    with SessionLocal.begin() as session:
        session.execute(insert(Customer).values(name=path, notes=""))


class Audit(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):  # -> blocking-async
        response = await call_next(request)
        store(request.url.path)  # !! CL103
        return response


class QuietAudit(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):  # -> native-async
        response = await call_next(request)
        await run_in_threadpool(store, request.url.path)
        return response


class Timing:
    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        start = time.perf_counter()
        await self.app(scope, receive, send)
        scope["took"] = time.perf_counter() - start
