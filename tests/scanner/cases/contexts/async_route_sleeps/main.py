import time

from fastapi import FastAPI

app = FastAPI()


@app.post("/reports")
async def create_report():  # -> blocking-async (handler) via time.sleep
    time.sleep(2)
    return {"status": "done"}
