import threading
import time

from fastapi import FastAPI


class Worker(threading.Thread):
    def run(self):  # -> converted-def
        time.sleep(0.01)


app = FastAPI()


@app.post("/work")
async def start():  # -> native-async
    worker = Worker(daemon=True)
    worker.start()
    return {"ok": True}
