from fastapi import APIRouter, Depends, Request

from bus.mediator import Mediator
from features.orders.commands import CountOrders, Export, OrderPlaced, OrderSeen, Ping, PlaceOrder

router = APIRouter()


def plain_bus(request: Request) -> Mediator:
    return request.app.state.plain


async def audited_bus(request: Request) -> Mediator:
    return request.app.state.audited


@router.post("/orders")
async def place(bus: Mediator = Depends(plain_bus)):  # -> blocking-async
    return await bus.send(PlaceOrder("a"))


@router.get("/orders/count")
async def count(bus: Mediator = Depends(plain_bus)):  # -> native-async
    return await bus.send(CountOrders())


@router.get("/ping")
async def ping(bus: Mediator = Depends(plain_bus)):  # -> native-async
    return await bus.send(Ping())


@router.get("/export")
async def export(bus: Mediator = Depends(plain_bus)):  # -> native-async
    return await bus.send(Export())


@router.get("/audited/ping")
async def audited_ping(bus: Mediator = Depends(audited_bus)):  # -> blocking-async
    return await bus.send(Ping())


@router.post("/placed")
async def placed(bus: Mediator = Depends(plain_bus)):  # -> blocking-async
    await bus.publish(OrderPlaced("x"))


@router.post("/seen")
async def seen(bus: Mediator = Depends(plain_bus)):  # -> native-async
    await bus.publish(OrderSeen("x"))
