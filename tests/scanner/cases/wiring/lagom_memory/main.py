import time
from abc import ABC, abstractmethod

from fastapi import FastAPI
from lagom import Container
from lagom.integrations.fast_api import FastApiIntegration


class Queue(ABC):
    @abstractmethod
    def put(self, name: str) -> int: ...


class SlowQueue(Queue):
    def put(self, name: str) -> int:
        time.sleep(0.01)
        return 0


class ListQueue(Queue):
    def __init__(self):
        self.names: list[str] = []

    def put(self, name: str) -> int:
        self.names.append(name)
        return len(self.names)


class Jobs:
    def __init__(self, queue: Queue):
        self.queue = queue

    def add(self, name: str) -> int:
        return self.queue.put(name)


container = Container()
container[Queue] = ListQueue()
container[Jobs] = lambda c: Jobs(c[Queue])
app = FastAPI()
deps = FastApiIntegration(container)


@app.post("/jobs")
async def add(jobs: Jobs = deps.depends(Jobs)):  # -> native-async
    return jobs.add("x")


@app.post("/queue")
async def put():  # -> native-async
    return container.resolve(Queue).put("x")
