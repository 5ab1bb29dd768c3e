import asyncio
import time

from fastapi import FastAPI, WebSocket

app = FastAPI()


class Room:
    def __init__(self):
        self.members = []

    async def join(self, socket):
        await socket.accept()
        self.members.append(socket)

    async def send(self, text):
        await asyncio.gather(*(member.send_text(text) for member in self.members))

    def leave(self, socket):
        self.members.remove(socket)


def archive(text):  # -> converted-def
    time.sleep(0.001)
    return len(text)


room = Room()


@app.websocket("/room")
async def chat(socket: WebSocket):  # -> native-async
    await room.join(socket)
    text = await socket.receive_text()
    await asyncio.to_thread(archive, text)
    await room.send(text)
    room.leave(socket)


@app.get("/members")
async def members():  # -> native-async
    return len(room.members)
