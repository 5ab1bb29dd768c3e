import threading

from fastapi import FastAPI

lock = threading.Lock()
hits = {"count": 0}
app = FastAPI()


@app.get("/hits")
async def count():  # -> native-async (no-io)
    with lock:
        hits["count"] += 1
    return hits
