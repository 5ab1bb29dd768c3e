from __future__ import annotations

import asyncio

from fastapi import APIRouter, WebSocket

from rooms.routes.deps import Services

router = APIRouter(prefix="/ws")


class Room:
    rooms: dict[str, Room] = {}

    def __init__(self) -> None:
        self.queue: asyncio.Queue[str] = asyncio.Queue()

    @classmethod
    def named(cls, name: str) -> Room:
        return cls.rooms.setdefault(name, cls())

    async def say(self, text: str) -> None:
        await self.queue.put(text)

    async def heard(self) -> str:
        return await self.queue.get()


@router.websocket("/{name}")
async def talk(websocket: WebSocket, name: str):  # -> native-async
    await websocket.accept()
    room = Room.named(name)
    await room.say(await websocket.receive_text())
    await websocket.send_text(await room.heard())
    await websocket.close()


@router.websocket("/{name}/kept")
async def talk_and_keep(websocket: WebSocket, name: str, services: Services):  # -> blocking-async
    await websocket.accept()
    text = await websocket.receive_text()
    if services.local_rules.allows(text):
        services.writer.write(name, text)
    await websocket.close()


@router.websocket("/{name}/kept/thread")
async def talk_and_keep_in_thread(websocket: WebSocket, name: str, services: Services):  # -> native-async
    await websocket.accept()
    text = await websocket.receive_text()
    await asyncio.to_thread(services.writer.write, name, text)
    await websocket.close()
