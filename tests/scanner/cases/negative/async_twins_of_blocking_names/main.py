import asyncio

from fastapi import FastAPI

app = FastAPI()


class Client:
    async def get(self, url):
        await asyncio.sleep(0)
        return url

    async def execute(self, statement):
        await asyncio.sleep(0)

    async def __aenter__(self):
        return self

    async def __aexit__(self, *error):
        return None


class Session(Client):
    async def commit(self):
        await super().execute("commit")


@app.get("/get")
async def get():  # -> native-async
    async with Client() as client:
        return await client.get("http://api.test/")


@app.get("/commit")
async def commit():  # -> native-async
    async with Session() as db:
        await db.commit()
