import importlib

from fastapi import FastAPI
from plugins.base import REGISTRY, Plugin

for name in ("quick", "heavy"):
    importlib.import_module(f"plugins.{name}")
importlib.import_module(".extra", package="plugins")

app = FastAPI()


@app.get("/quick")
async def quick():  # -> native-async
    return REGISTRY["quick"]().run()


@app.get("/heavy")
async def heavy():  # -> blocking-async
    return REGISTRY["heavy"]().run()


@app.get("/extra")
async def extra():  # -> blocking-async
    return REGISTRY["extra"]().run()


@app.get("/all")
async def all_of_them():  # -> blocking-async
    return [plugin().run() for plugin in REGISTRY.values()]


@app.get("/names")
async def names():  # -> native-async
    return sorted(REGISTRY)


@app.get("/cls")
async def classes():  # -> native-async
    return [p.label() for p in Plugin.__subclasses__()]
