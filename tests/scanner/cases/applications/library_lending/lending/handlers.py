import asyncio

from lending.bus import Registry
from lending.mailer import Mailer, Outbox
from lending.messages import (
    BookById,
    Borrow,
    Borrowed,
    OpeningHours,
    Overdue,
    Renew,
    Reserve,
    Reserved,
    Return,
    Returned,
)
from lending.store import Store

registry = Registry()


@registry.handles
def borrow(command: Borrow, store: Store):  # -> blocking-async
    store.mark(command.book, "out")
    return [Borrowed(command.book)]


@registry.handles
async def give_back(command: Return, store: Store):  # -> native-async
    await asyncio.to_thread(store.mark, command.book, "in")
    return [Returned(command.book)]


@registry.handles
async def reserve(command: Reserve, outbox: Outbox):
    outbox.send("desk", f"reserve {command.book}")
    return [Reserved(command.book)]


@registry.handles
async def renew(command: Renew, store: Store):  # -> blocking-async
    if await asyncio.to_thread(store.state, command.book) == "out":
        store.mark(command.book, "renewed")
    store.state(command.book)
    return []


@registry.handles
def book_by_id(query: BookById, store: Store):  # -> blocking-async
    return {"id": query.book, "state": store.state(query.book)}


@registry.handles
def opening_hours(query: OpeningHours):
    return {"sunday": None}.get(query.day, (9, 17))


@registry.handles
async def overdue(query: Overdue, store: Store):  # -> native-async
    return await asyncio.gather(*(asyncio.to_thread(store.state, book) for book in range(2)))


@registry.on(Borrowed)
def note_borrowed(event: Borrowed, outbox: Outbox) -> None:
    outbox.send("desk", f"borrowed {event.book}")


@registry.on(Returned)
async def tell_next(event: Returned, mailer: Mailer) -> None:  # -> native-async
    await mailer.send_later("reader@example.com", "ready")


@registry.on(Reserved)
def tell_desk(event: Reserved, mailer: Mailer) -> None:  # -> blocking-async
    mailer.send("desk@example.com", f"{event.book} is wanted")


@registry.on(Borrowed, Returned)
async def count(event: Borrowed | Returned, outbox: Outbox) -> None:
    outbox.send("statistics", type(event).__name__)
