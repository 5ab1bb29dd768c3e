import asyncio
import time

from fastapi import FastAPI

app = FastAPI()


class Failed(Exception):
    def report(self):  # -> blocking-async
        time.sleep(0.001)

    def __str__(self):  # -> blocking-async
        time.sleep(0.001)
        return "failed"


@app.get("/each")
async def each():  # -> blocking-async
    try:
        raise ExceptionGroup("x", [Failed(), ValueError()])
    except* Failed as group:
        for error in group.exceptions:
            error.report()
    except* ValueError:
        pass


@app.get("/tasks")
async def tasks():  # -> blocking-async
    out = []
    try:
        async with asyncio.TaskGroup() as running:
            running.create_task(asyncio.sleep(0))
            raise Failed
    except* Failed as group:
        out += [str(error) for error in group.exceptions]
    return out


@app.get("/subgroup")
async def subgroup():  # -> blocking-async
    try:
        raise Failed
    except* (Failed, OSError) as group:
        group.subgroup(Failed).exceptions[0].report()


@app.get("/count")
async def count():  # -> native-async
    out = 0
    try:
        raise ExceptionGroup("x", [Failed()])
    except* Failed as group:
        out = len(group.exceptions)
    return out
