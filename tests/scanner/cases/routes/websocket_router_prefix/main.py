import time

from fastapi import APIRouter, FastAPI, WebSocket

router = APIRouter(prefix="/live")


@router.websocket("/{room}")
async def room(websocket: WebSocket, room: str):  # -> WS /live/{room}: blocking-async via time.sleep
    await websocket.accept()
    time.sleep(0.01)
    await websocket.close()


app = FastAPI()
app.include_router(router)
