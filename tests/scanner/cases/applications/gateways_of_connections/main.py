import asyncio
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.responses import StreamingResponse
from sqlalchemy import Connection, inspect, text
from starlette.concurrency import run_in_threadpool

from database import autocommit, begin, connect, get_engine, migrate
from gateways import DeviceGateway, Reports

app = FastAPI(on_startup=[migrate])
Reading = Annotated[Connection, Depends(connect)]
Writing = Annotated[Connection, Depends(begin)]


def gateway(connection: Reading) -> DeviceGateway:
    return DeviceGateway(connection)


def reports() -> Reports:
    return Reports(get_engine())


Gateway = Annotated[DeviceGateway, Depends(gateway)]


@app.get("/devices")
def devices(found: Gateway, online: bool | None = None):  # -> converted-def
    return found.find(online)


@app.get("/devices/async")
async def devices_async(found: Gateway):  # -> blocking-async
    return found.find(True)


@app.get("/devices/sql")
async def sql(found: Gateway):  # -> native-async
    return str(found.statement(False))


@app.get("/devices/offloaded")
async def offloaded(found: Gateway):  # -> native-async
    return await run_in_threadpool(found.find, online=True)


@app.put("/devices/{key}")
def rename(key: int, connection: Writing, name: str = "n"):  # -> converted-def
    return DeviceGateway(connection).rename(key, name)


@app.put("/devices/{key}/async")
async def rename_async(key: int, connection: Writing, name: str = "n"):  # -> blocking-async
    return DeviceGateway(connection).rename(key, name)


@app.put("/devices/{key}/thread")
async def rename_thread(key: int, connection: Writing):  # -> native-async
    return await asyncio.to_thread(DeviceGateway(connection).rename, key, "n")


@app.post("/devices/{key}/readings")
async def record(key: int):  # -> blocking-async
    with get_engine().begin() as connection:
        DeviceGateway(connection).record(key, [1, 2])


@app.get("/devices/{key}/stats")
def stats(key: int, found: Gateway):  # -> converted-def
    row = found.stats(key)
    return list(row) if row else None


@app.get("/export")
def export(found: Gateway):  # -> converted-def
    return StreamingResponse(found.stream(), media_type="text/plain")


@app.get("/export-async")
async def export_async(found: Gateway):  # -> native-async
    return StreamingResponse(found.stream())


@app.get("/export-joined")
async def export_joined(found: Gateway):  # -> blocking-async
    return "".join(found.stream())


@app.get("/vacuum")
async def vacuum():  # -> blocking-async
    with autocommit() as connection:
        connection.execute(text("select 1"))


@app.get("/reports/sql")
async def report_sql(report: Annotated[Reports, Depends(reports)]):  # -> native-async
    return report.sql()


@app.get("/reports/total")
async def total(report: Annotated[Reports, Depends(reports)]):  # -> native-async
    return await asyncio.get_running_loop().run_in_executor(None, report.total)


@app.get("/reports/raw")
async def raw(report: Annotated[Reports, Depends(reports)]):  # -> blocking-async
    return report.raw()


@app.get("/tables")
async def tables():  # -> blocking-async
    return inspect(get_engine()).get_table_names()


@app.get("/pool")
async def pool():  # -> native-async
    return get_engine().pool.status()
