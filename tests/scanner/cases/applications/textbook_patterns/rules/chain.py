import asyncio
import time


class Link:
    def __init__(self, following=None):
        self.following = following

    def then(self, following):
        self.following = following
        return following

    async def handle(self, value):  # -> blocking-async
        value = await self.process(value)
        return await self.following.handle(value) if self.following else value

    async def process(self, value):
        return value


class Slow(Link):
    async def process(self, value):  # -> blocking-async
        time.sleep(0.001)
        return value


class Calm(Link):
    async def process(self, value):
        await asyncio.sleep(0)
        return value


def build_calm():
    head = Link()
    head.then(Calm()).then(Link())
    return head


def build_slow():
    head = Link()
    head.then(Calm()).then(Slow())
    return head
