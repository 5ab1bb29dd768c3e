import asyncio

from fastapi import FastAPI

app = FastAPI()


class Clock:
    async def sleep(self, seconds: float) -> float:
        await asyncio.sleep(seconds)
        return seconds

    def monotonic(self) -> float:
        return 1.0


time = Clock()


class subprocess:
    @staticmethod
    def run(command: str) -> str:
        return command.upper()


@app.get("/sleep")
async def sleep():  # -> native-async
    return await time.sleep(0.001)


@app.get("/monotonic")
async def monotonic():  # -> native-async
    return time.monotonic()


@app.get("/run")
async def run():  # -> native-async
    return subprocess.run("ls")
