import queue
import threading

from fastapi import FastAPI

app = FastAPI()
jobs: queue.Queue[int] = queue.Queue()
ready = threading.Event()


@app.get("/jobs")
async def waiting():  # -> native-async
    return {"jobs": jobs.qsize(), "empty": jobs.empty(), "ready": ready.is_set()}


@app.post("/jobs")
async def take():  # -> native-async
    jobs.put_nowait(1)
    ready.set()
    try:
        return jobs.get_nowait()
    except queue.Empty:
        return None


@app.post("/wait")
def wait():  # -> converted-def
    jobs.put(1)
    return jobs.get()
