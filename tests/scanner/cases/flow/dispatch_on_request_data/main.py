"""A method looked up by a name that arrives with the request."""

import time

from fastapi import FastAPI


class Actions:
    def do_slow(self):  # -> blocking-async
        time.sleep(0.001)
        return "slow"

    def do_quick(self):
        return "quick"


app = FastAPI()


@app.get("/actions/{name}")
async def act(name: str):  # -> blocking-async
    return getattr(Actions(), f"do_{name}")()
