import asyncio

from fastapi import APIRouter, Depends, FastAPI

import wiring
from core.usecases import ReadBooking

app = FastAPI()
live, fake, threads = APIRouter(prefix="/live"), APIRouter(prefix="/fake"), APIRouter(prefix="/threads")


@live.get("/read/{key}")
async def read(key: int):  # -> blocking-async
    return await wiring.use_case("read")(key)


@fake.get("/read/{key}")
async def read_fake(key: int):  # -> native-async
    return await wiring.use_case("read", wiring.calm)(key)


@live.get("/aread/{key}")
async def aread(key: int):  # -> native-async
    return await wiring.live.aread(key)


@live.get("/confirm/{key}")
async def confirm(key: int):  # -> blocking-async
    return await wiring.live.confirm(key)


@fake.get("/confirm/{key}")
async def confirm_fake(key: int):  # -> native-async
    return await wiring.fake.confirm(key)


@threads.get("/confirm/{key}")
async def confirm_threads(key: int):  # -> native-async
    return await wiring.mixed.confirm(key)


@live.get("/price")
async def price():  # -> blocking-async
    return await wiring.live.price("eur")


@fake.get("/price")
async def price_fake():  # -> native-async
    return await wiring.fake.price("eur")


@threads.get("/price")
async def price_threads():  # -> native-async
    return await wiring.mixed.price("eur")


@live.post("/shutdown")
async def shutdown():  # -> blocking-async
    return await wiring.noisy_shutdown()


@fake.post("/shutdown")
async def shutdown_fake():  # -> native-async
    return await wiring.calm_shutdown()


@live.get("/stats/title")
async def title():  # -> native-async
    return await wiring.stats.title()


@live.get("/stats/guest")
async def guest():  # -> blocking-async
    return await wiring.stats.guest()


@fake.get("/stats/guest")
async def guest_fake():  # -> native-async
    return await wiring.fake_stats.guest()


def reading(profile):
    return lambda: ReadBooking.build(**profile)


@live.get("/injected/{key}")
async def injected(key: int, case: ReadBooking = Depends(reading(vars(wiring.ports)))):  # -> blocking-async
    return await case(key)


@fake.get("/injected/{key}")
async def injected_fake(key: int, case: ReadBooking = Depends(reading(wiring.calm))):  # -> native-async
    return await case(key)


@live.get("/fetch/{key}")
def fetch(key: int):  # -> converted-def
    return wiring.ports.reader.fetch(key)


@live.get("/moved/{key}")
async def moved(key: int):  # -> native-async
    return await asyncio.to_thread(wiring.ports.reader.fetch, key)


for r in (live, fake, threads):
    app.include_router(r)
