import aiosqlite
from fastapi import FastAPI

app = FastAPI()


@app.get("/one")
async def one():  # -> native-async (async-io)
    async with aiosqlite.connect(":memory:") as db:
        async with db.execute("select 1") as cursor:
            return (await cursor.fetchone())[0]
