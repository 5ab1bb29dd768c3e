"""One scheduler for the coroutines of many callers: each caller is charged for its own."""

import asyncio
import time

from fastapi import FastAPI

app = FastAPI()


class Jobs:
    def __init__(self):
        self.tasks = {}

    def start(self, name: str, job):
        self.tasks[name] = asyncio.create_task(self._guarded(name, job))
        return name

    async def _guarded(self, name: str, job) -> None:  # -> blocking-async via time.sleep
        try:
            await job
        except ValueError:
            return None


jobs = Jobs()


async def run(name: str, function, *args):  # -> blocking-async via time.sleep
    jobs.start(name, function(*args))
    await jobs.tasks[name]
    return name


async def slow(text: str):  # -> blocking-async via time.sleep
    time.sleep(0)
    return text


async def quick0(text: str):
    return text + "0"


@app.get("/quick0")
async def start0():  # -> native-async
    return await run("job0", quick0, "text")


async def quick1(text: str):
    return text + "1"


@app.get("/quick1")
async def start1():  # -> native-async
    return await run("job1", quick1, "text")


async def quick2(text: str):
    return text + "2"


@app.get("/quick2")
async def start2():  # -> native-async
    return await run("job2", quick2, "text")


async def quick3(text: str):
    return text + "3"


@app.get("/quick3")
async def start3():  # -> native-async
    return await run("job3", quick3, "text")


async def quick4(text: str):
    return text + "4"


@app.get("/quick4")
async def start4():  # -> native-async
    return await run("job4", quick4, "text")


async def quick5(text: str):
    return text + "5"


@app.get("/quick5")
async def start5():  # -> native-async
    return await run("job5", quick5, "text")


async def quick6(text: str):
    return text + "6"


@app.get("/quick6")
async def start6():  # -> native-async
    return await run("job6", quick6, "text")


async def quick7(text: str):
    return text + "7"


@app.get("/quick7")
async def start7():  # -> native-async
    return await run("job7", quick7, "text")


@app.get("/slow")
async def start():  # -> blocking-async via time.sleep
    return await run("slow", slow, "text")
