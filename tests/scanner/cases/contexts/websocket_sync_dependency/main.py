from typing import Annotated

import requests
from fastapi import Depends, FastAPI, WebSocket


def ticket() -> str:  # -> converted-def
    return requests.get("http://auth.test/ticket").text


app = FastAPI()


@app.websocket("/chat")
async def chat(websocket: WebSocket, token: Annotated[str, Depends(ticket)]):  # -> native-async
    await websocket.accept()
    await websocket.send_text(token)
    await websocket.close()
