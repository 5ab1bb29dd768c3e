import time

from fastapi import FastAPI


class Job:
    def prepare(self):
        return 1

    def execute(self):  # -> blocking-async via time.sleep
        time.sleep(0.01)
        return 2


app = FastAPI()


@app.post("/job")
async def run():  # -> blocking-async (helper) via time.sleep
    job = Job()
    return [getattr(job, name)() for name in ("prepare", "execute")]
