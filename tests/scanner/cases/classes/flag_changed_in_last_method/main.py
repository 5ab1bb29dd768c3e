import time

from fastapi import FastAPI

app = FastAPI()


class Reader:
    def __init__(self, slow: bool = False) -> None:
        self.slow = slow

    def read(self) -> int:  # -> blocking-async via time.sleep
        if self.slow:
            time.sleep(0.001)
        return 1

    def slowed(self) -> "Reader":
        found = self
        self.slow = True
        return found


class Steady:
    def __init__(self, slow: bool = False) -> None:
        self.name = "steady"
        self.slow = slow

    def read(self) -> int:  # -> blocking-async via time.sleep
        text = self.name.upper()
        if self.slow:
            time.sleep(0.001)
        return len(text)


changed = Reader().slowed()


@app.get("/changed")
async def read_changed() -> int:  # -> blocking-async via time.sleep
    return changed.read()


@app.get("/steady")
async def read_steady() -> int:  # -> native-async
    return Steady().read()


@app.get("/slow")
async def read_slow() -> int:  # -> blocking-async via time.sleep
    return Steady(slow=True).read()
