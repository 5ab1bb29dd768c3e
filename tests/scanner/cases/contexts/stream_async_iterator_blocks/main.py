import time

from fastapi import FastAPI
from fastapi.responses import StreamingResponse


async def rows():  # -> blocking-async (stream) via time.sleep
    for number in range(3):
        time.sleep(0.01)
        yield f"{number}\n"


app = FastAPI()


@app.get("/export.csv")
def export():  # -> blocking-async (stream) via time.sleep
    return StreamingResponse(rows(), media_type="text/csv")
