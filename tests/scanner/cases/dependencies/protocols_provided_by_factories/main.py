import time
from abc import ABC, abstractmethod
from typing import Annotated, Protocol, runtime_checkable
from fastapi import Depends, FastAPI

app = FastAPI()


@runtime_checkable
class Clock(Protocol):
    def now(self) -> float: ...


class SlowClock:
    def now(self) -> float:  # -> blocking-async
        time.sleep(0.001)
        return 1.0


class QuickClock:
    def now(self) -> float:
        return 2.0


class UnusedClock:
    def now(self) -> float:
        time.sleep(0.001)
        return 3.0


def provide(clock: Clock):
    def dependency() -> Clock:
        return clock

    return dependency


Slow = Annotated[Clock, Depends(provide(SlowClock()))]
Quick = Annotated[Clock, Depends(provide(QuickClock()))]


class Timer(ABC):
    @abstractmethod
    def clock(self) -> Clock: ...

    def read(self) -> float:  # -> blocking-async
        return self.clock().now()


class QuickTimer(Timer):
    def clock(self) -> Clock:
        return QuickClock()


class SlowTimer(Timer):
    def clock(self) -> Clock:
        return SlowClock()


@app.get("/slow")
async def slow(clock: Slow):  # -> blocking-async
    return clock.now()


@app.get("/quick")
async def quick(clock: Quick):  # -> native-async
    return clock.now()


@app.get("/timer")
async def timer(t: Annotated[Timer, Depends(QuickTimer)]):  # -> native-async
    return t.read()


@app.get("/slow-timer")
async def slow_timer(t: Annotated[Timer, Depends(lambda: SlowTimer())]):  # -> blocking-async
    return t.read()


@app.get("/default")
async def by_default(clock: Clock = Depends(QuickClock)):  # -> native-async
    return clock.now()
