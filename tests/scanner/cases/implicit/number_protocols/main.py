import time

from fastapi import FastAPI

app = FastAPI()


class Meter:
    def __int__(self) -> int:  # -> blocking-async
        time.sleep(0.001)
        return 3

    def __float__(self) -> float:  # -> blocking-async
        time.sleep(0.001)
        return 3.0

    def __index__(self) -> int:  # -> blocking-async
        time.sleep(0.001)
        return 1

    def __round__(self, digits: int = 0) -> int:  # -> blocking-async
        time.sleep(0.001)
        return 3

    def __abs__(self) -> int:  # -> blocking-async
        time.sleep(0.001)
        return 3

    def __bytes__(self) -> bytes:  # -> blocking-async
        time.sleep(0.001)
        return b"x"

    def __neg__(self) -> int:  # -> blocking-async
        time.sleep(0.001)
        return -3

    def __divmod__(self, other: int) -> tuple:  # -> blocking-async
        time.sleep(0.001)
        return (1, 2)

    def __reversed__(self):  # -> blocking-async
        time.sleep(0.001)
        return iter([1])

    def __iter__(self):
        return iter([1, 2])


@app.get("/int")
async def as_int():  # -> blocking-async
    return int(Meter())


@app.get("/float")
async def as_float():  # -> blocking-async
    return float(Meter())


@app.get("/index")
async def as_index():  # -> blocking-async
    return ["a", "b"][Meter()]


@app.get("/range")
async def as_range():  # -> blocking-async
    return list(range(Meter()))


@app.get("/round")
async def rounded():  # -> blocking-async
    return round(Meter())


@app.get("/abs")
async def absolute():  # -> blocking-async
    return abs(Meter())


@app.get("/bytes")
async def as_bytes():  # -> blocking-async
    return len(bytes(Meter()))


@app.get("/neg")
async def negative():  # -> blocking-async
    return -Meter()


@app.get("/divmod")
async def divided():  # -> blocking-async
    return divmod(Meter(), 2)


@app.get("/reversed")
async def back():  # -> blocking-async
    return list(reversed(Meter()))


@app.get("/iterated")
async def iterated():  # -> native-async
    return list(Meter())


@app.get("/hex")
async def hexed():  # -> blocking-async
    return hex(Meter())
