from fastapi import FastAPI, WebSocket, WebSocketDisconnect

from store import save_message

app = FastAPI()


@app.websocket("/rooms/{room}")
async def room_socket(websocket: WebSocket, room: str):  # -> blocking-async (helper) via sqlalchemy.orm.Session.commit
    await websocket.accept()
    try:
        while True:
            text = await websocket.receive_text()
            save_message(room, text)
            await websocket.send_text(text)
    except WebSocketDisconnect:
        pass
