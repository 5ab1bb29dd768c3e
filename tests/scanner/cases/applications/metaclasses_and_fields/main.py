from fastapi import FastAPI

import kit.exporters  # noqa: F401
from kit.config import Config
from kit.dynamic import Billing, FastService, SlowService
from kit.registry import Exporter

app = FastAPI()


@app.get("/size")
async def size():  # -> native-async
    return Config().size


@app.get("/token")
async def token():  # -> blocking-async
    return Config().token


@app.get("/flag")
async def flag():  # -> blocking-async
    return str(Config().flag)


@app.post("/flag")
async def set_flag():  # -> blocking-async
    Config().flag = "1"


@app.post("/size")
async def set_size():  # -> native-async
    Config().size = "2"


@app.get("/name")
async def name():  # -> native-async
    return Config().name


@app.get("/csv")
async def csv():  # -> native-async
    return Exporter["csv"]().export()


@app.get("/pdf")
async def pdf():  # -> blocking-async
    return type(Exporter).__getitem__(Exporter, "pdf")().export()


@app.get("/all")
async def everything():  # -> blocking-async
    return [cls().export() for cls in Exporter]


@app.get("/has")
async def has():  # -> native-async
    return "csv" in Exporter


@app.get("/slow")
async def slow():  # -> blocking-async
    return SlowService().call()


@app.get("/fast")
async def fast():  # -> native-async
    return FastService().call()


@app.get("/billing")
async def billing():  # -> blocking-async
    return Billing().get()


@app.get("/billing/describe")
async def describe():  # -> native-async
    return Billing().describe()


@app.get("/fields")
async def fields():  # -> native-async
    return sorted(Config.fields)
