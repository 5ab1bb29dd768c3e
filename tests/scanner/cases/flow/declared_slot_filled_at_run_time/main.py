import json

from fastapi import FastAPI

from state import get_global, get_manager, get_quick, start

app = FastAPI()
start(json.loads('{"manager": "managers:Manager", "quick": "managers:Quick"}'))


@app.get("/kept")
async def kept():  # -> blocking-async (helper) via time.sleep
    return get_manager().find("a")


@app.get("/quick")
async def quick():  # -> native-async (no-io)
    return get_quick().find("a")


@app.get("/global")
async def of_the_module():  # -> blocking-async (helper) via time.sleep
    return get_global().find("a")
