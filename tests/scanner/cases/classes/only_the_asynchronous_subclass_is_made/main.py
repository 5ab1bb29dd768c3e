import asyncio
import time

from fastapi import FastAPI

app = FastAPI()


class Store:
    def read(self, key: str):
        time.sleep(0.001)
        return key

    async def get(self, key: str):
        return self.read(key)


class AsyncStore(Store):
    async def fetch(self, key: str):
        await asyncio.sleep(0.001)
        return key

    async def get(self, key: str):
        return await self.fetch(key)


store = AsyncStore()


@app.get("/value/{key}")
async def value(key: str):  # -> native-async
    return await store.get(key)


@app.get("/first")
async def first():  # -> native-async
    return await AsyncStore().get("first")
