import asyncio
import time

from fastapi import FastAPI


async def step(number):  # -> blocking-async via time.sleep
    time.sleep(0.01)
    return number


app = FastAPI()


@app.get("/steps")
async def steps():  # -> blocking-async via time.sleep
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(step(n)) for n in range(2)]
    return [task.result() for task in tasks]
