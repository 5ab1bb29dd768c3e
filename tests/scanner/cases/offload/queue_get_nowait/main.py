import queue

from fastapi import FastAPI

pending = queue.Queue()
app = FastAPI()


@app.get("/next")
async def take():  # -> native-async (no-io)
    try:
        return pending.get_nowait()
    except queue.Empty:
        return None
