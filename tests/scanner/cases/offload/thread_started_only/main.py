import threading
import time

from fastapi import FastAPI


def work(name):  # -> converted-def
    time.sleep(0.01)


app = FastAPI()


@app.post("/work")
async def run():  # -> native-async (offloaded)
    threading.Thread(target=work, args=("a",), daemon=True).start()
    return {"ok": True}
