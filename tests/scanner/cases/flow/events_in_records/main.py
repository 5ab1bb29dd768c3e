import asyncio
import time
from typing import Any

from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Kind(BaseModel):
    name: str
    text: str | None = None


class Kinds(BaseModel):
    USER_CREATED: Kind = Kind(name="user.created", text="user.created")
    USER_UPDATED: Kind = Kind(name="user.updated", text="user.updated")
    USER_REMOVED: Kind = Kind(name="user.removed", text="user.removed")
    ORDER_PLACED: Kind = Kind(name="order.placed", text="order.placed")
    ORDER_PAID: Kind = Kind(name="order.paid", text="order.paid")
    ORDER_SHIPPED: Kind = Kind(name="order.shipped", text="order.shipped")
    ORDER_CANCELLED: Kind = Kind(name="order.cancelled", text="order.cancelled")
    CART_FILLED: Kind = Kind(name="cart.filled", text="cart.filled")
    CART_EMPTIED: Kind = Kind(name="cart.emptied", text="cart.emptied")
    NOTE_ADDED: Kind = Kind(name="note.added", text="note.added")
    NOTE_REMOVED: Kind = Kind(name="note.removed", text="note.removed")
    TAG_ADDED: Kind = Kind(name="tag.added", text="tag.added")


KINDS = Kinds()


class Event(BaseModel):
    kind: str
    about: str
    data: dict[str, Any] | None = None


def name_of(kind: Kind | str) -> str:
    return kind.name if isinstance(kind, Kind) else str(kind)


def build(kind: Kind | str, about: str, data: dict[str, Any] | None) -> Event:
    name = name_of(kind)
    return Event(kind=name, about=about, data=data or {})


def forget_sessions(about: str) -> None:  # -> blocking-async via time.sleep
    time.sleep(0.001)


class Sessions:
    async def receive(self, event: Event) -> None:  # -> blocking-async via time.sleep
        if event.kind not in {KINDS.USER_REMOVED.name, KINDS.ORDER_CANCELLED.name}:
            return
        forget_sessions(event.about)


class Counts:
    async def receive(self, event: Event) -> None:
        self.task = asyncio.create_task(self.count(event))

    async def count(self, event: Event) -> None:
        await asyncio.sleep(0)


RECEIVERS = [Sessions(), Counts()]


async def publish(kind: Kind | str, *, about: str) -> None:  # -> blocking-async via time.sleep
    event = build(kind, about, None)
    for receiver in RECEIVERS:
        await receiver.receive(event)


@app.post("/user/created")
async def user_created() -> dict[str, str]:  # -> native-async
    await publish(KINDS.USER_CREATED, about="user_created")
    return {}


@app.post("/user/updated")
async def user_updated() -> dict[str, str]:  # -> native-async
    await publish(KINDS.USER_UPDATED, about="user_updated")
    return {}


@app.post("/user/removed")
async def user_removed() -> dict[str, str]:  # -> blocking-async via time.sleep
    await publish(KINDS.USER_REMOVED, about="user_removed")
    return {}


@app.post("/order/placed")
async def order_placed() -> dict[str, str]:  # -> native-async
    await publish(KINDS.ORDER_PLACED, about="order_placed")
    return {}


@app.post("/order/paid")
async def order_paid() -> dict[str, str]:  # -> native-async
    await publish(KINDS.ORDER_PAID, about="order_paid")
    return {}


@app.post("/order/shipped")
async def order_shipped() -> dict[str, str]:  # -> native-async
    await publish(KINDS.ORDER_SHIPPED, about="order_shipped")
    return {}


@app.post("/order/cancelled")
async def order_cancelled() -> dict[str, str]:  # -> blocking-async via time.sleep
    await publish(KINDS.ORDER_CANCELLED, about="order_cancelled")
    return {}


@app.post("/cart/filled")
async def cart_filled() -> dict[str, str]:  # -> native-async
    await publish(KINDS.CART_FILLED, about="cart_filled")
    return {}


@app.post("/cart/emptied")
async def cart_emptied() -> dict[str, str]:  # -> native-async
    await publish(KINDS.CART_EMPTIED, about="cart_emptied")
    return {}


@app.post("/note/added")
async def note_added() -> dict[str, str]:  # -> native-async
    await publish(KINDS.NOTE_ADDED, about="note_added")
    return {}


@app.post("/note/removed")
async def note_removed() -> dict[str, str]:  # -> native-async
    await publish(KINDS.NOTE_REMOVED, about="note_removed")
    return {}


@app.post("/tag/added")
async def tag_added() -> dict[str, str]:  # -> native-async
    await publish(KINDS.TAG_ADDED, about="tag_added")
    return {}
