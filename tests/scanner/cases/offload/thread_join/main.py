import threading
import time

from fastapi import FastAPI


def work():  # -> converted-def
    time.sleep(0.01)


app = FastAPI()


@app.post("/work")
async def run():  # -> blocking-async (handler) via threading.Thread.join
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    return {"ok": True}
