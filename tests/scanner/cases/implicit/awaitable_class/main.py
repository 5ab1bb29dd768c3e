import time

from fastapi import FastAPI


class Job:
    def __await__(self):  # -> blocking-async via time.sleep
        time.sleep(0.01)
        return iter(())


app = FastAPI()


@app.get("/job")
async def job():  # -> blocking-async (helper) via time.sleep
    await Job()
    return {}
