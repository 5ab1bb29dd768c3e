"""A method whose whole name arrives with the request."""

import time

from fastapi import FastAPI


class Actions:
    def slow(self):  # -> blocking-async
        time.sleep(0.001)
        return "slow"

    def quick(self):
        return "quick"


app = FastAPI()


@app.get("/actions/{name}")
async def act(name: str):  # -> blocking-async
    return getattr(Actions(), name)()
