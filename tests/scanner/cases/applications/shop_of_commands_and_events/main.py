from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Depends, FastAPI

from shop import handlers, messages as m
from shop.bus import Bus
from shop.handlers import audited, commands, queries

app = FastAPI()
router = APIRouter(prefix="/orders")
commands.register_all(handlers)


@router.post("/place")
async def place():  # -> blocking-async
    return await commands(m.Place("a"))


@router.post("/cancel")
async def cancel():  # -> native-async
    return await commands(m.Cancel(1))


@router.post("/export")
async def export():  # -> native-async
    return await commands(m.Export())


@router.get("/count")
async def count():  # -> native-async
    return await queries(m.Count())


@router.get("/ping")
async def ping():  # -> native-async
    return await queries(m.Ping())


@router.get("/audited/ping")
async def audited_ping():  # -> blocking-async
    return await audited(m.Ping())


@router.get("/audited/count")
async def audited_count():  # -> blocking-async
    return await audited(m.Count())


@router.get("/find/{id}")
async def find(id: int):  # -> blocking-async
    return await commands(m.Find(id))


@router.post("/placed")
async def placed():  # -> native-async
    await commands.publish(m.Placed())


@router.post("/shipped")
async def shipped():  # -> blocking-async
    await commands.publish(m.Shipped())


@router.post("/express")
async def express():  # -> blocking-async
    await commands.publish(m.ExpressShipped())


@router.post("/seen")
async def seen():  # -> native-async
    await commands.publish(m.Seen())


@router.post("/both")
async def both():  # -> native-async
    await commands.publish_all(m.Placed(), m.Seen())


@router.post("/all")
async def everything():  # -> blocking-async
    await commands.publish_all(m.Placed(), m.Shipped())


@router.post("/later")
async def later(tasks: BackgroundTasks):  # -> native-async
    tasks.add_task(commands.publish, m.Seen())


@router.post("/later/shipped")
async def later_shipped(tasks: BackgroundTasks):  # -> blocking-async
    tasks.add_task(commands.publish, m.ExpressShipped())


def the_bus(name: str):
    def provide() -> Bus:
        return {"commands": commands, "queries": queries, "audited": audited}[name]

    return provide


AuditedBus = Annotated[Bus, Depends(the_bus("audited"))]
QueryBus = Annotated[Bus, Depends(the_bus("queries"))]


@router.get("/injected")
async def injected(bus: QueryBus):  # -> native-async
    return await bus(m.Ping())


@router.get("/injected/audited")
async def injected_audited(bus: AuditedBus):  # -> blocking-async
    return await bus(m.Ping())


app.include_router(router)
