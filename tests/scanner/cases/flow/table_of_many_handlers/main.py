import time
from collections.abc import Callable

from fastapi import FastAPI

app = FastAPI()
HANDLERS: dict[str, Callable[[], int]] = {}


def handles(name: str) -> Callable[[Callable[[], int]], Callable[[], int]]:
    def keep(handler: Callable[[], int]) -> Callable[[], int]:
        HANDLERS[name] = handler
        return handler

    return keep


def handle(name: str) -> int:  # -> blocking-async via time.sleep
    return HANDLERS[name]()


@handles("k0")
def h0() -> int:
    return 0


@app.get("/k0")
async def r0() -> int:  # -> native-async
    return handle("k0")


@handles("k1")
def h1() -> int:
    return 1


@app.get("/k1")
async def r1() -> int:  # -> native-async
    return handle("k1")


@handles("k2")
def h2() -> int:
    return 2


@app.get("/k2")
async def r2() -> int:  # -> native-async
    return handle("k2")


@handles("k3")
def h3() -> int:  # -> blocking-async via time.sleep
    time.sleep(0.001)
    return 3


@app.get("/k3")
async def r3() -> int:  # -> blocking-async via time.sleep
    return handle("k3")


@handles("k4")
def h4() -> int:
    return 4


@app.get("/k4")
async def r4() -> int:  # -> native-async
    return handle("k4")


@handles("k5")
def h5() -> int:
    return 5


@app.get("/k5")
async def r5() -> int:  # -> native-async
    return handle("k5")


@handles("k6")
def h6() -> int:
    return 6


@app.get("/k6")
async def r6() -> int:  # -> native-async
    return handle("k6")


@handles("k7")
def h7() -> int:
    return 7


@app.get("/k7")
async def r7() -> int:  # -> native-async
    return handle("k7")


@handles("k8")
def h8() -> int:  # -> blocking-async via time.sleep
    time.sleep(0.001)
    return 8


@app.get("/k8")
async def r8() -> int:  # -> blocking-async via time.sleep
    return handle("k8")


@handles("k9")
def h9() -> int:
    return 9


@app.get("/k9")
async def r9() -> int:  # -> native-async
    return handle("k9")
