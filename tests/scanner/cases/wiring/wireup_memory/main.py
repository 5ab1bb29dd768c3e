import asyncio
import time
from typing import Annotated, Protocol

import wireup
import wireup.integration.fastapi
from fastapi import FastAPI
from wireup import Inject, injectable


class Sender(Protocol):
    def send(self, name: str) -> int: ...


class SlowSender:
    def send(self, name: str) -> int:
        time.sleep(0.01)
        return 0


@injectable(as_type=Sender)
class Outbox:
    def __init__(self):
        self.names: list[str] = []

    def send(self, name: str) -> int:
        self.names.append(name)
        return len(self.names)


class Model:
    def __init__(self):  # -> converted-def
        time.sleep(0.01)
        self.answer = 1


@injectable(lifetime="transient")
async def load_model() -> Model:  # -> native-async
    return await asyncio.to_thread(Model)


app = FastAPI()


@app.post("/sent")
async def sent(sender: Annotated[Sender, Inject()]):  # -> native-async
    return sender.send("x")


@app.get("/answer")
async def answer(model: Annotated[Model, Inject()]):  # -> native-async
    return model.answer


@app.post("/by-hand")
async def by_hand():  # -> native-async
    return (await container.get(Sender)).send("x")


container = wireup.create_async_container(injectables=[Outbox, load_model])
wireup.integration.fastapi.setup(container, app)
