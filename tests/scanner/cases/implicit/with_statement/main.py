import time

from fastapi import FastAPI


class Lock:
    def __enter__(self):  # -> blocking-async via time.sleep
        time.sleep(0.01)
        return self

    def __exit__(self, *error):
        return None


app = FastAPI()


@app.post("/locked")
async def locked():  # -> blocking-async (helper) via time.sleep
    with Lock():
        return {}
