import time

from fastapi import BackgroundTasks, FastAPI


async def send(to):  # -> blocking-async
    time.sleep(0.01)  # !! CL104


app = FastAPI()


@app.post("/orders")
async def order(tasks: BackgroundTasks):  # -> blocking-async (background)
    tasks.add_task(send, "ann")
    return {}
