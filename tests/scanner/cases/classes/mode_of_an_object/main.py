import enum
import time

from fastapi import FastAPI


class Mode(enum.Enum):
    MEMORY = "memory"
    REMOTE = "remote"


class Store:
    def __init__(self, mode: Mode, name: str = "a") -> None:
        self.mode = mode
        self.name = name

    def read(self):  # -> blocking-async via time.sleep
        if self.mode is Mode.REMOTE:
            time.sleep(0.001)
        return self.name


class Named:
    def __init__(self, backend: str) -> None:
        self.backend = backend

    def read(self):  # -> blocking-async via time.sleep
        if self.backend == "remote":
            time.sleep(0.001)
        return 1


class Base:
    def __init__(self, remote: bool) -> None:
        self._remote = remote

    def read(self):  # -> blocking-async via time.sleep
        return self._remote_read() if self._remote else 1

    def _remote_read(self):  # -> blocking-async via time.sleep
        time.sleep(0.001)
        return 2


class Near(Base):
    def __init__(self) -> None:
        super().__init__(False)


class Far(Base):
    def __init__(self) -> None:
        super().__init__(True)


class Passing(Base):
    def __init__(self, remote: bool, name: str) -> None:
        super().__init__(remote)
        self.name = name


app = FastAPI()


@app.get("/remote")
async def remote():  # -> blocking-async via time.sleep
    return Store(Mode.REMOTE).read()


@app.get("/memory")
async def memory():  # -> native-async
    return Store(Mode.MEMORY).read()


@app.get("/named-remote")
async def named_remote():  # -> blocking-async via time.sleep
    return Named("remote").read()


@app.get("/named-memory")
async def named_memory():  # -> native-async
    return Named("memory").read()


@app.get("/near")
async def near():  # -> native-async
    return Near().read()


@app.get("/far")
async def far():  # -> blocking-async via time.sleep
    return Far().read()


@app.get("/passing")
async def passing():  # -> native-async
    return Passing(False, "a").read()


@app.get("/passing-remote")
async def passing_remote():  # -> blocking-async via time.sleep
    return Passing(remote=True, name="b").read()
