from fastapi import APIRouter, FastAPI, WebSocket

router = APIRouter(prefix="/live")


class Connections:
    def __init__(self):
        self.active = []

    async def connect(self, websocket):
        await websocket.accept()
        self.active.append(websocket)

    async def broadcast(self, text):
        for websocket in self.active:
            await websocket.send_text(text)


connections = Connections()


@router.websocket("/{room}")
async def room(websocket: WebSocket, room: str):  # -> WS /live/{room}: native-async
    await connections.connect(websocket)
    await connections.broadcast(await websocket.receive_text())
    await websocket.close()


app = FastAPI()
app.include_router(router)
