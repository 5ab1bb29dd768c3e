"""What is sent to the loop of a thread, which says itself which one it runs, blocks nobody else."""

import asyncio
import threading
import time
from collections.abc import Callable
from typing import Any

from fastapi import FastAPI


def slow() -> int:  # -> converted-def via time.sleep
    time.sleep(0.001)
    return 1


class Portal:
    """The thread says which loop it runs once it runs one."""

    def __init__(self) -> None:
        self.thread = threading.Thread(target=self._entry, daemon=True)
        self._loop: asyncio.AbstractEventLoop | None = None
        self.ready = threading.Event()

    def _entry(self) -> None:
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        self.ready.set()
        await asyncio.Event().wait()

    def submit(self, function: Callable[[], Any]) -> None:
        assert self._loop is not None
        asyncio.run_coroutine_threadsafe(self._call(function), self._loop)

    async def _call(self, function: Callable[[], Any]) -> None:  # -> native-async
        function()


class Post:
    """The same, declared, and asked for by a method."""

    def __init__(self, portal: Portal) -> None:
        self.portal = portal
        self._loop: asyncio.AbstractEventLoop | None = None

    @property
    def loop(self) -> asyncio.AbstractEventLoop | None:
        return self.portal._loop

    def send(self, function: Callable[[], Any]) -> None:
        if self.portal._loop is not None:
            self.portal._loop.call_soon_threadsafe(function)

    def pass_on(self, function: Callable[[], Any]) -> None:
        loop = self.loop
        if loop is not None:
            loop.call_soon_threadsafe(loop.create_task, self.portal._call(function))


class Mailbox:
    """The same, without a word about its type."""

    def __init__(self):
        self._loop = None
        self.ready = threading.Event()
        threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True).start()
        self.ready.wait()

    async def _serve(self):
        self._loop = asyncio.get_event_loop()
        self.ready.set()
        await asyncio.Event().wait()

    def post(self, function):
        if self._loop is not None:
            self._loop.call_soon_threadsafe(function)


mailbox = Mailbox()
portal = Portal()
portal.thread.start()
portal.ready.wait()
post = Post(portal)
app = FastAPI()


@app.get("/post")
async def posted_by_name():  # -> native-async
    post.send(slow)
    await asyncio.sleep(0.02)
    return 1


@app.get("/post/on")
async def passed_on():  # -> native-async
    post.pass_on(slow)
    await asyncio.sleep(0.02)
    return 1


@app.get("/portal")
async def through_portal():  # -> native-async
    portal.submit(slow)
    await asyncio.sleep(0.02)
    return 1


@app.get("/mailbox")
async def posted():  # -> native-async
    mailbox.post(slow)
    await asyncio.sleep(0.02)
    return 1


@app.get("/portal/off")
def off_the_loop():  # -> converted-def
    portal.submit(slow)
    time.sleep(0.002)
    return 1


@app.get("/both")
async def both():  # -> native-async
    portal.submit(slow)
    await asyncio.sleep(0.02)
    return 1
