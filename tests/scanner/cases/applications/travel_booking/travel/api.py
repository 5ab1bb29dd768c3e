import asyncio
from collections.abc import Awaitable, Callable

from fastapi import APIRouter

from travel.gateways import Air, Bus, Rail, Walking, gateway
from travel.payments import Booking, Checkout, Method, authorised

router = APIRouter(prefix="/travel")
checkout = Checkout()


@router.get("/air/{city}")
async def by_air(city: str):  # -> native-async
    return await gateway("air").search(city)


@router.get("/rail/{city}")
async def by_rail(city: str):  # -> blocking-async
    return await gateway("rail").search(city)


@router.get("/bus/{city}")
async def by_bus(city: str):  # -> native-async
    return await gateway("bus").search(city)


@router.get("/green/{city}")
async def green(city: str):  # -> native-async
    found = await asyncio.gather(*(kind().search(city) for kind in (Walking, Bus)))
    return [line for lines in found for line in lines]


@router.get("/all/{city}")
async def everything(city: str):  # -> blocking-async
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(kind().search(city)) for kind in (Walking, Air, Rail)]
    return [task.result() for task in tasks]


@router.get("/planned/{city}")
async def planned(city: str):  # -> native-async
    search: Callable[[str], Awaitable[list[str]]] = Rail().search
    pending = search(city)
    pending.close()
    return city


@router.post("/pay/invoice")
@authorised("agent")
async def pay_by_invoice():  # -> native-async
    return checkout.pay(Booking(10))


@router.post("/pay/card")
@authorised("agent")
async def pay_by_card():  # -> blocking-async
    return checkout.pay(Booking(10, Method.CARD))


@router.post("/pay/card/def")
def pay_by_card_def():  # -> converted-def
    return checkout.pay(Booking(10, method=Method.CARD))


@router.post("/pay/both")
@authorised("agent", "admin")
async def pay_both():  # -> blocking-async
    return await checkout.pay_all(Booking(1), Booking(2, Method.CARD))


@router.post("/pay/vouchers")
async def pay_vouchers():  # -> native-async
    return await checkout.pay_all(Booking(1, Method.VOUCHER), Booking(2, Method.VOUCHER))
