import time

from fastapi import FastAPI

app = FastAPI()


@app.api_route("/things", methods=["GET", "POST"])
async def things():  # -> blocking-async (handler) via time.sleep
    time.sleep(0.01)
    return []
