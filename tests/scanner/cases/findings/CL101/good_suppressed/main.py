import time

from fastapi import FastAPI

app = FastAPI()


@app.post("/wait")
async def post():  # -> blocking-async
    time.sleep(0.01)  # clearloop: ignore[CL101] ten milliseconds are accepted here
    return {}
