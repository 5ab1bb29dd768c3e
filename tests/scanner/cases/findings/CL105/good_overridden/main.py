import asyncio

from fastapi import FastAPI


class Mapper:
    async def resolve(self, value):
        return value


class Remote(Mapper):
    async def resolve(self, value):
        await asyncio.sleep(0)
        return value


app = FastAPI()
mappers = {"plain": Mapper(), "remote": Remote()}


@app.get("/resolved")
async def resolved():  # -> native-async
    return [await mappers["plain"].resolve(1), await mappers["remote"].resolve(2)]
