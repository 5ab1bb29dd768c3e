"""Plugins of several distributions under one group: one waits in a thread, the others do not wait."""

import asyncio
from importlib.metadata import entry_points

from fastapi import FastAPI

app = FastAPI()
routers = {point.name: point.load() for point in entry_points(group="shop.routers")}
for name in sorted(routers, reverse=True):
    app.include_router(routers[name], prefix=f"/v1/{name}")


def sender(name):
    chosen = entry_points(group="shop.senders").select(name=name)
    return next(iter(chosen)).load()()


@app.get("/slow")
async def slow():  # -> native-async
    return await asyncio.to_thread(sender("slow").send)


@app.get("/quick")
async def quick():  # -> native-async
    return sender("quick").send()


@app.get("/subscript")
async def subscript():  # -> native-async
    return entry_points(group="shop.senders")["quick"].load()().send()


@app.get("/modules")
async def modules():  # -> native-async
    return [point.module.upper() for point in entry_points(group="shop.senders")]
