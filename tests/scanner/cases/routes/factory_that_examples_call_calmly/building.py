import asyncio
import time

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool


class Memory:
    async def load(self, name: str) -> str:
        return name


class Remote:
    async def load(self, name: str) -> str:  # -> native-async
        await asyncio.sleep(0)
        return await run_in_threadpool(self.fetch, name)

    def fetch(self, name: str) -> str:  # -> converted-def via time.sleep
        time.sleep(0.001)
        return name


def build(store) -> FastAPI:
    app = FastAPI()

    @app.get("/documents/{name}")
    async def document(name: str):  # -> native-async (offloaded)
        return await store.load(name)

    @app.get("/kind")
    async def kind():  # -> native-async
        return type(store).__name__

    @app.get("/stored")
    def stored():  # -> converted-def
        return {"ok": True}

    return app
