import asyncio
import time

from fastapi import FastAPI


def work():  # -> converted-def
    time.sleep(0.001)
    return 1


class Job:
    def __init__(self, function):
        self.function = function

    async def run(self):  # -> native-async
        return await asyncio.to_thread(self.function)

    def __await__(self):
        return self.run().__await__()


class Outer:
    def __init__(self, job):
        self.job = job

    def __await__(self):
        return (yield from self.job.run().__await__())


app = FastAPI()


@app.get("/job")
async def job():  # -> native-async
    return await Job(work)


@app.get("/outer")
async def outer():  # -> native-async
    return await Outer(Job(work))


@app.get("/def")
def plain():  # -> converted-def
    return work()
