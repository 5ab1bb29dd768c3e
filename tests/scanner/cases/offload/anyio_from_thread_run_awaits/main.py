import anyio
import httpx
from fastapi import FastAPI


async def publish(event):  # -> native-async
    async with httpx.AsyncClient() as client:
        await client.post("http://events.test/", json={"event": event})


app = FastAPI()


@app.post("/publish")
def post():  # -> converted-def
    anyio.from_thread.run(publish, "created")
    return {"ok": True}
