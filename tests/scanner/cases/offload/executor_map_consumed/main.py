import time
from concurrent.futures import ThreadPoolExecutor

from fastapi import FastAPI


def render(page):  # -> converted-def
    time.sleep(0.01)
    return page


app = FastAPI()


@app.get("/pdf")
async def pdf():  # -> blocking-async
    with ThreadPoolExecutor(max_workers=2) as pool:
        return list(pool.map(render, [1, 2, 3]))
