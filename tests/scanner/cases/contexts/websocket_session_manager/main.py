"""A connection manager with a store: broadcasting awaits, keeping history blocks."""

import sqlite3

from fastapi import FastAPI, WebSocket

connection = sqlite3.connect(":memory:", check_same_thread=False)
connection.execute("create table messages (text)")


class History:
    def keep(self, text):  # -> blocking-async
        connection.execute("insert into messages values (?)", (text,))
        connection.commit()


class Manager:
    def __init__(self):
        self.active = []
        self.history = History()

    async def connect(self, socket: WebSocket):
        await socket.accept()
        self.active.append(socket)

    async def broadcast(self, text):
        for socket in self.active:
            await socket.send_text(text)

    async def record(self, text):  # -> blocking-async
        self.history.keep(text)

    def leave(self, socket):
        self.active.remove(socket)


manager = Manager()
app = FastAPI()


@app.websocket("/plain")
async def plain(socket: WebSocket):  # -> native-async
    await manager.connect(socket)
    await manager.broadcast(await socket.receive_text())
    manager.leave(socket)


@app.websocket("/kept")
async def kept(socket: WebSocket):  # -> blocking-async
    await manager.connect(socket)
    text = await socket.receive_text()
    await manager.record(text)
    manager.leave(socket)
