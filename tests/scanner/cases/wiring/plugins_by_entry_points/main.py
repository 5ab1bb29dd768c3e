"""Plugins that the project's own entry points name."""

from importlib.metadata import entry_points

from fastapi import FastAPI

app = FastAPI()
senders = [point.load()() for point in entry_points(group="shop.senders")]
checks = [point.load() for point in entry_points().select(group="shop.checks")]

for point in entry_points().select(group="shop.routers"):
    app.include_router(point.load(), prefix="/extra")


@app.get("/send")
async def send():  # -> blocking-async
    for sender in senders:
        sender.send()


@app.get("/named")
async def named():  # -> blocking-async
    (point,) = entry_points(group="shop.senders", name="slow")
    return point.load()().send()


@app.get("/checks")
async def check():  # -> native-async
    return [function() for function in checks]


@app.get("/quick")
async def quick():  # -> native-async
    (point,) = entry_points(group="shop.senders", name="quick")
    return point.load()().send()


@app.get("/names")
async def names():  # -> native-async
    return [point.name for point in entry_points(group="shop.senders")]
