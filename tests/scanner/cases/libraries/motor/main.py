from fastapi import FastAPI
from motor.motor_asyncio import AsyncIOMotorClient

client = AsyncIOMotorClient("mongodb://db")
app = FastAPI()


@app.get("/one")
async def one():  # -> native-async (async-io)
    return str(await client["app"]["users"].find_one({"name": "ann"}))
