import time

from fastapi import FastAPI


class Shop:
    class Till:
        def open(self):  # -> blocking-async via time.sleep
            time.sleep(0.001)
            return "open"

    def __init__(self):
        self.till = self.Till()


app = FastAPI()


@app.get("/till")
async def till():  # -> blocking-async (helper) via time.sleep
    return Shop().till.open()
