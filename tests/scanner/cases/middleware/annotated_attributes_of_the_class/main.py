"""Middleware whose classes annotate what all requests share; the constructor is the library's."""

import asyncio
import time

from fastapi import FastAPI, Request
from starlette.middleware.base import BaseHTTPMiddleware


class Journal:
    def write(self, line):  # -> blocking-async
        time.sleep(0.01)

    def count(self, line):
        return len(line)


class Journalled(BaseHTTPMiddleware):
    journal: Journal = Journal()

    async def dispatch(self, request: Request, call_next):  # -> blocking-async via time.sleep
        self.journal.write(request.url.path)
        return await call_next(request)


class Counted(BaseHTTPMiddleware):
    journal: Journal = Journal()
    waiting: asyncio.Queue[str] = asyncio.Queue(maxsize=8)

    async def dispatch(self, request: Request, call_next):
        self.journal.count(request.url.path)
        if not self.waiting.full():
            await self.waiting.put(request.url.path)
        return await call_next(request)


app = FastAPI()
app.add_middleware(Journalled)
app.add_middleware(Counted)


@app.get("/waiting")
async def waiting():  # -> native-async (no-io)
    return Counted.waiting.qsize()


@app.get("/name")
async def name():  # -> native-async (no-io)
    return "journal"
