import httpx
from fastapi import FastAPI

client = httpx.AsyncClient()
app = FastAPI()


@app.post("/events")
async def events():  # -> native-async
    client.post("http://events.test/", json={})  # !! CL202
    return {}
