import time
from dataclasses import dataclass, field, replace

from fastapi import Depends, FastAPI

app = FastAPI()


@dataclass(frozen=True)
class Check:
    scope: str
    strict: bool = False

    async def __call__(self) -> str:  # -> blocking-async via time.sleep
        if self.strict:
            time.sleep(0.001)
        return self.scope


@dataclass
class Fetcher:
    name: str
    mode: str = field(default="memory")

    def fetch(self) -> str:  # -> blocking-async via time.sleep
        if self.mode == "remote":
            time.sleep(0.001)
        return self.name


@dataclass
class Switched:
    slow: bool = False

    def work(self) -> int:  # -> blocking-async via time.sleep
        if self.slow:
            time.sleep(0.001)
        return 1


@dataclass(frozen=True)
class Rounded:
    slow: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "slow", not self.slow)

    def work(self) -> int:  # -> blocking-async via time.sleep
        if self.slow:
            time.sleep(0.001)
        return 1


memory = Fetcher("a")
remote = replace(memory, mode="remote")
renamed = replace(memory, name="b")
switched = Switched()
rounded = Rounded()
switched.slow = True


@app.get("/strict", dependencies=[Depends(Check("admin", strict=True))])
async def strict() -> int:  # -> blocking-async via time.sleep
    return 1


@app.get("/lax", dependencies=[Depends(Check("read"))])
async def lax() -> int:  # -> native-async
    return 1


@app.get("/memory")
async def from_memory() -> str:  # -> native-async
    return memory.fetch()


@app.get("/renamed")
async def from_renamed() -> str:  # -> native-async
    return renamed.fetch()


@app.get("/remote")
async def from_remote() -> str:  # -> blocking-async via time.sleep
    return remote.fetch()


@app.get("/switched")
async def switched_later() -> int:  # -> blocking-async via time.sleep
    return switched.work()


@app.get("/rounded")
async def turned_round() -> int:  # -> blocking-async via time.sleep
    return rounded.work()
