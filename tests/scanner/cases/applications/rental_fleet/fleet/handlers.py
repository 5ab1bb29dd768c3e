import asyncio
import time
from operator import attrgetter, methodcaller

from fastapi import Request

from fleet.kernel import Kernel
from fleet.routing import Group

cars, trips, tools = Group(), Group(), Group()
day = attrgetter("app.state.kernel")
night = attrgetter("app.state.night")


def day_kernel(request: Request) -> Kernel:
    return request.app.state.kernel


def night_kernel(request: Request) -> Kernel:
    return request.app.state.night


@cars.get("/{key}")
async def colour(request: Request, key: str):  # -> native-async
    return day_kernel(request).colour(key)


@cars.get("/{key}/night")
async def colour_at_night(request: Request, key: str):  # -> blocking-async
    return night_kernel(request).colour(key)


@cars.get("/{key}/night/def")
def colour_at_night_def(request: Request, key: str):  # -> converted-def
    return night_kernel(request).colour(key)


@trips.post("/{key}")
async def book(request: Request, key: str):  # -> native-async
    return day_kernel(request).book(key)


@trips.post("/{key}/night")
async def book_at_night(request: Request, key: str):  # -> native-async
    return await asyncio.to_thread(night_kernel(request).book, key)


@trips.post("/{key}/night/inline")
async def book_at_night_inline(request: Request, key: str):  # -> blocking-async
    return night_kernel(request).book(key)


class Wrench:
    def turn(self) -> int:
        return 1


class Drill(Wrench):
    def turn(self) -> int:  # -> blocking-async
        time.sleep(0.001)
        return super().turn()


@tools.get("/wrench")
async def wrench():  # -> native-async
    return methodcaller("turn")(Wrench())


@tools.get("/drill")
async def drill():  # -> blocking-async
    return methodcaller("turn")(Drill())


@tools.get("/all")
async def everything():  # -> native-async
    return sum(map(Wrench.turn, [Wrench(), Wrench()]))


@tools.get("/sorted")
async def ordered():  # -> native-async
    return sorted([3, 1], key=lambda number: -number)


@tools.get("/sorted/slow")
async def ordered_slowly():  # -> blocking-async
    def weight(number: int) -> int:  # -> blocking-async
        time.sleep(0.001)
        return number

    return sorted([3, 1], key=weight)


@tools.delete("/{name}")
async def remove(name: str):  # -> native-async
    return {"removed": name}
