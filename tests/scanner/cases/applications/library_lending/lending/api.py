from typing import Annotated

from fastapi import APIRouter, Depends, Request

from lending.bus import MessageBus
from lending.messages import BookById, Borrow, Borrowed, OpeningHours, Overdue, Renew, Reserve, Return, Returned

router = APIRouter(prefix="/lending")


def get_bus(request: Request) -> MessageBus:
    return request.app.state.bus


Bus = Annotated[MessageBus, Depends(get_bus)]


@router.post("/{book}/borrow")
async def borrow(book: int, bus: Bus):  # -> blocking-async
    return await bus.execute(Borrow(book, 1))


@router.post("/{book}/return")
async def give_back(book: int, bus: Bus):  # -> native-async
    return await bus.execute(Return(book))


@router.post("/{book}/reserve")
async def reserve(book: int, bus: Bus):  # -> blocking-async
    return await bus.execute(Reserve(book))


@router.post("/{book}/renew")
async def renew(book: int, bus: Bus):  # -> blocking-async
    return await bus.execute(Renew(book))


@router.get("/hours")
async def hours(bus: Bus, day: str = "monday"):  # -> native-async
    return await bus.ask(OpeningHours(day))


@router.get("/overdue")
async def overdue(bus: Bus):  # -> native-async
    return await bus.ask(Overdue())


@router.get("/{book}")
async def show(book: int, bus: Bus):  # -> blocking-async
    return await bus.ask(BookById(book))


@router.post("/{book}/events/borrowed")
async def replay_borrowed(book: int, bus: Bus):  # -> native-async
    await bus.publish(Borrowed(book))


@router.post("/{book}/events/returned")
async def replay_returned(book: int, bus: Bus):  # -> native-async
    await bus.publish(Returned(book))
