import time

from fastapi import Depends, FastAPI, WebSocket, WebSocketDisconnect
from fastapi.concurrency import run_in_threadpool


class Room:
    def __init__(self) -> None:
        self.members: list[WebSocket] = []
        self.log: list[str] = []

    async def join(self, socket: WebSocket) -> None:
        await socket.accept()
        self.members.append(socket)

    async def tell(self, text: str) -> None:
        for member in self.members:
            await member.send_text(text)

    def leave(self, socket: WebSocket) -> None:
        self.members.remove(socket)


class LoggedRoom(Room):
    async def tell(self, text: str) -> None:  # -> blocking-async
        self.store(text)
        await super().tell(text)

    def store(self, text: str) -> None:  # -> blocking-async
        time.sleep(0.001)


def check(token: str = "x") -> str:  # -> converted-def
    time.sleep(0.001)
    return token


room = Room()
logged = LoggedRoom()
app = FastAPI()


def persist(text: str) -> None:  # -> converted-def
    time.sleep(0.001)


@app.websocket("/plain")
async def plain(socket: WebSocket, token: str = Depends(check)):  # -> native-async
    await room.join(socket)
    try:
        await room.tell(await socket.receive_text())
    except WebSocketDisconnect:
        pass
    room.leave(socket)


@app.websocket("/logged")
async def logged_room(socket: WebSocket):  # -> blocking-async
    await logged.join(socket)
    await logged.tell(await socket.receive_text())
    logged.leave(socket)


@app.websocket("/offloaded")
async def offloaded(socket: WebSocket):  # -> native-async
    await socket.accept()
    text = await socket.receive_text()
    await run_in_threadpool(persist, text)
    await socket.send_text(text)
    await socket.close()
