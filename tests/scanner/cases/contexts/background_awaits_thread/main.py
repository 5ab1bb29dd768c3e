import asyncio
import time

from fastapi import BackgroundTasks, FastAPI


def render(name):  # -> converted-def
    time.sleep(0.001)


async def render_later(name):  # -> native-async
    await asyncio.to_thread(render, name)


app = FastAPI()


@app.post("/render")
async def post(tasks: BackgroundTasks):  # -> native-async
    tasks.add_task(render_later, "a")
    return {}
