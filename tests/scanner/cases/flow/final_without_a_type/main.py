"""Names declared ``Final`` alone hold what they are given."""

import parts
from fastapi import FastAPI

app = FastAPI()


@app.get("/reader")
async def reader():  # -> native-async
    return parts.reader.read()


@app.get("/slow-reader")
async def slow_reader():  # -> blocking-async
    return parts.slow_reader.read()


@app.get("/cls")
async def cls():  # -> native-async
    return parts.Reader().read()
