"""Settings that hold nothing by default, and what declared objects do without waiting on the loop."""

import asyncio
import os
import time
from typing import Optional

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from pydantic.v1 import BaseModel, BaseSettings

os.environ["DEPOT_SENDER"] = '{"host": "a"}'
os.environ["DEPOT_SENDERS"] = '[{"host": "b"}]'


class Sender(BaseModel):
    host: str

    def send(self) -> str:  # -> converted-def via time.sleep
        time.sleep(0.001)
        return self.host

    async def post(self) -> str:
        await asyncio.sleep(0)
        return self.host


class Settings(BaseSettings):
    depot_sender: Optional[Sender] = None
    depot_senders: Optional[list[Sender]] = None
    depot_name: str | None = None


settings = Settings()
app = FastAPI()


@app.get("/posted")
async def posted():  # -> native-async
    return await settings.depot_sender.post() if settings.depot_sender else ""


@app.get("/sent")
async def sent():  # -> native-async (offloaded)
    return [await run_in_threadpool(sender.send) for sender in settings.depot_senders or ()]


@app.get("/name")
async def name():  # -> native-async
    return (settings.depot_name or "nobody").title()


@app.get("/count")
async def count():  # -> native-async
    return len(settings.depot_senders or ())


@app.get("/threaded")
def threaded():  # -> converted-def
    return settings.depot_sender.send() if settings.depot_sender else ""
