import parts
from fastapi import FastAPI

app = FastAPI()


@app.get("/quick")
async def quick():  # -> native-async (no-io)
    return parts.quick()


@app.get("/slow")
async def slow():  # -> blocking-async
    return parts.slow()


@app.get("/counted")
async def counted():  # -> blocking-async
    return parts.slow_and_counted()


@app.get("/store")
def store():  # -> converted-def (born-def)
    return {"made": parts.Store() is not None}


@app.get("/reader")
async def reader():  # -> native-async
    return parts.reader.read()


@app.get("/slow-reader")
async def slow_reader():  # -> blocking-async
    return parts.slow_reader.read()
