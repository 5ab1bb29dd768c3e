import time

from fastapi import BackgroundTasks, FastAPI


def send(to):  # -> converted-def
    time.sleep(0.01)


app = FastAPI()


@app.post("/orders")
async def order(tasks: BackgroundTasks):  # -> native-async
    tasks.add_task(send, "ann")
    return {}
