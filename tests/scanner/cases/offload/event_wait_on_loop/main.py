import threading

from fastapi import FastAPI

ready = threading.Event()
app = FastAPI()


def set_ready():
    ready.set()


@app.get("/ready")
async def wait_ready():  # -> blocking-async (handler) via threading.Event.wait
    threading.Timer(0.01, set_ready).start()
    ready.wait()
    return {"ready": True}
