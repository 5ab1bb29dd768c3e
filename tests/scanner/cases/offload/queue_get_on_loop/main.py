import queue
import threading
import time

from fastapi import FastAPI

results = queue.Queue()


def produce():  # -> converted-def
    time.sleep(0.01)
    results.put(1)


app = FastAPI()


@app.get("/next")
async def take():  # -> blocking-async (handler) via queue.Queue.get
    threading.Thread(target=produce).start()
    return results.get()
