import asyncio
import time
from contextlib import asynccontextmanager

from fastapi import FastAPI


class Manager:
    key: str
    name = ""

    def __init__(self):
        self.key = self.name

    def read(self):
        return self.key


class Slow(Manager):
    name = "slow"

    def read(self):  # -> converted-def via time.sleep
        time.sleep(0.01)
        return self.key


class Bolt(Manager):
    name = "bolt"


class Nut(Manager):
    name = "nut"


class Screw(Manager):
    name = "screw"


class Plate(Manager):
    name = "plate"


class Wheel(Manager):
    name = "wheel"


class Axle(Manager):
    name = "axle"


class Frame(Manager):
    name = "frame"


class Spring(Manager):
    name = "spring"


class Chain(Manager):
    name = "chain"


class Pedal(Manager):
    name = "pedal"


class Brake(Manager):
    name = "brake"


class Light(Manager):
    name = "light"


class Bell(Manager):
    name = "bell"


class Seat(Manager):
    name = "seat"


class Lock(Manager):
    name = "lock"


class Registry:
    def __init__(self):
        self.managers = {}

    def register(self, manager):
        if manager.key in self.managers:
            return
        self.managers[manager.key] = manager

    def find(self, key):
        if key not in self.managers:
            raise KeyError(key)
        return self.managers[key]


registry = Registry()


@asynccontextmanager
async def lifespan(app):
    registry.register(Bolt())
    registry.register(Nut())
    registry.register(Screw())
    registry.register(Plate())
    registry.register(Wheel())
    registry.register(Axle())
    registry.register(Frame())
    registry.register(Spring())
    registry.register(Chain())
    registry.register(Pedal())
    registry.register(Brake())
    registry.register(Light())
    registry.register(Bell())
    registry.register(Seat())
    registry.register(Slow())
    registry.register(Lock())
    yield


app = FastAPI(lifespan=lifespan)


@app.get("/bolt")
async def read_bolt():  # -> native-async
    return registry.find("bolt").read()


@app.get("/lock")
async def read_lock():  # -> native-async
    return registry.find("lock").read()


@app.get("/slow")
async def read_slow():  # -> native-async (offloaded)
    return await asyncio.to_thread(registry.find("slow").read)
