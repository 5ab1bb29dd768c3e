import time

from fastapi import FastAPI


class Handler:
    async def __call__(self):  # -> blocking-async via time.sleep
        time.sleep(0.01)
        return {}


app = FastAPI()
app.add_api_route("/run", Handler())
