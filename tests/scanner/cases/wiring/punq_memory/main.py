import time
from abc import ABC, abstractmethod

import httpx
import punq
from fastapi import FastAPI


class Sender(ABC):
    @abstractmethod
    async def send(self, text: str) -> int: ...


class PrintingSender(Sender):
    async def send(self, text: str) -> int:
        time.sleep(0.01)
        return 0


class HookSender(Sender):
    async def send(self, text: str) -> int:  # -> native-async
        async with httpx.AsyncClient() as client:
            return (await client.post("http://hooks.test/x", content=text)).status_code


class Log:
    def __init__(self):
        self.lines: list[str] = []

    def write(self, line: str) -> int:
        self.lines.append(line)
        return len(self.lines)


class Alerts:
    def __init__(self, sender: Sender, log: Log):
        self.sender, self.log = sender, log

    async def raise_alert(self) -> int:  # -> native-async
        self.log.write("x")
        return await self.sender.send("x")


container = punq.Container()
container.register(Sender, HookSender)
container.register(Log, instance=Log())
container.register(Alerts)
app = FastAPI()


@app.post("/alerts")
async def alert():  # -> native-async
    return await container.resolve(Alerts).raise_alert()


@app.post("/all")
async def alert_all():  # -> native-async
    return [await sender.send("x") for sender in container.resolve_all(Sender)]


@app.post("/log")
async def log():  # -> native-async
    return container.resolve(Log).write("x")
