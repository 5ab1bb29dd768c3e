import httpx
from fastapi import FastAPI, WebSocket

app = FastAPI()


@app.websocket("/feed")
async def feed(websocket: WebSocket):  # -> native-async (async-io)
    await websocket.accept()
    async with httpx.AsyncClient() as client:
        price = (await client.get("http://prices.test/now")).json()
    await websocket.send_json(price)
    await websocket.close()
