from typing import Protocol, overload

from fastapi import FastAPI


class Clock(Protocol):
    def now(self) -> int: ...


class Fixed:
    def now(self) -> int:
        return 5


@overload
def read(clock: Clock) -> int: ...
@overload
def read(clock: None) -> None: ...
def read(clock):
    return clock.now() if clock else None


app = FastAPI()


@app.get("/now")
async def now():  # -> native-async (no-io)
    return read(Fixed())
