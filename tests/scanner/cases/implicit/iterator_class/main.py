import time

from fastapi import FastAPI


class Pages:
    def __init__(self):
        self.left = 2

    def __iter__(self):
        return self

    def __next__(self):  # -> blocking-async via time.sleep
        if self.left == 0:
            raise StopIteration
        self.left -= 1
        time.sleep(0.001)
        return self.left


app = FastAPI()


@app.get("/pages")
async def pages():  # -> blocking-async (helper) via time.sleep
    return [page for page in Pages()]
