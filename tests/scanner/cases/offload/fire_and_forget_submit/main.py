import time
from concurrent.futures import ThreadPoolExecutor

from fastapi import FastAPI

pool = ThreadPoolExecutor()


def index(document):  # -> converted-def
    time.sleep(0.01)


app = FastAPI()


@app.post("/index")
async def start_index():  # -> native-async (offloaded)
    pool.submit(index, "a")
    return {"started": True}
