"""A bus that calls handlers by the type of the message, and commands as callables in a queue."""

import asyncio
import time
from collections import defaultdict, deque
from dataclasses import dataclass

from fastapi import FastAPI


@dataclass
class Created:
    name: str


@dataclass
class Removed:
    name: str


class Bus:
    def __init__(self):
        self.handlers = defaultdict(list)

    def on(self, kind):
        def register(function):
            self.handlers[kind].append(function)
            return function

        return register

    async def publish(self, event):  # -> blocking-async
        for handler in self.handlers[type(event)]:
            result = handler(event)
            if asyncio.iscoroutine(result):
                await result


bus = Bus()


@bus.on(Created)
def log_created(event):  # -> blocking-async
    time.sleep(0.001)


@bus.on(Removed)
async def log_removed(event):
    await asyncio.sleep(0)


class Batch:
    def __init__(self):
        self.commands = deque()

    def add(self, command):
        self.commands.append(command)

    def run(self):  # -> blocking-async
        while self.commands:
            self.commands.popleft()()


app = FastAPI()


@app.post("/created")
async def created():  # -> blocking-async
    await bus.publish(Created("a"))


@app.post("/batch")
async def batch():  # -> blocking-async
    todo = Batch()
    todo.add(lambda: time.sleep(0.001))
    todo.run()


@app.post("/prepared")
async def prepared():  # -> native-async
    todo = Batch()
    todo.add(lambda: time.sleep(0.001))
    return len(todo.commands)
