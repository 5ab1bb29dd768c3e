from fastapi import FastAPI

from hooks.manager import Manager
from hooks.plugins import Counting, Storing

app = FastAPI()
manager = Manager()
manager.register(Counting())
manager.register(Storing())


@app.get("/item")
async def a():  # -> native-async
    return manager.hook.on_item(item=1)


@app.get("/start")
async def b():  # -> native-async
    return manager.hook.on_start()


@app.get("/save")
async def c():  # -> blocking-async
    return manager.hook.on_save(item=1, path="x", extra=2)


@app.get("/load")
async def d():  # -> native-async
    return await manager.hook.on_load.aio(path="x")


@app.get("/nothing")
async def e():  # -> native-async
    return manager.hook.on_nothing(x=1)


@app.get("/def")
def f():  # -> converted-def
    return manager.hook.on_save(item=1, path="x")
