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
