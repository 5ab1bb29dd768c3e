"""Decorated methods know their object, whichever object of a library the decorator puts in their place."""

import time

from asgiref.sync import async_to_sync, sync_to_async
from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool

app = FastAPI()


class Oven:
    def heat(self):  # -> converted-def
        time.sleep(0.001)

    @staticmethod
    def clean():  # -> blocking-async
        time.sleep(0.001)


class Baker:
    def __init__(self):
        self.oven = Oven()

    @sync_to_async
    def bake(self, n):  # -> converted-def
        self.oven.heat()
        return n

    @sync_to_async(thread_sensitive=False)
    def bake_apart(self):  # -> converted-def
        self.oven.heat()

    async def rinse(self):  # -> any
        self.oven.clean()

    @async_to_sync
    async def wash(self):  # -> any
        self.oven.clean()


@app.get("/bake")
async def bake():  # -> native-async (offloaded)
    return await Baker().bake(1)


@app.get("/apart")
async def apart():  # -> native-async (offloaded)
    return await Baker().bake_apart()


@app.get("/wash")
async def wash():  # -> any
    return await run_in_threadpool(Baker().wash)


@app.get("/rinse")
async def rinse():  # -> blocking-async
    return await Baker().rinse()
