from fastapi import FastAPI

from core.config import PLUGINS, SETTINGS
from core.loader import import_string, load, via_dunder, via_pkgutil
from core.manager import manager

app = FastAPI()
formatter = import_string(SETTINGS["formatter"])
loader = import_string(SETTINGS["loader"])


@app.get("/slack")
async def slack():  # -> blocking-async
    return manager["slack"].send("x")


@app.get("/memory")
async def memory():  # -> native-async
    return manager["memory"].send("x")


@app.get("/async")
async def aio():  # -> native-async
    return await load(PLUGINS["async"])().send("x")


@app.get("/all")
async def everyone():  # -> blocking-async
    return manager.broadcast("x")


@app.get("/format")
async def form():  # -> native-async
    return formatter("x")


@app.get("/load")
async def loading():  # -> blocking-async
    return loader("http://x.test/")


@app.get("/resolve")
async def resolve():  # -> blocking-async
    return via_pkgutil("plugins.loaders:fetch")("http://x.test/")


@app.get("/resolve-not")
async def resolve_not():  # -> native-async
    return via_pkgutil("plugins.loaders:fetch_not")("http://x.test/")


@app.get("/dunder")
async def dunder():  # -> blocking-async
    return via_dunder("plugins.loaders:fetch")("http://x.test/")


@app.get("/dunder-not")
async def dunder_not():  # -> native-async
    return via_dunder("plugins.formatters:upper")("http://x.test/")


@app.get("/load/def")
def loading_def():  # -> converted-def
    return loader("http://x.test/")
