import requests
from sqlalchemy import func, select

from shop import messages as m
from shop.bus import Bus, handler_for, offloaded
from shop.db import AsyncSession, Order, Session


async def logged(message, call_next):  # -> blocking-async
    return await call_next(message)


class Audited:
    def __init__(self, url):
        self.url = url

    async def __call__(self, message, call_next):  # -> blocking-async
        requests.post(self.url, json={"m": type(message).__name__})
        return await call_next(message)


class Guard:
    allowed = (m.Count, m.Ping, m.Place)

    async def __call__(self, message, call_next):  # -> native-async
        if not isinstance(message, self.allowed):
            raise PermissionError
        return await call_next(message)


commands = Bus(logged)
queries = Bus(logged, Guard())
audited = Bus(logged, Audited("http://audit.test"))


@commands.handles
def place(message: m.Place) -> int:  # -> blocking-async
    with Session.begin() as session:
        order = Order(item=message.item)
        session.add(order)
        session.flush()
        return order.id


@commands.handles
async def cancel(message: "m.Cancel") -> None:  # -> native-async
    async with AsyncSession.begin() as session:
        order = await session.get(Order, message.id)
        order.item = "gone"


@commands.handles
@offloaded
def export(message: m.Export) -> int:  # -> converted-def
    return requests.get("http://export.test").status_code


@queries.handles
@audited.handles
async def count(query: m.Count) -> int:  # -> native-async
    async with AsyncSession() as session:
        return await session.scalar(select(func.count()).select_from(Order))


@audited.handles
@queries.handles
def ping(query: m.Ping) -> str:
    return "pong"


@handler_for(m.Find)
class FindHandler:
    def __init__(self):
        self.open = Session

    def __call__(self, query: m.Find):  # -> blocking-async
        with self.open() as session:
            return session.get(Order, query.id).item


@commands.on(m.Placed, m.Seen)
def note(event):
    return type(event).__name__


@commands.on(m.Shipped)
def tell(event):  # -> blocking-async
    requests.post("http://ship.test")


@commands.on(m.Seen)
async def seen(event):  # -> native-async
    async with AsyncSession() as session:
        await session.scalar(select(1))
